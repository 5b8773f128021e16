"""What is of another kind than a function takes is refused in a sentence, not with an error from inside."""

from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from govkit import Action, Indicator, Register, Risk, Term, Toolkit
from govkit.analysis import calendar, coverage, escalations, judge
from govkit.history import RefMap, diff
from govkit.model.require import require
from govkit.report import report_on
from govkit.workflow.verify import verify

KIT = Toolkit.installed()
REGISTER = Register(
    ref="r", title="T", risks=(Risk(ref="L1", title="A", actions=(Action(ref="A1", title="A"),)),)
)
DAY = date(2019, 10, 9)
NO_REGISTER = 'register takes a Register, not str ("r.yaml"): load it from its file, with kit.load(…)'
NO_SCHEMES = "schemes takes a Mapping, not Toolkit: give them by id, as kit.schemes has them"
NO_ITEM = (
    'item takes an Action, a Risk, a Review or an Assurance, not str ("L1/A1"): '
    "find it with register.located(…), or use why_not_at and fire_at"
)


def reported(register=REGISTER, *, schemes=KIT.schemes, as_of=DAY, **more):
    return report_on(register, as_of=as_of, schemes=schemes, workflows=KIT.workflows, **more)


@pytest.mark.parametrize(
    ("as_of", "said"),
    [
        ("2019-10-09", "str (2019-10-09)"),
        (datetime(2019, 10, 9, 12, 30), "datetime (2019-10-09 12:30:00)"),
        (None, "NoneType (None)"),
    ],
)
@pytest.mark.parametrize(
    "function", [coverage, escalations, calendar, lambda r, _, *, as_of: reported(r, as_of=as_of)]
)
def test_a_day_that_is_no_plain_date(function, as_of, said):
    with pytest.raises(TypeError) as caught:
        function(REGISTER, KIT.schemes, as_of=as_of)
    assert str(caught.value) == f"as_of takes a datetime.date, not {said}"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: coverage("r.yaml", KIT.schemes, as_of=DAY), NO_REGISTER),
        (lambda: escalations("r.yaml", KIT.schemes, as_of=DAY), NO_REGISTER),
        (lambda: calendar("r.yaml", KIT.schemes, as_of=DAY), NO_REGISTER),
        (lambda: reported("r.yaml"), NO_REGISTER),
        (lambda: KIT.check("r.yaml", as_of=DAY), NO_REGISTER),
        (lambda: KIT.sweep("r.yaml", as_of=DAY), NO_REGISTER),
        (lambda: KIT.why_not_at("r.yaml", "L1", "close", as_of=DAY), NO_REGISTER),
        (lambda: KIT.fire_at("r.yaml", "L1", "close", as_of=DAY), NO_REGISTER),
        (lambda: KIT.announce("r.yaml", []), NO_REGISTER),
        (lambda: diff("r.yaml", REGISTER, KIT.schemes), NO_REGISTER.replace("register takes", "before takes", 1)),
        (lambda: diff(REGISTER, "r.yaml", KIT.schemes), NO_REGISTER.replace("register takes", "after takes", 1)),
        (lambda: reported(before="r.yaml"), NO_REGISTER.replace("register takes", "before takes", 1)),
        (lambda: coverage(REGISTER, KIT, as_of=DAY), NO_SCHEMES),
        (lambda: escalations(REGISTER, KIT, as_of=DAY), NO_SCHEMES),
        (lambda: calendar(REGISTER, KIT, as_of=DAY), NO_SCHEMES),
        (lambda: diff(REGISTER, REGISTER, KIT), NO_SCHEMES),
        (lambda: reported(schemes=KIT), NO_SCHEMES),
        (lambda: KIT.why_not("L1/A1", "close", as_of=DAY), NO_ITEM),
        (lambda: KIT.fire("L1/A1", "close", as_of=DAY), NO_ITEM),
        (lambda: judge(REGISTER), "indicator takes an Indicator, not Register: judge them one by one, as register.indicators has them"),
        (lambda: diff(REGISTER, REGISTER, KIT.schemes, ref_map="map.yaml"), 'ref_map takes a RefMap or a Mapping, not str ("map.yaml")'),
        (lambda: reported(before=REGISTER, ref_map=["L1"]), "ref_map takes a RefMap or a Mapping, not list"),
        (lambda: RefMap(["L1"]), "pairs takes a Mapping, not list"),
    ],
)  # fmt: skip
def test_anything_else_is_named_with_the_way_out(call, said):
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == said


def test_what_is_of_the_kind_or_of_a_class_below_it_passes():
    require("counts", Counter(), dict)
    require("path", Path(), (str, Path))
    assert judge(Indicator(ref="i", title="I", unit="x")).latest is None
    assert KIT.check(REGISTER, as_of=DAY) is not None


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: verify(None), "workflow takes a Workflow, not NoneType: kit.lifecycle(…) gives one by its id"),
        (lambda: verify("action"), 'workflow takes a Workflow, not str ("action"): kit.lifecycle(…) gives one by its id'),
        (lambda: KIT.save(None, "r.yaml"), "register takes a Register, not NoneType: load it from its file, with kit.load(…)"),
        (lambda: Term("5 days").after("2026-01-01"), "day takes a datetime.date, not str (2026-01-01)"),
    ],
)  # fmt: skip
def test_what_a_function_takes_is_said_in_a_sentence(call, said):
    with pytest.raises(TypeError) as caught:
        call()
    assert str(caught.value) == said
