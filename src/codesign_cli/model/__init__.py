"""The program file as typed data: one file a subject, names exactly those of the format; importing this loads none of it."""
