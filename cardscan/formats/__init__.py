"""File formats for contacts: CSV profiles as data, and vCard."""
