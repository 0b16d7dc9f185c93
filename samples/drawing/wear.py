"""What a wallet does to a card: rubbed edges, blunt and folded corners, creases. Print survives."""

from dataclasses import replace
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray

from samples.drawing.cards import DrawnCard
from samples.drawing.paper import Paper, print_mask
from samples.drawing.picture import corners_of

CORE = 232  # gray level of the paper where its print is rubbed off
BACK = (238, 237, 233)


def worn(rng: Random, paper: Paper, card: DrawnCard) -> Paper:
    """Return a card as it looks after months among others; one thing or several happened to it."""
    if rng.random() < 0.7:
        paper = _rubbed(rng, paper)
    if rng.random() < 0.4:
        paper = _creased(rng, paper)
    if rng.random() < 0.4:
        paper = _folded(rng, paper, card)
    return paper


def _rubbed(rng: Random, paper: Paper) -> Paper:
    """Rub the edges pale and ragged, and blunt the corners."""
    width, height = paper.size
    x, y = np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32)
    across, down = np.minimum(x, width - 1 - x)[None, :], np.minimum(y, height - 1 - y)[:, None]
    blunt = rng.uniform(0.3, 1.3)
    deep = np.minimum(np.minimum(across, down), (across + down) / blunt - 0.8 * paper.mm)
    noise = np.random.default_rng(rng.getrandbits(32)).normal(0, 1, (height, width))
    fine, slow = (
        cv2.GaussianBlur(noise.astype(np.float32), (0, 0), size * paper.mm) for size in (0.12, 1.5)
    )
    ragged = np.asarray(0.6 * fine / fine.std() + slow / slow.std(), np.float32)
    strength = rng.uniform(0.05, 0.25) * paper.mm
    pale = np.clip((ragged + 0.6) * strength - deep + 0.5, 0, 1)[:, :, None]
    gone = np.clip((ragged - 2.2) * strength - deep + 0.5, 0, 1)
    face = paper.face * (1 - 0.75 * pale) + CORE * 0.75 * pale
    return Paper(face.astype(np.uint8), (paper.cover * (1 - gone)).astype(np.uint8))


def _creased(rng: Random, paper: Paper) -> Paper:
    """Crease the card across, a dark line beside a pale one, one side duller."""
    width, height = paper.size
    face = paper.face.astype(np.float32)
    x, y = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    for _ in range(rng.randint(1, 3)):
        at, angle = (rng.uniform(0, width), rng.uniform(0, height)), np.radians(rng.uniform(0, 180))
        away = (x - at[0]) * np.cos(angle) + (y - at[1]) * np.sin(angle)
        away += 0.15 * paper.mm * np.sin(away.mean(axis=0) / (4 * paper.mm))[None, :]
        thin, deep = rng.uniform(0.08, 0.16) * paper.mm, rng.uniform(12, 30)
        face -= deep * np.exp(-((away / thin) ** 2))[:, :, None]
        face += 0.7 * deep * np.exp(-((away / thin - 2.2) ** 2))[:, :, None]
        face -= (rng.uniform(2, 9) * (away > 0) * np.exp(-away / (12 * paper.mm)))[:, :, None]
    return replace(paper, face=np.clip(face, 0, 255).astype(np.uint8))


def _folded(rng: Random, paper: Paper, card: DrawnCard) -> Paper:
    """Fold a corner over where no line is printed: the card's back shows there."""
    taken = print_mask(card, 0.8 * paper.mm)
    corners = corners_of(paper.size)
    for index in rng.sample(range(4), k=4):
        corner = corners[index]
        legs = [
            corner + rng.uniform(4, 11) * paper.mm * _toward(corner, corners[(index + step) % 4])
            for step in (1, 3)
        ]
        along = _toward(legs[0], legs[1])
        foot = legs[0] + along * float(np.dot(corner - legs[0], along))
        flap = np.array([legs[0], legs[1], 2 * foot - corner])
        gone = _filled(taken.shape, np.array([legs[0], legs[1], corner]))
        shown = _filled(taken.shape, flap)
        if (taken & (gone | shown)).any():
            continue
        shade = cv2.GaussianBlur(shown, (0, 0), 0.6 * paper.mm)[:, :, None] / np.float32(255)
        share = shown[:, :, None] / np.float32(255)
        back = np.array(BACK, np.float32) * rng.uniform(0.85, 1.0)
        face = paper.face * (1 - 0.4 * shade) * (1 - share) + back * share
        return Paper(face.astype(np.uint8), np.where(gone > 127, 0, paper.cover).astype(np.uint8))
    return paper


def _toward(start: NDArray[np.float64], end: NDArray[np.float64]) -> NDArray[np.float64]:
    step = end - start
    return np.asarray(step / np.linalg.norm(step), np.float64)


def _filled(shape: tuple[int, ...], points: NDArray[np.float64]) -> NDArray[np.uint8]:
    mask = np.zeros(shape, np.uint8)
    cv2.fillPoly(mask, [np.rint(points).astype(np.int32)], 255, cv2.LINE_AA)
    return mask
