"""Samples of formats: which files are taken, and what is said where there are none."""

import types

import pytest

from govkit.errors import DefinitionError
from govkit.formats.csv_file import Csv
from govkit.testing import FormatSample, format_samples


@pytest.mark.parametrize(
    ("one", "fault"),
    [
        (Csv, "Csv is a class, and a format is due; give an instance: Csv()"),
        ("csv", 'the text "csv" is no format: it lacks name, suffixes, recognises, read (or tables)'),
        (
            types.SimpleNamespace(name="x", title="X", suffixes=(".x",), recognises=None, read=None),
            "a SimpleNamespace is no format: it lacks lossless",
        ),
        (
            types.SimpleNamespace(title="X", suffixes=(".x",), recognises=None, tables=None),
            "a SimpleNamespace is no format: it lacks name",
        ),
    ],
)
def test_samples_of_what_is_no_format_are_refused(one, fault, tmp_path):
    with pytest.raises(DefinitionError) as caught:
        format_samples(one, tmp_path)
    assert caught.value.problems == (fault,)


def test_samples_are_files_and_folders(tmp_path):
    (tmp_path / "b.csv").write_bytes(b"2")
    (tmp_path / "a.CSV").write_bytes(b"1")
    (tmp_path / "a.txt").write_bytes(b"3")
    format_ = Csv()
    found = format_samples(format_, tmp_path, tmp_path / "a.txt")
    assert found == [
        FormatSample(format_, *each) for each in (("a.CSV", b"1"), ("b.csv", b"2"), ("a.txt", b"3"))
    ]
    assert found[0].id == "csv-a.CSV"


def test_where_there_are_no_samples_it_says_what_their_names_end_in(tmp_path):
    with pytest.raises(DefinitionError) as caught:
        format_samples(Csv(), tmp_path)
    assert caught.value.problems == (f"there are none in {tmp_path}; files of csv end in .csv, .tsv",)
    with pytest.raises(
        DefinitionError, match=r"there are none in no folder; files of csv end in \.csv, \.tsv"
    ):
        format_samples(Csv())


def test_a_sample_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(DefinitionError, match=r"none\.csv cannot be read: No such file or directory"):
        format_samples(Csv(), tmp_path / "none.csv")
