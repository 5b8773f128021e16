"""Files that are no registers, read as strictly."""

import os
from enum import StrEnum
from typing import Any, TypeVar

import attrs
from cattrs import ClassValidationError

from govkit.errors import LoadError, Problem
from govkit.formats.collect import problems_of
from govkit.formats.converter import make_converter
from govkit.formats.fault import Fault
from govkit.formats.files import read_document
from govkit.formats.placed import placed
from govkit.model import Document, Source

T = TypeVar("T")


def read_as(path: str | os.PathLike[str], cls: type[T], *enums: type[StrEnum]) -> tuple[T, Source]:
    """Read a file as an entity.

    Args:
        path: a ``.yaml``, ``.yml``, ``.json`` or ``.toml`` file.
        cls: the class of what it holds.
        *enums: choices in it.

    Returns:
        What it holds, and its source.

    Raises:
        LoadError: the file cannot be read, or anything in it is wrong; every problem is listed.
        UnknownNameError: no format has that suffix.
    """
    document = read_document(path)
    return structured(document, document.data, cls, *enums), document.source


def structured(document: Document, data: object, cls: type[T], *enums: type[StrEnum], at: str = "") -> T:
    """Turn a part of a document into an entity.

    Args:
        document: the document.
        data: the part, None where there is nothing.
        cls: the class of what it holds.
        *enums: choices in it.
        at: JSON Pointer of the part.

    Returns:
        What it holds.

    Raises:
        LoadError: anything in it is wrong; every problem is listed.
    """
    try:
        held: T = make_converter(*enums).structure({} if data is None else data, cls)
    except (Fault, ClassValidationError) as error:
        raise refused(document.source, problems_of(error), at) from None
    return held


def refused(source: Source, problems: list[Problem], at: str = "") -> LoadError:
    """Make the error that says where in a file problems stand.

    Args:
        source: the file.
        problems: the problems, with paths from ``at``.
        at: JSON Pointer of the part they are about.
    """
    there: list[Any] = [attrs.evolve(problem, path=at + problem.path) for problem in problems]
    return LoadError(source.name, placed(there, source))
