"""Grammar of powers and of what stands behind a factor: exponents, transposes, factorials, percent, entries."""

from __future__ import annotations

from fractions import Fraction

from grader.language.atoms import Atoms
from grader.language.grammar import RUN_ENDS
from grader.language.tokens import Token
from grader.language.tree import Array, Call, Const, Div, Index, Mul, Neg, Node, Num, Pow, Sym, Transpose, Tup, walk

_TRANSPOSES = frozenset({"T", "top", "intercal", "tr"})
_AFTER_EXPONENTS = frozenset({"_", "!"})
_POSTFIXES = frozenset({"!=", "!", "%", "_", ".", "degree"})


class Postfix(Atoms):
    """Powers and postfixes."""

    def power(self) -> Node:
        """power := atom postfix* ('^' exponent)*; `x^2^3` is x^(2^3)."""
        token = self.tokens[self.position]
        leaf = self.leaves.get(token.value)
        if leaf is None or token.kind != "word" or token.value in self.bound:
            node = self._number(token) if token.kind == "num" else self.atom()
        elif self.tokens[self.position + 1].value in RUN_ENDS:
            self.position += 1
            return leaf
        else:
            node = self.word()
        token = self.tokens[self.position]
        if token.value in RUN_ENDS or token.kind != "op":
            return node
        if token.value in _POSTFIXES:
            node = self._postfixed(node)
            token = self.tokens[self.position]
        return self._raised(node) if token.value == "^" and token.kind == "op" else node

    def _postfixed(self, node: Node) -> Node:
        """postfixed := node ('!' | '!!' | '%' | '°' | '_' index | '.T')*."""
        while True:
            if self.at("!=") and isinstance(node, Num):
                self._cut_unequal()
            if self.at("!"):
                node = self._factorial(node)
            elif self.at("%"):
                if not isinstance(node, Num):
                    self.fail("Expected a number before `%`", self.tokens[self.position - 1])
                self.position += 1
                node = Num(node.value / 100)
            elif self.at("degree"):
                if not isinstance(node, Num):
                    self.fail("Expected a number before the degree sign")
                self.position += 1
                return degrees(node)
            elif self.at("_"):
                node = self._entry(node)
            elif self.at(".") and self._is_dot_transpose(node):
                self.position += 2
                node = Transpose(node)
            else:
                return node

    def _cut_unequal(self) -> None:
        """`5!=120`: written against a number, the signs may be a factorial and an equality."""
        token = self.token
        if token.gap or token.tex or token.end - token.start != 2 or self.choose("factorial") == 0:
            return
        factorial = token._replace(value="!", end=token.start + 1)
        equal = token._replace(value="=", start=token.start + 1, gap=False)
        self.tokens[self.position : self.position + 1] = [factorial, equal]

    def _is_dot_transpose(self, node: Node) -> bool:
        """Whether `.T` stands here, without blanks."""
        after = self.ahead()
        if self.token.gap or after.value != "T" or after.gap or isinstance(node, (Num, Const)):
            return False
        return not self._is_letter_power(node)

    def _factorial(self, node: Node) -> Node:
        count = 0
        while self.at("!") and not (count and self.token.gap):
            self.position += 1
            count += 1
        if count > 2 or (self.at("!") and count):
            self.fail("Expected brackets between factorials", self.tokens[self.position - 1])
        return Call("factorial" if count == 1 else "double_factorial", (node,))

    def _entry(self, node: Node) -> Node:
        """`softmax(x)_i`, `(W x)_1`, `\\|v\\|_2`."""
        if isinstance(node, Call) and node.name == "norm" and len(node.args) == 1:
            self.position += 1
            order = self.index_or_group()
            return node if order == Num(Fraction(2)) else Call("norm", (node.args[0], order))
        if not self.is_array(node):
            if isinstance(node, Sym) and not self.names.free and self.tokens[self.position - 1].kind == "word":
                self.position -= 1
                self.fail_undeclared(self.token)
            self.fail("Expected an array before the subscript")
        if isinstance(node, Index):
            self.fail("Expected brackets between subscripts")
        if isinstance(node, Array) and len(node.items) == 1 and not isinstance(node.items[0], Array):
            self.fail("Expected the difference of two values in place of brackets with bounds")
        self.position += 1
        return Index(node, self.index_list(node))

    def _raised(self, node: Node) -> Node:
        """Raise to the exponent that follows, or transpose."""
        self.position += 1
        token = self.tokens[self.position]
        if token.kind == "num" and not isinstance(node, Tup) and self.tokens[self.position + 1].value in RUN_ENDS:
            self.enter()
            exponent: Node = self._number(token)
            self.leave()
            return Pow(node, exponent)
        if isinstance(node, Num) and self._is_degree_sign():
            return degrees(node)
        if self._is_transpose(node):
            return self._after_transpose(node)
        exponent = self._exponent_of(node)
        if self.tokens[self.position].value not in _AFTER_EXPONENTS and not isinstance(node, Tup):
            return Pow(node, exponent)
        if isinstance(node, Call) and node.name == "norm" and len(node.args) == 1 and self.at("_"):
            node = self._entry(node)
        if self.at("!"):
            self.fail("Expected brackets: the factorial may be of the exponent or of the power")
        if isinstance(node, Tup):
            self.fail("Expected a number to raise to a power", self.tokens[self.position - 1])
        if self.at("_"):
            node = self._late_subscript(node, "superscript")
        return Pow(node, exponent)

    def _is_degree_sign(self) -> bool:
        r"""Whether the `\circ` of `36^\circ` stands here, in braces or not; it is passed over then."""
        braced = self.at("{")
        if not (self.at_place(1, "hadamard") and self.at_place(2, "}") if braced else self.at("hadamard")):
            return False
        self.position += 3 if braced else 1
        return True

    def _late_subscript(self, node: Node, what: str) -> Node:
        """`x^2_i` is the square of x_i."""
        token = self.token
        self.position += 1
        inner = self.symbol_with_subscript(node)
        if inner is None:
            self.fail(f"Expected the subscript before the {what}", token)
        return inner

    def _after_transpose(self, node: Node) -> Node:
        if self.at("_"):
            if isinstance(node, Sym) and self.lexicon.has_array(node.name):
                self.fail("Expected the subscript before the transpose")
            node = self._late_subscript(node, "transpose")
        node = Transpose(node)
        if self.at("^"):
            self.enter()
            node = self._raised(node)
            self.leave()
        return node

    def _is_transpose(self, node: Node) -> bool:
        """Whether a transpose sign stands here, in braces or not; it is passed over then."""
        token = self.token
        if token.kind == "num":
            return False
        braced = self.at("{")
        token = self.ahead() if braced else token
        if token.kind == "word" and not braced:
            token = self._cut_letter(token, node)
        if token.value not in _TRANSPOSES or token.kind not in {"word", "op"}:
            return False
        if braced and not self.at_place(2, "}"):
            return False
        if token.value == "T" and self._is_letter_power(node):
            return False
        self.position += 3 if braced else 1
        return True

    def _cut_letter(self, token: Token, node: Node) -> Token:
        """`x^Ty`: cut the word where only its beginning is the sign of a transpose."""
        value = token.value
        if token.tex or len(value) == 1 or value[0] != "T" or not (self.is_array(node) or self.names.free):
            return token
        if self.lexicon.declared(value) is None and value not in self.lexicon.functions:
            self.cut(self.position, ["T", value[1:]])
        return self.token

    def _is_letter_power(self, node: Node) -> bool:
        """Whether the T above a factor is a number: it may be, where it is declared or anything may stand."""
        declared = "T" in self.lexicon.plain
        if not declared and not self.names.free:
            return False
        if isinstance(node, (Num, Const)):
            return True
        array = self.is_array(node) or isinstance(node, Tup)
        if not declared and self._is_matrix(node):
            return False
        if declared and not array:
            return not self.names.free or isinstance(node, Sym)
        is_flat = isinstance(node, (Array, Tup)) or (isinstance(node, Sym) and self.rank(node) == 1)
        return not is_flat and self.choose("power") == 1

    def _is_matrix(self, node: Node) -> bool:
        """Whether a tree holds a declared array and is one: no number can stand above it but a power's."""
        return self.is_array(node) and any(isinstance(part, Sym) and self.rank(part) for part in walk(node))

    # exponents

    def _exponent_of(self, base: Node) -> Node:
        """Read an exponent; in `e^2x` and `x^ab` it may go on behind what the sign binds."""
        start = self.token
        node = self.exponent()
        before, token = self.tokens[self.position - 1], self.tokens[self.position]
        if token.kind != "word" or token.gap or start.value == "{":
            return node
        if "\\" in (self.text[token.start], self.text[before.start]):
            return node
        known = isinstance(base, Num) or base == Const("e")
        same_word = before.kind == "word" and before.end == token.start and start.kind in {"word", "op"}
        if not (same_word or (known and before.kind == "num")) or not self.starts_factor(token):
            return node
        if (self.ahead().value, self.ahead(2).value) == ("^", "{"):
            return node  # who puts the next exponent in braces would have put this one in braces too
        if self.choose("exponent") == 0:
            return node
        factors = [node]
        while self.token.kind == "word" and not self.token.gap and self.starts_factor(self.token):
            factors.append(self.power())
        return _product(factors)

    def exponent(self) -> Node:
        """exponent := ['-' | '+'] (group | number | atom ('^' exponent)?)."""
        sign = self.tokens[self.position]
        if sign.value == "{" and sign.kind == "op":
            return self.group()
        self.enter()
        node: Node
        if sign.kind == "op" and sign.value in {"-", "+"}:
            negative = sign.value == "-"
            self.position += 1
            node = self.exponent()
            node = Neg(node) if negative else node
        else:
            node = self.atom()
            if self.at("^"):
                node = self._raised(node)
        self.leave()
        return node


def degrees(number: Num) -> Node:
    """Return an angle in degrees as the number that it is: 36° is 36 pi/180."""
    return Div(Mul((number, Const("pi"))), Num(Fraction(180)))


def _product(factors: list[Node]) -> Node:
    """Return the product of an exponent's factors; a sign in front is the product's."""
    match factors:
        case [Neg(arg=first), *rest]:
            return Neg(Mul((first, *rest)))
        case _:
            return Mul(tuple(factors))
