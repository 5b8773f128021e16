"""``govkit check``."""

from collections import Counter
from datetime import date
from typing import Any

import click

from govkit.cli.common import (
    COULD_NOT_RUN,
    FOUND_SOMETHING,
    as_of_option,
    format_option,
    toolkit,
    write_document,
)
from govkit.cli.linting import Linting, lint_options
from govkit.model import Waiver
from govkit.rules import Finding, Outcome, Severity
from govkit.toolkit import Toolkit


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@as_of_option
@format_option
@lint_options
@click.option("--show-waived", is_flag=True, help="Show also what is waived, and what the baseline knows.")
@click.pass_context
def check(
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    as_of: date,
    as_format: str,
    show_waived: bool,
    **options: Any,
) -> None:
    """Check registers against the rules.

    Exits 0 if nothing fails, 1 if something does, 2 if a file could not be read; the others are checked all
    the same. What a rule could not tell is shown as "not evaluated" and does not fail.

    Which rules run, what is waived and what is known is said in govkit.toml or pyproject.toml, in the
    register itself, and in files such as register.waivers.yaml beside it.
    """
    kit = toolkit()
    linting = Linting(kit=kit, as_of=as_of, **options)
    linting.run(files)
    # Settings that are wrong are so for every file, and that is said once.
    for sentence in dict.fromkeys(linting.unread.values()):
        click.echo(f"govkit: {sentence}", err=True)
    findings, unread = linting.findings, list(linting.unread)
    if as_format == "json":
        write_document(kit, {"findings": [_data(each) for each in findings], "not_checked": unread})
    else:
        for finding in findings:
            if show_waived or finding.counts or finding.outcome is Outcome.NOT_EVALUATED:
                click.echo(str(finding))
        click.echo(_summary(findings, unread, linting.gone) + _denied(kit))
    for place, count in linting.write_baselines().items():
        click.echo(f"{place}: {count} finding{'' if count == 1 else 's'} known from now on", err=True)
    if unread:
        ctx.exit(COULD_NOT_RUN)
    if linting.failed:
        ctx.exit(FOUND_SOMETHING)


def _data(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "outcome": finding.outcome,
        "ref": finding.ref,
        "path": finding.path,
        "element": finding.element,
        "message": finding.message,
        "values": dict(finding.values),
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "waiver": None if finding.waiver is None else _waiver(finding.waiver),
        "known": finding.known,
        "origin": finding.origin,
    }


def _waiver(waiver: Waiver) -> dict[str, Any]:
    until = None if waiver.until is None else str(waiver.until)
    return {"reason": waiver.reason, "by": waiver.by, "until": until}


def _summary(findings: list[Finding], unread: list[str], gone: int) -> str:
    severities = Counter(each.severity for each in findings if each.counts)
    counts = [
        f"{severities[each]} {each.value}{'' if severities[each] == 1 else 's'}"
        for each in Severity
        if severities[each]
    ]
    others = {
        "not evaluated": sum(each.outcome is Outcome.NOT_EVALUATED for each in findings),
        "waived": sum(each.outcome is Outcome.WAIVED for each in findings),
        "known to the baseline": sum(each.known for each in findings),
        "in the baseline but found no more": gone,
    }
    counts += [f"{count} {what}" for what, count in others.items() if count]
    if unread:
        counts.append(f"not checked: {', '.join(unread)}")
    return ", ".join(counts) or "nothing found"


def _denied(kit: Toolkit) -> str:
    # Rules that were kept out found nothing; a reader is not to take that for a clean register.
    count = sum(bool(plugin.denied) for plugin in kit.plugins)
    return f" ({count} plug-in{'' if count == 1 else 's'} denied)" if count else ""
