"""What stands on a card beside its text: one module for each kind of ornament."""
