"""Turns a stack of business cards into a contact library a person can trust."""

__version__ = "0.1.0"
