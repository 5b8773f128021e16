"""Schemes that are no table: their code may do anything, and the analysis says so and goes on."""

import re
from decimal import Decimal

import attrs
import pytest

from govkit import (
    Band,
    BaseScheme,
    Category,
    Claims,
    Factor,
    LevelFault,
    RatingError,
    Tolerance,
    coherence,
)
from govkit.scoring.coherence import CHECKS, Kind, Survey

FACTORS = (
    Factor.numbered("likelihood", ["Rare", "Even", "Likely"]),
    Factor.numbered("impact", ["Minor", "Serious", "Major"]),
)
BANDS = (
    Band(key="low", label="Low", first=2, last=3),
    Band(key="middle", label="Middle", first=4, last=5),
    Band(key="high", label="High", first=6, last=6),
)


@attrs.frozen(kw_only=True)
class Sum(BaseScheme):
    """A scheme as a stranger may write one; each test replaces one part."""

    def value_of(self, levels):
        return sum(level.number for level in levels.values())


def made(kind=Sum, **changes):
    plain = {
        "id": "sum", "version": "1", "title": "Sum", "source": "here", "factors": FACTORS,
        "values": tuple(range(2, 7)), "bands": BANDS, "tolerance": Tolerance(3),
    }  # fmt: skip
    return kind(**{**plain, **changes})


def found(scheme, check=None):
    return [
        (entry.check, anywhere(entry.message))
        for entry in coherence(scheme).entries
        if check in (None, entry.check)
    ]


LINE = "test_strangers.py, line N"


def anywhere(message):
    """Make a message of which the number of the line does not matter."""
    return re.sub("line [0-9]+", "line N", message)


def test_a_sound_scheme_that_is_no_table_passes_like_one_that_is():
    assert found(made()) == []
    assert coherence(made()).not_evaluated == ()


class MuteError(Exception):
    def __str__(self):
        raise RuntimeError


@pytest.mark.parametrize(
    ("result", "why"),
    [
        (KeyError(6), f"raises KeyError: 6 ({LINE})"),
        (RatingError("sum", ["not\ntoday"]), f"raises RatingError: not rated under sum: not today ({LINE})"),
        (ValueError(), f"raises ValueError ({LINE})"),
        (MuteError(), f"raises MuteError ({LINE})"),
        (7, "returns the number 7, which is none of its values: 2, 3, 4, 5, 6"),
        (6.0, "returns the number 6.0, where a whole number, a Decimal or a text is due"),
        (True, "returns True, where a whole number, a Decimal or a text is due"),
        ([6], "returns a list, where a whole number, a Decimal or a text is due"),
        (Decimal("sNaN"), "returns the number sNaN, which is none of its values: 2, 3, 4, 5, 6"),
    ],
)
def test_an_error_of_its_code_is_a_fault_of_the_one_cell_and_names_the_error(result, why):
    class Raising(Sum):
        def value_of(self, levels):
            value = Sum.value_of(self, levels)
            if value == 6 and isinstance(result, Exception):
                raise result
            return result if value == 6 else value

    outcome = coherence(made(Raising))
    assert [(anywhere(entry.message), entry.cells) for entry in outcome.of("total")] == [
        (f"likelihood 3, impact 3 {why}", ((2, 2),))
    ]
    assert {entry.check for entry in outcome.entries} == {"total", "every-band-reached"}
    assert {each.why for each in outcome.not_evaluated} == {"it needs every cell, and some have no rating"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda rating: None, "is given NoneType where a Rating is due"),
        (lambda rating: attrs.evolve(rating, value=True), "is given a value of type bool"),
        (lambda rating: attrs.evolve(rating, value=[]), "is given a value of type list"),
        (lambda rating: attrs.evolve(rating, value=7), 'has the value "7", which is not among the scheme\'s values'),
        (lambda rating: attrs.evolve(rating, rank=9), 'has the value "6" at rank 9, whose rank is 4'),
        (lambda rating: attrs.evolve(rating, band=Band(key="x", label="X")), 'is in a band "x" that the scheme does not have'),
    ],
)  # fmt: skip
def test_what_is_no_rating_of_the_scheme_is_a_fault(change, why):
    class Odd(Sum):
        def rate(self, levels):
            rating = Sum.rate(self, levels)
            return change(rating) if rating.value == 6 else rating

    assert ("total", f"likelihood 3, impact 3 {why}") in found(made(Odd))


def test_a_rating_in_no_band_and_on_no_side_is_a_fault():
    class Lost(Sum):
        def rate(self, levels):
            rating = Sum.rate(self, levels)
            return attrs.evolve(rating, band=None, within_tolerance=None) if rating.value == 6 else rating

    assert found(made(Lost))[:2] == [
        ("one-band-each", 'likelihood 3, impact 3 has the value "6" and no band'),
        ("tolerance-follows-levels", "likelihood 3, impact 3 is neither within nor above tolerance"),
    ]


@pytest.mark.parametrize(
    ("bands", "message", "cells"),
    [
        (BANDS[:2], 'the value "6" is in no band', 1),
        ((*BANDS[:2], attrs.evolve(BANDS[2], first=5)), 'the value "5" is in Middle and High', 2),
    ],
)
def test_a_definition_that_its_class_forgot_to_check_is_checked_here(bands, message, cells):
    class Careless(Sum):
        def faults(self):
            return iter(())

    (entry,) = coherence(made(Careless, bands=bands)).of("one-band-each")
    assert entry.message == message
    assert len(entry.cells) == cells


def test_one_value_in_two_bands_is_a_fault_where_bands_go_by_value():
    class Torn(Sum):
        def rate(self, levels):
            rating = Sum.rate(self, levels)
            return (
                attrs.evolve(rating, band=BANDS[1])
                if rating.levels == {"likelihood": 1, "impact": 2}
                else rating
            )

    assert found(made(Torn), "bands-follow-rank") == [
        ("bands-follow-rank", 'the value "3" is in Low and Middle, though bands go by value')
    ]


@pytest.mark.parametrize(
    ("lenient", "whats"),
    [
        (lambda levels: {"likelihood": 1, **levels}, ['leaving likelihood out is not refused but rated "2"']),
        (lambda levels: {key: levels[key] for key in ("likelihood", "impact") if key in levels}, ['the unknown factor "no-such-factor" is not refused but rated "2"']),
        (
            lambda levels: {key: int(level) if isinstance(level, bool | float) else level for key, level in levels.items()},
            [
                'True for likelihood is not refused but rated "2"',
                'the float 1.0 for likelihood is not refused but rated "2"',
                'True for impact is not refused but rated "2"',
                'the float 1.0 for impact is not refused but rated "2"',
            ],
        ),
        (lambda levels: {key: min(level, 3) if type(level) is int else level for key, level in levels.items()}, ['the level number 4 for likelihood is not refused but rated "4"', 'the level number 4 for impact is not refused but rated "4"']),
        (lambda levels: {key: level or 1 for key, level in levels.items()}, None),
    ],
)  # fmt: skip
def test_a_level_that_is_read_as_another_is_a_fault(lenient, whats):
    class Lenient(Sum):
        def rate(self, levels):
            return Sum.rate(self, lenient(levels))

    entries = found(made(Lenient))
    if whats is None:
        whats = [
            f'{what} for {key} is not refused but rated "2"'
            for key in ("likelihood", "impact")
            for what in ("the level number 0", 'the level ""', "None", "False", "an empty map of categories")
        ]
    assert entries == [("refuses-unknown", what) for what in whats]


def test_a_level_that_breaks_the_code_is_a_fault_that_names_the_error():
    class Fragile(Sum):
        def rate(self, levels):
            if None in levels.values():
                raise TypeError("unsupported")
            return None if levels.get("impact") == "no-such-level" else Sum.rate(self, levels)

    assert found(made(Fragile)) == [
        (
            "refuses-unknown",
            "None for likelihood raises TypeError: unsupported (test_strangers.py, line N); a RatingError is due",
        ),
        ("refuses-unknown", 'the level "no-such-level" for impact is not refused but given NoneType'),
        (
            "refuses-unknown",
            "None for impact raises TypeError: unsupported (test_strangers.py, line N); a RatingError is due",
        ),
    ]


def test_code_that_fails_while_a_level_is_refused_is_a_fault_too():
    class Fragile(WithOptional):
        def combination_faults(self, given):
            if list(given) == ["likelihood", "extra"]:
                raise LookupError(*given)
            return WithOptional.combination_faults(self, given)

        def rate(self, levels):
            if levels.get("impact") == 4:
                return Sum.rate(self, {"likelihood": 1, "extra": 1})
            return Sum.rate(self, levels)

    scheme = made(Fragile, factors=OPTIONAL, values=tuple(range(1, 9)), bands=())
    assert found(scheme, "refuses-unknown") == [
        (
            "refuses-unknown",
            (
                "the level number 4 for impact raises LookupError: ('likelihood', 'extra') "
                f"({LINE}); a RatingError is due"
            ),
        )
    ]


def test_an_unknown_category_and_a_label_of_several_levels_are_tried_too():
    impact = attrs.evolve(
        FACTORS[1],
        categories=(Category("money", "Money"),),
        levels=(*FACTORS[1].levels[:2], attrs.evolve(FACTORS[1].levels[2], label="Serious")),
    )

    class Guessing(Sum):
        def rate(self, levels):
            level = levels.get("impact")
            if level == "Serious":
                level = 2
            if isinstance(level, dict) and "money" not in level and level:
                level = next(iter(level.values()))
            return Sum.rate(self, {**levels, "impact": level} if "impact" in levels else levels)

    assert found(made(Guessing, factors=(FACTORS[0], impact)), "refuses-unknown") == [
        ("refuses-unknown", 'an unknown category for impact is not refused but rated "2"'),
        ("refuses-unknown", 'the label "Serious", which several levels have, for impact is not refused but rated "3"'),
    ]  # fmt: skip


def test_names_that_a_scheme_really_has_are_not_tried_as_unknown():
    factor = Factor.numbered("no-such-factor", ["No such level", "1", "Much"])
    twins = attrs.evolve(
        factor,
        key="twins",
        levels=(
            factor.levels[0],
            attrs.evolve(factor.levels[1], key="one"),
            attrs.evolve(factor.levels[2], key="more", label="1"),
        ),
        categories=(Category("no-such-category", "C"),),
    )
    factors = (factor, twins)
    assert found(made(factors=factors), "refuses-unknown") == []


class WithOptional(Sum):
    def combination_faults(self, given):
        if "extra" in given and "impact" not in given:
            yield LevelFault(("extra",), "extra goes only with impact")


OPTIONAL = (
    FACTORS[0],
    attrs.evolve(FACTORS[1], optional=True),
    attrs.evolve(Factor.numbered("extra", ["None", "Some"]), optional=True),
)


def test_optional_factors_are_examined_in_and_out_as_far_as_they_go_together():
    scheme = made(WithOptional, factors=OPTIONAL, values=tuple(range(1, 9)), bands=())
    result = coherence(scheme)
    assert result.examined == "All 30 combinations of levels that go together were examined."
    assert result.entries == ()
    cells = Survey(scheme).cells
    assert (0, None, None) in cells
    assert (0, None, 1) not in cells


def test_factors_that_do_not_go_together_are_to_be_refused():
    class Forgetful(WithOptional):
        def rate(self, levels):
            return Sum.rate(
                self,
                {key: level for key, level in levels.items() if key != "extra"}
                if "impact" not in levels
                else levels,
            )

    scheme = made(Forgetful, factors=OPTIONAL, values=tuple(range(1, 9)), bands=())
    assert ("refuses-unknown", 'giving likelihood, extra, which do not go together, is not refused but rated "1"') in found(scheme)  # fmt: skip


def test_a_scheme_that_cannot_say_what_goes_together_is_told_its_error():
    class Unsure(Sum):
        def combination_faults(self, given):
            if "extra" in given:
                raise LookupError("extra")
            return ()

    scheme = made(Unsure, factors=OPTIONAL, values=tuple(range(1, 9)), bands=())
    result = coherence(scheme)
    assert [anywhere(entry.message) for entry in result.of("total")] == [
        f"asking whether the factors likelihood, impact, extra go together raises LookupError: extra ({LINE})",
        f"asking whether the factors likelihood, extra go together raises LookupError: extra ({LINE})",
    ]
    assert result.examined == "All 12 combinations of levels that go together were examined."


def test_a_scheme_that_never_answers_is_told_so_once():
    class Never(Sum):
        def combination_faults(self, given):
            yield LevelFault((), "no")

    factors = tuple(attrs.evolve(factor, optional=True) for factor in FACTORS)
    result = coherence(made(Never, factors=factors, bands=()))
    assert [(entry.check, entry.message) for entry in result.entries] == [
        ("total", "no combination of levels can be rated at all")
    ]
    assert "refuses-unknown" in {each.check for each in result.not_evaluated}


def test_rules_over_levels_need_every_factor():
    claims = Claims(ranked_by=["likelihood"], equals="likelihood + impact + extra")
    scheme = made(WithOptional, factors=OPTIONAL, values=tuple(range(1, 9)), bands=(), claims=claims)
    result = coherence(scheme)
    assert result.entries == ()
    assert [(each.check, each.why) for each in result.not_evaluated][:2] == [
        ("ranked-by", "ranks need a rating for every cell, with every factor given"),
        ("equals", "a formula needs every factor; cells that leave one out were passed over"),
    ]


def test_every_check_survives_a_scheme_that_only_raises():
    class Broken(Sum):
        def rate(self, levels):
            raise ZeroDivisionError

        def combination_faults(self, given):
            raise ZeroDivisionError

    claims = Claims(
        injective=True, symmetric=True, strictly_monotone=True, ranked_by=["impact"], equals="impact"
    )
    survey = Survey(made(Broken, claims=claims))
    answers = {check.name: check(survey) for check in CHECKS if check.kind is not Kind.ADVICE}
    assert [anywhere(answer.message) for answer in answers["total"]] == [
        f"asking whether the factors likelihood, impact go together raises ZeroDivisionError ({LINE})",
        "no combination of levels can be rated at all",
    ]
    assert {name for name, found in answers.items() if found} == {"total", "refuses-unknown"}
