"""The assurance framework, computed: each sort of gap where it is, and nowhere else."""

from datetime import date
from pathlib import Path

import attrs
import pytest

from govkit import Assessment, Assurance, AssuranceSource, Control, Objective, Plan, Register, Risk, Toolkit
from govkit.analysis import GapKind, age_in_days, coverage, independent, lapse

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
KIT = Toolkit.installed()
DAY = date(2019, 10, 9)
HIGH = Assessment(levels={"likelihood": 3, "impact": 4}, scheme="cambs-2019")
SOUND = Risk(
    ref="R1",
    title="A",
    objective="o",
    current=HIGH,
    controls=(Control(ref="C1", title="Lock"), Control(ref="C2", title="Key")),
    assurances=(
        Assurance(
            ref="S1", title="Audit", line=3, covers=("C1",), received="1 May 2019", expires="1 May 2020"
        ),
        Assurance(ref="S2", title="Walk", line=1, covers=("C2",), received="1 June 2019"),
    ),
)
ELSEWHERE = attrs.evolve(SOUND, ref="R9")
"""A second risk, so that the register records what the first one lacks."""


def gaps(*risks, **more):
    register = Register(
        ref="r", title="T", objectives=(Objective(ref="o", title="Order"),), risks=risks, **more
    )
    return [(gap.kind, gap.ref) for gap in coverage(register, KIT.schemes, as_of=DAY).gaps]


def but(**changes):
    return attrs.evolve(SOUND, **changes)


def test_a_sound_risk_has_no_gap():
    assert gaps(SOUND) == []


@pytest.mark.parametrize(
    ("risk", "found"),
    [
        (but(controls=()), [(GapKind.RISK_WITHOUT_CONTROL, "R1")]),
        (but(assurances=()), [(GapKind.CONTROL_WITHOUT_ASSURANCE, "R1/C1"), (GapKind.CONTROL_WITHOUT_ASSURANCE, "R1/C2"), (GapKind.NOT_INDEPENDENT, "R1")]),
        (but(assurances=SOUND.assurances[:1]), [(GapKind.CONTROL_WITHOUT_ASSURANCE, "R1/C2")]),
        (but(assurances=(attrs.evolve(SOUND.assurances[0], line=2), SOUND.assurances[1])), [(GapKind.NOT_INDEPENDENT, "R1")]),
        (
            but(assurances=(attrs.evolve(SOUND.assurances[0], expires="8 October 2019"), SOUND.assurances[1])),
            [(GapKind.ASSURANCE_LAPSED, "R1/C1"), (GapKind.EXPIRED, "R1/S1"), (GapKind.NOT_INDEPENDENT, "R1")],
        ),
        (
            but(assurances=(SOUND.assurances[0], attrs.evolve(SOUND.assurances[1], received=None))),
            [(GapKind.ASSURANCE_LAPSED, "R1/C2"), (GapKind.NEVER_RECEIVED, "R1/S2")],
        ),
        (
            but(assurances=(attrs.evolve(SOUND.assurances[0], covers=("C1", "C2")),)),
            [(GapKind.ONE_CARRIES_ALL, "R1/S1")],
        ),
    ],
)  # fmt: skip
def test_each_gap_is_found_where_it_is(risk, found):
    assert gaps(risk, ELSEWHERE) == found


def test_what_expires_today_still_holds():
    assert (
        gaps(
            but(assurances=(attrs.evolve(SOUND.assurances[0], expires="9 October 2019"), SOUND.assurances[1]))
        )
        == []
    )


def test_called_effective_without_evidence():
    control = Control(ref="C1", title="Lock", effective=True)
    bare = Assurance(ref="S1", title="Audit", line=3, covers=("C1",))
    assert gaps(but(controls=(control,), assurances=(bare,))) == [
        (GapKind.EFFECTIVE_WITHOUT_EVIDENCE, "R1/C1")
    ]
    shown = attrs.evolve(bare, conclusion="substantial")
    assert gaps(but(controls=(control,), assurances=(shown,))) == []


def test_an_objective_without_risk_and_a_risk_without_objective():
    lost = but(objective=None)
    register = Register(ref="r", title="T", objectives=(Objective(ref="o", title="Order"),), risks=(lost,))
    found = coverage(register, KIT.schemes, as_of=DAY)
    assert [(gap.kind, gap.ref) for gap in found.gaps] == [(GapKind.OBJECTIVE_WITHOUT_RISK, "o")]
    assert [group.objective.ref if group.objective else None for group in found.objectives] == ["o", None]


def test_within_tolerance_nobody_asks_for_independence():
    calm = Assessment(levels={"likelihood": 1, "impact": 1}, scheme="cambs-2019")
    assert (
        gaps(but(current=calm, assurances=(attrs.evolve(SOUND.assurances[0], line=1), SOUND.assurances[1])))
        == []
    )


def test_plans_are_controls_of_the_risks_they_cover():
    bare = Risk(ref="R2", title="B", objective="o")
    assert gaps(bare, ELSEWHERE) == [(GapKind.RISK_WITHOUT_CONTROL, "R2")]
    assert gaps(bare, plans=(Plan(ref="P1", title="Fuel", covers=("R2",)),)) == []
    assert gaps(bare, plans=(Plan(ref="P1", title="All", covers_all=True),)) == []
    assert gaps(bare, plans=(Plan(ref="P1", title="Other", covers=("R9",)),)) == [
        (GapKind.RISK_WITHOUT_CONTROL, "R2")
    ]


@pytest.mark.parametrize(
    ("source", "line", "answer"),
    [
        (AssuranceSource.EXTERNAL, None, True),
        (AssuranceSource.INTERNAL, 3, True),
        (AssuranceSource.INTERNAL, 2, False),
        (AssuranceSource.INTERNAL, None, None),
        (None, 2, None),
        (None, None, None),
    ],
)
def test_independence_is_external_or_third_line(source, line, answer):
    assert independent(Assurance(ref="S1", title="A", source=source, line=line)) is answer


@pytest.mark.parametrize(
    ("received", "age"), [("1 October 2019", 8), ("9 October 2019", 0), ("10 October 2019", None), ("ongoing", None), (None, None)]
)  # fmt: skip
def test_age_counts_from_the_last_day_of_receipt(received, age):
    assert age_in_days(Assurance(ref="S1", title="A", received=received), DAY) == age


def test_the_register_of_2019():
    register = KIT.load(REGISTERS / "cambs-2019.yaml")
    found = coverage(register, KIT.schemes, as_of=DAY)
    assert [len(group.risks) for group in found.objectives] == [1, 3, 5, 5]
    kinds = {gap.kind for gap in found.gaps}
    assert kinds == {GapKind.CONTROL_WITHOUT_ASSURANCE, GapKind.NOT_INDEPENDENT}
    alone = [gap.ref for gap in found.gaps if gap.kind is GapKind.NOT_INDEPENDENT]
    assert alone == ["SR1.1", "SR3.2", "SR3.4", "SR4.4"]
    assert found.not_evaluated == (
        "whether assurances were received: the register records no date of receipt",
    )
    assert sum(len(risk.unpaired) for group in found.objectives for risk in group.risks) > 0


def test_the_draft_framework_of_2017_has_no_risk_so_nobody_can_tell_which_objectives_lack_one():
    found = coverage(KIT.load(REGISTERS / "baf-2017.yaml"), KIT.schemes, as_of=DAY)
    assert found.gaps == ()
    assert found.not_evaluated == ("whether risks name the objectives: the register records no risk",)


@pytest.mark.parametrize(
    ("changes", "kind", "said"),
    [
        (
            {"controls": (), "assurances": (attrs.evolve(SOUND.assurances[0], covers=()),)},
            GapKind.RISK_WITHOUT_CONTROL,
            "whether risks are controlled: the register records neither control nor plan",
        ),
        (
            {"assurances": (), "current": None},
            GapKind.CONTROL_WITHOUT_ASSURANCE,
            "whether controls are assured: the register records no assurance",
        ),
        (
            {"controls": (), "assurances": ()},
            GapKind.NOT_INDEPENDENT,
            "whether assurances are independent: the register records no assurance",
        ),
        (
            {"assurances": tuple(attrs.evolve(each, received=None) for each in SOUND.assurances)},
            GapKind.NEVER_RECEIVED,
            "whether assurances were received: the register records no date of receipt",
        ),
    ],
)
def test_what_the_register_records_nowhere_is_no_gap_and_is_said_once(changes, kind, said):
    risks = (but(**changes), but(ref="R2", **changes))
    found = coverage(Register(ref="r", title="T", risks=risks), KIT.schemes, as_of=DAY)
    assert [gap for gap in found.gaps if gap.kind is kind] == []
    assert found.untold[kind] == said
    assert found.not_evaluated.count(said) == 1
    assert all(risk.untold[kind] == said for risk in found.risks)


def test_where_nothing_would_be_missing_nothing_is_said_of_what_is_not_recorded():
    calm = Assessment(levels={"likelihood": 1, "impact": 1}, scheme="cambs-2019")
    plan = Plan(ref="P1", title="All", covers_all=True)
    register = Register(ref="r", title="T", plans=(plan,), risks=(Risk(ref="R1", title="A", current=calm),))
    assert coverage(register, KIT.schemes, as_of=DAY).not_evaluated == ()
    assert coverage(Register(ref="r", title="T"), KIT.schemes, as_of=DAY).not_evaluated == ()


def test_neither_source_nor_line_recorded_is_said():
    vague = but(assurances=(Assurance(ref="S1", title="A", covers=("C1", "C2"), received="1 May 2019"),))
    register = Register(ref="r", title="T", risks=(vague,))
    assert coverage(register, KIT.schemes, as_of=DAY).not_evaluated == (
        "whether assurances are independent: the register records neither source nor line",
    )


def test_a_register_that_knows_neither_source_nor_line_has_no_gap_in_independence():
    vague = but(assurances=tuple(attrs.evolve(each, line=None) for each in SOUND.assurances))
    assert gaps(vague) == []


def test_every_gap_says_where_it_stands():
    bare = Control(ref="C1", title="Lock", effective=True)
    lone = Assurance(ref="S1", title="Audit", line=1, covers=("C1", "C2"), expires="May 2019")
    risks = (
        but(ref="R0", objective="gone"),
        but(ref="R1", controls=(bare, Control(ref="C2", title="Key")), assurances=(lone,)),
        but(ref="R2", controls=(Control(ref="C2", title="Key"), bare), assurances=()),
        but(ref="R3", controls=(), assurances=SOUND.assurances),
        but(ref="R4", assurances=(attrs.evolve(SOUND.assurances[0], covers=("C1", "C2")),)),
    )
    register = Register(ref="r", title="T", objectives=(Objective(ref="o", title="O"), Objective(ref="p", title="P")), risks=risks)  # fmt: skip
    found = coverage(register, KIT.schemes, as_of=DAY)
    assert {gap.kind for gap in found.gaps} == set(GapKind)
    for gap in found.gaps:
        item, names = register, []
        for part in gap.path.split("/")[1:]:
            item = item[int(part)] if part.isdigit() else getattr(item, part)
            names += [item.ref] if part.isdigit() else []
        assert "/".join(names) == gap.ref
    assert [risk.path for risk in found.risks] == ["/risks/1", "/risks/2", "/risks/3", "/risks/4", "/risks/0"]


def test_plans_keep_their_order():
    plans = (
        Plan(ref="P1", title="A", covers=("R1",)),
        Plan(ref="P2", title="B", covers_all=True, covers=("R1", "R1")),
        Plan(ref="P3", title="C", covers=("R9", "R1")),
    )
    register = Register(ref="r", title="T", plans=plans, risks=(but(controls=()), but(ref="R2", controls=())))
    (group,) = coverage(register, KIT.schemes, as_of=DAY).objectives
    assert [[each.control.ref for each in risk.controls] for risk in group.risks] == [
        ["P1", "P2", "P3"],
        ["P2"],
    ]


# ---------------------------------------------------------------------------------- what is no evidence any more


def told(kind, *risks):
    found = coverage(Register(ref="r", title="T", risks=risks), KIT.schemes, as_of=DAY)
    return [gap.message for gap in found.gaps if gap.kind is kind]


EXPIRED = attrs.evolve(SOUND.assurances[0], expires="8 October 2019")
UNRECEIVED = attrs.evolve(SOUND.assurances[1], received=None)


def test_an_assurance_expired_or_without_receipt_covers_a_control_and_is_no_evidence_of_it():
    risk = but(assurances=(EXPIRED, UNRECEIVED))
    ((one, other),) = [each.controls for each in coverage(Register(ref="r", title="T", risks=(risk,)), KIT.schemes, as_of=DAY).risks]  # fmt: skip
    assert (one.assurances, one.lapsed, one.evidence) == ((EXPIRED,), (EXPIRED,), ())
    assert (other.assurances, other.lapsed, other.evidence) == ((UNRECEIVED,), (UNRECEIVED,), ())
    assert told(GapKind.ASSURANCE_LAPSED, risk) == [
        'no assurance that covers "Lock" counts: "Audit" expired on 8 October 2019',
        'no assurance that covers "Key" counts: "Walk" has no date of receipt, nor a conclusion',
    ]


def test_one_assurance_that_counts_is_enough():
    fresh = attrs.evolve(EXPIRED, ref="S3", expires=None)
    risk = but(assurances=(EXPIRED, *SOUND.assurances[1:], fresh))
    assert told(GapKind.ASSURANCE_LAPSED, risk) == told(GapKind.NOT_INDEPENDENT, risk) == []


def test_where_no_receipt_is_recorded_at_all_a_missing_one_says_nothing():
    bare = attrs.evolve(SOUND.assurances[0], covers=("C1", "C2"), received=None)
    risk = but(assurances=(bare,))
    assert told(GapKind.ASSURANCE_LAPSED, risk) == told(GapKind.NOT_INDEPENDENT, risk) == []
    assert lapse(bare, DAY, receipts_kept=False) is None
    assert lapse(bare, DAY, receipts_kept=True) == "has no date of receipt, nor a conclusion"


def test_an_expired_independent_assurance_is_none_and_is_named():
    risk = but(assurances=(EXPIRED, SOUND.assurances[1]))
    (said,) = told(GapKind.NOT_INDEPENDENT, risk)
    assert said.endswith(
        "no assurance that counts is recorded as external or third-line; of 1 it is not known; "
        '"Audit" is, but expired on 8 October 2019'
    )


def test_of_one_that_no_longer_counts_nobody_asks_whether_it_was_independent():
    vague = attrs.evolve(EXPIRED, line=None)
    inside = attrs.evolve(SOUND.assurances[1], source=AssuranceSource.INTERNAL)
    assert told(GapKind.NOT_INDEPENDENT, but(assurances=(vague, inside))) == [
        "it is rated 18, Medium-high, above tolerance, and no assurance is recorded as external or third-line"
    ]


def test_called_effective_on_evidence_that_has_expired():
    control = Control(ref="C1", title="Lock", effective=True)
    old = attrs.evolve(EXPIRED, conclusion="substantial")
    assert told(GapKind.EFFECTIVE_WITHOUT_EVIDENCE, but(controls=(control,), assurances=(old,))) == [
        "it is called effective, but no assurance of it that counts was received or concluded anything"
    ]


def test_what_is_left_when_another_expires_carries_everything():
    left = attrs.evolve(SOUND.assurances[1], covers=("C1", "C2"))
    assert told(GapKind.ONE_CARRIES_ALL, but(assurances=(EXPIRED, left))) == [
        '"Walk" is all that assures 2 controls'
    ]
    assert told(GapKind.ONE_CARRIES_ALL, but(assurances=(attrs.evolve(EXPIRED, covers=("C1", "C2")),))) == []


# ------------------------------------------------------------------------------------------- what cannot be rated


@pytest.mark.parametrize(
    ("levels", "scheme", "why"),
    [
        ({"likelihood": 9, "impact": 4}, "cambs-2019", 'likelihood has no level "9"'),
        ({"likelihood": 3, "impact": 4}, "cambs-2091", 'the scheme "cambs-2091" is not loaded; did you mean "cambs-2019"?'),
        ({"likelihood": 3, "impact": 4}, None, "no scheme is named, neither by the assessment nor by the register"),
    ],
)  # fmt: skip
def test_whether_a_risk_that_cannot_be_rated_needs_independent_assurance_is_not_evaluated(
    levels, scheme, why
):
    inside = tuple(attrs.evolve(each, line=1) for each in SOUND.assurances)
    risk = but(current=Assessment(levels=levels, scheme=scheme), assurances=inside)
    (said,) = coverage(Register(ref="r", title="T", risks=(risk,)), KIT.schemes, as_of=DAY).not_evaluated
    assert said.startswith(f"whether R1 needs independent assurance: it could not be rated: {why}")


def test_a_risk_that_has_independent_assurance_needs_no_rating_to_say_so():
    risk = but(current=Assessment(levels={}, scheme="cambs-2019"))
    found = coverage(Register(ref="r", title="T", risks=(risk,)), KIT.schemes, as_of=DAY)
    assert found.not_evaluated == ("how R1 is rated: no levels are given",)
    (said,) = coverage(
        Register(ref="r", title="T", risks=(attrs.evolve(risk, assurances=(EXPIRED,)),)),
        KIT.schemes,
        as_of=DAY,
    ).not_evaluated
    assert said == "whether R1 needs independent assurance: it could not be rated: no levels are given"


@pytest.mark.parametrize(
    ("received", "said"),
    [
        ("10 October 2019", "is still to come, being received on 10 October 2019"),
        ("November 2019", "is still to come, being received in November 2019"),
        ("9 October 2019", None),
        ("soon", None),
    ],
)
def test_what_is_still_to_come_assures_nothing_yet(received, said):
    assurance = Assurance(ref="S1", title="S", source="external", covers=("C1",), received=received)
    assert lapse(assurance, DAY, receipts_kept=True) == said
    found = coverage(
        Register(ref="r", title="T", risks=(attrs.evolve(SOUND, assurances=(assurance,)),)),
        KIT.schemes,
        as_of=DAY,
    )
    kinds = {gap.kind for gap in found.gaps}
    assert (GapKind.ASSURANCE_LAPSED in kinds) == (said is not None)
    assert GapKind.EXPIRED not in kinds


def test_of_what_is_received_this_month_nobody_can_tell_whether_it_counts():
    assurance = Assurance(ref="S1", title="S", source="external", covers=("C1",), received="October 2019", conclusion="sound")  # fmt: skip
    risk = but(assurances=(assurance,), controls=(Control(ref="C1", title="Lock", effective=True),))

    def found(on):
        return coverage(Register(ref="r", title="T", risks=(risk,)), KIT.schemes, as_of=on)

    within = found(DAY)
    said = 'whether R1/S1 counts: it is dated "October 2019" and may not have been received'
    assert within.gaps == ()
    assert within.untold == dict.fromkeys(
        (GapKind.ASSURANCE_LAPSED, GapKind.NOT_INDEPENDENT, GapKind.EFFECTIVE_WITHOUT_EVIDENCE), said
    )
    assert within.not_evaluated == (said,)
    assert (within.lapse(assurance), within.doubt(assurance)) == (
        None,
        'is dated "October 2019" and may not have been received',
    )
    for day, lapsed in ((date(2019, 9, 30), True), (date(2019, 10, 31), False)):
        told = found(day)
        assert (bool(told.gaps), told.doubt(assurance), dict(told.untold)) == (lapsed, None, {})


def test_a_rating_that_nobody_knows_is_not_assured_by_what_may_not_have_come():
    assurance = Assurance(ref="S1", title="S", source="external", received="October 2019")
    risk = but(current=attrs.evolve(HIGH, levels={}), assurances=(assurance,))
    for day, what in ((DAY, "needs independent assurance"), (date(2019, 10, 31), "is rated")):
        found = coverage(Register(ref="r", title="T", risks=(risk,)), KIT.schemes, as_of=day)
        assert [each for each in found.not_evaluated if f"R1 {what}" in each]


def test_of_a_rating_that_is_dated_later_nobody_can_tell_what_it_needs():
    later = attrs.evolve(HIGH, date="10 October 2019")
    assurance = Assurance(ref="S1", title="S", source="internal", line=1)
    bare = Risk(ref="R1", title="A", current=later, assurances=(assurance,))
    assured = attrs.evolve(bare, ref="R2", assurances=(attrs.evolve(assurance, source="external"),))
    within = attrs.evolve(bare, ref="R3", current=attrs.evolve(later, levels={"likelihood": 1, "impact": 1}))
    register = Register(ref="r", title="T", risks=(bare, assured, within))
    found = coverage(register, KIT.schemes, as_of=DAY)
    assert [each.rated.risk.ref for each in found.risks if each.known_from] == ["R1", "R2"]
    said = "whether R1 needs independent assurance: its rating is dated later than 2019-10-09"
    assert [each for each in found.not_evaluated if "dated later" in each] == [said]
    assert GapKind.NOT_INDEPENDENT not in {gap.kind for gap in found.gaps}
