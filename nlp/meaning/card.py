"""What is told of the vectors of words that ship."""

from nlp.meaning.words import load_learnt


def words_card() -> str:
    """Return what they are for, what they were learnt from, and where they fail, as Markdown.

    Raises:
        ModelError: what ships is damaged.
    """
    learnt = load_learnt()
    return _TEXT.format(version=learnt.version, **learnt.learnt_from)


_TEXT = """# Vectors of words

Version {version}: {words:,} stems with 128 figures each, and a head for the sentence encoder
all-MiniLM-L6-v2 (Apache-2.0), where `sightline models add` has brought it in.

## What they are for

They find passages that say in other words what a question asks. They order what is found and never
label anything.

## What they were learnt from

First from {passages:,} passages, {invented:,} of them invented and the others of {documents} public
inspection reports, letters, guidance and partnership papers, from the questions below and from
single words: sums of them were brought near to the vectors that the encoder makes. Then from
{questions:,} questions written for the invented passages, {published_questions:,} written for
{published:,} public ones, and what people call {everyday:,} words and terms of such papers in
everyday life: each was drawn to what it asks after and away from the others. Only words of the
encoder's general vocabulary, of invented text and of the questions have a vector, so that no name
of a place or person of the public papers has got in.

## How good they are

Passages that answer a question among the first ten (nDCG), without them, with them, and with the
encoder too: 0.64, 0.68, 0.71 on 60 questions on five papers; 0.56, 0.65, 0.66 on 66 on the sample
papers; 0.57, 0.61, 0.62 on 66 on 494 papers. None of the papers that answer these questions is
among those that questions were written for.

## Where they fail

- They know no order of words and no negation: "visits are late" is like "visits are not late".
- A word that is in neither vocabulary, as most names are, means nothing to them.
- Needles are beyond them: a single fact asked for in far-fetched words is mostly not found.
"""
