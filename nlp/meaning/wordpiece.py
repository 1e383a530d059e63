"""Cut text into the word pieces that a BERT encoder knows (Devlin et al. 2019).

Only what the uncased English models need: lower case, accents dropped, punctuation apart,
then the longest pieces of the vocabulary from the left.
"""

import unicodedata
from collections.abc import Sequence

_UNKNOWN, _START, _END = "[UNK]", "[CLS]", "[SEP]"
SPECIAL = (_UNKNOWN, _START, _END)
"""Pieces that every vocabulary must have."""

_LONGEST_WORD = 100
"""Characters; a longer word is unknown, as in the published tokeniser."""
_REMEMBERED = 1 << 17
"""Words whose pieces are kept: 45,000 passages of council papers have 60,000 between blanks."""


class WordPiece:
    """A tokeniser over one vocabulary; threads may share it."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Take the vocabulary.

        Args:
            vocabulary: pieces by number; those that go on inside a word start with "##".

        Raises:
            KeyError: a special piece is missing.
        """
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._unknown, self._start, self._end = (self._numbers[piece] for piece in SPECIAL)
        self._known: dict[str, tuple[int, ...]] = {}

    def numbers(self, text: str, *, longest: int) -> list[int]:
        """Return the numbers of a text's pieces, between those of its start and its end.

        Args:
            text: any text.
            longest: pieces in all at most; what is beyond is left off.
        """
        found = [self._start]
        for word in text.split():
            pieces = self._known.get(word)
            if pieces is None:
                pieces = self._remember(word)
            found += pieces
            if len(found) >= longest:
                break
        return [*found[: longest - 1], self._end]

    def _remember(self, word: str) -> tuple[int, ...]:
        pieces = tuple(number for part in _parts(word) for number in self._pieces(part))
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        self._known[word] = pieces
        return pieces

    def _pieces(self, word: str) -> list[int]:
        """Cut a word into the longest pieces there are, from the left."""
        if len(word) > _LONGEST_WORD:
            return [self._unknown]
        found, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self._numbers:
                    found.append(self._numbers[piece])
                    start = end
                    break
            else:
                return [self._unknown]
        return found


def _parts(word: str) -> list[str]:
    """Lower what stands between two blanks, drop its accents and set its punctuation apart."""
    plain = []
    for letter in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(letter)
        if kind[0] == "C" or kind == "Mn" or letter == "\ufffd":
            continue
        plain.append(f" {letter} " if _stands_alone(letter, kind) else letter)
    return "".join(plain).split()


def _stands_alone(letter: str, kind: str) -> bool:
    """Tell punctuation, which for this tokeniser all ASCII signs are, and Chinese characters."""
    if letter.isascii():
        return not letter.isalnum()
    return kind[0] == "P" or "\u3400" <= letter <= "\u9fff" or "\uf900" <= letter <= "\ufaff"
