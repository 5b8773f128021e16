"""The occasion on which a trigger is fired: who does it, why, and what is changed along with it."""

import re
from collections.abc import Sequence
from typing import Any, Final

import click

from govkit.cli.common import Decorator
from govkit.errors import UnknownNameError
from govkit.model import KINDS, Action, Assurance, Register, Review, Risk
from govkit.model.constraint import says_something

Given = tuple[str, str | None]

_WORDS: Final = {"true": True, "false": False}
_WHOLE: Final = re.compile(r"0|-?[1-9][0-9]{0,17}")

_CHANGEABLE: Final = frozenset().union(*(each.CHANGEABLE for each in (Risk, Review, Assurance, Action)))


class _Fact(click.ParamType[tuple[str, Any]]):
    """A fact that a lifecycle declares, written ``role=inspector``."""

    name = "FACT=VALUE"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, Any]:
        """Read a fact.

        Args:
            value: the text.
            param: the option.
            ctx: the context.

        Returns:
            The fact and its value: true, false and numbers as such, anything else as text.
        """
        name, _, text = value.partition("=")
        if not name or not text:
            self.fail(f'"{value}" names no fact and value; write role=inspector', param, ctx)
        return name, _WORDS.get(text, int(text) if _WHOLE.fullmatch(text) else text)


def _facts(_: click.Context, param: click.Parameter, given: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    _refuse_twice([name for name, _ in given], param)
    return dict(given)


class _Change(click.ParamType[Given]):
    """A field with its new value, written ``end=2019-10-09``."""

    name = "FIELD=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Given:
        """Read a change.

        Args:
            value: the text.
            param: the option.
            ctx: the context.

        Returns:
            The field and its new value, None to empty it.
        """
        field, equals, text = value.partition("=")
        if not field or not equals:
            said = f'"{value}" names no field and value; write end=2019-10-09, or end= to empty it'
            self.fail(said, param, ctx)
        return field, text or None


def _changes(_: click.Context, param: click.Parameter, given: tuple[Given, ...]) -> dict[str, str | None]:
    names = [field for field, _ in given]
    for name in names:
        if name not in _CHANGEABLE:
            raise UnknownNameError("field", name, sorted(_CHANGEABLE), where="that can be changed")
    _refuse_twice(names, param)
    return dict(given)


def _refuse_twice(names: Sequence[str], param: click.Parameter) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise click.BadParameter(f"{', '.join(twice)} is given twice", param=param)


def require_order(register: Register, refs: Sequence[str], trigger: str) -> None:
    """Refuse a trigger and an address that were given the wrong way round.

    Args:
        register: the register.
        refs: what stands for addresses.
        trigger: what stands for the trigger.

    Raises:
        click.UsageError: the trigger is an address of the register, and one of the others is none.
    """
    known = {each.address for one in KINDS for each in register.all_of(one)}
    others = [ref for ref in refs if ref not in known]
    if trigger in known and others:
        raise click.UsageError(f'"{trigger}" is an item; the trigger comes after it: {trigger} {others[0]}')


def _saying(_: click.Context, param: click.Parameter, given: str | None) -> str | None:
    if given is not None and not says_something(given):
        raise click.BadParameter("it says nothing; write something, or leave the option out", param=param)
    return given


by_option: Final[Decorator] = click.option("--by", callback=_saying, help="Who fires it.")
reason_option: Final[Decorator] = click.option("--why", "reason", callback=_saying, help="The reason given.")
kind_option: Final[Decorator] = click.option(
    "--kind", type=click.Choice(KINDS), help="The kind of item, where one address stands for several."
)
set_option: Final[Decorator] = click.option(
    "--set",
    "changes",
    type=_Change(),
    multiple=True,
    callback=_changes,
    help="A field to change along with it; may be repeated. FIELD= empties it.",
)
fact_option: Final[Decorator] = click.option(
    "--fact",
    "facts",
    type=_Fact(),
    multiple=True,
    callback=_facts,
    help="A fact that the lifecycle declares and the register does not tell; may be repeated.",
)
