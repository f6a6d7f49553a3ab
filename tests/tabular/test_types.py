"""The type of a case in columns says the same as its schema."""

import pyarrow as pa

from policycheck.facts import load_schemas
from policycheck.tabular.types import case_type

CASE = case_type(load_schemas().schema)


def leaves(kind: pa.DataType, pointer: str = "") -> dict[str, pa.DataType]:
    if pa.types.is_struct(kind):
        found = {pointer: kind}
        for field in kind:
            found |= leaves(field.type, f"{pointer}/{field.name}")
        return found
    if pa.types.is_list(kind):
        return {pointer: kind} | leaves(kind.value_type, f"{pointer}/*")
    return {pointer: kind}


def test_every_fact_has_a_column_and_no_column_is_no_fact() -> None:
    assert leaves(CASE).keys() - {""} == load_schemas().dictionary.keys()


def test_amounts_hold_the_largest_to_the_cent_and_dates_are_days() -> None:
    kinds = leaves(CASE)
    assert kinds["/insurers/asr/turnover/2021"] == pa.decimal128(15, 2)
    assert kinds["/provider/medical_specialist/specialists/*/fte"] == pa.decimal128(12, 3)
    assert kinds["/provider/started_on"] == pa.date32()
    assert pa.types.is_dictionary(kinds["/provider/wtza_status"])
