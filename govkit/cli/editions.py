"""Comparing two editions: the options for it, ref maps as files, and what to beware of."""

from collections.abc import Sequence
from typing import Any, Final

import click

from govkit.cli.common import Decorator
from govkit.errors import LoadError, Problem
from govkit.formats.fault import shown
from govkit.formats.placed import placed
from govkit.history import RefMap, wrong_way_round
from govkit.io import read_document
from govkit.model import Position, Register, pointer
from govkit.toolkit import Toolkit

_MANY: Final = 12
_LINE: Final = "write a line for each risk that continues, its earlier ref and its later one"

before_option: Final[Decorator] = click.option(
    "--before", metavar="EARLIER", type=click.Path(), help="An earlier edition, to say what moved."
)
map_option: Final[Decorator] = click.option(
    "--map",
    "map_file",
    metavar="MAP",
    type=click.Path(),
    help="YAML, JSON or TOML: earlier ref to later ref, for risks that continue.",
)


def earlier_edition(
    kit: Toolkit, before: str | None, map_file: str | None
) -> tuple[Register | None, RefMap | None]:
    """Load what ``--before`` and ``--map`` name.

    Raises:
        UsageError: there is a map, and no earlier edition.
    """
    if map_file is not None and before is None:
        raise click.UsageError("--map says which risks of an earlier edition continue; name it with --before")
    edition = None if before is None else kit.load(before)
    return edition, None if map_file is None else load_map(map_file)


def beware(before: Register, after: Register, refs: Sequence[str]) -> None:
    """Say on standard error what makes a comparison doubtful.

    Args:
        before: the earlier edition.
        after: the later edition.
        refs: refs that stand in both and that the map does not name.
    """
    reversed_ = wrong_way_round(before, after)
    if reversed_ is not None:
        click.echo(f"govkit: warning: {reversed_}; have they changed places?", err=True)
    if refs:
        listed = ", ".join(refs[:_MANY]) + (" …" if len(refs) > _MANY else "")
        are, them, they = ("is", "it", "it counts") if len(refs) == 1 else ("are", "them", "they count")
        click.echo(
            f"govkit: warning: {listed} {are} in both editions and not in the map; map {them} "
            f"({refs[0]}: {refs[0]}), or {they} as new and closed",
            err=True,
        )


def load_map(path: str) -> RefMap:
    """Load a map from earlier to later refs.

    Args:
        path: a YAML, JSON or TOML file.

    Raises:
        LoadError: the file is no such map; every problem is listed.
        UnknownNameError: no format has that suffix.
    """
    document = read_document(path)
    data: Any = document.data
    if not isinstance(data, dict) or not data:
        given = "there is nothing in it" if data in (None, {}) else f"it is {shown(data)}"
        at = document.source.locate("") or Position(1, 1)
        said = f"a map from earlier to later refs is due here, but {given}; {_LINE}"
        raise LoadError(path, [Problem(said, "", path, at.line, at.column)])
    problems = [
        Problem(f"one later ref is due here, not {shown(new)}{_hint(old, new, path)}", pointer(old))
        for old, new in data.items()
        if not isinstance(new, str)
    ]
    if problems:
        raise LoadError(path, placed(problems, document.source))
    return RefMap(data, document.source)


def _hint(old: str, new: object, path: str) -> str:
    match new:
        case [str()]:
            return f"; write {new[0]} without brackets"
        case list():
            return f"; {old} can continue as one risk only"
        case dict():
            return "; put a ref with a dot in quotes" if path.lower().endswith(".toml") else ""
        case None:
            return "; write one, or leave the line out"
        case _:
            return "; put it in quotes"
