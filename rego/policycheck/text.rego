# The text of a policy as it stood on input.known_at.
package policycheck.text

import rego.v1

# The value of each parameter in the last version that was published by then.
# A version without a day of publication has the empty string, which sorts first.
parameters(parameters_with_versions) := {id: value |
	some id, versions in parameters_with_versions
	current := max([version.published | some version in versions; version.published <= input.known_at])
	some version in versions
	version.published == current
	value := version.value
}
