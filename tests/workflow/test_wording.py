"""What guards say, read back by a reader who knows nothing of guards: it means what the guards mean."""

import re
from itertools import chain, combinations
from types import SimpleNamespace

from effort import examples
from hypothesis import given, settings
from hypothesis import strategies as st

from govkit.workflow import All, Any_, Field, Not, Present, View

LETTERS = "abcdef"
ATOM = re.compile(r"([a-f]) is (not )?recorded(?: \(x\))?")
CHANGE = ", one of which has to change"


def trees(leaves):
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(*parts)),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any_(*parts)),
            inner.map(Not),
        ),
        max_leaves=8,
    )


PRESENT = st.sampled_from(LETTERS).map(lambda letter: Present(Field(letter)))
GUARDS = trees(PRESENT)
ITEMS = st.sets(st.sampled_from(LETTERS)).map(sorted)


def look(recorded):
    item = SimpleNamespace(**{letter: "x" if letter in recorded else None for letter in LETTERS})
    return View(item, item, {})


class Reader:
    """Reads a sentence from left to right, brackets and "either" being all it has to go by."""

    def __init__(self, text):
        self.text = text

    def take(self, start):
        taken = self.text.startswith(start)
        if taken:
            self.text = self.text[len(start) :]
        return taken

    def atom(self):
        match = ATOM.match(self.text)
        assert match, self.text
        self.text = self.text[match.end() :]
        letter, negative = match.groups()
        return lambda recorded: (letter in recorded) is not bool(negative)

    def operand(self):
        if self.take("("):
            found = self.sentence()
            assert self.take(")")
            return found
        return self.atom()

    def sentence(self):
        return self.listed("or", any) if self.take("either ") else self.listed("and", all)

    def listed(self, word, join):
        parts = [self.operand()]
        while not self.text.startswith(f", {word} ") and self.take(", "):
            parts.append(self.operand())
        if self.take(f", {word} ") or self.take(f" {word} "):
            parts.append(
                self.sentence() if word == "and" and self.text.startswith("either ") else self.operand()
            )
        return lambda recorded: join([part(recorded) for part in parts])


def read(sentence):
    reader = Reader(sentence)
    found = reader.sentence()
    assert reader.text == "", reader.text
    return found


@given(GUARDS, st.booleans())
@settings(max_examples=examples(300))
def test_a_sentence_can_be_read_in_one_way_only_and_that_is_what_the_guard_means(guard, wanted):
    meant = read(guard.sentence(wanted=wanted))
    for recorded in chain.from_iterable(combinations(LETTERS, size) for size in range(len(LETTERS) + 1)):
        assert meant(recorded) is (guard(look(recorded)) is wanted)


@given(GUARDS)
def test_no_list_says_a_condition_twice(guard):
    for part in re.split(r"[()]|, or | or |either ", guard.sentence()):
        said = [atom.group() for atom in ATOM.finditer(part)]
        assert len(said) == len(set(said))


def what_has_to_change(reason):
    """Read a reason: a function from the letters that were changed to whether that was enough."""
    text, choice = reason.removesuffix(CHANGE), reason.endswith(CHANGE)
    parts = []
    while text:
        if text.startswith("("):
            end = closing(text)
            parts.append(what_has_to_change(text[1:end]))
        else:
            match = ATOM.match(text)
            assert match, text
            end = match.end() - 1
            parts.append(lambda changed, letter=match[1]: letter in changed)
        text = text[end + 1 :].removeprefix(" and ")
    assert len(parts) > 1 or not choice
    return lambda changed: (any if choice else all)([part(changed) for part in parts])


def closing(text):
    depth = 0
    for place, char in enumerate(text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth == 0:
            return place
    raise AssertionError(text)


@st.composite
def one_sided(draw):
    """Draw a guard that never wants one thing both recorded and not, so that changing it helps or does nothing."""
    wanted = {letter: draw(st.booleans()) for letter in LETTERS}
    leaf = st.sampled_from(LETTERS).map(
        lambda letter: Present(Field(letter)) if wanted[letter] else Not(Present(Field(letter)))
    )
    return draw(
        st.recursive(
            leaf,
            lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
                lambda parts: st.sampled_from([All(*parts), Any_(*parts)])
            ),
            max_leaves=8,
        )
    )


@given(one_sided(), ITEMS)
@settings(max_examples=examples(300))
def test_changing_what_the_reasons_name_is_enough_and_nothing_less_is(guard, recorded):
    if guard(look(recorded)):
        return
    reasons = list(guard.reasons(look(recorded)))
    assert len(reasons) == len(set(reasons))
    enough = [what_has_to_change(reason) for reason in reasons]
    failing = sorted({match[1] for reason in reasons for match in ATOM.finditer(reason)})
    for changed in chain.from_iterable(combinations(failing, size) for size in range(len(failing) + 1)):
        after = look(set(recorded) ^ set(changed))
        assert all(each(changed) for each in enough) is guard(after)
