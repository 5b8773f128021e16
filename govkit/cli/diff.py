"""``govkit diff``."""

from pathlib import Path

import click

from govkit.cli.common import format_option, toolkit, write_document
from govkit.errors import LoadError, Problem
from govkit.formats.yaml_file import read
from govkit.history import Movement, RefMap, diff, expected, happened, signs


@click.command("diff")
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@click.option(
    "--map", "map_file", type=click.Path(), help="YAML: earlier ref to later ref, for risks that continue."
)
@format_option
def command(before: str, after: str, map_file: str | None, as_format: str) -> None:
    """Compare two editions: new, closed and continuing risks, and which way their ratings moved.

    ▲▼ likelihood up or down, ▶◀ impact up or down; △▽▷◁ the same as the target expects it from here.
    """
    kit = toolkit()
    ref_map = load_map(map_file) if map_file else None
    found = diff(kit.load(before), kit.load(after), kit.schemes, ref_map=ref_map)
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
            },
        )
        return
    click.echo(f"new: {' '.join(found.new) or 'none'}")
    click.echo(f"closed: {' '.join(found.closed) or 'none'}")
    for each in found.moved:
        click.echo(arrows(each))


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
        LoadError: the file is no such map.
    """
    try:
        data = read(Path(path).read_text(encoding="utf-8"), path).data
    except (OSError, UnicodeDecodeError) as error:
        raise LoadError(path, [Problem(f"cannot be read: {error}", "", path)]) from None
    if not isinstance(data, dict) or not all(isinstance(ref, str) for ref in data.values()):
        raise LoadError(path, [Problem("a map from earlier to later refs is due here", "", path)])
    return RefMap(data)
