"""What to tag next: one passage after another, each with its place and the tagging panel."""
