# pyright: reportReturnType=false
"""The hooks a plug-in may implement, with their exact signatures.

A plug-in is a module (or any object) with functions marked ``govkit.hooks.hookimpl``, named in
the entry-point group ``govkit`` of its distribution::

    [project.entry-points.govkit]
    acme = "acme_govkit.plugin"

It implements as many of these hooks as it likes. What a hook returns is checked item by
item: something of the wrong type is reported and left out, and everything else is used.
"""

from collections.abc import Iterable

from govkit.formats.format import Format, TableFormat
from govkit.hooks import hookspec
from govkit.model import Event, Item
from govkit.rules import Rule
from govkit.scoring import BaseScheme
from govkit.workflow import Workflow


@hookspec
def govkit_schemes() -> Iterable[BaseScheme]:
    """Offer scoring schemes.

    Returns:
        Schemes, each with an id of its own.
    """


@hookspec
def govkit_workflows() -> Iterable[Workflow]:
    """Offer lifecycles.

    Returns:
        Lifecycles, each with an id of its own.
    """


@hookspec
def govkit_rules() -> Iterable[Rule]:
    """Offer rules.

    Returns:
        Rules, each with a code of its own.
    """


@hookspec
def govkit_formats() -> Iterable[Format | TableFormat]:
    """Offer formats: readers of papers, tables and other tools' files.

    Returns:
        Formats, each with a name of its own: objects with what ``Format``, ``WritingFormat`` or
        ``TableFormat`` ask for.
    """


@hookspec
def govkit_event(event: Event, subject: Item, key: str) -> None:
    """Hear of an event, after it has been recorded: the place for mails, tickets and calendars.

    Args:
        event: what happened.
        subject: the item as it is now.
        key: stands for the event, in this process and in any other; what was done under a key is done.
    """
