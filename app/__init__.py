"""The web workplace and the command line, wired together."""
