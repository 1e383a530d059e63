"""What is told of the model of meaning and of its vectors."""

from contextlib import closing
from typing import Any

from indexer.errors import IndexerError
from indexer.home import Home
from indexer.meaning.making import open_vectors
from indexer.store.repository import Store
from nlp.errors import ModelError
from nlp.meaning.encoders import about_encoder


def meaning_status(home: Home, store: Store) -> dict[str, Any]:
    """Tell which model was brought in and how many passages have vectors.

    Returns:
        ``model`` (version of the one that was brought in; None without one), ``passages`` with a
        vector, ``wanted`` (how many are to have one), and ``error`` (why they cannot be used; None
        if they can).
    """
    told: dict[str, Any] = {"model": None, "passages": 0, "wanted": 0, "error": None}
    try:
        about = about_encoder(home.models)
        told["model"] = about.model.version if about.model else None
        told["wanted"] = sum(store.text_counts().values())
        vectors = open_vectors(home, about)
        if vectors is not None:
            with closing(vectors):
                told["passages"] = vectors.count()
    except (IndexerError, ModelError) as error:
        told["error"] = str(error)
    return told
