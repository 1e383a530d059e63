"""Search by meaning: vectors of passages, kept beside the store, and the nearest of them.

All of it is derived and optional. Without a model nothing here does anything, and words
are searched as ever.
"""
