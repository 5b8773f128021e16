"""Files and bytes: what is read, what is written, and what is left as it was."""

import gc
import os
import stat
import sys
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import attrs
import pytest

from govkit.errors import LoadError, MissingExtraError, SaveError, UnknownNameError
from govkit.formats.collector import collector_paused
from govkit.io import dumps, load, loads, save
from govkit.model import (
    Action,
    Assessment,
    Assurance,
    AssuranceSource,
    Event,
    Origin,
    OriginKind,
    Register,
    Risk,
)

REGISTER = Register(ref="r", title="Überblick")
OLD = b"register: old\ntitle: Old\n"
TEXTUAL = ("x.yaml", "x.json", "x.toml")
NAMES = (*TEXTUAL, "x.xlsx")
SUFFIXES = (".yaml", ".yml", ".json", ".toml", ".YAML", ".Json", ".TOML")


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_the_suffix_says_the_format(tmp_path, suffix):
    path = tmp_path / f"x{suffix}"
    save(REGISTER, path)
    assert (path.read_bytes()[:1] == b"{") == (suffix.lower() == ".json")
    assert load(path) == load(str(path)) == REGISTER
    assert load(path).source.name == str(path)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("x.txt", 'there is no file format ".txt"; known: .yaml, .yml, .json, .toml, .xlsx, .xlsm (x.txt)'),
        ("x.yamll", 'there is no file format ".yamll"; did you mean ".yaml"? (x.yamll)'),
        ("register", 'there is no file format "register"; known: .yaml, .yml, .json, .toml, .xlsx, .xlsm'),
        (
            "a.yaml/register",
            'there is no file format "a.yaml/register"; known: .yaml, .yml, .json, .toml, .xlsx, .xlsm',
        ),
    ],
)
def test_a_suffix_without_a_format_is_named(tmp_path, monkeypatch, name, message):
    monkeypatch.chdir(tmp_path)
    for use in (
        lambda name: loads(b"", name),
        lambda name: dumps(REGISTER, name),
        lambda name: save(REGISTER, name),
    ):
        with pytest.raises(UnknownNameError) as caught:
            use(name)
        assert str(caught.value) == message
    assert list(tmp_path.iterdir()) == []
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_bytes(OLD)
    with pytest.raises(UnknownNameError) as caught:
        load(name)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "error"), [("nothere", LoadError), ("d/nothere", LoadError), ("nothere.doc", UnknownNameError)]
)
def test_what_is_not_there_is_told_so_unless_its_suffix_has_no_format(tmp_path, monkeypatch, name, error):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(error) as caught:
        load(name)
    said = f"{name}: cannot be read: No such file or directory"
    assert (said in str(caught.value)) == (error is LoadError)


def test_what_never_ends_is_not_read(tmp_path):
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    for name in ("pipe.yaml", "zero.json"):
        with pytest.raises(LoadError, match=f"{name}: this is no regular file; save it as one"):
            load(tmp_path / name)


def test_a_name_that_no_file_can_have_is_a_load_error():
    with pytest.raises(LoadError, match="cannot be read: File name too long"):
        load("x" * 300 + ".yaml")


@pytest.mark.parametrize("name", NAMES)
def test_a_byte_order_mark_is_no_part_of_the_text(name):
    content = dumps(REGISTER, name)
    assert loads(b"\xef\xbb\xbf" + content, name) == REGISTER
    assert loads(b"\xef\xbb\xbf" + content, name).source.locate("/register") == loads(
        content, name
    ).source.locate("/register")


@pytest.mark.parametrize("name", TEXTUAL)
@pytest.mark.parametrize(
    ("content", "place", "what"),
    [
        (b"ab\xff", "1:3", "byte 2 (0xff)"),
        (b"\xef\xbb\xbfab\n\xffc", "2:1", "byte 6 (0xff)"),
        ("ä\nßü".encode() + b"\xc3", "2:3", "byte 7 (0xc3)"),
        (b"a\r\n\xed\xa0\x80", "2:1", "byte 3 (0xed)"),
        ("title: T".encode("utf-16"), "1:1", "byte 0 (0xff)"),
        ("title: Ü".encode("latin-1"), "1:8", "byte 7 (0xdc)"),
    ],
)
def test_what_is_not_utf_8_is_named_with_its_byte(content, place, what, name):
    with pytest.raises(LoadError) as caught:
        loads(content, name)
    assert [str(problem) for problem in caught.value.problems] == [
        f"{name}:{place}: {what} is not UTF-8; save the file as UTF-8"
    ]


NOTHING = "there is nothing in it; a register has at least the keys register and title"


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        *((name, content, "") for name in TEXTUAL for content in (b"", b"\xef\xbb\xbf\r\n \n")),
        ("x.yaml", b"# later\n", ""),
        ("x.toml", b"# later\n", ":1:1"),
        ("x.yaml", b"{}", ":1:1"),
        ("x.json", b"{}", ":1:1"),
    ],
)
def test_an_empty_file_is_told_so_in_every_format(tmp_path, monkeypatch, name, content, place):
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(content)
    with pytest.raises(LoadError) as caught:
        load(name)
    assert [str(problem) for problem in caught.value.problems] == [f"{name}{place}: {NOTHING}"]


def test_a_file_that_cannot_be_read_is_a_load_error(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("dir.yaml").mkdir()
    with pytest.raises(LoadError) as caught:
        load("missing.yaml")
    assert str(caught.value.problems[0]) == "missing.yaml: cannot be read: No such file or directory"
    with pytest.raises(LoadError) as caught:
        load("dir.yaml")
    assert str(caught.value.problems[0]) == "dir.yaml: this is a folder; name a file in it"


def test_a_file_that_must_not_be_read_is_a_load_error(monkeypatch):
    def refuse(_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(LoadError) as caught:
        load("x.yaml")
    assert str(caught.value.problems[0]) == "x.yaml: cannot be read: Permission denied"


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(OLD)
    return path


def test_a_file_that_is_written_again_keeps_its_mode(old):
    old.chmod(0o640)
    save(REGISTER, old)
    assert load(old) == REGISTER
    assert mode_of(old) == 0o640
    assert list(old.parent.iterdir()) == [old]


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600)])
def test_a_new_file_has_the_mode_that_new_files_have(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        save(REGISTER, tmp_path / "x.json")
        assert os.umask(mask) == mask
    finally:
        os.umask(before)
    assert mode_of(tmp_path / "x.json") == mode


@pytest.mark.parametrize("step", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("error", "raised"),
    [(OSError(28, "No space left on device"), SaveError), (KeyboardInterrupt(), KeyboardInterrupt)],
)
def test_the_old_file_stays_when_writing_fails(old, monkeypatch, step, error, raised):
    def fail(*_):
        raise error

    monkeypatch.setattr(*{"fsync": (os, "fsync"), "replace": (Path, "replace")}[step], fail)
    with pytest.raises(raised) as caught:
        save(REGISTER, old)
    if raised is SaveError:
        assert str(caught.value) == f"{old} was not written: No space left on device"
    assert old.read_bytes() == OLD
    assert list(old.parent.iterdir()) == [old]


def test_what_a_link_points_to_is_written(old, tmp_path):
    link = tmp_path / "link.yaml"
    link.symlink_to(old)
    save(REGISTER, link)
    assert link.is_symlink()
    assert load(old) == REGISTER


def test_a_folder_is_not_written_over(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("dir.yaml").mkdir()
    with pytest.raises(SaveError, match=r"^dir.yaml was not written: Is a directory$"):
        save(REGISTER, "dir.yaml")
    assert [path.name for path in tmp_path.iterdir()] == ["dir.yaml"]


def test_a_file_in_no_folder_is_not_written(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SaveError, match=r"^nowhere/x.yaml was not written: No such file or directory$"):
        save(REGISTER, "nowhere/x.yaml")
    assert list(tmp_path.iterdir()) == []


def test_a_file_may_have_the_longest_name_there_is(tmp_path):
    path = tmp_path / ("x" * 250 + ".yaml")
    save(REGISTER, path)
    assert load(path) == REGISTER


class State(StrEnum):
    OPEN = "open"


def with_risk(**values):
    return Register(ref="r", title="T", risks=(Risk(**{"ref": "R", "title": "T"} | values),))


def with_action(**values):
    return Register(ref="r", title="T", actions=(Action(**{"ref": "A", "title": "T"} | values),))


EVENT = {"kind": "a", "ref": "A", "trigger": "t", "from_state": "a", "to_state": "b"}
SURROGATE = "half of a surrogate pair, which no file can store"
REFUSED = (
    (
        Register(ref="a/b", title="T"),
        '/register: the text "a/b" does not fit: printable, without "/" and "#"',
    ),
    (Register(ref="r", title="\ud800"), "surrogate"),
    (Register(ref="r", title="T", workflows={"action": "a#b"}), "/workflows/action: the text"),
    (with_risk(ref="R#1"), '/risks/0/ref: the text "R#1" does not fit'),
    (with_risk(causes=(1,)), "/risks/0/causes/0: a text is due here, not the number 1"),
    (
        with_risk(current=Assessment(printed=True)),
        "/risks/0/current/printed: a whole number or a text is due here, not true",
    ),
    (
        with_risk(current=Assessment(printed=1.5)),
        "/risks/0/current/printed: a whole number or a text is due here, not the number 1.5",
    ),
    (
        with_risk(current=Assessment(printed=Decimal("1.5"))),
        "/risks/0/current/printed: a whole number or a text is due here, not the number 1.5",
    ),
    (with_risk(current=Assessment(printed=1 + 2j)), "complex is not "),
    (with_risk(current=Assessment(printed=10**5000)), "Exceeds the limit"),
    (with_risk(current=Assessment(levels={1: 1})), ""),
    (
        with_risk(assurances=(Assurance(ref="S", title="T", line=4),)),
        "/risks/0/assurances/0/line: 4 is more than 3",
    ),
    (
        with_action(events=(Event(**EVENT, effective="2019-08-13", recorded="2019-08-13"),)),
        "descriptor 'isoformat'",
    ),
)


NOTHINGS = (
    (Register(ref="r", title=None), "/title: ", "a text is due here, not nothing"),
    (
        with_risk(current=Assessment(levels={"impact": None})),
        "/risks/0/current/levels/impact: ",
        "a whole number or a text is due here, not nothing",
    ),
)


@pytest.mark.parametrize(
    ("name", "register", "why"),
    [
        *((name, register, why) for name in NAMES for register, why in REFUSED),
        *((name, register, path + why) for name in NAMES[:2] for register, path, why in NOTHINGS),
        *(
            ("x.toml", register, f"{path}TOML has no null; leave the key out")
            for register, path, _ in NOTHINGS
        ),
    ],
)
def test_what_would_not_load_again_is_not_written(tmp_path, monkeypatch, register, why, name):
    monkeypatch.chdir(tmp_path)
    Path(name).write_bytes(OLD)
    with pytest.raises(SaveError) as caught:
        save(register, name)
    assert str(caught.value).startswith(f"{name} was not written")
    assert why in str(caught.value)
    assert Path(name).read_bytes() == OLD
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", NAMES)
def test_what_would_read_back_as_something_else_is_not_written(name):
    moment = datetime(2019, 8, 13, 10, 30)
    register = with_action(events=(Event(**EVENT, effective=moment, recorded=moment),))
    with pytest.raises(SaveError) as caught:
        dumps(register, name)
    assert str(caught.value) == f"{name} was not written: it would read back as a different register"


@pytest.mark.parametrize("name", NAMES)
def test_a_text_of_an_enum_is_written_as_the_text_it_is(name):
    register = with_action(state=State.OPEN, origin=Origin(kind="audit"))
    loaded = loads(dumps(register, name), name)
    assert loaded == register
    assert type(loaded.actions[0].state) is str
    assert loaded.actions[0].origin.kind is OriginKind.AUDIT
    outside = with_risk(assurances=(Assurance(ref="S", title="T", source="external"),))
    assert loads(dumps(outside, name), name).risks[0].assurances[0].source is AssuranceSource.EXTERNAL


def test_without_the_extra_toml_is_read_but_not_written(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "tomli_w", None)
    path = tmp_path / "x.toml"
    path.write_bytes(b'register = "r"\ntitle = "\xc3\x9cberblick"\n')
    assert load(path) == REGISTER
    with pytest.raises(MissingExtraError) as caught:
        save(attrs.evolve(REGISTER, title="New"), path)
    assert str(caught.value) == "writing TOML needs the extra [toml]: pip install 'govkit[toml]'"
    assert load(path) == REGISTER


def test_a_problem_of_writing_names_its_cause():
    with pytest.raises(SaveError) as caught:
        dumps(Register(ref="a/b", title="T"), "x.json")
    assert isinstance(caught.value.__cause__, LoadError)


@pytest.fixture
def collector():
    was_on = gc.isenabled()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("was_on", [True, False])
@pytest.mark.parametrize("content", [OLD, b"register: a/b\n", b"[", b""])
def test_the_garbage_collector_is_left_as_it_was(collector, was_on, content):
    (gc.enable if was_on else gc.disable)()
    try:
        loads(content, "x.yaml")
    except LoadError:
        assert content != OLD
    assert gc.isenabled() is was_on


@pytest.mark.parametrize("was_on", [True, False])
def test_the_garbage_collector_is_off_while_it_is_paused(collector, was_on):
    (gc.enable if was_on else gc.disable)()
    with collector_paused():
        assert not gc.isenabled()
    assert gc.isenabled() is was_on


def test_what_is_loaded_again_under_another_name_is_the_same_register():
    one, two = loads(OLD, "one.yaml"), loads(OLD, "two.yaml")
    assert one == two
    assert (one.source.name, two.source.name) == ("one.yaml", "two.yaml")
    assert attrs.evolve(one, source=None) == one
