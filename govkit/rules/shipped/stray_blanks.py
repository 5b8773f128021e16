"""GKWRI004 stray-blanks."""

from collections.abc import Iterator
from typing import Any, Final

import attrs

from govkit.analysis import neat
from govkit.model import Edit, Located, Register, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule

_TEXTS: Final = frozenset({"title", "statement", "causes", "effects"})


@rule(
    code="GKWRI004",
    name="stray-blanks",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="there are blanks {where} this {what}",
    by_default=False,
    fixable=True,
)
def stray_blanks(located: Located[Register], _: Context) -> Iterator[Result]:
    """A text has blanks too many.

    What it does
    Looks for blanks before and behind titles, statements, causes and effects, and for two or more in a row
    within. A text of several lines passes, since blanks may lay it out. Some people part sentences by two
    blanks, so it runs only when it is selected.

    Why it matters
    Nobody sees them, and programs that compare texts or look for one take two that read the same for two.

    Example
    ``title: "Recruitment  process "``

    Instead
    Write one blank between words, and none around them. ``check --fix`` does it.
    """
    for path, what, text in _texts(located.item, ""):
        tidy = neat(text)
        if tidy != text:
            where = "around" if text.strip() != text else "in a row in"
            yield Fail(path, {"what": what, "where": where}, edit=Edit(path, tidy))


def _texts(entity: Any, path: str) -> Iterator[tuple[str, str, str]]:
    for field in attrs.fields(type(entity)):
        value = getattr(entity, field.name)
        if isinstance(value, str) and field.name in _TEXTS:
            yield path + pointer(field.name), field.name, value
        for place, each in enumerate(value if isinstance(value, tuple) else ()):
            at = path + pointer(field.name, place)
            if attrs.has(type(each)):
                yield from _texts(each, at)
            elif field.name in _TEXTS:
                yield at, field.name.removesuffix("s"), each
