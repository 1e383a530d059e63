"""The audit trail as people read it, check it and take it with them."""
