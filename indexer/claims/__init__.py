"""Claims against inspectors: what a council says of itself beside what others say of it.

The flow, a step a file: ``voices`` (who says what of which theme, and when), ``pairing``
(claims that later or lately were judged otherwise), ``themes`` (all of it, by theme).
"""
