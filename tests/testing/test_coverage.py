"""What tests have seen."""

import pytest

from made_up import replace
from policycheck.model import Status
from policycheck.policies.selection import select
from policycheck.testing import Coverage, percentage, run_covered
from policycheck.testing.seen import Side
from testing.demo import IN_TIME, POLICY, Demo

ON_THE_DAY = """\
  - name: A request on the last day is in time
    as_of: 2023-10-05
    change: {/insurers/asr/contract_request/received_on: 2023-10-01}
    expect: {outcome: met}
"""
LATE = """\
  - name: A request on the day after the last day is too late
    as_of: 2023-10-05
    change: {/insurers/asr/contract_request/received_on: 2023-10-02}
    expect: {outcome: not_met}
"""


def covered(demo: Demo) -> Coverage:
    results, (coverage,) = run_covered(select([], demo.rules), demo.fixtures)
    assert results
    return coverage


def test_the_statuses_that_a_condition_can_get(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    conditions = {each.id: each for each in covered(demo).conditions}
    assert conditions["contract-year"].decision == "scope"
    assert conditions["contract-year"].possible == (Status.MET, Status.NOT_MET, Status.UNKNOWN)
    # It has a due date.
    in_time = conditions["request-in-time"]
    assert in_time.possible == (
        Status.MET,
        Status.NOT_MET,
        Status.UNKNOWN,
        Status.NOT_APPLICABLE,
    )
    assert in_time.seen == (Status.MET,)
    # An amendment withdrew its clause.
    assert Status.NOT_APPLICABLE in conditions["channel-of-old"].possible


@pytest.mark.parametrize(
    ("rule", "possible"),
    [
        ("if input.contract_year == 2024", {Status.MET}),
        (":= false if input.contract_year == 2023", {Status.NOT_MET}),
        (':= "open" if input.contract_year == 2023', {Status.OPEN}),
        (":= known if input.contract_year", {Status.MET}),
        (":= input.provider.kvk_registered", {Status.MET, Status.NOT_MET}),
        (":= input.contract_year in {2023, 2024}", {Status.MET, Status.NOT_MET}),
        (":= other", {Status.NOT_MET, Status.OPEN}),
    ],
)
def test_what_the_rules_can_give(demo: Demo, rule: str, possible: set[Status]) -> None:
    old = 'conditions["contract-year"] := input.contract_year == 2024'
    more = (
        "\n\nknown if input.contract_year > 0\n\nother := false if input.contract_year == 1\n\n"
        'other := "open" if input.contract_year == 2'
    )
    replace(demo.module, old, f'conditions["contract-year"] {rule}{more}')
    demo.rego("test_nothing if true\n")
    (found,) = (each for each in covered(demo).conditions if each.id == "contract-year")
    assert set(found.possible) == {*possible, Status.UNKNOWN}


def test_the_sides_of_a_boundary(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    (comparison,) = covered(demo).comparisons
    assert (comparison.parameters, comparison.operator) == (("request_until",), "<=")
    assert (comparison.file, comparison.row) == ("acme/demo_2024/application.rego", 20)
    assert (comparison.possible, comparison.seen) == (tuple(Side), (Side.HOLDS,))
    demo.scenarios(IN_TIME + LATE)
    (comparison,) = covered(demo).comparisons
    assert comparison.lacking == (Side.EQUAL,)
    demo.scenarios(IN_TIME + LATE + ON_THE_DAY)
    (comparison,) = covered(demo).comparisons
    assert comparison.lacking == ()


def test_a_parameter_is_followed_through_rules_and_functions(demo: Demo) -> None:
    replace(
        demo.module,
        "received_on <= parameters.request_until",
        "received_on <= last_day(0)\n\nlast_day(days) := dates.days_after(until, days)\n\n"
        "until := parameters.request_until",
    )
    replace(demo.module, "import rego.v1", "import data.policycheck.dates\nimport rego.v1")
    demo.scenarios(IN_TIME + LATE + ON_THE_DAY)
    (comparison,) = covered(demo).comparisons
    assert (comparison.parameters, comparison.lacking) == (("request_until",), ())
    assert covered(demo).unused == ()


def test_a_scenario_that_fails_has_seen_nothing(demo: Demo) -> None:
    demo.scenarios(IN_TIME.replace("outcome: met", "outcome: not_met"))
    coverage = covered(demo)
    assert all(each.seen == () for each in coverage.conditions)
    assert all(each.seen == () for each in coverage.comparisons)


def test_lines_that_no_test_reached(demo: Demo) -> None:
    text = demo.module.read_text(encoding="utf-8")
    demo.module.write_text(
        text + '\nconditions["contract-year"] := false if {\n'
        "\tinput.contract_year == 2023\n"
        "\tinput.provider.kvk_registered\n"
        "}\n"
    )
    demo.scenarios(IN_TIME)
    first = text.count("\n") + 2
    (file,) = covered(demo).files
    assert file.file == "acme/demo_2024/application.rego"
    assert file.lacking == (first + 2,)
    assert {first + 1, first + 2} <= set(file.rows)


def test_rego_tests_reach_lines_and_boundaries(demo: Demo) -> None:
    demo.rego(
        'test_late if {\n\tapplication.conditions["request-in-time"] == false '
        'with input.insurers as {"asr": {"contract_request": {"received_on": "2023-10-02"}}}\n'
        '\t\twith input.known_at as "2023-09-01"\n}\n'
    )
    (comparison,) = covered(demo).comparisons
    assert comparison.seen == (Side.FAILS,)


def test_the_share_is_of_everything() -> None:
    nothing = Coverage("a", (), (), ())
    assert percentage([nothing]) == 100.0
    assert percentage([]) == 100.0


def test_a_share(demo: Demo) -> None:
    demo.scenarios(IN_TIME)
    coverage = covered(demo)
    seen = sum(len(each.seen) for each in coverage.conditions)
    seen += sum(len(each.seen) for each in coverage.comparisons)
    assert coverage.possible - coverage.lacking == seen
    assert percentage([coverage]) == 100 * seen / coverage.possible
    assert coverage.subject == POLICY
