"""Plans against EU exit, on a sample in the layout of the paper."""

PACK = "cambs-board-pack-2019"


def test_assumptions_objectives_plans_and_the_link(pack):
    outcome = pack(part="plans")
    data = outcome.data
    assert data["risks"] == [
        {"ref": "R1", "title": "Queues at the ferry."},
        {"ref": "R2", "title": "Rope runs short."},
    ]
    assert [each["title"] for each in data["objectives"]] == ["Keep ships moving", "Keep people safe"]
    assert data["plans"] == [
        {"ref": "P1", "title": "Berth plan", "covers_all": True, "areas": ["All Risk Areas"]},
        {"ref": "P2", "title": "Rope plan", "areas": ["Supply of rope Seasonal risks"]},
    ]
    assert data["links"] == [{"register": "Trust Risk Register", "ref": "77", "rating": "Green"}]
    assert [remark.text[:4] for remark in outcome.unplaced] == ["1.1 ", "1.2 ", "1.3 ", "1.4 "]


def test_a_plan_without_its_area_is_refused(pack):
    outcome = pack(("Rope plan\tSupply of rope Seasonal risks", "Rope plan\t"), part="plans")
    assert [remark.text for remark in outcome.refused] == [
        "it is not a plan with its risk area; give both, in two cells"
    ]


def test_a_table_of_plans_alone(named):
    data = named(PACK).outcome("CPLRF Plan Title\tPlanning Assumption Risk Area\nRope\tRisk\n", "plans").data
    assert data["title"] == "Planning assumptions"
