"""What commands share: options, the toolkit, and how output is written."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

import click

from govkit.analysis import UnratedRisk
from govkit.errors import GovkitError, LoadError, Problem
from govkit.formats.files import probed
from govkit.report.table import aligned
from govkit.report.visible import visible
from govkit.scoring import BaseScheme, Cell, Rating, Scheme
from govkit.toolkit import Toolkit
from govkit.workflow import Workflow, read_workflow

FOUND_SOMETHING: Final = 1
COULD_NOT_RUN: Final = 2


class Day(click.ParamType[date]):
    """A day, written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a day.

        Args:
            value: the text, or a date that a default gave.
            param: the option.
            ctx: the context.

        Returns:
            The day.
        """
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        # Python also reads 20191009 and 2019-W41-3.
        if day is None or day.isoformat() != value:
            self.fail(f'"{value}" is no day; write it as {_today()}', param, ctx)
        return day


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the day where the person sits


Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

as_of_option: Final[Decorator] = click.option(
    "--as-of", type=Day(), default=_today, show_default="today", help="The day in question."
)
format_option: Final[Decorator] = click.option(
    "--format",
    "as_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, JSON for programs.",
)
rules_option: Final[Decorator] = click.option(
    "--rules",
    "rule_files",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="FILE",
    help="Rules of a file beside those of plug-ins; may be repeated.",
)
file_argument: Final[Decorator] = click.argument("file", type=click.Path())


def toolkit() -> Toolkit:
    """Make a toolkit of the plug-ins chosen; what is wrong with them goes to standard error."""
    kit = installed()
    warn(kit)
    return kit


def installed() -> Toolkit:
    """Make a toolkit of those installed plug-ins that the options of the group let in."""
    return Toolkit.installed(**click.get_current_context().obj)


def warn(kit: Toolkit, *, but: Collection[str] = ()) -> None:
    """Say what is wrong with the plug-ins, on standard error, but not what was said already."""
    for problem in kit.plugin_problems:
        if problem not in but:
            say(f"govkit: warning: {problem}", err=True)


def say(*lines: str, err: bool = False) -> None:
    """Write lines, and make visible in them what cannot be seen or would turn them around.

    Args:
        *lines: the lines.
        err: whether they go to standard error.
    """
    for line in lines:
        click.echo(visible(line), err=err)


def write_json(data: object) -> None:
    """Write plain data to standard output."""
    click.echo(as_json(data))


def write_document(kit: Toolkit, data: Mapping[str, Any]) -> None:
    """Write a document to standard output as JSON, with the plug-ins that were loaded for it."""
    write_json(document(kit, data))


def as_json(data: object) -> str:
    """Word plain data as JSON, as all commands do."""
    return json.dumps(data, indent=2, ensure_ascii=False, default=str)


def document(kit: Toolkit, data: Mapping[str, Any]) -> dict[str, Any]:
    """Add to a document the plug-ins that were loaded for it."""
    loaded = [
        {"distribution": each.distribution, "version": each.version, "name": each.name}
        for each in kit.plugins
        if each.loaded
    ]
    return {**data, "plugins": loaded}


def write_rows(rows: Sequence[Sequence[str]]) -> None:
    """Write rows in columns; the last column runs on."""
    seen = [[visible(cell) for cell in row] for row in rows]
    say(*(aligned(seen) or ["none"]))


def write_list(items: Sequence[Mapping[str, Any]], as_format: str, columns: Sequence[str]) -> None:
    """Write a list of things as JSON, or some of their keys as columns.

    Args:
        items: the things.
        as_format: "json" or "text".
        columns: keys to show as text.
    """
    if as_format == "json":
        write_json(items)
    else:
        write_rows([[str(item[key]) for key in columns] for item in items])


def distribution(kit: Toolkit, item: Any) -> str:
    """Name the distribution that offers a scheme, lifecycle or rule."""
    return kit.origin(item).distribution


def read_text(path: str) -> str:
    """Read a text file.

    Raises:
        LoadError: it cannot be read, or is not UTF-8.
    """
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise LoadError(path, [Problem(f"cannot be read: {reason}", "", path)]) from None


def find_scheme(kit: Toolkit, name: str) -> BaseScheme:
    """Find a scheme by id, or read the scheme file of that name.

    Raises:
        UnknownNameError: no plug-in offers it, and it is no file's name.
        LoadError: it is a file's name, and the file holds no scheme or is of another kind.
    """
    if name.endswith(".toml"):
        return Scheme.from_toml(name)
    if name not in kit.schemes:
        _refuse_file(kit, name, "scheme", "a scheme file is TOML and ends in .toml")
    return kit.scheme(name)


def _refuse_file(kit: Toolkit, name: str, wanted: str, way_out: str) -> None:
    """Say what a file is, where the name is a file's, that is none of the wanted sort."""
    if not probed(Path(name).is_file):
        return
    try:
        kit.load(name)
    except GovkitError:
        said = f"this is no {wanted} file"
    else:
        said = f"this is a register, not a {wanted}"
    raise LoadError(name, [Problem(f"{said}; {way_out}", "", name)])


def find_workflow(kit: Toolkit, name: str) -> Workflow:
    """Find a lifecycle by id, or read the lifecycle file of that name.

    Raises:
        UnknownNameError: no plug-in offers it, and it is no file's name.
        LoadError: it is a file's name, and the file holds no lifecycle or is of another kind.
    """
    if name.endswith(".json"):
        return read_workflow(read_text(name), name)
    if name not in kit.workflows:
        _refuse_file(kit, name, "lifecycle", "a lifecycle file is JSON and ends in .json")
    return kit.lifecycle(name)


def scheme_data(scheme: BaseScheme) -> dict[str, Any]:
    """Turn a scheme into plain data."""
    return {
        "id": scheme.id,
        "version": scheme.version,
        "title": scheme.title,
        "source": scheme.source,
        "factors": [
            {
                "key": factor.key,
                "label": factor.label,
                "levels": [
                    {"number": level.number, "key": level.key, "label": level.label}
                    for level in factor.levels
                ],
                "categories": [category.key for category in factor.categories],
                "optional": factor.optional,
            }
            for factor in scheme.factors
        ],
        "cells": [cell_data(scheme, cell) for cell in getattr(scheme, "table", ())],
        "bands": [
            {
                "key": band.key,
                "label": band.label,
                "first": band.first,
                "last": band.last,
                "response": band.response,
                "reported_to": band.reported_to,
                "review": band.review,
                "assumed": band.assumed,
            }
            for band in scheme.bands
        ],
        "tolerance": tolerance_data(scheme),
        "assumed": list(scheme.assumed),
    }


def tolerance_data(scheme: BaseScheme) -> Any:
    """Turn a tolerance into plain data: the value, the key of the band, or a word for marked cells."""
    tolerance = scheme.tolerance
    if tolerance is None:
        return None
    return str(tolerance) if tolerance.value is None else tolerance.value


def cell_data(scheme: BaseScheme, cell: Cell) -> dict[str, Any]:
    """Turn a cell into plain data: its levels by number, its value, its band, its side of tolerance."""
    pairs = zip(scheme.factors, cell, strict=True)
    rating = scheme.rate({factor.key: factor.levels[at].number for factor, at in pairs})
    return {
        "levels": dict(rating.levels),
        "value": rating.value,
        "band": rating.band.label if rating.band else None,
        "within_tolerance": rating.within_tolerance,
    }


def rating_data(rating: Rating | None) -> dict[str, Any] | None:
    """Turn a rating into the form that the JSON contract promises."""
    if rating is None:
        return None
    return {
        "scheme": {"id": rating.scheme, "version": rating.version, "origin": rating.origin},
        "levels": dict(rating.levels),
        "value": rating.value,
        "band": rating.band.label if rating.band else None,
        "within_tolerance": rating.within_tolerance,
        "explanation": rating.explanation,
    }


def unrated_data(unrated: Iterable[UnratedRisk]) -> list[dict[str, Any]]:
    """Turn risks that have no rating into the form that the JSON contract promises."""
    return [{"ref": each.ref, "title": each.title, "reason": each.reason} for each in unrated]
