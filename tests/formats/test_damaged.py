"""Damaged files: what can be read is read, the rest is named with its row, in bounded time."""

import io
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cardscan.errors import CardscanError, ImportFailed, InputMissing
from cardscan.formats.incoming import Incoming, ReadContact
from cardscan.formats.profiles import profile_named, profile_names
from cardscan.formats.reading import open_contacts
from cardscan.formats.vcard_reader import read_vcards

PROFILES = [profile_named(name) for name in profile_names()]
HEADER = "氏名,会社名,メール,備考\n"


def rows(tmp_path: Path, content: str | bytes, name: str = "in.csv") -> list[tuple[int, str]]:
    """Return for each row its number and the name on it, or why it was left out."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(map(summary, open_contacts(path, PROFILES).contacts))


def summary(one: Incoming) -> tuple[int, str]:
    return one.row, one.contact.name.text if isinstance(one, ReadContact) else one.reason


def test_rows_are_named_where_they_cannot_be_read_and_the_others_come(tmp_path: Path) -> None:
    content = HEADER + (
        "山田 太郎,見本,taro@example.jp,\n"
        ",,,\n"
        "田中\0,見本,,\n"
        "鈴木 一,見本,,,余分\n"
        "佐藤 花,見本\n"
        f"{'長' * 200_000},見本,,\n"
        f"高橋 二,見本,,{'長' * 200_000}\n"
    )
    found = rows(tmp_path, content)
    assert [row for row, _ in found] == [2, 4, 5, 6, 7, 8]
    assert [text for row, text in found if row in {2, 6, 8}] == ["山田 太郎", "佐藤 花", "高橋 二"]
    assert "NUL bytes" in found[1][1]
    assert found[2][1] == "5 cells, but the header has 4"
    assert "more than 2000 characters" in found[4][1]


def test_a_quotation_mark_without_end_costs_its_own_row_only(tmp_path: Path) -> None:
    content = HEADER + '"山田 太郎,見本,,\n' + "田中 健一,見本,,\n" * 3
    assert rows(tmp_path, content) == [
        (2, "a quotation mark is opened and never closed"),
        *((row, "田中 健一") for row in (3, 4, 5)),
    ]


def test_a_quotation_mark_that_swallows_megabytes_is_given_up(tmp_path: Path) -> None:
    line = "田中 健一,見本,," + "長" * 5000 + "\n"
    found = rows(tmp_path, HEADER + '"山田 太郎,見本,,\n' + line * 1000)
    assert found[0][1].startswith("a quotation mark is opened and not closed")
    assert len(found) == 1001


def test_bytes_that_are_no_letters_cost_their_row_only(tmp_path: Path) -> None:
    good = "山田 太郎,見本,,\n".encode() * 3
    found = rows(tmp_path, HEADER.encode() + good + b"\xff\xfe\xff,x,,\n" + good)
    assert [text for _, text in found].count("山田 太郎") == 6
    assert found[3] == (5, "it holds bytes that are no letters in this encoding")


def test_a_row_of_another_encoding_is_named_and_not_kept_as_garbage(tmp_path: Path) -> None:
    plain = "田中 健一,見本商事,,ﾃﾞｰﾀ①〜～\n"
    lines = [HEADER, plain * 9, "山田,見本,,\n", plain]
    encoded = [line.replace("〜", "").encode("cp932") for line in lines]
    encoded[2] = lines[2].encode()
    found = rows(tmp_path, b"".join(encoded))
    assert [name for _, name in found if "UTF-8" not in name] == ["田中 健一"] * 10
    assert "it is in UTF-8, and the file in cp932" in found[9][1]


def test_a_line_of_a_hundred_megabytes_is_passed_over_in_seconds(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    with path.open("wb") as file:
        file.write((HEADER + "山田 太郎,見本,,\n").encode())
        for _ in range(100):
            file.write(b"x" * 2**20)
        file.write("\n田中 健一,見本,,\n".encode())
    start = time.monotonic()
    found = list(map(summary, open_contacts(path, PROFILES).contacts))
    assert [text for _, text in found][::2] == ["山田 太郎", "田中 健一"]
    assert "a line of more than" in found[1][1]
    assert time.monotonic() - start < 20


def test_of_two_columns_of_one_name_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("氏名,会社名,会社名,氏名\n山田 太郎,見本,例示,田中 健一\n")
    (one,) = open_contacts(path, PROFILES).contacts
    assert isinstance(one, ReadContact)
    assert (one.contact.name.text, one.contact.company) == ("山田 太郎", "見本")
    assert one.contact.notes == ("会社名: 例示\n氏名: 田中 健一",)


def test_a_phone_number_that_is_none_is_kept_in_the_note(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("氏名,会社名,電話番号,メール\n山田 太郎,見本,受付へ,なし\n")
    (one,) = open_contacts(path, PROFILES).contacts
    assert isinstance(one, ReadContact)
    assert one.contact.notes == ("メール: なし\nnumber: 受付へ",)


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_encoding_and_separator_are_found(tmp_path: Path, encoding: str, separator: str) -> None:
    content = (HEADER + "山田 太郎,株式会社見本,taro@example.jp,\n").replace(",", separator)
    assert rows(tmp_path, content.encode(encoding)) == [(2, "山田 太郎")]


def test_a_vcard_that_never_ends_is_named_and_the_next_one_is_read(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\nFN:Ann Lee\n"
    endless = "NOTE:" + "x" * 500_000 + "\n"
    content = f"{card}{card}END:VCARD\n{card}{endless * 9}END:VCARD\n{card}"
    found = rows(tmp_path, content, "in.vcf")
    assert [text for _, text in found] == [
        "it has no end: another card begins in it",
        "Ann Lee",
        "it has no end in sight",
        "it has no end: the file ends in it",
    ]


def test_a_picture_on_one_line_is_passed_over_whatever_its_length(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nN:Lee;Ann;;;\n"
    photo = "PHOTO;ENCODING=b:" + "QUJD" * 2_000_000 + "\n"
    found = rows(tmp_path, f"{card}{photo}END:VCARD\n{card}END:VCARD\n{card}", "in.vcf")
    assert found == [
        (1, "Ann Lee"),
        (6, "Ann Lee"),
        (10, "it has no end: the file ends in it"),
    ]


@given(st.text(st.sampled_from('BEGIN:VCARD\nEND=;,\\"N 髙\x00\r'), max_size=300))
def test_no_vcard_whatever_it_holds_stops_the_file(text: str) -> None:
    for one in read_vcards(io.StringIO(f"BEGIN:VCARD\n{text}\nEND:VCARD\n", newline=""), "JP"):
        assert one.row >= 1


@settings(deadline=None)  # the first workbook waits for what reads it
@given(st.binary(max_size=400))
def test_whatever_a_file_holds_is_read_or_refused(content: bytes) -> None:
    path = Path("/tmp") / "cardscan-any-bytes"  # noqa: S108 - one file for all examples
    path.write_bytes(content)
    try:
        list(open_contacts(path, PROFILES).contacts)
    except CardscanError:
        pass
    finally:
        path.unlink()


@pytest.mark.parametrize("content", [b"", b"  \n", b"PK\x03\x04 no spreadsheet", b"\0" * 500])
def test_a_file_without_contacts_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(ImportFailed, match=r"in\.csv"):
        rows(tmp_path, content)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match=r"gone\.csv cannot be read"):
        open_contacts(tmp_path / "gone.csv", PROFILES)


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputMissing, match="pipe is no file"):
        open_contacts(tmp_path / "pipe", PROFILES)


def test_an_encoding_that_was_told_wrong_is_named(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(HEADER, "utf-8")
    with pytest.raises(ImportFailed, match="It was read in cp932"):
        open_contacts(tmp_path / "in.csv", PROFILES, encoding="shift-jis")


def test_lines_that_are_no_contact_are_named(tmp_path: Path) -> None:
    content = '{"name": "Ann Lee"}\n{"name": 5}\n[1]\n{"name"\n{}\n' + "[" * 10_000 + "\n"
    found = rows(tmp_path, content, "in.jsonl")
    assert [row for row, _ in found] == [1, 2, 3, 4, 5, 6]
    assert found[0][1] == "Ann Lee"
    assert all(
        "no contact" in text or "no JSON" in text or "nothing" in text for _, text in found[1:]
    )
