"""JSON Lines: nothing is lost, every problem has its line, and a long file needs the memory of a line."""

import json
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest
from effort import examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govkit.errors import GovkitError, LoadError, SaveError
from govkit.io import load, stream
from govkit.io.json_lines import LONGEST, JsonLines
from govkit.io.register import structure
from govkit.model import Action, Assessment, Body, Indicator, Position, Register, Risk
from govkit.testing import strategies

FORMAT = JsonLines()
EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "registers").glob("*.yaml"))
FACTS = '{"register": "r", "title": "T", "scheme": "s", "workflows": {"action": "w"}}\n'
RISK = '{"kind": "risk", "ref": "R1", "title": "T", "current": {"levels": {"impact": 1}}}\n'
ACTION = '{"kind": "action", "ref": "A1", "title": "T"}\n'


def read_back(register):
    return structure(FORMAT.read(FORMAT.write(register, "x.jsonl"), "x.jsonl").data)


def problems_of(content):
    content = content if isinstance(content, bytes) else content.encode()
    with pytest.raises(LoadError) as caught:
        FORMAT.read(content, "x.jsonl")
    return [str(problem) for problem in caught.value.problems]


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.registers())
def test_any_register_reads_back_equal(register):
    content = FORMAT.write(register, "x.jsonl")
    assert FORMAT.recognises(content, "x.jsonl")
    assert read_back(register) == register
    assert content.count(b"\n") == 1 + len(register.indicators) + len(register.risks) + len(register.actions)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_example_registers_read_back_equal_whole_and_item_by_item(path, tmp_path):
    register = load(path)
    assert read_back(register) == register
    file = tmp_path / "x.jsonl"
    file.write_bytes(FORMAT.write(register, file.name))
    facts, *items = stream(file)
    assert items == [*register.indicators, *register.risks, *register.actions]
    assert facts.title == register.title


@settings(deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_any_text_stays_on_its_line(text):
    register = Register(ref="r", title=text, risks=(Risk(ref="R", title=text),))
    assert len(FORMAT.write(register, "x.jsonl").split(b"\n")) == 3
    assert read_back(register) == register


def test_the_first_line_holds_the_facts_and_every_other_one_an_item():
    register = Register(
        ref="r",
        title="Überblick",
        bodies=(Body(ref="B", title="Board", kind="board"),),
        indicators=(Indicator(ref="I1", title="Calls", unit="%"),),
        risks=(Risk(ref="R1", title="Posts", actions=(Action(ref="A1", title="Hire"),)),),
        actions=(Action(ref="1", title="Report"),),
    )
    lines = FORMAT.write(register, "x.jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == [
        {"register": "r", "title": "Überblick", "bodies": [{"ref": "B", "title": "Board", "kind": "board"}]},
        {"kind": "indicator", "ref": "I1", "title": "Calls", "unit": "%"},
        {"kind": "risk", "ref": "R1", "title": "Posts", "actions": [{"ref": "A1", "title": "Hire"}]},
        {"kind": "action", "ref": "1", "title": "Report"},
    ]
    assert "Überblick" in lines[0]


def test_lines_may_be_blank_and_in_any_order_behind_the_first():
    content = f"\ufeff\r\n{FACTS}\r\n{ACTION}\n  \n{RISK}{ACTION.replace('A1', 'A2')}".encode()
    assert FORMAT.recognises(content, "x.jsonl")
    document = FORMAT.read(content, "x.jsonl")
    assert document.read == 3
    register = structure(document.data)
    assert [each.ref for each in (*register.risks, *register.actions)] == ["R1", "A1", "A2"]


def test_everything_has_its_place():
    source = FORMAT.read((FACTS + ACTION + "\n" + RISK + ACTION).encode(), "x.jsonl").source
    assert source.locate("/title") == Position(1, 28)
    assert source.locate("/actions/1/ref") == Position(5, 27)
    assert source.locate("/risks/0/current/levels/impact") == Position(4, 78)
    assert source.locate("/risks/0/owner") == Position(4, 1)


HOW = "it says of what kind the item is: indicator, risk, action"


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        ("", ["x.jsonl: there is nothing in it; a register has at least the keys register and title"]),
        ("\n \n", ["x.jsonl: there is nothing in it; a register has at least the keys register and title"]),
        (
            RISK,
            [
                "x.jsonl:1:1: the first line is due to hold the register's own facts, with the keys register and title"
            ],
        ),
        (
            '{"register": "r", "title": "T", "risks": []}',
            ["x.jsonl:1:1: the risks are due on lines of their own, an item on each"],
        ),
        (
            FACTS + '[1]\n{"ref": "R"}\n{"kind": "rsik"}\n{"kind": 7}\n{"kind": "risk", "kind": "risk"}\n{',
            [
                "x.jsonl:2:1: a mapping is due here, not a list",
                f'x.jsonl:3:1: the key "kind" is missing; {HOW}',
                'x.jsonl:4:1: there is no kind of item "rsik"; did you mean "risk"?',
                'x.jsonl:5:1: there is no kind of item "7"; known: indicator, risk, action',
                'x.jsonl:6:18: the key "kind" stands twice here; it stands first on line 1',
                "x.jsonl:7:2: this is no JSON: Expecting property name enclosed in double quotes",
            ],
        ),
        (
            "{" + FACTS + RISK,
            ["x.jsonl:1:2: this is no JSON: Expecting property name enclosed in double quotes"],
        ),
        (FACTS + "[" * 100_000, ["x.jsonl:2:65: nested more than 64 levels deep; no register is"]),
        (
            FACTS + '{"kind": "risk", "ref": "a\0b"}',
            ["x.jsonl:2:27: this is no JSON: Invalid control character at"],
        ),
        (FACTS.encode() + b"\n\xff", ["x.jsonl:3:1: byte 78 (0xff) is not UTF-8; save the file as UTF-8"]),
    ],
)
def test_every_line_that_is_wrong_is_named(content, problems):
    assert problems_of(content) == problems


def test_it_has_no_parts():
    with pytest.raises(LoadError, match='it has no parts, and so none called "Risks"'):
        FORMAT.read(FACTS.encode(), "x.jsonl", part="Risks")


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"register": "r", "risks": []}', b"[1]", b"\xff", RISK.encode()]
)
def test_what_begins_otherwise_is_not_recognised(content):
    assert not FORMAT.recognises(content, "x.jsonl")


@pytest.mark.parametrize("printed", [1 + 2j, "\ud800"])
def test_what_json_cannot_hold_is_not_written(printed):
    register = Register(
        ref="r", title="T", risks=(Risk(ref="R", title="T", current=Assessment(printed=printed)),)
    )
    with pytest.raises(SaveError, match=r"^x\.jsonl was not written: "):
        FORMAT.write(register, "x.jsonl")


@settings(max_examples=examples(200), deadline=None)
@given(
    st.binary()
    | st.lists(
        st.sampled_from(
            (FACTS, RISK, ACTION, "\n", "{", "}", '"kind":', "[", "\0", "\ufeff", "\u2028", "1" * 5000)
        )
    ).map(lambda parts: "".join(parts).encode())
)
def test_any_bytes_are_a_document_or_an_error_that_says_why(tmp_path_factory, content):
    FORMAT.recognises(content, "x.jsonl")
    whole = None
    with suppress(GovkitError):
        whole = structure(FORMAT.read(content, "x.jsonl").data)
    file = tmp_path_factory.getbasetemp() / "any.jsonl"
    file.write_bytes(content)
    try:
        _, *items = stream(file)
    except GovkitError:
        assert not isinstance(whole, Register)
    else:
        assert sorted(map(repr, items)) == sorted(map(repr, (*whole.risks, *whole.actions)))


# ------------------------------------------------------------------------------------------- item by item


@pytest.fixture
def streamed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def call(content):
        Path("x.jsonl").write_bytes(content if isinstance(content, bytes) else content.encode())
        given_, problems = [], []
        try:
            given_.extend(stream("x.jsonl"))
        except LoadError as error:
            problems = [str(problem) for problem in error.problems]
        return given_, problems

    return call


def test_items_have_what_the_register_hands_down(streamed):
    (facts, risk, action), problems = streamed(FACTS + RISK + ACTION)
    assert problems == []
    assert (facts.ref, facts.risks) == ("r", ())
    assert (risk.current.scheme, action.workflow) == ("s", "w")


def test_lines_that_are_wrong_are_listed_when_all_others_are_given(streamed):
    wrong = '{"kind": "risk", "ref": "R2", "title": "T", "nots": 1, "causes": "x"}\n'
    items, problems = streamed(FACTS + RISK + wrong + "{\n" + ACTION)
    assert [each.ref for each in items] == ["r", "R1", "A1"]
    assert problems == [
        'x.jsonl:3:53: /nots: there is no key "nots" here; did you mean "notes"?',
        'x.jsonl:3:66: /causes: a list is due here, not the text "x"; write ["x"]',
        "x.jsonl:4:2: this is no JSON: Expecting property name enclosed in double quotes",
    ]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "x.jsonl: there is nothing in it; a register has at least the keys register and title"),
        ('{"register": "r"}\n' + RISK, 'x.jsonl:1:1: the key "title" is missing'),
        ("{\n" + RISK, "x.jsonl:1:2: this is no JSON: Expecting property name enclosed in double quotes"),
        (FACTS.encode() + b"\n\xff\n", "x.jsonl:3:1: byte 0 (0xff) is not UTF-8; save the file as UTF-8"),
        (
            FACTS.encode() + b'{"a": "' + b"x" * LONGEST + b'"}\n',
            "x.jsonl:2: this line has more than 16 MB; a register needs no such line",
        ),
    ],
)
def test_what_cannot_be_understood_is_named(streamed, content, problem):
    assert streamed(content)[1] == [problem]


def test_a_file_that_is_not_there_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LoadError, match=r"none\.jsonl: cannot be read: No such file or directory"):
        next(stream("none.jsonl"))


def test_a_long_register_needs_the_memory_of_a_line(tmp_path):
    def peak(count):
        file = tmp_path / f"{count}.jsonl"
        with file.open("w") as out:
            out.write(FACTS)
            out.writelines(RISK.replace("R1", f"R{number}") for number in range(count))
        tracemalloc.start()
        try:
            assert sum(1 for _ in stream(file)) == count + 1
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(10)  # whatever is made once
    assert peak(10_000) < 1_000_000  # the file alone has nearly as much, and its risks have ten times that
