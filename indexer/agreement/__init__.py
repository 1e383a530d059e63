"""Rounds of blind coding, how well coders agree, and settling where they do not."""
