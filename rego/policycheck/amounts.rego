# Amounts of money, compared exactly.
package policycheck.amounts

import rego.v1

# An amount in euros as a whole number of cents.
cents(euros) := round(euros * 100)
