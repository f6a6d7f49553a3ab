# Voorwaarden zorgovereenkomst
package caresq.categoraal_2024.eligibility

import data.caresq.categoraal_2024.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

institution := input.provider.categorical

parameters := text.parameters(data.caresq.categoraal_2024.parameters)

decision := outcome.decide(data.caresq.categoraal_2024.manifests.eligibility, {
	"scope": scope.conditions,
	"conditions": conditions,
	"exempt": exempt,
	"readings": scope.readings,
	"due": due,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# The text prints nothing about these; their absence here is neither a pass nor a fail.
noted contains "unprinted-conditions" if input.provider.kvk_registered == false

noted contains "unprinted-conditions" if input.provider.wtza_status == "none"

noted contains "unprinted-conditions" if input.provider.ubo_sanctioned

noted contains "unprinted-conditions" if input.provider.external_referral_register != "none"

noted contains "unprinted-conditions" if count(input.provider.heightened_supervision) > 0

conditions["professional-norms"] := institution.care.professional_norms

conditions["igj-requirements"] := institution.care.igj_requirements

conditions["zin-positions"] := institution.care.zin_positions

conditions["programmes-current"] := institution.programmes_current

# Where applicable: an institution to which nothing applies is exempt.
conditions["igj-basic-set"] := institution.igj_basic_set.met

exempt["no-part-applies"] := institution.igj_basic_set.applicable == false

conditions["big-registered"] := institution.staff.big_registered

exempt["no-big"] := institution.staff.big_applicable == false

conditions["specialists-in-rgs"] := institution.staff.specialists_in_rgs

exempt["no-specialists"] := institution.staff.has_specialists == false

conditions["quality-registered"] := institution.staff.quality_registered

exempt["no-quality-register"] := institution.staff.quality_register_applicable == false

conditions["quality-mark-held"] := institution.quality_mark.held

conditions["quality-mark-fits"] := institution.quality_mark.fits_care

conditions["quality-mark-followed"] := institution.quality_mark.followed

# From here on efforts: the institution strives, and the text attaches nothing to the result.
conditions["digital-care-mapped"] := institution.digital.care_mapped

conditions["phase-down-mapped"] := institution.digital.phase_down_mapped

conditions["hybrid-pathways"] := digital.pathways_hybrid * 100 >= share if {
	digital.pathways_total > 0
	share := digital.pathways_total * parameters.hybrid_pathways
}

digital := institution.digital

exempt["no-pathways"] := digital.pathways_total == 0

due["hybrid-pathways"] := parameters.last_day

conditions["validated-solutions"] := digital.validated_solutions

conditions["hybrid-patients"] := digital.patients_hybrid * 100 >= share if {
	digital.patients_total > 0
	share := digital.patients_total * parameters.hybrid_patients
}

exempt["no-patients"] := digital.patients_total == 0

due["hybrid-patients"] := parameters.last_day

noted contains "effort-conditions" if some id in efforts_missed

efforts_missed := {id | conditions[id] == false} & efforts

efforts := {id | data.caresq.categoraal_2024.manifests.eligibility.modality[id] == "expectation"}

conditions["satisfaction-monitored"] := institution.satisfaction.monitored

conditions["satisfaction-evaluated"] := institution.satisfaction.evaluated

conditions["satisfaction-in-cycle"] := institution.satisfaction.in_improvement_cycle

noted contains "satisfaction-effort" if some id in efforts_missed & satisfaction

satisfaction := {"satisfaction-monitored", "satisfaction-evaluated", "satisfaction-in-cycle"}
