"""A plan as the engine saves it, read instruction by instruction."""

from dataclasses import fields
from typing import Any, get_type_hints

import pytest

from policycheck.errors import EngineError
from policycheck.plan import Block, Const, Local, Operand, Position, read_plan
from policycheck.plan.model import AssignVar, Nop, Statement
from policycheck.plan.reader import _STATEMENTS

STRINGS = ["result", "input.name", "12.50"]


def locate(file: str, row: int, column: int) -> Position:
    return Position(f"rules/{file}", row + 1, column + 1)


def document(*statements: Any) -> dict[str, Any]:
    """A plan with one function, ``g0.data.demo.rule``."""
    return {
        "static": {
            "strings": [{"value": each} for each in STRINGS],
            "builtin_funcs": [{"name": "count"}],
            "files": [{"value": "0.rego"}, {"value": "1.rego"}],
        },
        "plans": {"plans": [{"name": "demo/rule", "blocks": [{"stmts": []}]}]},
        "funcs": {
            "funcs": [
                {
                    "name": "g0.data.demo.rule",
                    "path": ["g0", "demo", "rule"],
                    "params": [0, 1, 2],
                    "return": 3,
                    "blocks": [{"stmts": list(statements)}],
                }
            ]
        },
    }


def only(statement: Any) -> Statement:
    function = read_plan(document(statement), locate).functions["g0.data.demo.rule"]
    ((read,),) = (block.statements for block in function.blocks)
    return read


def test_a_plan_has_its_functions_and_entrypoints() -> None:
    plan = read_plan(document(), locate)
    assert plan.builtins == ("count",)
    assert plan.entrypoints == {"demo/rule": (Block(()),)}
    function = plan.functions["g0.data.demo.rule"]
    assert (function.path, function.params, function.returns) == (("demo", "rule"), (0, 1, 2), 3)
    assert function.arity == 1


def test_a_statement_has_its_place() -> None:
    written = {"source": {"type": "local", "value": 4}, "target": 5, "file": 1, "row": 7, "col": 2}
    assert only({"type": "AssignVarStmt", "stmt": written}) == AssignVar(
        Local(4), 5, position=Position("rules/1.rego", 8, 3)
    )
    assert only({"type": "NopStmt", "stmt": {}}).position is None


@pytest.mark.parametrize(
    ("operand", "value"),
    [
        ({"type": "local", "value": 4}, Local(4)),
        ({"type": "bool", "value": False}, Const(False)),
        ({"type": "string_index", "value": 1}, Const("input.name")),
    ],
)
def test_an_operand_is_a_local_or_what_is_written(operand: Any, value: Operand) -> None:
    read = only({"type": "AssignVarStmt", "stmt": {"source": operand, "target": 5}})
    assert read == AssignVar(value, 5)


@pytest.mark.parametrize("name", _STATEMENTS)
def test_every_instruction_of_the_representation_is_read_whole(name: str) -> None:
    """Each member gets the value that stands for its type."""
    local = {"type": "local", "value": 9}
    nop = {"stmts": [{"type": "NopStmt", "stmt": {}}]}
    inner = Block((Nop(),))
    written: dict[Any, tuple[Any, Any]] = {
        int: (7, 7),
        str: (2, "12.50"),
        Operand: (local, Local(9)),
        tuple[Operand, ...]: ([local, local], (Local(9), Local(9))),
        tuple[int, ...]: ([4, 5], (4, 5)),
        tuple[str, ...]: ([0, 1], ("result", "input.name")),
        Block: (nop, inner),
        tuple[Block, ...]: ([nop, nop], (inner, inner)),
    }
    kind = _STATEMENTS[name]
    hints = get_type_hints(kind)
    names = [each.name for each in fields(kind) if each.name != "position"]
    members = {("index" if each == "number" else each): written[hints[each]][0] for each in names}
    read = only({"type": name, "stmt": members})
    assert type(read) is kind
    assert {each: getattr(read, each) for each in names} == {
        each: written[hints[each]][1] for each in names
    }


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (
            {"type": "JumpStmt", "stmt": {"file": 0, "row": 3, "col": 0}},
            "rules/0.rego:4:1: the plan has the instruction JumpStmt, which is not known",
        ),
        (
            {"type": "NopStmt", "stmt": {"speed": 3, "file": 0, "row": 3, "col": 0}},
            "rules/0.rego:4:1: the plan has NopStmt with speed, which is not known",
        ),
        (
            {"type": "AssignVarStmt", "stmt": {"source": {"type": "x", "value": 1}, "target": 2}},
            "the plan has the operand x, which is not known",
        ),
    ],
)
def test_what_is_not_known_is_an_error(statement: Any, message: str) -> None:
    with pytest.raises(EngineError) as caught:
        only(statement)
    assert str(caught.value) == f"{message} [unknown_instruction]"
