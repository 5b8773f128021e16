"""Hidden characters: shown, never swallowed; and never illegal in XML."""

from xml.etree.ElementTree import fromstring, tostring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.report.markup import element
from govkit.report.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Senior posts", "Senior posts"),
        ("", ""),
        ("two\nlines\tand\r\u2028\u2029\x85more", "two lines and    more"),
        ("bell\x07 null\x00 escape\x1b[31m", r"bell\x07 null\x00 escape\x1b[31m"),
        ("turned \u202eround\u2066", r"turned \u202eround\u2066"),
        ("half \ud800", r"half \ud800"),
        ("no character \uffff", r"no character \uffff"),
        ("marked \ufeff", r"marked \ufeff"),
        ("kept\xa0apart, joi\u200dned, par\u200cted, hy\xadphen", "kept\xa0apart, joi\u200dned, par\u200cted, hy\xadphen"),
        ("e\u0301 漢字 😀 العربية", "e\u0301 漢字 😀 العربية"),
    ],
)  # fmt: skip
def test_what_is_hidden_is_shown(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters(codec=None), min_size=1))
def test_any_text_can_stand_in_xml_as_text_and_as_attribute(text):
    made = element("p", text, element("b", text), text, text, title=text)
    read = fromstring(tostring(made, encoding="unicode"))  # noqa: S314 - our own XML
    assert read.text == read.get("title") == read[0].text == visible(text)
    assert read[0].tail == visible(text) * 2


def test_elements_are_built_in_order():
    made = element("p", "a ", "b ", element("br"), "c", class_="x", stroke_width=1.25, x=3.0, tabindex=0)
    assert tostring(made, encoding="unicode") == (
        '<p class="x" stroke-width="1.2" x="3" tabindex="0">a b <br />c</p>'
    )
