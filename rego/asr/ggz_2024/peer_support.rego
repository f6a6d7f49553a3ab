# Ervaringsdeskundigen
package asr.ggz_2024.peer_support

import data.asr.ggz_2024.scope
import data.policycheck.outcome
import data.policycheck.text
import rego.v1

peer_support := input.provider.peer_support

parameters := text.parameters(data.asr.ggz_2024.parameters)

decision := outcome.decide(data.asr.ggz_2024.manifests.peer_support, {
	"scope": scope.conditions,
	"conditions": conditions,
	"noted": noted,
})

noted contains reading if some reading in scope.noted

# The text names no scale; a level on another scale than NLQF is not compared.
conditions["minimum-level"] := peer_support.level >= parameters.minimum_level if {
	peer_support.level_scale == "nlqf"
}

conditions["minimum-level"] := "open" if peer_support.level_scale == "other"

noted contains "level-scale" if peer_support.level_scale == "nlqf"

conditions["added-value-demonstrated"] := peer_support.added_value
