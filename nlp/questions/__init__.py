"""Read a question as a question: what it is about, whose word it wants, and since when."""

from nlp.questions.gist import Gist, Related, without_frames
from nlp.questions.reading import gist_of

__all__ = ["Gist", "Related", "gist_of", "without_frames"]
