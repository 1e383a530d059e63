"""Whose Sightline this is, and whom to ask about it."""
