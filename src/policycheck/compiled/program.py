"""Rules that answer queries for one case at a time, as Python that was written for them.

What that cannot answer, the engine that interprets the plan does: the answers are the same, and how
often that was is counted.
"""

import hashlib
import marshal
from base64 import b64decode, b64encode
from collections import Counter
from collections.abc import Mapping
from threading import Lock
from types import CodeType
from typing import Any

from policycheck import cache, engine
from policycheck.compiled.lifter import Lifter
from policycheck.compiled.scalar.runtime import Answer, Undecided, function_of
from policycheck.errors import EngineError

_Content = Mapping[str, Any]
_Question = tuple[str, tuple[tuple[str, str], ...]]

# What a document that does not fit the schema leads to.
_MISFITS = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


class CompiledProgram:
    """The decisions of one policy. Several threads may use it at once.

    Args:
        lifter: Lifts the decisions of the policy.
        trusted: Whether the rules are known to compile, as the shipped ones are.

    Raises:
        EngineError: The rules do not compile.
    """

    def __init__(self, lifter: Lifter, *, trusted: bool) -> None:
        self._lifter = lifter
        self._trusted = trusted
        self._entrypoints = frozenset(lifter.rules.entrypoints.values())
        self._kept = {each: cache.read(self._name(each)) for each in self._entrypoints}
        self._answers: dict[_Question, Answer | None] = {}
        self._making = Lock()
        # Apart, so that nothing waits for what is being lifted but who asks for that.
        self._leaving = Lock()
        self._regopy: engine.Program | None = None
        self._left: Counter[str] = Counter()
        if not trusted and not any(self._kept.values()):
            self._check()

    @property
    def left(self) -> Mapping[str, int]:
        """How many queries were left to the engine that interprets, by reason.

        ``unliftable``: the rule cannot be lifted; ``readings``: readings are chosen for which it
        was not prepared; ``out_of_bounds``: a list of the case has more items than are followed;
        ``conflict``, ``undefined``: there is no answer, and that engine says why; ``misfit``: the
        document does not fit the schema.
        """
        return dict(self._left)

    def query(self, entrypoint: str, input_document: Mapping[str, Any]) -> Any:
        """Evaluate one entrypoint for one input.

        Args:
            entrypoint: One of those of the policy.
            input_document: What rules see as ``input``: a valid, normalised case with its dates and
                readings.

        Returns:
            What :meth:`policycheck.engine.Program.query` returns.

        Raises:
            EngineError: As that method does.
        """
        readings = input_document.get("readings")
        question = (entrypoint, tuple(sorted(readings.items())) if readings else ())
        try:
            answer = self._answers[question]
        except KeyError:
            if readings:
                return self._interpreted("readings", entrypoint, input_document)
            answer = self._prepared(question)
        if answer is None:
            return self._interpreted("unliftable", entrypoint, input_document)
        try:
            return answer(input_document)
        except Undecided as undecided:
            reason = undecided.reason
        except _MISFITS:
            reason = "misfit"
        return self._interpreted(reason, entrypoint, input_document)

    def prepare(self, entrypoint: str, readings: Mapping[str, str] | None = None) -> bool:
        """Do beforehand what the first query of an entrypoint would do, which may take seconds.

        Args:
            entrypoint: One of those of the policy.
            readings: Readings that queries will choose; without this, such a query is left to the
                engine that interprets.

        Returns:
            Whether queries will be answered here.

        Raises:
            EngineError: The rules do not compile, or have no such entrypoint.
        """
        question = (entrypoint, tuple(sorted((readings or {}).items())))
        return self._prepared(question) is not None

    def _prepared(self, question: _Question) -> Answer | None:
        if question[0] not in self._entrypoints:
            raise EngineError("unknown_entrypoint", f"not compiled for {question[0]!r}")
        with self._making:
            if question not in self._answers:
                self._answers[question] = self._made(*question)
            return self._answers[question]

    def _made(self, entrypoint: str, chosen: tuple[tuple[str, str], ...]) -> Answer | None:
        readings = dict(chosen)
        name = self._name(entrypoint, readings)
        content: _Content | None
        content = cache.read(name) if readings else self._kept.pop(entrypoint)
        if content is None or not ("refused" in content or _code_in(content)):
            content = self._written(entrypoint, readings)
            cache.keep(name, content)
        code = _code_in(content)
        return function_of(code) if code else None

    def _written(self, entrypoint: str, readings: Mapping[str, str]) -> _Content:
        """The Python of a rule as it is kept; why there is none, where it cannot be lifted."""
        # Imported here, as a start that finds everything kept needs none of it.
        from policycheck.compiled.scalar.source import code_of, source_of
        from policycheck.lifting import Unliftable

        try:
            source = source_of(
                self._lifter.lifted(entrypoint, readings), self._lifter.schemas.schema
            )
        except Unliftable as error:
            return {"refused": str(error)}
        except RecursionError:
            return {"refused": "it is nested too deeply"}
        code = marshal.dumps(code_of(source, entrypoint))
        return {"code": b64encode(code).decode(), "sha256": hashlib.sha256(code).hexdigest()}

    def _name(self, entrypoint: str, readings: Mapping[str, str] | None = None) -> str:
        return self._lifter.entry("python", entrypoint, readings)

    def _check(self) -> None:
        """Find out whether the rules compile, by the plan that lifting needs anyway."""
        paths = {each.path for each in self._lifter.plan.functions.values()}
        if not {tuple(each.split("/")) for each in self._entrypoints} <= paths:
            self._interpreter()

    def _interpreted(self, reason: str, entrypoint: str, document: Mapping[str, Any]) -> Any:
        with self._leaving:
            self._left[reason] += 1
        return self._interpreter().query(entrypoint, document)

    def _interpreter(self) -> engine.Program:
        with self._leaving:
            if self._regopy is None:
                rules = self._lifter.rules
                self._regopy = engine.compile_rules(
                    rules.modules, rules.data, tuple(self._entrypoints), trusted=self._trusted
                )
            return self._regopy


def _code_in(content: _Content) -> CodeType | None:
    """The module that was kept; ``None`` where there is none, or not as it was written."""
    if "code" not in content:
        return None
    try:
        code = b64decode(content["code"])
        if hashlib.sha256(code).hexdigest() == content["sha256"]:
            # Python's own cache of modules holds the same, and whoever may write there may here.
            found = marshal.loads(code)  # noqa: S302
            return found if isinstance(found, CodeType) else None
    except (EOFError, KeyError, TypeError, ValueError):
        pass
    return None
