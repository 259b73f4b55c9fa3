"""One file or folder a document: facts from the program, then blocks for the page."""
