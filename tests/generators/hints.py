"""Values of facts that matter more than their share of an enumeration, and why."""

_TWO_ALIKE = "two registers of three count alike, and few providers offer the screening"

HINTS = {
    "/provider/categorical/kind": (
        ("other", "rehabilitation"),
        "one kind of ten is out of scope, and another has clauses of its own",
    ),
    "/provider/medical_specialist/care": (
        ("ambulance", "diagnostics", "geriatric_rehabilitation", "integral_birth_care"),
        "each of these has a condition of its own",
    ),
    "/provider/birth_care/screening/seo_register": (("none",), _TWO_ALIKE),
    "/provider/birth_care/screening/nt_register": (("none",), _TWO_ALIKE),
    "/insurers/asr/birth_care/partus_claim/place": (
        ("home",),
        "one place of five, and the only one to which two conditions do not apply",
    ),
}
