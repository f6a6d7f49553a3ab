"""Exactly the facts that can change a decision are asked: every way of completing it is tried."""

import json
import random
import shutil
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from made_up import replace
from policycheck.asking.known import CasePlaces
from policycheck.asking.relevance import Asker, Question
from policycheck.evaluation import Policies, load
from policycheck.facts import case_from_mapping, load_schemas, read_case
from policycheck.model import FINAL_OUTCOMES

from .conftest import POLICY

SEED = 20261122
AS_OF = "2023-10-05"
ABSENT = None

# For each fact what the rules can tell apart: one value of each kind, and that it is not known.
VALUES: dict[str, tuple[Any, ...]] = {
    "/contract_year": (ABSENT, 2023, 2024),
    "/insurers/asr/contract_request/received_on": (ABSENT, "2023-10-01", "2023-10-02"),
    "/provider/kvk_registered": (ABSENT, True, False),
    "/provider/wtza_status": (ABSENT, "exempt", "admitted"),
    "/provider/sound_administration": (ABSENT, True, False),
    "/provider/serious_errors": (
        ABSENT,
        [],
        [{"on": "2022-01-01", "integrity_in_doubt": True}],
    ),
    "/insurers/asr/data_requests": (ABSENT, "none_made", "late"),
    "/insurers/asr/departures/no_claims_yet": (
        ABSENT,
        {"by": "x", "on": "2023-01-01", "reason": "y"},
    ),
    "/insurers/asr/contract_request/channel": (ABSENT, "other"),
    "/insurers/asr/turnover/2022": (ABSENT, 99, 100),
}
FACTS = tuple(VALUES)
Places = tuple[int, ...]


def case_of(places: Places) -> dict[str, Any]:
    found: dict[str, Any] = {"as_of": AS_OF, "known_at": AS_OF}
    for pointer, place in zip(FACTS, places, strict=True):
        if (value := VALUES[pointer][place]) is not ABSENT:
            *above, last = pointer.split("/")[1:]
            holder = found
            for step in above:
                holder = holder.setdefault(step, {})
            holder[last] = value
    return found


class Table:
    """What is decided about every case, each of them decided when it is first asked for."""

    def __init__(self, policies: Policies) -> None:
        self._program = policies.program(POLICY)
        self._decided = cache(self._decide)

    def answer(self, places: Places) -> str:
        # The two errors are not told apart from the channel, which never matters here.
        return self._decided(places)

    def _decide(self, places: Places) -> str:
        document = {**case_of(places), "readings": {}}
        answer = self._program.query("acme/demo_2024/application/decision", document)
        return json.dumps([answer["outcome"], answer["result"]], sort_keys=True)

    def matter(self, places: Places) -> set[str]:
        """The facts that matter, by trying every completion."""
        free = [n for n, place in enumerate(places) if place == 0]
        every = list(product(*(range(len(VALUES[FACTS[n]])) for n in free)))
        found = set()
        for at, n in enumerate(free):
            by_rest: dict[Places, set[str]] = {}
            for choice in every:
                rest = (*choice[:at], 0, *choice[at + 1 :])
                case = list(places)
                for where, place in zip(free, choice, strict=True):
                    case[where] = place
                by_rest.setdefault(rest, set()).add(self.answer(tuple(case)))
            if any(len(answers) > 1 for answers in by_rest.values()):
                found.add(FACTS[n])
        return found


def samples() -> list[Places]:
    """Cases of which some facts are known, and the empty one."""
    chosen = random.Random(SEED)
    found = [tuple(0 for _ in FACTS)]
    for known in (1, 2, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 9) * 2:
        places = [0] * len(FACTS)
        for n in chosen.sample(range(len(FACTS)), known):
            places[n] = chosen.randrange(1, len(VALUES[FACTS[n]]))
        found.append(tuple(places))
    return found


@pytest.fixture(scope="module")
def table(made_up: Path) -> Table:
    return Table(load(made_up, engine="compiled"))


@pytest.fixture(scope="module")
def asker(made_up_policies: Policies) -> Asker:
    return Asker(made_up_policies)


QUESTION = Question(((POLICY, "application"),))


@pytest.mark.parametrize("places", samples())
def test_exactly_what_matters_is_asked(table: Table, asker: Asker, places: Places) -> None:
    asking = asker.ask(case_from_mapping(case_of(places)), QUESTION)
    assert asking.exact
    expected = table.matter(places)
    assert {fact.pointer for fact in asking.facts} == expected, f"seed {SEED}"
    assert asking.standings[0].final == (not expected)
    others = {fact.pointer for fact in asking.others}
    assert not others & expected
    unknown = {FACTS[n] for n, place in enumerate(places) if place == 0}
    assert others | expected == unknown


@pytest.mark.parametrize("places", samples())
def test_what_settles_alone_is_said(table: Table, asker: Asker, places: Places) -> None:
    asking = asker.ask(case_from_mapping(case_of(places)), QUESTION)
    for fact in asking.facts:
        n = FACTS.index(fact.pointer)
        answers = (
            json.loads(table.answer((*places[:n], place, *places[n + 1 :])))
            for place in range(1, len(VALUES[fact.pointer]))
        )
        expected = any(outcome in FINAL_OUTCOMES for outcome, _ in answers)
        assert fact.settles == expected, fact.pointer
    order = [fact.settles for fact in asking.facts]
    assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("places", samples())
def test_without_the_solver_nothing_is_forgotten(
    table: Table, made_up_policies: Policies, places: Places
) -> None:
    asker = Asker(made_up_policies, exact=False)
    asking = asker.ask(case_from_mapping(case_of(places)), QUESTION)
    found = {fact.pointer for fact in asking.facts}
    assert table.matter(places) <= found
    assert asking.exact == (not found)


def test_a_reason_names_the_conditions_that_are_open(asker: Asker) -> None:
    (fact,) = (
        each
        for each in asker.ask(case_from_mapping({"as_of": AS_OF}), QUESTION).facts
        if each.pointer == "/provider/wtza_status"
    )
    (reason,) = fact.reasons
    assert reason.decision == f"{POLICY}.application"
    assert [each.id for each in reason.conditions] == ["registered"]


def test_a_result_gives_a_fact_its_reason(asker: Asker) -> None:
    asking = asker.ask(case_from_mapping({"as_of": AS_OF, "contract_year": 2024}), QUESTION)
    (fact,) = (each for each in asking.facts if each.pointer == "/insurers/asr/turnover/2022")
    assert [(each.result, each.conditions) for each in fact.reasons] == [(True, ())]


def test_what_only_comes_together_is_one_fact(asker: Asker) -> None:
    asking = asker.ask(case_from_mapping({"as_of": AS_OF}), QUESTION)
    (fact,) = (each for each in asking.facts if "departures" in each.pointer)
    assert [each.key for each in fact.asked] == ["by", "on", "reason"]
    assert all(each.question for each in fact.asked)


def test_what_is_not_known_of_an_item_stays_open() -> None:
    """A list is known, and a day in it is not: the list is what is asked."""
    claims = "/insurers/asr/claims/submitted"
    document = {
        "as_of": AS_OF,
        "insurers": {"asr": {"claims": {"submitted": [{"care_on": "2023-01-02"}]}}},
    }
    places = CasePlaces(load_schemas().schema, document)
    pointers = [f"{claims}{end}" for end in ("", "/0", "/0/care_on", "/0/submitted_on", "/1")]
    known = places.known([*pointers, f"{claims}/1/care_on"])
    assert known.known == {
        claims: True,
        f"{claims}/0": True,
        f"{claims}/0/care_on": True,
        f"{claims}/1": False,
        f"{claims}/1/care_on": False,
    }
    assert known.values == {f"{claims}/0/care_on": date(2023, 1, 2).toordinal()}
    assert known.most == {f"{claims}/0/submitted_on": date.fromisoformat(AS_OF).toordinal()}
    assert {places.owner(each) for each in pointers} == {claims}


SHIPPED = (
    ("new-institution.yaml", "eligibility", 3, False),
    ("new-institution.yaml", "application", 0, True),
    ("under-supervision.yaml", "eligibility", 0, True),
    ("mid-year-with-claims.yaml", "application", 1, False),
    ("ceiling-70-00.yaml", "ceiling_increase", 2, False),
    ("started-in-2023.yaml", "eligibility", 0, True),
)


@pytest.mark.parametrize(("file", "decision", "count", "final"), SHIPPED)
def test_shipped_cases(root: Path, file: str, decision: str, count: int, final: bool) -> None:
    policies = load(policies=["asr.ggz_2024"])
    case = read_case(root / "fixtures/cases/asr.ggz_2024" / file)
    asking = Asker(policies).ask(case, Question((("asr.ggz_2024", decision),)))
    assert (len(asking.facts), asking.standings[0].final, asking.exact) == (count, final, True)


@pytest.fixture(scope="module")
def tied_policies(made_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Policies:
    """The made-up policy, asking for nothing that says which values its facts can have.

    It asks neither for the day that is judged, nor for the day on which the provider started.
    """
    rules = shutil.copytree(made_up, tmp_path_factory.mktemp("tied") / "rego")
    place = rules / "acme/demo_2024"
    replace(place / "application.rego", ".on <= input.as_of", ".by")
    replace(place / "application.yaml", "no_claims_yet/on", "no_claims_yet/by")
    either = 'conditions["either"] if provider.sound_administration == '
    replace(place / "application.rego", f"{either}false\n", "")
    small = 'conditions["either"] := relation.turnover["2022"] < 100'
    replace(place / "application.rego", f"{either}true", small)
    replace(
        place / "application.yaml",
        "[/provider/sound_administration]",
        "[/insurers/asr/turnover/2022]",
    )
    return load(rules)


RECEIVED = "/insurers/asr/contract_request/received_on"
TURNOVER = "/insurers/asr/turnover/2022"


@pytest.mark.parametrize(
    ("fact", "facts", "settles"),
    [
        # What is received after the last day fails; nothing is received after the day judged.
        (RECEIVED, {"as_of": "2023-10-02"}, True),
        (RECEIVED, {"as_of": "2023-10-01"}, False),
        # The relation is known for the sake of a fact that is not asked.
        (RECEIVED, {"as_of": "2023-10-02", "insurers": {"asr": {"considered_large": True}}}, True),
        # Too large a turnover fails; there is none before the provider started.
        (TURNOVER, {"provider": {"started_on": "2022-12-31"}}, True),
        (TURNOVER, {"provider": {"started_on": "2023-01-01"}}, False),
    ],
)
def test_what_is_known_limits_what_is_asked(
    tied_policies: Policies, fact: str, facts: dict[str, Any], settles: bool
) -> None:
    case = case_from_mapping({"as_of": AS_OF, "contract_year": 2024, **facts})
    asking = Asker(tied_policies).ask(case, QUESTION)
    (found,) = (each for each in asking.facts if each.pointer == fact)
    assert found.settles == settles
