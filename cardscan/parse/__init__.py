"""Text in, fields out."""
