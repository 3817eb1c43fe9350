r"""Grammar of LaTeX commands with arguments: fractions, roots, binomials, and `\begin{…}` environments."""

from __future__ import annotations

from grader.language.spaces import Spaces
from grader.language.tokens import Token
from grader.language.tree import Array, Call, Cases, Div, Node

_MATRICES = frozenset(
    {"matrix", "bmatrix", "pmatrix", "Bmatrix", "smallmatrix", "array", "bsmallmatrix", "psmallmatrix"}
)
_CASES = frozenset({"cases", "dcases", "rcases"})
_LOOSE = frozenset({"array", "matrix", "aligned"})  # definitions by cases behind a brace
_BARRED = {"vmatrix": "det", "Vmatrix": "norm"}


class Environments(Spaces):
    """LaTeX commands that take groups."""

    def latex_command(self, token: Token) -> Node | None:
        """Read a command with arguments; None where the word is none."""
        if not token.tex and not self.at_place(1, "{"):
            return None
        match token.value:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                quotient = self.differential_quotient()
                return quotient if quotient is not None else Div(*self._pair())
            case "binom" | "dbinom" | "tbinom":
                return Call("binom", self._pair())
            case "sqrt" if token.tex and self.ahead().value in {"[", "{"}:
                return self._root()
            case "sqrt" if token.tex and not self.at_place(1, "("):
                return self.root_sign("sqrt")
            case "begin":
                return self._environment()
            case "mathbb":
                return self.space_command()
            case _:
                return None

    def _pair(self) -> tuple[Node, Node]:
        self.position += 1
        return self.group_or_token(), self.group_or_token()

    def _root(self) -> Node:
        self.enter()
        self.position += 1
        degree: Node | None = None
        if self.take("["):
            degree = self.sum()
            self.expect("]", "`]`")
        inner = self.group_or_token()
        self.leave()
        return Call("sqrt", (inner,)) if degree is None else Call("root", (inner, degree))

    def plain_cases(self) -> Node:
        """`cases(a if x > 0, b otherwise)`."""
        self.enter()
        self.position += 2
        branches: list[tuple[Node, Node]] = []
        otherwise: Node | None = None
        spaced, self.spaced = self.spaced, False
        bars, self.bars = self.bars, []
        while otherwise is None:
            value = self.sum()
            if self.is_word("otherwise", "else"):
                self.position += 1
                otherwise = value
            elif self.is_word("if", "for", "when"):
                branches.append((value, self._branch_condition()))
            else:
                self.fail("Expected `if` and a condition, or `otherwise`")
            if not self.take(",", ";"):
                break
        self.spaced, self.bars = spaced, bars
        self.expect(")", "`,` or `)`")
        self.leave()
        return Cases(tuple(branches), otherwise)

    # environments

    def _environment(self) -> Node:
        fence = self.position and self.tokens[self.position - 1].value == "\\{"
        self.enter()
        self.position += 1
        name = self._name_in_braces()
        if name in {"array", "array*"} and self.at("{"):
            self._skip_group()
        node: Node
        if name in _CASES or (fence and name in _LOOSE):
            node = self._cases()
        elif name in _MATRICES or name in _BARRED:
            rows = self._rows_of_cells()
            node = Array(tuple(Array(tuple(row)) for row in rows))
            node = Call(_BARRED[name], (node,)) if name in _BARRED else node
        else:
            self.wrong(f"The environment `{name}` is not known here. Expected: bmatrix, pmatrix or cases.", self.token)
        self.leave()
        if not (self.token.kind == "word" and self.token.value == "end"):
            self.fail(f"Expected `\\end{{{name}}}`")
        self.position += 1
        if self._name_in_braces() != name:
            self.wrong(f"`\\begin{{{name}}}` is closed by another environment.", self.tokens[self.position - 1])
        return node

    def _name_in_braces(self) -> str:
        self.expect("{", "the name of an environment in braces")
        name = ""
        while self.token.kind != "end" and not self.at("}"):
            name += self.token.value
            self.position += 1
        self.expect("}", "`}`")
        return name

    def _skip_group(self) -> None:
        while self.token.kind != "end" and not self.take("}"):
            self.position += 1

    def _rows_of_cells(self) -> list[list[Node]]:
        rows: list[list[Node]] = [[]]
        bars, self.bars = self.bars, []
        spaced, self.spaced = self.spaced, False
        while True:
            rows[-1].append(self.sum())
            if self.take("&"):
                continue
            self.take(",")
            if not self.take("\\\\"):
                break
            if self.token.value == "end":
                break
            rows.append([])
        self.bars, self.spaced = bars, spaced
        if len({len(row) for row in rows}) > 1:
            self.wrong("The rows of this matrix have different lengths.", self.token)
        return rows

    def _cases(self) -> Node:
        branches: list[tuple[Node, Node]] = []
        otherwise: Node | None = None
        while True:
            value = self.sum()
            self.take(",")
            self.take("&")
            if self.is_word("otherwise", "else"):
                self.position += 1
                otherwise = value
            else:
                branches.append((value, self._branch_condition()))
            self.take(",", ";", ".")
            if otherwise is not None or not self.take("\\\\") or self.token.value == "end":
                break
        self.take("\\\\")
        return Cases(tuple(branches), otherwise)

    def _branch_condition(self) -> Node:
        while self.is_word("if", "for", "when"):
            self.position += 1
        return self.condition()
