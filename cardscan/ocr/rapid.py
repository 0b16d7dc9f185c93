"""The reader PP-OCR, through rapidocr: finds the lines of a card and reads them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress

from cardscan.model import Direction, Line, OcrPage, Pixels, PreparedCard, Quad, Reading
from cardscan.ocr.columns import CellRow, possible_cells
from cardscan.ocr.crops import cut, is_tall, turn_left, turn_right
from cardscan.ocr.glyphs import (
    Glyph,
    Glyphs,
    count_cjk,
    is_cjk,
    is_latin,
    score_of,
    spaced,
    surely_read,
    text_of,
    words_of,
)
from cardscan.ocr.half_width import is_half_width, stretched, voiced
from cardscan.ocr.hangul import unread_warnings
from cardscan.ocr.lines import joined, type_size, united
from cardscan.ocr.ordering import in_reading_order
from cardscan.ocr.postmarks import with_postal_mark
from cardscan.ocr.rapid_models import RapidModels
from cardscan.ocr.rows import split_rows
from cardscan.ocr.scripts import Language, japanese_form, language_of, traditional_form
from cardscan.ocr.signs import healed
from cardscan.ocr.strips import holds, whole_columns
from cardscan.ocr.underscores import may_lack_underscore, with_hairlines, with_underscore
from cardscan.ocr.unfound import lying_stroke, unfound
from cardscan.ocr.variants import with_seen_forms
from cardscan.ocr.vertical import (
    TallBox,
    best_way,
    in_cells,
    legibility,
    merged,
    on_its_side,
    placed_in,
    reading_upwards,
    weak_cells,
)

NAME = "rapidocr"
TURNED_WELL = 0.9  # confidence from which a turned line was turned the right way
WELL_READ = 0.9  # share of surely read characters of columns that need not be looked at so
PROBES = 3  # columns that are looked at from the other side before a card passes for vertical
STROKE = 0.95  # confidence of 一, 二 or 三, which their ink tells
CUT = 2.0  # characters; as many may be read twice or surer where a column was found in pieces
DRAWING = 0.25  # of the card's height; a logo or picture, whatever it was read as


@dataclass(frozen=True, slots=True, eq=False)
class _Seen:
    """What was read in one box."""

    crop: Pixels
    row: Glyphs  # of a tall box turned by 90°
    upright: Glyphs | None  # of a tall box, cell by cell; others have no columns
    upwards: Glyphs | None = None  # of a tall box turned the other way, where that was looked at

    @property
    def sure(self) -> float:
        """Return how many characters were read surely, in the better of its views."""
        return max(surely_read(self.row), surely_read(self.upright or ()))


class RapidReader:
    """PP-OCR with the models that rapidocr's wheel carries; nothing is ever fetched."""

    name = NAME

    def read(self, card: PreparedCard) -> OcrPage:
        """Return the lines of the card in reading order."""
        height, width = card.pixels.shape[:2]
        quads = split_rows(card.pixels, united(self._models.find_lines(card.pixels)))
        seen = self._look(card.pixels, quads)
        is_vertical = self._is_vertical(seen)
        found = self._lines(card.pixels, seen, is_vertical=is_vertical)
        if _are_columns(found):
            whole = whole_columns(card.pixels, quads)
            seen |= self._look(card.pixels, [quad for quad in whole if quad not in seen])
            best = [quad for one in whole for quad in _better(one, quads, seen)]
            seen = {quad: seen[quad] for quad in best}
            is_vertical = is_vertical or self._is_vertical(seen)
            found = self._lines(card.pixels, seen, is_vertical=is_vertical)
        found = (*found, *self._unfound(card.pixels, found, quads))
        lines = joined([line for line in found if not _is_drawing(line, height)])
        return OcrPage(
            card.source,
            width,
            height,
            in_reading_order(lines),
            warnings=unread_warnings(quads, found, height),
        )

    def find_lines(self, pixels: Pixels) -> tuple[Quad, ...]:
        """Return the boxes of the lines in any picture, in its pixels."""
        return self._models.find_lines(pixels)

    def _look(self, pixels: Pixels, quads: Sequence[Quad]) -> "dict[Quad, _Seen]":
        """Read each box as a row; a tall one turned by 90°, and once more cell by cell.

        Cells are laid only where no view along the box has shown Latin print.
        """
        crops = [cut(pixels, quad) for quad in quads]
        rows = [
            turn_left(crop) if is_tall(quad) else crop
            for quad, crop in zip(quads, crops, strict=True)
        ]
        read = self._models.read_rows(rows)
        if any(is_cjk(glyph.text) for glyphs in read for glyph in glyphs):
            read = [with_postal_mark(*pair) for pair in zip(read, rows, strict=True)]
        read = [
            self._finely(spaced(glyphs), row, quad, pixels)
            for glyphs, row, quad in zip(read, rows, quads, strict=True)
        ]
        tall = [at for at, quad in enumerate(quads) if is_tall(quad)]
        in_rows = 2 * len(tall) < len(quads)  # then what is tall stands along an edge of the card
        unread = [at for at in tall if in_rows and score_of(read[at]) < TURNED_WELL]
        turned = self._models.read_rows([turn_right(crops[at]) for at in unread])
        upwards = dict(zip(unread, map(spaced, turned), strict=True))
        views = {at: (read[at], upwards.get(at, ())) for at in tall}
        standing = [at for at, rows_seen in views.items() if not any(map(is_latin, rows_seen))]
        cells = self._read_columns([crops[at] for at in standing])
        columns = dict.fromkeys(tall, ()) | dict(zip(standing, cells, strict=True))
        return {
            quad: _Seen(crops[at], read[at], columns.get(at), upwards.get(at))
            for at, quad in enumerate(quads)
        }

    def _finely(self, glyphs: Glyphs, row: Pixels, quad: Quad, pixels: Pixels) -> Glyphs:
        """Return what a row says, looked at again where small signs are lost at first sight."""
        if is_half_width(glyphs, row):
            return voiced(glyphs, spaced(self._models.read_unsqueezed([stretched(row)])[0]), row)
        if not is_tall(quad) and may_lack_underscore(glyphs, row):
            return with_underscore(
                glyphs, self._models.read_unsqueezed([with_hairlines(pixels, quad)])[0]
            )
        return glyphs

    def _unfound(
        self, pixels: Pixels, found: Sequence[Line], quads: Sequence[Quad]
    ) -> Iterator[Line]:
        """Yield what stands in the rows and columns of names and was in no box."""
        boxes = unfound(pixels, found, quads)
        for quad, look in self._look(pixels, list(boxes)).items():
            views = (look.upright or (), look.row)
            glyphs = max(views, key=surely_read)
            if stroke := lying_stroke(look.crop, type_size(boxes[quad])):
                glyphs = (Glyph(stroke, STROKE, 0.5),)
            if glyphs and all(is_cjk(g.text) and g.confidence > WELL_READ for g in glyphs):
                line = _line(quad, glyphs, boxes[quad].direction)
                yield with_seen_forms(_rewritten(line, _japanese), pixels)

    def _is_vertical(self, seen: "Mapping[Quad, _Seen]") -> bool:
        """Say whether the card as a whole is written vertically."""
        boxes = _tall_boxes(seen)
        level = [look.row for look in seen.values() if look.upright is None]
        return _are_more(boxes.values(), level) and not self._lie(boxes, seen)

    def _lines(
        self, pixels: Pixels, seen: "Mapping[Quad, _Seen]", *, is_vertical: bool
    ) -> tuple[Line, ...]:
        """Make lines of what was seen in each box; those without text are left out."""
        boxes = _tall_boxes(seen)
        lines = []
        for quad, look in seen.items():
            if quad not in boxes:
                lines.append(
                    _beside_columns(quad, look.row)
                    if is_vertical
                    else _line(quad, look.row, Direction.HORIZONTAL)
                )
            elif is_vertical:
                lines.append(self._of_columns(boxes[quad], look))
            else:
                lines.append(self._turned_row(boxes[quad], look))
        written = [line for line in lines if line.text]
        language = language_of(line.text for line in written)
        if language is Language.SIMPLIFIED:
            return tuple(written)
        if language is Language.TRADITIONAL:
            return tuple(_rewritten(line, traditional_form) for line in written)
        return tuple(with_seen_forms(_rewritten(line, _japanese), pixels) for line in written)

    def _lie(self, boxes: Mapping[Quad, TallBox], seen: "Mapping[Quad, _Seen]") -> bool:
        """Say whether columns are rows with their tops to the left, of kanji that read well so."""
        longest = sorted(boxes.values(), key=lambda box: len(box.upright))[-PROBES:]
        as_columns = sum(surely_read(box.upright) for box in longest)
        if as_columns > WELL_READ * sum(len(box.upright) for box in longest):
            return False
        upwards = self._models.read_rows([turn_right(seen[box.quad].crop) for box in longest])
        return sum(map(surely_read, upwards)) > as_columns

    def _turned_row(self, box: TallBox, look: _Seen) -> Line:
        """Return a tall box of a card written in rows: mostly a line turned along the edge."""
        if score_of(box.lying) < TURNED_WELL:
            upwards = self._upwards(look)
            if score_of(upwards) > max(score_of(box.lying), score_of(box.upright)):
                return _line(reading_upwards(box.quad), upwards, Direction.HORIZONTAL)
        if box.lead >= 0:
            return _line(box.quad, box.upright, Direction.VERTICAL)
        return _line(on_its_side(box.quad), box.lying, Direction.HORIZONTAL)

    def _of_columns(self, box: TallBox, look: _Seen) -> Line:
        """Return a tall box of a vertical card: a column, or Latin print along the edge."""
        if max(score_of(box.lying), score_of(box.upright)) < TURNED_WELL:
            upwards = self._upwards(look)
            if score_of(upwards) > TURNED_WELL and not count_cjk(upwards):
                return _line(reading_upwards(box.quad), upwards, Direction.HORIZONTAL)
        return _column(box)

    def _upwards(self, look: _Seen) -> Glyphs:
        """Return what a tall box says when read upwards."""
        if look.upwards is not None:
            return look.upwards
        return spaced(self._models.read_rows([turn_right(look.crop)])[0])

    def _read_columns(self, columns: Sequence[Pixels]) -> list[Glyphs]:
        """Read columns cell by cell; one without ink has no characters."""
        ways = [possible_cells(column) if min(column.shape[:2]) > 2 else () for column in columns]
        rows = [row for way in ways for row in way]
        read = iter(self._read_cells(rows))
        return [best_way([next(read) for _ in way]) for way in ways]

    def _read_cells(self, rows: Sequence[CellRow]) -> list[tuple[float, Glyphs]]:
        """Return how well each row of cells reads, and what it says."""
        parts = [(row.part(stretch), stretch) for row in rows for stretch in row.stretches]
        read = iter(self._models.read_unsqueezed([pixels for pixels, _ in parts]))
        placed = iter(placed_in(next(read), stretch) for _, stretch in parts)
        glyphs = [tuple(g for _ in row.stretches for g in next(placed)) for row in rows]
        return [
            (legibility(part, row), in_cells(part, row, lying))
            for part, row, lying in zip(glyphs, rows, self._read_lying(glyphs, rows), strict=True)
        ]

    def _read_lying(
        self, glyphs: Sequence[Glyphs], rows: Sequence[CellRow]
    ) -> list[dict[int, Glyphs]]:
        """Read the weak cells of each row once more, turned: a lone F of 3F lies on its side."""
        weak = [
            (at, cell)
            for at, (part, row) in enumerate(zip(glyphs, rows, strict=True))
            for cell in weak_cells(part, row)
        ]
        read = self._models.read_unsqueezed([turn_left(rows[at].cell(cell)) for at, cell in weak])
        lying: list[dict[int, Glyphs]] = [{} for _ in rows]
        for (at, cell), part in zip(weak, read, strict=True):
            lying[at][cell] = part
        return lying

    @cached_property
    def _models(self) -> RapidModels:
        return RapidModels()


def engine() -> RapidReader:
    """Return the reader for the entry point ``cardscan.engines``."""
    return RapidReader()


def _tall_boxes(seen: Mapping[Quad, _Seen]) -> dict[Quad, TallBox]:
    return {
        quad: TallBox(quad, look.upright, look.row)
        for quad, look in seen.items()
        if look.upright is not None
    }


def _are_more(boxes: Iterable[TallBox], rows: Iterable[Glyphs]) -> bool:
    """Say whether more characters stand in columns than in rows."""
    in_columns = sum(box.cjk for box in boxes if box.lead >= 0)
    return in_columns > sum(count_cjk(glyphs) for glyphs in rows if len(glyphs) > 1)


def _better(whole: Quad, quads: Sequence[Quad], seen: Mapping[Quad, _Seen]) -> Sequence[Quad]:
    """Return a column made whole, or the boxes it was made of where they read better."""
    pieces = [quad for quad in quads if is_tall(quad) and holds(whole, quad)]
    if seen[whole].sure < sum(seen[piece].sure for piece in pieces) - CUT:
        return pieces
    return (whole,)


def _are_columns(lines: Sequence[Line]) -> bool:
    """Say whether more of the card's Chinese characters and kana stand in columns than in rows."""
    vertical = [line.direction is Direction.VERTICAL for line in lines]
    signs = [sum(map(is_cjk, line.text)) for line in lines]
    return 2 * sum(compress(signs, vertical)) > sum(signs)


def _column(box: TallBox) -> Line:
    """Return a column of a vertical card; figures may lie on their side within it."""
    glyphs = merged(box.upright, box.lying) if box.reads_upright else box.lying
    return _line(box.quad, glyphs, Direction.VERTICAL)


def _beside_columns(quad: Quad, glyphs: Glyphs) -> Line:
    """Return a row of a vertical card; a lone character belongs to a column."""
    alone = len(glyphs) == 1 and is_cjk(glyphs[0].text)
    return _line(quad, glyphs, Direction.VERTICAL if alone else Direction.HORIZONTAL)


def _line(quad: Quad, glyphs: Glyphs, direction: Direction) -> Line:
    text, score = text_of(glyphs), score_of(glyphs)
    words = words_of(glyphs, quad, vertical=direction is Direction.VERTICAL)
    return Line(text, score, quad, direction, (Reading(NAME, text, score, words),))


def _is_drawing(line: Line, height: int) -> bool:
    """Say whether what was read as one character is too big on the card to be one."""
    return len(line.text) == 1 and line.quad.height > DRAWING * height


def _rewritten(line: Line, form: Callable[[str], str]) -> Line:
    """Return a line of one reading with its text and each of its words in another form."""
    return replace(
        line,
        text=form(line.text),
        readings=tuple(
            replace(
                reading,
                text=form(reading.text),
                words=tuple(replace(word, text=form(word.text)) for word in reading.words),
            )
            for reading in line.readings
        ),
    )


def _japanese(text: str) -> str:
    """Write every character in its Japanese form.

    One model reads all Chinese characters and takes the mainland form of a blurred one.
    """
    return healed("".join(japanese_form(character) for character in text))
