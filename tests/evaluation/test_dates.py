"""The two dates: which day is judged, which text applies, and what is refused."""

from datetime import date

import pytest

import policycheck
from made_up import made_up_rules
from policycheck.errors import InvalidCase, UsageError
from policycheck.model import DeadlineState, Outcome, Status

POLICY = "acme.demo_2024"


@pytest.fixture(scope="module")
def policies(tmp_path_factory: pytest.TempPathFactory) -> policycheck.Policies:
    return policycheck.load(made_up_rules(tmp_path_factory.mktemp("rules")))


def case(
    received_on: str | None, channel: str = "contracts_mailbox", **facts: object
) -> dict[str, object]:
    request = {"channel": channel}
    if received_on:
        request["received_on"] = received_on
    return {"contract_year": 2024, "insurers": {"asr": {"contract_request": request}}, **facts}


@pytest.mark.parametrize(
    ("known_at", "received_on", "outcome"),
    [
        ("2023-08-01", "2023-09-01", Outcome.MET),
        ("2023-08-01", "2023-09-02", Outcome.NOT_MET),
        ("2023-08-02", "2023-09-02", Outcome.MET),
        ("2023-08-02", "2023-10-01", Outcome.MET),
        ("2023-08-02", "2023-10-02", Outcome.NOT_MET),
        ("2023-08-03", "2023-10-01", Outcome.MET),
    ],
)
def test_the_text_that_was_published_by_then_applies(
    policies: policycheck.Policies, known_at: str, received_on: str, outcome: Outcome
) -> None:
    decision = policies.decide(
        POLICY,
        "application",
        case(received_on),
        as_of=date(2023, 12, 1),
        known_at=date.fromisoformat(known_at),
    )
    assert decision.outcome is outcome
    assert decision.known_at == date.fromisoformat(known_at)


def test_known_at_is_the_day_judged_unless_it_is_given(policies: policycheck.Policies) -> None:
    decision = policies.decide(POLICY, "application", case(None), as_of=date(2023, 8, 1))
    assert decision.known_at == date(2023, 8, 1)
    assert decision.deadlines[0].by == date(2023, 9, 1)


def test_nothing_was_known_before_the_first_text(policies: policycheck.Policies) -> None:
    with pytest.raises(
        UsageError, match=r"first text of acme\.demo_2024 was published on 2023-07-01"
    ):
        policies.decide(POLICY, "application", case(None), as_of=date(2023, 6, 30))
    policies.decide(POLICY, "application", case(None), as_of=date(2023, 7, 1))


def test_a_day_is_required_once_the_contract_period_is_over(
    policies: policycheck.Policies,
) -> None:
    with pytest.raises(UsageError, match="ended on 2024-12-31"):
        policies.decide(POLICY, "application", case("2023-08-01"))


def test_the_day_of_the_case_is_used_unless_another_is_chosen(
    policies: policycheck.Policies,
) -> None:
    own = case("2023-08-01", as_of="2023-08-10", known_at="2023-08-05")
    decision = policies.decide(POLICY, "application", own)
    assert (decision.as_of, decision.known_at) == (date(2023, 8, 10), date(2023, 8, 5))
    chosen = policies.decide(
        POLICY, "application", own, as_of=date(2023, 8, 12), known_at=date(2023, 8, 11)
    )
    assert (chosen.as_of, chosen.known_at) == (date(2023, 8, 12), date(2023, 8, 11))


@pytest.mark.parametrize(
    ("as_of", "status", "state"),
    [
        (date(2023, 9, 30), Status.NOT_APPLICABLE, DeadlineState.UPCOMING),
        (date(2023, 10, 1), Status.NOT_APPLICABLE, DeadlineState.TODAY),
        (date(2023, 10, 2), Status.UNKNOWN, DeadlineState.PASSED),
    ],
)
def test_a_deadline_is_due_after_its_last_day(
    policies: policycheck.Policies, as_of: date, status: Status, state: DeadlineState
) -> None:
    decision = policies.decide(POLICY, "application", case(None), as_of=as_of)
    assert decision.conditions["request-in-time"].status is status
    assert decision.deadlines[0].state is state


def test_what_has_not_happened_yet_is_no_fact(policies: policycheck.Policies) -> None:
    with pytest.raises(InvalidCase) as caught:
        policies.decide(POLICY, "application", case("2023-08-11"), as_of=date(2023, 8, 10))
    (problem,) = caught.value.problems
    assert problem.code == "contradiction"
    assert problem.pointer == "/insurers/asr/contract_request/received_on"
    assert "2023-08-11 lies after 2023-08-10" in problem.message


def test_turnover_before_the_start_is_a_contradiction(policies: policycheck.Policies) -> None:
    facts = {
        "provider": {"started_on": "2023-01-01"},
        "insurers": {"asr": {"turnover": {"2022": 0.01, "2021": 0}}},
    }
    with pytest.raises(InvalidCase) as caught:
        policies.decide(POLICY, "application", facts, as_of=date(2023, 8, 10))
    assert [problem.pointer for problem in caught.value.problems] == ["/insurers/asr/turnover/2022"]
    assert "/provider/started_on" in caught.value.problems[0].message


@pytest.mark.parametrize(
    ("known_at", "in_force", "gone"),
    [
        (date(2023, 8, 1), "channel-of-old", "channel-of-now"),
        (date(2023, 8, 2), "channel-of-now", "channel-of-old"),
    ],
)
@pytest.mark.parametrize("channel", ["contracts_mailbox", "other"])
def test_a_clause_is_in_force_between_its_publication_and_its_withdrawal(
    policies: policycheck.Policies, known_at: date, in_force: str, gone: str, channel: str
) -> None:
    decision = policies.decide(
        POLICY,
        "application",
        case("2023-08-01", channel),
        as_of=date(2023, 8, 3),
        known_at=known_at,
    )
    assert decision.conditions[in_force].status in (Status.MET, Status.NOT_MET)
    assert decision.conditions[in_force].withdrawn_by is None
    assert decision.conditions[gone].status is Status.NOT_APPLICABLE
    withdrawn_by = decision.conditions[gone].withdrawn_by
    assert withdrawn_by is not None
    assert withdrawn_by.en == "Notice of 2 August 2023."
