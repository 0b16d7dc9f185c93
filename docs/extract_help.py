"""Take the texts of the command line into the catalogs: what `_` marks, and what commands say."""

import ast
from collections.abc import Collection, Iterator, Mapping
from typing import IO, Any

from babel.messages.extract import extract_python

Found = tuple[int, str, Any, list[str]]


def extract(
    file: IO[bytes], keywords: Mapping[str, Any], tags: Collection[str], options: Mapping[str, Any]
) -> Iterator[Found]:
    """Yield the texts of a module of commands; of their docstrings a paragraph each."""
    yield from extract_python(file, keywords, tags, options)  # type: ignore[arg-type]  # as babel calls it
    file.seek(0)
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.FunctionDef) and _is_command(node):
            for paragraph in (ast.get_docstring(node) or "").split("\n\n"):
                if paragraph:
                    yield node.lineno, "N_", " ".join(paragraph.split()), []


def _is_command(node: ast.FunctionDef) -> bool:
    """Say whether a function is a command: it takes the context that Typer gives."""
    first = next(iter(node.args.args), None)
    returns_nothing = isinstance(node.returns, ast.Constant)
    return first is not None and first.arg == "context" and returns_nothing and node.name[0] != "_"
