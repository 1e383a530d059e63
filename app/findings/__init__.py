"""The findings register: what was found wanting, what came after, what is still missing."""
