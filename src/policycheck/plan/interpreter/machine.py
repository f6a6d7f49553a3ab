"""Follows what rules do: runs a compiled plan, and keeps what was reached and compared.

The engine decides; this only watches, as the engine has no trace. Every function is turned into
Python functions when it is first called, one for each statement.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from policycheck.errors import EngineError
from policycheck.plan import model
from policycheck.plan.interpreter.steps import (
    ANSWER,
    RETURNED,
    Frame,
    Step,
    StepMaker,
    Trace,
    own,
    replaced_at,
)
from policycheck.plan.interpreter.values import Value, plain
from policycheck.plan.model import Function, Plan

_INPUT, _DATA = 0, 1


class Interpreter:
    """Runs a plan. One thread at a time may use it."""

    def __init__(self, plan: Plan, data: Mapping[str, Any]) -> None:
        self.trace = Trace()
        self._plan = plan
        self._data = own(data)
        self._functions: dict[str, Callable[..., Any]] = {}
        self._entrypoints: dict[str, Sequence[Step]] = {}
        self._memory: dict[str, Any] = {}

    @property
    def functions(self) -> Mapping[str, Function]:
        """The rules and functions by name."""
        return self._plan.functions

    def query(self, entrypoint: str, document: Mapping[str, Any]) -> Any:
        """The value of an entrypoint for an input, as JSON has it.

        Raises:
            EngineError: ``undefined``; ``eval_conflict_error``; ``unknown_builtin`` for a builtin
                that is not known here.
        """
        if entrypoint not in self._entrypoints:
            blocks = self._plan.entrypoints[entrypoint]
            builder = StepMaker(self, ("", entrypoint))
            self._entrypoints[entrypoint] = [builder.block(each) for each in blocks]
        self._memory = {}
        frame: Frame = {_INPUT: own(document), _DATA: self._data}
        for block in self._entrypoints[entrypoint]:
            block(frame)
        if ANSWER not in frame:
            path = entrypoint.replace("/", ".")
            raise EngineError("undefined", f"data.{path} is undefined for this input")
        return plain(frame[ANSWER]["result"])

    def call(self, name: str, args: list[Any]) -> Any:
        """The value of a function, or ``RETURNED`` if it gives none."""
        rule = len(args) == 2
        if rule and name in self._memory:
            return self._memory[name]
        run = self._functions.get(name)
        if run is None:
            run = self._functions[name] = self._made(self._plan.functions[name])
        value = run(args)
        if rule:
            self._memory[name] = value
        return value

    def replaced(self, frame: Frame, statement: model.With, value: Value, block: Step) -> Any:
        """Run a block in which a path below a local has another value."""
        before, memory = frame[statement.local], self._memory
        frame[statement.local] = replaced_at(before, statement.path, value)
        self._memory = {}
        try:
            return block(frame)
        finally:
            frame[statement.local] = before
            self._memory = memory

    def _made(self, function: Function) -> Callable[[list[Any]], Any]:
        builder = StepMaker(self, function.path)
        blocks = [builder.block(each) for each in function.blocks]
        params = function.params

        def run(args: list[Any]) -> Any:
            frame = dict(zip(params, args, strict=True))
            for block in blocks:
                if block(frame) is RETURNED:
                    return frame[ANSWER]
            return RETURNED

        return run
