"""Names of files, from a folder and as URIs."""

import os
from pathlib import Path
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govkit.report.findings.paths import below, folder_uri, posix, uri

ROOT = Path("/home/me/my registers")


@pytest.mark.parametrize(
    ("file", "name", "written"),
    [
        ("a.yaml", "a.yaml", "a.yaml"),
        ("./sub/../a b.yaml", "a b.yaml", "a%20b.yaml"),
        ("/home/me/my registers/x/ü%.yaml", "x/ü%.yaml", "x/%C3%BC%25.yaml"),
        ("a:b#?.yaml", "a:b#?.yaml", "a%3Ab%23%3F.yaml"),
        ("../other.yaml", "/home/me/other.yaml", "file:///home/me/other.yaml"),
        ("/etc/a.yaml", "/etc/a.yaml", "file:///etc/a.yaml"),
    ],
)
def test_a_file_is_named_from_the_folder_it_is_in_and_else_in_full(file, name, written):
    assert (posix(file, ROOT), uri(file, ROOT)) == (name, written)
    assert (below(file, ROOT) is None) == written.startswith("file:")


def test_the_uri_of_a_folder_ends_in_a_slash():
    assert folder_uri(ROOT) == "file:///home/me/my%20registers/"
    assert folder_uri(Path("/")) == "file:///"


@given(
    st.text(
        st.characters(exclude_characters="/\0", exclude_categories=["Cs"]) | st.just("\udcff"), min_size=1
    )
)
def test_the_uri_leads_back_to_the_file(name):
    target = urlsplit(urljoin(folder_uri(ROOT), uri(f"x{name}", ROOT)))
    assert unquote_to_bytes(target.path) == os.fsencode(str(ROOT / f"x{name}"))
    assert (target.query, target.fragment) == ("", "")
