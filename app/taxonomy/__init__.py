"""Editing themes and frameworks in the browser."""
