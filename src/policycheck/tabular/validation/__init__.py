"""Which rows are valid cases: quickly over columns, and with reasons where they are not.

:mod:`policycheck.tabular.validation.rows` does it for rows in JSON.
"""

from policycheck.tabular.validation.reasons import problems_of, reasons
from policycheck.tabular.validation.validator import ColumnValidator, column_validator

__all__ = ["ColumnValidator", "column_validator", "problems_of", "reasons"]
