"""Papers drawn for the tests, each with the passages a careful reader would make of it.

The truth is known by construction: what draws a paragraph also writes down its text, its
headings and the sentence that introduces it. It is kept as YAML under ``truth/``, so that
a change of it is read as a difference; ``python -m tests.groundtruth --write`` renews it.
"""
