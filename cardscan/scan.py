"""One picture in, parsed cards out; runs in any worker and knows no library."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image

from cardscan.errors import CardFailed, CardscanError, EngineFailed, InputError
from cardscan.executors import in_order
from cardscan.inputs import Count, Paper
from cardscan.model import (
    ACCEPT_FROM,
    CardImage,
    Kind,
    OcrPage,
    ParsedCard,
    Pixels,
    PreparedCard,
    ScannedCard,
)
from cardscan.ocr.codes import read_codes
from cardscan.ocr.documents import is_document
from cardscan.ocr.engine import Engine, engine_named
from cardscan.ocr.images import captured_on, read_images
from cardscan.ocr.prepare import prepare_cards, whole_picture
from cardscan.ocr.printed import Read, cards_of_print, made_whole
from cardscan.ocr.upright import is_legible, read_upright

LEAST_SURE = 0.6  # probability of a field that makes a card of what has no code
BESIDE = frozenset({Kind.DEPARTMENT, Kind.TITLE, Kind.QUALIFICATION, Kind.NOTE})  # a name
NAMES = frozenset({Kind.NAME, Kind.NAME_KANA, Kind.NAME_ROMAN})
PLACE = frozenset({Kind.ADDRESS, Kind.POSTAL_CODE})
JPEG_QUALITY = 85  # a card stays under 200 kB, and small print stays readable in review


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a card is read."""

    engine: str = "fused"
    region: str = "JP"  # ISO 3166 alpha-2: how a number without country code is read
    accept_from: float = ACCEPT_FROM  # probability from which no person looks at a field


Scan = Callable[[CardImage, Recipe], tuple[ScannedCard, ...]]


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of one page of one file: its cards, or the reason why there are none."""

    path: str
    page: int = 0
    digest: str = ""  # SHA-256 of the file, hex; empty when it could not be opened
    cards: tuple[ScannedCard, ...] = ()
    error: CardscanError | None = None


@dataclass(frozen=True, slots=True)
class Sides:
    """What was read from the files of one paper."""

    front: tuple[PageResult, ...]
    back: tuple[PageResult, ...]
    met: date  # the day of the camera, else of the file

    @property
    def pages(self) -> tuple[PageResult, ...]:
        """Return the pages of the front, then those of the back."""
        return self.front + self.back


def scan_image(image: CardImage, recipe: Recipe) -> tuple[ScannedCard, ...]:
    """Read every card on one page, in reading order; none when there is no card.

    What names nobody, says no way to answer and has no code is a book's cover or a note, or a part
    of a card: then print alone tells where the whole lies. Raises EngineMissing, EngineFailed, or
    UnknownName for the recipe's engine.
    """
    read = _scanned_all(read_pages(image, recipe.engine), recipe)
    cards = _speaking(read)
    if read and not cards:
        cards = _speaking(_scanned_all(_of_print(image, _engine(recipe.engine)), recipe))
    return cards


def _scanned_all(pages: Iterable[Read], recipe: Recipe) -> list[tuple[OcrPage, ScannedCard]]:
    return [(page, _scanned(card, page, recipe)) for card, page in pages]


def _speaking(read: Iterable[tuple[OcrPage, ScannedCard]]) -> tuple[ScannedCard, ...]:
    """Return the cards that have a code or say who, or how to answer."""
    return tuple(scanned for page, scanned in read if page.codes or _says_who(scanned.card))


def read_pages(image: CardImage, engine: str) -> Iterator[Read]:
    """Yield every card on one page, upright, with its text and codes as they go to the parser.

    What looked like a card but carries no card's text and no code is left out. Where there is no
    other, or the outline of the only one cuts its text, print alone tells where a card lies.
    Raises as scan_image does.
    """
    reader = _engine(engine)
    cards = prepare_cards(image)
    found = False
    for card in cards:
        read = _with_codes(*read_upright(card, reader))
        if read[1].codes or (is_legible(read[1]) and not is_document(read[1])):
            found = True
            whole = made_whole(image, read, reader) if len(cards) == 1 else None
            yield read if whole is None else _with_codes(*whole)
    if not found:
        yield from _of_print(image, reader)


def _of_print(image: CardImage, reader: Engine) -> Iterator[Read]:
    for card, page in cards_of_print(image, reader):
        yield _with_codes(card, page)


def scan_file(path: str, recipe: Recipe) -> tuple[PageResult, ...]:
    """Read every page of one file; what fails is a result, and the pages before it stay.

    Raises EngineMissing or UnknownName: those would fail every file alike.
    """
    results: list[PageResult] = []
    try:
        for image in read_images(path):
            results.append(_scan_page(image, recipe))  # noqa: PERF401 - kept when a page raises
    except InputError as error:
        results.append(PageResult(path, page=len(results), error=error))
    return tuple(results)


def scan_paper(paper: Paper, recipe: Recipe) -> Sides:
    """Read both sides of a paper as ``scan_file`` does; workers load no more than this module.

    Where the name says that a picture is the back of a card, it is, with a logo or nothing on it.
    """
    front = scan_file(paper.front, recipe)
    back = scan_file(paper.back, recipe) if paper.back else ()
    if paper.is_named and sum(len(page.cards) for page in front) == 1:
        back = tuple(_as_back(page, recipe) for page in back)
    return Sides(front, back, taken_on(paper.front))


def _as_back(page: PageResult, recipe: Recipe) -> PageResult:
    """Return a page with what its picture shows as one side of a card, where it has no card."""
    if page.cards or page.error or page.page:
        return page
    return _scan_page(next(read_images(page.path)), recipe, _read_side)


def _read_side(image: CardImage, recipe: Recipe) -> tuple[ScannedCard, ...]:
    found = prepare_cards(image)
    side = found[0] if len(found) == 1 else whole_picture(image)
    return (_scanned(*read_upright(side, _engine(recipe.engine)), recipe),)


def taken_on(path: str) -> date:
    """Return the day of the camera, else of the file."""
    try:
        modified = datetime.fromtimestamp(Path(path).stat().st_mtime, tz=UTC)
        return captured_on(path) or modified.astimezone().date()
    except (InputError, OSError):  # gone, or no picture: then there is no card to date either
        return date.today()  # noqa: DTZ011 - the user's own day


def scan_files(
    executor: Executor,
    files: Iterable[str],
    recipe: Recipe,
    *,
    jobs: int,
    count: Count | None = None,
) -> Iterator[PageResult]:
    """Read many files in workers; yield their pages in the order given."""
    count = count or Count()

    def submit(file: str) -> "Future[tuple[PageResult, ...]]":
        return executor.submit(scan_file, file, recipe)

    for file, results in in_order(submit, files, jobs=jobs):
        count.done += 1
        if isinstance(results, CardFailed):
            yield PageResult(file, error=CardFailed(f"{file}: {results}"))
        else:
            yield from results


def _with_codes(card: PreparedCard, page: OcrPage) -> tuple[PreparedCard, OcrPage]:
    return card, replace(page, codes=read_codes(card.pixels))


def check_engine(recipe: Recipe) -> None:
    """Raise EngineMissing or UnknownName before any work begins."""
    _engine(recipe.engine)


def _scan_page(image: CardImage, recipe: Recipe, scan: Scan = scan_image) -> PageResult:
    try:
        cards = scan(image, recipe)
    except EngineFailed as error:
        failed = CardFailed(f"{image.path}: {error}")
        return PageResult(image.path, image.page, image.digest, error=failed)
    return PageResult(image.path, image.page, image.digest, cards)


def _says_who(card: ParsedCard) -> bool:
    """Say whether a card names a firm, a person in a post, or how to answer.

    A name alone stands on a book, too, and an address alone on a parcel.
    """
    kinds = {field.kind for field in card.fields if field.confidence >= LEAST_SURE}
    return bool(kinds - BESIDE - NAMES - PLACE or (kinds & NAMES and kinds & (BESIDE | PLACE)))


def _scanned(card: PreparedCard, page: OcrPage, recipe: Recipe) -> ScannedCard:
    from cardscan.parse.parser import parse_page  # noqa: PLC0415 - who files needs none of its rules

    parsed = parse_page(page, recipe.region, recipe.accept_from)
    return ScannedCard(parsed, card.digest, _jpeg(card.pixels))


@cache
def _engine(name: str) -> Engine:
    """Keep one engine of a kind in this process: loading its models takes a second."""
    return engine_named(name)


def _jpeg(pixels: Pixels) -> bytes:
    picture = BytesIO()
    Image.fromarray(pixels).save(picture, "JPEG", quality=JPEG_QUALITY)
    return picture.getvalue()
