# Selectieve inkoop: Gewoon ZEKUR Zorg
package vgz.msz_2024.selective_purchasing

import data.policycheck.outcome
import data.policycheck.text
import data.vgz.msz_2024.scope
import rego.v1

specialist := input.provider.medical_specialist

zekur := input.insurers.vgz.zekur

parameters := text.parameters(data.vgz.msz_2024.parameters)

decision := outcome.decide(data.vgz.msz_2024.manifests.selective_purchasing, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": readings,
	"result": result,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

lapsed := input.known_at >= parameters.zekur_changed_on

# ## Wijziging: selectieve inkoop vervalt

zbc := specialist.kind == "zbc"

# The change is for all hospitals but not for clinics; what holds for clinics is not stated.
conditions["purchased-regularly"] if zbc == false

conditions["purchased-regularly"] := "open" if zbc

readings["zekur-and-clinics"]["never-selective"].conditions["purchased-regularly"] if zbc in {true, false}

readings["zekur-and-clinics"]["no-limit-left"].conditions["purchased-regularly"] if zbc in {true, false}

noted contains "zekur-day" if {
	lapsed
	input.as_of < parameters.zekur_lapses_on
}

noted contains "hospital-or-zbc" if zbc

# ## Polis Gewoon ZEKUR Zorg

conditions["a-hospital"] := specialist.kind in {"general_hospital", "top_clinical_hospital", "university_hospital"}

exempt["emergency-or-tertiary"] := zekur.care in {"emergency", "tertiary_referral"}

conditions["lowest-price-level"] := zekur.lowest_price_level

conditions["zorgkaart-mark"] := specialist.zorgkaart_score_july_2023 >= parameters.zorgkaart_mark

# Planned care within a radius of 30 to 45 kilometres: a range, and no single border.
conditions["hospital-within-radius"] := zekur.nearest_hospital_km <= parameters.radius_outer

readings["radius"].inner.conditions["hospital-within-radius"] := zekur.nearest_hospital_km <= parameters.radius_inner

conditions["alliance"] := zekur.alliance_2024

conditions["general-hospital"] := specialist.kind == "general_hospital"

conditions["large-population"] := zekur.large_population

# ## The way in which care is bought

result["regime"] := "selective" if {
	lapsed == false
	exempt["emergency-or-tertiary"] == false
}

result["regime"] := "regular" if {
	lapsed == false
	exempt["emergency-or-tertiary"]
}

result["regime"] := "regular" if {
	lapsed
	zbc == false
}

readings["zekur-and-clinics"]["never-selective"].result["regime"] := clinic_regime

readings["zekur-and-clinics"]["no-limit-left"].result["regime"] := clinic_regime

clinic_regime := result["regime"]

clinic_regime := "regular" if {
	lapsed
	zbc
}
