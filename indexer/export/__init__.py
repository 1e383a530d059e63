"""All hits of a search as a table for other programs."""
