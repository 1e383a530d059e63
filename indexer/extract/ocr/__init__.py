"""Pages without text of their own, read from their picture by Tesseract."""
