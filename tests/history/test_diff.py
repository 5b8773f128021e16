"""Movement between editions."""

from pathlib import Path

import attrs
import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit import Acceptance, Assessment, Factor, Register, Risk, Scheme, Toolkit, hookimpl
from govkit.formats.yaml_file import read
from govkit.history import Cause, Move, RefMap, RefMapError, diff
from govkit.model import EarlierAssessment
from govkit.testing import strategies

EXAMPLES = Path(__file__).parents[2] / "examples"
KIT = Toolkit.installed()
MAP = RefMap(read((EXAMPLES / "maps" / "cambs-2016-to-2019.yaml").read_text(), "map").data)


def assessed(likelihood, impact, scheme="cambs-2019"):
    return Assessment(levels={"likelihood": likelihood, "impact": impact}, scheme=scheme)


def register(*risks):
    return Register(ref="r", title="T", risks=risks)


def risk(ref="R1", current=None, target=None, **more):
    return Risk(ref=ref, title="A", current=current, target=target, **more)


def moves(before, after):
    (found,) = diff(register(before), register(after), KIT.schemes).moved
    return (found.likelihood, found.impact, found.expected_likelihood, found.expected_impact, found.cause)


def test_2016_to_2019_by_the_map():
    before, after = (KIT.load(EXAMPLES / "registers" / f"cambs-{year}.yaml") for year in (2016, 2019))
    found = diff(before, after, KIT.schemes, ref_map=MAP)
    assert (found.new, found.closed) == ((), ("R1.2", "R2.1", "R2.5", "R3.2", "R3.7"))
    assert [each.ref for each in found.moved] == [each.ref for each in after.risks]
    assert {(each.likelihood, each.impact, each.cause) for each in found.moved} == {
        (None, None, Cause.SCHEME)
    }
    expected = {each.ref: (each.expected_likelihood, each.expected_impact) for each in found.moved}
    assert expected["SR1.1"] == (Move.DOWN, Move.DOWN)
    assert expected["SR3.4"] == (Move.SAME, Move.DOWN)
    assert [ref for ref, both in expected.items() if both == (None, None)] == [
        "SR2.2",
        "SR2.3",
        "SR3.2",
        "SR4.1",
    ]
    assert "controls" in found.changed["SR1.1"]


def test_without_a_map_the_refs_of_2016_and_2019_share_nothing():
    before, after = (KIT.load(EXAMPLES / "registers" / f"cambs-{year}.yaml") for year in (2016, 2019))
    found = diff(before, after, KIT.schemes)
    assert (len(found.new), len(found.closed), found.moved) == (14, 19, ())


@pytest.mark.parametrize(
    ("now", "likelihood", "impact", "cause"),
    [
        ((3, 4), Move.UP, Move.UP, Cause.LEVELS),
        ((1, 2), Move.DOWN, Move.DOWN, Cause.LEVELS),
        ((2, 4), Move.SAME, Move.UP, Cause.LEVELS),
        ((2, 3), Move.SAME, Move.SAME, None),
    ],
)
def test_each_factor_moves_on_its_own(now, likelihood, impact, cause):
    found = moves(risk(current=assessed(2, 3)), risk(current=assessed(*now), target=assessed(2, 3)))
    assert (found[0], found[1], found[4]) == (likelihood, impact, cause)


def test_what_is_not_rated_on_both_sides_is_not_compared():
    assert moves(risk(), risk(current=assessed(2, 3))) == (None, None, None, None, None)
    assert moves(risk(current=assessed(9, 9)), risk(current=assessed(2, 3))) == (None, None, None, None, None)


def test_another_scheme_is_a_cause_of_its_own_even_with_the_same_numbers():
    found = moves(risk(current=assessed(2, 3, "cambs-2016")), risk(current=assessed(2, 3)))
    assert found == (None, None, None, None, Cause.SCHEME)


def test_a_scheme_without_likelihood_and_impact_moves_in_neither():
    class Plugin:
        @hookimpl
        def govkit_schemes(self):
            return [Scheme.formula("one", version="1", title="1", source="test", factors=[Factor.numbered("a", ["Low", "High"])], formula=lambda a: a)]  # fmt: skip

    before, after = (risk(current=Assessment(levels={"a": level}, scheme="one")) for level in (1, 2))
    (found,) = diff(register(before), register(after), Toolkit(Plugin()).schemes).moved
    assert (found.likelihood, found.impact, found.cause) == (None, None, Cause.LEVELS)


def test_words_that_changed_are_named():
    before = risk(current=assessed(2, 3), statement="a")
    after = attrs.evolve(before, statement="b", notes="c", current=assessed(3, 3))
    assert dict(diff(register(before), register(after), KIT.schemes).changed) == {
        "R1": ("statement", "current.levels", "notes")
    }
    assert not diff(register(before), register(before), KIT.schemes).changed


@pytest.mark.parametrize(
    ("said", "cause"),
    [
        ({"date": "2019-10-01"}, Cause.REASSESSED),
        ({"by": "Board"}, Cause.REASSESSED),
        ({"rationale": "two incidents"}, Cause.REASSESSED),
        ({"printed": 5}, Cause.LEVELS),
        ({"date": None}, Cause.LEVELS),
        ({}, Cause.LEVELS),
    ],
)
def test_reassessed_is_what_somebody_says_was_assessed_anew(said, cause):
    was = attrs.evolve(assessed(2, 3), date="2019-08-13", by="Clerk", rationale="one incident")
    after = risk(current=attrs.evolve(was, levels={"likelihood": 1, "impact": 3}, **said))
    assert moves(risk(current=was), after)[4] is cause


@pytest.mark.parametrize(("phase", "cause"), [("current", Cause.REASSESSED), ("target", Cause.LEVELS)])
def test_an_earlier_assessment_that_is_kept_says_that_it_was_assessed_anew(phase, cause):
    was = assessed(2, 3)
    kept = EarlierAssessment(phase=phase, assessment=was)
    assert moves(risk(current=was), risk(current=assessed(1, 3), earlier=(kept,)))[4] is cause
    both = [risk(current=each, earlier=(kept,)) for each in (was, assessed(1, 3))]
    assert moves(*both)[4] is Cause.LEVELS


def parts(entity):
    return [field.name for field in attrs.fields(entity) if field.name != "ref"]


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.risks(), strategies.risks(), st.data())
def test_nothing_changed_exactly_if_both_are_the_same_but_for_the_ref(one, other, data):
    taken = data.draw(st.sets(st.sampled_from(parts(Risk)), max_size=2))
    mixed = attrs.evolve(one, ref=other.ref, **{name: getattr(other, name) for name in taken})
    if one.current is not None and data.draw(st.booleans()):
        part = data.draw(st.sampled_from(parts(Assessment)))
        donor = other.current or Assessment(rationale="why", by="who", date="2019", printed=1)
        current = attrs.evolve(one.current, **{part: getattr(donor, part)})
        mixed = attrs.evolve(mixed, current=current)
    editions = [Register(ref="r", title="T", risks=(each,)) for each in (one, mixed)]
    found = diff(*editions, KIT.schemes, ref_map={one.ref: mixed.ref})
    same = attrs.evolve(one, ref=mixed.ref) == mixed
    assert (not found.changed and not found.rewritten) == same
    if same:
        assert found.moved[0].cause is None
    named = {
        name.partition(".")[0]
        for fields in (found.changed, found.rewritten)
        for name in fields.get(mixed.ref, ())
    }
    assert named == {name for name in parts(Risk) if getattr(one, name) != getattr(mixed, name)}


def test_the_part_of_an_assessment_that_differs_is_named_and_one_that_came_or_went_as_a_whole():
    before = risk(current=assessed(2, 3), target=assessed(1, 1))
    after = attrs.evolve(
        before, current=attrs.evolve(before.current, date="2019", rationale="b"), target=None
    )
    found = diff(register(before), register(after), KIT.schemes)
    assert found.changed["R1"] == ("current.date", "current.rationale", "target")
    assert (found.moved[0].cause, found.moved[0].likelihood) == (None, Move.SAME)


def test_a_map_that_is_not_one_to_one_is_refused_with_every_fault():
    before, after = register(risk("R1"), risk("R2")), register(risk("S1"))
    with pytest.raises(RefMapError) as caught:
        diff(before, after, KIT.schemes, ref_map=RefMap({"R1": "S1", "R2": "S1", "R3": "S9"}))
    assert caught.value.problems == (
        'the earlier edition has no risk "R3"',
        'the later edition has no risk "S9"',
        '"S1" continues R1 and R2',
    )


def test_a_movement_keeps_both_ratings():
    (found,) = diff(register(risk(current=assessed(2, 3))), register(risk()), KIT.schemes).moved
    assert (str(found.was), found.now) == ("9, Medium, within tolerance", None)


@pytest.mark.parametrize(
    ("before", "after", "which"),
    [(["R1", "R1"], ["R1"], "earlier"), (["R1"], ["R1", "R2", "R1"], "later")],
)
def test_a_ref_that_two_risks_share_continues_as_neither(before, after, which):
    editions = [register(*map(risk, refs)) for refs in (before, after)]
    with pytest.raises(RefMapError) as caught:
        diff(*editions, KIT.schemes)
    assert caught.value.problems == (
        f'the {which} edition has 2 risks "R1", so it is unknown which continues',
    )


def test_a_shared_ref_that_continues_nowhere_is_new_or_closed_twice():
    found = diff(register(risk("R1"), risk("R1")), register(risk("S1"), risk("S1")), KIT.schemes)
    assert (found.new, found.closed, found.moved) == (("S1", "S1"), ("R1", "R1"), ())


# -------------------------------------------------------------------------------- why two ratings are not compared


def why(before, after, schemes=KIT.schemes):
    (found,) = diff(register(before), register(after), schemes).moved
    return found.not_compared


def test_both_editions_say_why_they_have_no_rating():
    unrated = risk(current=Assessment(levels={"likelihood": 2, "impact": 3}, scheme="gone"))
    loaded = why(unrated, risk(current=assessed(2, 3)))
    assert loaded.startswith('in the earlier edition: the scheme "gone" is not loaded')
    assert why(risk(current=assessed(2, 3)), risk()) == "in the later: not assessed"
    assert why(risk(), unrated).startswith(
        'in the earlier edition: not assessed; in the later: the scheme "gone"'
    )


def test_a_change_of_scheme_is_why():
    assert why(risk(current=assessed(2, 3, "cambs-2016")), risk(current=assessed(2, 3))) == "change of scheme"


@pytest.mark.parametrize(
    ("factors", "said"),
    [
        (("likelihood", "impact"), None),
        (("likelihood", "harm"), "one has no factor impact"),
        (("chance", "harm"), "one has no factor likelihood or impact"),
    ],
)
def test_a_factor_that_the_scheme_lacks_is_why(factors, said):
    one, other = factors
    scheme = Scheme.formula(
        "one", version="1", title="1", source="test",
        factors=[Factor.numbered(name, ["Low", "High"]) for name in factors],
        formula=lambda one, other: one + other,
    )  # fmt: skip
    before, after = (
        risk(current=Assessment(levels={one: 1, other: level}, scheme="one")) for level in (1, 2)
    )
    assert why(before, after, {"one": scheme}) == said


# ------------------------------------------------------------------------------------------------ maps as mappings


def test_a_plain_mapping_serves_as_a_map():
    before, after = register(risk("R1", assessed(2, 3))), register(risk("S1", assessed(2, 3)))
    assert diff(before, after, KIT.schemes, ref_map={"R1": "S1"}) == diff(
        before, after, KIT.schemes, ref_map=RefMap({"R1": "S1"})
    )


def test_refs_that_are_no_texts_are_refused_all_at_once():
    with pytest.raises(RefMapError) as caught:
        RefMap({1: "S1", "R2": 2, "R3": "S3"})
    assert caught.value.problems == (
        "an earlier ref is a text, not 1; put a number in quotes",
        'the later ref of "R2" is a text, not 2; put a number in quotes',
    )
    with pytest.raises(RefMapError):
        diff(register(), register(), KIT.schemes, ref_map={1: "S1"})


# ------------------------------------------------------------------------------ only written differently


def rewritten(changes, **more):
    old = Risk(
        ref="R1",
        title="A",
        status_date="1 July 2019",
        current=Assessment(
            levels={"likelihood": "Likely", "impact": 4}, scheme="cambs-2019", date="1 July 2019"
        ),
        acceptances=(Acceptance(by="PCC", on="1 July 2019", why="so"),),
        **more,
    )
    new = attrs.evolve(old, **changes(old))
    found = diff(register(old), register(new), KIT.schemes)
    return found.changed.get("R1", ()), found.rewritten.get("R1", ())


def current(**more):
    return lambda old: {"current": attrs.evolve(old.current, **more)}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (current(date="2019-07-01"), ((), ("current.date",))),
        (current(date="2019-07-02"), (("current.date",), ())),
        (current(date="July 2019"), (("current.date",), ())),
        (current(levels={"likelihood": 3, "impact": 4}), ((), ("current.levels",))),
        (current(levels={"likelihood": 2, "impact": 4}), (("current.levels",), ())),
        (current(levels={"likelihood": 3, "impact": {"political": 4}}), (("current.levels",), ())),
        (current(levels={"likelihood": 99, "impact": 4}), (("current.levels",), ())),
        (lambda _: {"status_date": "01/07/2019"}, ((), ("status_date",))),
        (lambda _: {"status_date": "soon"}, (("status_date",), ())),
        (lambda old: {"acceptances": (attrs.evolve(old.acceptances[0], on="2019-07-01"),)}, ((), ("acceptances",))),
        (lambda old: {"acceptances": (attrs.evolve(old.acceptances[0], why="not so"),)}, (("acceptances",), ())),
    ],
)  # fmt: skip
def test_what_says_the_same_is_only_written_differently(changes, expected):
    assert rewritten(changes) == expected
