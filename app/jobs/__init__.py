"""Background work in the browser: what there is, how far it is, and asking it to stop."""
