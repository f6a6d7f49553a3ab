"""Which facts can still change a decision about a case, and why."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from policycheck.asking.known import CasePlaces
from policycheck.asking.model import Asking, OpenFact, Reason, Standing, ordered
from policycheck.compiled.lifter import Lifter
from policycheck.compiled.members import members_of, terms_of
from policycheck.compiled.narrowing import Known, narrowed
from policycheck.evaluation import Policies
from policycheck.facts import Case, FactDefinition
from policycheck.facts.dictionary import FactDictionary
from policycheck.lifting import Lifted, Unliftable
from policycheck.lifting.values import Object, Value
from policycheck.model import DECIDING_MODALITIES, FINAL_OUTCOMES, Decision, Modality, Status
from policycheck.policies.manifest import ConditionRule, DecisionRule
from policycheck.terms import facts_of

if TYPE_CHECKING:
    from policycheck.proving.relevance import Completions

_DAYS = ("/as_of", "/known_at")
_COUNTED = (*DECIDING_MODALITIES, Modality.SCOPE)
_SECONDS = 10.0


@dataclass(frozen=True)
class Question:
    """What is asked about a case.

    Attributes:
        decisions: Policy and decision, by their ids.
        readings: Per policy the readings that were chosen.
    """

    decisions: tuple[tuple[str, str], ...]
    as_of: date | None = None
    known_at: date | None = None
    readings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


class Asker:
    """Finds out what is still to be asked. What it made of the rules it keeps for the next case.

    Args:
        policies: The policies.
        exact: Whether to ask the solver. Without it the facts are those that can change something
            at most.
        seconds: How long the solver may take for one fact.
    """

    def __init__(
        self, policies: Policies, exact: bool | None = None, seconds: float = _SECONDS
    ) -> None:
        self.policies = policies
        self._exact = solver_is_there() if exact is None else exact
        self._seconds = seconds
        self._lifters: dict[str, Lifter] = {}
        self._lifted: dict[object, Lifted | None] = {}

    def ask(self, case: Case, question: Question) -> Asking:
        """What is still to be asked about a case.

        Raises:
            UsageError: A policy, decision or reading does not exist, or a date is needed.
            InvalidCase: The facts contradict each other.
            EngineError: A rule failed.
        """
        standings: list[Standing] = []
        reasons: dict[str, list[Reason]] = {}
        unknown: dict[str, None] = {}
        decision = None
        for policy, id in question.decisions:
            chosen = question.readings.get(policy)
            days = {"as_of": question.as_of, "known_at": question.known_at}
            decision = self.policies.decide(policy, id, case, readings=chosen, **days)
            document = self.policies.input_document(policy, case, readings=chosen, **days)
            one = _One(self, decision, document)
            standings.append(one.standing)
            for fact, reason in one.found.items():
                reasons.setdefault(fact, []).append(reason)
            unknown |= dict.fromkeys(one.open)
        if decision is None:
            raise ValueError("nothing is asked")
        dictionary = self.policies.schemas.dictionary
        # In the order of the manifests, as far as they name it.
        every = dict.fromkeys((*unknown, *reasons))
        asked = [open_fact(each, dictionary, reasons[each]) for each in every if each in reasons]
        others = tuple(open_fact(each, dictionary, ()) for each in every if each not in reasons)
        return Asking(
            case.name,
            decision.as_of,
            decision.known_at,
            tuple(standings),
            ordered(asked),
            others,
        )

    def lifted(self, policy: str, decision: str, readings: Mapping[str, str]) -> Lifted | None:
        """What a decision says in every case; ``None`` if that cannot be said."""
        key = policy, decision, tuple(sorted(readings.items()))
        if key not in self._lifted:
            rules = self.policies.rules(policy)
            if policy not in self._lifters:
                self._lifters[policy] = Lifter(rules, self.policies.schemas)
            try:
                found = self._lifters[policy].lifted(rules.entrypoints[decision], readings)
                self._lifted[key] = found
            except Unliftable:
                self._lifted[key] = None
        return self._lifted[key]

    def completions(
        self, left: Lifted, places: CasePlaces, candidates: Mapping[str, list[str]]
    ) -> "Completions | None":
        """What the solver is asked; ``None`` where there is no solver, or it cannot follow."""
        if not self._exact:
            return None
        from policycheck.proving.relevance import Completions

        schema = self.policies.schemas.schema

        def known_of(pointer: str) -> Known:
            return places.known((pointer,))

        try:
            return Completions(
                left,
                schema,
                known_of,
                places.tied(),
                places.owner,
                candidates,
                self._seconds,
            )
        except Unliftable:
            return None


def solver_is_there() -> bool:
    """Whether the extra ``prove`` is installed."""
    try:
        import policycheck.proving.relevance  # noqa: F401
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != "z3":
            raise
        return False
    return True


def facts_asked(rule: DecisionRule) -> tuple[str, ...]:
    """The pointers of every fact that a decision asks, in the order of its manifest."""
    found: dict[str, None] = {}
    for condition in rule.conditions.values():
        found |= dict.fromkeys((*condition.facts, *condition.departure))
    for exemption in rule.exemptions.values():
        found |= dict.fromkeys(exemption.facts)
    found |= dict.fromkeys(rule.result_facts)
    return tuple(each for each in found if each not in _DAYS)


class _One:
    """One decision about one case."""

    def __init__(self, asker: Asker, decision: Decision, document: Mapping[str, Any]) -> None:
        self._asker = asker
        self._decision = decision
        policies = asker.policies
        self._rule = policies.manifests[decision.policy].decisions[decision.decision]
        self._places = CasePlaces(policies.schemas.schema, document)
        self._exact = True
        readings = dict(decision.chosen_readings)
        lifted = asker.lifted(decision.policy, decision.decision, readings)
        self._statuses: Mapping[str, Value] = {}
        self.found = self._at_most() if lifted is None else dict(self._relevant(lifted))
        self.standing = Standing(
            self._rule, decision.outcome, decision.leaning, not self.found, self._exact
        )

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Every fact that the decision asks and that is not known, in the manifest's order."""
        found: dict[str, None] = {}
        for pointer in facts_asked(self._rule):
            for owner in self._places.owners(pointer):
                if self._places.is_open(owner):
                    found[owner] = None
        return tuple(found)

    def _at_most(self) -> dict[str, Reason]:
        """What may matter where nothing can be told of the rules: all, while it is not final."""
        self._exact = False
        if self._decision.outcome in FINAL_OUTCOMES:
            return {}
        return {fact: self._reason(fact, settles=False) for fact in self.open}

    def _relevant(self, lifted: Lifted) -> Iterator[tuple[str, Reason]]:
        slow = [pointer for each in lifted.slow.values() for pointer in each.facts]
        facts = self._places.known((*facts_of(terms_of(lifted.answer)), *slow))
        left = narrowed(lifted, facts, ("outcome", "result", "statuses"))
        members = members_of(left.answer)
        self._statuses = members_of(members["statuses"])
        wanted = ("outcome", "result") if self._rule.outcomes else ("statuses",)
        left = _only(left, {name: members[name] for name in wanted if name in members})
        candidates = self._candidates(left)
        if not candidates:
            return
        completions = self._asker.completions(left, self._places, candidates)
        if completions is None or lifted.slow:
            self._exact = False
        if completions is None:
            yield from ((each, self._reason(each, settles=False)) for each in candidates)
            return
        yield from self._asked(completions, candidates)

    def _asked(
        self, completions: "Completions", candidates: Collection[str]
    ) -> Iterator[tuple[str, Reason]]:
        from policycheck.proving.relevance import Answer

        if self._decision.outcome in FINAL_OUTCOMES and completions.change() is Answer.NO:
            return
        beside = self._beside()
        for fact in candidates:
            answer = completions.matters(fact, beside.get(fact, ()))
            if answer is Answer.NO:
                continue
            self._exact &= answer is Answer.YES
            settles = bool(self._rule.outcomes) and completions.settles(fact) is Answer.YES
            yield fact, self._reason(fact, settles)

    def _candidates(self, left: Lifted) -> dict[str, list[str]]:
        """The facts that anything is left of, each with its pointers, in the manifest's order."""
        found: dict[str, list[str]] = {}
        terms = facts_of(terms_of(left.answer))
        read = {each.pointer: each.facts for each in left.slow.values()}
        for pointer in terms:
            for each in read.get(pointer, (pointer,)):
                for owner in self._places.owners(each):
                    if owner not in _DAYS:
                        found.setdefault(owner, []).append(
                            each if self._places.owner(each) == owner else owner
                        )
        place = {fact: n for n, fact in enumerate(self.open)}
        last = len(place)
        return dict(sorted(found.items(), key=lambda each: place.get(each[0], last)))

    def _beside(self) -> dict[str, set[str]]:
        """For each fact those that a condition reads with it."""
        found: dict[str, set[str]] = {}
        for condition in self._rule.conditions.values():
            together = self._owners_of(condition)
            for each in together:
                found.setdefault(each, set()).update(together)
        return found

    def _owners_of(self, condition: ConditionRule) -> set[str]:
        read = (*condition.facts, *condition.departure)
        return {owner for pointer in read for owner in self._places.owners(pointer)}

    def _reason(self, fact: str, settles: bool) -> Reason:
        reading = [each for each in self._rule.conditions.values() if fact in self._owners_of(each)]
        counted = [each for each in reading if each.modality in _COUNTED or not self._rule.outcomes]
        undecided = [each for each in counted if self._is_open(each, fact)]
        needed = {owner for each in self._rule.result_facts for owner in self._places.owners(each)}
        conditions = tuple(undecided or counted or reading)
        return Reason(self._rule, settles, conditions, fact in needed)

    def _is_open(self, condition: ConditionRule, fact: str) -> bool:
        """Whether a condition can still become something else by a fact, as far as is seen."""
        status = self._statuses.get(condition.id)
        if status is None:
            return self._decision.conditions[condition.id].status is Status.UNKNOWN
        return any(
            fact in self._places.owners(pointer) if pointer.startswith("/") else True
            for pointer in facts_of(terms_of(status))
        )


def _only(lifted: Lifted, members: Mapping[str, Value]) -> Lifted:
    ((where, _),) = lifted.answer.alternatives
    answer = Value(((where, Object(dict(members))),), lifted.answer.where)
    return replace(lifted, answer=answer)


def open_fact(pointer: str, dictionary: FactDictionary, reasons: Iterable[Reason]) -> OpenFact:
    """A fact as something to ask, with the reasons for it."""
    definition = dictionary[pointer]
    return OpenFact(definition, tuple(_members(definition, dictionary)), tuple(reasons))


def _members(definition: FactDefinition, dictionary: FactDictionary) -> Iterator[FactDefinition]:
    """The facts with a question within a fact."""
    if definition.type in ("list", "object"):
        within = f"{definition.pointer}/"
        for pointer, each in dictionary.items():
            if pointer.startswith(within) and each.question:
                yield each
