"""How Sphinx makes the site out of these pages: ``make site``."""

import re
import sys
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent / "_extensions"))

project = "govkit"
copyright = "the govkit contributors"  # noqa: A001 - the name Sphinx reads
version = release = version_of("govkit")
extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_llms_txt",
    "sphinxcontrib.mermaid",
    "sphinx_click",
    "public_names",
    "shipped",
]
myst_heading_anchors = 4
myst_fence_as_directive = ["mermaid"]
exclude_patterns = ["_extensions", "_build"]
html_theme = "furo"
html_title = f"govkit {version}"
napoleon_google_docstring = True
napoleon_numpy_docstring = False
autodoc_typehints = "description"

# In the repository pages link to files outside docs; on the site these are pages of its own.
OUTSIDE = {
    re.compile(r"\]\((?:\.\./)*examples/(\w+)/README\.md\)"): r"](/examples/\1.md)",
    re.compile(r"\]\((?:\.\./)*SECURITY\.md\)"): "](/project/security-policy.md)",
    re.compile(r"\]\((?:\.\./)*CONTRIBUTING\.md\)"): "](/project/contributing.md)",
}


def link_outside(*event: Any) -> None:
    text = event[-1]  # a list of one text, which Sphinx reads back
    for link, page in OUTSIDE.items():
        text[0] = link.sub(page, text[0])


def setup(app: Sphinx) -> None:
    app.connect("source-read", link_outside)
    app.connect("include-read", link_outside)
