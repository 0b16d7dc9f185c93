"""What a camera or scanner makes of a flat card; every corner is followed exactly."""

from random import Random

from samples.drawing.cards import DrawnCard
from samples.drawing.photos import hard_photo, photographed
from samples.drawing.picture import Picture
from samples.drawing.scans import clean, scanned

QUALITIES = ("clean", "scan", "photo", "hard")


def degraded(rng: Random, card: DrawnCard, quality: str, *, megapixels: float = 3.0) -> Picture:
    """Return one card as a clean render, a scan, an easy photo or a hard one."""
    if quality == "clean":
        return clean(card)
    if quality == "scan":
        return scanned(rng, card)
    if quality == "photo":
        return photographed(rng, card, tilt=0.12, megapixels=megapixels)
    return hard_photo(rng, card, megapixels=megapixels)
