"""Values of facts that matter more than their share of an enumeration, and why."""

HINTS = {
    "/provider/categorical/kind": (
        ("other", "rehabilitation"),
        "one kind of ten is out of scope, and another has clauses of its own",
    ),
    "/provider/medical_specialist/care": (
        ("ambulance", "diagnostics", "geriatric_rehabilitation", "integral_birth_care"),
        "each of these has a condition of its own",
    ),
    "/insurers/asr/birth_care/partus_claim/place": (
        ("home",),
        "one place of five, and the only one to which two conditions do not apply",
    ),
}
