"""``govkit diff``."""

import click

from govkit.cli.common import format_option, toolkit, write_document
from govkit.cli.editions import beware, load_map, map_option
from govkit.history import Movement, diff, expected, happened, signs, standing_still


@click.command("diff")
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@map_option
@format_option
def command(before: str, after: str, map_file: str | None, as_format: str) -> None:
    """Compare two editions: new, closed and continuing risks, and which way their ratings moved.

    Below a risk stands which of its fields are worded otherwise. A likelihood that stands still while an indicator of its risk worsens is said too.

    ▲▼ likelihood up or down, ▶◀ impact up or down; △▽▷◁ the same as the target expects it from here.
    """
    kit = toolkit()
    ref_map = load_map(map_file) if map_file else None
    earlier, later = kit.load(before), kit.load(after)
    found = diff(earlier, later, kit.schemes, ref_map=ref_map)
    beware(earlier, later, found.unmapped_in_both)
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
                "unmapped_in_both": list(found.unmapped_in_both),
            },
        )
        return
    click.echo(f"new: {' '.join(found.new) or 'none'}")
    click.echo(f"closed: {' '.join(found.closed) or 'none'}")
    for each in found.moved:
        click.echo(arrows(each))
        if each.ref in found.changed:
            click.echo(f"  changed: {', '.join(found.changed[each.ref])}")
    for pair in still:
        click.echo(f'{pair.ref}  likelihood stands still while "{pair.title}" worsens: {pair.explanation}')


def arrows(each: Movement) -> str:
    """Say a movement in the arrows of the paper's legend, with its cause in words."""
    name = each.ref if each.ref == each.before else f"{each.before} → {each.ref}"
    moved = signs(happened(each)) or ("not comparable" if each.likelihood is None else "stayed")
    cause = f" ({each.cause})" if each.cause else ""
    then = signs(expected(each))
    return f"{name}  {moved}{cause}{f', expected {then}' if then else ''}"
