"""``govkit report``: three forms, to the terminal or to a file."""

from pathlib import Path

import pytest

from govkit.cli.app import run

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
AUGUST_2019 = REGISTERS / "cambs-2019.yaml"
FORMS = {
    "text": "Strategic risk register, August 2019\n====",
    "md": "# Strategic",
    "html": "<!doctype html>\n",
}


@pytest.fixture
def report(capsys):
    def call(*arguments):
        code = run(["report", str(AUGUST_2019), "--as-of", "2019-10-09", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, out, err

    return call


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_printed_and_written_alike(report, tmp_path, form):
    code, out, err = report("--as", form)
    assert (code, err) == (0, "")
    assert out.startswith(FORMS[form])
    assert out.endswith("\n")
    assert report("--as", form, "-o", tmp_path / "report") == (0, "", "")
    assert (tmp_path / "report").read_bytes().decode() == out


def test_text_is_the_default(report):
    assert report() == report("--as", "text")


def test_a_file_that_is_there_is_replaced(report, tmp_path):
    file = tmp_path / "report.md"
    file.write_text("old " * 100_000)
    assert report("--as", "md", "--output", file)[0] == 0
    assert file.read_text(encoding="utf-8") == report("--as", "md")[1]


def test_a_form_that_is_none_is_refused(report):
    code, out, err = report("--as", "pdf")
    assert (code, out) == (2, "")
    assert "'pdf' is not one of 'text', 'md', 'html'" in err


def test_a_file_that_cannot_be_written_is_a_sentence(report, tmp_path):
    file = tmp_path / "none" / "report.html"
    said = f"govkit: {file} was not written: No such file or directory\n"
    assert report("--as", "html", "-o", file) == (2, "", said)


def test_the_register_is_never_overwritten(report, tmp_path, capsys):
    file, link = tmp_path / "register.yaml", tmp_path / "link.md"
    file.write_bytes(AUGUST_2019.read_bytes())
    link.symlink_to(file)
    for output in (file, link):
        assert run(["report", str(file), "--as", "md", "-o", str(output)]) == 2
        said = f"govkit: {output} was not written: it is the register itself; name another file\n"
        assert capsys.readouterr().err == said
    assert file.read_bytes() == AUGUST_2019.read_bytes()
