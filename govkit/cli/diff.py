"""``govkit diff``."""

from datetime import date

import click

from govkit.cli.common import as_of_option, format_option, say, toolkit, write_document
from govkit.cli.editions import beware, load_map, map_option
from govkit.cli.story_data import movement_data
from govkit.history import diff, in_arrows, standing_still


@click.command("diff")
@click.argument("before", type=click.Path())
@click.argument("after", type=click.Path())
@map_option
@as_of_option
@format_option
def command(
    before: str,
    after: str,
    map_file: str | None,
    as_of: date,  # noqa: ARG001 - the docstring says why
    as_format: str,
) -> None:
    """Compare two editions: new, closed and continuing risks, and which way their ratings moved.

    Below a risk stands which of its fields changed, and which say the same, only written differently.
    A likelihood that stands still while an indicator of its risk worsens is said too.

    Editions are compared as they are written; --as-of is taken as everywhere.

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
                "moved": [movement_data(each) for each in found.moved],
                "changed": {ref: list(fields) for ref, fields in found.changed.items()},
                "rewritten": {ref: list(fields) for ref, fields in found.rewritten.items()},
                "standing_still": [
                    {"ref": each.ref, "indicator": each.indicator, "explanation": each.explanation}
                    for each in still
                ],
                "unmapped_in_both": list(found.unmapped_in_both),
            },
        )
        return
    say(f"new: {' '.join(found.new) or 'none'}")
    say(f"closed: {' '.join(found.closed) or 'none'}")
    for each in found.moved:
        say(in_arrows(each))
        for said, fields in (("changed", found.changed), ("only written differently", found.rewritten)):
            if each.ref in fields:
                say(f"  {said}: {', '.join(fields[each.ref])}")
    for pair in still:
        say(f'{pair.ref}  likelihood stands still while "{pair.title}" worsens: {pair.explanation}')
