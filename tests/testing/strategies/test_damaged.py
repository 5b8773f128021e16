"""Damaged files: what is drawn of texts and of archives."""

import io
import struct
import zipfile

import pytest
from hypothesis import find, given, settings

from govkit.testing.strategies import damaged_files


def archive(**members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return made.getvalue()


def members(content):
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as file:
            return {name: file.read(name) for name in file.namelist()}
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error):
        return {}


@pytest.mark.parametrize(
    "wanted",
    [
        lambda found: members(found) == {"b": b"two"},
        lambda found: members(found).get("b") == b"two" and members(found).get("a", b"one") != b"one",
        lambda found: found == b"",
        lambda found: not members(found) and found.startswith(b"PK") and b"one" in found,
    ],
)
def test_a_member_of_an_archive_is_damaged_or_missing(wanted):
    whole = archive(a=b"one", b=b"two")
    found = find(
        damaged_files(whole), wanted, settings=settings(max_examples=5_000, database=None, derandomize=True)
    )
    assert found != whole


@pytest.mark.parametrize("content", [b"", b"text", b"\xff\xfe\x00", b'{"register": "r"}'])
def test_any_file_can_be_damaged(content):
    @given(damaged_files(content))
    def look(found):
        assert isinstance(found, bytes)

    look()
