# From what the conditions of a decision say to its outcome.
#
# A condition is true, false, "open" or undefined; undefined is not known. All of this works on
# sets of condition names: one pass for each combination of readings, none for each condition.
package policycheck.outcome

import rego.v1

# manifest: what the decision's manifest declares of its conditions, exemptions and readings.
# found: what its rules found in the case.
decide(manifest, found) := decision if {
	base := values(manifest.governs, found)
	due := object.get(found, "due", {})
	fixed := {
		"not_due": {id | due[id] >= input.as_of},
		"departed": {id | some id in object.get(found, "departed", set())},
	}
	patches := patches_that_differ(manifest, found, base)
	combinations := [combination |
		some choice in choices(manifest, patches)
		chosen := [patches[reading][choice[reading]] | some reading in object.keys(choice)]
		combination := object.union(
			combine(manifest, patched(base, chosen), fixed),
			{"readings": choice},
		)
	]
	decision := object.union(summary(combinations), {
		"statuses": combinations[0].statuses,
		"due": due,
		"exempt": sort([exemption | some exemption in combinations[0].exempt]),
		"noted": sort([reading | some reading in object.get(found, "noted", set())]),
		"combinations": [shared |
			some combination in combinations
			shared := object.union(
				object.remove(combination, ["statuses", "exempt", "result"]),
				{"result": known(combination.result)},
			)
		],
	})
}

# Which of the governed conditions are true, false or open, which of the governed exemptions hold
# or do not, and the governed part of the result.
values(governed, found) := {
	"conditions": governed.conditions,
	"true": {id | some id in governed.conditions; conditions[id] == true},
	"false": {id | some id in governed.conditions; conditions[id] == false},
	"open": {id | some id in governed.conditions; conditions[id] == "open"},
	"exemptions": governed.exemptions,
	"exempt": {id | some id in governed.exemptions; exempt[id] == true},
	"cleared": {id | some id in governed.exemptions; exempt[id] == false},
	"result": {key: value | some key in governed.results; value := object.get(result, key, null)},
} if {
	conditions := object.union(object.get(found, "scope", {}), object.get(found, "conditions", {}))
	exempt := object.get(found, "exempt", {})
	result := object.get(found, "result", {})
}

# ## The readings

# The values of a reading that take part: the one that was chosen, else the defensible ones,
# the default first.
options(manifest, reading) := [input.readings[reading]] if {
	input.readings[reading]
} else := manifest.readings[reading].defensible

# What another value of a reading changes in this case. A value that changes nothing is left out,
# so that only the readings that matter here are combined.
patches_that_differ(manifest, found, base) := {reading: by_value |
	some reading, declared in manifest.readings
	by_value := {value: patch |
		some value in options(manifest, reading)
		value != declared.default
		patch := values(declared, object.get(found, ["readings", reading, value], {}))
		differs(patch, base)
	}
	count(by_value) > 0
}

differs(patch, base) if {
	some kind in ["true", "false", "open"]
	some id in patch.conditions
	holds(patch[kind], id) != holds(base[kind], id)
}

differs(patch, base) if {
	some kind in ["exempt", "cleared"]
	some id in patch.exemptions
	holds(patch[kind], id) != holds(base[kind], id)
}

differs(patch, base) if {
	some key, value in patch.result
	base.result[key] != value
}

holds(ids, id) if {
	id in ids
} else := false

# Every combination of the values of the readings that matter, the defaults first: the n-th
# combination is the number n, written with one digit for each reading.
choices(manifest, patches) := [choice |
	some n in numbers.range(0, product(sizes) - 1)
	choice := {reading: value |
		some place, reading in readings
		step := product(array.slice(sizes, 0, place))
		value := options(manifest, reading)[floor(n / step) % sizes[place]]
	}
] if {
	readings := sort([reading | some reading in object.keys(patches)])
	sizes := [count(options(manifest, reading)) | some reading in readings]
}

patched(base, patches) := base if {
	count(patches) == 0
} else := {
	"true": union({base["true"] - conditions, union({patch["true"] | some patch in patches})}),
	"false": union({base["false"] - conditions, union({patch["false"] | some patch in patches})}),
	"open": union({base.open - conditions, union({patch.open | some patch in patches})}),
	"exempt": union({base.exempt - exemptions, union({patch.exempt | some patch in patches})}),
	"cleared": union({base.cleared - exemptions, union({patch.cleared | some patch in patches})}),
	"result": object.union_n(array.concat([base.result], [patch.result | some patch in patches])),
} if {
	conditions := {id | some patch in patches; some id in patch.conditions}
	exemptions := {id | some patch in patches; some id in patch.exemptions}
}

# ## One combination of readings

combine(manifest, now, fixed) := object.union(
	verdict(manifest.modality, sets, {key | now.result[key] == null}),
	{
		"statuses": {id: status | some status, ids in sets; some id in ids},
		"exempt": now.exempt,
		"result": now.result,
	},
) if {
	sets := statuses(manifest, now, fixed)
}

# A condition that is true is met, exempt or not. A false one is not met only when it is due, no
# exemption holds and none may still turn out to hold. What is left is unknown.
statuses(manifest, now, fixed) := {
	"met": met,
	"not_applicable": not_applicable,
	"not_met": not_met,
	"open": open,
	"unknown": object.keys(manifest.modality) - union({met, not_applicable, not_met, open}),
} if {
	exempt := {id | some exemption in now.exempt; some id in manifest.exemptions[exemption]}
	doubtful := {id |
		some exemption in manifest.governs.exemptions
		not exemption in now.cleared
		some id in manifest.exemptions[exemption]
	}
	departed := {id |
		some id in fixed.departed
		manifest.modality[id] in {"in_principle", "weighed"}
	}
	met := union({now["true"], departed})
	not_applicable := union({exempt, fixed.not_due}) - met
	settled := union({met, not_applicable, doubtful})
	not_met := now["false"] - settled
	open := now.open - settled
}

# The order of these rules is the definition of the outcome.
verdict(modality, sets, missing_results) := {} if {
	count(of(modality, object.keys(modality), {"must", "in_principle", "judgement", "weighed"})) == 0
} else := {"outcome": "not_applicable"} if {
	count(of(modality, sets.not_met, {"scope"})) > 0
} else := {"outcome": "undetermined"} if {
	count(of(modality, union({sets.unknown, sets.open}), {"scope"})) > 0
} else := {"outcome": "not_met"} if {
	count(of(modality, sets.not_met, {"must", "judgement"})) > 0
} else := {"outcome": "undetermined"} if {
	count(of(modality, sets.unknown, {"must", "in_principle"})) > 0
} else := {"outcome": "refer", "leaning": "not_met"} if {
	count(of(modality, sets.not_met, {"in_principle", "weighed"})) > 0
} else := {"outcome": "refer"} if {
	count(of(modality, sets.open, {"must", "in_principle", "judgement", "weighed"})) > 0
} else := {"outcome": "refer", "leaning": "met"} if {
	count(of(modality, sets.unknown, {"judgement", "weighed"})) > 0
} else := {"outcome": "undetermined"} if {
	count(missing_results) > 0
} else := {"outcome": "met"}

of(modality, ids, modalities) := {id | some id in ids; modality[id] in modalities}

# ## All combinations together

summary(combinations) := {"result": {}} if {
	count([1 | some combination in combinations; combination.outcome]) == 0
} else := {"outcome": "undetermined", "result": {}} if {
	some combination in combinations
	combination.outcome == "undetermined"
} else := shown(combinations[0]) if {
	count({[combination.outcome, shown(combination).result] | some combination in combinations}) == 1
} else := object.union(
	{"outcome": "refer", "result": known(combinations[0].result)},
	leaning(combinations[0]),
)

# Only an answer that goes somewhere has a result.
shown(combination) := {"outcome": "met", "result": combination.result} if {
	combination.outcome == "met"
} else := object.union(
	{"outcome": "refer", "result": known(combination.result)},
	leaning(combination),
) if {
	combination.outcome == "refer"
} else := {"outcome": combination.outcome, "result": {}}

known(result) := {key: value | some key, value in result; value != null}

leaning(combination) := {"leaning": combination.outcome} if {
	combination.outcome != "refer"
} else := {"leaning": combination.leaning} if {
	combination.leaning
} else := {}
