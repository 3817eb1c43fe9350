"""Grammar of derivatives: quotients of differentials, and operators with a subscript."""

from __future__ import annotations

from itertools import groupby

from grader.language.brackets import Brackets
from grader.language.letters import GREEK_NAMES
from grader.language.lexicon import pieces, symbol_name
from grader.language.tokens import Token
from grader.language.tree import Call, Derivative, Div, Index, Mul, Node, Num, Sym, walk

FRACTIONS = frozenset({"frac", "dfrac", "tfrac", "cfrac"})
_SCRIPTS = frozenset({"^", "_", "'", "}", ")"})


class Derivatives(Brackets):
    """What stands with a `d`, `∂` or `∇`."""

    def differential_quotient(self) -> Node | None:
        r"""`d/dx f`, `\frac{d^2 f}{dx^2}`, `\frac{\partial^2 f}{\partial x\,\partial y}`; None where it is none."""
        fraction = self.token.value in FRACTIONS
        if not self.lower_d(self.position, fraction=fraction):
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
        self._refuse_letter(node, [var for var, _ in below], start)
        for var, times in reversed(below):
            node = Derivative(node, var, times)
        return node

    def _refuse_letter(self, body: Node, variables: list[str], start: Token) -> None:
        """Refuse to differentiate a letter of which nothing is known by another: it would be 0."""
        inner = body.base if isinstance(body, Index) else body
        other = next((var for var in variables if isinstance(inner, Sym) and var != inner.name), None)
        if self.names.free and isinstance(inner, Sym) and other is not None:
            message = f"`{inner.name}` is not known as a function of `{other}`. Expected the function itself."
            self.wrong(message, start)

    # operators with a subscript

    def gradient(self) -> Node:
        r"""`\nabla_x body` is `grad(body, x)`, and the derivative where x is a number; the sign stands here."""
        start = self.token
        self.position += 1
        if not self.take("_"):
            self.wrong(r"This sign does not say what to differentiate by. Expected `\nabla_x` or `grad(f, x)`.", start)
        self.enter()
        variables = self._variables_below()
        if len(variables) > 1 or self.at("^"):
            self.fail(r"Expected one gradient, such as `\nabla_x f`")
        body = self._differentiated([] if self.lexicon.has_array(variables[0]) else variables)
        self.leave()
        self._refuse_letter(body, variables, start)
        by = Sym(variables[0])
        if self.lexicon.has_array(by.name) or any(isinstance(part, Index) and part.base == by for part in walk(body)):
            return Call("grad", (body, by))
        return Derivative(body, by.name)

    def partial_derivative(self) -> Node:
        r"""`\partial_x body`, `\partial_x^2 body`, `\partial_{xy} body`; the sign and its `_` stand here."""
        start = self.token
        self.position += 2
        self.enter()
        variables = self._variables_below()
        if len(variables) == 1:
            variables *= self._order()
        node = self._differentiated(variables)
        self.leave()
        self._refuse_letter(node, variables, start)
        for var, run in groupby(reversed(variables)):
            node = Derivative(node, var, len(list(run)))
        return node

    def _variables_below(self) -> list[str]:
        """Read the symbols of a subscript: one, or several in braces."""
        if not self.take("{"):
            letters, digits = pieces(self.token.value or " ")
            one = (
                len(letters) == 1
                or letters in GREEK_NAMES
                or self.lexicon.declared(symbol_name(letters, digits, "", "", 0))
            )
            if self.token.kind == "word" and not (self.token.tex or one):
                self.cut(self.position, [letters[0], self.token.value[1:]])
            return [self._symbol_name()]
        found = [self._symbol_name()]
        while not self.take("}"):
            self.take(",")
            found.append(self._symbol_name())
        return found

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

    def lower_d(self, start: int, *, fraction: bool) -> int:
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
