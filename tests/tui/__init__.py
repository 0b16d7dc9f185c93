"""The terminal interface, driven by keys as a person would."""
