"""The interface in a browser: the terminal of the desk, and a page for the phone's camera."""
