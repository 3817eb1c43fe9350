"""Grammar of function application, with brackets and without."""

from __future__ import annotations

from fractions import Fraction

from grader.language.binders import Binders
from grader.language.defined import DEFINED
from grader.language.functions import FUNCTIONS, Known
from grader.language.lexicon import LETTER_FUNCTIONS
from grader.language.tokens import Token
from grader.language.tree import Apply, Array, Call, Div, Index, Mul, Neg, Node, Num, Pow, Tup

_INVERSES = {name: f"arc{name}" for name in ("sin", "cos", "tan", "cot")} | {
    name: f"ar{name}" for name in ("sinh", "cosh", "tanh", "coth", "sech")
}
_INVERSES |= {"sec": "arcsec", "csc": "arccsc", "csch": "arcsch"}
ONE, TWO, THREE, TEN = (Num(Fraction(value)) for value in (1, 2, 3, 10))

_LOGARITHMS = frozenset({"log2", "log10", "lg"})
_CLOSING = {"(": ")", "{": "}", "\\{": "\\}"}


class Application(Binders):
    """Functions and their arguments."""

    def known_call(self, name: str) -> Node:
        """Read a known function with what stands behind its name: exponent, base or index, argument."""
        token = self.tokens[self.position]
        self.position += 1
        if self.tokens[self.position].value == "(":
            return self._called(name, self._bracketed_arguments(name), None, 0, token)
        if token.value == "log" and self.token.kind == "num" and not self.token.gap and self._is_base():
            return self._log_with_base(token)
        primes = self._primes()
        exponent, sub = self._scripts()
        args = self._arguments(name, token)
        node = self._called(name, args, sub, primes, token)
        return self._raised_call(node, name, exponent, token)

    def _is_base(self) -> bool:
        """Whether the number against `log` is its base: `log2x` may be the logarithm of x to base 2, or of 2x."""
        after = self.ahead()
        if not self.token.value.isdigit() or not (self.starts_factor(after) or self.at_place(1, "^")):
            return False
        return after.kind != "num" and self.choose("base") == 0

    def _log_with_base(self, token: Token) -> Node:
        base = Num(Fraction(self.token.value))
        self.position += 1
        exponent, _ = self._scripts()
        args = self._arguments("log", token)
        return self._raised_call(self._called("log", args, base, 0, token), "log", exponent, token)

    def _primes(self) -> int:
        count = 0
        while self.at("'") and not self.token.gap:
            self.position += 1
            count += 1
        return count

    def _scripts(self) -> tuple[Node | None, Node | None]:
        exponent = sub = None
        while self.at("^", "_"):
            if (exponent if self.at("^") else sub) is not None:
                self.fail("Expected the argument: the function has this script already")
            if self.take("^"):
                exponent = self._function_exponent()
            else:
                self.position += 1
                self._refuse_word()
                sub = self.index_or_group()
        return exponent, sub

    def _refuse_word(self) -> None:
        r"""Refuse a word as a function's subscript, such as `softmax_{row}`, which is no product of letters."""
        braced = self.at("{")
        token = self.ahead() if braced else self.token
        alone = not braced or self.at_place(2, "}")
        if not alone or token.kind != "word" or len(token.value) < 3 or not token.value.isalpha():
            return
        written = self.text[token.start : token.end]
        if written.isascii() and written[0] != "\\" and not self.lexicon.is_unit(token.value):
            self.fail("Expected an index", token)

    def _function_exponent(self) -> Node:
        """`sin^2 x`, `sin^{-1} x`, `sin^-1 x`; the exponent is one sign, or a group."""
        return self.exponent() if self.at("-", "{") else self.group_or_token()

    def _called(self, name: str, args: list[Node], sub: Node | None, primes: int, token: Token) -> Node:
        if primes and name in DEFINED:
            self.wrong(f"`{token.value}` takes no primes. Expected its derivative, written out.", token)
        if primes:
            return Apply(name, tuple(args), primes)
        base: Node | None = None
        if name in _LOGARITHMS:
            base = TWO if name == "log2" else TEN
            if name == "lg" and self.choose("lg") == 1:
                base = TWO
            name = "log"
        elif name == "log" and sub is not None:
            base, sub = sub, None
        elif name == "norm" and sub is not None:
            args, sub = [*args, sub], None
        if base is not None:
            args = [*args, base]
        if name == "cbrt":
            name, args = "root", [*args, THREE]
        self._check_arity(name, args, token)
        node: Node = Call(name, tuple(args)) if name not in DEFINED else DEFINED[name](args[0])
        if name == "norm" and args[1:] == [TWO]:
            node = Call(name, (args[0],))
        if sub is not None:
            return self._indexed_call(node, sub, token)
        return node

    def _indexed_call(self, node: Node, sub: Node, token: Token) -> Node:
        if not (isinstance(node, Call) and (FUNCTIONS[node.name].arrays or any(map(self.is_array, node.args)))):
            self.wrong(f"`{token.value}` takes no subscript.", token)
        return Index(node, (sub,))

    def _check_arity(self, name: str, args: list[Node], token: Token) -> None:
        known = FUNCTIONS.get(name, Known(1, 1))
        if len(args) < known.least or (known.most is not None and len(args) > known.most):
            wanted = str(known.least)
            if known.most != known.least:
                wanted = f"at least {known.least}" if known.most is None else f"{known.least} to {known.most}"
            plural = "" if wanted.endswith("1") else "s"
            self.wrong(f"`{token.value}` takes {wanted} argument{plural}, not {len(args)}.", token)

    def _raised_call(self, node: Node, name: str, exponent: Node | None, token: Token) -> Node:
        if exponent is None:
            return node
        if exponent == Neg(ONE) and name in _INVERSES and isinstance(node, Call) and self.choose("inverse") == 0:
            return self._called(_INVERSES[name], list(node.args), None, 0, token)
        return Pow(node, exponent)

    # arguments

    def _arguments(self, name: str, token: Token) -> list[Node]:
        if self.at("(", "[", "\\{") or (self.at("{") and (token.tex or name in {"max", "min"})):
            return self._bracketed_arguments(name)
        known = FUNCTIONS.get(name)
        if known is not None and known.least > 1:
            self.fail(f"Expected `(` and the arguments of `{token.value}`")
        if not self.starts_factor(self.token) and not self.at("-", "+"):
            self.fail(f"Expected the argument of `{token.value}`")
        self.enter()
        argument = self._bare_argument()
        self.leave()
        return [argument]

    def _bracketed_arguments(self, name: str) -> list[Node]:
        token = self.tokens[self.position]
        if token.value == "[":
            inner = self.bracketed()
            takes_list = name in FUNCTIONS and FUNCTIONS[name].arrays
            if isinstance(inner, Array) and not (takes_list and name not in {"max", "min"}):
                return list(inner.items)
            return [inner]
        closing = _CLOSING[token.value]
        self.enter()
        spaced, self.spaced = self.spaced, False
        self.position += 1
        if self.tokens[self.position].value == closing:
            self.fail("Expected an argument")
        found = self.items(closing)
        self.expect(closing, f"`,` or `{closing[-1]}`")
        self.spaced = spaced
        self.leave()
        return found

    def _bare_argument(self) -> Node:
        """`sin 2x` takes the product written against it, and stops at the next function."""
        if self.at("-", "+"):
            negative = self.at("-")
            self.position += 1
            self.enter()
            inner = self._bare_argument()
            self.leave()
            return Neg(inner) if negative else inner
        factors = [self.power()]
        while self._continues() and not self.counted_gap():
            factors.append(self.power())
        if self._continues() and not self.spaced and self.choose("application") == 1:
            while self._continues():
                factors.append(self.power())
        node: Node = factors[0] if len(factors) == 1 else Mul(tuple(factors))
        if self.at("/") and not self.spaced and self._divides() and self.choose("application-division") == 1:
            self.position += 1
            below = [self.power()]
            while self._continues() and not self.counted_gap():
                below.append(self.power())
            node = Div(node, below[0] if len(below) == 1 else Mul(tuple(below)))
        return node

    def _divides(self) -> bool:
        """Whether what is behind the slash may belong to the argument: a function does not."""
        return not (self.ahead().kind == "word" and self.is_function_word(self.ahead()))

    def _continues(self) -> bool:
        """Whether a further factor, no function, stands here."""
        token = self.tokens[self.position]
        if token.kind in {"num", "frac"} or not self.starts_factor(token):
            return False
        return not (token.kind == "word" and self.is_function_word(token))

    def is_function_word(self, token: Token) -> bool:
        """Whether a word is a function that may be applied without brackets, or a binder."""
        if token.value in self.lexicon.plain:
            return token.value in self.lexicon.functions
        if self.lexicon.known_function(token.value) is not None:
            return True
        beginnings = (token.value[:stop] for stop in range(2, len(token.value)))
        return not token.tex and any(self.lexicon.known_function(beginning) for beginning in beginnings)

    # declared functions and letters that may be functions

    def declared_call(self, name: str, primes: int) -> Node:
        """Read a declared function, whose name was passed over, with its exponent and arguments."""
        exponent = self._function_exponent() if self.take("^") else None
        primes += self._primes()
        if not self.at("(", "["):
            self.fail(f"Expected `(` and the argument of `{name}`")
        args = self._declared_arguments()
        arity = self.lexicon.functions[name].arity
        if len(args) != arity:
            self.wrong(
                f"`{name}` takes {arity} argument{'' if arity == 1 else 's'}, not {len(args)}.",
                self.tokens[self.position - 1],
            )
        node: Node = Apply(self.lexicon.functions[name].name, tuple(args), primes)
        return node if exponent is None else Pow(node, exponent)

    def _declared_arguments(self) -> list[Node]:
        if self.at("["):
            inner = self.bracketed()
            return list(inner.items) if isinstance(inner, (Array, Tup)) else [inner]
        return self._bracketed_arguments("")

    def _spelled_gamma(self) -> str | None:
        r"""Return the gamma function where its name is typed against a bracket; `γ` and `\gamma` are letters."""
        token, opening = self.tokens[self.position], self.ahead()
        is_typed = self.names.free and self.text[token.start : token.end] == "gamma"
        return "gamma" if is_typed and opening.value == "(" and not opening.gap else None

    def letter_call(self, word: str) -> Node | None:
        """Read `σ(x)`, `H(x)`, `Γ(x)`, `C(n, k)` where the letter is undeclared; None where it is a symbol."""
        name = LETTER_FUNCTIONS.get(word) or self._spelled_gamma()
        if name is None or word in self.lexicon.plain or word in self.bound:
            return None
        opening = self.ahead()
        if self.names.free:
            commas = opening.value == "(" and len(self.commas(self.position + 1)) > 0
            if opening.value not in {"(", "["} or (word == "C") != commas:
                return None
            if word == "gamma" and self.choose("gamma") == 1:
                return None
            if word not in {"C", "gamma"} and self.choose("letter") == 1:
                return None
        elif word in {"C", "Phi"} and opening.value != "(":
            return None
        elif opening.value in {"'", "(", "[", "{", "^"} or self.starts_factor(opening):
            pass
        else:
            return None
        return self.known_call(name)
