"""The overview: what evidence there is by theme and area, over time, and what is new."""
