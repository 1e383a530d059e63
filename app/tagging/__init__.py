"""Deciding labels in the browser: one passage at a time, many at once, and what became of it."""
