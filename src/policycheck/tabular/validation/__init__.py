"""Which rows are valid cases: quickly over columns, and with reasons where they are not."""

from policycheck.tabular.validation.reasons import problems_of, reasons
from policycheck.tabular.validation.rows import RowValidator
from policycheck.tabular.validation.validator import ColumnValidator, column_validator

__all__ = ["ColumnValidator", "RowValidator", "column_validator", "problems_of", "reasons"]
