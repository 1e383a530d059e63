"""What the council says of itself beside what others say of it."""
