# Voorwaarden zorgovereenkomst: whether all of them are met, for the decisions that ask just that.
package caresq.categoraal_2024.chapter_3

import data.caresq.categoraal_2024.eligibility
import rego.v1

manifest := data.caresq.categoraal_2024.manifests.eligibility

required := {id | manifest.modality[id] == "must"}

applied := {exemption | eligibility.exempt[exemption] == true}

exempt := {id |
	some exemption in applied
	some id in manifest.exemptions[exemption]
}

# An exemption that is not known yet may still turn out to hold.
cleared := {exemption | eligibility.exempt[exemption] == false}

doubtful := {id |
	some exemption in object.keys(manifest.exemptions) - cleared
	some id in manifest.exemptions[exemption]
}

fulfilled := union({exempt, {id | eligibility.conditions[id] == true}})

failed := {id | eligibility.conditions[id] == false} - doubtful

met if count(required - fulfilled) == 0

met := false if count(failed & required) > 0
