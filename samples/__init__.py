"""Invented business cards with their truth, and the generator that draws them."""
