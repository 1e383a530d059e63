"""Build the sample corpus: the papers of an invented county over five years.

`content/` holds the words, one file a document, in a small markup; the modules beside it
hold only layout. `story.yaml` records what the papers say to one another.
"""
