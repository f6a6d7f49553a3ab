"""Which cases of a batch are invalid, by assertions over columns."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pyarrow as pa

from policycheck.facts import CaseSchemas
from policycheck.tabular.types import case_type
from policycheck.tabular.validation.columns import Columns, Mask
from policycheck.tabular.validation.schema import Assertion, assertions_of


@dataclass(frozen=True)
class ColumnValidator:
    """Says of each case in a batch whether it fits the schemas and the day that is judged.

    It says the same as :func:`policycheck.facts.case_from_mapping` and the contradictions that
    follow it, without reasons.

    Attributes:
        type: The type of the cases.
        assertions: What is asserted.
    """

    type: pa.StructType
    assertions: tuple[Assertion, ...]

    def invalid(self, cases: pa.RecordBatch, as_of: date | pa.Array) -> Mask:
        """Which cases do not fit.

        Args:
            cases: Cases in the form of :func:`policycheck.tabular.types.case_type`: a column for
                each of its fields, in order. Texts are UTF-8.
            as_of: The day on which the cases are judged; a ``date32`` without nulls if each has
                its own.

        Raises:
            ValueError: The batch does not have that form.
        """
        if pa.struct(cases.schema) != self.type:
            raise ValueError("the columns are not those of a case")
        columns = Columns(cases, as_of)
        invalid = np.zeros(columns.count, np.bool_)
        for assertion in self.assertions:
            invalid[assertion.refused(columns)] = True
        return invalid


def column_validator(schemas: CaseSchemas) -> ColumnValidator:
    """The validator for schemas; it takes some milliseconds to make, so keep it.

    Raises:
        RulesError: The schemas say something that is not checked over columns.
    """
    return ColumnValidator(case_type(schemas.schema), assertions_of(schemas.schema))
