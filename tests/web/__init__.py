"""The interface in a browser: asked as programs ask, and driven in Chromium."""
