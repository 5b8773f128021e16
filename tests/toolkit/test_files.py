"""Registers loaded and saved by a toolkit."""

import os
from codecs import BOM_UTF8
from datetime import date

import pytest

from govkit import (
    LoadError,
    SaveError,
    Toolkit,
    UnknownNameError,
    hookimpl,
)
from govkit.model import Document, Register, Source

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


@pytest.mark.parametrize(
    "suffix", ["yaml", "yml", "json", "toml", "jsonl", "ndjson", "oscal.json", "oscal-results.yml", "JSONL"]
)
def test_register_is_saved_and_loads_equal(tmp_path, suffix, register):
    path = tmp_path / f"r.{suffix}"
    KIT.save(register, path)
    assert KIT.load(path) == register
    assert KIT.load(str(path)).source.name == str(path)


def test_what_is_saved_is_of_the_format_that_its_name_says(tmp_path, register):
    for name, begins in (
        ("r.jsonl", '{"register": '),
        ("r.oscal.json", '{\n  "plan-of-action-and-milestones"'),
    ):
        assert KIT.save(register, tmp_path / name) is True
        assert (tmp_path / name).read_text().startswith(begins)
        again = KIT.load(tmp_path / name)
        assert KIT.save(again, tmp_path / name) is False
        assert KIT.load(tmp_path / name) == register


class Own:
    """A format of a stranger, who is modest or not about what it keeps."""

    name, title, suffixes = "own", "Own", (".own",)

    def __init__(self, lossless):
        self.lossless = lossless

    def recognises(self, content, name):
        return content.startswith(b"own ")

    def read(self, content, name, *, part=None):
        data = {"register": "r", "title": content.decode()[4:]}
        return Document(data, Source(name, "", lambda _: {}))

    def write(self, register, name):
        return f"own {register.title}".encode()


class Offering:
    """The plug-in of that stranger."""

    def __init__(self, lossless):
        self._own = Own(lossless)

    @hookimpl
    def govkit_formats(self):
        return [self._own]


def test_a_format_of_a_plug_in_is_loaded_and_saved_if_it_loses_nothing(tmp_path):
    kit, path = Toolkit(Offering(lossless=True), strict=True), tmp_path / "r.own"
    kit.save(Register(ref="r", title="T"), path)
    assert path.read_text() == "own T"
    assert kit.load(path) == Register(ref="r", title="T")
    modest = Toolkit(Offering(lossless=False), strict=True)
    with pytest.raises(UnknownNameError):
        modest.load(path)
    with pytest.raises(UnknownNameError):
        modest.save(Register(ref="r", title="T"), path)


def test_a_fault_in_a_line_is_found_at_the_line(tmp_path, register):
    path = tmp_path / "r.jsonl"
    KIT.save(register, path)
    lines = path.read_text().splitlines()
    path.write_text("\n".join([lines[0], lines[1].replace('"title"', '"titel"')]))
    with pytest.raises(LoadError) as caught:
        KIT.load(path)
    assert {each.line for each in caught.value.problems} == {2}


def test_what_would_be_lost_is_an_error(tmp_path, register):
    path = tmp_path / "r.oscal.json"
    KIT.save(register, path)
    path.write_text(
        path.read_text().replace('"metadata": {', '"metadata": {"document-ids": [{"identifier": "7"}], ')
    )
    with pytest.raises(LoadError, match="would be lost; see govkit import"):
        KIT.load(path)


@pytest.mark.parametrize("suffix", ["yaml", "json", "toml"])
def test_a_byte_order_mark_stays(tmp_path, suffix, register):
    path = tmp_path / f"r.{suffix}"
    KIT.save(register, path)
    plain = path.read_bytes()
    path.write_bytes(BOM_UTF8 + plain)
    KIT.save(KIT.load(path), path)
    assert path.read_bytes() == BOM_UTF8 + plain


def test_a_pipe_is_not_read_for_a_mark(tmp_path, register):
    os.mkfifo(tmp_path / "r.yaml")
    KIT.save(register, tmp_path / "r.yaml")
    assert KIT.load(tmp_path / "r.yaml") == register


def test_file_that_cannot_be_read_or_written_is_an_error(tmp_path, register):
    with pytest.raises(LoadError, match=r"gone\.yaml was not loaded: 1 problem"):
        KIT.load(tmp_path / "gone.yaml")
    for name in ("gone/r.yaml", "gone/r.jsonl", "x" * 300 + ".yaml"):
        with pytest.raises(SaveError, match="was not written"):
            KIT.save(register, tmp_path / name)
    with pytest.raises(TypeError):
        KIT.save("no register", tmp_path / "r.jsonl")


def test_format_that_is_unknown_is_an_error(tmp_path, register):
    with pytest.raises(UnknownNameError, match=r'there is no file format "\.yam"'):
        KIT.load(tmp_path / "r.yam")
    with pytest.raises(UnknownNameError, match=r'there is no file format "\.yam"'):
        KIT.save(register, tmp_path / "r.yam")
    assert list(tmp_path.iterdir()) == []
