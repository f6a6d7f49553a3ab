"""Compiled rules that answer queries."""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from policycheck.engine import native
from policycheck.engine.child import compile_here
from policycheck.engine.documents import from_json, to_json
from policycheck.engine.isolation import compile_in_child
from policycheck.engine.purity import refusal
from policycheck.engine.sources import read_sources
from policycheck.errors import EngineError

if TYPE_CHECKING:
    from policycheck.plan import Plan


class Program:
    """Rego modules and data, compiled once, queried by entrypoint from any thread.

    Made by `compile_rules`. Holds no state between queries: the same input gives the same
    answer, whatever was asked before and whatever other threads ask meanwhile.
    """

    def __init__(self, bundle: native.Bundle, entrypoints: Sequence[str]) -> None:
        self._bundle = bundle
        self._entrypoints = frozenset(entrypoints)
        # An interpreter holds the input of its query, so two threads must not share one.
        # A query takes one from here or makes one, and puts it back when it is done.
        self._idle: deque[native.Interpreter] = deque()

    def query(self, entrypoint: str, input_document: Mapping[str, Any]) -> Any:
        """Evaluate one entrypoint for one input.

        Args:
            entrypoint: One of those compiled for: ``asr/ggz_2024/eligibility/decision``.
            input_document: What rules see as ``input``; at most 64 levels deep. Numbers
                keep 15 significant digits.

        Returns:
            Dictionaries, lists, strings, numbers, booleans and ``None``; a set is a list.

        Raises:
            EngineError: A rule failed, with the engine's code (``eval_conflict_error``,
                ``eval_builtin_error`` ...); ``undefined`` if no rule gives a value;
                ``unknown_entrypoint``; ``input_too_deep``, ``input_invalid`` or
                ``result_invalid`` for values that cannot cross the border unchanged.
        """
        return from_json(self.query_text(entrypoint, to_json(input_document, "input")))[
            "expressions"
        ][0]

    def query_text(self, entrypoint: str, term: str) -> str:
        """The engine's answer as it writes it, for who asks many programs the same.

        Two answers with the same text are the same; those with different texts may be too, as the
        members of a set come in no fixed order.

        Args:
            entrypoint: One of those compiled for.
            term: The input as ``engine.documents.to_json`` writes it.

        Raises:
            EngineError: As for :meth:`query`.
        """
        if entrypoint not in self._entrypoints:
            raise EngineError("unknown_entrypoint", f"not compiled for {entrypoint!r}")
        try:
            interpreter = self._idle.pop()
        except IndexError:
            interpreter = native.new_interpreter()
        text = native.run(interpreter, self._bundle, entrypoint, term)
        # After an error it is not put back, but freed.
        self._idle.append(interpreter)
        if text is None:
            path = entrypoint.replace("/", ".")
            raise EngineError("undefined", f"data.{path} is undefined for this input")
        return text


def compile_rules(
    modules: Mapping[str, str],
    data: Mapping[str, Any],
    entrypoints: Sequence[str],
    *,
    trusted: bool = False,
) -> Program:
    """Compile Rego modules over base data.

    Args:
        modules: File name to source.
        data: The base document; it may not stand where a package stands.
        entrypoints: The rules or packages that will be queried, such as
            ``asr/ggz_2024/eligibility/decision``.
        trusted: For rules that are known to compile, such as the shipped ones. All others
            are first compiled in a child process, which costs about 0.2 seconds, because
            some inputs abort the process; there, calls are checked as well.

    Raises:
        EngineError: With file, row and column where they are known. The code is
            ``rego_parse_error``, ``rego_compile_error`` or the engine's own;
            ``forbidden_builtin`` for a call that reads the clock, the environment or the
            network, or prints; ``unknown_entrypoint``; ``data_overlaps_package``,
            ``data_invalid`` or ``data_too_deep``. Only for rules that are not trusted:
            ``unknown_function``, ``engine_crash``, ``engine_timeout``.
    """
    sources = read_sources(modules, data, entrypoints)
    if not trusted:
        compile_in_child(sources)
    bundle = native.compile_bundle(sources)
    outline = native.read_outline(bundle)
    for builtin in outline.builtins:
        if (error := refusal(builtin)) is not None:
            raise error
    for entrypoint in sources.entrypoints:
        _check_entrypoint(entrypoint, outline)
    return Program(bundle, sources.entrypoints)


def compile_plan(
    modules: Mapping[str, str],
    data: Mapping[str, Any],
    entrypoints: Sequence[str],
    *,
    here: bool = False,
) -> "Plan":
    """Compile Rego modules to their plan, in a child process: they may be anybody's.

    The engine is not loaded into this process for it.

    Args:
        modules: File name to source; positions name these files.
        data: The base document; it may not stand where a package stands.
        entrypoints: The rules or packages that it is compiled for.
        here: Compile in this process instead, which loaded the engine before numpy and may be
            aborted by it: many plans are made sooner so.

    Raises:
        EngineError: As for :func:`compile_rules` with rules that are not trusted;
            ``unknown_instruction`` if the engine makes plans that are not known here.
    """
    # Imported here: some forty classes take long to make, and a decision needs none of them.
    from policycheck.engine.plan import plan_of

    sources = read_sources(modules, data, entrypoints)
    compiled = compile_here(sources) if here else compile_in_child(sources, wants_plan=True)
    return plan_of(compiled, sources.modules)


def _check_entrypoint(entrypoint: str, outline: native.Outline) -> None:
    # The engine compiles an entrypoint that does not exist, and answers "undefined".
    wanted = tuple(entrypoint.split("/"))
    for path, arguments in outline.functions:
        shared = min(len(path), len(wanted))
        if path[:shared] == wanted[:shared] and not (arguments and len(wanted) >= len(path)):
            return
    raise EngineError("unknown_entrypoint", f"no rule or package is named {entrypoint!r}")
