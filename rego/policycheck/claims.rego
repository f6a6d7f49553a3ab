# The claims of a provider for a year: counted, or listed one by one. A case has one of the two.
package policycheck.claims

import data.policycheck.dates
import rego.v1

# Whether there is no claim for care in a year.
none_for_year(_, claims) := claims.count_for_contract_year == 0

none_for_year(year, claims) := count(for_year(year, claims.submitted)) == 0 if claims.submitted

# The listed claims for care in a year: whenever they were submitted, and withdrawn or not.
for_year(year, claims) := [claim | some claim in claims; dates.year(claim.care_on) == year]
