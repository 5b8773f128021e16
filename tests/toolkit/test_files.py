"""Registers loaded and saved by a toolkit."""

from datetime import date

import pytest

from govkit import (
    LoadError,
    SaveError,
    Toolkit,
    UnknownNameError,
)

DAY = date(2019, 10, 9)
KIT = Toolkit.installed(strict=True)


@pytest.mark.parametrize("suffix", ["yaml", "yml", "json", "toml"])
def test_register_is_saved_and_loads_equal(tmp_path, suffix, register):
    path = tmp_path / f"r.{suffix}"
    KIT.save(register, path)
    assert KIT.load(path) == register
    assert KIT.load(str(path)).source.name == str(path)


def test_file_that_cannot_be_read_or_written_is_an_error(tmp_path, register):
    with pytest.raises(LoadError, match=r"gone\.yaml was not loaded: 1 problem"):
        KIT.load(tmp_path / "gone.yaml")
    with pytest.raises(SaveError, match="was not written"):
        KIT.save(register, tmp_path / "gone" / "r.yaml")


def test_format_that_is_unknown_is_an_error(tmp_path, register):
    with pytest.raises(UnknownNameError, match=r'there is no file format "\.yam"'):
        KIT.load(tmp_path / "r.yam")
    with pytest.raises(UnknownNameError, match=r'there is no file format "\.yam"'):
        KIT.save(register, tmp_path / "r.yam")
    assert list(tmp_path.iterdir()) == []
