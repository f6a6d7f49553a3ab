"""What is refused: a rule for each, and the reason as the page on lifting has it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Refused:
    """A rule that is not lifted.

    Attributes:
        construct: What it shows, as the page names it.
        rule: Its text; ``p`` is asked.
        at: The text that the position points at.
        reason: What is said.
    """

    construct: str
    rule: str
    at: str
    reason: str


REFUSED = (
    Refused(
        "a builtin that is not known: text functions, division, the clock",
        "p := upper(input.name)",
        "upper",
        "upper over facts is not followed",
    ),
    Refused(
        "division of facts",
        "p := input.number / 2",
        "input.number / 2",
        "div over facts is not followed",
    ),
    Refused(
        "two facts multiplied",
        "p := input.number * input.limit",
        "input.number * input.limit",
        "two numbers that depend on the case are not multiplied",
    ),
    Refused(
        "`round` of what still has decimals",
        "p := round(input.euros)",
        "round",
        "a number with decimals is not rounded; multiply it first",
    ),
    Refused(
        "`max`, `min`, `sort` of numbers",
        "p := max([input.number, input.limit])",
        "max",
        "max of numbers: the engine compares them as texts, unlike OPA",
    ),
    Refused(
        "`max` and `min` of what is no date and no constant",
        "p := min([input.name, input.form])",
        "min",
        "only dates have a largest and a smallest over facts",
    ),
    Refused(
        "`sort` of facts",
        "p := sort([form | some form in input.forms])",
        "sort",
        "only constants are sorted",
    ),
    Refused(
        "`sort` of a set",
        'p := sort({year | some year in ["2021"]; input.turnover[year]})',
        "sort",
        "OPA makes an array of a set that is sorted and the engine does not",
    ),
    Refused(
        "a sum over a set",
        "p := sum({claim.euros | some claim in input.claims})",
        "sum",
        "a sum over a set of numbers is not followed: use an array",
    ),
    Refused(
        "the number of characters of a text",
        "p := count(input.name)",
        "count",
        "only lists, sets and objects that rules make are counted",
    ),
    Refused(
        "texts in order",
        'p := input.name < "m"',
        "input.name",
        "a text of the case cannot be put in order with the constant 'm'",
    ),
    Refused(
        "codes in order",
        "p := input.form < input.other_form",
        "input.form",
        "a code cannot be put in order with a code",
    ),
    Refused(
        "two texts of the case compared",
        "p := input.name == input.uzovi",
        "input.name",
        "a text of the case cannot be compared with a text of the case",
    ),
    Refused(
        "a code and a text compared",
        "p := input.form == input.name",
        "input.form",
        "a code cannot be compared with a text of the case",
    ),
    Refused(
        "codes of two kinds compared",
        "p := input.form == input.kind",
        "input.form",
        "a code cannot be compared with a code",
    ),
    Refused(
        "a date and part of one",
        'p := input.day < "2023"',
        "input.day",
        '"2023" is no date and cannot be put in order with one',
    ),
    Refused(
        "objects of the case compared",
        "p := input.turnover == input.costs",
        "input.turnover",
        "an object of the case cannot be compared with an object of the case",
    ),
    Refused(
        "sets of numbers or dates compared",
        "p := {claim.on | some claim in input.claims} == {input.day}",
        "{claim.on",
        "sets of values that are not constant cannot be compared",
    ),
    Refused(
        "sets of numbers or dates joined by `&` or `-`",
        "p := {claim.on | some claim in input.claims} & {input.day}",
        "{claim.on",
        "a set of constants is expected",
    ),
    Refused(
        "arrays compared whose items may be left out",
        "p := [claim.form | some claim in input.claims; claim.paid] == [input.form]",
        "[claim.form",
        "an array whose items may be left out cannot be compared",
    ),
    Refused(
        "a look-up by a text or a number of the case",
        "p := data.made_data.limits[input.name]",
        "input.name",
        "what is looked up depends on the case",
    ),
    Refused(
        "a look-up in a set of dates",
        'p if {\n\tdays := {claim.on | some claim in input.claims}\n\tdays["2023-01-01"]\n}',
        'days["2023-01-01"]',
        "a set of values that are not constant is not looked up in",
    ),
    Refused(
        "an item after the first of an array whose items may be left out",
        "p := [claim.euros | some claim in input.claims; claim.paid][1]",
        "1]",
        "the item at a place depends on which items before it are there",
    ),
    Refused(
        "the place of an item that may be left out",
        "p if {\n\tpaid := [claim | some claim in input.claims; claim.paid]\n"
        "\tsome place, claim in paid\n\tplace == 1\n\tclaim.form\n}",
        "place == 1",
        "the position of an item depends on the case",
    ),
    Refused(
        "a member under a number or a text of the case",
        "p := {input.name: 1}",
        "1}",
        "the key of a member depends on the case",
    ),
    Refused(
        "a set of numbers or dates gone through",
        "p if {\n\tdays := {claim.on | some claim in input.claims}\n\tsome day in days\n"
        "\tday > input.day\n}",
        "some day in days",
        "a set of values that are not constant has no fixed order",
    ),
    Refused(
        "`object.union` where both have an object under one key",
        'q["a"]["b"] := input.yes\n\nr["a"]["c"] := input.no\n\np := object.union(q, r)',
        "object.union",
        'both objects may have an object at "a": OPA joins the two and the engine does not',
    ),
    Refused(
        "an object of the case changed or joined",
        'p := object.remove(input.group, ["yes"])',
        "object.remove",
        "an object is expected, not Facts",
    ),
    Refused(
        "`with`",
        'q := input.group.number\n\np if {\n\tq == 7 with input.group as {"number": 7}\n}',
        "q == 7 with",
        "the instruction With is not followed",
    ),
    Refused(
        "days, months or years that depend on the case",
        "p := dates.years_before(input.day, input.number)",
        "dates.years_before",
        "how many days, months or years depends on the case",
    ),
    Refused(
        "a calendar function of what is no date",
        "p := dates.year(input.name)",
        "dates.year",
        "year is asked for what is no date",
    ),
    Refused(
        "a calendar function that leaves the calendar",
        "p := dates.years_before(input.day, 5000)",
        "dates.years_before",
        "years_before leaves the calendar: year -3300 is out of range",
    ),
    Refused(
        "a number that may not fit in 64 bits",
        "p := input.euros * 1000000000000000",
        "input.euros",
        "a number may come to 1000000000000000000000",
    ),
)
