"""The widgets: they take values and send messages."""
