"""What a run over a file of cases came to, as a document."""

from typing import Any

from policycheck.batch.summary import DecisionSummary, Summary
from policycheck.report.document import VERSION, text_document


def batch_document(summary: Summary) -> dict[str, Any]:
    """The document of ``schemas/output/batch.schema.json``."""
    counts = summary.counts
    return {
        "version": VERSION,
        "input": summary.input,
        "output": summary.output,
        "rejects": summary.rejects,
        "rows": {"read": counts.read, "decided": counts.decided, "rejected": counts.rejected},
        "decisions": [_decision(each) for each in summary.decisions],
        "reject_codes": [{"code": code, "rows": rows} for code, rows in summary.codes],
        "sampled": counts.sampled,
        "one_by_one": counts.one_by_one,
        "resumed": summary.resumed,
        "seconds": round(summary.seconds, 3),
        "rows_per_second": round(summary.rate, 1),
        "workers": summary.workers,
    }


def _decision(each: DecisionSummary) -> dict[str, Any]:
    return {
        "policy": each.policy,
        "decision": each.decision,
        "outcomes": dict(each.outcomes),
        "failing": [
            {"condition": id, "title": text_document(title), "rows": rows}
            for id, title, rows in each.failing
        ],
        "missing": [{"fact": pointer, "rows": rows} for pointer, rows in each.missing],
        "asked": [{"condition": id, "times": times} for id, times in each.asked],
    }
