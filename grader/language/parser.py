"""The whole grammar: a text, its names and a set of choices become one tree."""

from __future__ import annotations

from grader.language.conditions import Conditions
from grader.language.groups import grouped, has_letter
from grader.language.reading import Expect
from grader.language.spelling import canonical_name
from grader.language.tree import Array, Cases, Logic, Node, Relation, Space, Tup, children

_OPEN = frozenset({"(", "[", "{", "\\{", "lfloor", "lceil", "lvert", "lVert"})
_CLOSE = frozenset({")", "]", "}", "\\}", "rfloor", "rceil", "rvert", "rVert"})
_EQUALS = {
    "expression": frozenset({"=", "~"}),
    "shape": frozenset({"=", "~", "->"}),
    "growth": frozenset({"=", "~", "in"}),
}
# What no chain of equalities has outside its brackets.
_BREAKS = frozenset({"!=", "<", "<=", ">", ">=", ">>", "<<", "in", "notin", ",", ";", "&", "\\\\"})
_BREAKING_WORDS = frozenset(
    {"and", "or", "not", "iff", "implies", "in", "notin", "if", "for", "when", "otherwise", "else"}
    | {"where", "with", "since", "because"}
)
_OPERATORS = frozenset({"+", "-", "*", "/", "^", "·", "×"})
_ENDINGS = frozenset({".", ",", ";"})


class Parser(Conditions):
    """Reads one text under one set of choices."""

    def whole(self, expect: Expect, own: str | None) -> Node:
        """Read the whole text as what is expected; `own` is the field's own name."""
        self.wants_sets = expect == "set"
        self.wants_growth = expect == "growth"
        self.wants_shape = expect == "shape"
        if len(self.tokens) > 2 and self.tokens[-2].value in _ENDINGS:
            self._cut_ending()
        while expect != "condition" and self.at("=", "implies", "->"):
            self.position += 1
        signs = _EQUALS.get(expect, frozenset())
        if signs and (own is not None or expect == "shape"):
            last = self._last_member(signs)
            if last and own is not None and expect == "expression":
                self._check_first_name(signs, own)
            self.position = last or self.position
        elif own is not None and expect == "set":
            self._pass_own(own)
        node = self._shape() if expect == "shape" else self.listed(expect)
        if self.tokens[self.position].kind != "end":
            self._left_over()
        if signs and isinstance(node, Relation) and signs.issuperset(node.ops):
            node = node.operands[-1]
        if expect not in {"condition", "set"} and self.conditions:
            self._refuse_conditions(node)
        if len(self.tokens) >= self.limits.max_depth:
            self._check_depth(node)
        if self.lone:
            doubtful = has_letter(node, lambda letter: not self.is_array(letter))
            node = grouped(node, floors=doubtful and self.choose("floor") == 1)
        return self._dimensions_of(node) if expect == "shape" else node

    def _cut_ending(self) -> None:
        """Drop the marks that end a sentence."""
        while len(self.tokens) > 2 and self.tokens[-2].kind == "op" and self.tokens[-2].value in _ENDINGS:
            del self.tokens[-2]

    def _left_over(self) -> None:
        if self.token.kind == "num":
            self.fail("Expected a sign such as `*` before a number")
        if self.at(",") and self.ahead().kind == "num" and not self.ahead().gap:
            self.fail("Expected one value; a number is written without thousands marks and with a decimal point")
        self.fail("Expected the end of the answer or an operator")

    def _check_first_name(self, signs: frozenset[str], own: str) -> None:
        """Refuse `z = 2x` where z is neither declared nor the field's own name."""
        place = next(at for at, token in enumerate(self.tokens) if token.kind == "op" and token.value in signs)
        first = self.tokens[self.position]
        try:
            name = canonical_name(self.text[first.start : self.tokens[place].start])
        except ValueError:
            return
        if self.names.free or self.lexicon.declared(name) or name == canonical_name(own):
            return
        if self.lexicon.constant(name) is None:
            self.fail_undeclared(first)

    def _last_member(self, signs: frozenset[str]) -> int:
        """Return where the last member of a chain of equalities begins; 0 where there is none.

        Earlier members need not be readable: the last one is the answer. But only equalities may part them.
        """
        start, depth, broken = 0, 0, False
        for place in range(self.position, len(self.tokens)):
            token = self.tokens[place]
            value = token.value
            if token.kind == "word":
                depth += token.tex * ((value == "begin") - (value == "end"))
                breaks = value in _BREAKING_WORDS and value not in self.lexicon.plain
                broken = broken or (depth == 0 and (breaks or (place > start and self._is_prose(start, place))))
            elif token.kind == "op":
                depth += (value in _OPEN) - (value in _CLOSE)
                if depth:
                    continue
                if value in signs and not broken:
                    start = place + 1
                elif value in signs:
                    return 0
                broken = broken or value in _BREAKS or value in _BREAKING_WORDS
        return start

    def _is_prose(self, start: int, place: int) -> bool:
        """Whether an unknown word joins a formula that began earlier to a word behind: `n p q + 1 mit q = 1 - p`."""
        before, token, after = self.tokens[place - 1 : place + 2]
        parted = token.tex or (token.gap and after.gap)  # words of `\\text{…}` are marked as commands
        if token.kind != "word" or self.text[token.start] == "\\" or not parted:
            return False
        if after.kind != "word" or before.value in _OPERATORS:
            return False
        known = self.lexicon.is_unit(token.value) or self.lexicon.splits(token.value, frozenset())
        return not known and any(earlier.value in _OPERATORS for earlier in self.tokens[start:place])

    def _pass_own(self, own: str) -> None:
        """Pass over `name =`, where the field's own name begins a definition."""
        place = next((at for at, token in enumerate(self.tokens) if token.kind == "op" and token.value == "="), 0)
        try:
            if place and canonical_name(self.text[: self.tokens[place].start]) == canonical_name(own):
                self.position = place + 1
        except ValueError:
            return

    def _refuse_conditions(self, tree: Node) -> None:
        """Refuse conditions where a value is expected, but in definitions by cases."""
        signs = {id(node): sign for node, sign in self.conditions}
        stack = [tree]
        while stack:
            node = stack.pop()
            if isinstance(node, (Relation, Logic)):
                self.wrong("Expected a value, found a condition.", signs.get(id(node), self.tokens[0]))
            if isinstance(node, Cases):
                stack += [value for value, _ in node.branches]
                stack += [] if node.otherwise is None else [node.otherwise]
            else:
                stack += children(node)

    def _check_depth(self, tree: Node) -> None:
        """Refuse a tree that is too deep for the rooms above; a short text has none."""
        most, depth, level = self.limits.max_depth, 0, [tree]
        while level:
            depth += 1
            if depth > most:
                self.position = 0
                self.exceed("The expression is too deep", "max_depth")
            level = [child for node in level for child in children(node)]

    # shapes

    def _shape(self) -> Node:
        """shape := '(' … ')' | '[' … ']' | space | dimension ('×' dimension)* | dimension (',' dimension)*."""
        if self.at("(", "[") and self._closes_last():
            return self._bracketed_shape()
        self.star_parts = self._has_stars() and self.choose("shape") == 0
        dims = self.dimensions("")
        while len(dims) == 1 and self.at(","):
            while self.take(","):
                dims.append(self.sum())
        return dims[0] if len(dims) == 1 else Tup(tuple(dims))

    def _bracketed_shape(self) -> Node:
        closing = ")" if self.at("(") else "]"
        if self.at_place(1, closing):
            self.position += 2
            return Tup(())
        self.position += 1
        if self.next_cross(closing) is None:
            self.position -= 1
            return self.condition()
        dims = self.dimensions(closing)
        self.expect(closing, f"`×` or `{closing}`")
        return Tup(tuple(dims))

    def _closes_last(self) -> bool:
        """Whether the bracket here is closed at the end of the text."""
        depth = 0
        for place in range(self.position, len(self.tokens)):
            token = self.tokens[place]
            if token.kind == "op":
                depth += (token.value in _OPEN) - (token.value in _CLOSE)
                if depth == 0:
                    return place == len(self.tokens) - 2
        return False

    def _has_stars(self) -> bool:
        """Whether stars part the text, and no crosses do."""
        if self.next_cross("") is not None:
            return False
        self.star_parts = True
        return self.next_cross("") is not None

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
