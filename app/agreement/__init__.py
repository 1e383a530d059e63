"""Rounds of blind coding in the browser: code, see how well people agree, settle."""
