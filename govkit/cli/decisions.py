"""Applying a file of decisions: the second half of ``govkit migrate``."""

from datetime import date

import click

from govkit.cli.common import read_text, write_document
from govkit.history import RefMap, check_continuing, confirm_decisions, unconfirmed
from govkit.model import Register
from govkit.scoring import BaseScheme
from govkit.toolkit import Toolkit


def apply(
    kit: Toolkit,
    register: Register,
    new: BaseScheme,
    ref_map: RefMap | None,
    *,
    file: str,
    decisions: str,
    output: str,
    as_of: date,
    as_format: str,
) -> None:
    """Write the register with what people decided, if they did, and say what is left.

    Args:
        kit: the toolkit.
        register: the register.
        new: the new scheme.
        ref_map: which risks continue, None where all do.
        file: the register's file.
        decisions: the file of decisions.
        output: the file to write.
        as_of: the day after which nothing can have been decided.
        as_format: "json" or "text".

    Raises:
        ConfirmationError: a decision cannot be confirmed.
        LoadError: the decisions cannot be read.
        RefMapError: the map does not fit the register.
        SaveError: the result cannot be written.
    """
    if ref_map is not None:
        check_continuing(register, ref_map)
    result, decided = confirm_decisions(register, read_text(decisions), decisions, new=new, as_of=as_of)
    so_already = [
        each.address for each in decided.confirmations if each.is_kept(register.risk(each.ref), new)
    ]
    done = [each.address for each in decided.confirmations if each.address not in so_already]
    kept = kit.save(result, output) if done else True
    if not kept and register.source is not None and register.source.says_more:
        click.echo(f"govkit: warning: {file}: its comments and layout are not kept in {output}", err=True)
    rest = unconfirmed(result, new.id, ref_map=ref_map)
    ended = [each for each in unconfirmed(result, new.id) if each not in set(rest)]
    if as_format == "json":
        write_document(
            kit,
            {
                "register": register.ref,
                "to": {"id": new.id, "version": new.version},
                "file": output if done else None,
                "confirmed": done,
                "confirmed_already": so_already,
                "unconfirmed": list(rest),
                "not_continued": ended,
            },
        )
        return
    if done:
        again = f", {len(so_already)} confirmed so already" if so_already else ""
        click.echo(f"{output}: {_count(len(done))} confirmed under {new.id}{again}")
    else:
        why = f"{_count(len(so_already))} confirmed so already" if so_already else "no decision is filled in"
        click.echo(f"nothing was decided in {decisions}: {why}; {output} was not written")
    if rest:
        click.echo(f"still under another scheme, {len(rest)}: {' '.join(rest)}")
    if ended:
        click.echo(f"not continued, and left as they are: {_count(len(ended))}")
    if not rest and result.scheme != new.id:
        whole = "every assessment that continues" if ended else "every assessment"
        click.echo(
            f"{whole} is under {new.id}; the register itself names {result.scheme or 'no scheme'}: "
            f"set scheme to {new.id} once new risks are to be assessed under it"
        )


def _count(assessments: int) -> str:
    return f"{assessments} assessment{'' if assessments == 1 else 's'}"
