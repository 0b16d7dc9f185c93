"""What a camera or scanner makes of a flat card; every corner is followed exactly."""

from random import Random

from samples.drawing.cards import DrawnCard
from samples.drawing.photos import hard_photo, photographed
from samples.drawing.picture import Picture
from samples.drawing.scans import clean, scanned
from samples.drawing.screens import screen_photo, screenshot

QUALITIES = ("clean", "scan", "photo", "hard")
SCREENSHOTS = 0.06  # of easy photos
SCREENS = 0.08  # of hard ones


def degraded(rng: Random, card: DrawnCard, quality: str, *, megapixels: float = 3.0) -> Picture:
    """Return one card as a clean render, a scan, an easy photo or a hard one."""
    if quality == "clean":
        return clean(card)
    if quality == "scan":
        return scanned(rng, card)
    if quality == "photo":
        if rng.random() < SCREENSHOTS:
            return screenshot(rng, card)
        return photographed(rng, card, tilt=0.12, megapixels=megapixels)
    if rng.random() < SCREENS:
        return screen_photo(rng, card, megapixels=megapixels)
    return hard_photo(rng, card, megapixels=megapixels)
