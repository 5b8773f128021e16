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

# In the repository a page links to the README of an example; on the site that README is a page of its own.
EXAMPLE = re.compile(r"\]\((?:\.\./)*examples/(\w+)/README\.md\)")


def link_examples(*event: Any) -> None:
    text = event[-1]  # a list of one text, which Sphinx reads back
    text[0] = EXAMPLE.sub(r"](/examples/\1.md)", text[0])


def setup(app: Sphinx) -> None:
    app.connect("source-read", link_examples)
    app.connect("include-read", link_examples)
