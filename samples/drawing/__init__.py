"""Draws invented cards: layouts on a canvas, and what a scanner or a phone makes of them."""
