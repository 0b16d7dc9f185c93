"""What strangers may give us: broken files, and texts that no one would write."""
