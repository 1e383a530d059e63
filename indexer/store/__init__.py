"""The store: files, documents, passages and their labels. It is the truth; search is derived."""
