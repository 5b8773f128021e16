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
from govkit.errors import GovkitError
from govkit.rules import Finding, Outcome, Severity
from govkit.toolkit import Toolkit


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="FILE...")
@as_of_option
@format_option
@click.pass_context
def check(ctx: click.Context, files: tuple[str, ...], as_of: date, as_format: str) -> None:
    """Check registers against all rules.

    Exits 0 if nothing fails, 1 if something does, 2 if a file could not be read; the others are checked all
    the same. What a rule could not tell is shown as "not evaluated" and does not fail.
    """
    kit = toolkit()
    findings: list[Finding] = []
    unread: list[str] = []
    for file in files:
        try:
            findings += kit.check(kit.load(file), as_of=as_of)
        except GovkitError as error:
            click.echo(f"govkit: {error}", err=True)
            unread.append(file)
    if as_format == "json":
        write_document(kit, {"findings": [_data(each) for each in findings], "not_checked": unread})
    else:
        for finding in findings:
            click.echo(str(finding))
        click.echo(_summary(findings, unread) + _denied(kit))
    if unread:
        ctx.exit(COULD_NOT_RUN)
    if any(finding.outcome is Outcome.FAILS for finding in findings):
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
        "origin": finding.origin,
    }


def _summary(findings: list[Finding], unread: list[str]) -> str:
    severities = Counter(each.severity for each in findings if each.outcome is Outcome.FAILS)
    counts = [
        f"{severities[each]} {each.value}{'' if severities[each] == 1 else 's'}"
        for each in Severity
        if severities[each]
    ]
    unknown = sum(each.outcome is Outcome.NOT_EVALUATED for each in findings)
    if unknown:
        counts.append(f"{unknown} not evaluated")
    if unread:
        counts.append(f"not checked: {', '.join(unread)}")
    return ", ".join(counts) or "nothing found"


def _denied(kit: Toolkit) -> str:
    # Rules that were kept out found nothing; a reader is not to take that for a clean register.
    count = sum(bool(plugin.denied) for plugin in kit.plugins)
    return f" ({count} plug-in{'' if count == 1 else 's'} denied)" if count else ""
