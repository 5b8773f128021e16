"""GKREF003 number-outside-group."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from govkit.analysis import number_of, stands_within
from govkit.model import Located, Register, Risk, pointer
from govkit.rules.rule import Context, Fail, Over, Result, Severity, rule
from govkit.rules.sources import AUDIT_LOG_2016

_ENOUGH: Final = 2
"""Other risks of a group that have to agree before one of them is odd."""


@rule(
    code="GKREF003",
    name="number-outside-group",
    severity=Severity.WARNING,
    over=Over.REGISTER,
    message='the number "{ref}" stands {place}{others}',
    source=AUDIT_LOG_2016,
)
def number_outside_group(located: Located[Register], _: Context) -> Iterator[Result]:
    """A number stands outside the group that it names.

    What it does
    Compares the number of an action with that of its audit area, of a priority action with its objective's,
    and of a delivery activity with its priority action's, as soon as one of its like is numbered by its
    group. Where objectives have no numbers, a risk is compared with those whose first number it shares: if
    all of them, two at least, name one objective, and it names another, it is told.

    Why it matters
    Either the number is wrong or the item hangs in the wrong place; people will look for it in the other one.

    Example
    Action 1.4 under audit area 4, beside 1.1 and 1.2 under area 1. SR3.4 under another objective than SR3.1,
    SR3.2 and SR3.3.

    Instead
    Find out which is right: give it the number of its group, or move it to the group of its number.
    """
    register = located.item
    areas = [
        _Numbered(each.item.ref, each.path, origin.area, f"under audit area {origin.area}")
        for each in register.all_actions
        if (origin := each.item.origin) is not None and origin.area is not None
    ]
    yield from _outside(areas)
    priorities, activities = [], []
    for i, objective in enumerate(register.objectives):
        for j, priority in enumerate(objective.priorities):
            path = pointer("objectives", i, "priorities", j)
            place = f"under objective {objective.ref}"
            priorities.append(_Numbered(priority.ref, path, objective.ref, place))
            place = f"under priority action {priority.ref}"
            activities += [
                _Numbered(each.ref, path + pointer("activities", k), priority.ref, place)
                for k, each in enumerate(priority.activities)
            ]
    yield from _outside(priorities)
    yield from _outside(activities)
    yield from _by_objective(register)


@attrs.frozen
class _Numbered:
    ref: str
    path: str
    group: str
    place: str


def _outside(items: Iterable[_Numbered]) -> Iterator[Result]:
    told = [(each, stands_within(each.ref, each.group)) for each in items]
    if any(within for _, within in told):
        for each, within in told:
            if within is False:
                yield Fail(each.path + "/ref", {"ref": each.ref, "place": each.place, "others": ""})


def _by_objective(register: Register) -> Iterator[Result]:
    groups: dict[str, list[Located[Risk]]] = {}
    for risk in register.all_risks:
        number = number_of(risk.item.ref)
        if number is not None and len(number.parts) > 1 and risk.item.objective is not None:
            groups.setdefault(number.group, []).append(risk)
    for group, risks in groups.items():
        count = Counter(risk.item.objective for risk in risks)
        if len(count) == _ENOUGH and min(count.values()) == 1 and len(risks) > _ENOUGH:
            common, many = count.most_common(1)[0]
            for risk in risks:
                if risk.item.objective != common:
                    place = f"under objective {risk.item.objective}"
                    others = f", and the {many} others of {group} under {common}"
                    yield Fail(risk.path + "/ref", {"ref": risk.item.ref, "place": place, "others": others})
