"""Grammar of integrals."""

from __future__ import annotations

from fractions import Fraction

from grader.language.derivatives import FRACTIONS, Derivatives
from grader.language.letters import GREEK_NAMES
from grader.language.tokens import Token
from grader.language.tree import Bind, Const, Neg, Node, Num, Space


class Integrals(Derivatives):
    """What stands between the sign of an integral and its differential."""

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
        if opening < 1 or self.tokens[opening - 1].value not in FRACTIONS:
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
            below = self.lower_d(position, fraction=token.value in FRACTIONS)
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
