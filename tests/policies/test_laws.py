"""Laws are read with the manifests, and what is wrong with one is told where it stands."""

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from made_up import made_up_rules
from policycheck.checks import check_subject, read_subject
from policycheck.errors import Problem, RulesError
from policycheck.model import Outcome, Status
from policycheck.policies import load_manifests, rule_set
from policycheck.policies.laws import (
    Always,
    AnyOf,
    Comes,
    Compared,
    Constant,
    Decided,
    Exclusive,
    Exhaustive,
    Fixed,
    Has,
    Independent,
    Kind,
    Known,
    Law,
    Monotone,
    Never,
    NotThat,
    OfFact,
    OfParameter,
    Relation,
    Results,
    Statement,
)
from policycheck.resources import shipped

POLICY = "asr.ggz_2024"
LAWS = Path(__file__).parents[1] / "laws" / f"{POLICY}.yaml"
HEAD = "x:\n  title: {nl: Een., en: One.}\n  decision: application\n"
START = "/insurers/asr/contract_request/requested_start_on"
TURNOVER = "/insurers/asr/turnover/2022"


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = shutil.copytree(shipped("rego") / "asr", tmp_path_factory.mktemp("laws") / "rego/asr")
    return Path(copy).parent


def read(rules: Path, text: str) -> dict[str, Law]:
    (rules / "asr/ggz_2024/laws.yaml").write_text(text, encoding="utf-8")
    return dict(load_manifests(rules, [POLICY])[POLICY].laws)


def problems(rules: Path, text: str) -> list[Problem]:
    with pytest.raises(RulesError) as caught:
        read(rules, text)
    assert {Path(each.file).name for each in caught.value.problems} == {"laws.yaml"}
    return list(caught.value.problems)


def test_laws_are_read_with_their_policy(rules: Path) -> None:
    laws = read(rules, LAWS.read_text(encoding="utf-8"))
    start, turnover = laws.values()
    assert list(laws) == ["start-before-conclusion", "enough-turnover"]
    assert start.name == "asr.ggz_2024/start-before-conclusion"
    assert (start.policy, start.decision, start.refs) == (POLICY, "application", ("new-05",))
    assert start.title.en == "A start before the conclusion of the contract is never met."
    concluded = "/insurers/asr/contract/concluded_on"
    assert start.when == (Known(concluded, True),)
    before = Compared(START, Relation.BEFORE, OfFact(concluded))
    assert start.kind == Never((before, Comes((Outcome.MET,))))
    assert turnover.refs == ()
    assert turnover.readings == {"turnover-years": "each-year"}
    first = "/insurers/asr/turnover/2021"
    assert turnover.when == (
        NotThat(
            AnyOf(
                (
                    Has("institution", (Status.NOT_MET, Status.UNKNOWN)),
                    Compared(first, Relation.LESS_THAN, Fixed(Decimal("49999.99"))),
                )
            )
        ),
        Compared(first, Relation.AT_LEAST, OfParameter("minimum_turnover")),
    )
    assert turnover.kind == Monotone(TURNOVER, True, "minimum-turnover")
    lines = LAWS.read_text(encoding="utf-8").splitlines()
    assert [lines[each.line - 1] for each in laws.values()] == [
        "start-before-conclusion:",
        '"enough-turnover":',
    ]


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("always: [{outcome: [met, refer]}]", Always((Comes((Outcome.MET, Outcome.REFER)),))),
        (
            "exclusive: [{result: route, is: new}, {result: route, is: renewal}]",
            Exclusive((Results("route", "new"), Results("route", "renewal"))),
        ),
        (
            "exhaustive: [{fact: /as_of, from: 2024-01-01}]",
            Exhaustive((Compared("/as_of", Relation.FROM, Fixed("2024-01-01")),)),
        ),
        (f"monotone: {{fact: {START}, direction: down}}", Monotone(START, False)),
        (
            f"monotone: {{fact: {START}, direction: up, of: {{outcome: true}}}}",
            Monotone(START, True),
        ),
        ("independent: {facts: [/provider/sectors]}", Independent(("/provider/sectors",))),
        (
            "decided: {facts: [/contract_year], of: {condition: contract-year}}",
            Decided(("/contract_year",), "contract-year"),
        ),
        (
            "constant: {day: known_at, from: 2024-01-01, until: '2024-01-01'}",
            Constant("/known_at", date(2024, 1, 1), date(2024, 1, 1)),
        ),
    ],
)
def test_a_law_is_of_its_kind(rules: Path, written: str, kind: Kind) -> None:
    law = read(rules, f"{HEAD}  {written}\n")["x"]
    assert law.kind == kind
    assert law.kind_name == written.partition(":")[0]
    assert law.line == 1
    assert (law.when, law.readings) == ((), {})


@pytest.mark.parametrize(
    ("written", "statement"),
    [
        (f"{{fact: {TURNOVER}, is: 5}}", Compared(TURNOVER, Relation.IS, Fixed(5))),
        ("{fact: /provider/ubo_sanctioned, is: false}", "/provider/ubo_sanctioned"),
        ("{fact: /provider/sectors/0, is: ggz}", "/provider/sectors/0"),
        ("{fact: /provider/sectors, known: false}", Known("/provider/sectors", False)),
        ("{fact: /contract_year, is: {parameter: contract_year}}", "/contract_year"),
        (f"{{fact: {START}, after: {{parameter: request_before}}}}", START),
        # Out of the range of the fact: true of every case, or of none, as is every boundary.
        (f"{{fact: {TURNOVER}, less_than: 0}}", TURNOVER),
        (f"{{fact: {TURNOVER}, at_most: {{fact: /insurers/asr/turnover/2021}}}}", TURNOVER),
        ("{condition: request-in-time, status: open}", Has("request-in-time", (Status.OPEN,))),
    ],
)
def test_a_statement_fits(rules: Path, written: str, statement: Statement | str) -> None:
    kind = read(rules, f"{HEAD}  never: [{written}]\n")["x"].kind
    assert isinstance(kind, Never)
    (found,) = kind.statements
    assert found == statement or (isinstance(found, Compared) and found.fact == statement)


@pytest.mark.parametrize(
    ("written", "code", "pointer", "message"),
    [
        (f"{{fact: {START}x, known: true}}", "unknown-name", "/fact", f"did you mean {START}?"),
        ("{fact: /provder/kvk, known: true}", "unknown-name", "/fact", "did you mean /provider?"),
        ("{fact: /kvk_registered, is: true}", "unknown-name", "/fact", "/provider/kvk_registered?"),
        ("{fact: /provider/sectors/5, is: ggz}", "unknown-name", "/fact", "at most 5 items"),
        ("{fact: /provider/sectors/00, is: ggz}", "unknown-name", "/fact", "at most 5 items"),
        ("{fact: /provider/sectors/x, is: ggz}", "unknown-name", "/fact", "item by its number"),
        ("{fact: /as_of/x, is: ggz}", "unknown-name", "/fact", "with nothing in it"),
        ("{fact: /provider, is: true}", "law-comparison", "/is", "such as /provider/name"),
        ("{fact: /provider, is: true}", "law-comparison", "/is", "name a fact in it"),
        ("{fact: /provider/sectors, is: ggz}", "law-comparison", "/is", "/provider/sectors/0"),
        (f"{{fact: {START}, at_most: 5}}", "law-comparison", "/at_most", "before, until, from or"),
        (f"{{fact: {START}, before: 5}}", "law-comparison", "/before", "such as 2023-08-15"),
        (f"{{fact: {START}, is: '2023-02-30'}}", "law-comparison", "/is", "does not exist"),
        (f"{{fact: {START}, is: '2023-02-03T04:00:00Z'}}", "law-comparison", "/is", "a date"),
        (f"{{fact: {START}, is: '1600-01-01'}}", "law-comparison", "/is", "from 1700"),
        (f"{{fact: {START}, from: {{fact: {TURNOVER}}}}}", "law-comparison", "/from", "one kind"),
        (f"{{fact: {START}, from: {{fact: /x}}}}", "unknown-name", "/from/fact", "no fact /x"),
        (
            f"{{fact: {START}, from: {{parameter: request_befor}}}}",
            "unknown-name",
            "/from/parameter",
            "no parameter; did you mean request_before?",
        ),
        (
            f"{{fact: {START}, from: {{parameter: minimum_turnover}}}}",
            "law-comparison",
            "/from",
            "is a day and the parameter minimum_turnover has the unit euro",
        ),
        (
            "{fact: /contract_year, is: {parameter: turnover_years}}",
            "law-comparison",
            "/is",
            "has more than one value",
        ),
        (
            "{fact: /contract_year, is: {parameter: form_turnover_year}}",
            "law-comparison",
            "/is",
            "the parameter form_turnover_year does not fit: /contract_year is a number: found the"
            ' text "2023"',
        ),
        (f"{{fact: {TURNOVER}, is: {{fact: /contract_year}}}}", "law-comparison", "/is", "amount"),
        (f"{{fact: {TURNOVER}, is: '5'}}", "law-comparison", "/is", "remove the quotes"),
        (f"{{fact: {TURNOVER}, is: true}}", "law-comparison", "/is", "found true"),
        (f"{{fact: {TURNOVER}, is: -1}}", "law-comparison", "/is", "expected at least 0"),
        (f"{{fact: {TURNOVER}, at_least: 1.005}}", "law-comparison", "/at_least", "two decimals"),
        ("{fact: /contract_year, is: 2024.5}", "law-comparison", "/is", "a whole number"),
        ("{fact: /provider/name, less_than: 5}", "law-comparison", "/less_than", "write is"),
        ("{fact: /provider/name, is: 5}", "law-comparison", "/is", "put quotes around it"),
        ("{fact: /provider/kvk, is: '1234'}", "law-comparison", "/is", "8 digits"),
        ("{fact: /provider/kvk_registered, is: 'yes'}", "law-comparison", "/is", "write true"),
        (
            "{fact: /provider/organisation, is: institute}",
            "law-comparison",
            "/is",
            "did you mean institution?",
        ),
        (
            "{fact: /provider/organisation, is: {fact: /provider/wtza_status}}",
            "law-comparison",
            "/is",
            "have no value in common",
        ),
        (
            "{condition: request-in-tim, status: met}",
            "unknown-name",
            "/condition",
            "no condition of application; did you mean request-in-time?",
        ),
        ("{result: rout, is: new}", "unknown-name", "/result", "did you mean route?"),
        ("{result: route, is: old}", "law-comparison", "/is", "it is new, renewal or mid_year"),
    ],
)
def test_a_statement_that_does_not_fit_is_named(
    rules: Path, written: str, code: str, pointer: str, message: str
) -> None:
    for kind, place in (
        ("never: [{}]", "never/0"),
        ("never: [any: [not: {}]]", "never/0/any/0/not"),
    ):
        (problem,) = problems(rules, f"{HEAD}  {kind.replace('{}', written)}\n")
        assert (problem.code, problem.pointer) == (code, f"/x/{place}{pointer}")
        assert message in problem.message
    premise = f"{HEAD}  when: [{written}]\n  never: [{{outcome: met}}]\n"
    assert [each.pointer for each in problems(rules, premise)] == [f"/x/when/0{pointer}"]


@pytest.mark.parametrize(
    ("written", "code", "pointer", "message"),
    [
        ("refs: [new-99]", "unknown-name", "/refs", "cites new-99, which is no clause"),
        ("readings: {late: x}", "unknown-name", "/readings/late", "no reading of this policy"),
        (
            "readings: {turnover-years: every-year}",
            "unknown-name",
            "/readings/turnover-years",
            "choose either-year, each-year or years-together",
        ),
        (
            "readings: {text-version: before-sharpening}",
            "idle-law",
            "/readings/text-version",
            "which never decides: choose only-text",
        ),
    ],
)
def test_what_a_law_rests_on_is_there(
    rules: Path, written: str, code: str, pointer: str, message: str
) -> None:
    (problem,) = problems(rules, f"{HEAD}  {written}\n  never: [{{outcome: met}}]\n")
    assert (problem.code, problem.pointer) == (code, f"/x{pointer}")
    assert message in problem.message


@pytest.mark.parametrize(
    ("written", "code", "pointer", "message"),
    [
        (
            "monotone: {fact: /provider/organisation, direction: up}",
            "law-comparison",
            "/monotone/fact",
            "is a code: only a day, an amount or a number goes up",
        ),
        ("monotone: {fact: /x, direction: up}", "unknown-name", "/monotone/fact", "no fact /x"),
        (
            f"monotone: {{fact: {START}, direction: up, of: {{condition: x}}}}",
            "unknown-name",
            "/monotone/of",
            "no condition of application",
        ),
        (
            "decided: {facts: [/contract_year, /provider]}",
            "law-comparison",
            "/decided/facts/1",
            "/provider is an object",
        ),
        ("decided: {facts: [/x]}", "unknown-name", "/decided/facts/0", "no fact /x"),
        (
            "constant: {day: as_of, from: 2024-01-02, until: 2024-01-01}",
            "idle-law",
            "/constant/until",
            "from 2024-01-02 until 2024-01-01, which is earlier",
        ),
    ],
)
def test_what_a_kind_says_fits(
    rules: Path, written: str, code: str, pointer: str, message: str
) -> None:
    (problem,) = problems(rules, f"{HEAD}  {written}\n")
    assert (problem.code, problem.pointer) == (code, f"/x{pointer}")
    assert message in problem.message


def test_a_decision_that_there_is_not_is_named(rules: Path) -> None:
    text = f"{HEAD.replace('application', 'aplication')}  never: [{{outcome: met}}]\n"
    (problem,) = problems(rules, text)
    assert (problem.code, problem.pointer) == ("unknown-name", "/x/decision")
    assert problem.message.endswith("no decision of this policy; did you mean application?")


@pytest.mark.parametrize(
    "written",
    [
        "never: [{outcome: met}]",
        "always: [{any: [{outcome: met}]}]",
        "decided: {facts: [/contract_year]}",
        "constant: {day: as_of, from: 2024-01-01, until: 2024-12-31}",
    ],
)
def test_a_decision_of_attention_points_has_no_outcome(rules: Path, written: str) -> None:
    (problem,) = problems(rules, f"{HEAD.replace('application', 'attention')}  {written}\n")
    assert problem.code == "idle-law"
    assert "say which condition" in problem.message
    read(
        rules,
        f"{HEAD.replace('application', 'attention')}"
        "  never: [{condition: prevention, status: open}]\n",
    )


@pytest.mark.parametrize(
    ("written", "pointer", "message"),
    [
        ("", "", "one of never, always, exclusive, exhaustive, monotone, independent, decided or"),
        ("never: [{outcome: met}]\n  always: [{outcome: met}]", "", "never and always stand"),
        ("nver: [{outcome: met}]", "/nver", "unknown key nver; did you mean never?"),
        ("never: []", "/never", "[] should be non-empty"),
        ("exclusive: [{outcome: met}]", "/exclusive", "too short"),
        ("never: [{}]", "/never/0", "one of fact, outcome, condition, result, any or not is"),
        ("never: [{fact: /as_of}]", "/never/0", "at_least, more_than or known is needed"),
        ("never: [{fact: /as_of, befor: x}]", "/never/0/befor", "did you mean before?"),
        ("never: [{fact: /as_of, is: x, from: x}]", "/never/0", "is and from stand together"),
        ("never: [{fact: /as_of, is: {}}]", "/never/0/is", "one of fact or parameter is needed"),
        ("never: [{fact: /as_of, is: null}]", "/never/0/is", "None is not of type"),
        ("never: [{fact: as_of, known: true}]", "/never/0/fact", "does not match"),
        ("never: [{fact: /as_of, known: true, status: met}]", "/never/0", "a dependency of"),
        ("never: [{outcome: mett}]", "/never/0/outcome", "'mett' is not one of"),
        ("never: [{condition: x}]", "/never/0", "'status' is a required property"),
        ("never: [{condition: x, status: [bad]}]", "/never/0/status/0", "'bad' is not one of"),
        ("never: [{result: x}]", "/never/0", "'is' is a required property"),
        ("never: [{not: [{outcome: met}]}]", "/never/0/not", "is not of type 'object'"),
        (f"monotone: {{fact: {START}, direction: upp}}", "/monotone/direction", "'upp' is not"),
        ("constant: {day: now, from: 2024-01-01, until: 2024-01-01}", "/constant/day", "'now'"),
        ("independent: {facts: []}", "/independent/facts", "[] should be non-empty"),
    ],
)
def test_what_does_not_fit_the_schema_is_named(
    rules: Path, written: str, pointer: str, message: str
) -> None:
    found = problems(rules, f"{HEAD}  {written}\n")
    assert {each.code for each in found} == {"manifest-schema"}
    assert any(each.pointer == f"/x{pointer}" and message in each.message for each in found), found


def test_a_title_in_one_language_is_named(rules: Path) -> None:
    found = problems(rules, HEAD.replace(", en: One.", "") + "  never: [{outcome: met}]\n")
    assert [each.code for each in found] == ["missing-translation"]


def test_everything_that_is_wrong_comes_at_once(rules: Path) -> None:
    text = f"{HEAD}  never: [{{fact: /x, known: true}}, {{condition: y, status: met}}]\n"
    text += HEAD.replace("x:", "y:") + "  decided: {facts: [/x, /z]}\n"
    assert [each.pointer for each in problems(rules, text)] == [
        "/x/never/0/fact",
        "/x/never/1/condition",
        "/y/decided/facts/0",
        "/y/decided/facts/1",
    ]


def test_check_tells_the_line(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    text = HEAD + "  never:\n    - outcome: met\n    - fact: /as_of\n      at_least: 5\n"
    (rules / "acme/demo_2024/laws.yaml").write_text(text, encoding="utf-8")
    (found,) = check_subject(read_subject(rules, "acme.demo_2024"))
    assert (found.check, found.file) == ("law-comparison", "acme/demo_2024/laws.yaml")
    assert (found.line, found.column) == (7, 7)


def test_a_policy_needs_no_laws_and_its_rules_do_not_depend_on_them(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    without = load_manifests(rules)["acme.demo_2024"]
    assert without.laws == {}
    text = f"{HEAD}  never: [{{outcome: refer}}]\n"
    (rules / "acme/demo_2024/laws.yaml").write_text(text, encoding="utf-8")
    with_laws = load_manifests(rules)["acme.demo_2024"]
    assert list(with_laws.laws) == ["x"]
    assert rule_set(rules, with_laws).digest == rule_set(rules, without).digest


def test_laws_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    rules = made_up_rules(tmp_path)
    (rules / "acme/demo_2024/laws.yaml").mkdir()
    with pytest.raises(RulesError, match=r"laws\.yaml: cannot be read"):
        load_manifests(rules)
