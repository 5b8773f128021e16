"""The conformance kit of formats, proved by formats with one fault each."""

import inspect
import re
import sys
from pathlib import Path

import pytest

from govkit.errors import DefinitionError, LoadError, MissingExtraError, Problem, SaveError
from govkit.formats import Cell, Document, Noted, Position, Refusal, Sheet, Source, Unplaced
from govkit.formats.csv_file import Csv
from govkit.formats.json_file import read as read_json
from govkit.formats.json_file import write as write_json
from govkit.io.register import unstructure
from govkit.testing import FORMAT_CHECKS, FormatSample, format_checks

pytest_plugins = ["pytester"]

CHECK = {check.name: check for check in FORMAT_CHECKS}
CONTENT = b"""{"register": "r", "title": "T", "risks": [{"ref": "R1", "title": "It rains"}]}"""


class Good:
    """JSON under another name, and a format that keeps every check."""

    name = "good"
    title = "Good files"
    suffixes = (".good",)
    lossless = True

    def recognises(self, content, name):
        return content.startswith(b'{"register"')

    def read(self, content, name, *, part=None):
        if part is not None:
            raise LoadError(name, [Problem("it has no parts", "", name)])
        try:
            text = content.decode()
        except UnicodeDecodeError:
            raise LoadError(name, [Problem("it is not UTF-8", "", name)]) from None
        return read_json(text, name)

    def write(self, register, name):
        return write_json(unstructure(register)).encode()


GOOD = FormatSample(Good(), "a.good", CONTENT)


class Table:
    """A cell per line."""

    name = "lines"
    title = "Lines"
    suffixes = (".lines",)

    def recognises(self, content, name):
        return True

    def tables(self, content, name):
        lines = content.decode("latin-1").split("\n")
        rows = tuple((Cell(line or None, line, Position(at, 1)),) for at, line in enumerate(lines, 1))
        return (Sheet("", rows),)


TABLE = FormatSample(Table(), "a.lines", b"a\nb")


def faulty(good=GOOD, **changes):
    """A sample of a format with some of its attributes and methods exchanged."""
    return FormatSample(type("Faulty", (type(good.format),), changes)(), good.name, good.content)


def document(**changes):
    """A method that reads everything as one document."""

    def read(self, content, name, *, part=None):
        source = Source(name, content.decode("latin-1"), lambda _: {"/risks/0": Position(1, 1)})
        data = {"register": "r", "title": "T", "risks": [{"ref": "R1", "title": "It rains"}]}
        return Document(**{"data": data, "source": source, **changes})

    return read


def source(*places):
    return Source("a.good", "one\ntwo", lambda _: dict(places))


class Remembering(Good):
    """Counts how often it reads."""

    def __init__(self):
        self.count = 0

    def read(self, content, name, *, part=None):
        self.count += 1
        return document(read=self.count)(self, content, name)


def raising(error):
    def method(self, *given, **named):
        raise error

    return method


def only_whole(error):
    """A method that reads the whole sample, and raises on anything else."""

    def read(self, content, name, *, part=None):
        if content != CONTENT:
            raise error
        return Good().read(content, name)

    return read


def tables_at(position, name="", noted=()):
    return lambda self, content, file: (Sheet(name, ((Cell("x", "x", position),),), noted=noted),)


FAULTS = [
    ("names-itself", {"name": "Good"}, "its name is to be a word in lower case, not 'Good'"),
    ("names-itself", {"name": "a/b"}, "its name is to be a word in lower case, not 'a/b'"),
    ("names-itself", {"name": ""}, "its name is to be a word in lower case, not ''"),
    ("names-itself", {"name": 7}, "its name is to be a word in lower case, not 7"),
    ("names-itself", {"title": " "}, "its title is to be a text, not ' '"),
    ("names-itself", {"title": None}, "its title is to be a text, not None"),
    ("names-itself", {"suffixes": ()}, r"its suffixes are to be a tuple of texts, not ()"),
    ("names-itself", {"suffixes": ".good"}, "its suffixes are to be a tuple of texts, not '.good'"),
    ("names-itself", {"suffixes": ("good",)}, "in lower case with a dot, as \".txt\" is, not 'good'"),
    ("names-itself", {"suffixes": (".Good",)}, "in lower case with a dot, as \".txt\" is, not '.Good'"),
    ("names-itself", {"suffixes": (".",)}, "in lower case with a dot, as \".txt\" is, not '.'"),
    ("names-itself", {"suffixes": (7,)}, 'in lower case with a dot, as ".txt" is, not 7'),
    ("names-itself", {"suffixes": (".txt", ".md")}, "a.good ends in none of .txt, .md"),
    ("names-itself", {"lossless": None}, "lossless is to be True or False, not None"),
    ("recognises-its-sample", {"recognises": lambda *_: False}, "recognises says False"),
    ("recognises-its-sample", {"recognises": lambda *_: 1}, "recognises says 1"),
    ("recognises-in-silence", {"recognises": lambda *_: None}, "recognises says None, for b"),
    (
        "recognises-in-silence",
        {"recognises": lambda self, content, name: content.decode() > ""},
        "recognises raised UnicodeDecodeError",
    ),
    ("refuses-in-good-order", {"read": raising(LookupError("x"))}, "reading raised LookupError: x"),
    ("refuses-in-good-order", {"read": only_whole(KeyError(1))}, "reading raised KeyError: 1"),
    ("refuses-in-good-order", {"read": only_whole(RecursionError())}, "reading raised RecursionError"),
    ("refuses-in-good-order", {"read": only_whole(SaveError("x"))}, "reading raised SaveError: x"),
    (
        "refuses-in-good-order",
        {"read": lambda *_, part=None: {}},
        "reading gives dict, and a Document or a tuple",
    ),
    ("refuses-in-good-order", {"read": only_whole(LoadError("a.good", []))}, "says nothing of what is wrong"),
    (
        "refuses-in-good-order",
        {"read": only_whole(LoadError("a.good", [Problem(" ")]))},
        "says nothing of what is wrong",
    ),
    (
        "refuses-in-good-order",
        {"read": only_whole(LoadError("it", [Problem("wrong")]))},
        "the message does not name the file: it was not loaded",
    ),
    (
        "refuses-an-unknown-part",
        {"read": document()},
        'it reads the part "a part that no file has", which is not there',
    ),
    (
        "places-within-the-source",
        {"read": document(source=source(("", Position(0, 1))))},
        "the whole stands at 0:1",
    ),
    (
        "places-within-the-source",
        {"read": document(source=source(("/a", Position(1, 0))))},
        "/a stands at 1:0",
    ),
    (
        "places-within-the-source",
        {"read": document(source=source(("/a", Position(3, 1))))},
        "/a stands at 3:1",
    ),
    (
        "places-within-the-source",
        {"read": document(source=source(("/a", Position(2, 5))))},
        "/a stands at 2:5",
    ),
    (
        "places-within-the-source",
        {"read": document(source=source(("/a", Position(2, 1, ""))))},
        "/a stands at ''!A2, which is outside the source",
    ),
    (
        "places-within-the-source",
        {"read": document(refused=(Refusal(Position(0, 1), "x"),))},
        "Refusal stands at 0:1",
    ),
    (
        "places-within-the-source",
        {"read": document(unplaced=(Unplaced(None, "x"), Unplaced(Position(0, 1), "x")))},
        "Unplaced stands at 0:1",
    ),
    (
        "places-within-the-source",
        {"read": document(noted=(Noted(Position(0, 1), "x"),))},
        "Noted stands at 0:1",
    ),
    ("places-every-item", {"read": document(source=source())}, "nobody can tell where these stand: /risks/0"),
    ("says-why", {"read": document(refused=(Refusal(None, ""),))}, "a reason or a leftover is ''"),
    ("says-why", {"read": document(noted=(Noted(None, " "),))}, "a reason or a leftover is ' '"),
    ("says-why", {"read": document(unplaced=(Unplaced(None, None),))}, "a reason or a leftover is None"),
    ("says-why", {"read": document(read=-1)}, "read is to be a count, not -1"),
    ("says-why", {"read": document(read=True)}, "read is to be a count, not True"),
    ("says-why", {"read": document(read="2")}, "read is to be a count, not '2'"),
    ("reads-into-a-register", {"read": document(data={"title": "T"})}, "the sample makes no register: "),
    (
        "reads-into-a-register",
        {"read": document(data={"register": "r", "title": "T"})},
        "nothing comes of the sample: it has no items",
    ),
    (
        "reads-into-a-register",
        {"read": document(data={"register": "r", "title": "T"}, refused=(Refusal(None, "too late"),))},
        "nothing comes of the sample: too late",
    ),
    ("reads-back", {"read": document(data=[])}, "the sample makes no register"),
    ("reads-back", {"write": lambda *_: "text"}, "it writes str, and bytes are due"),
    ("reads-back", {"write": raising(SaveError("full"))}, "its code raised SaveError: full"),
    (
        "reads-back",
        {"read": document()},
        "reads back as another register: at /register stands 'r' instead of '",
    ),
    (
        "reads-back",
        {"write": lambda *_: CONTENT.replace(b"rains", b"snows")},
        "reads back as another register: at /risks/0/title stands 'It snows' instead of 'It rains'",
    ),
    (
        "reads-back",
        {"write": lambda *_: b'{"register": "r", "title": "T"}'},
        "reads back as another register: at /risks stands None instead of [{'ref': 'R1'",
    ),
    (
        "reads-back",
        {"read": document(refused=(Refusal(None, "too late"),), unplaced=(Unplaced(None, "rain"),))},
        "of what it wrote itself it does not read: too late; rain",
    ),
    (
        "works-as-a-plugin",
        {"recognises": lambda *_: False},
        "a toolkit does not take it: a.good was not loaded",
    ),
    ("works-as-a-plugin", {"title": None, "suffixes": (".bad",)}, "a toolkit does not take it"),
]


@pytest.mark.parametrize(("check", "changes", "evidence"), FAULTS)
def test_a_fault_fails_its_check_with_the_evidence(check, changes, evidence):
    with pytest.raises(AssertionError) as caught:
        CHECK[check](faulty(**changes))
    assert f" does not keep {check}: " in str(caught.value)
    assert evidence in str(caught.value)


def test_every_check_is_proved_by_a_fault():
    assert {check for check, *_ in FAULTS} | {"reads-alike"} == set(CHECK)


def test_a_list_that_stands_in_one_place_places_its_items():
    CHECK["places-every-item"](faulty(read=document(source=source(("/risks", Position(1, 1))))))


def test_a_reader_that_remembers_fails_its_check():
    with pytest.raises(AssertionError, match="reads-alike: a second reading of the sample differs"):
        CHECK["reads-alike"](FormatSample(Remembering(), "a.good", CONTENT))


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        (
            {"tables": lambda *_: [Sheet("", ())]},
            "reading gives list, and a Document or a tuple of Sheets is due",
        ),
        ({"tables": lambda *_: (1,)}, "reading gives tuple, and a Document or a tuple of Sheets is due"),
        ({"tables": raising(ValueError("x"))}, "reading raised ValueError: x"),
    ],
)
def test_tables_are_refused_in_good_order_too(changes, evidence):
    with pytest.raises(AssertionError, match=re.escape(evidence)):
        CHECK["refuses-in-good-order"](faulty(TABLE, **changes))


@pytest.mark.parametrize(
    ("changes", "evidence"),
    [
        ({"tables": tables_at(Position(0, 1))}, "a cell with 'x' stands at 0:1"),
        ({"tables": tables_at(Position(1, 1, ""))}, "a cell with 'x' stands at ''!A1"),
        (
            {"tables": tables_at(Position(1, 1, "S"), "S", (Noted(None, "x"), Noted(Position(0, 1), "x")))},
            "Noted stands at 0:1",
        ),
    ],
)
def test_cells_have_places_too(changes, evidence):
    with pytest.raises(AssertionError, match=re.escape(evidence)):
        CHECK["places-within-the-source"](faulty(TABLE, **changes))


@pytest.mark.parametrize("check", FORMAT_CHECKS, ids=lambda check: check.name)
@pytest.mark.parametrize(
    "sample", [GOOD, TABLE, FormatSample(Csv(), "a.csv", b"Ref;Title\r\nR1;It rains\r\n")]
)
def test_a_good_format_keeps_every_check(sample, check):
    check(sample)


def test_a_format_need_not_hold_every_register_nor_read_without_its_extra():
    def write(self, register, name):
        if register.ref != "r":
            raise SaveError("no room")
        return CONTENT

    CHECK["reads-back"](faulty(write=write))
    CHECK["refuses-in-good-order"](faulty(read=only_whole(MissingExtraError("good", "good"))))


def test_what_is_not_lossless_need_not_read_back():
    CHECK["reads-back"](faulty(lossless=False, write=raising(SaveError("full"))))


def test_evidence_shows_how_damaged_files_begin():
    with pytest.raises(AssertionError, match=r"for b'.{60}' and 18 more bytes$"):
        CHECK["refuses-in-good-order"](faulty(read=raising(LookupError("x"))))
    with pytest.raises(AssertionError, match=r"for b''$"):
        CHECK["refuses-in-good-order"](faulty(read=only_whole(KeyError(1))))


class Weary(Good):
    """Breaks where a file is large, so that what fails is never cut down to something small."""

    def read(self, content, name, *, part=None):
        if len(content) > 150_000 and content != LARGE:
            raise OSError
        return super().read(content, name, part=part)


LARGE = CONTENT + b"\n" + bytes(range(32, 127)) * 2_000


def test_large_files_are_neither_printed_nor_warned_of(capsys):
    large = FormatSample(Weary(), "a.good", LARGE)
    with pytest.raises(AssertionError, match="raised OSError"):
        CHECK["refuses-in-good-order"](large)
    CHECK["recognises-in-silence"](large)
    assert len(capsys.readouterr().out) < 1_000


def test_the_kit_makes_a_case_per_sample_and_check(pytester):
    pytester.makepyfile(
        """
        from pathlib import Path
        from govkit.formats.csv_file import Csv
        from govkit.testing import format_checks, format_samples

        @format_checks(
            format_samples(Csv(), Path(__file__).parent / "samples"),
            expected_failures={"names-itself": "to see that it is missed"},
        )
        def test_format(sample, check):
            check(sample)
        """
    )
    samples = pytester.mkdir("samples")
    (samples / "one.csv").write_text("Ref;Title\nR1;It rains\n", encoding="utf-8")
    (samples / "two.TSV").write_text("Ref\tTitle\nR1\tIt rains\n", encoding="utf-8")
    (samples / "readme.md").write_text("Samples", encoding="utf-8")
    result = pytester.runpytest("-v", "-p", "no:cacheprovider", "-k", "names-itself or reads-alike")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(["*test_format?csv-one.csv-reads-alike? PASSED*"])


@pytest.mark.parametrize(
    ("samples", "expected", "fault"),
    [
        ([], None, "there is no sample to check"),
        (GOOD, None, "samples takes a list of samples, not a sample; write brackets around it: [SAMPLE]"),
        (
            [Good()],
            None,
            "a Good is no sample; give a FormatSample, or what format_samples(format, folder) finds",
        ),
        ([GOOD], {"read-back": "x"}, 'there is no check "read-back"; did you mean "reads-back"?'),
    ],
)
def test_a_wrong_use_of_the_kit_is_said_in_a_sentence(samples, expected, fault):
    with pytest.raises(DefinitionError) as caught:
        format_checks(samples, expected_failures=expected)
    assert caught.value.problems == (fault,)


def test_without_hypothesis_it_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    with pytest.raises(MissingExtraError, match=r"govkit\.testing needs the extra \[testing\]"):
        format_checks([GOOD])


HEADINGS = ["What it does", "Why it matters", "Example", "Instead"]
PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "format-conformance.md").read_text(
    encoding="utf-8"
)


@pytest.mark.parametrize("check", FORMAT_CHECKS, ids=lambda check: check.name)
def test_every_check_has_a_page_which_the_reference_repeats(check):
    title, *rest = re.split(rf"^({'|'.join(HEADINGS)})$", inspect.cleandoc(check.page), flags=re.MULTILINE)
    assert rest[::2] == HEADINGS
    found = re.search(rf"^## {check.name}\n(.*?)(?=^##? |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, check.name
    words = " ".join(found[1].split())
    for text in (title, *rest[1::2]):
        assert " ".join(text.replace("``", "`").split()) in words
