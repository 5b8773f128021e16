"""What holds of the shipped rules over any register."""

from collections.abc import Mapping
from decimal import Decimal

import attrs
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st
from made_rules import DAY, KIT

from govkit import (
    Acceptance,
    Action,
    Assessment,
    Assurance,
    AuditArea,
    Body,
    BodyKind,
    Comparator,
    Control,
    Direction,
    Indicator,
    Meeting,
    Objective,
    Origin,
    OriginKind,
    Plan,
    Reading,
    Register,
    Report,
    Revision,
    Risk,
    Update,
)
from govkit.testing.strategies import cadences, work_calendars

SETTINGS = settings(max_examples=examples(100), database=None, deadline=None)

refs = st.one_of(
    st.sampled_from(["R1", "R2", "R3", "A1", "C1", "1.0", "²", "10"]),
    st.text("Aab019²~.- ", min_size=1, max_size=3).filter(lambda text: text == text.strip()),
)
readable = ["28/02/2019", "Mar-16", "Q4 2019-20", "ongoing", "01/02/2019 onwards", "31/12/9999", "2019-10-09"]
dates = st.sampled_from([None, "", " ", "Date Req", "11/12", *readable])
levels = st.dictionaries(
    st.sampled_from(["likelihood", "impact", "impct", "²"]),
    st.one_of(
        st.integers(-1, 6),
        st.sampled_from(["Likely", "likly", "Minor", ""]),
        st.dictionaries(st.sampled_from(["political", "social", "²"]), st.integers(0, 6), max_size=2),
    ),
    max_size=3,
)
schemes = st.sampled_from(["cambs-2019", "cambs-2019", "cambs-2019", "cambs-2016", "gone", None])
assessments = st.none() | st.builds(
    Assessment,
    levels=st.fixed_dictionaries({"likelihood": st.integers(1, 4), "impact": st.integers(1, 4)}) | levels,
    scheme=schemes,
    printed=st.none() | st.sampled_from([12, "12", "High", ""]),
    date=dates,
)
people = st.sampled_from([None, "Clerk"])
workflows = st.sampled_from([None, "action", "gone"])
actions = st.builds(
    Action,
    ref=refs,
    title=st.just("T"),
    workflow=workflows,
    state=st.sampled_from([None, "open", "ongoing", "overdue", "closed", "gone"]),
    origin=st.none()
    | st.builds(Origin, kind=st.sampled_from(OriginKind), raised=dates, area=st.none() | refs),
    owner=people,
    start=dates,
    deadline=dates,
    revisions=st.lists(
        st.builds(
            lambda text: Revision(deadline=Action(ref="x", title="x", deadline=text).deadline),
            dates.filter(bool),
        ),
        max_size=1,
    ).map(tuple),
    end=dates,
    updates=st.lists(st.builds(Update, date=dates), max_size=2).map(tuple),
)


def some(strategy, _=None, *, least=0):
    """List items, some of which may have the same address."""
    return st.lists(strategy, min_size=least, max_size=least + 2).map(tuple)


def distinct(strategy, key=lambda item: item.ref, *, least=0):
    """List items, each with an address of its own."""
    return st.lists(strategy, min_size=least, max_size=least + 2, unique_by=key).map(tuple)


def risks(listed):
    return st.builds(
        Risk,
        ref=refs,
        title=st.just("T"),
        status_date=dates,
        objective=st.none() | refs,
        executive_lead=people,
        senior_lead=people,
        inherent=assessments,
        current=assessments,
        target=assessments,
        controls=listed(
            st.builds(Control, ref=refs, title=st.just("T"), effective=st.sampled_from([None, True, False]))
        ),
        assurances=listed(
            st.builds(
                Assurance,
                ref=refs,
                title=st.just("T"),
                covers=st.lists(refs, max_size=2).map(tuple),
                line=st.none() | st.integers(1, 3),
                received=dates,
                expires=dates,
                conclusion=st.sampled_from([None, "sound"]),
            )
        ),
        actions=listed(actions, lambda item: item.address),
        acceptances=some(st.builds(Acceptance, by=people, why=people, on=dates, until=dates)),
        reports=some(st.builds(Report, to=refs, on=dates)),
    )


periods = st.sampled_from(["May 2019", "June 2019", "year ending June 2018", "lately", "31/12/9999"])
figures = st.sampled_from([Decimal(0), Decimal("79.4"), Decimal(81), Decimal(-3), Decimal(794)])
indicators = st.builds(
    Indicator,
    ref=refs,
    title=st.just("T"),
    unit=st.sampled_from(["%", "% change", "minutes"]),
    direction=st.none() | st.sampled_from(Direction),
    target=st.none() | figures,
    comparator=st.none()
    | st.builds(Comparator, title=st.just("T"), value=figures, period=st.none() | periods),
    objective=st.none() | refs,
    risks=st.lists(refs, max_size=2).map(tuple),
    readings=some(
        st.builds(Reading, period=periods, value=st.none() | figures, sample=st.sampled_from([None, 1187]))
    ),
)
bodies = st.builds(
    Body,
    ref=refs,
    title=st.just("T"),
    kind=st.sampled_from(BodyKind),
    reports=st.none() | cadences(),
    escalates=st.booleans(),
    leads=st.lists(people.filter(bool), max_size=1).map(tuple),
    meetings=some(st.builds(Meeting, on=dates.filter(bool), considers_register=st.booleans())),
)
plans = st.builds(
    Plan,
    ref=refs,
    title=st.just("T"),
    covers=st.lists(refs, max_size=2).map(tuple),
    covers_all=st.booleans(),
)


def registers(listed):
    return st.builds(
        Register,
        ref=refs,
        title=st.just("T"),
        edition=dates,
        scheme=schemes,
        workflows=st.dictionaries(st.sampled_from(["action", "²"]), workflows.filter(bool), max_size=2),
        review=st.none() | cadences(),
        calendar=st.none() | work_calendars(),
        objectives=listed(st.builds(Objective, ref=refs, title=st.just("T"))),
        bodies=listed(bodies),
        indicators=listed(indicators),
        plans=listed(plans),
        areas=listed(
            st.builds(
                AuditArea, ref=refs, title=st.just("T"), overall_risk=st.none() | refs | st.just("other#R1")
            )
        ),
        risks=listed(risks(listed), least=2),
        actions=listed(actions, lambda item: item.address),
    )


@SETTINGS
@given(registers(some))
def test_shipped_rules_never_break_and_place_what_they_find(register):
    for finding in KIT.check(register, as_of=DAY):
        assert finding.code != "GKPLG002", finding.message
        assert finding.message
        match finding.path.split("/"):
            case ["", "risks", index, *_]:
                assert finding.ref.split("/")[0] == register.risks[int(index)].ref
            case ["", "actions", index, *_]:
                assert finding.ref == register.actions[int(index)].address
        item = register
        for part in finding.path.split("/")[1:]:
            if isinstance(item, tuple):
                item = item[int(part)]
            elif not isinstance(item, Mapping):  # levels and lifecycles: a fault may name what is not there
                item = getattr(item, part)


@SETTINGS
@given(registers(distinct), st.data())
def test_order_of_risks_does_not_change_what_is_found(register, data):
    shuffled = attrs.evolve(register, risks=tuple(data.draw(st.permutations(register.risks))))

    def found(one):
        return {(each.code, each.ref, each.message) for each in KIT.check(one, as_of=DAY)}

    assert found(shuffled) == found(register)
