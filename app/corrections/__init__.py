"""Correcting what the machine read of a document."""
