"""Whether two contacts are one person."""
