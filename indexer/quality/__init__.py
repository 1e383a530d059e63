"""How good the search is: questions with the passages that answer them, and the measures."""
