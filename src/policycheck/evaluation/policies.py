"""Policies that are loaded, compiled and ready to decide."""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Any

from policycheck import engine
from policycheck.errors import UsageError
from policycheck.evaluation.dates import as_of_day, days_for_scope, known_at_day
from policycheck.evaluation.explain import explain, has_fact
from policycheck.evaluation.programs import Program, left_by, prepared, program_of
from policycheck.evaluation.scope import scope_of
from policycheck.facts import Case, CaseSchemas, case_from_mapping, load_schemas
from policycheck.facts.contradictions import refuse_contradictions
from policycheck.model import Decision, Engine, Judgement, PolicyText, Receipt, Scope, Status
from policycheck.policies import RuleSet, load_manifests, rule_set, texts_of
from policycheck.policies.manifest import DecisionRule, PolicyManifest
from policycheck.resources import shipped
from policycheck.version import __version__


@dataclass(frozen=True)
class Compiled:
    """A policy that can answer.

    Attributes:
        rules: What the program was compiled from.
        program: Compiled for the entrypoints of the rules at least.
        texts: The policies of the same insurer and sector of care.
    """

    rules: RuleSet
    program: Program
    texts: tuple[PolicyText, ...]


class Policies:
    """A set of policies, ready to decide: immutable, and safe to use from several threads."""

    def __init__(
        self,
        manifests: Mapping[str, PolicyManifest],
        compiled: Mapping[str, Compiled],
        schemas: CaseSchemas,
    ) -> None:
        self.manifests = manifests
        self.schemas = schemas
        self._compiled = compiled

    def decide(
        self,
        policy: str,
        decision: str,
        case: Case | Mapping[str, Any],
        *,
        as_of: date | None = None,
        known_at: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Decision:
        """What a policy decides about a case.

        Args:
            policy: The policy's id, such as ``asr.ggz_2024``.
            decision: The decision's id, such as ``eligibility``.
            case: A case that was read, or a mapping of facts.
            as_of: The day on which the case is judged; by default the case's own, else today.
            known_at: The day whose published text applies; by default the case's own, else
                ``as_of``.
            readings: Readings to fix, by id, to one of their defensible values.

        Raises:
            UsageError: The policy, decision or reading does not exist, or a date is needed.
            InvalidCase: The facts do not fit the schema, or contradict each other.
            EngineError: A rule failed.
        """
        rule = self._rule(policy, decision)
        read = self._read(case)
        document = self.input_document(
            policy, read, as_of=as_of, known_at=known_at, readings=readings
        )
        return self._decide(rule, read, document)

    def scope(
        self,
        policy: str,
        case: Case | Mapping[str, Any],
        *,
        as_of: date | None = None,
        known_at: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> Scope:
        """Whether a policy is about the provider and the contract year of a case at all.

        Args:
            policy: The policy's id.
            case: A case that was read, or a mapping of facts.
            as_of: As for :meth:`decide`, but a day after the contract period is no error here.
            known_at: As for :meth:`decide`, but a day before the first text is no error here.
            readings: As for :meth:`decide`.

        Raises:
            UsageError: The policy or a reading does not exist.
            InvalidCase: The facts do not fit the schema, or contradict each other.
            EngineError: A rule failed.
        """
        manifest = self._manifest(policy)
        read = self._read(case)
        days = days_for_scope(manifest, read.value, as_of, known_at)
        document = _input(manifest, read, *days, readings)
        smallest = min(manifest.decisions.values(), key=lambda rule: len(rule.conditions))
        return scope_of(manifest, self._decide(smallest, read, document))

    def judge(
        self,
        case: Case | Mapping[str, Any],
        *,
        decisions: Mapping[str, Sequence[str]] | None = None,
        as_of: date | None = None,
        known_at: date | None = None,
        readings: Mapping[str, Mapping[str, str]] | None = None,
    ) -> tuple[Judgement, ...]:
        """What every policy says about a case: decisions only of those that are about it.

        Args:
            case: A case that was read, or a mapping of facts.
            decisions: Per policy the decisions to make; by default those that the facts ask for.
            as_of: As for :meth:`decide`.
            known_at: As for :meth:`decide`.
            readings: Per policy the readings to fix.

        Raises:
            UsageError: A policy, decision or reading does not exist, or a policy that is about the
                case needs another date.
            InvalidCase: The facts do not fit the schema, or contradict each other.
            EngineError: A rule failed.
        """
        for policy in (*(decisions or ()), *(readings or ())):
            self._manifest(policy)
        for policy, names in (decisions or {}).items():
            for name in names:
                self._rule(policy, name)
        read = self._read(case)
        judged = []
        for policy in self.manifests:
            fixed = (readings or {}).get(policy)
            dates: dict[str, Any] = {"as_of": as_of, "known_at": known_at, "readings": fixed}
            scope = self.scope(policy, read, **dates)
            wanted = self.asked(policy, read) if decisions is None else decisions.get(policy, ())
            met = scope.status is Status.MET
            made = (self.decide(policy, each, read, **dates) for each in wanted if met)
            judged.append(Judgement(scope, tuple(made)))
        return tuple(judged)

    def prepare(
        self,
        policy: str,
        decision: str | None = None,
        *,
        readings: Mapping[str, str] | None = None,
    ) -> bool:
        """Do beforehand what would make the first decision of its kind slow.

        That is nothing with the engine ``regopy``, and with ``compiled`` something that takes
        seconds where it was never done before.

        Args:
            policy: The policy's id.
            decision: The decision's id; by default every decision of the policy.
            readings: Readings that :meth:`decide` will be given. With ``compiled``, readings that
                were not prepared are left to ``regopy``.

        Returns:
            Whether the engine that was asked for makes these decisions; if not, ``regopy`` makes
            some of them.

        Raises:
            UsageError: The policy, decision or reading does not exist.
            EngineError: The Rego does not compile.
        """
        manifest = self._manifest(policy)
        chosen = chosen_readings(manifest, readings or {})
        wanted = manifest.decisions if decision is None else (self._rule(policy, decision).id,)
        compiled = self._compiled[policy]
        ready = (
            prepared(compiled.program, compiled.rules.entrypoints[each], chosen) for each in wanted
        )
        return all([*ready])

    def left(self) -> Mapping[str, int]:
        """How many decisions were left to ``regopy`` by the engine ``compiled``, by reason."""
        total: Counter[str] = Counter()
        for each in self._compiled.values():
            total.update(left_by(each.program))
        return total

    def _decide(self, rule: DecisionRule, read: Case, document: dict[str, Any]) -> Decision:
        compiled = self._compiled[rule.policy]
        answer = compiled.program.query(compiled.rules.entrypoints[rule.id], document)
        receipt = Receipt(
            rules=compiled.rules.digest,
            schema=self.schemas.digest,
            case=_digest(read.value),
            engine=engine.ENGINE,
            policycheck=__version__,
        )
        manifest = self.manifests[rule.policy]
        return explain(manifest, rule, document, answer, receipt, compiled.texts)

    def input_document(
        self,
        policy: str,
        case: Case | Mapping[str, Any],
        *,
        as_of: date | None = None,
        known_at: date | None = None,
        readings: Mapping[str, str] | None = None,
    ) -> dict[str, Any]:
        """The input that the rules of a policy get: the same document decides the same in OPA.

        Raises:
            UsageError: A reading does not exist, or a date is needed.
            InvalidCase: The facts do not fit the schema, or contradict each other.
        """
        manifest = self._manifest(policy)
        read = self._read(case)
        day = as_of_day(manifest, read.value, as_of)
        text_day = known_at_day(manifest, read.value, known_at, day)
        return _input(manifest, read, day, text_day, readings)

    def asked(self, policy: str, case: Case | Mapping[str, Any]) -> tuple[str, ...]:
        """The decisions that the facts of a case show to be asked, in the order of the policy."""
        read = self._read(case)
        return tuple(
            rule.id
            for rule in self._manifest(policy).decisions.values()
            if any(has_fact(read.value, pointer) for pointer in rule.asked_by)
        )

    def rules(self, policy: str) -> RuleSet:
        """The Rego modules and data of a policy."""
        self._manifest(policy)
        return self._compiled[policy].rules

    def program(self, policy: str) -> Program:
        """What answers for a policy: the rules alone, of an input document, without explanation.

        Raises:
            UsageError: The policy does not exist.
        """
        self._manifest(policy)
        return self._compiled[policy].program

    def _read(self, case: Case | Mapping[str, Any]) -> Case:
        return case if isinstance(case, Case) else case_from_mapping(case, schemas=self.schemas)

    def _manifest(self, policy: str) -> PolicyManifest:
        if policy not in self.manifests:
            raise UsageError(_unknown("policy", policy, self.manifests))
        return self.manifests[policy]

    def _rule(self, policy: str, decision: str) -> DecisionRule:
        decisions = self._manifest(policy).decisions
        if decision not in decisions:
            raise UsageError(_unknown(f"decision of {policy}", decision, decisions))
        return decisions[decision]


def load(
    directory: str | Path | None = None,
    *,
    policies: Sequence[str] | None = None,
    engine: str = Engine.REGOPY,
) -> Policies:
    """Load and compile policies. After this nothing is read from disk any more.

    Args:
        directory: A rules directory; by default the rules that come with policycheck. Rules of
            others are compiled in a child process first, as some texts abort the engine.
        policies: The ids of the policies to load; by default all.
        engine: What decides: ``regopy`` interprets the compiled plan of the rules; ``compiled``
            makes Python of that plan, which decides the same many times quicker. The first time
            ever that a decision is asked for, that takes seconds; then it is kept in the user's
            cache. See :meth:`Policies.prepare`.

    Raises:
        UsageError: A policy that is asked for does not exist, or the engine does not.
        RulesError: A manifest is not valid.
        EngineError: The Rego does not compile.
    """
    if engine not in frozenset(Engine):
        raise UsageError(_unknown("engine", engine, dict.fromkeys(Engine)))
    root = shipped("rego") if directory is None else Path(directory)
    manifests = load_manifests(root, policies)

    def compiled(manifest: PolicyManifest) -> Compiled:
        rules = rule_set(root, manifest)
        program = program_of(rules, Engine(engine), trusted=directory is None)
        return Compiled(rules, program, texts_of(root, manifest))

    # The engine that interprets lets other threads run while it compiles.
    at_once = engine == Engine.REGOPY or directory is not None
    programs = dict(zip(manifests, _each(compiled, list(manifests.values()), at_once), strict=True))
    return Policies(manifests, MappingProxyType(programs), load_schemas())


def _each(
    work: Callable[[PolicyManifest], Compiled], manifests: Sequence[PolicyManifest], at_once: bool
) -> list[Compiled]:
    """The work done for each; several at once, or one after the other."""
    if len(manifests) == 1 or not at_once:
        return [work(each) for each in manifests]
    # Imported here, as it takes longer than one policy gains by it.
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, manifests))


def _input(
    policy: PolicyManifest,
    case: Case,
    as_of: date,
    known_at: date,
    readings: Mapping[str, str] | None,
) -> dict[str, Any]:
    refuse_contradictions(case, as_of)
    return {
        **case.value,
        "as_of": as_of.isoformat(),
        "known_at": known_at.isoformat(),
        "readings": chosen_readings(policy, readings or {}),
    }


def chosen_readings(policy: PolicyManifest, readings: Mapping[str, str]) -> dict[str, str]:
    """The readings that were chosen, sorted.

    Raises:
        UsageError: A reading or its value does not exist, or the value never decides.
    """
    for id, value in readings.items():
        if id not in policy.readings:
            raise UsageError(_unknown(f"reading of {policy.id}", id, policy.readings))
        reading = policy.readings[id]
        if value not in reading.values:
            raise UsageError(_unknown(f"value of the reading {id}", value, reading.values))
        if value not in reading.defensible:
            known = ", ".join(reading.defensible)
            raise UsageError(
                f"the value {value} of the reading {id} is noted and never decides; choose from"
                f" {known}"
            )
    return dict(sorted(readings.items()))


def _unknown(what: str, name: str, known: Mapping[str, Any]) -> str:
    close = get_close_matches(name, known, n=1)
    hint = f" Did you mean {close[0]}?" if close else ""
    return f"there is no {what} called {name!r}.{hint} Known: {', '.join(known)}"


def _digest(value: Mapping[str, Any]) -> str:
    content = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"
