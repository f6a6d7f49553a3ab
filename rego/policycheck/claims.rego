# The claims of a provider, listed one by one.
package policycheck.claims

import data.policycheck.dates
import rego.v1

# The claims for care in a year: whenever they were submitted, and withdrawn or not.
for_year(year, claims) := [claim | some claim in claims; dates.year(claim.care_on) == year]
