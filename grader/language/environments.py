r"""Grammar of LaTeX commands with arguments: fractions, roots, binomials, and `\begin{…}` environments."""

from __future__ import annotations

from fractions import Fraction

from grader.language.application import Application
from grader.language.tree import Array, Call, Cases, Div, Node, Num, Space

_MATRICES = frozenset(
    {"matrix", "bmatrix", "pmatrix", "Bmatrix", "smallmatrix", "array", "bsmallmatrix", "psmallmatrix"}
)
_BARRED = {"vmatrix": "det", "Vmatrix": "norm"}
_SPACES = {"bbR": "R", "bbN": "N", "bbZ": "Z", "bbQ": "Q", "bbC": "C"}
_ELSE = frozenset({"otherwise", "else"})


class Environments(Application):
    """LaTeX commands that take groups."""

    def latex_command(self) -> Node | None:
        """Read a command with arguments; None where the word is none."""
        match self.token.value:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                quotient = self.differential_quotient()
                return quotient if quotient is not None else self._pair(Div)
            case "binom" | "dbinom" | "tbinom":
                return self._pair(lambda top, bottom: Call("binom", (top, bottom)))
            case "sqrt" if self.ahead().value in {"[", "{"} and self.token.tex:
                return self._root()
            case "begin":
                return self._environment()
            case "mathbb":
                return self._space()
            case _:
                return None

    def _pair(self, make: object) -> Node:
        self.enter()
        self.position += 1
        top = self.group_or_token()
        bottom = self.group_or_token()
        self.leave()
        return make(top, bottom)  # type: ignore[operator,no-any-return]

    def _root(self) -> Node:
        self.enter()
        self.position += 1
        degree: Node | None = None
        if self.take("["):
            degree = self.sum()
            self.expect("]", "`]`")
        inner = self.group_or_token()
        self.leave()
        if degree is None or degree == Num(Fraction(2)):
            return Call("sqrt", (inner,))
        return Call("root", (inner, degree))

    def space_sign(self) -> Node:
        """`ℝ^{m×n}`, whose sign stands here."""
        name = _SPACES[self.token.value]
        self.position += 1
        return self._dimensions(name)

    def number_set(self) -> Node:
        """`R^{m x n}`, whose letter stands here."""
        name = self.token.value
        self.position += 1
        return self._dimensions(name)

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
            if self.token.value in _ELSE:
                self.position += 1
                otherwise = value
            elif self.token.value in {"if", "for", "when"}:
                branches.append((value, self._branch_condition()))
            else:
                self.fail("Expected `if` and a condition, or `otherwise`")
            if not self.take(",", ";"):
                break
        self.spaced, self.bars = spaced, bars
        self.expect(")", "`,` or `)`")
        self.leave()
        return Cases(tuple(branches), otherwise)

    def _space(self) -> Node:
        self.position += 1
        braced = self.take("{")
        token = self.token
        if token.kind != "word" or token.value not in {"R", "N", "Z", "Q", "C"}:
            self.fail("Expected one of the number sets R, N, Z, Q, C")
        self.position += 1
        if braced:
            self.expect("}", "`}`")
        return self._dimensions(token.value)

    def _dimensions(self, name: str) -> Node:
        if not self.take("^"):
            return Space(name)
        closing = {"{": "}", "(": ")"}.get(self.token.value)
        if closing is None:
            return Space(name, (self.group_or_token(),))
        self.position += 1
        dims = self.dimensions(closing)
        self.expect(closing, f"`×` or `{closing}`")
        return Space(name, tuple(dims))

    def dimensions(self, closing: str) -> list[Node]:
        """Read dimensions parted by `×` or the letter x, up to a closing sign, which stays."""
        cut = self._crosses(closing)
        dims = []
        for stop in cut:
            self.stops.append(self.tokens[stop])
            dims.append(self._up_to(stop))
            self.stops.pop()
            self.position = stop + 1
        dims.append(self.sum())
        return dims

    def _up_to(self, stop: int) -> Node:
        """Read an expression that must end at a position."""
        held = self.tokens[stop]
        self.tokens[stop] = held._replace(kind="end")
        node = self.sum()
        if self.position != stop:
            self.fail("Expected `×` or the end of the dimension")
        self.tokens[stop] = held
        return node

    def _crosses(self, closing: str) -> list[int]:
        depth, found = 0, list[int]()
        for position in range(self.position, len(self.tokens)):
            token = self.tokens[position]
            if token.kind == "end" or (depth == 0 and token.value == closing and token.kind == "op"):
                break
            if token.kind == "op":
                depth += (token.value in {"(", "[", "{"}) - (token.value in {")", "]", "}"})
            if depth == 0 and self._is_cross(position):
                found.append(position)
        return found

    def _is_cross(self, position: int) -> bool:
        token = self.tokens[position]
        if token.kind == "op" and token.value == "×":
            return True
        return token.kind == "word" and token.value == "x" and "x" not in self.lexicon.plain

    # environments

    def _environment(self) -> Node:
        self.enter()
        self.position += 1
        name = self._name_in_braces()
        if name in {"array", "array*"} and self.at("{"):
            self._skip_group()
        node: Node
        if name in {"cases", "dcases", "rcases"}:
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
            rows[-1].append(self.condition())
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
            if self.token.value in _ELSE:
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
        while self.token.kind == "word" and self.token.value in {"if", "for", "when"}:
            self.position += 1
        return self.condition()
