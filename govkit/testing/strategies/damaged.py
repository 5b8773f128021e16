"""Files that are damaged, or that are something else than their name says."""

import io
import zipfile
from collections.abc import Sequence
from typing import Final

from hypothesis import strategies as st

_FOREIGN: Final = (
    *(b"", b"\n", b"\0", b"\xff", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf"),
    *(
        b"PK\x03\x04",
        b"PK\x05\x06" + bytes(18),
        b"%PDF-1.7\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        b"{}",
        b"[]",
    ),
    *(b"null", b"---\n...\n", b'"', b"'", b"<?xml version='1.0'?>", b"<html>", b"sep=", b"\xed\xa0\x80"),
    *(b"[" * 20_000, b"<a>" * 20_000, b"- " * 20_000, b"(" * 20_000, b"|" * 20_000, b"\n" * 20_000),
    *(b"x" * 100_000, b"9" * 20_000, "\u202e\u2028\x85\x1b[31m".encode(), b"=1+1,@x,\t-2\r+3\n"),
)
"""Whole files that break readers which expect something better."""
_BITS: Final = (
    b"\0",
    b"\xff",
    b"\r",
    b"\n",
    b'"',
    b"'",
    b"<",
    b"{",
    b"&",
    b"\\",
    b":",
    b",",
    b";",
    b"|",
    b"-1",
)
"""What does harm in the midst of a file."""


def damaged_files(content: bytes) -> st.SearchStrategy[bytes]:
    """Draw what may stand in a file instead of what should: for readers that have to refuse in good order.

    Args:
        content: a file that is whole.

    Returns:
        A strategy for the bytes of files: the whole one cut short, with parts of it left out, doubled,
        exchanged or overwritten, in another encoding; files that are something else; and any bytes. Where the
        whole one is a ZIP archive, such as a workbook, one of its members is damaged at times.
    """
    ways = [_spoilt(content), _any_of(_FOREIGN), st.binary(max_size=200), _any_of(_recoded(content))]
    if zipfile.is_zipfile(io.BytesIO(content)):
        ways += [_with_a_spoilt_member(content)] * 3
    return st.one_of(ways)


def _spoilt(content: bytes) -> st.SearchStrategy[bytes]:
    place = st.integers(0, len(content))
    span = st.tuples(place, place).map(sorted)
    bit = st.sampled_from(_BITS) | st.binary(max_size=8)
    return st.one_of(
        place.map(lambda at: content[:at]),
        place.map(lambda at: content[at:]),
        span.map(lambda at: content[: at[0]] + content[at[1] :]),
        span.map(lambda at: content[: at[1]] + content[at[0] :]),
        st.builds(lambda at, new: content[:at] + new + content[at:], place, bit),
        st.builds(lambda at, new: content[:at] + new + content[at + len(new) :], place, bit),
        st.builds(lambda old, new: content.replace(old, new), _any_of(_pieces(content)), bit),  # noqa: PLW0108 - see _any_of,
    )


def _any_of(files: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """Draw one of some files by its number: Hypothesis writes down what it was given, however long it is."""
    return st.integers(0, len(files) - 1).map(lambda number: files[number])


def _pieces(content: bytes) -> list[bytes]:
    """List pieces that may be exchanged wherever they stand: single bytes, and whole words."""
    return sorted({b" ", *content[:20_000].split(), *(bytes([each]) for each in content[:20_000])})


def _recoded(content: bytes) -> list[bytes]:
    """Write a text in other encodings; what is no text is turned round."""
    try:
        text = content.decode()
    except UnicodeDecodeError:
        return [content[::-1]]
    return [text.encode(each, "replace") for each in ("utf-16", "utf-32", "cp1252", "cp037", "utf-8-sig")]


@st.composite
def _with_a_spoilt_member(draw: st.DrawFn, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(members)))
    if draw(st.integers(0, 9)):
        members[name] = draw(_spoilt(members[name]))
    else:
        del members[name]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for each, data in members.items():
            archive.writestr(each, data)
    return made.getvalue()
