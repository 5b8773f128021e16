"""GKWRI003 same-text-twice."""

from collections.abc import Iterator
from typing import Final

from govkit.model import Located, Register, Risk, pointer
from govkit.rules.naming import naming
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule

_SHORT: Final = 20
"""Characters: what is no longer is a name or a term, which may well stand at two risks."""


@rule(
    code="GKWRI003",
    name="same-text-twice",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message="this {what} stands word for word at {risks}",
    by_default=False,
)
def same_text_twice(located: Located[Register], _: Context) -> Iterator[Result]:
    """Two risks share a text word for word.

    What it does
    Compares title, statement, causes and effects of risks, and the titles of their controls and actions, each
    with its like at other risks. Texts of twenty characters or fewer pass; small and capital letters, and
    spaces, make no difference. What several risks share may be meant, so it runs only when it is selected.

    Why it matters
    It was copied and not thought through again; and what is true of both is perhaps one risk.

    Example
    The same three effects at two risks, of which only one could have them.

    Instead
    Say what is special to this risk; or say it once, in a risk or a plan that the others refer to.
    """
    places: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for risk in located.item.all_risks:
        for what, path, text in _texts(risk.item):
            plain = " ".join(text.lower().split())
            if len(plain) > _SHORT:
                places.setdefault((what, plain), []).append((risk.path, path))
    refs = {risk.path: risk.address for risk in located.item.all_risks}
    for (what, _plain), found in places.items():
        at = {risk for risk, _path in found}
        if len(at) > 1:
            risks = naming(sorted(refs[each] for each in at))
            for holder, path in found:
                yield Fail(holder + path, {"what": what, "risks": risks})


def _texts(risk: Risk) -> Iterator[tuple[str, str, str]]:
    yield "title", "/title", risk.title
    if risk.statement is not None:
        yield "statement", "/statement", risk.statement
    for what, field in (("cause", "causes"), ("effect", "effects")):
        for i, text in enumerate(getattr(risk, field)):
            yield what, pointer(field, i), text
    for what, field in (("control", "controls"), ("action", "actions")):
        for i, item in enumerate(getattr(risk, field)):
            yield what, pointer(field, i, "title"), item.title
