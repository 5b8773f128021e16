"""``govkit report``: three forms, to the terminal or to a file."""

from pathlib import Path

import pytest

from govkit.cli.app import run

REGISTERS = Path(__file__).parents[2] / "examples" / "registers"
AUGUST_2019 = REGISTERS / "cambs-2019.yaml"
REGISTER_2016 = REGISTERS / "cambs-2016.yaml"
MAP = REGISTERS.parent / "maps" / "cambs-2016-to-2019.yaml"
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


@pytest.mark.parametrize("form", FORMS)
def test_an_earlier_edition_says_what_moved(report, form):
    code, out, err = report("--as", form, "--before", REGISTER_2016, "--map", MAP)
    assert (code, err) == (0, "")
    for said in ("What moved since 2016", "New: none. Closed: 5. Continuing: 14, of which 14 not compared."):
        assert said in out


def test_without_a_map_refs_say_which_risks_continue(report):
    assert "New: 14. Closed: 19. Continuing: none." in report("--before", REGISTER_2016)[1]
    assert (
        "New: none. Closed: none. Continuing: 14, of which 14 stayed." in report("--before", AUGUST_2019)[1]
    )


def test_a_map_needs_an_earlier_edition(report):
    code, out, err = report("--map", MAP)
    assert (code, out) == (2, "")
    assert "--map says which risks of an earlier edition continue; name it with --before" in err


def test_neither_the_earlier_edition_nor_the_map_is_overwritten(report, tmp_path):
    before, continues = tmp_path / "before.yaml", tmp_path / "map.yaml"
    before.write_bytes(REGISTER_2016.read_bytes())
    continues.write_bytes(MAP.read_bytes())
    for output, what in ((before, "the earlier edition"), (continues, "the map")):
        said = f"govkit: {output} was not written: it is {what}; name another file\n"
        assert report("--before", before, "--map", continues, "-o", output) == (2, "", said)
    assert before.read_bytes() == REGISTER_2016.read_bytes()
    assert continues.read_bytes() == MAP.read_bytes()


def test_the_register_is_never_overwritten(report, tmp_path, capsys):
    file, link = tmp_path / "register.yaml", tmp_path / "link.md"
    file.write_bytes(AUGUST_2019.read_bytes())
    link.symlink_to(file)
    for output in (file, link):
        assert run(["report", str(file), "--as", "md", "-o", str(output)]) == 2
        said = f"govkit: {output} was not written: it is the register itself; name another file\n"
        assert capsys.readouterr().err == said
    assert file.read_bytes() == AUGUST_2019.read_bytes()


@pytest.mark.parametrize("suffix", [".yaml", ".yml", ".toml", ".json", ".YAML"])
def test_a_report_is_not_called_like_a_register(report, tmp_path, suffix):
    file = tmp_path / f"report{suffix}"
    for form, better in (("text", ".txt"), ("md", ".md"), ("html", ".html")):
        said = f"{file} was not written: {suffix} is for registers; name the report {tmp_path / 'report'}{better}"
        assert report("--as", form, "-o", file) == (2, "", f"govkit: {said}\n")
    assert not file.exists()


@pytest.mark.parametrize(
    "content",
    ["register: r\ntitle: T\n", '{"register": "r", "title": "T"}', "register = 'r'\ntitle = 'T'\n"],
)
def test_another_register_is_not_overwritten_whatever_it_is_called(report, tmp_path, content):
    file = tmp_path / "register.txt"
    file.write_text(content)
    said = f"govkit: {file} was not written: a register is in it; name another file\n"
    assert report("-o", file) == (2, "", said)
    assert file.read_text() == content


def test_a_folder_is_not_overwritten(report, tmp_path):
    said = f"govkit: {tmp_path} was not written: Is a directory\n"
    assert report("-o", tmp_path) == (2, "", said)
