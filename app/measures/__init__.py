"""Figures across documents: the same measure on one line, and what does not agree."""
