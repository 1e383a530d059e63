"""The codebook in the browser: read and printed by all, written by leads."""
