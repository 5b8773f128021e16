"""What a plain word in a file is taken for."""

from decimal import Decimal

import pytest

from govkit.errors import LoadError
from govkit.formats import json_file, yaml_file
from govkit.formats.scalars import Oversized, number
from govkit.io import loads

YAML = {
    "": None,
    "null": None,
    "true": True,
    "false": False,
    "0": 0,
    "-0": 0,
    "12": 12,
    "-3": -3,
    "1.5": Decimal("1.5"),
    "-0.25": Decimal("-0.25"),
    "1e3": Decimal("1e3"),
    "1E-3": Decimal("1e-3"),
}
TEXTS = (
    *("NO", "no", "yes", "on", "off", "True", "FALSE", "Null", "~", "nan", ".nan", ".inf", "=", "<<"),
    *("010", "08", "+1", "0o10", "0x1F", "0b1", "1_000", ".5", "5.", "1e", "1.e3", "--1", "٣"),
    *("12:30", "190:20:30", "2019-08-13", "2019-08-13 10:00:00", "1.2.3", "1,000", "a b"),
)


@pytest.mark.parametrize(("word", "value"), YAML.items())
def test_yaml_reads_the_words_and_numbers_of_json(word, value):
    data = yaml_file.read(f"a: {word}\n", "x.yaml").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


@pytest.mark.parametrize("word", TEXTS)
def test_yaml_leaves_every_other_word_a_text(word):
    assert yaml_file.read(f"a: {word}\n", "x.yaml").data == {"a": word}


@pytest.mark.parametrize("word", [word for word in YAML if word])
@pytest.mark.parametrize("frame", ["'{}'", '"{}"', "|-\n  {}"])
def test_yaml_leaves_what_is_quoted_a_text(word, frame):
    assert yaml_file.read(f"a: {frame.format(word)}\n", "x.yaml").data == {"a": word}


@pytest.mark.parametrize("word", TEXTS)
def test_a_word_that_other_readers_convert_may_be_a_title_as_it_stands(word):
    assert loads(f"register: r\ntitle: {word}\n", "x.yaml").title == word


@pytest.mark.parametrize(("word", "value"), [pair for pair in YAML.items() if pair[0]])
def test_json_reads_its_numbers_exactly(word, value):
    data = json_file.read(f'{{"a": {word}}}', "x.json").data
    assert data == {"a": value}
    assert type(data["a"]) is type(value)


@pytest.mark.parametrize("text", ["9" * 4301, "-" + "9" * 5000, "1e" + "9" * 20, "1e-" + "9" * 20])
def test_a_number_that_nothing_can_hold_is_kept_apart(text):
    assert number(text) == Oversized(text)
    assert str(number(text)) == text


@pytest.mark.parametrize("word", ["9" * 5000, "1e" + "9" * 20, "12", "1.50", "-3e7"])
@pytest.mark.parametrize(
    ("name", "frame"),
    [
        ("x.yaml", "register: r\ntitle: {}\n"),
        ("x.json", '{{"register": "r",\n"title": {}}}'),
        ("x.toml", 'register = "r"\ntitle = {}\n'),
    ],
)
def test_a_number_is_no_text_however_long_it_is(word, name, frame):
    with pytest.raises(LoadError) as caught:
        loads(frame.format(word), name)
    (problem,) = caught.value.problems
    if (word[:9], name) == ("9" * 9, "x.toml"):  # tomllib stops here
        assert (
            problem.message
            == f"the number {'9' * 60}… has more digits than can be read; write fewer, or quote a text"
        )
        assert (problem.line, problem.column) == (2, 9)
        return
    shown = {"-3e7": "-3E+7"}.get(word, word if len(word) < 60 else word[:60] + "…")
    assert problem.message == f"a text is due here, not the number {shown}; put it in quotes"
    assert (problem.path, problem.line) == ("/title", 2)


@pytest.mark.parametrize("word", ["9" * 5000, "1.5", "true", "null"])
def test_a_level_is_a_whole_number_or_a_text(word):
    text = f'{{"register": "r", "title": "T", "risks": [{{"ref": "R", "title": "T", "current": {{"levels": {{"f": {word}}}}}}}]}}'
    for name in ("x.yaml", "x.json"):
        with pytest.raises(LoadError, match="a whole number or a text is due here, not "):
            loads(text, name)
