"""Figures that a passage states: how much, of what, of whom, when and where.

The flow, a step a file: ``words`` (numbers in words), ``numbers`` (which numbers are
figures), ``periods`` (when), ``clauses`` (what is measured), ``kinds`` (value or what it
is compared with), ``prose`` and ``rows`` (a sentence and a table row as figures).
"""

from nlp.figures.read import read_figures

__all__ = ["read_figures"]
