"""Writes a lifted decision as a Python module.

The module defines ``answer``, a function from the input document to what the rule says. What is
asked for once is worked out where it is asked for; what is asked for more often, in a local. What
matters only where certain readings do stands behind an ``if``.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache
from types import CodeType
from typing import Any

from policycheck.compiled.scalar.answers import AnswerWriter
from policycheck.compiled.scalar.facts import FactReader
from policycheck.compiled.scalar.terms import TermWriter, Written
from policycheck.lifting import Lifted, Unliftable
from policycheck.terms import Op, Term
from policycheck.terms.schedule import Block, Step, schedule

_INDENT = "    "


def source_of(lifted: Lifted, schema: Mapping[str, Any]) -> str:
    """The Python module of a decision.

    Args:
        lifted: What the rule says in every case.
        schema: The case schema, without references.

    Raises:
        Unliftable: The answer cannot be written.
    """
    for each in lifted.slow.values():
        raise Unliftable(each.reason)
    return _Module(lifted, FactReader(schema, lifted.slots)).text()


def code_of(source: str, entrypoint: str) -> CodeType:
    """The module, compiled.

    Args:
        source: What :func:`source_of` wrote.
        entrypoint: The rule, for tracebacks.
    """
    return compile(source, f"<{entrypoint}>", "exec", dont_inherit=True)


class _Module:
    """The parts of one module, as they are written."""

    def __init__(self, lifted: Lifted, facts: FactReader) -> None:
        self._lifted = lifted
        self._facts = facts
        self._guards = {_plain(each): each for each in lifted.guards}
        self._terms = TermWriter(facts)
        self._written: dict[int, Written] = {}
        self._uses: Counter[int] = Counter()
        # Which guards hold wherever a local is asked for, and where it is set.
        self._asked: dict[int, frozenset[int]] = {}
        self._set: dict[int, frozenset[int]] = {}

    def text(self) -> str:
        asked = self._everything_asked()
        plan = schedule(asked, list(self._guards))
        for block in plan.blocks:
            self._uses.update(each for step in block.steps for each in step.operands)
            self._uses.update(block.guards)
        body = [line for block in plan.blocks for line in self._block(block)]
        answer = self._answer()
        loose = [f"t{each}" for each, under in self._set.items() if not under <= self._asked[each]]
        head = [f"{' = '.join(loose)} = False"] if loose else []
        lines = (*self._facts.lines, *head, *body, *answer)
        return "\n".join(("def answer(case):", *(_INDENT + each for each in lines), ""))

    def _everything_asked(self) -> dict[Term, frozenset[Term]]:
        """Each term that the answer is made of, with the guards that hold wherever it counts."""
        found: dict[Term, frozenset[Term]] = {}

        def ask(term: Term, under: frozenset[Term]) -> str:
            plain = _plain(term)
            found[plain] = found.get(plain, under) & under
            self._uses[plain.index] += 1
            return ""

        self._write(AnswerWriter(self._facts, self._implied, ask))
        return found

    def _answer(self) -> list[str]:
        def ask(term: Term, under: frozenset[Term]) -> str:
            written = self._written[_plain(term).index]
            self._ask(written, frozenset(each.index for each in under))
            return written.text

        return self._write(AnswerWriter(self._facts, self._implied, ask))

    def _write(self, writer: AnswerWriter) -> list[str]:
        """The end of the function: the cases without an answer, and the answer."""
        value, conflict = self._lifted.answer, self._lifted.conflict
        where = value.where
        if where is None:
            return ["undecided('undefined')"]
        lines = []
        if not _is(conflict, False):
            lines.append(f"if {writer.term(conflict)}: undecided('conflict')")
        if not _is(where, True):
            lines.append(f"if not ({writer.term(where)}): undecided('undefined')")
        return [*lines, f"return {writer.value(value)}"]

    @cache  # noqa: B019 - as long as the module is written
    def _implied(self, term: Term) -> frozenset[Term]:
        """The guards that hold wherever a term does."""
        plain = _plain(term)
        if plain in self._guards:
            return frozenset((plain,))
        if plain.op is Op.ALL:
            return frozenset().union(*(self._implied(each) for each in plain.operands))
        return frozenset()

    # ## Blocks

    def _block(self, block: Block) -> list[str]:
        guards = frozenset(block.guards)
        lines = [line for step in block.steps for line in self._step(step, guards)]
        if not guards or not lines:
            return lines
        conditions = [self._written[each] for each in block.guards]
        for each in conditions:
            self._ask(each, frozenset())
        return [
            f"if {' and '.join(each.text for each in conditions)}:",
            *(_INDENT + each for each in lines),
        ]

    def _step(self, step: Step, guards: frozenset[int]) -> list[str]:
        """What it takes to have a term: nothing where it is worked out by who asks for it."""
        written = self._terms.written(step, [self._written[each] for each in step.operands])
        number = step.target
        once = self._uses[number] <= 1 and not written.too_deep
        if written.cost <= 1 or once:
            self._written[number] = written
            return []
        self._ask(written, guards)
        self._written[number] = Written(f"t{number}", locals=frozenset((number,)))
        self._set[number] = guards
        self._asked[number] = guards
        return [f"t{number} = {written.text}"]

    def _ask(self, written: Written, guards: frozenset[int]) -> None:
        """Note that something is worked out where certain guards hold."""
        for each in written.locals:
            self._asked[each] = self._asked[each] & guards


def _is(term: Term, value: bool) -> bool:
    return term.op is Op.CONSTANT and term.value is value


def _plain(term: Term) -> Term:
    """The term behind its names."""
    while term.op is Op.NAMED:
        term = term.operands[0]
    return term
