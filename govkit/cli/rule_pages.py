"""The pages of rules, as commands show them."""

from collections.abc import Iterable

import click

from govkit.errors import GovkitError, UnknownNameError
from govkit.rules import Rule
from govkit.toolkit import Toolkit


def find_rules(kit: Toolkit, name: str) -> tuple[Rule, ...]:
    """Find rules by code or name.

    Args:
        kit: the toolkit.
        name: a code, or a name, which rules of several plug-ins may share.

    Returns:
        The rules; at least one.

    Raises:
        GovkitError: no plug-in offers one; it says where they are listed.
    """
    try:
        return kit.rules_named(name)
    except UnknownNameError as error:
        raise GovkitError(f"{error} (govkit rules lists them all)") from None


def write_pages(rules: Iterable[Rule]) -> None:
    """Write the pages of rules to standard output."""
    for rule in rules:
        click.echo(f"{rule.code} {rule.name} ({rule.severity})\n\n{rule.page}\n")
