"""``govkit explain``."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click

from govkit.cli.common import (
    COULD_NOT_RUN,
    as_of_option,
    format_option,
    toolkit,
    write_document,
)
from govkit.cli.editions import before_option, beware, earlier_edition, map_option
from govkit.cli.rule_pages import find_rules, write_pages
from govkit.cli.rules import rule_data
from govkit.cli.story_data import story_data
from govkit.errors import UnknownNameError
from govkit.formats.files import probed
from govkit.io import SUFFIXES, WORKBOOKS
from govkit.model import Located, Register, Risk
from govkit.report.story import story_of
from govkit.report.story_text import story_text
from govkit.rules import Rule
from govkit.toolkit import Toolkit

_MANY: Final = 12


@click.command()
@click.argument("target")
@click.argument("ref", required=False)
@as_of_option
@before_option
@map_option
@format_option
@click.pass_context
def explain(
    ctx: click.Context,
    target: str,
    ref: str | None,
    as_of: date,
    *,
    before: str | None,
    map_file: str | None,
    as_format: str,
) -> None:
    """Tell a risk's whole story, or show a rule's page.

    TARGET is a register file, and REF one of its risks; or TARGET alone is the code or name of a rule.

    Where a risk goes and when it is to be reviewed hangs on its rating: if its current assessment cannot be
    rated, that is said, and makes the command exit with 2.
    """
    kit = toolkit()
    if ref is None:
        _explain_rules(kit, target, as_format, compared=before is not None or map_file is not None)
        return
    if not probed(Path(target).exists) and _rules(kit, target):
        raise click.UsageError(
            f"{target} is a rule, and {ref} no risk of it; leave {ref} out to see the rule's page, or name "
            f"the register file that holds {ref}"
        )
    earlier, ref_map = earlier_edition(kit, before, map_file)
    register = kit.load(target)
    story = story_of(
        _risk(register, ref, target),
        register,
        as_of=as_of,
        schemes=kit.schemes,
        workflows=kit.workflows,
        findings=kit.check(register, as_of=as_of),
        rules=[kit.origin(rule).origin for rule in kit.rules.values()],
        before=earlier,
        ref_map=ref_map,
    )
    if earlier is not None and story.moved is not None:
        beware(earlier, register, story.moved.unmapped_in_both)
    if as_format == "json":
        write_document(kit, story_data(story))
    else:
        click.echo(story_text(story), nl=False)
    if story.not_rated is not None:
        ctx.exit(COULD_NOT_RUN)


def _explain_rules(kit: Toolkit, target: str, as_format: str, *, compared: bool) -> None:
    rules = _rules(kit, target)
    if not rules and (probed(Path(target).exists) or Path(target).suffix.lower() in (*SUFFIXES, *WORKBOOKS)):
        raise click.UsageError(_which_risk(kit.load(target), target))
    if not rules:
        find_rules(kit.rules, target)
    if compared:
        raise click.UsageError(f"--before and --map compare editions of a risk; {target} is a rule")
    if as_format == "json":
        write_document(kit, {"rules": [rule_data(kit, rule) for rule in rules]})
        return
    write_pages(rules)


def _rules(kit: Toolkit, name: str) -> list[Rule]:
    return [rule for code, rule in kit.rules.items() if name in (code, rule.name)]


def _which_risk(register: Register, file: str) -> str:
    refs = [risk.ref for risk in register.risks]
    if not refs:
        return f"{file} holds no risk, and explain takes risks and rules"
    return f"name a risk of {file}: {', '.join(refs[:_MANY])}{', …' if len(refs) > _MANY else ''}"


def _risk(register: Register, ref: str, file: str) -> Located[Risk]:
    """Find a risk; say what else the ref names, if it names something else."""
    found = [each for each in register.all_risks if each.item.ref == ref]
    if len(found) == 1:
        return found[0]
    if found:
        register.risk(ref)  # which says where all of them stand
    for what, address, owner in _others(register):
        if address == ref:
            of, way = (f" of {owner}", f": govkit explain {file} {owner}") if owner else ("", "")
            raise click.UsageError(f"{ref} is {what}{of}, and explain takes risks{way}")
    raise UnknownNameError("risk", ref, [risk.ref for risk in register.risks], where=f"in {file}")


def _others(register: Register) -> Iterator[tuple[str, str, str]]:
    """Name what has an address and is no risk: what it is, its address, and the risk it belongs to."""
    for risk in register.risks:
        yield from (("a control", f"{risk.ref}/{each.ref}", risk.ref) for each in risk.controls)
        yield from (("an action", f"{risk.ref}/{each.ref}", risk.ref) for each in risk.actions)
    parts = (
        ("an assurance", register.all_assurances),
        ("an action", register.all_actions),
        ("an assessment", register.all_assessments),
        ("the review", register.all_reviews),
    )
    for what, located in parts:
        for each in located:
            owner = each.address.partition("/")[0] if each.path.startswith("/risks/") else ""
            yield what, each.address, owner
    lists = (
        ("an objective", register.objectives),
        ("an indicator", register.indicators),
        ("a body", register.bodies),
        ("a plan", register.plans),
        ("an audit area", register.areas),
    )
    for what, items in lists:
        yield from ((what, each.ref, "") for each in items)
