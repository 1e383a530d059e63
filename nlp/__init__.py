"""Text in, annotations out: themes, areas, stance and speaker of a passage.

This package knows no PDF, no database and no web.
"""
