import os
import resource
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from cardscan.contact import Contact
from cardscan.errors import ExportError, UnknownName
from cardscan.exchange import ExportReport, export_contacts
from cardscan.formats.profiles import profile_named
from tests.formats.people import EVERYBODY, TAKAHASHI, YAMAZAKI, ZOE

OLD = b"the file of last week\n"


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "contacts.csv"
    path.write_bytes(OLD)
    return path


def export(
    contacts: Iterable[Contact], target: Path, name: str = "sansan", *, strict: bool = False
) -> ExportReport:
    return export_contacts(contacts, profile_named(name), target, strict=strict)


def is_untouched(target: Path) -> bool:
    """Say whether the old file is whole and nothing else lies beside it."""
    return target.read_bytes() == OLD and list(target.parent.iterdir()) == [target]


@contextmanager
def files_no_longer_than(size: int) -> Iterator[None]:
    """Let the system refuse to write more: the error is a full disk's, and real."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_whole_export_takes_the_place_of_the_old_file(target: Path) -> None:
    report = export(EVERYBODY, target)
    assert (report.rows, report.encoding) == (5, "cp932")
    assert "髙橋" in target.read_bytes().decode("cp932")
    assert list(target.parent.iterdir()) == [target]


def test_only_its_owner_can_read_what_was_written(target: Path) -> None:
    target.chmod(0o644)
    export(EVERYBODY, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


@pytest.mark.parametrize("name", ["google", "sansan", "vcard"])
def test_a_full_disk_leaves_the_old_file_as_it_was(target: Path, name: str) -> None:
    with (
        files_no_longer_than(4096),
        pytest.raises(ExportError, match=r"contacts\.csv cannot be written"),
    ):
        export((TAKAHASHI,) * 1000, target, name)
    assert is_untouched(target)


def test_a_library_that_breaks_midway_leaves_the_old_file_as_it_was(target: Path) -> None:
    def breaking() -> Iterator[Contact]:
        yield TAKAHASHI
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        export(breaking(), target)
    assert is_untouched(target)


def test_a_strict_export_refuses_and_leaves_the_old_file_as_it_was(target: Path) -> None:
    with pytest.raises(ExportError, match=r"03zoe: 会社名 has the character '—' \(U\+2014\)"):
        export(EVERYBODY, target, strict=True)
    assert is_untouched(target)


def test_a_strict_export_of_what_the_encoding_holds_goes_through(target: Path) -> None:
    assert export((TAKAHASHI, YAMAZAKI), target, strict=True).lost == ()


def test_a_read_only_file_is_respected(target: Path) -> None:
    target.chmod(0o400)
    with pytest.raises(ExportError, match="read-only"):
        export(EVERYBODY, target)
    assert is_untouched(target)


def test_a_folder_is_not_a_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=f"{tmp_path.name} cannot be written: it is a folder"):
        export(EVERYBODY, tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"gone/contacts\.csv cannot be written: No such file"):
        export(EVERYBODY, tmp_path / "gone" / "contacts.csv")


def test_a_device_is_written_and_not_replaced() -> None:
    with pytest.raises(ExportError, match="/dev/full cannot be written: No space left"):
        export(EVERYBODY, Path("/dev/full"))
    assert Path("/dev/full").is_char_device()


def test_a_stream_that_fails_is_named() -> None:
    with (
        pytest.raises(ExportError, match="/dev/full cannot be written: No space left"),
        Path("/dev/full").open("wb", buffering=0) as stream,
    ):
        export_contacts(EVERYBODY, profile_named("google"), stream)


def test_a_link_is_followed_and_stays_one(target: Path, tmp_path: Path) -> None:
    link = tmp_path / "latest.csv"
    link.symlink_to(target)
    export(EVERYBODY, link)
    assert link.is_symlink()
    assert "会社名" in target.read_bytes().decode("cp932")


def test_a_link_to_itself_is_named(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    with pytest.raises(ExportError, match=r"loop\.csv cannot be written: it is a link to itself"):
        export(EVERYBODY, loop)


def test_without_a_target_the_bytes_go_to_standard_output(monkeypatch: pytest.MonkeyPatch) -> None:
    out = BytesIO()
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(out, encoding="ascii"))
    export_contacts((YAMAZAKI,), profile_named("sansan"), None)
    assert "山﨑花子" in out.getvalue().decode("cp932")


def test_a_reader_that_has_seen_enough_is_not_an_error_of_the_export() -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    with pytest.raises(BrokenPipeError), os.fdopen(write_end, "wb", buffering=0) as stream:
        export_contacts(EVERYBODY, profile_named("google"), stream)


def test_an_encoding_can_be_chosen_and_its_mark_stands_once_at_the_start() -> None:
    stream = BytesIO()
    profile = profile_named("google")
    report = export_contacts(EVERYBODY, profile, stream, encoding="UTF-16")
    assert report.encoding == "utf-16"
    assert stream.getvalue().decode("utf-16").startswith("First Name,")
    assert "\ufeff" not in stream.getvalue().decode("utf-16")


def test_a_chosen_encoding_reports_what_it_lacks() -> None:
    report = export_contacts((ZOE,), profile_named("kintone"), BytesIO(), encoding="Shift_JIS")
    assert report.encoding == "cp932"
    assert {one.character for one in report.lost} == {"ë", "ü", "—", "한", "😀"}


def test_an_unknown_encoding_is_refused_before_anything_is_written(target: Path) -> None:
    with pytest.raises(UnknownName, match="no encoding 'klingon'"):
        export_contacts(EVERYBODY, profile_named("google"), target, encoding="klingon")
    assert is_untouched(target)


def test_contacts_are_streamed_and_never_all_held(tmp_path: Path) -> None:
    """Each contact is gone before the one after the next is asked for."""
    alive = 0
    most_alive = 0

    class Tracked(str):
        __slots__ = ("__weakref__",)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def many() -> Iterator[Contact]:
        nonlocal alive, most_alive
        for number in range(500):
            alive += 1
            most_alive = max(most_alive, alive)
            yield Contact(str(number), company=Tracked(f"Example {number}"))

    for name in ("google", "sansan", "jsonl"):
        assert export(many(), tmp_path / name, name).rows == 500
    assert most_alive < 10
