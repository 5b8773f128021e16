"""What can be told of a scheme file of which a part cannot be read, and how large a scheme may be."""

from itertools import product

import pytest

from govkit.errors import DefinitionError, LoadError, RefusedError
from govkit.scoring import Factor, Scheme

WHOLE = """\
id = "s"
version = "1"
title = "S"
source = "here"
values = [1, 2, 3, 4]
tolerance = 2
[[factors]]
key = "likelihood"
levels = ["Rare", "Often"]
[[factors]]
key = "impact"
levels = ["Minor", "Major"]
[matrix]
across = "likelihood"
up = "impact"
rows = [
  [2, 4],
  [1, 3],
]
[[bands]]
label = "Low"
first = 1
last = 2
[[bands]]
label = "High"
first = 3
last = 4
[claims]
injective = true
"""
UNREADABLE = {
    "a key that nobody knows": ('id = "s"\n', 'id = "s"\nzzzz = 1\n'),
    "one with a slash": ('id = "s"\n', 'id = "s"\n"z/~z" = 1\n'),
    "one in a band": ('label = "Low"\n', 'label = "Low"\nzzzz = 1\n'),
    "a misspelt key": ("values = [", "valeus = ["),
    "a misspelt key of a band": ("first = 3", "frist = 3"),
    "a key that has slipped": ("injective = true", "injective = true\ntolerance = 2"),
    "a title that is a number": ('title = "S"', "title = 1"),
    "no title": ('title = "S"\n', ""),
    "values of another sort": ("values = [1, 2, 3, 4]", "values = [1, 2, 3, true]"),
    "a tolerance of another sort": ("tolerance = 2", "tolerance = [2]"),
    "levels that are none": ('levels = ["Rare", "Often"]', "levels = [1, 2]"),
    "a row that is none": ("  [1, 3],\n", '  "1, 3",\n'),
    "a band without a label": ('label = "High"\n', ""),
    "a claim that is none": ("injective = true", 'injective = "yes"'),
}
WRONG = {
    "an id with a blank": ('id = "s"', 'id = "s s"', "/id"),
    "two levels of one number": ('"Minor", "Major"', '{ label = "Minor", number = 2 }, "Major"', "/factors"),
    "a row too short": ("[1, 3],", "[1],", "/matrix"),
    "a value that is not listed": ("[1, 3],", "[1, 7],", "/matrix"),
    "a band that ends nowhere": ("last = 4", 'last = "D"', "/bands"),
    "a hole": ("first = 3", "first = 4", "/bands"),
    "a tolerance that is no value": ("tolerance = 2", 'tolerance = "low"', "/tolerance"),
    "a claim about no factor": ("injective = true", 'injective = true\nranked_by = ["wind"]', "/claims"),
}


def problems_of(text):
    try:
        Scheme.from_toml_text(text, "s.toml")
    except RefusedError as error:
        return [(problem.path, problem.message) for problem in error.problems]
    return []


def changed(*changes):
    text = WHOLE
    for old, new, *_ in changes:
        if old not in text:
            return None
        text = text.replace(old, new, 1)
    return text


def test_the_whole_is_without_fault():
    assert problems_of(WHOLE) == []


@pytest.mark.parametrize(("slip", "fault"), list(product(UNREADABLE, WRONG)))
def test_what_cannot_be_read_makes_no_fault_and_hides_only_what_may_hang_on_it(slip, fault):
    text = changed(UNREADABLE[slip], WRONG[fault]) or changed(WRONG[fault], UNREADABLE[slip])
    if text is None:
        return  # both are about the same words
    alone, wrong = problems_of(changed(UNREADABLE[slip])), problems_of(changed(WRONG[fault]))
    both = problems_of(text)
    assert wrong
    assert set(alone) <= set(both)
    assert {message for _, message in both} <= {message for _, message in (*alone, *wrong)}


@pytest.mark.parametrize(
    ("slip", "told"),
    [
        ("a key that nobody knows", list(WRONG)),
        ("one in a band", list(WRONG)),
        ("a title that is a number", list(WRONG)),
        ("no title", list(WRONG)),
        ("a claim that is none", [fault for fault in WRONG if "claim" not in fault]),
        ("a tolerance of another sort", [fault for fault in WRONG if "tolerance" not in fault]),
        ("levels that are none", ["an id with a blank", "a band that ends nowhere", "a tolerance that is no value"]),
        ("a misspelt key of a band", ["an id with a blank", "two levels of one number", "a row too short", "a value that is not listed", "a claim about no factor"]),
        ("a misspelt key", ["an id with a blank", "two levels of one number", "a claim about no factor"]),
    ],
)  # fmt: skip
def test_faults_that_hang_on_nothing_unread_are_told_at_once(slip, told):
    for fault in told:
        text = changed(UNREADABLE[slip], WRONG[fault]) or changed(WRONG[fault], UNREADABLE[slip])
        if text is not None:
            assert set(problems_of(changed(WRONG[fault]))) <= set(problems_of(text)), fault


def test_a_tolerance_that_is_given_twice_is_told_beside_another_fault():
    text = changed(("[1, 3],\n]\n", "[1, 3],\n]\nwithin = [[true, false], [true, false]]\n"))
    twice = ("/tolerance", "the tolerance is given twice, by the matrix too; keep one")
    assert problems_of(text) == [twice]
    assert twice in problems_of(text.replace('id = "s"', 'id = "s"\nzzzz = 1'))


def test_texts_without_an_order_are_told_beside_another_fault():
    text = changed(("values = [1, 2, 3, 4]\n", ""), ("[2, 4]", '["B", "D"]'), ("[1, 3]", '["A", "C"]'))
    unordered = ("/matrix/rows", "its values are texts, so say their order: values = [least, …, worst]")
    assert unordered in problems_of(text)
    assert unordered in problems_of(text.replace('id = "s"', 'id = "s"\nzzzz = 1'))


def test_they_stand_in_the_order_of_the_file():
    text = changed(UNREADABLE["a key that nobody knows"], WRONG["a band that ends nowhere"])
    with pytest.raises(RefusedError) as caught:
        Scheme.from_toml_text(text, "s.toml")
    assert [problem.line for problem in caught.value.problems] == [2, 28]


def test_a_file_that_is_wrong_throughout_says_no_more_than_that():
    junk = "".join(f"z{n} = 1\n" for n in range(100))
    text = changed(('id = "s"\n', f'id = "s s"\n{junk}'))
    assert {message.partition('"')[0] for _, message in problems_of(text)} == {"there is no key "}


@pytest.mark.parametrize("head", ['id = "s"\n', 'label = "Low"\n'])
def test_a_key_of_a_thousand_letters_hides_all_the_rest(head):
    text = changed((head, f"{head}{'z' * 1001} = 1\n"), WRONG["a claim about no factor"])
    ((_, said),) = problems_of(text)
    assert said.startswith('there is no key "zzz')


KNOWN = (
    "id, version, title, source, assumed, aggregation, values, tolerance, factors, matrix, formula, bands, …"
)


def test_of_what_is_no_scheme_at_all_nothing_is_told_that_follows_from_that():
    missing = [("", f'the key "{key}" is missing') for key in ("id", "version", "title", "source", "factors")]
    either = ("", "a scheme file has either a [matrix] or a [formula]")
    assert problems_of("z = 2\n") == [*missing, either, ("/z", f'there is no key "z" here; known: {KNOWN}')]
    assert problems_of("[matrix]\nrows = 1\n")[:5] == missing


@pytest.mark.parametrize(
    ("expression", "levels", "told"),
    [
        ("a * 2", '"Rare", "Often"', ['the value "4" is in no band']),
        ("a *", '"Rare", "Often"', ['the expression "a *" is no arithmetic']),
        ("10 / (a - 1)", '"Rare", "Often"', []),
        ("a", ", ".join(f'"L{n}"' for n in range(400)), ["its factors make 160,000 combinations"]),
    ],
)
def test_what_a_formula_gives_is_held_against_the_bands_beside_another_fault(expression, levels, told):
    second = f'[[factors]]\nkey = "b"\nlevels = [{levels}]\n' if levels.count(",") > 1 else ""
    text = (
        'id = "s s"\nversion = "1"\ntitle = "T"\nsource = "here"\n[[factors]]\nkey = "a"\n'
        f'levels = [{levels}]\n{second}[formula]\nexpression = "{expression}"\n'
        '[[bands]]\nlabel = "Low"\nfirst = 1\nlast = 2\nzzzz = 1\n'
    )
    said = [message for _, message in problems_of(text) if "zzzz" not in message and "the id" not in message]
    assert [message[: len(start)] for message, start in zip(said, told, strict=True)] == told


# -------------------------------------------------------------------------------------------------- how large


def wide(key, count):
    return Factor.numbered(key, [f"L{n}" for n in range(1, count + 1)])


ABOUT = {"version": "1", "title": "T", "source": "here"}
TOO_LARGE = (
    "its factors make 100,200 combinations of levels, and a table has 100,000 at most; give fewer levels, "
    "or derive a scheme that is no table from BaseScheme"
)


def test_a_table_has_a_hundred_thousand_combinations_at_most():
    for build in (
        lambda: Scheme.formula("s", factors=[wide("a", 501), wide("b", 200)], formula=max, **ABOUT),
        lambda: Scheme.matrix("s", across=wide("a", 501), up=wide("b", 200), rows=[[1]], **ABOUT),
    ):
        with pytest.raises(DefinitionError) as caught:
            build()
        assert (caught.value.problems, caught.value.paths) == ((TOO_LARGE,), ("/factors",))
    assert len(Scheme.formula("s", factors=[wide("a", 500), wide("b", 200)], formula=max, **ABOUT).table) == 100_000  # fmt: skip


def test_a_file_of_too_many_combinations_is_refused_at_once_with_what_else_is_wrong():
    levels = ", ".join(f'"L{n}"' for n in range(3000))
    text = (
        'id = "s s"\nversion = "1"\ntitle = "T"\nsource = "here"\n'
        f'[[factors]]\nkey = "a"\nlevels = [{levels}]\n[[factors]]\nkey = "b"\nlevels = [{levels}]\n'
        '[formula]\nexpression = "a * b"\n'
    )
    (_, first), (place, second) = problems_of(text)
    assert "cannot be the id of a scheme" in first
    assert (place, second[:45]) == ("/factors", "its factors make 9,000,000 combinations of le")


def test_a_matrix_with_many_rows_too_many_names_the_first_of_them():
    text = WHOLE.replace("  [1, 3],\n", "  [1, 3],\n" * 3000)
    assert (
        "/matrix/rows",
        f"the matrix is to have 2 rows of 2 values, it has rows of {[2] * 12} and 2989 rows more",
    ) in problems_of(text)


def test_a_file_that_is_too_long_is_not_read():
    with pytest.raises(LoadError) as caught:
        Scheme.from_toml_text("#" * 5_000_001, "s.toml")
    assert [str(problem) for problem in caught.value.problems] == [
        "s.toml: it has 5,000,001 characters, and a scheme file has 5,000,000 at most"
    ]
    assert not isinstance(caught.value, RefusedError)
