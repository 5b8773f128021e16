"""The readers as formats of govkit: recognising, reading, places, errors."""

import pytest
from cambs_papers import paper as paper_module
from cambs_papers import plugin
from cambs_papers.papers import PAPERS
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit import LoadError, Toolkit
from govkit.formats import Format, Position, Refusal, Unplaced
from govkit.io.register import structure

SAMPLES = {
    "cambs-register-2016": "register-2016",
    "cambs-board-pack-2019": "pack-2019",
    "cambs-audit-log-2016": "audit-log-2016",
    "cambs-framework-2017": "framework-2017",
}


@pytest.fixture(scope="module")
def kit():
    return Toolkit(plugin, strict=True)


@pytest.fixture
def content(sample):
    return lambda name: sample(SAMPLES[name]).encode()


def test_the_plug_in_offers_a_format_per_kind(kit):
    assert list(kit.formats) == list(SAMPLES)
    for each in kit.formats.values():
        assert isinstance(each, Format)
        assert (each.suffixes, each.lossless) == ((".txt",), False)


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_recognised_by_its_own_reader_alone(kit, content, name):
    for bom in (b"", b"\xef\xbb\xbf"):
        assert [
            each.name for each in kit.formats.values() if each.recognises(bom + content(name), "x.txt")
        ] == [name]


def test_what_is_none_of_the_papers_is_recognised_by_none(kit):
    for text in (b"", b"A risk: rain\n", b"\xff\xfe\x00", b"ref,title\nR1,Rain\n"):
        assert not [each.name for each in kit.formats.values() if each.recognises(text, "x.txt")]


@pytest.mark.parametrize("name", SAMPLES)
def test_each_sample_is_a_register_whose_entries_know_their_lines(kit, content, name):
    document = kit.formats[name].read(content(name), "paper.txt")
    assert not isinstance(structure(document.data), list)
    lines = content(name).decode().split("\n")
    for number, risk in enumerate(document.data.get("risks", [])):
        place = document.source.locate(f"/risks/{number}/ref")
        assert lines[place.line - 1][place.column - 1 :].startswith(risk["ref"])
        assert document.source.locate(f"/risks/{number}") == place
    for number, action in enumerate(document.data.get("actions", [])):
        place = document.source.locate(f"/actions/{number}/title")
        assert lines[place.line - 1][place.column - 1 :].startswith(action["title"].split()[0])


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_lines_may_end_as_elsewhere(kit, content, ending):
    name = "cambs-board-pack-2019"
    text = content(name).replace(b"\n", ending.encode())
    document, usual = (kit.formats[name].read(each, "paper.txt") for each in (text, content(name)))
    assert document.data == usual.data
    assert [each.position for each in document.noted] == [each.position for each in usual.noted]
    at = document.source.locate("/risks/1/ref")
    assert at == usual.source.locate("/risks/1/ref")
    assert document.source.line(at.line) == usual.source.line(at.line)


def test_what_is_refused_and_what_has_no_home_know_their_places(kit, content):
    text = (
        content("cambs-board-pack-2019")
        .replace(b"3.0\t01", b"x\t01")
        .replace(b"Pilots to bring", b"Odd\n1.0\t\t\tPilots to bring")
    )
    document = kit.formats["cambs-board-pack-2019"].read(text, "paper.txt", part="actions")
    assert document.read == 4
    line = (
        text.decode()
        .split("\n")
        .index("x\t01/04/2019\t7.2\tTreasurer to price new ropes.\tTreasurer\t\tAsked two makers.\t")
        + 1
    )
    assert (
        Refusal(
            Position(line, 1),
            "it does not begin with the number of an action; write one such as 1.0",
            ("x", "01/04/2019", "7.2", "Treasurer to price new ropes.", "Treasurer", "Asked two makers."),
        )
        in document.refused
    )
    text = content("cambs-board-pack-2019").replace(b"\n3.0", b"\nOdd one\n3.0")
    document = kit.formats["cambs-board-pack-2019"].read(text, "paper.txt", part="actions")
    assert document.unplaced == (Unplaced(Position(17, 1), "Odd one"),)


def test_a_part_that_there_is_not_lists_those_that_there_are(kit, content):
    pack = kit.formats["cambs-board-pack-2019"]
    with pytest.raises(
        LoadError,
        match='this paper has no part "minutes"; it has "register", "actions", "performance", "plans"',
    ):
        pack.read(content(pack.name), "pack.txt", part="minutes")


@pytest.mark.parametrize(
    ("part", "said"),
    [(None, '"register", "actions", "performance", "plans"'), ("actions", 'the part "actions"')],
)
def test_another_text_is_no_such_paper(kit, part, said):
    with pytest.raises(
        LoadError,
        match=f"pack.txt: this is not, or not whole: Board pack of 2019.*; nothing was found of {said}",
    ):
        kit.formats["cambs-board-pack-2019"].read(b"Rain.\n", "pack.txt", part=part)


def test_bytes_that_are_no_utf_8_are_refused_with_their_place(kit, content):
    text = content("cambs-register-2016").replace("–".encode(), b"\x96", 1)
    with pytest.raises(
        LoadError, match=r"paper.txt:\d+:\d+: byte \d+ \(0x96\) is not UTF-8; save the file as UTF-8"
    ):
        kit.formats["cambs-register-2016"].read(text, "paper.txt")


def test_what_is_far_too_large_is_neither_recognised_nor_read(kit, content, monkeypatch):
    monkeypatch.setattr(paper_module, "LARGEST", 1000)
    register = kit.formats["cambs-register-2016"]
    assert not register.recognises(content(register.name), "paper.txt")
    with pytest.raises(LoadError, match=r"\d+ bytes are no paper of this kind, which has at most 1000"):
        register.read(content(register.name), "paper.txt")


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.name)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_whatever_the_bytes_only_an_error_of_govkit_comes_out(paper, sample, data):
    whole = sample(SAMPLES[paper.name]).encode()
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    content = whole[:start] + data.draw(st.binary(max_size=40)) + whole[end:]
    part = data.draw(st.sampled_from([None, *paper.parts]))
    paper.recognises(content, "x.txt")
    try:
        document = paper.read(content, "x.txt", part=part)
    except LoadError:
        return
    made = structure(document.data)
    for problem in made if isinstance(made, list) else []:
        assert document.source.locate(problem.path) is not None
