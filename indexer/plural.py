"""Counts with the word for what is counted."""


def plural(count: int, word: str, words: str | None = None) -> str:
    """Write a count with its word, thousands parted by commas."""
    return f"{count:,} {word if count == 1 else words or word + 's'}"
