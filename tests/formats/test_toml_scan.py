"""Where things stand in TOML, in every style that a hand can write it, and what stands there twice."""

import random
import re
import tomllib
from decimal import Decimal

import pytest
from effort import examples
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from govkit.formats import json_file, toml_file
from govkit.formats.toml_scan import Repetition, TooDeepError, scan
from govkit.io import dumps
from govkit.model import Position, pointer
from govkit.testing import strategies


def is_rows(value):
    return type(value) is list and value and all(type(item) is dict for item in value)


class Hand:
    """Writes data in a random mixture of TOML's styles, and remembers where it put everything."""

    def __init__(self, data, seed):
        self.random = random.Random(seed)  # noqa: S311 - it chooses styles
        self.newline = self.some("\n", "\r\n")
        self.text = self.some("", " # first: [a]", "\t") + self.newline
        self.starts = {}
        self.body(data, ())

    def places(self):
        return {path: self.place(start) for path, start in self.starts.items() if len(path) <= 1000}

    def place(self, start):
        return Position(self.text.count("\n", 0, start) + 1, start - self.text.rfind("\n", 0, start))

    def some(self, *choices):
        return self.random.choice(choices)

    def put(self, *parts):
        self.text += "".join(parts)

    def blank(self):
        return self.some("", " ", "\t")

    def gap(self):
        return self.some("", " ", self.newline, f" # ] }} '''{self.newline}\t")

    def end(self):
        self.put(self.blank(), self.some("", "", "# [a] = 'ü'", '#"""'), self.newline)
        self.put(self.some("", "", self.newline, f" # [[x]]{self.newline}") + self.blank())

    def body(self, data, way):
        """Write what is in a table whose header has just been written; the way is its names with their paths."""
        path = way[-1][1] if way else ""
        pairs, sections = [], []
        for key, value in data.items():
            later = (type(value) is dict or is_rows(value)) and self.random.random() < 0.6
            (sections if later else pairs).append((key, value))
        for parts, value in self.flat(dict(pairs)):
            self.pair(parts, value, path)
            self.end()
        for key, value in sections:
            self.section(value, (*way, (key, path + pointer(key))))

    def section(self, value, way):
        path = way[-1][1]
        if type(value) is list:
            for index, row in enumerate(value):
                start = self.header(way, "[[", "]]")
                self.starts.setdefault(path, start)
                self.starts[path + pointer(index)] = start
                self.body(row, (*way[:-1], (way[-1][0], path + pointer(index))))
            return
        early = [key for key in value if type(value[key]) is dict and self.random.random() < 0.3]
        for key in early:
            self.section(value[key], (*way, (key, path + pointer(key))))
        rest = {key: item for key, item in value.items() if key not in early}
        if rest or not early or self.random.random() < 0.5:
            self.starts[path] = self.header(way, "[", "]")
            self.body(rest, way)

    def header(self, way, opening, closing):
        start = len(self.text)
        for path in ("", *(path for _, path in way[:-1])):
            self.starts.setdefault(path, start)
        self.put(opening, self.blank(), self.key([name for name, _ in way]), self.blank(), closing)
        self.end()
        return start

    def flat(self, data, before=()):
        for key, value in data.items():
            if type(value) is dict and value and self.random.random() < 0.5:
                yield from self.flat(value, (*before, key))
            else:
                yield (*before, key), value

    def pair(self, parts, value, path):
        for around in ("", *(path + pointer(*parts[:count]) for count in range(1, len(parts)))):
            self.starts.setdefault(around, len(self.text))
        self.put(self.key(parts), self.blank(), "=", self.blank())
        self.value(value, path + pointer(*parts))

    def key(self, parts):
        return f"{self.blank()}.{self.blank()}".join(map(self.part, parts))

    def part(self, key):
        bare = [key] * 5 if re.fullmatch("[A-Za-z0-9_-]+", key) else []
        return self.some(*bare, *self.on_one_line(key))

    def value(self, value, path):
        self.starts[path] = len(self.text)
        if type(value) is dict:
            self.put("{", self.blank())
            for number, (parts, item) in enumerate(self.flat(value)):
                self.put("," if number else "", self.blank())
                self.pair(parts, item, path)
            self.put(self.blank(), "}")
        elif type(value) is list:
            self.put("[", self.gap())
            for index, item in enumerate(value):
                self.put("," if index else "", self.gap())
                self.value(item, path + pointer(index))
                self.put(self.gap())
            self.put(self.some("", ",") if value else "", self.gap(), "]")
        else:
            self.put(self.some(*self.written(value)))

    def written(self, value):
        match value:
            case bool():
                return [str(value).lower()]
            case int():
                return [
                    str(value),
                    f"{value:_}",
                    *([hex(value), f"0o{value:o}", f"+{value}"] if value >= 0 else ()),
                ]
            case Decimal():
                return [str(value), str(value).lower()]
            case _:
                days = [value] if re.fullmatch("20[0-2][0-9]-0[1-9]-[012][1-8]", value) else []
                return days * 9 or [*self.on_one_line(value), *self.on_lines(value)]

    def on_one_line(self, text):
        yield '"' + "".join(self.escaped(char) for char in text) + '"'
        yield '"' + "".join(f"\\U{ord(char):08X}" for char in text) + '"'
        if text.isprintable() and "'" not in text:
            yield f"'{text}'"

    def on_lines(self, text):
        raw = "".join(char if char in '\n"' else self.escaped(char) for char in text)
        raw = raw.replace('"""', '""\\"')
        yield f'"""\n{raw}"""'
        if text[:1].strip():
            yield f'"""\\\n \t\n  {raw}"""'
        if text.replace("\n", "").isprintable() and "'''" not in text:
            yield f"'''\n{text}'''"

    def escaped(self, char):
        return f"\\u{ord(char):04X}" if char and (char < " " or char in '\\"\x7f') else char


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers(), st.integers())
def test_every_element_of_any_register_in_any_style_is_found(register, seed):
    data = json_file.read(dumps(register, "x.json").decode(), "x.json").data
    hand = Hand(data, seed)
    document = toml_file.read(hand.text, "x.toml")
    assert document.data == data
    assert scan(hand.text).positions == hand.places()


def elements(data, path=""):
    yield path, data
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for part, child in children:
        yield from elements(child, path + pointer(part))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_where_a_scalar_is_found_a_text_begins_that_reads_as_the_scalar(register):
    text = dumps(register, "x.toml").decode()
    document = toml_file.read(text, "x.toml")
    lines = text.split("\n")
    for path, value in elements(document.data):
        if type(value) not in (dict, list) and len(path) <= 1000:
            place = document.source.locate(path)
            rest = lines[place.line - 1][place.column - 1 :]
            ends = (match.start() for match in re.finditer(r"[, \]}]|$", rest))
            first = next(data for end in ends if (data := read(f"it = {rest[:end]}")))
            assert first == {"it": value}


def read(text):
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError:
        return None


KEYS = st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(".".join)
VALUES = st.recursive(
    st.just("1"),
    lambda inner: (
        st.lists(inner, max_size=2).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(KEYS, inner).map(" = ".join), max_size=3).map(
            lambda pairs: f"{{{', '.join(pairs)}}}"
        )
    ),
    max_leaves=4,
)
STATEMENTS = KEYS.map("[{}]".format) | KEYS.map("[[{}]]".format) | st.tuples(KEYS, VALUES).map(" = ".join)


@settings(max_examples=examples(1000), deadline=None)
@given(st.lists(STATEMENTS, min_size=1, max_size=6).map("\n".join))
@example("a.b.c = 1\na.b.d = 1\n[a.b.e]\n[a.f]\n[[a.g]]\n[a.g.h]\n[[a.g]]\n[a.g.h]")
@example("[a.b.c]\n[a]\nb.d = 1\n[a.b]")
@example("[a.b.c]\n[a]\nb.c = 1")
@example("[[a.b]]\n[a]\nb.c = 1")
@example("[[a]]\n[a]")
@example("a = {b.c = 1, b.c.d = 2}")
@example("a = [{b = 1}]\n[[a]]")
def test_something_is_found_twice_exactly_where_tomllib_finds_it(text):
    found = scan(text)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = re.search(r"line (\d+)", str(error))
        assert found.repeated[0].place.line == (int(where[1]) if where else text.count("\n") + 1)
    else:
        assert found.repeated == []
        assert set(found.positions) == {path for path, _ in elements(data)}


def test_the_bound_on_nesting_is_the_same_in_every_style():
    for closed, start in (
        ("a = " + "[" * 63 + "]" * 63, None),
        ("\na = " + "[" * 64 + "]" * 64, 68),
        ("a = " + "{b = " * 63 + "1" + "}" * 63, None),
        ("a = " + "{b = " * 64 + "1" + "}" * 64, 4 + 5 * 63),
        ("a" + ".a" * 63 + " = 1", None),
        ("a = 1\nb" + ".a" * 64 + " = 1", 6),
        ("[a" + ".a" * 62 + "]\nb = 1", None),
        ("[a" + ".a" * 62 + "]\nb = []", 132),
        (" [a" + ".a" * 63 + "]", 1),
        ("[[a" + ".a" * 61 + "]]", None),
        ("[[a" + ".a" * 62 + "]]", 0),
        ("[[a]]\n[a.a" + ".a" * 60 + "]", None),
        ("[[a]]\n[a.a" + ".a" * 61 + "]", 6),
    ):
        if start is None:
            scan(closed)
        else:
            with pytest.raises(TooDeepError) as caught:
                scan(closed)
            assert caught.value.start == start


@pytest.mark.parametrize(
    "rest",
    [
        "a",
        "a =",
        "a = 'x",
        'a = """x',
        '"\\x" = 1',
        "a = [1",
        "a = [1 2]",
        "a = {b = 1 c = 2}",
        "a = 1 b = 2",
        "[a",
        "[[a]",
        "= 1",
        "]",
        "a. = 1",
        "\ufeff",
    ],
)
def test_what_stands_before_a_fault_is_found(rest):
    found = scan(f"before = 1\nbefore = 2\n{rest}\nafter = 1\nafter = 2\n")
    assert found.positions["/before"] == Position(1, 10)
    assert found.repeated == [Repetition("before", Position(2, 1), first=1)]
    assert "/after" not in found.positions
