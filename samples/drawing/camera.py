"""Where a camera sees what lies on a desk: a pinhole, tilted about two axes."""

from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from samples.drawing.picture import Transform, carried, moved, scaled

DENSE = 8.5  # pixels a millimetre; with fewer the smallest print cannot be read
STEEPEST = 0.72  # sine of the tilt; beyond it the far print is too flat to read


@dataclass(frozen=True, slots=True)
class View:
    """How a camera is held over a plane; angles in degrees."""

    pitch: float  # about the horizontal axis
    yaw: float  # about the vertical axis
    roll: float  # about the line of sight
    distance: float  # in lengths of what is seen


def invent_view(rng: Random, *, tilt: float, roll: float) -> View:
    """Hold a camera so that far sides shrink by up to a share, turned by up to so many degrees."""
    distance = rng.uniform(1.7, 3.4)
    lean = np.degrees(np.arcsin(min(STEEPEST, tilt * rng.uniform(0.4, 1.0) * distance)))
    side = np.radians(rng.uniform(0, 360))
    return View(
        pitch=float(lean * np.sin(side)),
        yaw=float(lean * np.cos(side)),
        roll=rng.uniform(-roll, roll),
        distance=distance,
    )


def projection(
    outline: NDArray[np.float64],
    view: View,
    frame: tuple[int, int],
    *,
    share: float,
    aside: tuple[float, float] = (0.0, 0.0),
) -> Transform:
    """Return the projection from a plane into a frame of width × height pixels.

    What the outline (points of the plane) encloses fills a share of the frame in the direction
    that is tighter; `aside` moves it, ±1 being where it touches the frame's edges.
    """
    low, high = outline.min(axis=0), outline.max(axis=0)
    middle, length = (low + high) / 2, float((high - low).max())
    pose = _turn("x", view.pitch) @ _turn("y", view.yaw) @ _turn("z", view.roll)
    pose[:, 2] = (0.0, 0.0, view.distance)  # the plane has no height of its own
    seen = pose @ scaled(1 / length, 1 / length) @ moved(*-middle)
    points = carried(outline, seen)
    near, far = points.min(axis=0), points.max(axis=0)
    size = np.array(frame, dtype=np.float64)
    scale = float(share * (size / (far - near)).min())
    room = (size - scale * (far - near)) / 2
    center = size / 2 + room * np.array(aside) - scale * (near + far) / 2
    placed: Transform = moved(*center) @ scaled(scale, scale) @ seen
    placed /= placed[2, 2]
    return placed


def density(place: Transform, outline: NDArray[np.float64]) -> float:
    """Return how many pixels of the picture one of the plane has, where it has fewest."""
    units = [carried(np.vstack([point, point + np.eye(2)]), place) for point in outline]
    areas = [abs(np.linalg.det(unit[1:] - unit[0])) for unit in units]
    return float(min(areas) ** 0.5)


def _turn(axis: str, degrees: float) -> NDArray[np.float64]:
    """Return the rotation about one axis of space; z points away from the camera."""
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    first, second = {"x": (1, 2), "y": (2, 0), "z": (0, 1)}[axis]
    turn = np.eye(3)
    turn[[first, first, second, second], [first, second, first, second]] = (
        cosine,
        -sine,
        sine,
        cosine,
    )
    return turn
