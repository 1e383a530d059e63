"""From the words a judgement names to the passages of the store that begin with them."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from indexer.quality.questions import Wanted
from indexer.store.repository import Store


class Library:
    """The passages of a store, looked up by file name and words; each file is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._paths = [(entry.path, entry.document) for entry in store.entries() if entry.document]
        self._passages = lru_cache(maxsize=None)(self._read)

    def passages_of(self, wanted: Wanted) -> frozenset[str]:
        """Return the ids of the passages meant; none if the words stand nowhere.

        Those that begin with the words are meant, or else those that hold them: another reading
        of the file may set a number or a heading before them. Copies of one passage within the
        file are all meant.
        """
        words = _plain(wanted.text)
        texts = [text for one in self._documents(wanted.document) for text in self._passages(one)]
        begin = frozenset(passage for passage, text in texts if text.startswith(words))
        return begin or frozenset(passage for passage, text in texts if words in text)

    def _documents(self, tail: str) -> list[str]:
        met = {
            document
            for path, document in self._paths
            if document and (path == tail or path.endswith(f"/{tail}"))
        }
        return sorted(met)

    def _read(self, document: str) -> Sequence[tuple[str, str]]:
        return [(one.id, _plain(one.text)) for one in self._store.passages(document=document)]


def _plain(text: str) -> str:
    """Reduce a text to its words, so that marks and spaces that readings differ in do not count."""
    return " ".join(_WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


_WORD = re.compile(r"\w+")
