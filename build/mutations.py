"""Small faults that may be planted in a module: each is one edit of its text, found by Python's own ``ast``."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import NamedTuple

COMPARISONS: dict[type[ast.cmpop], str] = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
ARITHMETIC: dict[type[ast.operator], str] = {
    ast.Add: "-",
    ast.Sub: "+",
    ast.Mult: "//",
    ast.Div: "*",
    ast.FloorDiv: "*",
    ast.Mod: "*",
    ast.BitOr: "&",
    ast.BitAnd: "|",
}
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "set": "list", "ceil": "floor"}
# Words of SQL inside a string, by pattern; a string is taken for SQL where it holds one of its keywords.
SQL = re.compile(r"\b(select|where|coalesce|exists|order by)\b|\b(and|or) \w+ (is|in)\b|julianday|\?", re.I)
SQL_SWAPS = (
    (r"<=", "<"),
    (r"(?<![<=>])<(?![=>])", "<="),
    (r">=", ">"),
    (r"(?<![<=>-])>(?![=>])", ">="),
    (r"\band\b", "or"),
    (r"\bor\b", "and"),
    (r"\bis not null\b", "is null"),
    (r"\bis null\b", "is not null"),
    (r"\bnot in\b", "in"),
    (r"\bnot exists\b", "exists"),
    (r"\bdistinct ", ""),
    (r"\bmin\(", "max("),
    (r"\bmax\(", "min("),
    (r"\bdesc\b", ""),
)
# Names whose brackets hold types also where a value stands: `dict[str, int]()`.
GENERIC = {"dict", "list", "set", "frozenset", "tuple", "type", "Counter", "Mapping", "Callable", "Iterator"}
GENERIC |= {"Literal"}  # its words are read by mypy alone
STATEMENTS = (ast.AugAssign, ast.Raise, ast.Continue, ast.Break)


class Mutation(NamedTuple):
    """One edit: the bytes ``start:end`` of a module's UTF-8 text become ``text``; ``line`` counts from 1."""

    start: int
    end: int
    text: str
    line: int

    def applied(self, source: bytes) -> bytes:
        """The module's text with the fault in it."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def mutations(source: bytes) -> list[Mutation]:
    """Every fault for a module's text, by place.

    Left out are annotations, decorators, what people read, and the plain values of declarations: what a register
    says of a field outside of any function (how long, which headings) is no rule, and a test could only repeat it.

    Raises SyntaxError where the text is no Python.
    """
    edits = _Edits(source)
    edits.visit(ast.parse(source))
    # An edit may be proposed by two rules; one that leaves no Python is none.
    return sorted({edit for edit in edits.found if edits.is_python(edit)})


class _Edits(ast.NodeVisitor):
    """Walks a tree and notes the edits; positions of ``ast`` are a line and a byte in it."""

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.found: list[Mutation] = []
        self.depth = 0  # of functions around the place
        self.declares = False  # whether the place is a named argument outside of any function
        lengths = [len(line) for line in source.splitlines(keepends=True)]
        self.starts = [sum(lengths[:number]) for number in range(len(lengths))]

    def is_python(self, edit: Mutation) -> bool:
        try:
            ast.parse(edit.applied(self.source))
        except SyntaxError:
            return False
        return edit.applied(self.source) != self.source

    def span(self, node: ast.AST) -> tuple[int, int]:
        """First byte of a node and the one after its last."""
        first, last = self.starts[node.lineno - 1], self.starts[node.end_lineno - 1]  # type: ignore[attr-defined]
        return first + node.col_offset, last + node.end_col_offset  # type: ignore[attr-defined]

    def text(self, node: ast.AST) -> str:
        start, end = self.span(node)
        return self.source[start:end].decode()

    def edit(self, start: int, end: int, text: str) -> None:
        self.found.append(Mutation(start, end, text, self.source.count(b"\n", 0, start) + 1))

    def replace(self, node: ast.AST, text: str) -> None:
        self.edit(*self.span(node), text)

    def between(self, left: ast.AST, right: ast.AST, pattern: str, text: str) -> None:
        """Replace an operator, which stands between its operands and outside their brackets."""
        start, end = self.span(left)[1], self.span(right)[0]
        operator = re.search(pattern, self.source[start:end].decode())
        if operator:
            self.edit(start + operator.start(), start + operator.end(), text)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        for part in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.within(part, 1)

    def within(self, part: ast.AST, depth: int) -> None:
        self.depth += depth
        self.visit(part)
        self.depth -= depth

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.within(node.body, 1)

    def visit_keyword(self, node: ast.keyword) -> None:
        """`zip(…, strict=True)` states what is so, as an assertion does."""
        if node.arg != "strict":
            before, self.declares = self.declares, not self.depth
            self.visit(node.value)
            self.declares = before

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not (isinstance(node.value, ast.Name) and node.value.id in GENERIC):
            self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for part in node.body:
            self.visit(part)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)

    def visit_Assert(self, node: ast.Assert) -> None:
        """An assertion states what is so: what it says is no behaviour."""

    def visit_If(self, node: ast.If) -> None:
        if ast.unparse(node.test) == "TYPE_CHECKING":
            return
        self.replace(node.test, "False")
        self.replace(node.test, "True")
        self.generic_visit(node)

    def visit_IfExp(self, node: ast.IfExp) -> None:
        self.replace(node, f"({self.text(node.body)})")
        self.replace(node, f"({self.text(node.orelse)})")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        for test in node.ifs:
            self.replace(test, "True")
        self.generic_visit(node)

    def visit_Compare(self, node: ast.Compare) -> None:
        for (left, right), operator in zip(pairwise([node.left, *node.comparators]), node.ops, strict=True):
            self.between(left, right, r"not in|is not|in|is|[<>=!]+", COMPARISONS[type(operator)])
        self.generic_visit(node)

    def visit_BoolOp(self, node: ast.BoolOp) -> None:
        for value in node.values:
            rest = [f"({self.text(other)})" for other in node.values if other is not value]
            joined = (" and " if isinstance(node.op, ast.And) else " or ").join(rest)
            self.replace(node, f"({joined})" if len(rest) > 1 else joined)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        texts = any(isinstance(side, ast.JoinedStr) or _is_text(side) for side in (node.left, node.right))
        types = isinstance(node.op, ast.BitOr) and any(map(_is_type, (node.left, node.right)))
        if type(node.op) in ARITHMETIC and not texts and not types:
            self.between(node.left, node.right, r"//|[-+*/%|&]", ARITHMETIC[type(node.op)])
        self.generic_visit(node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> None:
        if isinstance(node.op, ast.Not):
            self.replace(node, f"({self.text(node.operand)})")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id in CALLS:
            self.replace(node.func, CALLS[node.func.id])
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        if self.declares and not self.depth and not _is_text(node):
            return
        if isinstance(node.value, bool):
            self.replace(node, str(not node.value))
        elif isinstance(node.value, int):
            self.replace(node, str(node.value + 1))
        elif _is_text(node):
            self.sql(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Only as SQL: Python 3.11 does not say exactly where the parts of such a string stand."""
        self.sql(node)

    def sql(self, node: ast.AST) -> None:
        text = self.text(node)
        if SQL.search(text):
            for pattern, word in SQL_SWAPS:
                for place in re.finditer(pattern, text, re.I):
                    before = self.span(node)[0] + len(text[: place.start()].encode())
                    self.edit(before, before + len(place[0].encode()), word)

    def visit_Tuple(self, node: ast.Tuple) -> None:
        self.elements(node, node.elts)

    visit_List = visit_Set = visit_Tuple  # type: ignore[assignment]

    def elements(self, node: ast.AST, elements: list[ast.expr]) -> None:
        """Leave out one of several codes, numbers or names of a collection."""
        plain = all(isinstance(element, ast.Constant | ast.Name | ast.Attribute) for element in elements)
        words = self.declares and not self.depth and all(map(_is_text, elements))
        if (
            plain
            and not words
            and len(elements) > 1
            and not isinstance(getattr(node, "ctx", None), ast.Store)
        ):
            start, end = self.span(node)
            opened = self.source[start : start + 1] in (b"(", b"[", b"{")
            marks = (self.source[start : start + 1], self.source[end - 1 : end]) if opened else (b"(", b")")
            for element in elements:
                rest = ", ".join(self.text(other) for other in elements if other is not element)
                self.replace(node, f"{marks[0].decode()}{rest},{marks[1].decode()}")
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Constant):
            return  # a docstring
        if not isinstance(node.value, ast.Name | ast.Attribute):
            self.replace(node, "pass")
        self.generic_visit(node)

    def generic_visit(self, node: ast.AST) -> None:
        if isinstance(node, STATEMENTS):
            self.replace(node, "pass")
        super().generic_visit(node)


def _is_type(node: ast.AST) -> bool:
    """Whether it is `None` or a type with its parts, which are joined by `|` to another type."""
    if isinstance(node, ast.Constant):
        return node.value is None
    return isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id in GENERIC


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)
