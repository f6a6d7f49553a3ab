"""Which names can be used, and what is said of the others."""

import pytest

from policycheck.errors import UsageError
from policycheck.scaffold import name_of


@pytest.mark.parametrize(
    ("written", "policy", "decision"),
    [
        ("acme.care_2026", "acme.care_2026", ""),
        ("a.b", "a.b", ""),
        ("acme.care_2026.renewal", "acme.care_2026", "renewal"),
        # Names of the shared library and of Rego's functions hide nothing in these places.
        ("acme.count_2026.claims", "acme.count_2026", "claims"),
        ("sum.text", "sum.text", ""),
        ("scope.policy", "scope.policy", ""),
    ],
)
def test_names(written: str, policy: str, decision: str) -> None:
    name = name_of(written)
    assert (name.policy, name.decision, str(name)) == (policy, decision, written)


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("acme", '"acme" is no name of a policy, such as acme.care_2026, or of a decision'),
        ("", '"" is no name of a policy'),
        ("a.b.c.d", "is no name of a policy"),
        ("acme/care_2026", "is no name of a policy"),
        ("Acme.care_2026", '"Acme" in "Acme.care_2026" is no name: write small letters'),
        ("acme.2026", "and begin with a letter"),
        ("acme..renewal", '"" in "acme..renewal" is no name'),
        ("acme.care-2026", "is no name"),
        ("../x.care", "is no name"),
        ("acme.zorgé_2026", "is no name"),
        ("acme.care_2026\n", "is no name"),
        ("acme.\x1b[31m_2026", "is no name"),
        (f"acme.{'a' * 41}", "a name has at most 40 characters"),
        ("input.care_2026", '"input" cannot be used in input.care_2026: it is a word of Rego'),
        ("acme.not", "it is a word of Rego"),
        ("acme.care_2026.default", "it is a word of Rego"),
        ("policycheck.care_2026", "the shared library has that name"),
        ("acme.care_2026.policycheck", "the shared library has that name"),
        ("acme.care_2026.outcome", "a clause that the whole outcome decides is decided_by outcome"),
        ("acme.care_2026.policy", "policy.yaml is the manifest of the policy"),
        ("acme.care_2026.parameters", "parameters.yaml holds the parameters"),
        ("acme.care_2026.readings", "readings.yaml holds the readings"),
        ("acme.care_2026.laws", "laws.yaml holds what has to hold"),
        ("acme.care_2026.not_normative", "the lines that no clause claims"),
        ("acme.care_2026.scope", "scope.rego decides whom the policy is about"),
        ("acme.care_2026.manifests", "the rules read the manifests under that name"),
        ("acme.care_2026.count", "it is a function of Rego, which the tests"),
        ("acme.care_2026.renewal_test", "renewal_test.rego would be taken for a file of tests"),
    ],
)
def test_what_cannot_be_a_name_is_refused_with_the_reason(written: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        name_of(written)
    assert message in str(error.value)
    assert "\x1b" not in str(error.value)
