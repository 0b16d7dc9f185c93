"""What is kept as bytes comes back as it was, also what an earlier version wrote."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine.default import DefaultDialect

from cardscan.errors import LibraryError
from cardscan.model import Line, ParsedCard, Quad, Source
from cardscan.store.packing import Moment, packed, unpacked
from cardscan.store.rows import packed_card

DIALECT = DefaultDialect()
CARD = (
    '{"source":{"path":"","page":0,"index":0},"fields":[{"kind":"name","value":"田中 健一",'
    '"raw":"田中 健一","confidence":1.0,"status":"accepted","rule":"import"},{"kind":"company",'
    '"value":"見本株式会社","raw":"見本株式会社","confidence":1.0,"status":"accepted",'
    '"rule":"import"}],"lines":[]}'
)
WRITTEN = "01c3d20e20b7d287f4fa149e362e05f668e061872e4aede2eac5b26e60af07add082588d558a1cfb51820c00"
"""The card above as it was written first: that must be readable for ever."""


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_comes_back(text: str) -> None:
    assert unpacked(packed(text)) == text


def test_a_card_takes_a_third_of_its_room() -> None:
    assert len(packed(CARD)) * 3 < len(CARD.encode())


def test_the_dictionary_is_the_one_that_rows_were_written_with() -> None:
    assert unpacked(bytes.fromhex(WRITTEN)) == CARD


@pytest.mark.parametrize("data", [b"", b"\x00", b"\x01garbage", b"\x63" + packed(CARD)[1:]])
def test_a_damaged_row_is_told_of(data: bytes) -> None:
    with pytest.raises(LibraryError, match="verify"):
        unpacked(data)


def test_a_number_of_numpy_that_a_reader_left_is_kept_as_a_number() -> None:
    half = np.float64(0.5)
    line = Line("田中", half, Quad.of_box(0, 0, half, 1))
    kept = packed_card(ParsedCard(Source("a.jpg", 0, 0), (), (line,)))
    assert '"confidence":0.5' in unpacked(kept)


def test_moments_come_back_and_sort_as_their_texts() -> None:
    texts = ["1999-12-31T23:59:59.999999+00:00", "2026-11-22T10:00:00.000001+00:00"]
    moment = Moment()
    kept = [moment.process_bind_param(text, DIALECT) or b"" for text in texts]
    assert kept == sorted(kept)
    assert [moment.process_result_value(one, DIALECT) for one in kept] == texts
