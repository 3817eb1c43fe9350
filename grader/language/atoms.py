"""Grammar of factors: numbers, signs, and what a word may be, given the declared names."""

from __future__ import annotations

from fractions import Fraction

from grader.errors import LimitError, Span
from grader.language.functions import UNKNOWN_FUNCTIONS
from grader.language.grammar import RUN_ENDS, number
from grader.language.letters import FRACTIONS, GREEK_NAMES
from grader.language.lexicon import BINDERS, FUNCTION_LETTERS, GROWTH, NUMBER_SETS, pieces
from grader.language.spelling import ACCENTS
from grader.language.symbols import Symbols
from grader.language.tokens import Token, ungrouped
from grader.language.tree import Call, Const, Div, Interval, Mul, Node, Num, Pow, Tup

_OPENING = frozenset({"(", "[", "{", "\\{", "|", "||", "lvert", "lVert", "lfloor", "lceil"})
_SCRIPTS = frozenset({"_", "'", "''"})
_EXPECTED = "Expected a number, a symbol or a bracket"


class Atoms(Symbols):
    """The lower half of the grammar."""

    def atom(self) -> Node:
        """atom := number | word | bracketed | `√` atom | sign of a constant."""
        token = self.tokens[self.position]
        kind = token.kind
        if kind == "word":
            return self.word()
        if kind == "num":
            return self._number(token)
        if kind == "op":
            return self.bracketed() if token.value in _OPENING else self._from_sign(token)
        if kind == "accent":
            return self.accented()
        if kind == "frac":
            self.position += 1
            top, bottom = FRACTIONS[token.value]
            return Div(Num(Fraction(top)), Num(Fraction(bottom)))
        self.fail(_EXPECTED)

    def _from_sign(self, token: Token) -> Node:
        if token.value in {"sqrt", "cbrt"}:
            return self.root_sign(token.value)
        if token.value in BINDERS:
            return self.binder()
        if token.value in {"oo", "emptyset"}:
            self.position += 1
            return Const(token.value)
        if token.value.startswith("bb"):
            return self.space_sign()
        if token.value == "partial":
            if self.at_place(1, "_"):
                return self.partial_derivative()
            quotient = self.differential_quotient()
            if quotient is not None:
                return quotient
        if token.value == "]" and not self.bars:
            return self._french_interval()
        self.fail(_EXPECTED)

    def _french_interval(self) -> Node:
        """`]a, b[`: the bracket looks away from what it leaves out."""
        self.enter()
        self.position += 1
        french, self.french = self.french, True
        found = self.items("]", "[")
        self.french = french
        if len(found) != 2 or not self.at("]", "["):
            self.fail("Expected an interval such as `]0, 1[`")
        closed = self.at("]")
        self.position += 1
        self.leave()
        return Interval(found[0], found[1], False, True) if closed else Tup(tuple(found))

    def root_sign(self, sign: str) -> Node:
        r"""`√2` and `\sqrt2` take one factor; in `√2x` the root may go on, up to the next function."""
        self.enter()
        takes_one = self.token.tex and self.token.kind == "word"
        self.position += 1
        start = self.position
        inner: Node = self.atom() if takes_one else self.power()
        if isinstance(inner, Pow) and not self._is_one_group(start) and self.choose("root") == 0:
            self.leave()
            return Pow(self._rooted(sign, inner.base), inner.exp)
        if self.token.kind == "word" and self._root_goes_on():
            more = [inner]
            if self.tokens[self.position - 1].value not in {")", "]", "}"} and self.choose("root") == 1:
                while self._root_goes_on():
                    more.append(self.power())
                inner = Mul(tuple(more))
        self.leave()
        return self._rooted(sign, inner)

    def _root_goes_on(self) -> bool:
        """Whether a factor, no function, is written against what was read."""
        token = self.token
        if token.kind == "word" and self.is_function_word(token):
            return False
        return self.starts_factor(token) and not self.counted_gap()

    def _is_one_group(self, start: int) -> bool:
        """Whether one pair of brackets holds all that was read from a place to here."""
        depth = 0
        for place in range(start, self.position):
            value = self.tokens[place].value
            depth += (value in {"(", "[", "{"}) - (value in {")", "]", "}"})
            if depth == 0:
                return place > start and place == self.position - 1
        return False

    @staticmethod
    def _rooted(sign: str, inner: Node) -> Node:
        return Call("sqrt", (inner,)) if sign == "sqrt" else Call("root", (inner, Num(Fraction(3))))

    # numbers

    def _number(self, token: Token) -> Node:
        if len(token.value) > self.limits.max_number_digits:
            self.exceed("The number has too many digits", "max_number_digits")
        if self.listing and self.names.numbers != "plain" and self._has_comma(token) and self.choose("comma") == 1:
            token = self._at_commas(token)
        self.position += 1
        after = self.tokens[self.position]
        if after.value in RUN_ENDS:
            return number(token.value)
        if after.kind == "num" and not after.gap:
            self.fail("Expected one number", after)
        exponent = self._exponent_of_ten(after) if after.kind == "word" and not after.gap else 0
        plain = number(token.value)
        return Num(plain.value * Fraction(10) ** exponent) if exponent else plain

    def _has_comma(self, token: Token) -> bool:
        return "," in self.text[token.start : token.end]

    def _at_commas(self, token: Token) -> Token:
        """Cut `1,5` in a list into two entries; return the first."""
        written, start = self.text[token.start : token.end].replace("{,}", ","), token.start
        parts: list[Token] = []
        for piece in written.split(","):
            stop = start + len(piece)
            value = ungrouped(piece, self.names.numbers)
            parts += [Token("num", value, start, stop, False), Token("op", ",", stop, stop + 1, False)]
            start = stop + 1
        self.tokens[self.position : self.position + 1] = parts[:-1]
        return parts[0]

    def _exponent_of_ten(self, token: Token) -> int:
        """`2e3` is 2000, `2e-3` is 0.002; where e is declared, they may also be products."""
        if token.tex or token.value[0] not in "eE":
            return 0
        digits, count, sign = token.value[1:], 1, 1
        if not digits and self.ahead().value in {"-", "+"} and not self.ahead().gap:
            number = self.ahead(2)
            if number.kind != "num" or number.gap or not number.value.isdigit():
                return 0
            if token.value in self.lexicon.plain and self.choose("scientific") == 1:
                return 0
            digits, count, sign = number.value, 3, -1 if self.ahead().value == "-" else 1
        if not digits.isdigit() or (self.lexicon.declared(f"{token.value[0]}_{digits}") and self.choose("scientific")):
            return 0
        if len(digits) > 6 or int(digits) > self.limits.max_exponent:
            before, last = self.tokens[self.position - 1], self.tokens[self.position + count - 1]
            message = f"The number's exponent is too large (max_exponent = {self.limits.max_exponent})."
            raise LimitError(message, self.text, Span(before.start, last.end))
        self.position += count
        return sign * int(digits)

    # words

    def word(self) -> Node:
        """Read a word: a declared symbol or function, a command, or what `undeclared` makes of it."""
        token = self.tokens[self.position]
        if token.value not in self.bound and self._is_bare():  # most words have one meaning
            call = self.lexicon.calls.get(token.value)
            if call is not None:
                return self.known_call(call)
            leaf = self.lexicon.leaf(token.value)
            if leaf is not None:
                self.position += 1
                return leaf
        if self.lexicon.symbols or self.bound:
            name, stop = self.declared_here(token)
            if name is not None:
                return self.take_symbol(name, stop)
        value = token.value
        if value in self.lexicon.functions:
            self.position += 1
            return self.declared_call(value, 0)
        if value in ACCENTS and self.ahead().value == "_" and self.ahead(2).kind == "word":
            self.tokens[self.position : self.position + 2] = [token._replace(kind="accent")]
            return self.accented()
        if self.ahead().value == "_" and self.lexicon.known_function(f"{value}_{self.ahead(2).value}") is not None:
            joined = token._replace(value=f"{value}_{self.ahead(2).value}", end=self.ahead(2).end)
            self.tokens[self.position : self.position + 3] = [joined]
            return self._undeclared(joined)
        node = self.latex_command(token)
        if node is None:
            node = self._operator(value)
        return node if node is not None else self._undeclared(token)

    def _is_bare(self) -> bool:
        """Whether nothing stands behind a word that could be part of its name."""
        after = self.tokens[self.position + 1].value
        if after == "^":
            raised = self.tokens[self.position + 2].value
            return raised != "(" and (raised != "{" or self.tokens[self.position + 3].value != "(")
        return after not in _SCRIPTS

    def _operator(self, value: str) -> Node | None:
        """Read a sum, an integral, a maximum over an index, cases, a number set, a derivative; None for all else."""
        after = self.ahead().value
        if value in BINDERS and (after in {"_", "("} or BINDERS[value] == "int"):
            return self.binder()
        if value in {"max", "min"} and after == "_":
            return self.extremum()
        if value == "cases" and after == "(":
            return self.plain_cases()
        if value in NUMBER_SETS and self._is_number_set():
            return self.number_set()
        if value == "nabla":
            return self.gradient()
        return self.differential_quotient() if value[0] == "d" and len(value) <= 3 else None

    def _undeclared(self, token: Token) -> Node:
        value = token.value
        call = self.letter_call(value)
        if call is not None:
            return call
        if self.wants_growth and value in GROWTH and value not in self.lexicon.plain:
            return self._growth()
        known = self.lexicon.known_function(value)
        if known is not None:
            return self.known_call(known) if self._is_whole(token) else self._number_behind(token)
        if self.is_keyword(token):
            self.fail(_EXPECTED)
        entry = self.array_entry(token)
        if entry is not None:
            return entry
        constant = self.lexicon.constant(value)
        if constant is not None and self.ahead().value != "_":
            self.position += 1
            return Const(constant)
        if self.lexicon.known_function(pieces(value)[0]) is not None:
            return self._number_behind(token)
        self._refuse_function_letter(token)
        self._refuse_unknown_function(token)
        return self.split_or_free(token)

    def _is_whole(self, token: Token) -> bool:
        """Whether `log2` is the name of a function: with brackets, or in `\\operatorname`."""
        return not token.value[-1].isdigit() or token.tex or self.at_place(1, "(")

    def _number_behind(self, token: Token) -> Node:
        """`ln2`, `sin2x`, `log2x`: a function and a number written against it."""
        letters, digits = pieces(token.value)
        if self.at_place(1, "("):
            shown = f"{letters}({digits}(…))"
            self.wrong(f"`{token.value}` is not a function known here. Expected `{shown}` for a product.", token)
        after, middle = self.ahead(), token.start + len(letters)
        number = Token("num", digits, middle, token.end, False)
        stop = self.position + 1
        if after.kind == "num" and after.value[0] == "." and not after.gap:
            number, stop = number._replace(value=digits + after.value, end=after.end), stop + 1
        self.tokens[self.position : stop] = [token._replace(value=letters, end=middle), number]
        return self.word()

    def _refuse_unknown_function(self, token: Token) -> None:
        """Refuse `sinc(x)`: letters against a bracket are a name, unless they end in a function or are symbols."""
        letters, _ = pieces(token.value)
        if not self.names.free or len(letters) < 2 or letters in GREEK_NAMES:
            return
        if letters not in UNKNOWN_FUNCTIONS and not self._is_against_bracket(letters):
            return
        if self._all_stand_alone(letters):
            return
        self.wrong(f"`{letters}` is not known as a function. Expected `*` between the factors of a product.", token)

    def _is_against_bracket(self, letters: str) -> bool:
        if not self.at_place(1, "(") or self.ahead().gap:
            return False
        return not any(self._is_factor_and_function(letters, start) for start in (1, 2))

    def _all_stand_alone(self, letters: str) -> bool:
        """Whether `xy(x - y)` can only be a product: each letter is declared, or stands in the text by itself."""
        alone = {token.value for token in self.tokens if token.kind == "word" and len(token.value) == 1}
        return alone.union(self.lexicon.symbols).issuperset(letters)

    def _is_factor_and_function(self, letters: str, start: int) -> bool:
        """Whether a word is one letter, or two, and then a known function of more than two letters."""
        first, rest = letters[:start], letters[start:]
        return len(rest) > 2 and self.lexicon.known_function(rest) is not None and first not in {"a", "ar", "arc"}

    def _refuse_function_letter(self, token: Token) -> None:
        """Refuse `f(x)` where nothing says whether f is a function or a factor."""
        if self.names.free and token.value in FUNCTION_LETTERS | GROWTH:
            after = self._behind_scripts()
            if after.kind == "op" and after.value in {"(", "["} and not after.gap:
                self.wrong(
                    f"`{token.value}` is not known as a function. Expected `{token.value} * (…)` for a product.", token
                )

    def _behind_scripts(self) -> Token:
        """Return the token behind the primes and the exponent of the letter here."""
        at = 1
        while self.ahead(at).value in {"'", "''"}:
            at += 1
        if self.at_place(at, "^"):
            at += 1
            if self.at_place(at, "{"):
                while self.ahead(at).kind != "end" and not self.at_place(at, "}"):
                    at += 1
            at += 1
        return self.ahead(at)

    def _growth(self) -> Node:
        name = self.token.value
        self.position += 1
        if not self.at("("):
            self.fail(f"Expected `(` after `{name}`")
        return Call(name, (self.bracketed(),))

    def _is_number_set(self) -> bool:
        """Whether R, N, Z, Q, C means the numbers here: behind `in`, or where a shape or a set is asked for."""
        if self.token.value in self.lexicon.plain:
            return False
        before = self.tokens[self.position - 1].value if self.position else ""
        return (
            before in {"in", "notin", "->"}
            or self.wants_sets
            or self.wants_shape
            or (not self.names.free and self.ahead().value == "^")
        )
