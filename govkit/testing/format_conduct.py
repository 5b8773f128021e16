"""How a format conducts itself: what ``govkit import`` and ``govkit convert`` rely on.

Each check is a function of a sample that raises ``AssertionError`` with the evidence. Its docstring is its
page.
"""

from contextlib import suppress
from typing import Any, Final

from govkit.blame import said
from govkit.errors import GovkitError, LoadError, MissingExtraError, SaveError
from govkit.formats import Document, Format, WritingFormat
from govkit.hooks import hookimpl
from govkit.importing import format_for, preview
from govkit.model import Register, pointer
from govkit.model.constraint import is_ref, says_something
from govkit.testing.format_evidence import (
    all_of,
    cut,
    demand_back,
    demand_what_readers_give,
    documents,
    each_damaged,
    each_register,
    previewed,
    stray_places,
)
from govkit.testing.format_sample import FormatSample
from govkit.testing.kit import demand, refuse_found
from govkit.toolkit import Toolkit

_NOWHERE: Final = "a part that no file has"


def names_itself(sample: FormatSample) -> None:
    """A format says what it is.

    What it does
    Asks for a name in lower case that can serve as a reference, a title, and suffixes in lower case with
    their dot, of which the sample's name has one; of a format that reads registers, whether it is lossless.

    Why it matters
    People choose a format by its name, and files find theirs by their suffix.

    Example
    A format whose suffix is ``txt``.

    Instead
    Write ``suffixes = (".txt",)``.
    """
    name: Any = sample.format.name
    title: Any = sample.format.title
    suffixes: Any = sample.format.suffixes
    plain = isinstance(name, str) and name != "" and is_ref(name) and name == name.lower()
    demand(plain, f"its name is to be a word in lower case, not {name!r}")
    demand(isinstance(title, str) and says_something(title), f"its title is to be a text, not {title!r}")
    demand(
        isinstance(suffixes, tuple) and suffixes, f"its suffixes are to be a tuple of texts, not {suffixes!r}"
    )
    for each in suffixes:
        right = isinstance(each, str) and each.startswith(".") and each == each.lower() and each != "."
        demand(right, f'its suffixes are to be in lower case with a dot, as ".txt" is, not {each!r}')
    demand(sample.name.lower().endswith(suffixes), f"{sample.name} ends in none of {', '.join(suffixes)}")
    if isinstance(sample.format, Format):
        lossless: Any = sample.format.lossless
        demand(isinstance(lossless, bool), f"lossless is to be True or False, not {lossless!r}")


def recognises_its_sample(sample: FormatSample) -> None:
    """A format knows its own files.

    What it does
    Asks ``recognises`` of the sample, and wants True.

    Why it matters
    Otherwise everybody has to name the format by hand.

    Example
    A reader that looks for a heading that the other half of the papers spells otherwise.

    Instead
    Look for what all files of the format have and no others.
    """
    found: object = sample.format.recognises(sample.content, sample.name)
    demand(found is True, f"recognises says {found!r}")


def recognises_in_silence(sample: FormatSample) -> None:
    """A format that is asked for the files of others says no, and nothing else.

    What it does
    Asks ``recognises`` of damaged files, of empty ones and of files that are something else, and wants True
    or False.

    Why it matters
    It is asked for every file that ends as its own do, whatever is in it; what it raises stops the import of
    another format's file.

    Example
    A reader that decodes the bytes as UTF-8 first.

    Instead
    Decode with ``errors="replace"``, or look at the bytes.
    """

    def look(content: bytes) -> None:
        try:
            found: object = sample.format.recognises(content, sample.name)
        except Exception as error:
            raise AssertionError(f"recognises raised {said(error)}, for {cut(content)}") from error
        demand(isinstance(found, bool), f"recognises says {found!r}, for {cut(content)}")

    each_damaged(sample, look)


def refuses_in_good_order(sample: FormatSample) -> None:
    """Whatever the bytes, a reader reads them or says in a ``LoadError`` what is wrong.

    What it does
    Reads damaged files, empty ones and files that are something else. Each has to give what a reader gives,
    from which a preview can be made, or a ``LoadError`` that names the file and lists problems.

    Why it matters
    A person sees one sentence where something is wrong with the file; a traceback tells them that something
    is wrong with the program.

    Example
    A reader that takes the second word of every line, and meets an empty line.

    Instead
    Refuse the row with its place, or raise ``LoadError(name, [Problem(…)])``.
    """

    def look(content: bytes) -> None:
        try:
            for found in sample.readings(content):
                demand_what_readers_give(found)
                if isinstance(found, Document):
                    preview(found)
        except LoadError as error:
            named = error.problems and all(says_something(each.message) for each in error.problems)
            demand(named, f"a LoadError says nothing of what is wrong, for {cut(content)}")
            demand(sample.name in str(error), f"the message does not name the file: {error}")
        except MissingExtraError:
            pass  # what reads some files need not be installed
        except AssertionError as error:
            raise AssertionError(f"{error}, for {cut(content)}") from None
        except Exception as error:
            raise AssertionError(f"reading raised {said(error)}, for {cut(content)}") from error

    look(sample.content)
    each_damaged(sample, look)


def refuses_an_unknown_part(sample: FormatSample) -> None:
    """Who asks for a part that is not there is told so.

    What it does
    Reads a part of a name that no file has, and wants a ``LoadError``; asked of formats that read registers.

    Why it matters
    Who asks for one sheet and gets another, or all, notices it when the board does.

    Example
    A reader whose files have no parts, and which does not look at ``part``.

    Instead
    Say that it has no parts: ``raise LoadError(name, [Problem(…)])``.
    """
    if isinstance(sample.format, Format):
        try:
            sample.format.read(sample.content, sample.name, part=_NOWHERE)
        except LoadError:
            return
        raise AssertionError(f'it reads the part "{_NOWHERE}", which is not there')


def places_within_the_source(sample: FormatSample) -> None:
    """Every place that a reader names is there.

    What it does
    Reads the sample and damaged files, and looks up the place of each element, refusal, note, leftover and
    cell: lines and columns count from 1 and lie within the text, sheets have names.

    Why it matters
    A message about line 0, or about the line below the last, sends a person searching.

    Example
    A reader that takes the number of a line from ``enumerate`` without a start.

    Instead
    Write ``enumerate(lines, 1)``, and give ``Source`` the text whose lines were counted.
    """

    def look(content: bytes) -> None:
        try:
            readings = list(sample.readings(content))
        except GovkitError:
            return
        for found in readings:
            refuse_found([f"{stray}, which is outside the source" for stray in stray_places(found)])

    look(sample.content)
    each_damaged(sample, look)


def places_every_item(sample: FormatSample) -> None:
    """Every item has a place.

    What it does
    Looks up each risk, action and other item of the sample by its JSON Pointer, and wants a position of it,
    or of its list where the whole list stands in one place; asked of formats that read registers.

    Why it matters
    What is wrong with an item is told with the place it came from, years later too, when a rule finds it.

    Example
    A reader that gives ``Source`` a function without any positions.

    Instead
    Keep ``Position(line, column)`` under ``/risks/0`` while reading, and give them to ``Source``.
    """
    for document in documents(sample):
        data: Any = document.data
        keys = data if isinstance(data, dict) else {}
        placed = document.source.scan(document.source.text)
        lists = {key: each for key, each in keys.items() if isinstance(each, list)}
        lists = {key: each for key, each in lists.items() if pointer(key) not in placed}
        lost = [pointer(key, at) for key, each in lists.items() for at in range(len(each))]
        lost = [each for each in lost if each not in placed]
        demand(not lost, f"nobody can tell where these stand: {', '.join(lost[:5])}")


def says_why(sample: FormatSample) -> None:
    """What was not read, is said.

    What it does
    Asks for a reason of each refusal and note of the sample, and for the text of what found no home; ``read``
    counts from 0.

    Why it matters
    A person has to do by hand what the reader could not, and must know what.

    Example
    A refusal whose reason is the text of an exception that has none.

    Instead
    Write a sentence with the way out.
    """
    for document in documents(sample):
        whys: list[Any] = [each.reason for each in document.refused]
        whys += [each.reason for each in document.noted]
        whys += [each.text for each in document.unplaced]
        for each in whys:
            demand(isinstance(each, str) and says_something(each), f"a reason or a leftover is {each!r}")
        count: Any = document.read
        counted = isinstance(count, int) and not isinstance(count, bool) and count >= 0
        demand(counted, f"read is to be a count, not {count!r}")


def reads_alike(sample: FormatSample) -> None:
    """The same file gives the same, however often it is read.

    What it does
    Reads the sample, then something that is none, then the sample again, and compares all there is.

    Why it matters
    A preview promises what the import then does.

    Example
    A reader that keeps a counter, or the rows of the file before, in ``self``.

    Instead
    Keep what belongs to a file in local names.
    """
    first = list(map(all_of, sample.readings(sample.content)))
    with suppress(GovkitError):  # half of a file may well be none
        list(sample.readings(sample.content[: len(sample.content) // 2]))
    second = list(map(all_of, sample.readings(sample.content)))
    demand(first == second, "a second reading of the sample differs from the first")


def reads_into_a_register(sample: FormatSample) -> None:
    """What a reader gives makes a register.

    What it does
    Makes a preview of the sample, and wants a register with something in it; asked of formats that read
    registers. Rows of the sample may be refused, if others are not.

    Why it matters
    Plain data with a wrong key is refused as a whole.

    Example
    A reader that writes ``likelihood`` beside ``current`` instead of into its ``levels``.

    Instead
    Give what a YAML file of the register would hold: ``govkit schema`` has all keys.
    """
    for document in documents(sample):
        made = preview(document)
        reasons = "; ".join(each.reason for each in made.refused[:5])
        demand(made.register is not None, f"the sample makes no register: {reasons}")
        demand(made.created, f"nothing comes of the sample: {reasons or 'it has no items'}")


def reads_back(sample: FormatSample) -> None:
    """What a lossless format writes reads back equal.

    What it does
    Writes the register of the sample and made-up registers, reads them and compares; asked of formats that
    write and say that they are lossless. Of made-up ones it may say in a ``SaveError`` that it cannot hold
    them. Texts in them begin with ``=`` and ``+``, break lines, and hold anything else that a text can.

    Why it matters
    ``govkit convert`` between lossless formats promises that nothing is lost.

    Example
    A format that strips the blanks around a text.

    Instead
    Keep them, or say ``lossless = False``.
    """
    written = sample.format
    if not isinstance(written, WritingFormat) or not written.lossless:
        return

    def look(register: Register) -> None:
        try:
            content = written.write(register, sample.name)
        except SaveError:
            return
        demand_back(sample, content, register)

    register = previewed(sample, sample.content).register
    demand(register is not None, "the sample makes no register")
    assert register is not None  # noqa: S101 - said to the type checker
    demand_back(sample, written.write(register, sample.name), register)
    each_register(look)


def works_as_a_plugin(sample: FormatSample) -> None:
    """A toolkit takes the format, and finds it for the sample.

    What it does
    Offers the format through a plug-in, strictly, and asks for the format of the sample.

    Why it matters
    This is the road on which every file meets it.

    Example
    A class without ``lossless``, which is no ``Format``.

    Instead
    Give it all attributes and methods of ``govkit.formats.Format`` or ``TableFormat``.
    """
    format_: Any = sample.format

    class Plugin:
        """Offers the format."""

        @hookimpl
        def govkit_formats(self) -> list[Any]:
            """Offer the format."""
            return [format_]

    try:
        kit = Toolkit(Plugin(), strict=True)
        held = format_for(kit.formats, sample.content, sample.name)
    except GovkitError as error:
        raise AssertionError(f"a toolkit does not take it: {error}") from error
    demand(held.name == format_.name, f"a toolkit finds {held.name} for the sample")


CONDUCT: Final = (
    names_itself,
    recognises_its_sample,
    recognises_in_silence,
    refuses_in_good_order,
    refuses_an_unknown_part,
    places_within_the_source,
    places_every_item,
    says_why,
    reads_alike,
    reads_into_a_register,
    reads_back,
    works_as_a_plugin,
)
"""Every check of conduct, in the order in which they run."""
