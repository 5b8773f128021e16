"""How cells are cut into items: bullets, numerals, full stops, and what runs over a page."""

import pytest
from cambs_papers.cutting import continued, is_unfinished, items_of, openings, sentences
from cambs_papers.numerals import meant
from cambs_papers.passage import Passage, joined, unwrapped


def whole(text):
    return Passage(text, tuple(range(len(text))))


def said(items):
    return [(item.label.text, item.text.text) for item in items]


def test_passage_without_tags_knows_where_its_words_stand():
    text = '<ul style="none"> <b>Two</b>  **piers** and a\tquay</ul>'
    passage = whole(text).tidy()
    assert passage.text == "Two piers and a quay"
    at = passage.text.index("quay")
    assert passage.cut(at).start == text.index("quay")


@pytest.mark.parametrize("text", ["a < b > c", "<pier> and <b risk=x>", "p> 2"])
def test_only_tags_are_taken_for_tags(text):
    assert whole(text).tidy().text == text


def test_lines_are_joined_and_a_hyphen_at_the_end_of_one_keeps_its_word():
    lines = [whole("an east-"), whole("side pier -"), whole(""), whole("Quay-"), whole("Master")]
    assert unwrapped(lines).text == "an east-side pier - Quay- Master"
    assert joined([whole("a"), whole(""), whole("b")]).text == "a b"
    assert joined([]).text == ""


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One pier. Two quays! Three", ["One pier.", "Two quays!", "Three"]),
        (
            "Oil, e.g. Diesel, i.e. Fuel of Mr. Smith. 3 more",
            ["Oil, e.g. Diesel, i.e. Fuel of Mr. Smith.", "3 more"],
        ),
        ("Mend it (2019/20) Paint it (PSD) Board", ["Mend it (2019/20)", "Paint it (PSD) Board"]),
        (
            "Mend it. (Dec 2018) Paint it. (soon) Sell it",
            ["Mend it. (Dec 2018)", "Paint it. (soon) Sell it"],
        ),
        ("It said “stop.” Then it went", ["It said “stop.”", "Then it went"]),
        ("no stop Here", ["no stop Here"]),
        ("", []),
    ],
)
def test_sentences(text, cut):
    assert [each.text for each in sentences(whole(text))] == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("• Old rope • New rope, i.e. Nylon. More", [("", "Old rope"), ("", "New rope, i.e. Nylon. More")]),
        ("i. Old. Older. ii. New", [("i", "Old. Older."), ("ii", "New")]),
        (
            "First. Second. iv-v Both x. Ten",
            [("", "First."), ("", "Second."), ("iv-v", "Both"), ("x", "Ten")],
        ),
        ("ii–iv. Three of them", [("ii–iv", "Three of them")]),
        ("the mix. and i.e. no numerals", [("", "the mix. and i.e. no numerals")]),
        ("i. ii. Two", [("ii", "Two")]),
    ],
)
def test_items(text, cut):
    assert said(items_of(whole(text))) == cut


@pytest.mark.parametrize(
    ("before", "after", "cut", "over"),
    [
        ("Rope. Chain.", "Buoy.", [("", "Rope."), ("", "Chain."), ("", "Buoy.")], False),
        ("", "i. Buoy", [("i", "Buoy")], False),
        ("i. Rope of the", "ii. pier. Chain", [("i", "Rope of the pier."), ("ii", "Chain")], True),
        ("i. Rope of the", "ii. pier. Chain. Buoy iii. Bell", [("i", "Rope of the pier."), ("ii", "Chain. Buoy"), ("iii", "Bell")], True),
        ("i. Rope of the", "ii. pier. iii. Bell", [("i", "Rope of the pier."), ("iii", "Bell")], True),
        ("i. Rope of the", "pier ii. Chain", [("i", "Rope of the pier"), ("ii", "Chain")], True),
        ("• Rope of the", "pier. • Chain • Bell", [("", "Rope of the pier."), ("", "Chain"), ("", "Bell")], True),
        ("• Rope of the", "• Chain", [("", "Rope of the"), ("", "Chain")], True),
        ("Rope of the", "pier. Chain. Bell", [("", "Rope of the pier."), ("", "Chain."), ("", "Bell")], True),
    ],
)  # fmt: skip
def test_what_stands_on_the_next_page_goes_on_where_the_page_before_stopped(before, after, cut, over):
    items, runs_over = continued(items_of(whole(before)), whole(after))
    assert (said(items), runs_over) == (cut, over)


@pytest.mark.parametrize(
    ("label", "numerals"),
    [
        ("iv", ["iv"]),
        ("ii-iv", ["ii", "iii", "iv"]),
        ("ii–iii", ["ii", "iii"]),
        ("iv-ii", []),
        ("ii-q", []),
        ("", []),
        ("xxxix", ["xxxix"]),
    ],
)
def test_numerals_a_label_stands_for(label, numerals):
    assert list(meant(label)) == numerals


@pytest.mark.parametrize(("text", "unfinished"), [("Lamps on the", True), ("Lamps on", True), ("Lamps.", False), ("Lamps that shine", False)])  # fmt: skip
def test_last_words_that_end_no_sentence(text, unfinished):
    assert is_unfinished(whole(text)) is unfinished


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mend the rails Paint the lamps for the HBR Regular walks", ["Paint", "Regular"]),
        ("Work with Pilots to moor at the Long Quay", []),
        ("Ask the new Harbour and Rivers trust", []),
        ("Ask about Dover 2020", []),
    ],
)
def test_a_capital_between_small_words_may_begin_another_item(text, words):
    assert [each.text for each in openings(whole(text))] == words
