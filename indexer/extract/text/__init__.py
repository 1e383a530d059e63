"""Plain text and Markdown: torn lines rejoined, headings and lists told."""
