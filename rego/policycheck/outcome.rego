# From what the conditions of a decision say to its outcome.
#
# A condition is true, false, "open" or undefined; undefined is not known. All of this works on
# sets of condition names: one pass for each combination of readings, none for each condition.
package policycheck.outcome

import rego.v1

# manifest: what the decision's manifest declares of its conditions, exemptions and readings.
# found: what its rules found in the case.
decide(manifest, found) := decision if {
	facts := {
		"conditions": object.union(object.get(found, "scope", {}), found.conditions),
		"exempt": object.get(found, "exempt", {}),
		"result": object.get(found, "result", {}),
	}
	due := object.get(found, "due", {})
	fixed := {
		"kinds": kinds(manifest),
		"not_due": {id | due[id] >= input.as_of},
		"withdrawn": withdrawn(object.get(manifest, "periods", {})),
		"departed": object.get(found, "departed", set()),
	}
	base := values(facts, manifest.results)
	patches := patches_that_differ(manifest, facts, object.get(found, "readings", {}))
	first := {reading: options(manifest, reading)[0] | some reading in object.keys(patches)}
	usual := combination(
		manifest,
		as_chosen(base, [patches[reading][first[reading]] | some reading in object.keys(first)]),
		fixed, first,
	)
	others := [other |
		some choice in departures(manifest, patches)
		chosen := [patches[reading][choice[reading]] | some reading in object.keys(choice)]
		other := combination(manifest, patched(base, chosen), fixed, choice)
	]
	combinations := array.concat([usual], others)
	decision := object.union(summary(combinations), {
		"statuses": {id: status | some status, ids in combinations[0].sets; some id in ids},
		"due": due,
		"exempt": sort([exemption | some exemption in combinations[0].exempt]),
		"withdrawn": sort([id | some id in fixed.withdrawn]),
		"noted": sort([reading | some reading in object.get(found, "noted", set())]),
		"combinations": [shared |
			some combination in combinations
			shared := object.union(
				object.remove(combination, ["sets", "exempt", "result"]),
				{"result": known(combination.result)},
			)
		],
	})
}

# The conditions whose clause was not published yet on input.known_at, or withdrawn by then.
withdrawn(periods) := union({
	{id | input.known_at < periods[id].from},
	{id | input.known_at >= periods[id].until},
})

# Which conditions are true, false or open, which exemptions hold or do not, and the result.
values(facts, results) := {
	"true": {id | facts.conditions[id] == true},
	"false": {id | facts.conditions[id] == false},
	"open": {id | facts.conditions[id] == "open"},
	"exempt": {id | facts.exempt[id] == true},
	"cleared": {id | facts.exempt[id] == false},
	"result": {key: value | some key in results; value := object.get(facts.result, key, null)},
}

# ## The readings

# The values of a reading that take part: the one that was chosen, else the defensible ones,
# the default first.
options(manifest, reading) := [input.readings[reading]] if {
	input.readings[reading]
} else := manifest.readings[reading].defensible

# What another value of a reading changes in this case. A value that changes nothing is left out,
# so that only the readings that matter here are combined.
patches_that_differ(manifest, facts, readings) := {reading: by_value |
	some reading, declared in manifest.readings
	usual := governed(declared, facts)
	by_value := {value: patch |
		some value in options(manifest, reading)
		value != declared.default
		other := governed(declared, object.get(readings, [reading, value], {}))
		other != usual
		patch := object.union(values(other, declared.results), {"governs": declared})
	}
	count(by_value) > 0
}

# The part of what was found that a reading governs.
governed(declared, facts) := {
	"conditions": {id: value | some id in declared.conditions; value := facts.conditions[id]},
	"exempt": {id: value | some id in declared.exemptions; value := facts.exempt[id]},
	"result": {key: value | some key in declared.results; value := facts.result[key]},
}

# Every other combination of the values of the readings that matter: the n-th combination is the
# number n, written with one digit for each reading.
departures(manifest, patches) := [choice |
	some n in numbers.range(0, product(sizes) - 1)
	n > 0
	choice := {reading: value |
		some place, reading in readings
		step := product(array.slice(sizes, 0, place))
		value := options(manifest, reading)[floor(n / step) % sizes[place]]
	}
] if {
	readings := sort([reading | some reading in object.keys(patches)])
	sizes := [count(options(manifest, reading)) | some reading in readings]
}

# Only a reading that the caller chose makes the usual values other than they are.
as_chosen(base, patches) := base if {
	count(patches) == 0
} else := patched(base, patches)

patched(base, patches) := {
	"true": union({base["true"] - conditions, union({patch["true"] | some patch in patches})}),
	"false": union({base["false"] - conditions, union({patch["false"] | some patch in patches})}),
	"open": union({base.open - conditions, union({patch.open | some patch in patches})}),
	"exempt": union({base.exempt - exemptions, union({patch.exempt | some patch in patches})}),
	"cleared": union({base.cleared - exemptions, union({patch.cleared | some patch in patches})}),
	"result": object.union_n(array.concat([base.result], [patch.result | some patch in patches])),
} if {
	conditions := {id | some patch in patches; some id in patch.governs.conditions}
	exemptions := {id | some patch in patches; some id in patch.governs.exemptions}
}

# ## One combination of readings

# The conditions by what they do to the outcome.
kinds(manifest) := {
	"all": object.keys(manifest.modality),
	"scope": of["scope"],
	"hard": of.must | of.judgement,
	"needed": of.must | of.in_principle,
	"soft": of.in_principle | of.weighed,
	"awaited": of.judgement | of.weighed,
} if {
	of := {kind: {id | manifest.modality[id] == kind} |
		some kind in ["scope", "must", "in_principle", "judgement", "weighed"]
	}
}

combination(manifest, now, fixed, choice) := object.union(combine(manifest, now, fixed), {"readings": choice})

combine(manifest, now, fixed) := object.union(
	verdict(fixed.kinds, sets, {key | now.result[key] == null}),
	{"sets": sets, "exempt": now.exempt, "result": now.result},
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
	"unknown": fixed.kinds["all"] - union({met, not_applicable, not_met, open}),
} if {
	exempt := {id | some exemption in now.exempt; some id in manifest.exemptions[exemption]}
	doubtful := {id |
		some exemption in object.keys(manifest.exemptions) - now.cleared
		some id in manifest.exemptions[exemption]
	}
	met := union({now["true"], fixed.departed & fixed.kinds.soft}) - fixed.withdrawn
	not_applicable := union({union({exempt, fixed.not_due}) - met, fixed.withdrawn})
	settled := union({met, not_applicable, doubtful})
	not_met := now["false"] - settled
	open := now.open - settled
}

# The order of these rules is the definition of the outcome.
verdict(kinds, sets, missing_results) := {} if {
	count(kinds.needed) + count(kinds.awaited) == 0
} else := {"outcome": "not_applicable"} if {
	count(sets.not_met & kinds.scope) > 0
} else := {"outcome": "undetermined"} if {
	count((sets.unknown | sets.open) & kinds.scope) > 0
} else := {"outcome": "not_met"} if {
	count(sets.not_met & kinds.hard) > 0
} else := {"outcome": "undetermined"} if {
	count(sets.unknown & kinds.needed) > 0
} else := {"outcome": "refer", "leaning": "not_met"} if {
	count(sets.not_met & kinds.soft) > 0
} else := {"outcome": "refer"} if {
	count(sets.open & (kinds.needed | kinds.awaited)) > 0
} else := {"outcome": "refer", "leaning": "met"} if {
	count(sets.unknown & kinds.awaited) > 0
} else := {"outcome": "undetermined"} if {
	count(missing_results) > 0
} else := {"outcome": "met"}

# ## All combinations together

summary(combinations) := {"result": {}} if {
	count([1 | some combination in combinations; combination.outcome]) == 0
} else := {"outcome": "undetermined", "result": {}} if {
	count([1 | some combination in combinations; combination.outcome == "undetermined"]) > 0
} else := shown(combinations[0]) if {
	every combination in combinations {
		combination.outcome == combinations[0].outcome
		shown(combination).result == shown(combinations[0]).result
	}
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
