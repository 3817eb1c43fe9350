"""Grammar of brackets: groups, tuples, lists and matrices, intervals, sets, floors and ceilings."""

from __future__ import annotations

from grader.errors import AnswerError, LimitError
from grader.language.builders import Builders
from grader.language.tree import Array, Call, Cases, Interval, Logic, Neg, Node, Relation, SetOf, Tup

_OPENING = frozenset({"(", "[", "{", "\\{"})
_CLOSING = frozenset({")", "]", "}", "\\}"})
_OPERATORS = frozenset({"+", "-", "*", "·", "/", "}"})
_BLANKS_AROUND = frozenset({"+", "-", "*", "·", "×", "/", "=", "<", ">", ";", "^", "(", "["})
_SEPARATORS = frozenset({",", "quad"})


class Brackets(Builders):
    """Everything that is closed by a second sign."""

    def bracketed(self) -> Node:
        """Read what stands in round, square or curly brackets, or between bars."""
        value = self.tokens[self.position].value
        self.enter()
        held = self.spaced, self.listing
        self.spaced = self.listing = False
        node: Node
        match value:
            case "(":
                node = self._round()
            case "[":
                node = self._square()
            case "{":
                node = self._curly()
            case "\\{":
                node = self._set()
            case "lfloor" | "lceil":
                node = self._rounded(value)
            case _:
                node = self.between_bars()
        self.spaced, self.listing = held
        self.leave()
        return node

    def items(self, *closing: str) -> list[Node]:
        """Read expressions parted by commas up to a closing sign, which stays; a last comma may stand alone."""
        bars, self.bars = self.bars, []
        listing, self.listing = self.listing, True
        found: list[Node] = []
        token = self.tokens[self.position]
        while token.value not in closing or token.value == "[" or token.kind != "op":
            found.append(self.condition())
            if self.tokens[self.position].value not in _SEPARATORS or not self._separated():
                break
            token = self.tokens[self.position]
        self.bars, self.listing = bars, listing
        return found

    def _separated(self) -> bool:
        """Pass what parts two items: one comma, wide blanks, or both."""
        start = self.position
        while self.take("quad"):
            pass
        self.take(",")
        while self.take("quad"):
            pass
        return self.position > start

    def _round(self) -> Node:
        """`(a)` is a, `(a, b)` a tuple, `(a, b]` an interval."""
        self.position += 1
        if self.at(")"):
            self.fail("Expected an expression in the brackets")
        french, self.french = self.french, self.wants_sets
        found = self.items(")", "]", "[")
        self.french = french
        comma = self.tokens[self.position - 1].value == ","
        if len(found) == 2 and self.at("]", "["):
            self.position += 1
            return Interval(found[0], found[1], False, self.tokens[self.position - 1].value == "]")
        self.expect(")", "`,` or `)`")
        return found[0] if len(found) == 1 and not comma else Tup(tuple(found))

    def _square(self) -> Node:
        """`[a, b]` is a list, `[a; b]` a column, `[a, b)` an interval; blanks may part entries."""
        start = self.position
        self.position += 1
        if self.take("]"):
            return Array(())
        if self.holds_bare_matrix():
            inner = self.atom()
            self.expect("]", "`]`")
            return inner
        if self._has_gaps(start) and not self._is_part_in_tex(start):
            return self._spaced_or_not()
        french, self.french = self.french, self.wants_sets
        node = self._rows()
        self.french = french
        return node

    def _rows(self) -> Node:
        rows = [self.items(";", "]", ")", "\\\\", "[")]
        while self.take(";", "\\\\"):
            if self.at("]"):
                break
            rows.append(self.items(";", "]", "\\\\"))
        if self.at(")", "[") and len(rows) == 1 and len(rows[0]) == 2:
            self.position += 1
            return Interval(rows[0][0], rows[0][1], True, False)
        self.expect("]", "`,` or `]`")
        if len(rows) > 1:
            return self._matrix(rows)
        return self._one_row(rows[0])

    def _one_row(self, items: list[Node]) -> Node:
        self.lone = self.lone or len(items) == 1
        return Array(tuple(items))

    def _matrix(self, rows: list[list[Node]]) -> Node:
        if len({len(row) for row in rows}) > 1:
            self.wrong("The rows of this array have different lengths.", self.tokens[self.position - 1])
        return Array(tuple(Array(tuple(row)) for row in rows))

    def _has_gaps(self, start: int) -> bool:
        """Whether blanks stand between two operands of the list that begins at `start`, and no comma does."""
        depth, position, gaps = 0, start, False
        while self.tokens[position].kind != "end":
            token = self.tokens[position]
            if token.kind == "op" and token.value in _OPENING:
                depth += 1
            elif token.kind == "op" and token.value in _CLOSING:
                depth -= 1
                if depth == 0:
                    break
            elif depth == 1 and token.kind == "op" and token.value in {",", "quad"}:
                return False
            if token.gap and position > start + 1 and depth == 1 + (token.value in {"(", "[", "{", "\\{"}):
                gaps = gaps or self._parts_entries(position)
            position += 1
        return gaps

    def _is_part_in_tex(self, start: int) -> bool:
        """Whether the bracket here is part of a formula of numbers in TeX, where blanks are not seen.

        It is where an operand or an operator stands before it or behind it.
        """
        if "\\" not in self.text or any(map(self.lexicon.has_array, self.names.symbols)):
            return False
        before = self.tokens[start - 1] if start else None
        if before is not None and (before.kind in {"num", "word", "frac"} or before.value in _OPERATORS | {")", "]"}):
            return True
        after, then, last = (self.tokens[self._closing(start) + 1 :] + [self.tokens[-1]] * 2)[:3]
        if after.value == "^":
            return after.kind == "op" and not {then.value, last.value} & {"T", "top"}
        return after.kind == "op" and after.value in _OPERATORS

    def _closing(self, start: int) -> int:
        """Return where the bracket is closed that is opened at `start`, or where the text ends."""
        depth, position = 0, start
        while self.tokens[position + 1].kind != "end":
            token = self.tokens[position]
            if token.kind == "op":
                depth += (token.value in _OPENING) - (token.value in _CLOSING)
                if depth == 0:
                    break
            position += 1
        return position

    def _parts_entries(self, position: int) -> bool:
        """Whether the gap before a token may part two entries: not where a sign with blanks on both sides stands."""
        token, before, after = self.tokens[position], self.tokens[position - 1], self.tokens[position + 1]
        if before.kind == "op" and before.value in _BLANKS_AROUND:
            return False
        if token.kind == "op" and token.value in {"+", "-"}:
            return not after.gap
        return self.starts_factor(token)

    def _spaced_or_not(self) -> Node:
        """`[1 -1]` may be one entry or two; what cannot be read one way is read the other."""
        inside = self.position
        if self.choose("blanks") == 0:
            tokens, depth = list(self.tokens), self.depth
            try:
                return self._rows()
            except LimitError:
                raise
            except AnswerError:
                self.retry(tokens, inside)
                self.depth = depth
        self.spaced = True
        rows = [self._spaced_entries()]
        while self.take(";", "\\\\"):
            rows.append(self._spaced_entries())
        self.spaced = False
        self.expect("]", "`]`")
        if len(rows) > 1:
            return self._matrix(rows)
        return self._one_row(rows[0])

    def _spaced_entries(self) -> list[Node]:
        found: list[Node] = []
        while not self.at("]", ";", "\\\\"):
            negative = self.take("-")
            if not negative:
                self.take("+")
            node = self.sum()
            found.append(Neg(node) if negative else node)
            self.spaced = True
        return found

    def _curly(self) -> Node:
        """`{a}` is a group, `{a, b}` a set, `{a if x > 0; b otherwise}` a piecewise definition."""
        self.position += 1
        if self.take("}"):
            return SetOf(())
        if self.token.kind == "word" and self.at_place(1, "}") and self.at_place(2, "_"):
            del self.tokens[self.position + 1]
            return self.power()
        bar = self.builder_bar()
        if bar:
            return self.builder(bar, "}")
        found = self.items("}", ";")
        if self.at("choose") and len(found) == 1:
            found = [self.chosen(found[0])]
        if self.is_word("if", "for", "when"):
            return self._piecewise(found)
        comma = self.tokens[self.position - 1].value == ","
        self.expect("}", "`,` or `}`")
        if len(found) == 1 and not comma and (not self.wants_sets or isinstance(found[0], (Relation, Logic))):
            return found[0]
        return SetOf(tuple(found))

    def _piecewise(self, first: list[Node]) -> Node:
        branches: list[tuple[Node, Node]] = []
        value = first[0]
        while True:
            if self.is_word("otherwise", "else"):
                self.position += 1
                self.take(";", ",")
                self.expect("}", "`}`")
                return Cases(tuple(branches), value)
            if not self.is_word("if", "for", "when"):
                self.fail("Expected `if` and a condition, or `otherwise`")
            self.position += 1
            branches.append((value, self.condition()))
            if self.take("}"):
                return Cases(tuple(branches))
            if not self.take(";", ","):
                self.fail("Expected `;` or `}`")
            if self.is_word("otherwise", "else"):
                self.position += 1
            value = self.sum()
            if self.take("}"):
                return Cases(tuple(branches), value)

    def _set(self) -> Node:
        r"""`\{a, b\}` is a set; `\left\{\begin{array}…\end{array}\right.` a definition by cases."""
        self.position += 1
        if self.token.tex and self.token.value == "begin":
            return self.atom()
        bar = self.builder_bar()
        if bar:
            return self.builder(bar, "\\}")
        found = self.items("\\}")
        self.expect("\\}", "`,` or `}`")
        return SetOf(tuple(found))

    def _rounded(self, opening: str) -> Node:
        self.position += 1
        bars, self.bars = self.bars, []
        inner = self.sum()
        self.bars = bars
        self.expect("r" + opening[1:], "the closing bracket of " + ("floor" if opening == "lfloor" else "ceiling"))
        return Call(opening[1:] if opening == "lfloor" else "ceil", (inner,))
