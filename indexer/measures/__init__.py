"""The same measure across documents: lines of figures with their sources, and conflicts.

The flow, a step a file: ``reading`` (figures of the store as statements), ``catalogue`` (the
measures of the field, known by their words), ``people`` (of whom and where), ``when`` (which
months), ``lines`` (statements of one measure together), ``conflicts`` (those that cannot all
be true).
"""
