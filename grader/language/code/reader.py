"""Reads a snippet of Python: limits first, then `ast.parse`, then only what is on the list of `parts`."""

from __future__ import annotations

import ast
import math
import re
import textwrap
import warnings
from collections.abc import Iterator

from grader.errors import AnswerError, LimitError, Span
from grader.language.code.names import own_functions, require_names
from grader.language.code.parts import CONTEXTS, EXPRESSIONS, FROM, IMPORTED, INNER, STATEMENTS, UNREAD
from grader.language.code.program import Program
from grader.wording import unreadable_code

MAX_CHARACTERS = 10_000  # of a program
MAX_BRACKETS = 30  # brackets inside each other
MAX_TOKENS = 400  # in one line, which goes on where a bracket is open
MAX_DEPTH = 60  # nodes inside each other
MAX_BITS = 256  # of a whole number that is written out

_FENCE = re.compile(
    r"\s*(?:(?:```+|~~~+)\s*[\w+-]*|\\(?:begin|end)\{(?:verbatim|Verbatim|lstlisting|minted|alltt)\*?\}(?:\[[^\]]*\]|\{\w*\})*)\s*"
)
_TOKEN = re.compile(
    r"\s+|#[^\n]*|(?P<text>[rRbBuU]{0,2}(?:'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"))|\w+|.",
    re.DOTALL,
)


def read_code(text: str, names: frozenset[str] | None = None) -> Program:
    """Return the program that a text is; `names` are those it may use beside its own, any where it is None.

    Raises AnswerError, with the place of what is not read.
    """
    if len(text) > MAX_CHARACTERS:
        raise LimitError(unreadable_code.CODE_AT_MOST_CHARACTERS.format(max_characters=MAX_CHARACTERS))
    text = _unfenced(text.replace("\r\n", "\n").replace("\r", "\n").replace("\xa0", " "))
    _require_shallow(text)
    body = _parsed(_dedented(text))
    _require_known(text, body)
    if names is not None:
        require_names(text, body, names)
    return Program(text, tuple(body))


def place(text: str, node: ast.AST) -> Span | None:
    """Return where a node begins and ends in a text whose lines are those of the tree."""
    line = getattr(node, "lineno", None)
    lines = text.split("\n")
    if line is None or not 1 <= line <= len(lines):
        return None
    start = sum(len(one) + 1 for one in lines[: line - 1])
    found = lines[line - 1]
    return Span(start + len(found) - len(found.lstrip()), start + len(found))


def unread(text: str, node: ast.AST, what: str) -> AnswerError:
    """Return the error that something in a program is not read."""
    said = unreadable_code.LINE_NOT_READ.format(line=getattr(node, "lineno", 1), what=what)
    return AnswerError(said, text, place(text, node))


def _unfenced(text: str) -> str:
    """Return a text without the fence around it; the lines keep their numbers."""
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if len(filled) > 1 and _FENCE.fullmatch(lines[filled[0]]) and _FENCE.fullmatch(lines[filled[-1]]):
        lines[filled[0]] = lines[filled[-1]] = ""
    return "\n".join(lines)


def _require_shallow(text: str) -> None:
    """Raise LimitError where Python's reader would have to go deep; its own limits are not to be relied on."""
    depth = tokens = 0
    for token in _TOKEN.finditer(text):
        said = token[0]
        if "\n" in said and not token["text"] and depth <= 0:
            tokens = 0
        tokens += not said.isspace()
        depth += 1 if said in "([{" else -1 if said in ")]}" else 0
        span = Span(token.start(), token.end())
        if depth > MAX_BRACKETS:
            raise LimitError(unreadable_code.AT_MOST_BRACKETS_STAND.format(max_brackets=MAX_BRACKETS), text, span)
        if tokens > MAX_TOKENS:
            raise LimitError(unreadable_code.LINE_AT_MOST_WORDS.format(max_tokens=MAX_TOKENS), text, span)


def _dedented(text: str) -> str:
    """Return a text without the indentation that all lines share, or all but the first one, as where it is copied."""
    whole = textwrap.dedent(text)
    first, newline, rest = whole.partition("\n")
    body = textwrap.dedent(rest)
    if (
        newline
        and body != rest
        and first[:1].strip()
        and not first.split("#")[0].rstrip().endswith((":", ",", "(", "[", "\\"))
    ):
        return f"{first}\n{body}"
    return whole


def _parsed(text: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text).body
    except SyntaxError as error:
        raise _not_python(text, error) from None
    except (ValueError, MemoryError, RecursionError):
        raise AnswerError(unreadable_code.NO_CODE_PYTHON_COULD) from None


def _not_python(text: str, error: SyntaxError) -> AnswerError:
    lines = text.split("\n")
    number = min(max(error.lineno or 1, 1), len(lines))
    start = sum(len(line) + 1 for line in lines[: number - 1])
    column = min(max((error.offset or 1) - 1, 0), len(lines[number - 1]))
    why = unreadable_code.TABS_BLANKS_MIXED if isinstance(error, TabError) else str(error.msg).partition(" (")[0]
    return AnswerError(
        unreadable_code.LINE_NO_PYTHON.format(number=number, why=why), text, Span(start + column, start + column + 1)
    )


def _require_known(text: str, body: list[ast.stmt]) -> None:
    """Raise AnswerError for the first node that is not read, in the order of the text."""
    found = sorted(_unknown(body), key=lambda pair: (getattr(pair[0], "lineno", 0), getattr(pair[0], "col_offset", 0)))
    for node, what in found:
        raise unread(text, node, what)


def _unknown(body: list[ast.stmt]) -> Iterator[tuple[ast.AST, str]]:
    level: list[tuple[ast.AST, ast.AST]] = [(node, node) for node in body]
    depth, own = 0, own_functions(body)
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise LimitError(unreadable_code.AT_MOST_PARTS_CODE.format(max_depth=MAX_DEPTH))
        for node, near in level:
            what = unreadable_code.PRINT_CHANGES if is_printed(node) and _may_change(node, own) else _fault(node)
            if what:
                yield near, what
        level = [
            (child, child if hasattr(child, "lineno") else near)
            for node, near in level
            if not is_printed(node)
            for child in ast.iter_child_nodes(node)
        ]


def is_printed(node: ast.AST) -> bool:
    """Return whether a statement only prints, or is a text by itself: nothing depends on it."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id="print")) | ast.Constant(value=str())):
            return True
        case _:
            return False


def _may_change(printed: ast.AST, own: frozenset[str]) -> bool:
    """Return whether what is printed may change something: a function of the program, or a change in place."""
    for node in ast.walk(printed):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if (
                name in own or name.endswith("_") or name in {"append", "extend"}
            ):
                return True
            case ast.keyword(arg="out") | ast.NamedExpr():
                return True
    return False


def _fault(node: ast.AST) -> str:
    """Return what is not read, in words; empty where a node is read, its parts aside."""
    match node:
        case ast.FunctionDef(decorator_list=[_, *_]) | ast.ClassDef(decorator_list=[_, *_]):
            return "a decorator"
        case ast.arguments(vararg=ast.arg()) | ast.arguments(kwarg=ast.arg()) | ast.keyword(arg=None):
            return unreadable_code.LIST_ANY_ARGUMENTS
        case ast.Import(names=names):
            return "" if all(_is_imported(one) for one in names) else "this import"
        case ast.ImportFrom(module=module, names=names):
            known = FROM.get(module or "", ())
            is_known = all(one.name in known and one.asname in {None, one.name, "F"} for one in names)
            return "" if is_known else "this import"
        case ast.With(items=items):
            return "" if all(_is_context(item) for item in items) else "`with`"
        case ast.For(orelse=[_, *_]):
            return unreadable_code.BEHIND_LOOP
        case ast.Constant(value=value):
            return _constant_fault(value)
        case ast.Attribute(attr=name) | ast.Name(id=name) | ast.keyword(arg=str(name)) if name.startswith("__"):
            return "" if name == "__init__" else f"`{name}`"
        case _ if isinstance(node, (*STATEMENTS, *EXPRESSIONS, *INNER)):
            return ""
        case _:
            return UNREAD.get(type(node).__name__, f"`{type(node).__name__}`")


def _constant_fault(value: object) -> str:
    match value:
        case bool() | str() | None:
            return ""
        case int():
            return "" if value.bit_length() <= MAX_BITS else unreadable_code.NUMBER_SO_MANY_DIGITS
        case float():
            return "" if math.isfinite(value) else unreadable_code.NUMBER_SIZE
        case _ if value is ...:
            return ""
        case _:
            return unreadable_code.NUMBER_WITH if isinstance(value, complex) else unreadable_code.TEXT_BYTES


def _is_imported(alias: ast.alias) -> bool:
    return (alias.asname or alias.name) in IMPORTED.get(alias.name, ())


def _is_context(item: ast.withitem) -> bool:
    match item:
        case ast.withitem(
            context_expr=ast.Call(func=ast.Attribute(value=ast.Name(id=module), attr=name), args=[], keywords=[]),
            optional_vars=None,
        ):
            return f"{module}.{name}" in CONTEXTS
        case _:
            return False
