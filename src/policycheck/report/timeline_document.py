"""The timeline as the document that ``timeline --format json`` and ``--format yaml`` print."""

from typing import Any

from policycheck.evaluation.timeline import KnownText, Moment, RunningTerm, Timeline
from policycheck.policies.manifest import Clause, PolicyManifest
from policycheck.report.calendar_document import length_document, when_document
from policycheck.report.document import VERSION, text_document
from policycheck.report.plain import plain


def timeline_document(timeline: Timeline) -> dict[str, Any]:
    """The document of ``schemas/output/timeline.schema.json``, keys in a fixed order."""
    return {
        "version": VERSION,
        "as_of": timeline.as_of.isoformat(),
        "known_at": timeline.known_at.isoformat(),
        "policies": [_text(text) for text in timeline.texts],
        "moments": [_moment(moment) for moment in (*timeline.moments, *timeline.undated)],
        "terms": [_term(term) for term in timeline.terms],
    }


def _text(text: KnownText) -> dict[str, Any]:
    return {
        "id": text.policy.id,
        "insurer": text.policy.insurer,
        "insurer_name": text.policy.insurer_name,
        "title": text_document(text.policy.title),
        "published": plain(text.policy.published),
        "changes": plain(text.changes),
        "amendments": [each.id for each in text.amendments],
        "later_amendments": [each.id for each in text.later],
    }


def _moment(moment: Moment) -> dict[str, Any]:
    milestone = moment.milestone
    return {
        "policy": moment.policy.id,
        "id": moment.name,
        "title": text_document(milestone.title),
        "who": plain(milestone.who),
        "channels": plain(milestone.channels),
        "state": moment.state and str(moment.state),
        "when": moment.when and when_document(moment.when),
        "parameter": milestone.parameter,
        "note": milestone.note and text_document(milestone.note),
        "source": _source(moment.policy, moment.clause, milestone.refs),
    }


def _term(running: RunningTerm) -> dict[str, Any]:
    term = running.term
    return {
        "policy": running.policy.id,
        "id": term.id,
        "title": text_document(term.title),
        "who": plain(term.who),
        "channels": plain(term.channels),
        "length": length_document(running.length),
        "since": text_document(term.since),
        "parameter": term.parameter,
        "source": _source(running.policy, running.clause, term.refs),
    }


def _source(policy: PolicyManifest, clause: Clause, refs: tuple[str, ...]) -> dict[str, Any]:
    return {
        "document": policy.document,
        "section": clause.section,
        "lines": list(clause.lines),
        "refs": list(refs),
    }
