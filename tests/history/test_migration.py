"""A register under another scheme: candidates, what is to be known about them, and nothing rewritten."""

from itertools import product
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit import Assessment, Band, Category, Factor, Interval, Register, Risk, Scheme, Tolerance, Toolkit
from govkit.history import RefMap, RefMapError, propose, rules_in_words, side_by_side
from govkit.scoring import BaseScheme, Basis, Explicit, LevelFault, MappingError

EXAMPLES = Path(__file__).parents[2] / "examples"
KIT = Toolkit.installed()
NEW = KIT.scheme("cambs-2019")
REGISTER = KIT.load(EXAMPLES / "registers" / "cambs-2016.yaml")
LABEL, NUMBER, LIKELY = (
    {"likelihood": rule, "impact": impact}
    for rule, impact in (
        (Basis.LABEL, Basis.LABEL),
        (Basis.NUMBER, Basis.NUMBER),
        (Basis.PROBABILITY, Basis.NUMBER),
    )
)
FIFTHS = {"cambs-2019": {"likelihood": {at: Interval((at - 1) / 5, at / 5) for at in range(1, 6)}}}
NO_BANDS = "cambs-2016 has no bands, so a change of band cannot be told"
NO_LIMIT = "cambs-2016 sets no tolerance, so a change of side cannot be told"
ONE_LEVEL = "impact was not assessed per category, so each candidate has one level for all"


def assessed(likelihood, impact, scheme="cambs-2016"):
    return Assessment(levels={"likelihood": likelihood, "impact": impact}, scheme=scheme)


def register(*currents, **more):
    risks = (Risk(ref=f"R{at}", title="T", current=each) for at, each in enumerate(currents, start=1))
    return Register(ref="r", title="T", risks=tuple(risks), **more)


def proposals(held, mapping, new=NEW, schemes=KIT.schemes, **more):
    return propose(held, new, mapping, schemes=schemes, **more)


def values(proposal):
    return [rating.value for rating in proposal.candidates]


def scheme(name="old", size=3, *, tolerance=None, bands=(), formula=lambda a, b: a * b, keys="ab"):
    return Scheme.formula(
        name,
        version="1",
        title="Made",
        source="test",
        factors=[Factor.numbered(key, [f"{key}{at}" for at in range(1, size + 1)]) for key in keys],
        formula=formula,
        tolerance=tolerance,
        bands=bands,
    )


def between(old, new, *cells, mapping=None):
    """Propose for made schemes; per cell its proposal."""
    held = register(
        *(Assessment(levels=dict(zip("ab", cell, strict=False)), scheme=old.id) for cell in cells)
    )
    rules = mapping or dict.fromkeys([factor.key for factor in new.factors], Basis.NUMBER)
    return proposals(held, rules, new, {old.id: old})


def test_there_is_a_proposal_per_assessment_in_order_and_the_register_stays():
    before = repr(REGISTER)
    found = proposals(REGISTER, NUMBER)
    assert [f"{each.ref}/{each.phase}" for each in found] == [
        each.address for each in REGISTER.all_assessments
    ]
    assert repr(REGISTER) == before
    assert [each.assessment for each in found] == [each.item for each in REGISTER.all_assessments]


def test_likelihood_3_and_impact_3_of_2016_are_13_within_tolerance_by_number_and_23_above_by_label():
    (by_label,), (by_number,) = (proposals(register(assessed(3, 3)), rules) for rules in (LABEL, NUMBER))
    assert by_label.rated.value == by_number.rated.value == 9
    assert [str(rating) for rating in by_number.candidates] == ["13, Medium, within tolerance"]
    assert [str(rating) for rating in by_label.candidates] == ["23, Critical, above tolerance"]
    assert dict(by_label.candidates[0].levels) == {"likelihood": 5, "impact": 4}
    assert by_number.notes == (ONE_LEVEL, NO_BANDS, NO_LIMIT)


def test_rules_side_by_side_say_that_they_disagree():
    (found,) = side_by_side(register(assessed(3, 3)), NEW, [LABEL, NUMBER], schemes=KIT.schemes)
    assert [values(each) for each in found.proposals] == [[23], [13]]
    assert found.disagreement == (
        "the rules disagree: 23, Critical, above tolerance by label; 13, Medium, within tolerance by number"
    )
    assert found.notes[found.disagreement] == (0, 1)
    assert found.notes[ONE_LEVEL] == (0, 1)


def test_rules_that_find_the_same_or_nothing_do_not_disagree():
    held = register(assessed(2, 4), assessed(2, 2))
    same = side_by_side(held, NEW, [NUMBER, NUMBER], schemes=KIT.schemes)
    assert [each.disagreement for each in same] == [None, None]
    nothing, other = side_by_side(held, NEW, [LABEL, NUMBER], schemes=KIT.schemes)
    assert nothing.disagreement is None  # 4 Major has no candidate by label
    assert other.disagreement is not None


def test_the_2019_scheme_states_no_probabilities_so_they_are_not_evaluated():
    (found,) = proposals(register(assessed(3, 3)), LIKELY)
    assert (found.evaluated, found.candidates) == (False, ())
    assert found.notes[0] == (
        "likelihood by probability: not evaluated, no usable probability is stated for any new level"
    )


def test_probabilities_that_are_supplied_give_every_cell_they_allow():
    (found,) = proposals(register(assessed(3, 3)), LIKELY, intervals=FIFTHS)
    assert values(found) == [9, 13]
    assert found.notes[:1] == ("likelihood by probability: 3 Probable could be 2 Possible or 3 Likely",)
    assert (
        "likelihood by probability: probabilities of new levels are supplied, not taken from their scheme"
        in (found.notes)
    )
    old = {"cambs-2016": {"likelihood": {"Probable": Interval(0.45, 0.5)}}, **FIFTHS}
    (found,) = proposals(register(assessed(3, 3)), LIKELY, intervals=old)
    assert values(found) == [13]


def test_a_table_that_somebody_wrote_is_a_rule_too():
    rules = {"likelihood": Explicit({"Probable": "Likely"}), "impact": Basis.LABEL}
    (found,) = proposals(register(assessed(3, 3)), rules)
    assert values(found) == [18]
    assert rules_in_words(found.rules) == "likelihood by a table, impact by label"


def test_candidates_come_least_first():
    rules = {"likelihood": Explicit({"Probable": [2, 3]}), "impact": Explicit({"Significant": [3, 4]})}
    (found,) = proposals(register(assessed(3, 3)), rules)
    assert values(found) == [9, 13, 14, 18]


def test_a_level_without_a_candidate_leaves_none_and_is_not_rounded():
    (found,) = proposals(register(assessed(3, 4)), LABEL)
    assert (found.evaluated, found.candidates) == (True, ())
    assert 'impact by label: 4 Major has no candidate, no new level is called "Major"' in found.notes


@pytest.mark.parametrize(
    ("assessment", "note"),
    [
        (assessed(3, 9), 'not evaluated: impact has no level "9"; known: 1 Minor, 2 Moderate, 3 Significant, 4 Major'),
        (Assessment(scheme="cambs-2016"), "not evaluated: no levels are given"),
        (
            assessed(3, 3, None),
            "not evaluated: no scheme is named, neither by the assessment nor by the register",
        ),
        (assessed(3, 3, "cambs-2018"), 'not evaluated: the scheme "cambs-2018" is not loaded; did you mean "cambs-2019"?'),
    ],
)  # fmt: skip
def test_an_assessment_that_cannot_be_rated_has_no_candidate_and_says_why(assessment, note):
    (found,) = proposals(register(assessment), NUMBER)
    assert (found.rated, found.candidates, found.evaluated, found.notes) == (None, (), False, (note,))


def test_an_assessment_of_the_new_scheme_needs_no_proposal():
    found = proposals(register(assessed(3, 3, "cambs-2019"), assessed(3, 3)), NUMBER)
    assert [each.ref for each in found] == ["R2"]


def test_levels_per_category_are_not_carried_over():
    held = register(
        Assessment(levels={"likelihood": 2, "impact": {"social": 2, "economic": 4}}, scheme="cambs-2019")
    )
    (found,) = proposals(held, NUMBER, KIT.scheme("cambs-2016"))
    assert values(found) == [8]
    assert "levels per category are not carried over, only the impact that counted" in found.notes
    assert ONE_LEVEL not in found.notes


def test_a_ref_map_says_which_risks_continue_as_which():
    found = proposals(register(assessed(3, 3), assessed(3, 3)), NUMBER, ref_map=RefMap({"R2": "SR1"}))
    assert [each.later for each in found] == [None, "SR1"]
    assert (found[0].candidates, found[0].notes) == (
        (),
        ("not continued: the map names no later risk for it",),
    )
    assert values(found[1]) == [13]
    assert [each.later for each in proposals(register(assessed(3, 3)), NUMBER)] == ["R1"]


def test_a_ref_map_that_does_not_fit_is_refused():
    with pytest.raises(RefMapError) as caught:
        proposals(
            register(assessed(3, 3), assessed(3, 3)),
            NUMBER,
            ref_map=RefMap({"R1": "S", "R2": "S", "R9": "T"}),
        )
    assert caught.value.problems == ('the earlier edition has no risk "R9"', '"S" continues R1 and R2')


def test_a_mapping_that_does_not_fit_a_scheme_in_use_is_refused():
    with pytest.raises(MappingError) as caught:
        proposals(register(assessed(3, 3)), {"likelihood": Basis.LABEL}, intervals={"cambs-2091": {}})
    assert caught.value.problems == (
        'probabilities are given for the scheme "cambs-2091"; did you mean "cambs-2019"?',
        "no rule is given for impact",
    )


BANDS = (Band(key="low", label="Low", first=1, last=4), Band(key="high", label="High", first=5, last=9))


def test_what_is_no_rule_is_refused_even_where_nothing_is_to_be_mapped():
    for held in (REGISTER, register()):
        with pytest.raises(MappingError) as caught:
            proposals(held, {"likelihood": "lable", "impact": "number"})
        assert caught.value.problems == ('there is no rule "lable"; did you mean "label"?',)
    assert proposals(REGISTER, {"likelihood": "number", "impact": "number"}) == proposals(REGISTER, NUMBER)


@pytest.mark.parametrize(
    ("held", "new", "said"),
    [
        (
            "r.yaml",
            NEW,
            'register takes a Register, not str ("r.yaml"): load it from its file, with kit.load(…)',
        ),
        (
            REGISTER,
            "cambs-2019",
            'new takes a scheme, not str; toolkit.scheme("cambs-2019") finds one by its id',
        ),
        (REGISTER, 3, "new takes a scheme, not int"),
    ],
)
def test_what_is_no_register_or_no_scheme_is_said_in_a_sentence(held, new, said):
    for ask in (propose, lambda register, new, rules, **more: side_by_side(register, new, [rules], **more)):
        with pytest.raises(TypeError) as caught:
            ask(held, new, NUMBER, schemes=KIT.schemes)
        assert str(caught.value) == said


def test_the_faults_of_all_mappings_are_listed_at_once():
    tables = [{"likelihood": Explicit({name: 1}), "impact": Basis.NUMBER} for name in ("Remot", "Posible")]
    with pytest.raises(MappingError) as caught:
        side_by_side(REGISTER, NEW, [*tables, NUMBER, {"likelihood": "x"}], schemes=KIT.schemes)
    assert caught.value.problems == (
        'the old likelihood has no level "Remot"; known: 1 Remote, 2 Possible, 3 Probable, 4 More likely than not',
        'the old likelihood has no level "Posible"; did you mean "Possible"? known: 1 Remote, 2 Possible, 3 Probable, 4 More likely than not',
        'there is no rule "x"; known: label, number, key, probability',
        "no rule is given for impact",
    )


def test_a_change_of_band_and_of_side_is_told():
    old = scheme(tolerance=4, bands=BANDS)
    new = attrs.evolve(scheme("new", tolerance=1, bands=BANDS), tolerance=Tolerance(1))
    (same, flips) = between(old, new, (1, 1), (2, 2))
    assert same.notes == ()
    assert flips.notes == ("by number: it was within tolerance and would be above it",)
    (back,) = between(new, old, (2, 2))
    assert back.notes == ("by number: it was above tolerance and would be within it",)
    (banded,) = between(old, scheme("new", tolerance=9, bands=BANDS, formula=lambda a, b: 9), (1, 1))
    assert banded.notes == ("by number: the band was Low and would be High",)


def test_an_ambiguous_change_of_side_could_be_one():
    old, new = scheme(tolerance=4, bands=BANDS), scheme("new", tolerance=4, bands=BANDS)
    table = {"a": Explicit({1: [1, 3], 2: 2, 3: 3}), "b": Basis.NUMBER}
    (found,) = between(old, new, (1, 3), mapping=table)
    assert values(found) == [3, 9]
    assert found.notes == (
        "a by a table: 1 a1 could be 1 a1 or 3 a3",
        "a by a table, b by number: the band was Low and would be Low or High",
        "a by a table, b by number: it was within tolerance and could be above it",
    )


def test_a_factor_that_the_old_scheme_lacks_leaves_no_candidate():
    (found,) = between(scheme(keys="a", formula=lambda a: a), scheme("new"), (1,))
    assert (found.evaluated, found.candidates) == (True, ())
    assert found.notes[0] == "b is no factor of old, so nothing can be proposed"


def test_a_factor_that_the_new_scheme_lacks_is_left_out_and_told():
    (found,) = between(scheme(), scheme("new", keys="a", formula=lambda a: a), (2, 3))
    assert values(found) == [2]
    assert found.notes[0] == "b is no factor of new, so its level is left out"


def test_a_factor_of_another_name_may_take_its_place():
    held = register(Assessment(levels={"a": 1, "b": 3}, scheme="old"))
    new = scheme("new", keys="ac")
    (found,) = proposals(held, dict.fromkeys("ac", Basis.NUMBER), new, {"old": scheme()}, renamed={"c": "b"})
    assert [rating.levels for rating in found.candidates] == [{"a": 1, "c": 3}]
    assert found.notes[0] == "c takes the levels of b"


def test_what_was_assessed_per_category_is_told_under_a_new_name_too():
    held = register(Assessment(levels={"a": 1, "b": 3}, scheme="old"))
    plain = scheme("new", keys="ac")
    split = attrs.evolve(plain.factors[1], categories=(Category("money", "Money"),))
    new = attrs.evolve(plain, factors=(plain.factors[0], split))
    (found,) = proposals(held, dict.fromkeys("ac", Basis.NUMBER), new, {"old": scheme()}, renamed={"c": "b"})
    assert "b was not assessed per category, so each candidate has one level for all" in found.notes


class Picky(BaseScheme):
    """A scheme that is no table, and refuses some combinations."""

    def value_of(self, levels):
        return sum(level.number for level in levels.values())

    def level_faults(self, levels):
        refused = LevelFault((), "1 and 1 do not go together")
        return (refused,) if set(levels.values()) == {1} else super().level_faults(levels)


def test_a_cell_that_the_new_scheme_refuses_is_no_candidate():
    new = Picky(
        id="picky", version="1", title="P", source="test", factors=scheme().factors, values=tuple(range(2, 7))
    )
    refused, rated = between(scheme(), new, (1, 1), (1, 2))
    assert (refused.candidates, refused.notes[0]) == ((), "1 and 1 do not go together")
    assert values(rated) == [3]


def test_more_cells_than_anybody_can_choose_from_are_not_evaluated():
    old = scheme(keys="abcd", size=6, formula=lambda *numbers: sum(numbers))
    wide = {key: Explicit({1: list(range(1, 7))}) for key in "abcd"}
    held = register(Assessment(levels=dict.fromkeys("abcd", 1), scheme="old"))
    new = attrs.evolve(old, id="new")
    (found,) = proposals(held, wide, new, {"old": old})
    assert (found.evaluated, found.candidates) == (False, ())
    assert "not evaluated: the rules leave more than a thousand cells; choose closer ones" in found.notes


def test_risks_that_change_places_say_so_to_each_other():
    high, low, other = proposals(register(assessed(2, 4), assessed(3, 3), assessed(1, 1)), NUMBER)
    # 8 and 9 in 2016, 14 and 13 in 2019
    assert (high.rated.value, low.rated.value, values(high), values(low)) == (8, 9, [14], [13])
    assert (high.against, low.against, other.against) == (("R2",), ("R1",), ())
    assert high.notes[-1] == "by number: its current order against R2 is the other way round"


def test_only_assessments_of_one_phase_change_places():
    risks = (
        Risk(ref="R1", title="T", inherent=assessed(2, 4)),
        Risk(ref="R2", title="T", current=assessed(3, 3)),
    )
    found = proposals(Register(ref="r", title="T", risks=risks), NUMBER)
    assert [each.against for each in found] == [(), ()]


def test_many_refs_are_counted_in_the_note_and_listed_in_full_beside_it():
    found = proposals(register(assessed(2, 4), *[assessed(3, 3)] * 14), NUMBER)
    assert found[0].against == tuple(f"R{at}" for at in range(2, 16))
    assert found[0].notes[-1].endswith("R12, R13 and 2 more is the other way round")


CELLS = st.tuples(st.integers(1, 4), st.integers(1, 4))
RULES = st.sampled_from([Basis.LABEL, Basis.NUMBER, Basis.KEY, Basis.PROBABILITY])


@given(st.lists(CELLS, max_size=6), RULES, RULES)
def test_candidates_are_cells_of_the_new_scheme_made_of_candidate_levels(cells, likelihood, impact):
    rules = {"likelihood": likelihood, "impact": impact}
    for each in proposals(register(*(assessed(*cell) for cell in cells)), rules, intervals=FIFTHS):
        for rating in each.candidates:
            assert (rating.scheme, rating.version) == (NEW.id, NEW.version)
            assert NEW.rate(rating.levels) == rating
        assert [rating.rank for rating in each.candidates] == sorted(
            rating.rank for rating in each.candidates
        )
        assert len({rating.levels for rating in each.candidates}) == len(each.candidates)
        assert each.evaluated or not each.candidates
        assert each.rated == KIT.rate(each.assessment)


@given(st.lists(CELLS, max_size=6), RULES)
def test_two_risks_change_places_exactly_if_every_choice_reverses_them(cells, likelihood):
    rules = {"likelihood": likelihood, "impact": Basis.NUMBER}
    found = proposals(register(*(assessed(*cell) for cell in cells)), rules, intervals=FIFTHS)
    for one in found:
        expected = tuple(
            other.ref
            for other in found
            if one.candidates and other.candidates and one.rated != other.rated
            if all(
                (one.rated.rank - other.rated.rank) * (mine.rank - theirs.rank) < 0
                for mine, theirs in product(one.candidates, other.candidates)
            )
        )
        assert one.against == expected
