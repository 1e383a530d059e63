"""Training from the browser: start it, see the figures before and after, keep or discard."""
