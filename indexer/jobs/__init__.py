"""Work that takes longer than a request, in a process of its own."""
