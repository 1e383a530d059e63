"""Queues in words."""

from collections.abc import Mapping
from types import MappingProxyType

from indexer.queues.model import Queue

QUEUES: Mapping[Queue, tuple[str, str]] = MappingProxyType(
    {
        Queue.UNCERTAIN: (
            "Most uncertain",
            "The machine is least sure of a label. Deciding these teaches it most.",
        ),
        Queue.THEME: (
            "Least covered theme",
            "Passages of the theme that people have decided of least, or of one you choose.",
        ),
        Queue.DISAGREEMENT: (
            "Rules and model disagree",
            "The trained model says what no words of the rules bear out, surest first.",
        ),
        Queue.SECOND: (
            "Second look",
            "Somebody decided otherwise than the machine. You are never shown your own.",
        ),
        Queue.NEW: (
            "New documents",
            "What was indexed last, in the order of reading.",
        ),
        Queue.SAMPLE: (
            "Random sample",
            "Drawn at random and coded without seeing any label, to measure how right the machine "
            "is. Nothing is learnt from it.",
        ),
    }
)
"""Each queue's name and what it is for."""
