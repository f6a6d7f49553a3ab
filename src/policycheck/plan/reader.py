"""Reads a plan as the engine saves it: OPA's intermediate representation, as JSON."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, get_type_hints

from policycheck.errors import EngineError
from policycheck.plan import model
from policycheck.plan.model import Block, Const, Function, Local, Operand, Plan, Position, Statement

Content = Mapping[str, Any]
Locate = Callable[[str, int, int], Position]

# The instructions by the names of OPA's intermediate representation.
_STATEMENTS: Mapping[str, type[Statement]] = MappingProxyType(
    {
        "ArrayAppendStmt": model.ArrayAppend,
        "AssignIntStmt": model.AssignInt,
        "AssignVarStmt": model.AssignVar,
        "AssignVarOnceStmt": model.AssignVarOnce,
        "BlockStmt": model.Blocks,
        "BreakStmt": model.Break,
        "CallStmt": model.Call,
        "CallDynamicStmt": model.CallDynamic,
        "DotStmt": model.Dot,
        "EqualStmt": model.Equal,
        "IsArrayStmt": model.IsArray,
        "IsDefinedStmt": model.IsDefined,
        "IsObjectStmt": model.IsObject,
        "IsSetStmt": model.IsSet,
        "IsUndefinedStmt": model.IsUndefined,
        "LenStmt": model.Len,
        "MakeArrayStmt": model.MakeArray,
        "MakeNullStmt": model.MakeNull,
        "MakeNumberIntStmt": model.MakeNumberInt,
        "MakeNumberRefStmt": model.MakeNumberRef,
        "MakeObjectStmt": model.MakeObject,
        "MakeSetStmt": model.MakeSet,
        "NopStmt": model.Nop,
        "NotEqualStmt": model.NotEqual,
        "NotStmt": model.Not,
        "ObjectInsertStmt": model.ObjectInsert,
        "ObjectInsertOnceStmt": model.ObjectInsertOnce,
        "ObjectMergeStmt": model.ObjectMerge,
        "ResetLocalStmt": model.ResetLocal,
        "ResultSetAddStmt": model.ResultSetAdd,
        "ReturnLocalStmt": model.ReturnLocal,
        "ScanStmt": model.Scan,
        "SetAddStmt": model.SetAdd,
        "WithStmt": model.With,
    }
)
_MEMBERS: Mapping[type[Statement], tuple[tuple[str, Any], ...]] = MappingProxyType(
    {
        kind: tuple(
            (each.name, get_type_hints(kind)[each.name])
            for each in fields(kind)
            if each.name != "position"
        )
        for kind in _STATEMENTS.values()
    }
)
# Members that stand in the document as an index of the table of strings.
_WRITTEN = {"number": "index"}


def read_plan(document: Content, locate: Locate) -> Plan:
    """The plan in a document.

    Args:
        document: What the engine saves as ``plan.json``.
        locate: The position of a file, a row and a column as the plan counts them: both from 0,
            columns in bytes.

    Raises:
        EngineError: ``unknown_instruction``: the document has an instruction, a member or an
            operand that is not known here, with its position where it has one.
    """
    static = document["static"]
    reader = _Reader(
        strings=tuple(each["value"] for each in static["strings"]),
        files=tuple(each["value"] for each in static["files"]),
        locate=locate,
    )
    functions = [reader.function(each) for each in document["funcs"]["funcs"]]
    return Plan(
        builtins=tuple(each["name"] for each in static["builtin_funcs"]),
        functions=MappingProxyType({each.name: each for each in functions}),
        entrypoints=MappingProxyType(
            {each["name"]: reader.blocks(each["blocks"]) for each in document["plans"]["plans"]}
        ),
    )


@dataclass(frozen=True)
class _Reader:
    strings: tuple[str, ...]
    files: tuple[str, ...]
    locate: Locate

    def function(self, content: Content) -> Function:
        _group, *path = content["path"]
        return Function(
            name=content["name"],
            path=tuple(path),
            params=tuple(content["params"]),
            returns=content["return"],
            blocks=self.blocks(content["blocks"]),
        )

    def blocks(self, content: list[Content]) -> tuple[Block, ...]:
        return tuple(self.block(each) for each in content)

    def block(self, content: Content) -> Block:
        return Block(tuple(self.statement(each) for each in content["stmts"] or ()))

    def statement(self, content: Content) -> Statement:
        written = content["stmt"]
        position = self.position(written)
        kind = _STATEMENTS.get(content["type"])
        if kind is None:
            raise _unknown(f"the instruction {content['type']}", position)
        members = {
            name: self.member(kinds, written[_WRITTEN.get(name, name)], position)
            for name, kinds in _MEMBERS[kind]
            if _WRITTEN.get(name, name) in written
        }
        known = {_WRITTEN.get(name, name) for name in members} | {"file", "row", "col"}
        if strange := written.keys() - known:
            raise _unknown(f"{content['type']} with {', '.join(sorted(strange))}", position)
        return kind(position=position, **members)

    def member(self, kind: Any, content: Any, position: Position | None) -> Any:
        """The value of a member, by the type that the model gives it."""
        if kind == Operand:
            return self.operand(content, position)
        if kind == tuple[Operand, ...]:
            return tuple(self.operand(each, position) for each in content)
        if kind == Block:
            return self.block(content)
        if kind == tuple[Block, ...]:
            return self.blocks(content)
        if kind == tuple[str, ...]:
            return tuple(self.strings[index] for index in content)
        if kind == tuple[int, ...]:
            return tuple(content)
        return self.strings[content] if kind is str and isinstance(content, int) else content

    def operand(self, content: Content, position: Position | None) -> Operand:
        value = content["value"]
        match content["type"]:
            case "local":
                return Local(value)
            case "bool":
                return Const(value)
            case "string_index":
                return Const(self.strings[value])
        raise _unknown(f"the operand {content['type']}", position)

    def position(self, content: Content) -> Position | None:
        if "row" not in content:
            return None
        return self.locate(self.files[content["file"]], content["row"], content["col"])


def _unknown(what: str, position: Position | None) -> EngineError:
    where = (position.file, position.row, position.column) if position else ()
    return EngineError("unknown_instruction", f"the plan has {what}, which is not known", *where)
