"""Errors of the language layer, each saying what happened and what to do."""


class NlpError(Exception):
    """Base of every error raised on purpose by :mod:`nlp`."""


class TaxonomyError(NlpError):
    """A taxonomy file is missing or breaks its rules.

    Attributes:
        problems: one plain sentence for each fault found, with file and entry.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class ModelError(NlpError):
    """A fitted model is missing, damaged or made for another version."""


class LabelsError(NlpError):
    """A file of labelled passages breaks the rules; the message names the line."""
