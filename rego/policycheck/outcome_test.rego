package policycheck.outcome_test

import data.policycheck.outcome
import rego.v1

manifest := {
	"modality": {
		"year": "scope",
		"register": "must",
		"claims": "in_principle",
		"finding": "judgement",
		"value": "weighed",
		"motto": "expectation",
	},
	"exemptions": {"renewal": ["register", "claims"]},
	"results": ["form"],
	"readings": {"edge": {
		"default": "inclusive",
		"defensible": ["inclusive", "exclusive"],
		"conditions": ["register"],
		"exemptions": [],
		"results": [],
	}},
}

scope := {"year": true}

all_met := {"register": true, "claims": true, "finding": true, "value": true, "motto": true}

complete := {
	"scope": scope,
	"conditions": all_met,
	"exempt": {"renewal": false},
	"readings": {"edge": {"exclusive": {"conditions": {"register": true}}}},
	"result": {"form": "letter"},
}

found(changes) := object.union(complete, changes)

# What the conditions come to when one of them has another value.
decided(changes) := outcome.decide(manifest, found({
	"conditions": object.union(all_met, changes),
	"readings": {"edge": {"exclusive": {"conditions": {"register": object.union(all_met, changes).register}}}},
}))

without(id) := outcome.decide(manifest, object.union(
	object.remove(complete, ["conditions"]),
	{"conditions": object.remove(all_met, [id])},
))

test_all_met_is_met_with_its_result if {
	decision := outcome.decide(manifest, complete) with input.as_of as "2024-01-01"
	decision.outcome == "met"
	decision.result == {"form": "letter"}
	decision.statuses.register == "met"
}

test_out_of_scope_is_not_applicable_whatever_else_fails if {
	decision := outcome.decide(manifest, found({
		"scope": {"year": false},
		"conditions": object.union(all_met, {"finding": false}),
	})) with input.as_of as "2024-01-01"
	decision.outcome == "not_applicable"
	decision.result == {}
}

test_an_unknown_scope_is_undetermined if {
	decision := outcome.decide(manifest, object.union(object.remove(complete, ["scope"]), {"scope": {}})) with input.as_of as "2024-01-01"
	decision.outcome == "undetermined"
}

test_a_requirement_that_is_not_met_decides if {
	decision := decided({"register": false}) with input.as_of as "2024-01-01"
	decision.outcome == "not_met"
	not decision.leaning
}

test_a_negative_finding_decides if {
	decision := decided({"finding": false}) with input.as_of as "2024-01-01"
	decision.outcome == "not_met"
}

test_an_unknown_requirement_is_undetermined if {
	decision := without("claims") with input.as_of as "2024-01-01"
	decision.outcome == "undetermined"
	decision.statuses.claims == "unknown"
}

test_a_principle_that_is_not_met_is_referred_leaning_to_no if {
	decision := decided({"claims": false}) with input.as_of as "2024-01-01"
	decision.outcome == "refer"
	decision.leaning == "not_met"
	decision.result == {"form": "letter"}
}

test_a_finding_that_is_not_made_is_referred_leaning_to_yes if {
	decision := without("finding") with input.as_of as "2024-01-01"
	decision.outcome == "refer"
	decision.leaning == "met"
}

test_what_the_text_leaves_open_is_referred_without_a_leaning if {
	decision := decided({"value": "open"}) with input.as_of as "2024-01-01"
	decision.outcome == "refer"
	not decision.leaning
	decision.statuses.value == "open"
}

test_an_expectation_never_changes_the_outcome if {
	decision := decided({"motto": false}) with input.as_of as "2024-01-01"
	decision.outcome == "met"
	decision.statuses.motto == "not_met"
}

test_a_recorded_departure_makes_a_principle_met_and_a_requirement_not if {
	conditions := object.union(all_met, {"claims": false, "finding": false})
	decision := outcome.decide(manifest, found({
		"conditions": conditions,
		"departed": {"claims", "finding"},
	})) with input.as_of as "2024-01-01"
	decision.statuses.claims == "met"
	decision.statuses.finding == "not_met"
}

test_an_exemption_that_holds_takes_a_failure_away if {
	decision := outcome.decide(manifest, found({
		"conditions": object.union(all_met, {"claims": false}),
		"exempt": {"renewal": true},
	})) with input.as_of as "2024-01-01"
	decision.statuses.claims == "not_applicable"
	decision.statuses.register == "met"
	decision.exempt == ["renewal"]
	decision.outcome == "met"
}

test_a_failure_is_unknown_while_an_exemption_may_still_hold if {
	decision := outcome.decide(manifest, object.union(
		object.remove(complete, ["exempt"]),
		{"conditions": object.union(all_met, {"claims": false}), "exempt": {}},
	)) with input.as_of as "2024-01-01"
	decision.statuses.claims == "unknown"
	decision.statuses.register == "met"
	decision.outcome == "undetermined"
}

test_a_failure_counts_from_the_day_after_it_was_due if {
	late := found({
		"conditions": object.union(all_met, {"claims": false}),
		"due": {"claims": "2024-01-01"},
	})
	on_the_day := outcome.decide(manifest, late) with input.as_of as "2024-01-01"
	on_the_day.statuses.claims == "not_applicable"
	the_day_after := outcome.decide(manifest, late) with input.as_of as "2024-01-02"
	the_day_after.statuses.claims == "not_met"
}

test_without_a_result_that_is_needed_met_is_undetermined if {
	decision := outcome.decide(manifest, object.remove(complete, ["result"])) with input.as_of as "2024-01-01"
	decision.outcome == "undetermined"
}

test_readings_that_disagree_are_referred_leaning_as_the_default if {
	other := found({"readings": {"edge": {"exclusive": {"conditions": {"register": false}}}}})
	decision := outcome.decide(manifest, other) with input.as_of as "2024-01-01"
	decision.outcome == "refer"
	decision.leaning == "met"
	[each.outcome | some each in decision.combinations] == ["met", "not_met"]
}

test_a_reading_that_changes_nothing_is_not_combined if {
	decision := outcome.decide(manifest, complete) with input.as_of as "2024-01-01"
	[each.readings | some each in decision.combinations] == [{}]
}

test_a_reading_that_is_undetermined_leaves_all_undetermined if {
	other := object.union(object.remove(complete, ["readings"]), {"readings": {}})
	decision := outcome.decide(manifest, other) with input.as_of as "2024-01-01"
	decision.outcome == "undetermined"
}

test_a_reading_that_is_chosen_decides_alone if {
	other := found({"readings": {"edge": {"exclusive": {"conditions": {"register": false}}}}})
	decision := outcome.decide(manifest, other) with input.as_of as "2024-01-01"
		with input.readings as {"edge": "exclusive"}
	decision.outcome == "not_met"
	decision.statuses.register == "not_met"
	count(decision.combinations) == 1
}

test_points_of_attention_have_no_outcome if {
	attention := {"modality": {"motto": "expectation"}, "exemptions": {}, "results": [], "readings": {}}
	decision := outcome.decide(attention, {"conditions": {"motto": false}}) with input.as_of as "2024-01-01"
	not decision.outcome
	decision.statuses == {"motto": "not_met"}
}
