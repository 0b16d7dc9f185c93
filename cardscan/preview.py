"""What is in a stack, seen before anything of it is filed."""

from collections.abc import Generator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from cardscan.errors import CardFailed, CardscanError
from cardscan.executors import in_order, open_executor
from cardscan.inputs import Barren, Paper, find_files, pair_sides
from cardscan.model import Quad, ScannedCard
from cardscan.ocr.images import read_images
from cardscan.scan import PageResult, Recipe, Sides, check_engine, scan_paper

WIDEST = 1600  # pixels of a page on screen


@dataclass(frozen=True, slots=True)
class Stack:
    """The papers of some files and folders, and the folders in which there is nothing."""

    papers: tuple[Paper, ...]
    barren: tuple[Barren, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """One paper with what was read from its files."""

    paper: Paper
    pages: tuple[PageResult, ...]

    @property
    def cards(self) -> tuple[ScannedCard, ...]:
        """Return the cards of all pages."""
        return tuple(card for page in self.pages for card in page.cards)

    @property
    def errors(self) -> tuple[CardscanError, ...]:
        """Return why pages could not be read."""
        return tuple(page.error for page in self.pages if page.error)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page of a file as it is shown, and where its cards lie on it."""

    jpeg: bytes
    quads: tuple[Quad, ...]  # in pixels of the JPEG


def find_stack(paths: Sequence[str]) -> Stack:
    """Find the papers in files and folders, each back side with its front."""
    found = list(find_files(paths))
    files = [it for it in found if isinstance(it, str)]
    return Stack(tuple(pair_sides(files)), tuple(it for it in found if isinstance(it, Barren)))


def read_stack(
    stack: Stack, recipe: Recipe, *, jobs: int, time_limit: float
) -> Generator[ReadPaper, None, None]:
    """Read papers in workers and yield them in their order; a failure is part of what is read.

    Closing the generator stops the workers. Raises EngineMissing or UnknownName at once.
    """
    check_engine(recipe)
    with open_executor(jobs, time_limit=time_limit) as executor:

        def submit(paper: Paper) -> "Future[Sides]":
            return executor.submit(scan_paper, paper, recipe)

        for paper, done in in_order(submit, stack.papers, jobs=jobs):
            if isinstance(done, CardFailed):
                yield ReadPaper(paper, (_broken(paper.front, done),))
            else:
                yield ReadPaper(paper, done.pages)


def _broken(path: str, error: CardFailed) -> PageResult:
    return PageResult(path, error=CardFailed(f"{path}: {error}"))


def picture_of(result: PageResult) -> PagePicture:
    """Draw a page as it is shown, upright; raise InputError when its file is gone."""
    image = next(it for it in read_images(result.path) if it.page == result.page)
    height, width = image.pixels.shape[:2]
    shrink = min(1.0, WIDEST / max(width, height))
    size = round(width * shrink), round(height * shrink)
    scale = shrink * image.scale
    drawn = BytesIO()
    Image.fromarray(image.pixels).resize(size).save(drawn, "JPEG", quality=80)
    quads = (card.card.source.quad for card in result.cards)
    return PagePicture(drawn.getvalue(), tuple(_scaled(quad, scale) for quad in quads if quad))


def _scaled(quad: Quad, scale: float) -> Quad:
    corners = ((x * scale, y * scale) for x, y in quad.points)
    return Quad(*corners)
