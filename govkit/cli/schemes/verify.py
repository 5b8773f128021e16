"""``govkit schemes verify``."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

import click

from govkit.cli.common import FOUND_SOMETHING, find_scheme, format_option, toolkit, write_json
from govkit.errors import RefusedError
from govkit.report import cell_in_words, draw
from govkit.report.visible import visible
from govkit.scoring import BaseScheme, Interval
from govkit.scoring.coherence import Coherence, Entry, Spot, coherence

_NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?", re.ASCII)
_SHOWN: Final = 10
_ENDS: Final = 2

Given = tuple[str, tuple[Interval, ...]]


class _Intervals(click.ParamType[Given]):
    """Intervals of one factor, written ``likelihood=0:0.1,0.1:0.3``."""

    name = "FACTOR=LOWER:UPPER,..."

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Given:
        """Read the intervals.

        Args:
            value: the text.
            param: the option.
            ctx: the context.

        Returns:
            The key of the factor, and an interval per level.
        """
        factor, equals, text = value.partition("=")
        if not factor or not equals:
            self.fail(f'"{value}" names no factor; write likelihood=0:0.1,0.1:0.3', param, ctx)
        parts = [part.strip() for part in text.split(",")]
        faults = [fault for part in parts if (fault := _wrong(part, factor))]
        if faults:
            self.fail("; ".join(faults), param, ctx)
        return factor, tuple(Interval(*map(float, part.split(":"))) for part in parts)


def _wrong(part: str, factor: str) -> str | None:
    """Say what is wrong with an interval as it was written."""
    ends = part.split(":")
    if len(ends) != _ENDS:
        way_out = f"the lower and the upper end of each level, least first, as {factor}=0:0.1,0.1:0.3"
        return f'"{part}" is no interval; write {way_out}'
    for end in ends:
        if not _NUMBER.fullmatch(end):
            return f'"{end}" in "{part}" is no number; write numbers plainly, as 12 or 0.5'
        if end.startswith("-"):
            return f'"{end}" in "{part}" is below 0, where neither probabilities nor amounts begin'
    lower, upper = map(Decimal, ends)
    return f'"{part}" runs downwards; write the lower end first, {upper}:{lower}' if lower > upper else None


@click.command()
@click.argument("scheme", metavar="ID|FILE")
@click.option(
    "--intervals",
    type=_Intervals(),
    multiple=True,
    help="What the levels of a factor stand for, least first; may be given once per factor.",
)
@format_option
@click.pass_context
def verify(ctx: click.Context, scheme: str, intervals: tuple[Given, ...], as_format: str) -> None:
    """Examine a scheme: contradictions, claims that do not hold, and what to know of it.

    ID is a scheme's id, FILE a scheme file (.toml). Exits 0 if there is at most advice, 1 if there are faults
    (a file whose definition is refused has them), 2 if there is no such scheme or the file is no TOML.
    """
    twice = {factor for factor, _ in intervals if [each for each, _ in intervals].count(factor) > 1}
    if twice:
        raise click.BadParameter(f"{', '.join(sorted(twice))} is given twice", param_hint="--intervals")
    try:
        found = find_scheme(toolkit(), scheme)
    except RefusedError as error:
        _write_refused(error, as_format)
        ctx.exit(FOUND_SOMETHING)
    result = coherence(found, intervals=dict(intervals))
    if as_format == "json":
        write_json(_data(found, result))
    else:
        click.echo("\n".join(_lines(found, result)))
    if result.faults:
        ctx.exit(FOUND_SOMETHING)


def _write_refused(error: RefusedError, as_format: str) -> None:
    """Write a refused definition in the form of a result, with the file where the scheme would be named."""
    if as_format == "json":
        faults: list[dict[str, object]] = [
            {"check": "definition", "message": str(problem), "cells": [], "assumption": None}
            for problem in error.problems
        ]
        empty: dict[str, list[object]] = {"advice": [], "not_evaluated": [], "assumptions": []}
        write_json({"scheme": error.source, "version": None, "faults": faults, **empty, "examined": None})
        return
    for problem in error.problems:
        click.echo(f"fault definition: {problem}")
    click.echo(f"Nothing else was examined.\n{_count(len(error.problems), 0)}")


def _data(scheme: BaseScheme, result: Coherence) -> dict[str, Any]:
    return {
        "scheme": result.scheme,
        "version": result.version,
        "faults": [_entry(scheme, entry) for entry in result.faults],
        "advice": [_entry(scheme, entry) for entry in result.advice],
        "not_evaluated": [{"check": each.check, "why": each.why} for each in result.not_evaluated],
        "assumptions": list(result.assumptions),
        "examined": result.examined,
    }


def _entry(scheme: BaseScheme, entry: Entry) -> dict[str, Any]:
    return {
        "check": entry.check,
        "message": entry.message,
        "cells": [
            {
                factor.key: factor.levels[at].number
                for factor, at in zip(scheme.factors, cell, strict=True)
                if at is not None
            }
            for cell in entry.cells
        ],
        "assumption": entry.assumption,
    }


def _lines(scheme: BaseScheme, result: Coherence) -> Iterator[str]:
    yield visible(f"{result.scheme} {result.version}: {scheme.title}")
    yield ""
    marked = {cell for entry in result.entries for cell in entry.cells}
    # A scheme that does not answer for every cell cannot be drawn.
    drawing = None if result.of("total") else draw(scheme, {_whole(cell) for cell in marked})
    for entry in (*result.faults, *result.advice):
        kind = "advice" if entry in result.advice else "fault"
        yield visible(f"{kind} {entry.check}: {entry.message}")
        if drawing is None:
            yield from _cells(scheme, entry.cells)
    if drawing is not None and marked:
        yield f"\n{drawing}\n"
    yield visible(result.examined)
    yield from (visible(f"Assumed for weak-consistency: {each}.") for each in result.assumptions)
    yield from (visible(f"{each}.") for each in result.not_evaluated)
    yield _count(len(result.faults), len(result.advice))


def _whole(cell: Spot) -> tuple[int, ...]:
    """Narrow the type of a cell of a table, which has a level for every factor."""
    return tuple(at for at in cell if at is not None)


def _cells(scheme: BaseScheme, cells: Sequence[Spot]) -> Iterator[str]:
    yield from (visible(f"  {cell_in_words(scheme, cell)}") for cell in cells[:_SHOWN])
    if len(cells) > _SHOWN:
        yield f"  and {len(cells) - _SHOWN} more cells"


def _count(faults: int, advice: int) -> str:
    return f"{faults} fault{'' if faults == 1 else 's'}, {advice} piece{'' if advice == 1 else 's'} of advice"
