"""Lifecycles drawn in Mermaid and in DOT: whatever they are called, the drawing parses and shows every row."""

import json
import re
import shutil
import subprocess
import warnings
from itertools import pairwise
from pathlib import Path
from textwrap import wrap

import pytest
from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import Toolkit
from govkit.report import dot, mermaid
from govkit.report.lifecycle import arrows, named
from govkit.report.visible import visible
from govkit.workflow import All, Compare, Field, Present, Row, State, Workflow

with warnings.catch_warnings():
    # pydot calls pyparsing's functions by their old names, which newer releases of it complain of.
    warnings.simplefilter("ignore", DeprecationWarning)
    import pydot
    import pydot.dot_parser

SHIPPED = Toolkit.installed().workflows
HOSTILE = [
    '"', "'", "`", "\\", "\\n", '\\"', "\\l\\N", ":", "::", ";", "#", "#34;", "&", "&quot;", "&#60;", "{", "}", "[", "]",
    "-->", "--", "->", "<script>", "<b>", "<<fork>>", "[*]", "%%", "%%{init: {}}%%", "\n", "\r\n", "\x07", "\u202e",
    "end note", "direction TB", "Direction  LR", "state", "note right of s1", "accTitle: x", "classDef a b:#c;", "end",
    "*b*", "_i_", "~~s~~", "- a", "1. a", "é", "سلام", "😀", "ﬂ°°60¶ß", "<br/>", "|", "…", "graph", "\ud800",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=5).map(" ".join) | st.text(
    max_size=30
)
NAMES = WORDS.map(
    lambda text: "".join(char for char in text if char.isprintable() and char not in "/#")[:60].strip() or "x"
).filter(lambda name: name not in ("=", "state"))
FIELDS = st.builds(Field, st.sampled_from(["end", "owner"]), WORDS)
GUARDS = st.builds(Present, FIELDS) | st.builds(
    lambda one, other, word: All(Present(one), Compare(other, "==", word)), FIELDS, FIELDS, WORDS
)
DECODE = re.compile(r"#(\d+);")


@st.composite
def workflows(draw):
    names = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
    rows = st.builds(
        Row,
        NAMES,
        st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True),
        st.none() | st.sampled_from(names),
        guard=GUARDS,
        after=st.none() | FIELDS,
        by_itself=st.booleans(),
        reopens=st.booleans(),
    )
    return Workflow(
        id=draw(NAMES),
        title=draw(WORDS),
        kind="action",
        initial=draw(st.sampled_from(names)),
        states=tuple(State(name, draw(WORDS), final=draw(st.booleans())) for name in names),
        rows=tuple(draw(st.lists(rows, max_size=5))),
    )


def shown(arrow):
    """What stands beside an arrow, in words."""
    return [visible(line) for line in (arrow.trigger, *map(str, arrow.clauses))]


def every(workflow):
    """Every row and source as it has to be seen: from, to, words, dashed or not."""
    ids = {state.name: f"s{place}" for place, state in enumerate(workflow.states, 1)}
    return [(ids[each.source], ids[each.target], shown(each), each.automatic) for each in arrows(workflow)]


# DOT


def label(quoted):
    """Read a label as Graphviz does: backslashes first, then entities; a list of lines."""
    assert quoted[0] == quoted[-1] == '"'
    lines = [""]
    for escape, char in re.findall(r'\\([\\"n])|([^\\"])', quoted[1:-1], re.DOTALL):
        if escape == "n":
            lines.append("")
        else:
            lines[-1] += escape or char
    assert re.fullmatch(r'(?:\\[\\"n]|[^\\"\n])*', quoted[1:-1])
    assert not re.search(r"&(?!amp;)", quoted)
    return [line.replace("&amp;", "&") for line in lines]


def broken(lines):
    return [part for line in lines for part in wrap(line, 40, break_on_hyphens=False)]


@given(workflows())
@settings(max_examples=examples(50))
def test_dot_parses_whatever_a_lifecycle_is_called_and_has_every_state_and_row(workflow):
    (graph,) = pydot.graph_from_dot_data(dot(workflow))
    nodes = {node.get_name(): node.get_attributes() for node in graph.get_nodes()}
    first, *edges = graph.get_edges()
    states = {name: node for name, node in nodes.items() if re.fullmatch(r"s\d+", name)}
    assert list(nodes.keys() - states.keys() - {"node", "edge", "graph"}) == ["start"]
    assert [label(node["label"]) for node in states.values()] == [
        [visible(named(each))] for each in workflow.states
    ]
    assert [node.get("peripheries") for node in states.values()] == [
        "2" if each.final else None for each in workflow.states
    ]
    initial = [state.name for state in workflow.states].index(workflow.initial) + 1
    assert (first.get_source(), first.get_destination()) == ("start", f"s{initial}")
    # pydot keeps what has the same ends together.
    assert sorted(
        (edge.get_source(), edge.get_destination(), label(edge.get("label")), edge.get("style") == "dashed")
        for edge in edges
    ) == sorted(
        (source, target, broken(lines), automatic) for source, target, lines, automatic in every(workflow)
    )


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@given(workflows())
@settings(max_examples=20)
def test_graphviz_itself_draws_it_and_shows_the_words(workflow):
    drawn = subprocess.run(
        ["dot", "-Tplain-ext"], input=dot(workflow).encode(), capture_output=True, check=False
    )
    assert (drawn.returncode, drawn.stderr) == (0, b"")
    assert sum(line.startswith(b"edge ") for line in drawn.stdout.splitlines()) == len(every(workflow)) + 1


# Mermaid

LINE = re.compile(
    r"stateDiagram-v2"
    r"|    accTitle: (?P<title>TEXT+)"
    r'|    state "(?P<name>TEXT+)" as (?P<id>s\d+)'
    r"|    \[\*\] --> (?P<initial>s\d+)"
    r"|    (?P<source>s\d+) --> (?P<target>s\d+) : (?P<label>TEXT+(?:<br/>TEXT*)*)"
    r"|    (?P<final>s\d+) --> \[\*\]"
    r"|    note right of (?P<noted>s\d+)"
    r"|        (?P<notes>\(\d+\) TEXT*(?:<br/>\(\d+\) TEXT*)*)"
    r"|    end note".replace("TEXT", r"(?:#\d+;|[^\W_]|[ ,.()'?!…-])")
)


def read(text):
    """Read a Mermaid drawing strictly: the lines there may be, in which nothing means anything but itself."""
    assert text.endswith("\n")
    assert not re.search(r"direction\s+(TB|BT|LR|RL)", text, re.IGNORECASE)
    lines = text.removesuffix("\n").split("\n")
    found = []
    for line in lines:
        match = LINE.fullmatch(line)
        assert match, line
        found.append({key: value for key, value in match.groupdict().items() if value is not None})
    return found


def plain(escaped):
    return DECODE.sub(lambda match: chr(int(match[1])), escaped)


def in_words(label, notes):
    """Undo the notes: the lines beside an arrow as they would be without any."""
    for line in label.split("<br/>"):
        match = re.fullmatch(r"(by itself|if) \((\d+)\)", line)
        if match and match[2] in notes:
            yield f"{match[1]}, {notes[match[2]]}" if match[1] != "if" else f"if {notes[match[2]]}"
        else:
            yield plain(line)


@given(workflows())
@settings(max_examples=examples(200))
def test_mermaid_is_strictly_formed_whatever_a_lifecycle_is_called_and_has_every_state_and_row(workflow):
    lines = read(mermaid(workflow))
    assert [plain(line["title"]) for line in lines if "title" in line] == [
        visible(workflow.title.strip() or workflow.id)
    ]
    states = {line["id"]: plain(line["name"]) for line in lines if "id" in line}
    assert list(states.values()) == [visible(named(state)) for state in workflow.states]
    assert [line["final"] for line in lines if "final" in line] == [
        f"s{place}" for place, state in enumerate(workflow.states, 1) if state.final
    ]
    initial = [state.name for state in workflow.states].index(workflow.initial) + 1
    assert [line["initial"] for line in lines if "initial" in line] == [f"s{initial}"]
    written = [part for line in lines if "notes" in line for part in line["notes"].split("<br/>")]
    notes = {}
    for part in written:
        number, text = re.fullmatch(r"\((\d+)\) (.*)", part).groups()
        notes[number] = re.sub(r"\\([\\*_`])", r"\1", plain(text))
    assert list(notes) == [str(number) for number in range(1, len(notes) + 1)]
    edges = {}
    for line in lines:
        if "label" in line:
            assert line["source"] != line["target"] or (line["source"], line["target"]) not in edges
            edges.setdefault((line["source"], line["target"]), []).append(
                list(in_words(line["label"], notes))
            )
    expected = {}
    for source, target, said, _ in every(workflow):
        expected.setdefault((source, target), []).append(said)
    for (source, target), said in expected.items():
        if source == target:
            one = [part for each in said for part in ("", *each)][1:]
            expected[source, target] = [one]
    assert edges == expected


def hostile():
    """Put everything hostile into one lifecycle: into its name, its states, its triggers and its conditions."""
    names = [re.sub(r"[/#]", "", f"{text} x").strip() for text in HOSTILE]
    names = [name for name in dict.fromkeys(names) if name.isprintable()]
    return Workflow(
        id="hostile", title=" ".join(HOSTILE), kind="action", initial=names[0],
        states=tuple(State(name, text, final=place % 5 == 0) for place, (name, text) in enumerate(zip(names, HOSTILE, strict=False))),
        rows=tuple(
            Row(name, names[place % 7], None if place % 3 == 0 else names[place],
                guard=Present(Field("end", one)), after=Field("due", f"{one}{other}"))
            for place, ((one, other), name) in enumerate(zip(pairwise(HOSTILE), names, strict=False))
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def as_mermaid_reads(from_npm):
    """Read drawings with Mermaid itself."""
    folder = from_npm("mermaid@11", "jsdom@26")
    shutil.copy(Path(__file__).parent / "mermaid" / "read.mjs", folder)

    def read_all(texts):
        told = subprocess.run(
            ["node", "read.mjs"],
            input=json.dumps(texts),
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert told.returncode == 0, told.stderr
        return json.loads(told.stdout)

    return read_all


@pytest.mark.mermaid
def test_mermaid_itself_reads_the_shipped_lifecycles_and_a_hostile_one_as_they_were_written(as_mermaid_reads):
    workflows = [*SHIPPED.values(), hostile()]
    texts = [mermaid(workflow) for workflow in workflows]
    for workflow, text, found in zip(workflows, texts, as_mermaid_reads(texts), strict=True):
        lines = read(text)
        # Whoever listens to a drawing hears the title without escapes.
        assert found["drawnTitle"] == visible(workflow.title).strip()
        assert found["type"] == "stateDiagram"
        # It keeps its escapes under a guise until it draws.
        told = json.loads(re.sub("ﬂ°°(\\d+)¶ß", r"#\1;", json.dumps(found, ensure_ascii=False)))
        assert told["title"] == next(line["title"] for line in lines if "title" in line).strip()
        assert told["states"] == [[line["id"], [line["name"]]] for line in lines if "id" in line]
        assert [note.replace("<br>", "<br/>") for note in told["notes"]] == [
            line["notes"].strip() for line in lines if "notes" in line
        ]
        edges = [(source, target, label.replace("<br>", "<br/>")) for source, target, label in told["edges"]]
        assert [edge for edge in edges if edge[2]] == [
            (line["source"], line["target"], line["label"].strip()) for line in lines if "label" in line
        ]
        assert [edge[:2] for edge in edges if not edge[2]] == [
            *(("root_start", line["initial"]) for line in lines if "initial" in line),
            *((line["final"], "root_end") for line in lines if "final" in line),
        ]


@pytest.mark.parametrize("draw", [mermaid, dot])
def test_a_drawing_is_the_same_every_time(draw):
    assert draw(SHIPPED["action"]) == draw(SHIPPED["action"])


def test_of_several_rows_of_one_trigger_from_one_state_the_drawing_says_which_is_tried_first():
    ending = Present(Field("end"))
    workflow = Workflow(
        id="w", title="W", kind="action", initial="a", states=(State("a", "A"), State("b", "B")),
        rows=(Row("go", ("a", "b"), "b", guard=ending), Row("go", "a", None)),
    )  # fmt: skip
    assert [each.trigger for each in arrows(workflow)] == ["go (1 of 2)", "go", "go (2 of 2)"]


def test_a_small_lifecycle_in_mermaid_and_dot():
    long = All(Present(Field("end", "the day it ended")), Present(Field("owner", "who looks after it")))
    workflow = Workflow(
        id="w", title="Work", kind="action", initial="a",
        states=(State("a", "To do"), State("b", "Done", final=True)),
        rows=(
            Row("finish", "a", "b", guard=long),
            Row("note", "a", None),
            Row("lapse", "a", "b", after=Field("due", "the deadline")),
            Row("again", "b", "a", guard=Present(Field("why")), reopens=True),
            Row("drop", "a", "b", guard=Present(Field("end")), by_itself=True),
        ),
    )  # fmt: skip
    assert mermaid(workflow) == (
        "stateDiagram-v2\n"
        "    accTitle: Work\n"
        '    state "To do" as s1\n'
        '    state "Done" as s2\n'
        "    [*] --> s1\n"
        "    s1 --> s2 : finish<br/>if (1)\n"
        "    s1 --> s2 : lapse<br/>by itself (2)\n"
        "    s2 --> s1 : again<br/>if why is recorded<br/>reopens\n"
        "    s1 --> s2 : drop<br/>by itself<br/>if end is recorded\n"
        "    s1 --> s1 : note\n"
        "    s2 --> [*]\n"
        "    note right of s2\n"
        "        (1) the day it ended is recorded and who looks after it is recorded"
        "<br/>(2) the day after the deadline\n"
        "    end note\n"
    )
    assert dot(workflow) == (
        'digraph "w" {\n'
        '  graph [label="Work", labelloc=t, fontname=sans];\n'
        '  node [shape=box, style=rounded, fontname=sans, margin="0.2,0.1"];\n'
        "  edge [fontname=sans, fontsize=10];\n"
        "  start [shape=point, width=0.15];\n"
        '  s1 [label="To do"];\n'
        '  s2 [label="Done", peripheries=2];\n'
        "  start -> s1;\n"
        '  s1 -> s2 [label="finish\\nif the day it ended is recorded and who\\nlooks after it is recorded"];\n'
        '  s1 -> s1 [label="note"];\n'
        '  s1 -> s2 [label="lapse\\nby itself, the day after the deadline", style=dashed];\n'
        '  s2 -> s1 [label="again\\nif why is recorded\\nreopens"];\n'
        '  s1 -> s2 [label="drop\\nby itself\\nif end is recorded", style=dashed];\n'
        "}\n"
    )
