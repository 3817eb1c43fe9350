"""Grammar of integrals and derivatives."""

from __future__ import annotations

from fractions import Fraction

from grader.language.brackets import Brackets
from grader.language.letters import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tree import Bind, Const, Derivative, Div, Index, Mul, Neg, Node, Num, Space, Sym

_FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_SCRIPTS = frozenset({"^", "_", "'", "}", ")"})


class Integrals(Brackets):
    """What stands with a `d`."""

    def integral(self) -> Node:
        r"""`\int_a^b body dx`, `\int_{\mathbb{R}} body dx`, `\int_1^2 \frac{dx}{x}`; the sign was passed over."""
        self.enter()
        low, high = self._bounds()
        end = self._differential()
        var = end.value[1:] if end.value != "d" else self.tokens[self._place(end) + 1].value
        self.bound.append(var)
        if self._lift_from_fraction(end):
            body: Node = self.product()
        else:
            self.stops.append(end)
            body = Num(Fraction(1)) if self.token is end else self.sum()
            self.stops.pop()
            if self.token is not end:
                self.fail(f"Expected `d{var}`")
            self.position += 1 if end.value != "d" else 2
            after = self.token
            if after.kind == "word" and after not in self.stops and self._is_differential(after, self.ahead()):
                self.fail("Expected an integral sign for each differential")
            if self.at("/") and any(token.value == var for token in self.tokens[self.position :]):
                self.fail(f"Expected `d{var}` behind all that is integrated")
        self.bound.pop()
        self.leave()
        return Bind("int", body, var, low, high)

    def _bounds(self) -> tuple[Node | None, Node | None]:
        if not self.take("_"):
            return None, None
        low = self.exponent() if self.at("-") else self.group_or_token()
        if low == Space("R") and not self.at("^"):
            return Neg(Const("oo")), Const("oo")
        if not self.take("^"):
            self.fail("Expected an upper bound of the integral")
        return low, self.exponent()

    def _place(self, token: Token) -> int:
        return next(place for place, other in enumerate(self.tokens) if other is token)

    def _lift_from_fraction(self, end: Token) -> bool:
        r"""Take `dx` out of `\frac{dx}{x}`, so that the fraction is what is integrated; tell whether it stood there."""
        place, size = self._place(end), 1 if end.value != "d" else 2
        if self.tokens[place + size].value != "}":
            return False
        opening = self._opening(place)
        if opening < 1 or self.tokens[opening - 1].value not in _FRACTIONS:
            return False
        one = Token("num", "1", end.start, end.end, False)
        self.tokens[place : place + size] = [one] if opening == place - 1 else []
        return True

    def _opening(self, place: int) -> int:
        """Return where the brace stands that holds a place; -1 where none does."""
        depth = 0
        for position in range(place - 1, self.position - 1, -1):
            value = self.tokens[position].value if self.tokens[position].kind == "op" else ""
            depth += (value == "}") - (value == "{")
            if depth < 0:
                return position
        return -1

    def _differential(self) -> Token:
        """Return the `dx` that ends the integral that begins here."""
        inner, position = 0, self.position
        while position < len(self.tokens) - 1:
            token = self.tokens[position]
            inner += token.value == "int"
            below = self._lower_d(position, fraction=token.value in _FRACTIONS)
            if below:
                position = below
            elif token.kind == "word" and self._is_differential(token, self.tokens[position + 1]):
                if inner == 0:
                    return token
                inner -= 1
            position += 1
        self.fail("Expected a differential such as `dx` behind the integral")

    def _is_differential(self, token: Token, after: Token) -> bool:
        if token.value in self.lexicon.plain:
            return False
        if token.value == "d":
            return after.kind == "word" and (len(after.value) == 1 or after.value in GREEK_NAMES)
        return len(token.value) == 2 and token.value[0] == "d"

    def differential_quotient(self) -> Node | None:
        r"""`d/dx f`, `\frac{d^2 f}{dx^2}`, `\frac{\partial^2 f}{\partial x\,\partial y}`; None where it is none."""
        fraction = self.token.value in _FRACTIONS
        if not self._lower_d(self.position, fraction=fraction):
            return None
        start = self.token
        self.enter()
        self.position += 2 if fraction else 0
        self._pass_d()
        order = self._order()
        body = None if self.at("}", "/") else self.product() if fraction else self.power()
        self.expect("}" if fraction else "/", "`}`" if fraction else "`/`")
        if fraction:
            self.expect("{", "`{`")
        below = self._below(fraction=fraction)
        if sum(times for _, times in below) != order:
            self.fail("Expected the same order above and below, such as `d^2` and `dx^2`")
        if fraction:
            self.expect("}", "`}`")
        node = self._differentiated([var for var, _ in below]) if body is None else body
        self.leave()
        inner = node.base if isinstance(node, Index) else node
        if self.names.free and isinstance(inner, Sym) and any(var != inner.name for var, _ in below):
            var = next(var for var, _ in below if var != inner.name)
            self.wrong(f"`{inner.name}` is not known as a function of `{var}`. Expected the function itself.", start)
        for var, times in reversed(below):
            node = Derivative(node, var, times)
        return node

    def _below(self, *, fraction: bool) -> list[tuple[str, int]]:
        r"""Read `dx`, `dx^2` or `\partial x\,\partial y` below the line: the symbols with their orders."""
        found: list[tuple[str, int]] = []
        while not found or (self._is_d(self.position, above=False) if fraction else self.at("partial")):
            self._pass_d()
            found.append((self._symbol_name(), self._order()))
        return found

    def _differentiated(self, variables: list[str]) -> Node:
        """Read what stands behind `d/dx`: a product, or only its first factor where that is a bracket."""
        self.bound += variables
        bracketed, start, before = self.at("("), self.position, list(self.tokens)
        body = self.product()
        if bracketed and isinstance(body, (Mul, Div)):
            end, after = self.position, list(self.tokens)
            self.position, self.tokens[:] = start, before
            first = self.power()
            alone = self.tokens[self.position - 1].value == ")"  # and no power of a bracket
            if alone and self.token.start < after[end].start and self.choose("factors") == 1:
                body = first
            else:
                self.position, self.tokens[:] = end, after
        del self.bound[len(self.bound) - len(variables) :]
        return body

    def _lower_d(self, start: int, *, fraction: bool) -> int:
        """Return where the lower d of a differential quotient stands that begins at a place; 0 where none begins."""
        first = start + 2 if fraction else start
        if not self._is_d(first, above=True) or (fraction and self.tokens[start + 1].value != "{"):
            return 0
        after = self.tokens[first + 1]
        if after.kind == "op" and after.value not in {"^", "_", "}", "/", "(", "[", "'"}:
            return 0
        depth, slash = 0, "}" if fraction else "/"
        for place in range(first, min(len(self.tokens) - 2, first + (200 if fraction else 6))):
            token = self.tokens[place]
            if token.kind == "word" and self.is_keyword(token):
                return 0
            if token.kind != "op":
                continue
            if token.value == slash and depth == 0:
                below = place + 2 if fraction else place + 1
                whole = not fraction or self.tokens[place + 1].value == "{"
                return below if whole and self._is_d(below, above=False) else 0
            depth += (token.value in {"{", "("}) - (token.value in {"}", ")"})
            if depth < 0 or not (fraction or depth or token.value in _SCRIPTS):
                return 0
        return 0

    def _is_d(self, place: int, *, above: bool) -> bool:
        """Whether `d`, `∂`, or a word such as `dx` stands at a place."""
        if place >= len(self.tokens) - 1:
            return False
        token, after = self.tokens[place], self.tokens[place + 1]
        if token.kind == "op" and token.value == "partial":
            return above or after.kind in {"word", "accent"}
        if token.kind != "word" or token.value[0] != "d" or self.lexicon.plain & {"d", token.value}:
            return False
        if token.value == "d":
            return above or after.kind in {"word", "accent"}
        return not token.tex and len(token.value.rstrip("0123456789")) == 2

    def _pass_d(self) -> None:
        """Pass over the d here; `dx` becomes x."""
        token = self.token
        if token.kind == "word" and token.value != "d":
            self.tokens[self.position] = token._replace(value=token.value[1:], start=token.start + 1, gap=False)
        else:
            self.position += 1

    def _order(self) -> int:
        if not self.take("^"):
            return 1
        exponent = self.group_or_token()
        if isinstance(exponent, Num) and exponent.value.denominator == 1 and 1 <= exponent.value <= 9:
            return int(exponent.value)
        self.fail("Expected the order of the derivative, a number from 1 to 9")

    def _symbol_name(self) -> str:
        """Return the name of the symbol that stands here, and pass over it."""
        node = self.atom()
        if isinstance(node, Sym):
            return node.name
        self.fail("Expected the symbol to differentiate by", self.tokens[self.position - 1])
