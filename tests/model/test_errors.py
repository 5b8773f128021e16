"""What errors say, and what they carry."""

import copy
import pickle

import pytest

from govkit import errors
from govkit.errors import (
    AmbiguousRefError,
    BlankTextError,
    Blocked,
    CalendarError,
    DefinitionError,
    GovkitError,
    LoadError,
    MisplacedError,
    MissingExtraError,
    NoLifecycleError,
    PluginError,
    Problem,
    RatingError,
    RefusedError,
    SaveError,
    SchemeMismatchError,
    SchemeRaisedError,
    SuppliedFactError,
    TermError,
    UnknownNameError,
    did_you_mean,
)

ERRORS = (
    (
        LoadError("x.yaml", [Problem("bad"), Problem("worse", "/a", "x.yaml", 2, 3)]),
        "x.yaml was not loaded: 2 problems\n  bad\n  x.yaml:2:3: /a: worse",
    ),
    (LoadError("x.yaml", [Problem("bad")]), "x.yaml was not loaded: 1 problem\n  bad"),
    (RefusedError("s.toml", [Problem("bad")]), "s.toml was not loaded: 1 problem\n  bad"),
    (SaveError("x.yaml was not written"), "x.yaml was not written"),
    (DefinitionError("scheme s", ["no factors", "no bands"]), "scheme s: no factors; no bands"),
    (UnknownNameError("scheme", "abc", ["abd"]), 'there is no scheme "abc"; did you mean "abd"?'),
    (UnknownNameError("state", "x", [], " (A1)"), 'there is no state "x"; there are none (A1)'),
    (
        BlankTextError("Risk.causes[1]", " "),
        "Risk.causes[1]: the text is blank; write one or leave the key out",
    ),
    (BlankTextError("Risk.title", ""), "Risk.title: the text is empty; write one or leave the key out"),
    (
        NoLifecycleError("risk", "R1"),
        (
            "R1 has no lifecycle: only an action has one untold; "
            'write "workflows: {risk: …}" in the register, or "workflow: …" in the item'
        ),
    ),
    (AmbiguousRefError("R1", ["/a", "/b"]), '"R1" stands 2 times: /a, /b; give each its own'),
    (
        MisplacedError("4/1.4", "1.5"),
        '"1.5" cannot take the place of "4/1.4": the refs differ, one would be lost',
    ),
    (RatingError("s", ["no impact", "no likelihood"]), "not rated under s: no impact; no likelihood"),
    (
        SchemeRaisedError(
            "s", "1", "a 2", part="steps", what="returns None", kind="NoneType", given="impact 1"
        ),
        "not rated under s: the code of s 1 of a 2 is at fault: its steps returns None, for impact 1",
    ),
    (
        SchemeMismatchError("s 1", "s 2"),
        "a rating of s 1 has no order against one of s 2; rate both under one scheme first",
    ),
    (SuppliedFactError("band"), 'the fact "band" follows from the register; leave it out'),
    (TermError("2 quarters", "could mean two things"), '"2 quarters" could mean two things'),
    (CalendarError("the calendar of GB-ENG", "ends in 2100"), "the calendar of GB-ENG ends in 2100"),
    (Blocked("A1", "close", ["no end date", "no reason"]), "A1 cannot close: no end date; no reason"),
    (PluginError(["acme 1.0 is broken"]), "broken plug-ins: acme 1.0 is broken"),
    (
        MissingExtraError("the store", "store"),
        "the store needs the extra [store]: pip install 'govkit[store]'",
    ),
)


@pytest.mark.parametrize(("error", "message"), ERRORS, ids=[type(row[0]).__name__ for row in ERRORS])
def test_an_error_is_a_sentence(error, message):
    assert str(error) == message
    assert isinstance(error, GovkitError)


@pytest.mark.parametrize("error", [row[0] for row in ERRORS], ids=[type(row[0]).__name__ for row in ERRORS])
def test_an_error_comes_home_from_another_process_whole(error):
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):  # noqa: S301 - our own pickle
        assert type(other) is type(error)
        assert str(other) == str(error)
        assert vars(other) == vars(error)


def test_every_kind_of_error_is_tested_above():
    kinds = {
        kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, GovkitError)
    }
    assert {type(error) for error, _ in ERRORS} == kinds - {GovkitError}


def test_an_error_carries_what_its_sentence_is_made_of():
    error = UnknownNameError("scheme", "abc", iter([1, "b"]))
    assert (error.kind, error.name, error.known) == ("scheme", "abc", ("1", "b"))
    assert LoadError("x", iter([Problem("bad")])).problems == (Problem("bad"),)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        (Problem("bad"), "bad"),
        (Problem("bad", "/a"), "/a: bad"),
        (Problem("bad", "", "x.yaml"), "x.yaml: bad"),
        (Problem("bad", "/a", "x.yaml", 2), "x.yaml:2: /a: bad"),
        (Problem("bad", "/a", "x.yaml", 2, 3), "x.yaml:2:3: /a: bad"),
        (Problem("bad", "/a", None, 2, 3), "2:3: /a: bad"),
        (Problem("größer"), "größer"),
        (Problem('the text "a\n\x1b[31m"', "/\ud800"), r'/\ud800: the text "a\n\x1b[31m"'),
    ],
)
def test_a_problem_is_one_line_that_begins_with_its_place(problem, text):
    assert str(problem) == text
    assert text.encode()


@pytest.mark.parametrize(
    ("name", "known", "clause"),
    [
        ("impct", ["likelihood", "impact"], '; did you mean "impact"?'),
        ("x", ["likelihood", "impact"], "; known: likelihood, impact"),
        ("x", [], "; there are none"),
        (3, [33, 4], '; did you mean "33"?'),
        ("x", range(100, 112), "; known: 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111"),
        ("x", range(100, 113), "; known: 100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 110, 111, …"),
    ],
)
def test_the_nearest_known_name_is_offered_or_else_the_first_ones(name, known, clause):
    assert did_you_mean(name, known) == clause
