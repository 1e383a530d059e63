"""Comparators: what inspectors praised and faulted in other authorities, in their words."""
