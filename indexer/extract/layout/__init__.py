"""From a page's pieces of text to blocks in reading order: furniture, columns, tables, headings."""
