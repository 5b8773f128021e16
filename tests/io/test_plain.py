"""Register files in the shape that all formats have."""

import pytest

from govkit import LoadError, SaveError
from govkit.formats import WritingFormat
from govkit.io import loads
from govkit.io.plain import PLAIN_FORMATS
from govkit.io.register import structure
from govkit.model import Assessment, Register, Risk

YAML, JSON, TOML = PLAIN_FORMATS
REGISTER = loads("register: r\ntitle: T\nrisks: [{ref: R1, title: Fire}]\n", "r.yaml")


@pytest.mark.parametrize("plain", PLAIN_FORMATS)
def test_what_is_written_is_known_again_and_read(plain):
    assert isinstance(plain, WritingFormat)
    name = f"r{plain.suffixes[0]}"
    content = plain.write(REGISTER, name)
    assert plain.recognises(content, name)
    document = plain.read(content, name)
    assert structure(document.data) == REGISTER
    assert document.source.locate("/risks/0/title") is not None
    # What it is called is no matter to a format that somebody chose.
    assert structure(plain.read(content, "r.txt").data) == REGISTER
    assert plain.write(REGISTER, "r.txt") == content


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[1]", b'{"scheme": "s"}', b"3"])
def test_what_is_no_register_is_not_taken_for_one(content):
    assert not JSON.recognises(content, "r.json")


def test_what_cannot_be_read_or_written_is_said():
    with pytest.raises(LoadError, match='it has no parts, and so none called "Risks"'):
        YAML.read(b"register: r", "r.yaml", part="Risks")
    with pytest.raises(LoadError, match="there is nothing in it"):
        TOML.read(b" \n", "r.toml")
    odd = Register(
        ref="r", title="T", risks=(Risk(ref="R", title="T", current=Assessment(printed="\ud800")),)
    )
    with pytest.raises(SaveError, match=r"^r\.json was not written: "):
        JSON.write(odd, "r.json")
