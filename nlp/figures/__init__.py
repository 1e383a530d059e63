"""Figures that a passage states: how much, of what, of whom, when and where.

The flow, a step a file: ``words`` (numbers in words), ``uncounted`` (numbers that are
no figures), ``numbers`` (those that are, with their unit), ``wholes`` (what they are a part
of), ``periods`` (when), ``clauses`` and ``phrases`` (what is measured, of whom, where),
``kinds`` (value or what it is compared with), ``prose`` and ``rows`` (a text and a table
row as figures). The words they go by are in ``vocabulary``.
"""

from nlp.figures.read import read_figures

__all__ = ["read_figures"]
