"""The commands by name: each is loaded when it is asked for; the listing knows a line of it."""

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand
from typer.main import get_group

from cardscan.cli.explaining import Explained, paragraphs, translate
from cardscan.language import N_, _

# What each command says of itself first, by the module of its family.
FAMILIES = {
    "reading": {"read": N_("Read cards without a library and print what is found.")},
    "scanning": {
        "scan": N_("Read cards and file them in the library."),
        "watch": N_("Scan what lands in a folder, for days, until Ctrl-C."),
    },
    "finding": {
        "search": N_("Find contacts."),
        "show": N_("Show one contact with its cards, newest first."),
        "stats": N_(
            "Count contacts, cards, months, companies and posts, what waits, and how readers do."
        ),
    },
    "editing": {
        "edit": N_("Correct what is said of a contact; later cards leave corrections alone."),
        "tag": N_("Add tags to contacts and remove tags from them."),
        "note": N_("Write something down about a contact, for a day: a meeting, a call, a mail."),
        "mark": N_(
            "Mark how a contact wants to be reached, what they agreed to, and when to be reminded."
        ),
    },
    "reviewing": {"review": N_("List what waits for a person, or decide it.")},
    "matching": {
        "duplicates": N_(
            "List pairs of contacts that may be one person, with the reasons, the surest first."
        ),
        "merge": N_("Make one contact of two: A takes over the cards, notes and tags of B."),
        "split": N_("Make a contact of its own of one card that is somebody else's."),
        "distinct": N_(
            "Say that two contacts are two persons: they are never proposed as one again."
        ),
    },
    "changes": {
        "history": N_(
            "Show who changed what, when and why, newest first; of one contact with before and "
            "after."
        ),
        "undo": N_("Take a change back, or say which later one stands in the way."),
    },
    "exchanging": {
        "import": N_(
            "Take over contacts from another program, as one change that one undo takes back."
        ),
        "export": N_("Write contacts for a CRM, an address book or a spreadsheet."),
    },
    "caring": {
        "forget": N_(
            "Erase people for good: values, notes, pictures and history. This cannot be undone."
        ),
        "retention": N_(
            "List contacts that nobody has touched since a date: no card, no note, no change."
        ),
    },
    "keeping": {
        "backup": N_(
            "Write the library with its pictures into one file; it may be in use meanwhile."
        ),
        "restore": N_("Bring back the library that a backup holds."),
        "verify": N_("Check that everything is whole: database, text index, log and pictures."),
        "copy": N_(
            "Copy the library to another place, from a file to PostgreSQL or back; nothing is lost."
        ),
        "roles": N_(
            "Make the roles reader, editor and owner on PostgreSQL, and let users have them."
        ),
        "encrypt": N_(
            "Encrypt the library, pictures too, with a passphrase of yours; nobody can recover it."
        ),
        "decrypt": N_("Write an encrypted library in clear again."),
    },
    "checking": {"doctor": N_("Check what is installed; name the command for what is missing.")},
    "faces": {
        "tui": N_("Open the terminal interface."),
        "serve": N_(
            "Open the interface to a browser: the terminal at /, a page for a phone's camera at "
            "/phone."
        ),
    },
}


class Later(TyperCommand):
    """Stands in the listing for a command, whose module is loaded when it is run or explained."""

    def __init__(self, family: str, name: str, line: str) -> None:
        super().__init__(name, short_help=line, rich_markup_mode=None)
        self._family = family

    def make_context(
        self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any
    ) -> Any:
        """Let the command itself take the arguments."""
        return self.loaded().make_context(info_name, args, parent, **extra)

    def loaded(self) -> TyperCommand:
        """Return the command."""
        family = Family(rich_markup_mode=None)
        import_module(f"cardscan.cli.{self._family}").add_to(family)
        command = get_group(family).commands[str(self.name)]
        if not isinstance(command, Command):
            raise TypeError(f"{self.name} is no command")
        return command


def commands() -> dict[str, TyperCommand]:
    """Return all commands, in the order of the listing."""
    return {
        name: Later(family, name, _(line))
        for family, lines in FAMILIES.items()
        for name, line in lines.items()
    }


class AsTyped:
    """Takes text as it was typed: by Typer's own way Pydantic is loaded, which takes long."""

    def coerce(self, value: Any, param: Any, ctx: typer.Context) -> Any:
        """Return what a command is given for a value; raise BadParameter."""
        if isinstance(value, (str, list, tuple)) and param.type_descriptor.annotation in TEXTS:
            return value
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        param._runtime_param = None  # noqa: SLF001 - for all else it is asked to make its own
        return param.get_runtime_param().coerce(value, param=param, ctx=ctx)


TEXTS = (str, list[str])


class Command(TyperCommand):
    """A command as all of ours are: explained in the language of the person."""

    context_class = Explained

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take what was typed."""
        prepare(self.get_params(ctx))
        self.help = paragraphs(self.help or "")
        return super().parse_args(ctx, args)


def prepare(params: list[Any]) -> None:
    """Have options and arguments take text as it was typed, and be explained."""
    translate(params)
    for param in params:
        param._runtime_param = AsTyped()  # noqa: SLF001 - there is no other door to it


class Family(typer.Typer):
    """Commands that share a module."""

    def command(self, name: str | None = None, **given: Any) -> Any:
        """Take a function as a command."""
        return super().command(name, cls=Command, **given)
