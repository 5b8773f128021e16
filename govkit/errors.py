"""Every error govkit raises: one sentence that names the thing, the place and the way out."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

import attrs

from govkit.where import place

T = TypeVar("T")


class Offered(dict[str, T]):
    """What plug-ins offer of one kind, by id or code, and which plug-ins may have more to offer.

    A name that is not among the items may be of one of those, so none of the others is proposed for it.

    Args:
        items: what they offer.
        denied: names of the plug-ins that were not loaded because somebody denied it.
        broken: per name of a plug-in that is broken, and of which something of this kind is missing for that,
            its distribution and version.
    """

    def __init__(
        self, items: Mapping[str, T], denied: Sequence[str] = (), broken: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(items)
        self.denied = tuple(denied)
        self.broken = dict(broken or {})


def did_you_mean(name: object, known: Iterable[object]) -> str:
    """Say which known names there are, the nearest first if one is near.

    Args:
        name: what was written.
        known: what could have been written.

    Returns:
        A clause to append to a sentence, for example ``'; did you mean "impact"?'``. Where plug-ins that were
        denied or are broken could have offered the name, it says so and proposes no other.
    """
    return _proposed(name, known) + _missing(name, known)


def _missing(name: object, known: Iterable[object]) -> str:
    """Say which plug-ins could have offered a name, had they been loaded; one of that very name did."""
    if not isinstance(known, Offered):
        return ""
    if str(name) in known.broken:
        return f'; the plug-in "{name}" of {known.broken[str(name)]} is broken (govkit plugins says how)'
    denied = f"; not loaded, because denied: {', '.join(known.denied)}" if known.denied else ""
    names = ", ".join(f"{name} of {origin}" for name, origin in known.broken.items())
    return denied + (f"; broken (govkit plugins says how): {names}" if names else "")


def _proposed(name: object, known: Iterable[object]) -> str:
    if isinstance(known, Offered) and str(name) in known.broken:
        return ""
    names = list(dict.fromkeys(map(str, known)))
    # Whoever writes A2 for SR3.1/A2 means an address that ends so, and none that happens to look like it.
    names = [each for each in names if each.endswith(f"/{name}")] or names
    # The nearest name would be a guess where the right one may be of a plug-in that nobody looked into.
    alone = names if len(names) == 1 and names[0].endswith(f"/{name}") else []
    near = [] if _missing(name, known) else alone or _near(str(name), names)
    if near:
        return f'; did you mean "{near[0]}"?'
    if not names:
        return "; there are none"
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")  # noqa: PLR2004 - a line stays readable
    return f"; known: {shown}"


def _near(name: str, names: Sequence[str]) -> list[str]:
    same = [each for each in names if each.casefold() == name.casefold()]
    return same[:1] or get_close_matches(name, names, n=1, cutoff=0.6)


@attrs.frozen
class Problem:
    """One thing that is wrong with a source.

    Args:
        message: one sentence.
        path: JSON Pointer of the place inside the document, "" for the whole.
        file: name of the source as the caller gave it.
        line: line, counted from 1, or None if the source has no lines.
        column: column, counted from 1, or None.
        sheet: name of the sheet where the source is a workbook; the line is a row then.
    """

    message: str
    path: str = ""
    file: str | None = None
    line: int | None = None
    column: int | None = None
    sheet: str | None = None

    def __str__(self) -> str:
        """Render as ``file:line:column: path: message``, on one line that every terminal can show."""
        where = place(self.file, self.line, self.column, self.sheet)
        return printable(": ".join(part for part in (where, self.path, self.message) if part))


def printable(text: str) -> str:
    r"""Write what cannot be printed as escapes, line breaks included (``\n``, ``\u202e``)."""
    if text.isprintable():
        return text
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text
    )


def _restored(
    cls: type["GovkitError"], args: tuple[object, ...], attributes: dict[str, Any]
) -> "GovkitError":
    error = cls.__new__(cls, *args)
    error.__dict__.update(attributes)
    return error


class GovkitError(Exception):
    """Base of all errors that govkit raises on purpose."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle the sentence and the attributes, so that errors come home from worker processes."""
        return _restored, (type(self), self.args, self.__dict__)


class LoadError(GovkitError):
    """A source could not be turned into a register; every problem is listed.

    Attributes:
        source: name of the source.
        problems: all problems found, in the order of the source.
    """

    def __init__(self, source: str, problems: Sequence[Problem]) -> None:
        self.source = source
        self.problems = tuple(problems)
        count = len(self.problems)
        head = f"{printable(source)} was not loaded: {count} problem{'' if count == 1 else 's'}"
        super().__init__("\n".join([head, *(f"  {problem}" for problem in self.problems)]))


class RefusedError(LoadError):
    """A source was read, and what it defines cannot work; every problem is listed."""


class SaveError(GovkitError):
    """A register was not written, because what would have been written does not read back equal."""


class DefinitionError(GovkitError):
    """A scheme, a lifecycle or a rule is defined in a way that cannot work.

    Attributes:
        subject: what is being defined.
        problems: every fault, a sentence each.
        paths: per fault the JSON Pointer of its place in the definition's file, "" for the whole; empty where
            places are not kept.
    """

    def __init__(self, subject: str, problems: Sequence[str], paths: Sequence[str] = ()) -> None:
        self.subject = subject
        self.problems = tuple(problems)
        self.paths = tuple(paths)
        super().__init__(f"{subject}: " + "; ".join(self.problems))


class UnknownNameError(GovkitError):
    """A name refers to nothing that is known here.

    Attributes:
        kind: what the name should be ("scheme", "risk", "trigger", …).
        name: the name as given.
        known: the names that would have worked.
        where: what should have it, as a clause behind the name ("in workflow action"); empty if plain.
    """

    def __init__(
        self, kind: str, name: object, known: Iterable[object], hint: str = "", *, where: str = ""
    ) -> None:
        self.kind = kind
        self.name = name
        known = known if isinstance(known, Offered) else tuple(known)
        self.known = tuple(str(item) for item in known)
        self.where = where
        said = f'there is no {kind} "{name}"{f" {where}" if where else ""}'
        super().__init__(f"{said}{_proposed(name, known)}{hint}{_missing(name, known)}")


class SuppliedFactError(GovkitError):
    """A fact was supplied that follows from the register.

    Attributes:
        name: the fact.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f'the fact "{name}" follows from the register; leave it out')


def nothing_said(text: str) -> str:
    """Say that a text is empty or blank, and the way out.

    Args:
        text: the text.

    Returns:
        A sentence.
    """
    return f"the text is {'blank' if text else 'empty'}; write one or leave the key out"


class BlankTextError(GovkitError, ValueError):
    """A text is empty or blank where one is due that says something.

    Attributes:
        field: class and field, and the place in it where it holds several (``Risk.causes[1]``).
    """

    def __init__(self, field: str, text: str) -> None:
        self.field = field
        super().__init__(f"{field}: {nothing_said(text)}")


class NoLifecycleError(UnknownNameError):
    """An item was asked for its lifecycle, and neither it nor its register tells one.

    Attributes:
        ref: address of the item.
    """

    def __init__(self, item_kind: str, ref: str) -> None:
        self.kind = "lifecycle of"
        self.name = self.ref = ref
        self.known = ()
        way_out = f'write "workflows: {{{item_kind}: …}}" in the register, or "workflow: …" in the item'
        GovkitError.__init__(self, f"{ref} has no lifecycle: only an action has one untold; {way_out}")


class AmbiguousRefError(GovkitError):
    """A reference stands for more than one item, so picking one would be a guess.

    Attributes:
        ref: the reference.
        paths: JSON Pointers of all the items that carry it.
    """

    def __init__(self, ref: str, paths: Sequence[str]) -> None:
        self.ref = ref
        self.paths = tuple(paths)
        super().__init__(
            f'"{ref}" stands {len(self.paths)} times: {", ".join(self.paths)}; give each its own'
        )


class MisplacedError(GovkitError):
    """An item was put in the place of another one, which would have been lost.

    Attributes:
        address: address of the place.
        given: the item's own address among its like.
    """

    def __init__(self, address: str, given: str) -> None:
        self.address = address
        self.given = given
        super().__init__(
            f'"{given}" cannot take the place of "{address}": the refs differ, one would be lost'
        )


class RatingError(GovkitError):
    """Levels that a scheme cannot rate.

    Attributes:
        scheme: id of the scheme.
        problems: every fault of the levels, a sentence each.
    """

    def __init__(self, scheme: str, problems: Sequence[str]) -> None:
        self.scheme = scheme
        self.problems = tuple(problems)
        super().__init__(f"not rated under {scheme}: " + "; ".join(self.problems))


class SchemeRaisedError(RatingError):
    """The code of a scheme raised an error or gave no answer; levels and register are not to blame.

    Attributes:
        scheme: id of the scheme.
        version: version of the scheme.
        origin: the plug-in it came from, with its version; empty for a scheme that no plug-in offered.
        what: what the code did, as a clause ("raises KeyError: 5 (drone.py, line 12)").
        kind: the same for all that one fault of the code brings about, whatever the levels.
    """

    def __init__(
        self, scheme: str, version: str, origin: str, *, part: str, what: str, kind: str, given: str
    ) -> None:
        self.version = version
        self.origin = origin
        self.what = what
        self.kind = f"{part} {kind}"
        name = f"{scheme} {version}{f' of {origin}' if origin else ''}"
        super().__init__(scheme, [f"the code of {name} is at fault: its {part} {what}, for {given}"])


class SchemeMismatchError(GovkitError):
    """Two ratings of different schemes, or versions of one, were compared."""

    def __init__(self, left: str, right: str) -> None:
        self.left = left
        self.right = right
        super().__init__(
            f"a rating of {left} has no order against one of {right}; rate both under one scheme first"
        )


class TermError(GovkitError):
    """A term that cannot be read, or that cannot be counted from a day.

    Attributes:
        term: the term as written.
        reason: what is wrong and what to write instead, as the end of a sentence.
    """

    def __init__(self, term: str, reason: str) -> None:
        self.term = term
        self.reason = reason
        super().__init__(f'"{term}" {reason}')


class CalendarError(GovkitError):
    """A calendar that cannot tell which days are worked.

    Attributes:
        calendar: the calendar in words.
        reason: why it cannot tell, as the end of a sentence.
    """

    def __init__(self, calendar: str, reason: str) -> None:
        self.calendar = calendar
        self.reason = reason
        super().__init__(f"{calendar} {reason}")


class Blocked(GovkitError):  # noqa: N818 - a blocked transition is an answer, and reads as one
    """A transition that is not allowed now.

    Attributes:
        ref: address of the item.
        trigger: the trigger that was fired.
        reasons: what stands in the way, a sentence each; never empty.
    """

    def __init__(self, ref: str, trigger: str, reasons: Sequence[str]) -> None:
        self.ref = ref
        self.trigger = trigger
        self.reasons = tuple(reasons)
        super().__init__(f"{ref} cannot {trigger}: " + "; ".join(self.reasons))


class PluginError(GovkitError):
    """Plug-ins are broken, or lifecycles they offer have faults, and the caller asked to be strict.

    Attributes:
        problems: every problem, a sentence each that names the distribution.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("broken plug-ins: " + "; ".join(self.problems))


class MissingExtraError(GovkitError):
    """A part of govkit was used whose dependencies are not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        self.feature = feature
        self.extra = extra
        super().__init__(f"{feature} needs the extra [{extra}]: pip install 'govkit[{extra}]'")
