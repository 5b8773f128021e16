"""GKACT001 action-without-owner."""

from collections.abc import Iterator

from govkit.model import Located, Register
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule


@rule(
    code="GKACT001",
    name="action-without-owner",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message="nobody is named to do it",
    source="ISO 31000:2018, 6.5.3",
)
def action_without_owner(located: Located[Register], _: Context) -> Iterator[Result]:
    """Nobody is to do an action.

    What it does
    Asks that an action of a log names an owner, and an action of a risk an owner, or its risk a lead, who
    then answers for it.

    Why it matters
    What nobody owns is not done, and nobody can be asked why.

    Example
    A line of a board's log whose owner column is blank. An organisation alone is no owner.

    Instead
    Name the role that will do it.
    """
    register = located.item
    led = {risk.path for risk in register.all_risks if risk.item.executive_lead or risk.item.senior_lead}
    for action in register.all_actions:
        if action.item.owner is None and action.path.rpartition("/actions/")[0] not in led:
            yield Fail(action.path)
