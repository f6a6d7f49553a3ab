"""The facts that are asked, as a mail: what the provider is asked first, then what others know."""

from collections.abc import Iterable, Iterator
from pathlib import PurePath

from policycheck.asking.model import OpenFact, Questions
from policycheck.facts import FactDefinition, Supplier
from policycheck.report.asking_rows import kind_of, reasons_of, values_of
from policycheck.report.markdown import text
from policycheck.report.naming import Naming


def asking_markdown(questions: Questions, naming: Naming) -> str:
    """The mail.

    Args:
        questions: What is asked.
        naming: How things are called.
    """
    words = naming.words
    titles = [words.title(rule.title) for rule in questions.rules]
    lines = [f"# {text(words('mail.subject', titles=', '.join(titles)))}", ""]
    if questions.as_of and questions.case:
        day = words.day(questions.as_of)
        lines += [text(words("mail.case", case=PurePath(questions.case).name, day=day)), ""]
    if not questions.facts:
        lines += [text(words("mail.nothing")), ""]
        return "\n".join([*lines, *_others(questions, naming)])
    lines += [text(words("mail.about")), ""]
    if not questions.exact:
        lines += [text(words("ask.at_most")), ""]
    number = 0
    for supplier in Supplier:
        facts = [fact for fact in questions.facts if _supplier(fact) is supplier]
        if not facts:
            continue
        lines += [f"## {text(words(f'mail.for.{supplier}'))}", ""]
        for fact in facts:
            number += 1
            lines += [*_question(number, fact, questions, naming), ""]
    lines += [f"## {text(words('mail.answers'))}", "", text(words("mail.where")), ""]
    return "\n".join([*lines, *_others(questions, naming)])


def _supplier(fact: OpenFact) -> Supplier:
    """Who is asked: whoever knows it, or the first of what belongs together."""
    return next((each.supplied_by for each in fact.asked if each.supplied_by), Supplier.PROVIDER)


def _question(number: int, fact: OpenFact, questions: Questions, naming: Naming) -> Iterator[str]:
    words, definition = naming.words, fact.definition
    pad = " " * len(f"{number}. ")
    yield f"{number}. **{text(words.of(definition.question or definition.title))}**"
    yield ""
    if definition.type not in ("object", "list") or not fact.members:
        item = naming.dictionary.get(f"{definition.pointer}/*")
        yield f"{pad}- {text(words('mail.answer'))}: {_kind(definition, item, questions, naming)}"
    if fact.members:
        several = definition.type == "list"
        yield f"{pad}- {text(words('ask.items') if several else words('ask.together'))}:"
        for member in fact.members:
            question = text(words.of(member.question or member.title))
            kind = _kind(member, None, questions, naming)
            yield f"{pad}  - {question} {kind}. {_name(member)}"
    yield from (f"{pad}- {each}" for each in _reasons(fact, naming))
    settled = [each.decision for each in fact.reasons if each.settles]
    if settled:
        yield f"{pad}- {text(words('ask.settles', names=', '.join(settled)))}"
    yield f"{pad}- {text(words('mail.name'))}: {_name(definition)}"


def _kind(
    fact: FactDefinition, item: FactDefinition | None, questions: Questions, naming: Naming
) -> str:
    words = naming.words
    kind = kind_of(item or fact, questions.as_of, words)
    values = values_of(item or fact, words)
    told = f"{kind}: {'; '.join(values)}" if values else kind
    return text(words("mail.several", kind=told) if item else told)


def _name(fact: FactDefinition) -> str:
    """The name of a fact as code; it is ours, and has no backtick."""
    return f"`{fact.name}`"


def _reasons(fact: OpenFact, naming: Naming) -> Iterable[str]:
    label = text(naming.words("mail.why"))
    for reason in fact.reasons:
        for each in reasons_of(reason, naming):
            yield f"{label}: {text(each)}"


def _others(questions: Questions, naming: Naming) -> list[str]:
    if not questions.others:
        return []
    rows = (f"- {text(naming.fact(each.pointer))}" for each in questions.others)
    return [f"## {text(naming.words('ask.others'))}", "", *rows, ""]
