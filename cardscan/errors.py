"""The one tree of errors that cardscan raises on purpose.

::

    CardscanError
    ├── InputError           a file or folder cannot be read as card pictures
    │   ├── ImageUnreadable    not a picture, cut short, or a format we do not decode
    │   ├── ImageTooLarge      beyond the limits on bytes, pixels, pages or frames
    │   └── InputMissing       no such file, or no right to open it
    ├── CardFailed           a worker could not read one card; the stack goes on
    ├── ClusterLost          the workers on other machines are gone
    ├── EngineError          an OCR engine
    │   ├── EngineMissing      the program, package or language is not installed
    │   └── EngineFailed       it is there and broke on this picture
    ├── UsageError           what the user typed does not make sense
    │   ├── QueryError         a query that cannot be parsed or names an unknown field
    │   ├── UnknownName        no engine, profile, field or setting of that name
    │   └── UnknownContact     no contact with that id, or several
    ├── ExtraMissing         a part of cardscan that was not installed with it
    ├── SettingsError        the settings file cannot be used
    ├── ExportError          a file cannot be written, or not in that encoding
    ├── FontMissing          no font that has the letters is installed
    ├── ImportFailed         a file holds no contacts that can be read
    └── LibraryError         the library cannot be opened, read or written
        ├── LibraryLocked      another program holds it
        ├── LibraryTooNew      made by a newer cardscan
        ├── PassphraseWrong    not the one that the library was encrypted with
        └── BackupDamaged      a backup is not what was written

A message says what happened, to which file, and what to do next. Exit codes are the
command line's business (``cardscan.cli.diagnostics``).
"""


class CardscanError(Exception):
    """Something a person can act on; ``code`` is its stable name in JSON output."""

    code = "error"


class InputError(CardscanError):
    """A file or folder cannot be read as card pictures."""

    code = "input-unreadable"


class ImageUnreadable(InputError):
    """Not a picture, cut short, or in a format that is not decoded."""

    code = "image-unreadable"


class ImageTooLarge(InputError):
    """Beyond the limits on bytes, pixels, pages or frames."""

    code = "image-too-large"


class InputMissing(InputError):
    """No such file, or no right to open it."""

    code = "input-missing"


class CardFailed(CardscanError):
    """A worker could not read one card; the rest of the stack goes on."""

    code = "card-failed"


class ClusterLost(CardscanError):
    """The workers on other machines are gone; what was filed stays."""

    code = "cluster-lost"


class EngineError(CardscanError):
    """An OCR engine cannot do its work."""

    code = "engine-error"


class EngineMissing(EngineError):
    """A program, package or language that the engine needs is not installed."""

    code = "engine-missing"


class EngineFailed(EngineError):
    """The engine is installed and broke on this picture."""

    code = "engine-failed"


class UsageError(CardscanError):
    """What the user typed does not make sense."""

    code = "usage"


class QueryError(UsageError):
    """A query cannot be parsed or names an unknown field."""

    code = "query"


class UnknownName(UsageError):
    """No engine, profile, field or setting has that name."""

    code = "unknown-name"


class UnknownContact(UsageError):
    """No contact has that id, or several have."""

    code = "unknown-contact"


class ExtraMissing(CardscanError):
    """A part that is asked for was not installed: an extra of the package."""

    code = "extra-missing"


class SettingsError(CardscanError):
    """The settings file cannot be used."""

    code = "settings"


class ExportError(CardscanError):
    """A file cannot be written, or not in the encoding that was asked for."""

    code = "export"


class FontMissing(CardscanError):
    """No font that has the letters of the contacts is installed."""

    code = "font-missing"


class ImportFailed(CardscanError):
    """A file holds no contacts that can be read."""

    code = "import"


class LibraryError(CardscanError):
    """The library cannot be opened, read or written."""

    code = "library"


class LibraryLocked(LibraryError):
    """Another program holds the library."""

    code = "library-locked"


class LibraryTooNew(LibraryError):
    """The library was made by a newer cardscan."""

    code = "library-too-new"


class BackupDamaged(LibraryError):
    """A backup is not what was written, or none at all."""

    code = "backup-damaged"


class PassphraseWrong(LibraryError):
    """The library was encrypted with another passphrase."""

    code = "passphrase-wrong"
