"""Search by meaning: vectors of passages, kept beside the store, and the nearest of them.

All of it is derived. Where it is not made yet, or damaged, words are searched as ever.
"""
