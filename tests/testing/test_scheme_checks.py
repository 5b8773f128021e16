"""The conformance kit of schemes, proved by schemes with one fault each."""

import inspect
import re
import sys
from pathlib import Path

import attrs
import pytest

from govkit import Toolkit
from govkit.errors import DefinitionError, MissingExtraError, RatingError
from govkit.scoring import Aggregation, Band, BaseScheme, Category, Claims, Factor, LevelFault, Scheme
from govkit.testing import SCHEME_CHECKS, scheme_checks

pytest_plugins = ["pytester"]

CATEGORIES = (Category("money", "Money"), Category("fame", "Fame"))
ACROSS = Factor.numbered("likelihood", ["Rare", "Even", "Likely"])
UP = Factor.numbered("impact", ["Minor", "Serious", "Major"], categories=CATEGORIES)
BANDS = [
    Band(key="low", label="Low", first=1, last=3),
    Band(key="medium", label="Medium", first=4, last=5),
    Band(key="high", label="High", first=6, last=9),
]
CHECK = {check.name: check for check in SCHEME_CHECKS}


def matrix(**changes):
    plain = {"version": "1", "title": "Good", "source": "here", "across": ACROSS, "up": UP, "bands": BANDS}
    return Scheme.matrix(
        "good", **{**plain, "rows": [[3, 6, 9], [2, 4, 6], [1, 2, 3]], "tolerance": 4, **changes}
    )


GOOD = matrix()


def as_class(cls, **changes):
    return cls(**{field.name: getattr(GOOD, field.name) for field in attrs.fields(Scheme)} | changes)


def remade(**changes):
    """A class whose ratings are changed after the fact."""

    def rate(self, levels):
        rating = Scheme.rate(self, levels)
        return attrs.evolve(rating, **{key: make(rating) for key, make in changes.items()})

    return as_class(attrs.frozen(kw_only=True)(type("Remade", (Scheme,), {"rate": rate})))


def reading(read):
    """A class that reads levels in its own way before it rates them."""

    def rate(self, levels):
        return Scheme.rate(self, read(self, levels))

    return as_class(attrs.frozen(kw_only=True)(type("Reading", (Scheme,), {"rate": rate})))


def clamp(_, levels):
    return {key: min(max(level, 1), 3) if type(level) is int else level for key, level in levels.items()}


def truth_is_one(_, levels):
    return {key: int(level) if level is True else level for key, level in levels.items()}


def missing_is_one(_, levels):
    return {"likelihood": 1, "impact": 1, **levels}


def numbers_only(self, levels):
    if any(isinstance(level, str) for level in levels.values()):
        raise RatingError(self.id, ["only numbers are read"])
    return levels


def by_position(_, levels):
    return dict(zip(("likelihood", "impact"), levels.values(), strict=False))


def pop(_, levels):
    return {key: levels.pop(key) for key in list(levels)} if isinstance(levels, dict) else levels


def first_category(_, levels):
    return {
        key: next(iter(level.values()), level) if isinstance(level, dict) else level
        for key, level in levels.items()
    }


def dead_end(_, levels):
    return {}[levels["likelihood"]] if levels == {"likelihood": 3, "impact": 3} else levels


class Raising(Scheme):
    """Raises an error of its own when asked what is wrong."""

    def level_faults(self, levels):
        return tuple(levels[99])


class Forgiving(Scheme):
    """Tells what is wrong, and rates it all the same."""

    def rate(self, levels):
        return super().rate({"likelihood": 1, "impact": 1} if self.level_faults(levels) else levels)


class First(Scheme):
    """Stops at the first fault."""

    def level_faults(self, levels):
        return Scheme.level_faults(self, levels)[:1]


class Nagging(Scheme):
    """Finds fault with what it rates."""

    def level_faults(self, levels):
        return (*Scheme.level_faults(self, levels), LevelFault((), "nothing is ever right"))

    def rate(self, levels):
        return super().rate(levels)


class Mute(Scheme):
    """Says nothing of how it rated."""

    def steps(self, levels, value):
        return ()


@attrs.frozen(kw_only=True)
class Closure(Scheme):
    """Holds what does not pickle."""

    how: object = attrs.field(factory=lambda: lambda: None)


@attrs.frozen(kw_only=True)
class Unstampable(Scheme):
    """Cannot be told where it came from."""

    def __attrs_post_init__(self):
        if self.origin:
            raise TypeError("no origin, please")


@attrs.frozen(kw_only=True)
class Lax(Scheme):
    """Checks nothing of what it is made of."""

    def __attrs_post_init__(self):
        pass


COUNT = []


class Changing(Scheme):
    """Answers otherwise each time."""

    def rate(self, levels):
        COUNT.append(1)
        return attrs.evolve(
            super().rate(levels), explanation=f"good 1 2 3 4 6 9 Low Medium High tolerance {len(COUNT)}"
        )


@attrs.define(kw_only=True)
class Soft(BaseScheme):
    """Can be changed."""

    __setattr__ = object.__setattr__

    def value_of(self, levels):
        return max(level.number for level in levels.values())


def soft():
    factors = (ACROSS, attrs.evolve(UP, categories=()))
    return Soft(id="soft", version="1", title="Soft", source="here", factors=factors, values=(1, 2, 3))


FAULTS = {
    "a cell without an answer": ("total", reading(dead_end)),
    "a value nobody listed": ("total", remade(value=lambda _: 99)),
    "a rating in no band": ("one-band-each", remade(band=lambda _: None)),
    "a worse level that rates better": ("weakly-monotone", matrix(rows=[[3, 6, 6], [2, 9, 4], [1, 2, 3]])),
    "a worse rating in a better band": (
        "bands-follow-rank",
        matrix(
            bands=[attrs.evolve(band, first=None, last=None) for band in BANDS],
            band_rows=[["low", "low", "low"], ["high", "high", "high"], ["high", "high", "high"]],
        ),
    ),
    "worse levels within tolerance, better ones above": (
        "tolerance-follows-levels",
        matrix(within_rows=[[True] * 3, [True, False, True], [True] * 3], tolerance=None),
    ),
    "a tolerance that everything is within": ("tolerance-separates", matrix(tolerance=9)),
    "a tolerance that nothing is within": ("tolerance-separates", matrix(tolerance=0)),
    "levels out of range are clamped": ("refuses-unknown", reading(clamp)),
    "True is a level": ("refuses-unknown", reading(truth_is_one)),
    "a missing factor is taken for the least": ("refuses-unknown", reading(missing_is_one)),
    "two cells of one value": ("injective", matrix(claims=Claims(injective=True))),
    "an order that matters": (
        "symmetric",
        matrix(rows=[[3, 6, 9], [2, 4, 5], [1, 2, 3]], claims=Claims(symmetric=True)),
    ),
    "a step that changes nothing": (
        "strictly-monotone",
        matrix(rows=[[3, 6, 9], [2, 4, 6], [1, 2, 2]], claims=Claims(strictly_monotone=True)),
    ),
    "a rank twice and another missing": (
        "ranked-by",
        matrix(
            rows=[[6, 8, 9], [3, 5, 7], [1, 2, 3]],
            claims=Claims(ranked_by=["likelihood + impact", "impact"]),
        ),
    ),
    "a formula that does not hold": (
        "equals",
        matrix(rows=[[3, 6, 9], [2, 4, 6], [1, 2, 4]], claims=Claims(equals="likelihood * impact")),
    ),
    "no version": ("names-itself", as_class(Lax, version=" ")),
    "an id with a slash": ("names-itself", as_class(Lax, id="a/b")),
    "a version that is no text": ("names-itself", as_class(Lax, version=1)),
    "labels are not read": ("reads-names-alike", reading(numbers_only)),
    "another scheme's name in its ratings": ("remembers-its-scheme", remade(scheme=lambda _: "other")),
    "an origin that is lost": ("remembers-its-scheme", remade(origin=lambda _: "")),
    "ranks by number": ("total", remade(rank=lambda rating: rating.value)),
    "a band that is none of its own": (
        "total",
        remade(band=lambda _: Band(key="x", label="X", first=1, last=9)),
    ),
    "no side although there is a tolerance": ("says-band-and-side", remade(within_tolerance=lambda _: None)),
    "no word of how it rated": ("explains", as_class(attrs.frozen(kw_only=True)(Mute))),
    "no word on tolerance": (
        "explains",
        remade(explanation=lambda rating: f"good {rating.value} {rating.band.label} {rating.levels}"),
    ),
    "one explanation for two values": (
        "explains",
        remade(explanation=lambda _: "good 1 2 3 4 5 6 9 Low Medium High tolerance"),
    ),
    "factors read by position": ("answers-alike", reading(by_position)),
    "another answer each time": ("answers-alike", as_class(attrs.frozen(kw_only=True)(Changing))),
    "levels used up": ("leaves-levels-alone", reading(pop)),
    "a scheme that can be changed": ("leaves-levels-alone", soft()),
    "only the first category counts": ("reads-categories", reading(first_category)),
    "only the first fault is told": ("lists-every-fault", as_class(attrs.frozen(kw_only=True)(First))),
    "faults that are told and passed over": (
        "lists-every-fault",
        as_class(attrs.frozen(kw_only=True)(Forgiving)),
    ),
    "faults in what is rated": ("lists-every-fault", as_class(attrs.frozen(kw_only=True)(Nagging))),
    "an error of its own": ("lists-every-fault", as_class(attrs.frozen(kw_only=True)(Raising))),
    "what does not pickle": ("travels", as_class(Closure)),
    "an origin it refuses": ("works-as-a-plugin", as_class(Unstampable)),
}


@pytest.mark.parametrize(("name", "scheme"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_caught_by_the_check_that_claims_it(name, scheme):
    with pytest.raises(AssertionError, match=rf"^{scheme.id} does not keep {name}: \S+"):
        CHECK[name](scheme)


def test_every_check_catches_a_fault():
    assert {name for name, _ in FAULTS.values()} == set(CHECK)


WORST = matrix(
    across=attrs.evolve(ACROSS, categories=CATEGORIES),
    aggregation=Aggregation.WORST_RATING,
    claims=Claims(symmetric=True),
)


TWINS = matrix(
    up=attrs.evolve(UP, levels=tuple(attrs.evolve(level, label="Some", key=level.key) for level in UP.levels))
)


@scheme_checks([GOOD, WORST, TWINS, attrs.evolve(GOOD, tolerance=None), attrs.evolve(GOOD, bands=())])
def test_a_good_scheme_keeps_every_check(scheme, check):
    check(scheme)


@scheme_checks(list(Toolkit.installed().schemes.values()))
def test_every_shipped_scheme_keeps_every_check(scheme, check):
    check(scheme)


@scheme_checks(
    [as_class(Lax, version="")], expected_failures={"names-itself": "it is made up, and has no version"}
)
def test_a_fault_that_is_owned_up_to_is_an_expected_failure(scheme, check):
    check(scheme)


def test_an_expected_failure_that_passes_is_noticed(pytester):
    pytester.makepyfile(
        """
        from govkit import Factor, Scheme
        from govkit.testing import scheme_checks

        ONE = Scheme.formula(
            "one", version="1", title="One", source="here",
            factors=[Factor.numbered("f", ["Low", "High"])], formula=lambda number: number,
        )

        @scheme_checks([ONE], expected_failures={"symmetric": "it has one factor"})
        def test_scheme(scheme, check):
            check(scheme)
        """
    )
    result = pytester.runpytest_subprocess("-p", "no:randomly", "-q")
    result.stdout.fnmatch_lines(["*one-symmetric*", "*XPASS(strict)*it has one factor*"])
    result.assert_outcomes(passed=len(SCHEME_CHECKS) - 1, failed=1)


@pytest.mark.parametrize(
    ("schemes", "expected", "fault"),
    [
        ([], {}, "there is no scheme to check"),
        (
            [GOOD, "good"],
            {},
            '"good" is the name of a scheme, and a scheme is due; a toolkit finds it: kit.scheme("good")',
        ),
        ([Soft], {}, "Soft is a class, and a scheme is due; give an instance: Soft(id=…, …)"),
        (
            [7],
            {},
            "the number 7 is no scheme; give a Scheme, or an instance of a class derived from BaseScheme",
        ),
        (GOOD, {}, "schemes takes a list of schemes, not a scheme; write brackets around it: [SCHEME]"),
        (
            "good",
            {},
            (
                'schemes takes a list of schemes: "good" is the name of a scheme, and a scheme is due; '
                'a toolkit finds it: kit.scheme("good")'
            ),
        ),
        (
            Soft,
            {},
            "schemes takes a list of schemes: Soft is a class, and a scheme is due; give an instance: Soft(id=…, …)",
        ),
        (
            None,
            {},
            (
                "schemes takes a list of schemes: None is no scheme; give a Scheme, or an instance of a class derived "
                "from BaseScheme"
            ),
        ),
        (
            iter([GOOD]),
            {},
            "schemes takes a list of schemes, not an iterator, which is empty after one look; write list(…)",
        ),
        ([GOOD], {"explain": "x"}, 'there is no check "explain"; did you mean "explains"?'),
        (
            [GOOD],
            {"explains": " "},
            'the expected failure "explains" has no reason; say in a text why it is to fail',
        ),
        (
            [GOOD],
            {"explains": None},
            'the expected failure "explains" has no reason; say in a text why it is to fail',
        ),
        (
            [GOOD],
            {"betweenness": "two bands"},
            '"betweenness" is advice, which fails no test; leave it out of expected_failures',
        ),
        (
            [GOOD],
            ["explains"],
            (
                "expected_failures takes names of checks with their reasons, not a list; "
                'write {"explains": "the paper wants scores without words"}'
            ),
        ),
    ],
)
def test_a_wrong_use_of_the_kit_is_said_in_a_sentence(schemes, expected, fault):
    with pytest.raises(DefinitionError) as caught:
        scheme_checks(schemes, expected_failures=expected)
    assert caught.value.problems == (fault,)


def test_every_wrong_use_of_the_kit_is_listed_at_once():
    with pytest.raises(DefinitionError) as caught:
        scheme_checks([Soft, "good"], expected_failures={"explain": "x", "travels": None})
    assert len(caught.value.problems) == 4


@pytest.mark.parametrize("name", ["total", "travels"])
def test_a_check_that_is_given_a_class_asks_for_an_instance(name):
    with pytest.raises(
        DefinitionError, match=rf"^check {name}: Soft is a class, and a scheme is due; give an inst"
    ):
        CHECK[name](Soft)


@attrs.frozen(kw_only=True)
class Gappy(BaseScheme):
    """Looks levels up in a table that ends too early."""

    def value_of(self, levels):
        return {2: 1, 3: 2}[sum(level.number for level in levels.values())]


def test_one_fault_of_its_code_is_told_once_with_its_count_and_its_line():
    gappy = Gappy(
        id="gappy",
        version="1",
        title="Gappy",
        source="here",
        factors=(ACROSS, UP),
        values=(1, 2),
        tolerance=1,
    )
    with pytest.raises(AssertionError) as caught:
        CHECK["total"](gappy)
    line = inspect.getsourcelines(Gappy.value_of)[1] + 1
    assert str(caught.value) == (
        "gappy does not keep total: likelihood 1, impact 3 raises KeyError: 4 "
        f"(test_scheme_checks.py, line {line}); so do 5 other combinations"
    )


def test_without_pytest_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "pytest", None)
    with pytest.raises(MissingExtraError, match=r"govkit\.testing needs the extra \[testing\]"):
        scheme_checks([GOOD])


def test_evidence_is_cut_to_what_a_person_reads():
    upside_down = matrix(rows=[[1, 2, 3], [2, 4, 6], [3, 6, 9]], tolerance=None, bands=[])
    with pytest.raises(AssertionError) as caught:
        CHECK["weakly-monotone"](upside_down)
    assert str(caught.value).endswith("; 1 more of the kind")


HEADINGS = ["What it does", "Why it matters", "Example", "Instead"]
REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
PAGE = "".join(
    (REFERENCE / name).read_text(encoding="utf-8") for name in ("scheme-checks.md", "scheme-conformance.md")
)


@pytest.mark.parametrize("check", SCHEME_CHECKS, ids=lambda check: check.name)
def test_every_check_has_a_page_which_the_reference_repeats(check):
    title, *rest = re.split(rf"^({'|'.join(HEADINGS)})$", inspect.cleandoc(check.page), flags=re.MULTILINE)
    assert rest[::2] == HEADINGS
    found = re.search(rf"^## {check.name}\n(.*?)(?=^##? |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, check.name
    words = " ".join(found[1].split())
    for text in (title, *rest[1::2]):
        assert " ".join(text.replace("``", "`").split()) in words
