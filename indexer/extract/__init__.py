"""Files in, blocks in reading order out; one format a module."""
