"""Meaning of a text as a vector: a small sentence encoder in plain numpy.

Optional: its weights do not ship, ``sightline models add`` brings them. Texts that
mean the same lie close together, also where they share no word.
"""
