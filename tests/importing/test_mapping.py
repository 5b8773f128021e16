"""Mappings: every fault is said, with its line."""

import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import KIT, TOP

from govkit import LoadError
from govkit.errors import Offered
from govkit.importing import ImportMapping, Rows, mapping_schema, read_mapping
from govkit.importing.fields import Listed, columns_of

TABLE = '[[tables]]\nrows = "risk"\nconstants = {title = "x"}\n[tables.columns]\nref = "No."\n'
SCHEMA = mapping_schema()
OF_CAMBS = mapping_schema(KIT.scheme("cambs-2019"))


def problems(maps, tables, **more):
    with pytest.raises(LoadError) as caught:
        maps.mapping(tables, **more)
    return [(each.line, each.message) for each in caught.value.problems]


def test_a_mapping_says_what_the_register_is(maps):
    mapping = maps.mapping(TABLE, TOP + 'organisation = "Harbour Trust"\nedition = "May 2020"\n')
    assert mapping.facts == {
        "register": "harbour",
        "title": "Harbour",
        "organisation": "Harbour Trust",
        "edition": "May 2020",
        "scheme": "cambs-2019",
    }
    (table,) = mapping.tables
    assert (table.kind_of("ref"), table.kind_of("current.levels"), table.kind_of("nothing.here")) == (
        str,
        None,
        None,
    )
    assert table.kind_of("current.levels.impact.economic") == "levels"


@pytest.mark.parametrize(
    ("tables", "expected"),
    [
        ("tables = []\n", [(4, "no table is named; begin one with [[tables]]")]),
        (TABLE + 'titel = "Risk"\n', [(9, 'a risk has no field "titel"; did you mean "title"?')]),
        (
            TABLE + '"current.levels.impct" = "I"\n"current.levels.impact.economics" = "E"\n',
            [
                (9, 'cambs-2019 has no factor "impct"; did you mean "impact"?'),
                (10, 'impact has no category "economics"; did you mean "economic"?'),
            ],
        ),
        (
            TABLE + '"current.levels.impact" = "I"\n"current.levels.impact.economic" = "E"\n',
            [(9, "current.levels.impact has a level of its own and one per category")],
        ),
        (
            TABLE.replace("constants = {", 'constants = {"current.levels.impact" = "3", ')
            + '"current.levels.impact.economic" = "E"\n',
            [(6, "current.levels.impact has a level of its own and one per category")],
        ),
        (TABLE + 'notes = "No."\n', [(9, 'the column "No." is that of ref already')]),
        (TABLE + 'notes = " no. "\n', [(9, 'the column " no. " is that of ref already')]),
        (
            '[[tables]]\nrows = "reading"\ncolumns = {"indicator" = "I"}\n',
            [(6, "a reading needs its period: name the column, period = …")],
        ),
        (
            '[[tables]]\nrows = "risk"\nfill-down = ["title"]\nseparators = {causes = ";"}\ncolumns = {ref = "a"}\nconstants = {title = "x"}\n',
            [(7, '"causes" has no column'), (6, '"title" has no column')],
        ),
        (
            '[[tables]]\nrows = "control"\ncolumns = {title = "a"}\n',
            [(6, "a control belongs to a risk: name its column, risk = …")],
        ),
    ],
)
def test_every_fault_is_said_at_its_line(maps, tables, expected):
    assert sorted(problems(maps, tables)) == sorted(expected)


def test_what_an_action_belongs_to_may_be_left_open_and_that_of_controls_may_be_constant(maps):
    maps.mapping('[[tables]]\nrows = "action"\ncolumns = {title = "a"}\n')
    maps.mapping('[[tables]]\nrows = "control"\ncolumns = {title = "a"}\nconstants = {risk = "R1"}\n')


def test_levels_are_of_a_scheme(maps):
    top = 'register = "h"\ntitle = "H"\n'
    levels = TABLE + '"current.levels.impact" = "I"\n'
    message = "current.levels.impact is a level of some scheme: say which, with scheme = … at the top"
    assert problems(maps, levels, top=top) == [(8, message)]
    ((line, message),) = problems(maps, levels, top=top + 'scheme = "cambs-2091"\n')
    assert line == 3
    assert message.startswith('there is no scheme "cambs-2091"; did you mean "cambs-2019"?')
    denied = Offered({}, denied=["acme"])
    ((line, message),) = problems(maps, levels, schemes=denied)
    assert line == 1
    assert message.startswith('there is no scheme "cambs-2019"')


KEYS = st.sampled_from(
    ["register", "title", "tables", "scheme", "edition", "rows", "columns", "header-row", "x"]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["risk", "control", "cambs-2019", ""]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=8,
)
TABLES = st.fixed_dictionaries(
    {"rows": st.sampled_from(["risk", "control", "reading"]) | VALUES},
    optional={
        "columns": st.dictionaries(st.sampled_from(["ref", "title", "current.levels.impact", "risk"]), VALUES)
        | VALUES,
        "header-row": VALUES,
        "header-rows": VALUES,
        "fill-down": VALUES,
        "constants": VALUES,
        "separators": VALUES,
    },
)


def refused_by(data, schema=SCHEMA):
    return sorted(str(each.json_path) for each in jsonschema.Draft202012Validator(schema).iter_errors(data))


@pytest.mark.parametrize("schema", [SCHEMA, OF_CAMBS])
def test_the_schema_is_one_and_takes_every_field(schema):
    jsonschema.Draft202012Validator.check_schema(schema)
    for rows in Rows:
        fields = [f"{each}.impact" if kind == "levels" else each for each, kind in columns_of(rows).items()]
        lists = [each for each, kind in columns_of(rows).items() if isinstance(kind, Listed)]
        table = {
            "rows": rows.value,
            "columns": {field: field for field in fields},
            "fill-down": fields,
            "separators": dict.fromkeys(lists, ";"),
        }
        whole = {"register": "r", "title": "T", "scheme": "cambs-2019", "tables": [table]}
        assert refused_by(whole, schema) == []
        described = next(
            each
            for each in schema["$defs"]["TableMapping"]["allOf"]
            if each["if"]["properties"]["rows"]["const"] == rows
        )
        told = described["then"]["properties"]["columns"]["properties"]
        assert all(each["description"] for each in told.values())


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"rows": "risk", "columns": {"titel": "x"}}, ["$.tables[0].columns"]),
        ({"rows": "risk", "columns": {"current.levels": "x"}}, ["$.tables[0].columns"]),
        ({"rows": "risk", "columns": {"title": 3}}, ["$.tables[0].columns.title"] * 2),
        ({"rows": "risk", "columns": {}, "fill-down": ["owner"]}, ["$.tables[0]['fill-down'][0]"]),
        ({"rows": "action", "columns": {}, "fill-down": ["owner"]}, []),
        ({"rows": "control", "columns": {}, "separators": {"causes": ";"}}, ["$.tables[0].separators"]),
        ({"rows": "control", "columns": {}, "constants": {"causes": "x"}}, ["$.tables[0].constants"]),
    ],
)
def test_the_schema_knows_the_fields_of_each_kind_of_row(table, expected):
    whole = {"register": "r", "title": "T", "tables": [table]}
    assert refused_by(whole) == expected
    with_levels = {
        "rows": "risk",
        "columns": {"current.levels.impct": "x", "target.levels.impact.economic": "y"},
    }
    assert refused_by(whole | {"tables": [with_levels]}) == []
    assert refused_by(whole | {"tables": [with_levels]}, OF_CAMBS) == ["$.tables[0].columns"]
    assert refused_by(whole | {"scheme": "other", "tables": []}, OF_CAMBS) == ["$.scheme"]


@given(
    st.fixed_dictionaries(
        {
            "register": st.just("r") | VALUES,
            "title": st.just("T") | VALUES,
            "tables": st.lists(TABLES, max_size=2) | VALUES,
        },
        optional={"scheme": VALUES, "edition": VALUES},
    )
    | VALUES
)
def test_whatever_values_it_has_it_is_a_mapping_or_refused_with_places(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("maps", numbered=True) / "m.json"
    path.write_text(json.dumps(data, indent=1))
    found = []
    try:
        mapping = read_mapping(path, KIT.schemes)
    except LoadError as error:
        found += error.problems
    else:
        assert isinstance(mapping, ImportMapping)
        assert mapping.tables
        assert refused_by(data) == []
        return
    assert found
    assert all(each.line for each in found if each.path)
