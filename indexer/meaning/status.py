"""What is told of the model of meaning and of its vectors."""

from contextlib import closing
from typing import Any

from indexer.errors import IndexerError
from indexer.home import Home
from indexer.meaning.making import open_vectors
from indexer.store.repository import Store
from nlp.errors import ModelError
from nlp.meaning.artefact import read_card


def meaning_status(home: Home, store: Store) -> dict[str, Any]:
    """Tell which model is there and how many passages have vectors.

    Returns:
        ``model`` (its version; None without one), ``passages`` with a vector, ``wanted`` (how
        many are to have one), and ``error`` (why it cannot be used; None if it can).
    """
    told: dict[str, Any] = {"model": None, "passages": 0, "wanted": 0, "error": None}
    try:
        card = read_card(home.models)
        if card is None:
            return told
        told |= {"model": card.version, "wanted": sum(store.text_counts().values())}
        vectors = open_vectors(home, card)
        if vectors is not None:
            with closing(vectors):
                told["passages"] = vectors.count()
    except (IndexerError, ModelError) as error:
        told["error"] = str(error)
    return told
