"""What the office formats share: guards against hostile archives, cells, tables, RTF tokens."""
