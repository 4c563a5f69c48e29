"""A file changed in one place: each number that it names, or a sample of what a mutation tool makes of it."""

from __future__ import annotations

import ast
import math
import sys
from collections import defaultdict
from hashlib import blake2b
from random import Random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Mutant(NamedTuple):
    """A file's source, changed in one place.

    Attributes:
        change: what was changed, for a reader.
        subject: the number that was changed, where one was.
    """

    file: str
    line: int
    change: str
    source: str
    subject: str = ""

    @property
    def key(self) -> str:
        """What tells it from every other."""
        return blake2b(f"{self.file}\n{self.source}".encode(), digest_size=12).hexdigest()


# --- Numbers that a module names --------------------------------------------------------------------------------------


def constants(file: str, source: str) -> Iterator[Mutant]:
    """Yield a file with each number that it names doubled, halved and negated."""
    for name, node, value in numbers(ast.parse(source)):
        start, end = _place(source, node.lineno, node.col_offset), _place(source, *_end(node))
        said = source[start:end]
        halved = f"({said}) // 2" if isinstance(value, int) else f"({said}) / 2"
        for what, changed, becomes in (
            ("doubled", f"2 * ({said})", 2 * value),
            ("halved", halved, value // 2 if isinstance(value, int) else value / 2),
            ("negated", f"-({said})", -value),
        ):
            if becomes != value:
                text = f"{source[:start]}({changed}){source[end:]}"
                yield Mutant(file, node.lineno, f"`{name}` = {said} {what}", text, f"{file}:{name}")


def numbers(module: ast.Module) -> Iterator[tuple[str, ast.expr, float]]:
    """Yield the numbers in what a module assigns to names: what they are called, the expression, its value."""
    for statement in module.body:
        if isinstance(statement, ast.Assign):
            yield from _assigned(statement.targets[0], statement.value)
        elif isinstance(statement, ast.AnnAssign) and statement.value:
            yield from _assigned(statement.target, statement.value)


def _assigned(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr, float]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for own, part in zip(target.elts, value.elts, strict=True):
            yield from _assigned(own, part)
    else:
        yield from _numbers(ast.unparse(target), value)


def _numbers(name: str, node: ast.expr) -> Iterator[tuple[str, ast.expr, float]]:
    value = _value(node)
    if value is not None:
        yield name, node, value
        return
    match node:
        case ast.Dict(keys, values):
            parts = [
                (f"{name}[{ast.unparse(key)}]", part) for key, part in zip(keys, values, strict=True) if key
            ]
        case ast.Call(_, arguments, keywords):
            parts = [(f"{name}[{place}]", part) for place, part in enumerate(arguments)]
            parts += [(f"{name}.{keyword.arg}", keyword.value) for keyword in keywords]
        case ast.Tuple(elements) | ast.List(elements):
            parts = [(f"{name}[{place}]", part) for place, part in enumerate(elements)]
        case _:
            parts = []
    for own, part in parts:
        yield from _numbers(own, part)


def _value(node: ast.expr) -> float | None:
    """Return what an expression of nothing but numbers comes to ("1 / 3", "math.log(1 / 4)"), None for another."""
    if isinstance(node, ast.Constant):
        number = isinstance(node.value, int | float) and not isinstance(node.value, bool)
        return node.value if number else None  # type: ignore[return-value] # mypy doesn't follow `number`
    match node:
        case ast.UnaryOp(ast.USub(), operand):
            parts = [operand]
        case ast.BinOp(left, _, right):
            parts = [left, right]
        case ast.Call(ast.Attribute(ast.Name("math")), [argument], []):
            parts = [argument]
        case _:
            return None
    if any(_value(part) is None for part in parts):
        return None
    value: float = eval(ast.unparse(node), {"math": math})  # noqa: S307 - of numbers alone
    return value


def _end(node: ast.expr | ast.stmt) -> tuple[int, int]:
    return node.end_lineno or 0, node.end_col_offset or 0


def _place(source: str, line: int, column: int) -> int:
    """Return where a line (from 1) and a column (in UTF-8) are in a source."""
    lines = source.splitlines(keepends=True)
    return sum(map(len, lines[: line - 1])) + len(lines[line - 1].encode()[:column].decode())


# --- Mutants of a mutation tool ---------------------------------------------------------------------------------------

# Mutants that are no other program: `is` for `==` and the reverse, the same for small numbers and for the members of an
# enumeration; a cache left out.
SAME = {
    "RemoveDecorator",
    *(f"ReplaceComparisonOperator_{pair}" for pair in ("Is_Eq", "Eq_Is", "IsNot_NotEq", "NotEq_IsNot")),
}


def sampled(file: str, source: str, each: int, seed: int) -> Iterator[Mutant]:
    """Yield a mutant at each of so many random places of a file."""
    try:
        from cosmic_ray.ast import ast_nodes, get_ast
        from cosmic_ray.mutating import MutationVisitor
        from cosmic_ray.operators.provider import OperatorProvider
    except ImportError:
        sys.exit("this needs cosmic-ray: pip install cosmic-ray==8.7.0")
    operators = OperatorProvider()
    unread = _unread(ast.parse(source))
    places: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    nodes = list(ast_nodes(get_ast(source)))
    for name in operators:
        if name in SAME or operators[name].arguments():
            continue
        operator = operators[name]()
        found = (place for node in nodes for place in operator.mutation_positions(node))
        for occurrence, (start, _) in enumerate(found):
            if not any(before <= start < behind for before, behind in unread):
                places[start].append((name, occurrence))
    random = Random(f"{seed} {file}")  # noqa: S311 - a sample
    for start in sorted(random.sample(sorted(places), min(each, len(places)))):
        name, occurrence = random.choice(places[start])
        changed = MutationVisitor.mutate_code(source, operators[name](), occurrence)
        yield Mutant(file, start[0], _difference(source, changed), changed)


def _unread(module: ast.Module) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Return the stretches of a module that decide nothing when it runs: annotations, decorators, imports for types."""
    nodes: list[ast.AST | None] = []
    for node in ast.walk(module):
        match node:
            case ast.FunctionDef():
                nodes += [node.returns, *node.decorator_list]
            case ast.ClassDef():
                nodes += node.decorator_list
            case ast.arg() | ast.AnnAssign():
                nodes.append(node.annotation)
            case ast.If(ast.Name("TYPE_CHECKING")):
                nodes.append(node)
            case ast.keyword("strict"):  # a check that the arguments of `zip` never fail
                nodes.append(node.value)
    return [
        ((node.lineno, node.col_offset), _end(node))
        for node in nodes
        if isinstance(node, ast.expr | ast.stmt)
    ]


def _difference(before: str, after: str) -> str:
    """Return the lines in which two sources differ, the one and the other."""
    old, new = before.splitlines(), after.splitlines()
    start = next(
        (place for place, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(new)
    )
    end = 0
    while end < min(len(old), len(new)) - start - 1 and old[-1 - end] == new[-1 - end]:
        end += 1
    parts = (" ".join(map(str.strip, some[start : len(some) - end])) for some in (old, new))
    return " → ".join(f"`{part}`" for part in parts)
