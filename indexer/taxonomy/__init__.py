"""Editing themes and frameworks: trying what they would tag, saving, taking back."""
