"""GKWRI002 vague-owner."""

from collections.abc import Iterator

from govkit.analysis import is_vague
from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKWRI002",
    name="vague-owner",
    severity=Severity.NOTE,
    over=Over.REGISTER,
    message='"{owner}" names nobody',
    by_default=False,
    source="ISO 31000:2018, 5.4.3",
)
def vague_owner(located: Located[Register], _: Context) -> Iterator[Result]:
    """An owner is named who is nobody.

    What it does
    Looks at the leads of risks and the owners of actions for words that name nobody: "TBC", "to be
    confirmed", "team", "all staff", "everyone", "various", "vacant", "as above" and the like, and signs such
    as "-". The list is short and English, so it runs only when it is selected; a name that it does not know
    passes.

    Why it matters
    The column is full, and still nobody can be asked.

    Example
    ``owner: All``

    Instead
    Name one role. If it is vacant, name who stands in for it.
    """
    register = located.item
    named = [
        (f"{risk.path}/{field}", getattr(risk.item, field))
        for risk in register.all_risks
        for field in ("executive_lead", "senior_lead")
    ]
    named += [(f"{action.path}/owner", action.item.owner) for action in register.all_actions]
    for path, owner in named:
        if owner is not None and is_vague(owner):
            yield Fail(path, {"owner": owner})
