"""Which format a file is of, and formats of strangers that break down or lose something."""

import attrs
import pytest
from sheets import KIT, Maps, sheet

from govkit import GovkitError, LoadError, SaveError, UnknownNameError
from govkit.errors import MissingExtraError, Problem
from govkit.formats import Cell, Position
from govkit.importing import dumps_as, format_for, format_to_write, leftovers, open_paper
from govkit.io import dumps, loads
from govkit.io.register import unstructure
from govkit.model import Document, Register, Source

REGISTER = Register(ref="r", title="R")
MISSING = MissingExtraError("Own", "own")


@attrs.frozen
class Own:
    """A format of a stranger."""

    name: str = "own"
    title: str = "Own"
    suffixes: tuple[str, ...] = (".own",)
    lossless: bool = True
    knows: object = True
    data: object = None

    def recognises(self, content, name):
        if isinstance(self.knows, GovkitError):
            raise self.knows
        return self.knows if isinstance(self.knows, bool) else 1 / 0

    def read(self, content, name, *, part=None):
        if self.data == "breaks":
            raise ZeroDivisionError("no")
        if isinstance(self.data, GovkitError):
            raise self.data
        data = unstructure(loads(content.decode(), "r.yaml")) if self.data is None else self.data
        return Document(data, Source(name, "", lambda _: {}))

    def write(self, register, name):
        return dumps(register, "r.yaml")


@attrs.frozen
class OwnTables:
    """Tables of a stranger."""

    error: Exception
    name: str = "own"
    title: str = "Own"
    suffixes: tuple[str, ...] = (".own",)

    def recognises(self, content, name):
        return True

    def tables(self, content, name):
        raise self.error


def formats(*given):
    return {each.name: each for each in given}


def refused(call, *arguments, **more):
    with pytest.raises(LoadError) as caught:
        call(*arguments, **more)
    return caught.value.problems[0].message


def test_the_format_is_the_only_one_that_recognises_the_file():
    one, two = Own(), Own(name="two", knows=False)
    assert format_for(formats(one, two), b"", "a.own") is one
    assert format_for(formats(one, two), b"", "a.x", wanted="two") is two
    both = formats(one, Own(name="two"))
    assert refused(format_for, both, b"", "a.own").startswith("the formats own and two both recognise it")
    assert refused(format_for, formats(two), b"", "a.own").startswith("no format recognises what is in it")
    assert (
        refused(format_for, formats(two), b"", "d/a.x")
        == "no format has files that end as a.x does; they end in .own"
    )
    assert "broke down over it" in refused(format_for, formats(Own(knows=None)), b"", "a.own")
    with pytest.raises(UnknownNameError):
        format_for(both, b"", "a.own", wanted="three")
    with pytest.raises(MissingExtraError) as caught:
        format_for(formats(Own(knows=MISSING)), b"", "a.own")
    assert caught.value is MISSING


def test_the_format_to_write_is_the_only_one_with_such_names():
    one, two = Own(), Own(name="two")
    assert format_to_write(formats(one), "a.own") is one
    assert format_to_write(formats(one, two), "a.own", wanted="two") is two
    with pytest.raises(SaveError) as caught:
        format_to_write(formats(one, two), "a.own")
    assert str(caught.value) == (
        "a.own was not written: the formats own and two both write it; say which with --to"
    )


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.xls", "no format of tables has files that end as a.xls does; save it as .xlsx; they end in "),
        ("a.ODT", "no format of tables has files that end as a.ODT does; save it as .docx; they end in "),
        (
            "a.zip",
            "no format of tables has files that end as a.zip does; they end in .csv, .docx, .htm, .html, ",
        ),
        ("a.oscal.json", "no format of tables has files that end as a.oscal.json does; they end in .csv, "),
    ],
)
def test_what_has_no_tables_by_its_name_says_which_names_have(name, said):
    message = refused(format_for, KIT.formats, b"x", name, tables=True)
    assert message.startswith(said)
    assert ".json" not in message.partition("they end in")[2]


def test_what_is_written_is_proved_to_read_back():
    assert loads(dumps_as(Own(), REGISTER, "a.own").decode(), "r.yaml") == REGISTER
    for own, said in (
        (Own(lossless=False), "cannot hold all that a register holds"),
        (Own(data={"register": "r", "title": "Other"}), "would read back as a different register"),
        (Own(data="breaks"), "broke down"),
    ):
        with pytest.raises(SaveError, match=said):
            dumps_as(own, REGISTER, "a.own")
    damaged = LoadError("a.own", [Problem("it is damaged", "", "a.own")])
    with pytest.raises(
        SaveError, match=r"a\.own was not written, it would not load again: a\.own was not loaded"
    ):
        dumps_as(Own(data=damaged), REGISTER, "a.own")
    for error in (MISSING, SaveError("too long")):
        with pytest.raises(type(error)) as caught:
            dumps_as(Own(data=error), REGISTER, "a.own")
        assert caught.value is error


def test_a_file_is_read_or_it_is_said_why_not(tmp_path):
    path = tmp_path / "a.own"
    path.write_text("register: r\ntitle: R\n")
    assert open_paper(path, formats(Own())).document().data == {"register": "r", "title": "R"}
    assert "broke down over it" in refused(open_paper(path, formats(Own(data="breaks"))).document)
    with pytest.raises(MissingExtraError) as caught:
        open_paper(path, formats(Own(data=MISSING))).document()
    assert caught.value is MISSING
    assert refused(open_paper, tmp_path, KIT.formats) == "this is no file; name one"
    assert refused(open_paper, tmp_path / "none", KIT.formats).startswith("cannot be read: ")
    assert "leave out the mapping" in refused(open_paper, path, formats(Own()), reader="own", tables=True)
    with path.open("wb") as file:
        file.truncate(256 * 2**20 + 1)
    assert "it is larger than 256 MB" in refused(open_paper, path, KIT.formats)


def test_tables_are_read_or_it_is_said_why_not(tmp_path):
    path = tmp_path / "a.own"
    path.write_text("x")
    broken = formats(OwnTables(ZeroDivisionError("no")))
    assert refused(open_paper, path, broken, tables=True).startswith(
        "the format own broke down over it: ZeroDivisionError: no (test_papers.py, line "
    )
    with pytest.raises(MissingExtraError) as caught:
        open_paper(path, formats(OwnTables(MISSING)), tables=True)
    assert caught.value is MISSING


def test_rows_below_a_flaw_that_is_filled_down_are_refused_each_for_itself(tmp_path):
    maps = Maps(tmp_path)
    tables = '[[tables]]\nrows = "control"\nfill-down = ["risk"]\ncolumns = {risk = "No.", title = "Control", effective = "Works"}\n'
    flaw = Cell(None, "#N/A", Position(2, 1), "holds the error #N/A")
    one = sheet(("No.", "Control", "Works"), (flaw, "Hoses", "yes"), ("", "Salt", "no"), ("R1", "Walls", ""))
    document = maps.document(tables, one)
    assert [(str(each.position), each.reason) for each in document.refused[:2]] == [
        ("2:1", "it holds the error #N/A; fill it in"),
        ("3:1", "it holds the error #N/A; fill it in"),
    ]
    (content,) = leftovers([one], maps.mapping(tables), document.refused).values()
    assert content.decode("utf-8-sig").splitlines() == [
        '"No.","Control","Works"',
        '"","Hoses","yes"',
        '"","Salt","no"',
        '"R1","Walls",""',
    ]


def test_what_two_tables_refuse_of_one_row_is_one_row(tmp_path):
    maps = Maps(tmp_path)
    tables = (
        '[[tables]]\nrows = "control"\nfill-down = ["risk"]\ncolumns = {risk = "No.", title = "Control", effective = "Works"}\n'
        '[[tables]]\nrows = "risk"\ncolumns = {ref = "No.", title = "Risk"}\n'
    )
    one = sheet(
        ("Title",),
        ("No.", "Risk", "Control", "Works"),
        ("R1", "Fire", "Hoses", "yes"),
        ("", "Ice", "Salt", "perhaps"),
    )
    document = maps.document(tables, one)
    assert len(document.refused) == 2
    (content,) = leftovers([one, sheet(name="Other")], maps.mapping(tables), document.refused).values()
    assert content.decode("utf-8-sig").splitlines() == [
        '"Title"',
        '"No.","Risk","Control","Works"',
        '"R1","Ice","Salt","perhaps"',
    ]
