"""Meaning of a text as a vector: texts that mean the same lie close together.

Vectors of words ship and serve alone. A small sentence encoder in plain numpy serves beside
them where ``sightline models add`` has brought its weights.
"""
