"""Damage done on purpose: to files, and to runs. Small in the tests, large from the command line.

``python -m tests.faults --files 300 --kills 50`` does the long version.
"""
