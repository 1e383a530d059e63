"""Adding papers in the browser: dropped or chosen, read in the background, followed to the end."""
