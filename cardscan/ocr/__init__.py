"""Images in, text out."""
