"""Help, and complaints about what was typed, in the language of the person."""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import typer
from typer._click.formatting import HelpFormatter

from cardscan.language import N_, SOURCE, _, spoken

WIDEST_NAME = 30  # cells; what is longer has its text on the next line
GAP = 2  # cells between a name and its text

# What Typer says, as it says it, and help that has names of ours in it.
FIXED = (
    *(N_("Arguments"), N_("Options"), N_("Commands"), N_("Missing command.")),
    N_("Show this message and exit."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
    N_("Input should be a valid integer, unable to parse string as an integer"),
    N_("Input should be a valid number, unable to parse string as a number"),
)
FORMED = (
    N_("Show these: {names}."),
    N_("One of: {names}."),
    N_("No such command {name}. Did you mean {known}?"),
    N_("No such command {name}."),
    N_("No such option: {name} (Possible options: {known})"),
    N_("No such option: {name}"),
    N_("Got unexpected extra argument(s) ({names})"),
    N_("Missing argument {name}."),
    N_("Missing option {name}."),
    N_("Option {name} requires an argument."),
    N_("Option {name} does not take a value."),
    N_("Invalid value for {name}: {reason}"),
    N_("{value} is not one of {known}."),
    N_("{value} does not match the formats {known}."),
    N_("Value error, {reason}"),
    N_("Input should be greater than or equal to {number}"),
    N_("Input should be less than or equal to {number}"),
)


def said(words: str) -> str:
    """Say what Typer says in the language of the person.

    >>> said("No such option: --x")
    'No such option: --x'
    """
    if words in FIXED:
        return _(words)
    for form in FORMED:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(form))
        if found := re.fullmatch(pattern, words, re.DOTALL):
            return _(form).format_map(
                {name: said(text) for name, text in found.groupdict().items()}
            )
    return words


def complaint(error: Any) -> Iterator[str]:
    """Yield the lines that say what is wrong with what was typed."""
    if error.ctx is not None:
        yield error.ctx.get_usage()
        command = f"{error.ctx.command_path} --help"
        yield _("Try '{command}' for help.").format(command=command)
        yield ""
    yield _("Error: {message}").format(message=said(error.format_message()))


class Page(HelpFormatter):
    """A page of help; the lines of other languages are broken where those may be."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        super().write_usage(prog, args, prefix or _("Usage: "))

    @contextmanager
    def section(self, name: str) -> Iterator[None]:
        """Write a section in the block."""
        with super().section(said(name)):
            yield

    def write_text(self, text: str) -> None:
        """Write paragraphs."""
        if spoken() == SOURCE:
            super().write_text(text)
            return
        indent = " " * self.current_indent
        for number, paragraph in enumerate(text.split("\n\n")):
            self.write("\n" if number else "")
            for line in wrapped(paragraph, self.width - self.current_indent):
                self.write(f"{indent}{line}\n")

    def write_dl(
        self, rows: Sequence[tuple[str, str]], col_max: int = WIDEST_NAME, col_spacing: int = GAP
    ) -> None:
        """Write names with their texts."""
        translated = [(name, _with_brackets(text)) for name, text in rows]
        if spoken() == SOURCE:
            super().write_dl(translated, col_max, col_spacing)
            return
        indent = " " * self.current_indent
        column = min(max(len(name) for name, _text in rows), col_max) + col_spacing
        for name, text in translated:
            lines = wrapped(text, self.width - self.current_indent - column) or [""]
            first = (
                f"{name:{column}}"
                if len(name) + col_spacing <= column
                else f"{name}\n{indent}{'':{column}}"
            )
            self.write(f"{indent}{first}{lines[0]}".rstrip() + "\n")
            self.write("".join(f"{indent}{'':{column}}{line}\n" for line in lines[1:]))


class Explained(typer.Context):
    """A context that writes its help as such a page."""

    formatter_class = Page


def translate(params: Iterable[Any]) -> None:
    """Have options and arguments explained in the language of the person."""
    for param in params:
        param.help = param.help and said(_(param.help))
        if isinstance(param.show_default, str) and param.show_default:
            param.show_default = _(param.show_default)


def paragraphs(text: str) -> str:
    """Translate a text paragraph by paragraph, as the catalogs have them."""
    joined = (" ".join(lines.split()) for lines in text.split("\n\n"))
    return "\n\n".join(_(paragraph) if paragraph else "" for paragraph in joined)


def _with_brackets(text: str) -> str:
    """Translate what Typer says behind the text of an option."""
    required, default = _("required"), _("default: {value}")
    text = text.replace("[required]", f"[{required}]").replace("; required]", f"; {required}]")
    return re.sub(
        r"\[default: \(?([^\]);]*)\)?", lambda it: "[" + default.format(value=it[1]), text
    )


_CHARACTER = r"[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]"
_NOT_FIRST = r"[:\]、。，．」』）〕】！？：；・ー…ぁぃぅぇぉっゃゅょァィゥェォッャュョ]"
_NOT_LAST = r"[「『（〔【]"
_PIECE = re.compile(rf"{_NOT_LAST}*(?:{_CHARACTER}|(?:(?!{_CHARACTER})\S)+){_NOT_FIRST}*\s*")


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of so many cells, between words and between Japanese characters.

    >>> wrapped("名刺を読み取り、連絡先（contact）にします。", 18)
    ['名刺を読み取り、連', '絡先（contact）に', 'します。']
    """
    from rich.cells import cell_len  # noqa: PLC0415 - English help needs no widths

    lines = [""]
    for piece in _PIECE.findall(" ".join(text.split())):
        if lines[-1] and cell_len(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines if line.strip()]
