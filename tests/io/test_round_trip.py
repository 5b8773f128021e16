"""What is written reads back as what it was, whatever it holds."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
import yaml
from effort import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govkit.io import dumps, loads
from govkit.model import Action, Assessment, Indicator, Register, Risk
from govkit.testing import strategies

TEXTUAL = ("x.yaml", "x.json", "x.toml")
NAMES = (*TEXTUAL, "x.xlsx")
EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "registers").glob("*.yaml"))
LOOKALIKES = (
    *(
        "NO",
        "no",
        "yes",
        "on",
        "y",
        "true",
        "True",
        "null",
        "Null",
        "NULL",
        "~",
        "",
        "=",
        "<<",
        "nan",
        ".inf",
    ),
    *(
        "010",
        "08",
        "0o10",
        "0x1F",
        "0b1",
        "12",
        "-1",
        "+1",
        "1e3",
        "1E-3",
        "1.5",
        ".5",
        "5.",
        "1_000",
        "-",
        ".",
    ),
    *(
        "12:30",
        "190:20:30",
        "2019-08-13",
        "2019-08-13T10:00:00Z",
        "---",
        "...",
        "--- a",
        "# a",
        "a #b",
        "a: b",
    ),
    *(
        "- a",
        "? a",
        "a:",
        "'a",
        '"a',
        "[a",
        "{a",
        "]",
        "}",
        ",",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "`a",
        "|",
        ">-",
    ),
    *(" a", "a ", "a\n", "\na", "a\n\nb", "\t", "a\tb", "\r", "a\r\nb", "\x00", "\x07", "\x1b[31m", "\x7f"),
    *(
        "\x85",
        "a\x85b",
        "\xa0",
        "\u2028",
        "a\u2029b",
        "\ufeff",
        "\ufeffa",
        "\ufffe",
        "\uffff",
        "\ud7ff",
        "\ue000",
    ),
    *(
        '"""',
        "'''",
        '"""a""""',
        "'''a\n'''",
        "a\\",
        "\b",
        "\f",
        "\x0b",
        "10:30:00",
        "[[a]]",
        "a = 1",
        "inf",
        "+nan",
    ),
    *("\U0001f600", "\U0010ffff", "e\u0301", "a\\nb", "\\", "'", '"', "''", '"\\"', "word " * 100, "x" * 300),
)
TEXTS = st.sampled_from(LOOKALIKES) | st.text() | st.lists(st.sampled_from(LOOKALIKES)).map(" ".join)


def holding(text):
    """Build a register that holds a text wherever one may stand; a blank one, wherever that may."""
    levels = {text: 1, f"{text} ": {text: text}}
    return Register(
        ref="r",
        title=text if text.strip() else "T",
        risks=(
            Risk(
                ref="R1",
                title="T",
                status_date=text,
                causes=(text, text) if text.strip() else (),
                current=Assessment(levels=levels, printed=text),
            ),
        ),
    )


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_any_register_reads_back_equal(register):
    for name in NAMES:
        assert loads(dumps(register, name), name) == register


@settings(max_examples=examples(300), deadline=None)
@given(TEXTS)
def test_any_text_stays_the_text_it_was(text):
    for name in NAMES:
        assert loads(dumps(holding(text), name), name) == holding(text)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("text", LOOKALIKES)
def test_a_text_that_looks_like_something_else_stays_the_text_it_was(text, name):
    assert loads(dumps(holding(text), name), name) == holding(text)


@pytest.mark.parametrize("text", LOOKALIKES)
def test_other_readers_of_yaml_take_a_text_for_a_text(text):
    data = yaml.safe_load(dumps(holding(text), "x.yaml"))
    current = data["risks"][0]["current"]
    assert current == {"levels": {text: 1, f"{text} ": {text: text}}, "printed": text}


@settings(deadline=None)
@given(st.integers())
@example(10**4299)
def test_any_whole_number_that_can_be_written_stays_the_number_it_was(number):
    register = Register(
        ref="r", title="T", risks=(Risk(ref="R", title="T", current=Assessment(levels={"f": number})),)
    )
    for name in NAMES:
        assert loads(dumps(register, name), name) == register


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False))
@example(Decimal("0.1000000000000000000000000000000000001"))
@example(Decimal("-1E+3"))
@example(Decimal("1e-999"))
@example(Decimal("-0.0"))
def test_any_figure_keeps_every_digit_it_has(figure):
    register = Register(
        ref="r", title="T", indicators=(Indicator(ref="I", title="T", unit="%", target=figure),)
    )
    for name in NAMES:
        assert loads(dumps(register, name), name) == register


@pytest.mark.parametrize("figure", ["1.50", "79", "79.0", "0.10", "1E+3", "1E-7", "0E+2", "-12", "-0.00"])
@pytest.mark.parametrize("name", NAMES)
def test_a_figure_is_written_with_the_digits_it_has_and_no_more(figure, name):
    register = Register(
        ref="r", title="T", indicators=(Indicator(ref="I", title="T", unit="%", target=Decimal(figure)),)
    )
    assert str(loads(dumps(register, name), name).indicators[0].target) == figure


@pytest.mark.parametrize("text", LOOKALIKES)
def test_other_readers_of_toml_take_a_text_for_a_text(text):
    current = tomllib.loads(dumps(holding(text), "x.toml").decode())["risks"][0]["current"]
    assert current == {"levels": {text: 1, f"{text} ": {text: text}}, "printed": text}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_registers_load_and_stay_what_they_are(path):
    register = loads(path.read_bytes(), path.name)
    assert register.ref == path.stem
    assert register.risks or register.actions or register.objectives or register.indicators
    for name in NAMES:
        assert loads(dumps(register, name), name) == register


def test_there_are_example_registers():
    assert {"cambs-2016", "cambs-2019"} <= {path.stem for path in EXAMPLES}


REGISTER = Register(
    ref="r",
    title="Überblick",
    scheme="s",
    workflows={"action": "w"},
    reference="paper",
    risks=(
        Risk(
            ref="R1",
            title="T",
            inherent=Assessment(levels={"impact": 1}),
            current=Assessment(levels={"impact": 1}, scheme="s"),
            target=Assessment(levels={"impact": 1}, scheme="other"),
            actions=(Action(ref="A1", title="T", workflow="w"), Action(ref="A2", title="T", workflow="own")),
        ),
    ),
)
DATA = {
    "register": "r",
    "title": "Überblick",
    "scheme": "s",
    "workflows": {"action": "w"},
    "source": "paper",
    "risks": [
        {
            "ref": "R1",
            "title": "T",
            "inherent": {"levels": {"impact": 1}},
            "current": {"levels": {"impact": 1}},
            "target": {"levels": {"impact": 1}, "scheme": "other"},
            "actions": [{"ref": "A1", "title": "T"}, {"ref": "A2", "title": "T", "workflow": "own"}],
        }
    ],
}


def test_what_goes_without_saying_is_not_written():
    assert json.loads(dumps(REGISTER, "x.json")) == DATA
    assert yaml.safe_load(dumps(REGISTER, "x.yaml")) == DATA
    assert tomllib.loads(dumps(REGISTER, "x.toml").decode()) == DATA


def test_a_register_is_written_in_the_shape_people_write():
    register = attrs.evolve(REGISTER, notes="a note that goes on " * 6)
    assert (
        dumps(register, "x.yaml").decode()
        == """\
register: r
title: Überblick
scheme: s
workflows:
  action: w
source: paper
risks:
- ref: R1
  title: T
  inherent:
    levels:
      impact: 1
  current:
    levels:
      impact: 1
  target:
    levels:
      impact: 1
    scheme: other
  actions:
  - ref: A1
    title: T
  - ref: A2
    title: T
    workflow: own
notes: 'a note that goes on a note that goes on a note that goes on a note that goes on a note that goes
  on a note that goes on '
"""
    )
    assert (
        dumps(register, "x.toml").decode()
        == """\
register = "r"
title = "Überblick"
scheme = "s"
source = "paper"
notes = "a note that goes on a note that goes on a note that goes on a note that goes on a note that goes on a note that goes on "

[workflows]
action = "w"

[[risks]]
ref = "R1"
title = "T"
actions = [
    { ref = "A1", title = "T" },
    { ref = "A2", title = "T", workflow = "own" },
]

[risks.inherent.levels]
impact = 1

[risks.current.levels]
impact = 1

[risks.target]
scheme = "other"

[risks.target.levels]
impact = 1
"""
    )
    small = Register(ref="r", title="T", workflows={"action": "w"})
    assert (
        dumps(small, "x.json").decode()
        == """\
{
  "register": "r",
  "title": "T",
  "workflows": {
    "action": "w"
  }
}
"""
    )


def test_keys_are_written_in_the_order_people_write_them():
    for data in (json.loads(dumps(REGISTER, "x.json")), yaml.safe_load(dumps(REGISTER, "x.yaml"))):
        assert list(data) == list(DATA)
        assert list(data["risks"][0]) == list(DATA["risks"][0])


def test_an_empty_assessment_stays_an_empty_assessment():
    register = Register(ref="r", title="T", risks=(Risk(ref="R", title="T", current=Assessment()),))
    for name in NAMES:
        assert loads(dumps(register, name), name) == register


def test_letters_are_written_as_they_are():
    for name in TEXTUAL:
        content = dumps(REGISTER, name)
        assert "Überblick".encode() in content
        assert content.endswith(b"\n")
