"""Errors of the indexer, each saying what happened and what to do."""


class IndexerError(Exception):
    """Base of every error raised on purpose by :mod:`indexer`."""


class ExtractionError(IndexerError):
    """A file cannot be read; the message says why in plain words."""


class UnsupportedFormat(ExtractionError):
    """No extractor reads this kind of file."""


class StoreError(IndexerError):
    """The store is missing, damaged or newer than this program."""


class SearchIndexError(IndexerError):
    """The search index is missing or damaged; it can always be rebuilt from the store."""


class QueryError(IndexerError):
    """A query cannot be read.

    Attributes:
        position: character offset in the query where the mistake starts.
    """

    def __init__(self, message: str, position: int) -> None:
        self.position = position
        super().__init__(message)


class QuestionsError(IndexerError):
    """A file of judged questions breaks the rules; the message names the line."""


class HomeLocked(IndexerError):
    """Another run is writing to the same home; the message says which."""
