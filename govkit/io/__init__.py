"""Registers in and out of files, and what is kept beside them: nothing is lost, every problem is listed."""

from govkit.formats.files import SUFFIXES, read_document
from govkit.io.baseline import BaselineUse, read_baseline, write_baseline
from govkit.io.files import dumps, load, loads, save
from govkit.io.fixing import Fixed, fix, write_fixed
from govkit.io.found import NO_REGISTER, files_in, may_be_a_register, read_lone_waivers, registers_of
from govkit.io.json_lines import stream
from govkit.io.kinds import holds_findings
from govkit.io.schemas import register_schema, rules_schema, scheme_schema, settings_schema, waivers_schema
from govkit.io.settings import (
    SETTINGS,
    doubtful_selectors,
    doubts_about,
    faulty_selectors,
    find_settings,
    read_settings,
    with_baseline,
    with_rule_files,
    with_waivers,
    with_waivers_beside,
)
from govkit.io.waivers import holds_waivers, read_waivers, waivers_beside
from govkit.io.workbook import WORKBOOKS, Dress

__all__ = [
    "NO_REGISTER",
    "SETTINGS",
    "SUFFIXES",
    "WORKBOOKS",
    "BaselineUse",
    "Dress",
    "Fixed",
    "doubtful_selectors",
    "doubts_about",
    "dumps",
    "faulty_selectors",
    "files_in",
    "find_settings",
    "fix",
    "holds_findings",
    "holds_waivers",
    "load",
    "loads",
    "may_be_a_register",
    "read_baseline",
    "read_document",
    "read_lone_waivers",
    "read_settings",
    "read_waivers",
    "register_schema",
    "registers_of",
    "rules_schema",
    "save",
    "scheme_schema",
    "settings_schema",
    "stream",
    "waivers_beside",
    "waivers_schema",
    "with_baseline",
    "with_rule_files",
    "with_waivers",
    "with_waivers_beside",
    "write_baseline",
    "write_fixed",
]
