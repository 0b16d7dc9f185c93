"""Hand contacts to other programs: export as a service that every face calls."""

import codecs
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cardscan.contact import Contact
from cardscan.errors import ExportError, UsageError
from cardscan.formats.encoding import encoding_named
from cardscan.formats.ledger import Ledger, LostCharacter, MissingCell
from cardscan.formats.profile import Profile
from cardscan.language import _

_BY_SUFFIX = {".csv": "csv", ".xlsx": "xlsx", ".vcf": "vcard", ".jsonl": "jsonl", ".pdf": "sheet"}


def profile_by_suffix(target: Path | None) -> str:
    """Return the name of the profile that the name of a file asks for.

    >>> profile_by_suffix(Path("fair.VCF")), profile_by_suffix(None)
    ('vcard', 'csv')
    """
    return _BY_SUFFIX.get(target.suffix.lower() if target else "", "csv")


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written, and what the other program will not find in it."""

    rows: int  # contacts
    encoding: str
    lost: tuple[LostCharacter, ...] = ()
    missing: tuple[MissingCell, ...] = ()  # empty cells that the other program insists on
    left_out: tuple[tuple[str, int], ...] = ()  # field kind → values that have no column there
    size: int = 0  # bytes


def export_contacts(
    contacts: Iterable[Contact],
    profile: Profile,
    target: Path | BinaryIO | None,
    *,
    encoding: str | None = None,
    strict: bool = False,
    plain_letters: bool = False,
) -> ExportReport:
    """Write contacts to a file, a binary stream or (None) standard output, as a profile says.

    A file is written aside, with mode 0600, and takes the target's place only when it is whole.
    With ``strict`` a character that the encoding lacks is an error and not a substitute; with
    ``plain_letters`` a Latin letter that it lacks is written without its accent.
    Raises ExportError when the target cannot be written, UsageError for an encoding that is
    unknown or that the format does not allow.
    """
    ledger = Ledger(_encoding(profile, encoding), strict=strict, plain_letters=plain_letters)
    with _opened(target) as stream:
        texts = profile.write(ledger.count(contacts), profile, ledger)
        size = _write(texts, stream, ledger.encoding)
    return ExportReport(
        rows=ledger.rows,
        encoding=ledger.encoding,
        lost=tuple(ledger.lost),
        missing=tuple(ledger.missing),
        left_out=tuple(sorted((str(kind), count) for kind, count in ledger.left_out.items())),
        size=size,
    )


def _encoding(profile: Profile, wanted: str | None) -> str:
    if wanted is None:
        return profile.encoding
    encoding = encoding_named(wanted)
    if profile.is_encoding_fixed and encoding != profile.encoding:
        raise UsageError(
            _("{name} is always {encoding}; leave the encoding out.").format(
                name=profile.name, encoding=profile.encoding
            )
        )
    return encoding


def _write(texts: Iterator[str] | Iterator[bytes], stream: BinaryIO, encoding: str) -> int:
    """Write everything, and return how many bytes that were."""
    size = 0
    encoder = codecs.getincrementalencoder(encoding)()  # one byte-order mark, not one a text
    for text in texts:
        size += stream.write(text if isinstance(text, bytes) else encoder.encode(text))
    stream.flush()
    return size


@contextmanager
def _opened(target: Path | BinaryIO | None) -> Iterator[BinaryIO]:
    """Open the target for bytes; raise ExportError, which names it, when writing fails."""
    if target is None:
        target = sys.stdout.buffer
    named = str(target) if isinstance(target, Path) else getattr(target, "name", "the output")
    try:
        if not isinstance(target, Path):
            yield target
        elif _is_special(target):
            with target.open("wb") as stream:
                yield stream
        else:
            with _written_aside(_followed(target)) as stream:
                yield stream
    except BrokenPipeError:
        raise  # the reader has seen enough, which is the face's to know
    except OSError as error:
        raise ExportError(
            _("{named} cannot be written: {reason}.").format(
                named=named, reason=error.strerror or error
            )
        ) from error


def _is_special(target: Path) -> bool:
    """Say whether a path is a pipe or device, which is written and never replaced."""
    return target.exists() and not target.is_file() and not target.is_dir()


def _followed(target: Path) -> Path:
    """Return where a link leads: the link stays, and what it names is replaced."""
    try:
        return target.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, _("it is a link to itself")) from error


@contextmanager
def _written_aside(target: Path) -> Iterator[BinaryIO]:
    """Write a new file beside the target and put it in its place when all went well."""
    _check_replaceable(target)
    handle, name = tempfile.mkstemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    aside = Path(name)  # made with mode 0600: contacts are personal data
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        aside.replace(target)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _check_replaceable(target: Path) -> None:
    """Raise OSError for what a rename would fail on late, or overrule: folders, locked files."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, _("it is a folder"))
    if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
        raise PermissionError(errno.EACCES, _("it is read-only"))
