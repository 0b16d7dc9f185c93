"""Levelling: how far the rows of a card fall, and where they lie once it is turned level."""

from cardscan.model import Direction, Line, Quad

ASKEW = 0.02  # slope from which rows overlap in height; 0.02 is about one degree
STEEP = 0.5  # slope of no row that a reader would take for one
LONG_ROW = 2.0  # times its height, from which a row shows its slope


def slope_of(lines: tuple[Line, ...]) -> float:
    """Return how many pixels the rows of a card fall for each to the right, 0 when hardly any."""
    slopes = sorted(
        (quad.top_right[1] - quad.top_left[1]) / (quad.top_right[0] - quad.top_left[0])
        for quad in (line.quad for line in lines if line.direction is Direction.HORIZONTAL)
        if quad.top_right[0] - quad.top_left[0] > LONG_ROW * quad.height
    )
    median = slopes[len(slopes) // 2] if slopes else 0.0
    return median if ASKEW < abs(median) < STEEP else 0.0


def levelled(quad: Quad, slope: float) -> tuple[float, float]:
    """Return where a line lies from top to bottom once the card is turned level."""
    if not slope:
        return quad.top, quad.bottom
    x, y = quad.center
    half = quad.height / 2
    return y - slope * x - half, y - slope * x + half
