"""The program file as typed data: one file a subject, names as in the format; importing this loads nothing."""
