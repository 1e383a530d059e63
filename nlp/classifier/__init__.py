"""Map passages to inspection areas, and measure every label the pipeline gives."""
