"""Which variables formulas speak of."""

from collections.abc import Iterable

import z3

from policycheck.proving.formulas import Variables


def mentioned(variables: Variables, formulas: Iterable[z3.ExprRef]) -> Variables:
    """The same case, as if nothing but what some formulas speak of had been asked of it."""
    names: set[str] = set()
    seen: set[int] = set()
    pending = list(formulas)
    while pending:
        formula = pending.pop()
        if formula.get_id() in seen:
            continue
        seen.add(formula.get_id())
        if z3.is_const(formula) and formula.decl().kind() == z3.Z3_OP_UNINTERPRETED:
            names.add(formula.decl().name())
        pending.extend(formula.children())
    return variables.only(names)
