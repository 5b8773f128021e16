"""``govkit diff``."""

from pathlib import Path

import click

from govkit.cli.common import format_option, toolkit, write_document
from govkit.errors import LoadError, Problem
from govkit.formats.fault import shown
from govkit.formats.yaml_file import read
from govkit.history import Movement, RefMap, diff, expected, happened, signs, standing_still
from govkit.model import Position, pointer


@click.command("diff")
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@click.option(
    "--map", "map_file", type=click.Path(), help="YAML: earlier ref to later ref, for risks that continue."
)
@format_option
def command(before: str, after: str, map_file: str | None, as_format: str) -> None:
    """Compare two editions: new, closed and continuing risks, and which way their ratings moved.

    A likelihood that stands still while an indicator of its risk worsens is said too.

    ▲▼ likelihood up or down, ▶◀ impact up or down; △▽▷◁ the same as the target expects it from here.
    """
    kit = toolkit()
    ref_map = load_map(map_file) if map_file else None
    later = kit.load(after)
    found = diff(kit.load(before), later, kit.schemes, ref_map=ref_map)
    still = standing_still(found, later)
    if as_format == "json":
        write_document(
            kit,
            {
                "new": list(found.new),
                "closed": list(found.closed),
                "moved": [
                    {
                        "ref": each.ref,
                        "before": each.before,
                        "likelihood": each.likelihood,
                        "impact": each.impact,
                        "expected_likelihood": each.expected_likelihood,
                        "expected_impact": each.expected_impact,
                        "cause": each.cause,
                    }
                    for each in found.moved
                ],
                "changed": {ref: list(fields) for ref, fields in found.changed.items()},
                "standing_still": [
                    {"ref": each.ref, "indicator": each.indicator, "explanation": each.explanation}
                    for each in still
                ],
            },
        )
        return
    click.echo(f"new: {' '.join(found.new) or 'none'}")
    click.echo(f"closed: {' '.join(found.closed) or 'none'}")
    for each in found.moved:
        click.echo(arrows(each))
    for pair in still:
        click.echo(f'{pair.ref}  likelihood stands still while "{pair.title}" worsens: {pair.explanation}')


def arrows(each: Movement) -> str:
    """Say a movement in the arrows of the paper's legend, with its cause in words."""
    name = each.ref if each.ref == each.before else f"{each.before} → {each.ref}"
    moved = signs(happened(each)) or ("not comparable" if each.likelihood is None else "stayed")
    cause = f" ({each.cause})" if each.cause else ""
    then = signs(expected(each))
    return f"{name}  {moved}{cause}{f', expected {then}' if then else ''}"


def load_map(path: str) -> RefMap:
    """Load a map from earlier to later refs.

    Raises:
        LoadError: the file is no such map; every problem is listed.
    """
    try:
        document = read(Path(path).read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(path, [Problem(f"cannot be read: {error}", "", path)]) from None
    data = document.data
    if not isinstance(data, dict):
        raise LoadError(path, [Problem("a map from earlier to later refs is due here", "", path)])
    problems = []
    for old, new in data.items():
        if not isinstance(new, str):
            at = document.source.locate(pointer(old)) or Position(1, 1)
            said = f"a later ref is due here, not {shown(new)}; put a number in quotes"
            problems.append(Problem(said, pointer(old), path, at.line, at.column))
    if problems:
        raise LoadError(path, problems)
    return RefMap(data, document.source)
