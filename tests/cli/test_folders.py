"""``govkit check`` of folders."""

import os
import shutil
import socket

import pytest

from govkit.cli.app import run

HARBOUR = "register: {}\ntitle: T\nrisks: [{{ref: R1, title: A}}, {{ref: R1, title: B}}]\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a.yaml", "deep/b.yml", ".hidden/c.yaml", "deep/.d.yaml"):
        path = tmp_path / "registers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HARBOUR.format(path.stem))
    return tmp_path / "registers"


@pytest.fixture
def check(capsys):
    def call(*arguments):
        code = run(["check", *arguments, "--select", "GKREF001", "--format", "concise"])
        out, err = capsys.readouterr()
        return code, out.splitlines(), err.splitlines()

    return call


def files(lines):
    return [line.partition(":")[0] for line in lines if " GKREF001 " in line]


def test_the_registers_of_a_folder_are_checked_in_the_order_of_their_paths(folder, check):
    code, out, err = check("registers")
    assert (code, err) == (1, [])
    assert files(out) == ["registers/a.yaml", "registers/deep/b.yml"]
    assert out[-1] == "2 errors"


def test_what_is_kept_beside_registers_is_none(folder, check):
    (folder / "notes.txt").write_text("no register")
    (folder / "a.waivers.yaml").write_text("waivers: []\n")
    (folder / "w.yaml").write_text("waivers: []\n")
    (folder / "known.json").write_text('{"baseline": 1}')
    (folder / "register.schema.json").write_text("{}")
    (folder / "govkit.toml").write_text('waivers = ["w.yaml"]\nbaseline = "known.json"\n')
    (folder / "pyproject.toml").write_text("[tool.other]\n")
    code, out, err = check("registers")
    assert (code, err) == (1, [])
    assert files(out) == ["registers/a.yaml", "registers/deep/b.yml"]


def test_anything_else_is_taken_for_a_register_so_that_none_is_passed_over(folder, check):
    (folder / "e.yaml").write_text("regster: e\ntitle: T\n")
    code, out, err = check("registers")
    assert code == 2
    assert files(out) == ["registers/a.yaml", "registers/deep/b.yml"]
    assert 'there is no key "regster" here; did you mean "register"?' in "\n".join(err)


SCHEME = 'id = "s"\nversion = "1"\ntitle = "T"\n[[factors]]\nkey = "likelihood"\n'
LIFECYCLE = '{"id": "x", "title": "T", "kind": "action", "initial": "open", "states": [], "rows": []}'


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("s.toml", SCHEME),
        ("house.yaml", "title: Our rules\nrules:\n  - {code: ACM001}\n"),
        ("x.json", LIFECYCLE),
        ("old.json", '{"baseline": 1, "findings": []}'),
        ("found.json", '{\n  "findings": [],\n  "not_checked": []}'),
        ("sarif.json", '{"$schema": "s", "version": "2.1.0", "runs": []}'),
    ],
)
def test_what_says_that_it_is_of_another_kind_is_none(folder, check, name, text):
    (folder / name).write_text(text)
    code, out, err = check("registers")
    assert (code, err) == (1, [])
    assert files(out) == ["registers/a.yaml", "registers/deep/b.yml"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("e.yaml", "regster: e\ntitle: T\nrules: []\nrisks: []\n"),
        ("e.json", '{"register": "e", "title": "T", "states": [], "rows": []}'),
        ("e.json", '{"title": "T",\n"rows": []}'),
        ("e.yaml", "- title: T\n  rules: []\n"),
        ("e.yaml", "register: e\nrules: [\n"),
    ],
)
def test_a_register_with_a_key_of_another_kind_is_not_passed_over(folder, check, name, text):
    (folder / name).write_text(text)
    assert check("registers")[0] == 2


def test_what_is_no_text_is_not_passed_over(folder, check):
    (folder / "e.yaml").write_bytes(b"rules: \xff\n")
    assert check("registers")[0] == 2


def test_what_is_no_regular_file_is_refused_and_not_waited_for(folder, check):
    os.mkfifo(folder / "pipe.yaml")
    os.mkfifo(folder / "pipe.xlsx")
    (folder / "zero.json").symlink_to("/dev/zero")
    (folder / "gone.yaml").symlink_to("nowhere.yaml")
    code, out, err = check("registers")
    assert (code, files(out)) == (2, ["registers/a.yaml", "registers/deep/b.yml"])
    assert [line for line in err if line.startswith("  ")] == [
        "  registers/gone.yaml: cannot be read: No such file or directory",
        "  registers/pipe.xlsx: this is no regular file; save it as one",
        "  registers/pipe.yaml: this is no regular file; save it as one",
        "  registers/zero.json: this is no regular file; save it as one",
    ]


def test_wrong_settings_are_said_once_and_every_file_stays_unchecked(folder, check):
    (folder / "govkit.toml").write_text("selct = []\n")
    code, out, err = check("registers")
    assert code == 2
    assert out == ["not checked: registers/a.yaml, registers/deep/b.yml"]
    assert len(err) == 2


def test_a_folder_without_registers_could_not_be_checked(folder, check, tmp_path):
    (tmp_path / "empty").mkdir()
    assert check("empty") == (
        2,
        ["not checked: empty"],
        ["govkit: empty was not loaded: 1 problem", "  empty: there is no register in this folder"],
    )


def test_links_to_folders_are_followed_and_loops_are_not(folder, check, tmp_path):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "l.yaml").write_text(HARBOUR.format("l"))
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "again").symlink_to(folder / "deep")  # found without the link
    (folder / "deep" / "round").symlink_to(folder)
    (folder / ".linked").symlink_to(tmp_path / "elsewhere")
    assert files(check("registers")[1]) == [
        "registers/a.yaml",
        "registers/deep/b.yml",
        "registers/linked/l.yaml",
    ]


@pytest.fixture
def too_deep(folder):
    """A folder that nobody can look into, not even root: its path is longer than paths may be."""
    top = folder / "top"
    top.mkdir()
    name, fds = "n" * 250, [os.open(top, os.O_RDONLY)]
    for _ in range(17):
        os.mkdir(name, dir_fd=fds[-1])
        fds.append(os.open(name, os.O_RDONLY, dir_fd=fds[-1]))
    for each in fds:
        os.close(each)
    yield folder
    shutil.rmtree(top)


def test_a_folder_that_nobody_can_look_into_is_not_passed_over(too_deep, check):
    code, out, err = check("registers")
    assert (code, files(out)) == (2, ["registers/a.yaml", "registers/deep/b.yml"])
    assert [err[1].startswith("  registers/top/nnn"), len(err)] == [True, 2]
    assert err[1].endswith("nnn: nobody can look into this folder: File name too long")
    shutil.rmtree(too_deep / "deep")
    (too_deep / "a.yaml").unlink()
    code, out, err = check("registers")
    assert (code, len(err), "there is no register" in str(err)) == (2, 2, False)


def test_sockets_and_links_that_go_in_circles_are_named_and_hold_up_nothing(folder, check, monkeypatch):
    monkeypatch.chdir(folder)  # a socket has a short name
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("s.yaml")
        (folder / "self.yaml").symlink_to("self.yaml")
        (folder / "there.xlsx").symlink_to("back.xlsx")
        (folder / "back.xlsx").symlink_to("there.xlsx")
        (folder / "round").symlink_to("round")
        (folder / "govkit.toml").write_text('waivers = []\nbaseline = "known.json"\n')
        (folder / "known.json").write_text('{"baseline": 1, "findings": []}')
        code, out, err = check(".")
    assert (code, files(out)) == (2, ["a.yaml", "deep/b.yml"])
    assert [line for line in err if line.startswith("  ")] == [
        "  back.xlsx: cannot be read: Too many levels of symbolic links",
        "  s.yaml: this is no regular file; save it as one",
        "  self.yaml: cannot be read: Too many levels of symbolic links",
        "  there.xlsx: cannot be read: Too many levels of symbolic links",
    ]


def test_a_link_in_circles_that_is_named_is_one_sentence(folder, check):
    (folder / "round").symlink_to("round")
    for name in ("registers/round", "registers/round/r.yaml", "registers/round/r.waivers.yaml"):
        code, out, err = check(name)
        assert (code, out) == (2, [f"not checked: {name}"])
        assert err[1:] == [f"  {name}: cannot be read: Too many levels of symbolic links"]


def test_a_name_that_is_too_long_stops_no_other_file(folder, check):
    long = "x" * 250 + ".yaml"  # which waivers beside it would make longer than a file's name may be
    (folder / long).write_text(HARBOUR.format("long"))
    assert files(check("registers")[1]) == ["registers/a.yaml", "registers/deep/b.yml", f"registers/{long}"]
    code, out, err = check("registers", "y" * 300 + ".yaml", f"{'z' * 300}/z.yaml")
    assert (code, len(files(out))) == (2, 3)
    assert [line.endswith("File name too long") for line in err] == [False, True, False, True]
