"""Passages of the sample papers with their figures as a careful reader writes them down."""
