"""Search over passages: our own query language in front of interchangeable engines."""
