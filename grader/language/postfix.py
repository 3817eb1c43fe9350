"""Grammar of powers and of what stands behind a factor: exponents, transposes, factorials, percent, entries."""

from __future__ import annotations

from fractions import Fraction

from grader.language.atoms import Atoms
from grader.language.tree import Array, Call, Index, Node, Num, Pow, Sym, Transpose, Tup

_TRANSPOSES = frozenset({"T", "top", "intercal", "tr"})


class Postfix(Atoms):
    """Powers and postfixes."""

    def power(self) -> Node:
        """power := atom postfix* ('^' exponent)*; `x^2^3` is x^(2^3)."""
        node = self.postfixed(self.atom())
        if self.at("^"):
            node = self._raised(node)
        return node

    def postfixed(self, node: Node) -> Node:
        """postfixed := node ('!' | '!!' | '%' | '_' index | '.T')*."""
        while True:
            if self.at("!"):
                node = self._factorial(node)
            elif self.at("%"):
                self.position += 1
                node = Num(node.value / 100) if isinstance(node, Num) else self.wrong_percent()
            elif self.at("_"):
                node = self._entry(node)
            elif self.at(".") and self.ahead().value == "T" and not self.ahead().gap and self.is_array(node):
                self.position += 2
                node = Transpose(node)
            else:
                return node

    def wrong_percent(self) -> Node:
        """Fail: `%` follows something that is no number."""
        self.fail("Expected a number before `%`", self.tokens[self.position - 1])

    def _factorial(self, node: Node) -> Node:
        count = 0
        while self.at("!") and count < 2 and (count == 0 or not self.token.gap):
            self.position += 1
            count += 1
        return Call("factorial" if count == 1 else "double_factorial", (node,))

    def _entry(self, node: Node) -> Node:
        """`softmax(x)_i`, `(W x)_1`, `\\|v\\|_2`."""
        if isinstance(node, Call) and node.name == "norm" and len(node.args) == 1:
            self.position += 1
            order = self.index_or_group()
            return node if order == Num(Fraction(2)) else Call("norm", (node.args[0], order))
        if not self.is_array(node):
            self.fail("Expected an array before the subscript")
        self.position += 1
        return Index(node, self.index_list())

    def _raised(self, node: Node) -> Node:
        """Raise to the exponent that follows, or transpose."""
        self.position += 1
        if self._is_transpose(node):
            return self._after_transpose(Transpose(node))
        if isinstance(node, Call) and node.name == "norm" and len(node.args) == 1:
            exponent = self.exponent()
            return Pow(self.postfixed(node), exponent)
        exponent = self.exponent()
        if self.at("!"):
            self.fail("Expected brackets: the factorial may be of the exponent or of the power")
        if isinstance(node, Tup) or (isinstance(node, Array) and not self.is_array(node)):
            self.fail("Expected a number to raise to a power")
        raised: Node = Pow(node, exponent)
        if self.at("_"):
            raised = self._late_subscript(node, exponent)
        return raised

    def _late_subscript(self, node: Node, exponent: Node) -> Node:
        """`x^2_i` is the square of x_i."""
        self.position += 1
        sub = self.subscript_text()
        if isinstance(node, Sym):
            inner = self.symbol_with_subscript(node.name, sub)
            if inner is not None:
                return Pow(inner, exponent)
        self.fail("Expected the subscript before the superscript", self.tokens[self.position - 1])

    def _after_transpose(self, node: Node) -> Node:
        if self.at("_"):
            inner = node.arg if isinstance(node, Transpose) else node
            self.position += 1
            sub = self.subscript_text()
            symbol = self.symbol_with_subscript(inner.name, sub) if isinstance(inner, Sym) else None
            if symbol is None:
                self.fail("Expected the subscript before the transpose", self.tokens[self.position - 1])
            node = Transpose(symbol)
        return self._raised(node) if self.at("^") else node

    def _is_transpose(self, node: Node) -> bool:
        """Whether a transpose sign stands here, in braces or not; it is passed over then."""
        braced = self.at("{")
        token = self.ahead() if braced else self.token
        after = self.ahead(2 if braced else 1)
        if token.value not in _TRANSPOSES or token.kind not in {"word", "op"} or (braced and after.value != "}"):
            return False
        letter = token.value == "T"
        array = self.is_array(node) or isinstance(node, Tup)
        if letter and not array and (self.names.free or "T" in self.lexicon.plain):
            return False
        self.position += 3 if braced else 1
        return True

    def exponent(self) -> Node:
        """exponent := ['-' | '+'] (group | number | atom ('^' exponent)?)."""
        self.enter()
        node: Node
        if self.at("-", "+"):
            negative = self.at("-")
            self.position += 1
            node = self.exponent()
            node = self.negated(node) if negative else node
        elif self.at("{"):
            node = self.group()
        else:
            node = self.atom()
            if self.at("^"):
                node = self._raised(node)
        self.leave()
        return node
