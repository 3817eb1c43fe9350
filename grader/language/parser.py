"""The whole grammar: a text, its names and a set of choices become one tree."""

from __future__ import annotations

from grader.language.conditions import Conditions
from grader.language.reading import Expect
from grader.language.spelling import canonical_name
from grader.language.tree import Array, Node, Relation, Space, Tup


class Parser(Conditions):
    """Reads one text under one set of choices."""

    def whole(self, expect: Expect, own: str | None) -> Node:
        """Read the whole text as what is expected; `own` is the field's own name."""
        self.wants_sets = expect == "set"
        self.wants_growth = expect == "growth"
        self.wants_shape = expect == "shape"
        if own is not None:
            self._pass_own(own)
        node = self._shape() if expect == "shape" else self.condition()
        while self.at(".", ";", ",") and self.ahead().kind == "end":
            self.position += 1
        if self.token.kind != "end":
            self._left_over()
        return node if expect == "condition" else self._member(node, expect)

    def _left_over(self) -> None:
        if self.token.kind == "num":
            self.fail("Expected a sign such as `*` before a number")
        if self.at(",") and self.ahead().kind == "num" and not self.ahead().gap:
            self.fail("Expected one value; a number is written without thousands marks and with a decimal point")
        self.fail("Expected the end of the answer or an operator")

    def _pass_own(self, own: str) -> None:
        """Pass over `name =`, where the field's own name begins a definition."""
        start = self.position
        tokens = list(self.tokens)
        place = next(
            (at for at, token in enumerate(self.tokens) if token.kind == "op" and token.value in {"=", "~"}), 0
        )
        if place:
            before = self.text[: self.tokens[place].start]
            if self._is_own(before, own):
                self.position = place + 1
                return
        self.tokens[:] = tokens
        self.position = start

    def _is_own(self, text: str, own: str) -> bool:

        try:
            return canonical_name(text) == canonical_name(own)
        except ValueError:
            return False

    def _shape(self) -> Node:
        """shape := '(' … ')' | '[' … ']' | space | dimension ('×' dimension)*."""
        if self.at("(", "["):
            start, tokens = self.position, list(self.tokens)
            node = self.condition()
            if self.token.kind == "end" or self.at("=", "."):
                return node if not self.at("=") else self._chain(node)
            self.position, self.tokens[:] = start, tokens
        dims = self.dimensions("")
        node = dims[0] if len(dims) == 1 else Tup(tuple(dims))
        return self._chain(node) if self.at("=", "~") else node

    def _chain(self, node: Node) -> Node:
        """A chain of equalities of shapes: the last member counts."""
        while self.take("=", "~", "->"):
            node = self._shape()
        return node

    def _member(self, node: Node, expect: Expect) -> Node:
        """Return the last member of a chain of equalities; for shapes, the dimensions."""
        if expect in {"expression", "growth"} and isinstance(node, Relation):
            if any(op not in {"=", "~"} for op in node.ops):
                self.wrong("Expected a value, found a condition.", self.tokens[0])
            node = node.operands[-1]
        if expect == "shape":
            return self._dimensions_of(node)
        return node

    def _dimensions_of(self, node: Node) -> Node:
        match node:
            case Tup():
                return node
            case Space(dims=dims):
                return Tup(dims)
            case Array(items=items) if not any(isinstance(item, Array) for item in items):
                return Tup(items)
            case _:
                return Tup((node,))
