"""What became of claims can be sent to another process, cases and decisions included."""

import pickle
from datetime import date

from policycheck.evaluation import load
from policycheck.model import Text
from policycheck.proving.proofs import Assumed, Proof, Proved, Replayed, Verdict

DAY = date(2022, 1, 1)


def test_a_refuted_law_can_be_sent() -> None:
    case = {"contract_year": 2022}
    decision = load(policies=["asr.ggz_2022"]).decide("asr.ggz_2022", "claims", case, as_of=DAY)
    replayed = Replayed(case, DAY, DAY, decision)
    proof = Proof(
        "law", "x.y.z", Text("nl", "en"), (), False, Verdict.REFUTED, 0.1, cases=(replayed,)
    )
    proved = Proved("x.y", "z", (proof,), Assumed())
    assert pickle.loads(pickle.dumps(proved)) == proved
