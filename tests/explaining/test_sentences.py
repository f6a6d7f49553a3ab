"""Which conditions decide, and what is said of an outcome, a status and a modality."""

from datetime import date
from itertools import product

import pytest

from policycheck.explaining.deciding import deciding
from policycheck.explaining.sentences import condition_sentence, outcome_sentence
from policycheck.model import Condition, Modality, Outcome, Status, Text
from report.samples import condition, decision

MUST, SCOPE, FINDING = Modality.MUST, Modality.SCOPE, Modality.JUDGEMENT
WEIGHED, DEFAULT, WISH = Modality.WEIGHED, Modality.IN_PRINCIPLE, Modality.EXPECTATION
FREED = (Text("Vrij.", "Free."),)
MET, NOT_MET, UNKNOWN, OPEN = Status.MET, Status.NOT_MET, Status.UNKNOWN, Status.OPEN


@pytest.mark.parametrize(("status", "modality"), [*product(Status, Modality)])
def test_every_status_of_every_modality_has_a_sentence(status: Status, modality: Modality) -> None:
    why = condition_sentence(condition("a", status, modality))
    for text in (why.nl, why.en):
        assert text.endswith(".")
        assert text.count(".") == (1 if status in (MET, Status.NOT_APPLICABLE) else 2)
    assert why.nl != why.en


def test_what_is_not_due_yet_is_not_said_to_be_for_others() -> None:
    due = date(2024, 1, 1)
    waits = condition_sentence(condition("a", Status.NOT_APPLICABLE, due=due))
    freed = condition_sentence(condition("a", Status.NOT_APPLICABLE, due=due, exempted_by=FREED))
    assert (waits.nl, waits.en) == ("Dit hoeft nu nog niet.", "This is not due yet.")
    assert (freed.nl, freed.en) == ("Dit geldt hier niet.", "This does not apply here.")


def test_each_status_and_each_modality_says_something_else() -> None:
    of_status = {condition_sentence(condition("a", each)).en for each in Status}
    of_modality = {condition_sentence(condition("a", NOT_MET, each)).nl for each in Modality}
    assert (len(of_status), len(of_modality)) == (len(Status), len(Modality))


EVERYTHING = {
    each.id: each
    for each in (
        condition("in-scope", NOT_MET, SCOPE),
        condition("scope-unknown", UNKNOWN, SCOPE),
        condition("fails", NOT_MET, MUST),
        condition("refused", NOT_MET, FINDING),
        condition("unknown", UNKNOWN, MUST),
        condition("departs", NOT_MET, DEFAULT),
        condition("departs-unknown", UNKNOWN, DEFAULT),
        condition("weighs-against", NOT_MET, WEIGHED),
        condition("awaited", UNKNOWN, FINDING),
        condition("weighed-later", UNKNOWN, WEIGHED),
        condition("left-open", OPEN, MUST),
        condition("good", MET, MUST),
        condition("wished", NOT_MET, WISH),
    )
}


@pytest.mark.parametrize(
    ("outcome", "expected"),
    [
        (Outcome.NOT_APPLICABLE, "in-scope"),
        (Outcome.NOT_MET, "fails refused"),
        (Outcome.UNDETERMINED, "scope-unknown"),
        (Outcome.REFER, "departs weighs-against awaited weighed-later left-open"),
        (Outcome.MET, "good"),
        (None, ""),
    ],
)
def test_what_decides_follows_the_order_of_outcomes(outcome: Outcome, expected: str) -> None:
    assert deciding(outcome, EVERYTHING) == tuple(expected.split())


def test_without_doubt_about_the_scope_it_is_what_is_not_known() -> None:
    rest = {id: each for id, each in EVERYTHING.items() if each.modality is not SCOPE}
    assert deciding(Outcome.UNDETERMINED, rest) == ("unknown", "departs-unknown")


def sentence(outcome: Outcome | None, *given: Condition, readings: tuple[Text, ...] = ()) -> Text:
    made = decision(outcome, *given)
    return outcome_sentence(made, deciding(outcome, made.conditions), readings)


@pytest.mark.parametrize(
    ("outcome", "given", "nl", "en"),
    [
        (
            Outcome.MET,
            [condition("a", MET), condition("b", MET)],
            "Voldoet: aan 2 voorwaarden is voldaan.",
            "Met: 2 conditions are met.",
        ),
        (
            Outcome.MET,
            [
                condition("a", MET),
                condition("wish", MET, WISH),
                condition("b", Status.NOT_APPLICABLE, due=date(2024, 1, 1)),
                condition("c", Status.NOT_APPLICABLE, due=date(2024, 1, 1), exempted_by=FREED),
                condition("d", Status.NOT_APPLICABLE, withdrawn_by=FREED[0]),
            ],
            "Voldoet: aan 1 voorwaarde is voldaan; 1 hoeft nu nog niet; 2 gelden hier niet.",
            "Met: 1 condition is met; 1 is not due yet; 2 do not apply here.",
        ),
        (
            Outcome.NOT_MET,
            [condition("a", NOT_MET)],
            "Voldoet niet, want dit klopt niet: “Voorwaarde a geldt”.",
            "Not met, because this does not hold: “Condition a holds”.",
        ),
        (
            Outcome.NOT_MET,
            [condition("a", NOT_MET), condition("b", NOT_MET, FINDING)],
            "Voldoet niet, want aan 2 voorwaarden is niet voldaan.",
            "Not met, because 2 conditions are not met.",
        ),
        (
            Outcome.NOT_APPLICABLE,
            [condition("a", NOT_MET, SCOPE)],
            "Niet van toepassing, want dit klopt niet: “Voorwaarde a geldt”.",
            "Not applicable, because this does not hold: “Condition a holds”.",
        ),
        (
            Outcome.UNDETERMINED,
            [condition("a", UNKNOWN)],
            "Nog niet te zeggen: voor 1 voorwaarde ontbreken feiten.",
            "Not decided yet: facts are missing for 1 condition.",
        ),
        (
            Outcome.UNDETERMINED,
            [condition("a", UNKNOWN, SCOPE)],
            "Nog niet te zeggen: het is niet bekend of dit beleid over de aanbieder gaat.",
            "Not decided yet: it is not known whether the policy is about the provider.",
        ),
        (
            Outcome.UNDETERMINED,
            [condition("a", MET)],
            "Nog niet te zeggen: aan de voorwaarden is voldaan, maar voor het resultaat"
            " ontbreken feiten.",
            "Not decided yet: the conditions are met, but facts are missing for the result.",
        ),
        (
            Outcome.REFER,
            [condition("a", NOT_MET, DEFAULT), condition("b", UNKNOWN, WEIGHED)],
            "Iemand moet dit beoordelen: aan 1 regel waarvan de verzekeraar mag afwijken is niet"
            " voldaan; 1 oordeel van de verzekeraar ontbreekt nog.",
            "Somebody has to judge this: 1 rule from which the insurer may depart is not met; 1"
            " finding of the insurer is still missing.",
        ),
        (
            Outcome.REFER,
            [condition("a", NOT_MET, WEIGHED), condition("b", OPEN), condition("c", OPEN)],
            "Iemand moet dit beoordelen: 1 punt dat de verzekeraar weegt is negatief; de tekst laat"
            " 2 voorwaarden open.",
            "Somebody has to judge this: 1 point that the insurer weighs is negative; the text"
            " leaves 2 conditions open.",
        ),
        (
            None,
            [condition("a", NOT_MET, WISH)],
            "Dit besluit heeft geen uitkomst: het noemt alleen aandachtspunten.",
            "This decision has no outcome: it names points of attention only.",
        ),
    ],
)
def test_an_outcome_in_one_sentence(
    outcome: Outcome | None, given: list[Condition], nl: str, en: str
) -> None:
    assert sentence(outcome, *given) == Text(nl, en)


def test_a_reading_on_which_it_turns_is_named() -> None:
    question = Text("Welke dag telt?", "Which day counts?")
    told = sentence(Outcome.REFER, condition("a", MET), readings=(question,))
    assert told.nl == (
        "Iemand moet dit beoordelen: de tekst kan op meer dan één manier worden gelezen"
        " (Welke dag telt?)."
    )
    assert "(Which day counts?)" in told.en
    assert question.en in sentence(Outcome.UNDETERMINED, readings=(question,)).en
