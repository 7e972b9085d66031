"""Values to terminal, JSON, CSV, Markdown: what a person or a program sees."""
