"""What people decide of passages, and how that stays with the passage it was said of."""
