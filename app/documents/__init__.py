"""Documents: the list of files, one document with its pages, page images."""
