"""What is examined where there is too much to examine all of it."""

import time

import attrs
import pytest

from govkit import Band, BaseScheme, Claims, Factor, LevelFault, Tolerance, coherence
from govkit.scoring.coherence import Survey

LEVELS = list("ABCDEFGHIJ")


@attrs.frozen(kw_only=True)
class Mean(BaseScheme):
    """Sixteen factors of ten levels, as OWASP's risk rating has them: 10^16 cells."""

    def value_of(self, levels):
        return sum(level.number for level in levels.values()) // len(levels)


class Capricious(Mean):
    def value_of(self, levels):
        value = Mean.value_of(self, levels)
        return 4 if value == 5 and levels["f3"].number > 7 else value


def big(kind=Mean, **changes):
    plain = {
        "id": "big", "version": "1", "title": "Big", "source": "here", "values": tuple(range(1, 11)),
        "factors": tuple(Factor.numbered(f"f{place}", LEVELS) for place in range(16)),
        "tolerance": Tolerance(5),
        "bands": (Band(key="low", label="Low", first=1, last=5), Band(key="high", label="High", first=6, last=10)),
    }  # fmt: skip
    return kind(**{**plain, **changes})


def test_a_sample_is_taken_quickly_and_says_that_it_is_one():
    start = time.process_time()
    result = coherence(big())
    assert time.process_time() - start < 30  # it takes three seconds
    assert result.entries == ()
    assert (
        " of 10^16 combinations of levels were examined, in chains that go from level to level"
        in result.examined
    )
    assert int(result.examined.partition(" of ")[0].replace(" ", "")) > 10_000
    assert "about" not in result.examined


def test_a_sample_is_the_same_every_time_and_another_for_another_version():
    first, again = Survey(big(), bound=1000), Survey(big(), bound=1000)
    assert list(first.cells) == list(again.cells)
    assert list(first.cells) != list(Survey(big(version="2"), bound=1000).cells)
    assert len(first.cells) <= 1000


def test_a_sample_goes_one_level_at_a_time_from_the_least_to_the_worst():
    survey = Survey(big(), bound=1000)
    assert (0,) * 16 in survey.cells
    assert (9,) * 16 in survey.cells
    for cell, worse in survey.steps:
        assert sorted(after - before for before, after in zip(cell, worse, strict=True)) == [0] * 15 + [1]
    assert len(survey.steps) >= len(survey.cells) - 1


def test_a_sample_crosses_the_middle_and_follows_the_edges():
    cells = Survey(big(), bound=1000).cells
    assert any(min(cell) > 0 and max(cell) < 9 for cell in cells)
    assert any(cell.count(0) + cell.count(9) == 16 and 0 < cell.count(9) < 16 for cell in cells)


def test_a_fault_somewhere_in_the_middle_is_found_by_the_sample():
    (entry, *_) = coherence(big(Capricious), bound=5000).faults
    assert entry.check == "weakly-monotone"


def test_what_a_sample_cannot_tell_is_not_told():
    claims = Claims(ranked_by=["f0"])
    bands = (
        *big().bands[:1],
        Band(key="high", label="High", first=6, last=9),
        Band(key="top", label="Top", first=10, last=10),
    )
    result = coherence(big(claims=claims, bands=bands, tolerance=Tolerance(10)), bound=40)
    assert result.entries == ()
    assert {(each.check, each.why) for each in result.not_evaluated} >= {
        ("tolerance-separates", "every combination that was examined is within tolerance; others may not be"),
        ("ranked-by", "ranks need every combination of levels, and only a sample was examined"),
        ("tolerance-has-cell", 'no cell that was examined has the value "10"; another may have it'),
        ("every-band-reached", "no cell that was examined is in the band Top; another may be"),
    }  # fmt: skip
    two = big(factors=big().factors[:2])
    assert {each.why for each in coherence(two, bound=40).not_evaluated if each.check == "betweenness"} == {
        "it needs every cell, and only a sample was examined"
    }


def test_a_mirror_image_is_asked_for_even_if_the_sample_missed_it():
    class Leaning(Mean):
        def value_of(self, levels):
            return max(levels["f0"].number - 1, levels["f1"].number)

    scheme = big(Leaning, factors=big().factors[:2], claims=Claims(symmetric=True), bands=())
    entries = coherence(scheme, bound=30).of("symmetric")
    assert entries
    for entry in entries:
        cell, mirror = entry.cells
        assert cell == mirror[::-1]


@pytest.mark.parametrize("optional", [3, 14])
def test_optional_factors_are_in_and_out_of_a_sample_and_only_where_they_go_together(optional):
    class Paired(Mean):
        def combination_faults(self, given):
            if "f15" in given and "f14" not in given:
                yield LevelFault(("f15",), "f15 goes only with f14")

    factors = tuple(
        attrs.evolve(factor, optional=place >= 16 - optional) for place, factor in enumerate(big().factors)
    )
    survey = Survey(big(Paired, factors=factors), bound=3000)
    assert survey.examined.partition(" of ")[2].startswith("about 10^16 combinations")
    sets = {tuple(at is not None for at in cell) for cell in survey.cells}
    assert (True,) * 16 in sets
    assert len(sets) > 3
    assert not any(given[15] and not given[14] for given in sets)
    assert survey.failures == {}


def test_the_bound_decides_between_all_and_a_sample():
    scheme = big(factors=big().factors[:3])
    assert coherence(scheme, bound=1000).examined == "All 1 000 combinations of levels were examined."
    assert " of 1 000 combinations" in coherence(scheme, bound=999).examined
