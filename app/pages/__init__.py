"""Pages about Sightline itself."""
