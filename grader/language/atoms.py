"""Grammar of factors: numbers, words that the declared names decide, and everything in brackets."""

from __future__ import annotations

from fractions import Fraction
from typing import NoReturn

from grader.errors import AnswerError, LimitError, Span
from grader.language.environments import Environments
from grader.language.letters import FRACTIONS, GREEK_NAMES
from grader.language.lexicon import BINDERS, GROWTH, NUMBER_SETS, symbol_name
from grader.language.spelling import ACCENTS, name_of
from grader.language.tokens import Token
from grader.language.tree import Call, Const, Div, Index, Interval, Mul, Node, Num, Sym, Tup

_OPENING = frozenset({"(", "[", "{", "\\{", "|", "||", "lvert", "lVert", "lfloor", "lceil"})


class Atoms(Environments):
    """The lower half of the grammar."""

    def atom(self) -> Node:
        """atom := number | word | bracketed | `√` atom | sign of a constant."""
        token = self.token
        match token.kind:
            case "num":
                return self._number()
            case "frac":
                self.position += 1
                top, bottom = FRACTIONS[token.value]
                return Div(Num(Fraction(top)), Num(Fraction(bottom)))
            case "word":
                return self._word()
            case "accent":
                return self._accented()
            case "op" if token.value in _OPENING:
                return self.bracketed()
            case "op" if token.value in {"sqrt", "cbrt"}:
                return self._root_sign(token.value)
            case "op":
                return self._constant_sign(token)
            case _:
                self.fail("Expected a number, a symbol or a bracket")

    def _constant_sign(self, token: Token) -> Node:
        if token.value in BINDERS:
            return self.binder()
        if token.value in {"oo", "emptyset"}:
            self.position += 1
            return Const(token.value)
        if token.value.startswith("bb"):
            return self.space_sign()
        if token.value == "partial":
            quotient = self.differential_quotient()
            if quotient is not None:
                return quotient
        if token.value == "]" and not self.bars:
            return self._french_interval()
        self.fail("Expected a number, a symbol or a bracket")

    def _french_interval(self) -> Node:
        """`]a, b[`: the bracket looks away from what it leaves out."""
        self.position += 1
        french, self.french = self.french, True
        found = self.items("]", "[")
        self.french = french
        if len(found) != 2 or not self.at("]", "["):
            self.fail("Expected an interval such as `]0, 1[`")
        closed = self.at("]")
        self.position += 1
        return Interval(found[0], found[1], False, True) if closed else Tup(tuple(found))

    # numbers

    def _number(self) -> Node:
        token = self.token
        if len(token.value) > self.limits.max_number_digits:
            raise LimitError(
                f"The number has too many digits (max_number_digits = {self.limits.max_number_digits}).",
                self.text,
                Span(token.start, token.end),
            )
        self.position += 1
        value = Fraction(token.value.rstrip(".")) if token.value != "." else Fraction(0)
        after = self.token
        if after.kind == "num" and not after.gap:
            self.fail("Expected one number", after)
        exponent = self._exponent_of_ten()
        return Num(value * Fraction(10) ** exponent if exponent else value)

    def _exponent_of_ten(self) -> int:
        """`2e3` is 2000; `2e-3` may also be 2 e − 3."""
        token, before = self.token, self.tokens[self.position - 1]
        if token.kind != "word" or token.gap or token.tex or token.value[0] not in "eE" or before.kind != "num":
            return 0
        digits, count, sign = token.value[1:], 1, 1
        if token.value in {"e", "E"} and self.ahead().value in {"-", "+"} and not self.ahead().gap:
            number = self.ahead(2)
            if number.kind != "num" or number.gap or not number.value.isdigit() or self.choose("scientific") == 1:
                return 0
            digits, count, sign = number.value, 3, -1 if self.ahead().value == "-" else 1
        if not digits.isdigit():
            return 0
        if token.value[0] in self.lexicon.plain and self.choose("scientific") == 1:
            return 0
        if len(digits) > 6 or int(digits) > self.limits.max_exponent:
            raise LimitError(
                f"The number's exponent is too large (max_exponent = {self.limits.max_exponent}).",
                self.text,
                Span(before.start, self.tokens[self.position + count - 1].end),
            )
        self.position += count
        return sign * int(digits)

    # words

    def _word(self) -> Node:
        token = self.token
        if token.value in ACCENTS and self.ahead().value == "_" and self.ahead(2).kind == "word":
            self.tokens[self.position : self.position + 2] = [token._replace(kind="accent")]
            return self._accented()
        name, stop = self._declared_here(token)
        if name is not None:
            return self._take_symbol(name, stop)
        if token.value in self.lexicon.functions:
            self.position += 1
            return self.declared_call(token.value, 0)
        command = self.latex_command()
        if command is not None:
            return command
        if token.value in BINDERS and self.ahead().value in {"_", "("}:
            return self.binder()
        if token.value in {"max", "min"} and self.ahead().value == "_":
            return self.extremum()
        if token.value == "cases" and self.ahead().value == "(":
            return self.plain_cases()
        if token.value in NUMBER_SETS and self._is_number_set():
            return self.number_set()
        if token.value in {"d"} and self.ahead().value == "/":
            quotient = self.differential_quotient()
            if quotient is not None:
                return quotient
        return self._undeclared(token)

    def _undeclared(self, token: Token) -> Node:
        call = self.letter_call(token.value)
        if call is not None:
            return call
        if token.value in GROWTH and self.wants_growth and token.value not in self.lexicon.plain:
            return self._growth()
        known = self.lexicon.known_function(token.value)
        if known is not None:
            return self.known_call(known)
        if self.is_keyword(token):
            self.fail("Expected a number, a symbol or a bracket")
        entry = self._array_entry(token)
        if entry is not None:
            return entry
        constant = self.lexicon.constant(token.value)
        if constant is not None and self.ahead().value != "_":
            self.position += 1
            return Const(constant)
        return self._split_or_free(token)

    wants_shape = False  # whether a shape is asked for
    wants_growth = False  # whether O, Θ and Ω are classes of growth

    def _growth(self) -> Node:
        name = self.token.value
        self.position += 1
        if not self.at("("):
            self.fail(f"Expected `(` after `{name}`")
        return Call(name, (self.bracketed(),))

    def _declared_here(self, token: Token) -> tuple[str | None, int]:
        """Return the longest declared symbol that is spelled from here, and the position after it."""
        letters, digits = self._pieces(token.value)
        if token.value in self.bound and self.ahead().value != "_":
            return token.value, self.position + 1
        if not digits and letters in self.lexicon.functions and self.ahead().value in {"(", "'", "["}:
            return None, 0
        best: tuple[str | None, int] = (None, 0)
        for sub, layer, primes, stop in self._scriptings():
            symbol = self.lexicon.declared(symbol_name(letters, digits, sub, layer, primes))
            if symbol is not None and stop > best[1]:
                best = (symbol.name, stop)
        if best[0] is not None or not self._partial_subscript(letters, digits):
            return best
        return self._declared_here(token)

    @staticmethod
    def _pieces(word: str) -> tuple[str, str]:
        letters = word.rstrip("0123456789")
        return letters, word[len(letters) :]

    def _scriptings(self) -> list[tuple[str, str, int, int]]:
        """Return the scripts that a name here may have: subscript, layer, primes, and where they end."""
        found = [("", "", 0, self.position + 1)]
        sub, layer, primes, place = "", "", 0, self.position + 1
        for _ in range(3):
            token = self.tokens[place]
            if token.kind != "op":
                break
            if token.value == "_" and not sub:
                text, stop = self._script_text(place + 1)
                if not text:
                    break
                sub, place = text, stop
            elif token.value == "^" and not layer:
                text, stop = self._layer_text(place + 1)
                if not text:
                    break
                layer, place = text, stop
            elif token.value in {"'", "''"} and not token.gap:
                while self.tokens[place].value in {"'", "''"} and not self.tokens[place].gap:
                    primes += len(self.tokens[place].value)
                    place += 1
            else:
                break
            found.append((sub, layer, primes, place))
        return found

    def _script_text(self, place: int) -> tuple[str, int]:
        """Return a subscript as canonical text, and the position behind it; no text where none stands."""
        token = self.tokens[place]
        if token.kind in {"word", "num"}:
            return token.value, place + 1
        if token.kind != "op" or token.value not in {"{", "(", "oo", "*", "·"}:
            return "", place
        if token.value not in {"{", "("}:
            return {"·": "*"}.get(token.value, token.value), place + 1
        if token.value == "(":
            return "", place
        text, depth = "", 1
        place += 1
        while depth and self.tokens[place].kind != "end":
            value = self.tokens[place].value
            depth += (value == "{") - (value == "}")
            if depth and value != ",":
                text += value
            place += 1
        return text, place

    def _layer_text(self, place: int) -> tuple[str, int]:
        """Return `1` of `^{(1)}` or `^(1)`."""
        braced = self.tokens[place].value == "{"
        at = place + 1 if braced else place
        if self.tokens[at].value != "(" or self.tokens[at].kind != "op":
            return "", place
        text = ""
        at += 1
        while self.tokens[at].kind in {"word", "num"} or self.tokens[at].value in {"-", "+"}:
            text += self.tokens[at].value
            at += 1
        if self.tokens[at].value != ")" or (braced and self.tokens[at + 1].value != "}"):
            return "", place
        return text, at + (2 if braced else 1)

    def _partial_subscript(self, letters: str, digits: str) -> bool:
        """`x_ix_j`: cut the word behind `_` where only its beginning makes a declared name."""
        place = self.position + 2
        if self.ahead().value != "_" or self.ahead(2).kind != "word" or self.ahead(2).tex:
            return False
        token = self.tokens[place]
        for length in range(len(token.value) - 1, 0, -1):
            if self.lexicon.declared(symbol_name(letters, digits, token.value[:length], "", 0)) is not None:
                self._cut(place, [token.value[:length], token.value[length:]])
                return True
        return False

    def _cut(self, place: int, pieces: list[str]) -> None:
        """Put several tokens in the place of one word."""
        token = self.tokens[place]
        start, parts = token.start, list[Token]()
        for piece in pieces:
            kind = "num" if piece.isdigit() else "word"
            parts.append(Token(kind, piece, start, start + len(piece), token.gap if not parts else False))
            start += len(piece)
        self.tokens[place : place + 1] = parts

    def _take_symbol(self, name: str, stop: int) -> Node:
        self.position = stop
        return Sym(name)

    def symbol_with_subscript(self, name: str, sub: str) -> Node | None:
        """Return the symbol `name_sub`, where it is declared or may be free."""
        whole = name_of(name, sub)
        symbol = self.lexicon.declared(whole)
        if symbol is not None:
            return Sym(symbol.name)
        return Sym(whole) if self.names.free and "_" not in name else None

    def subscript_text(self) -> str:
        """Read a subscript as text."""
        text, self.position = self._script_text(self.position)
        return text

    def _array_entry(self, token: Token) -> Node | None:
        """`x_1`, `x1`, `W_{ij}` where x and W are declared with shapes."""
        letters, digits = self._pieces(token.value)
        if not self.lexicon.has_array(letters) or (digits and self.ahead().value == "_"):
            return None
        self.position += 1
        symbol = self.lexicon.symbols[letters]
        if digits:
            return Index(Sym(symbol.name), self._digits(digits, len(symbol.domain.shape)))
        return None

    def index_list(self) -> tuple[Node, ...]:
        """Read the indices behind `_`: `1`, `i`, `{i, j}`, `{ij}`, `{i+1}`."""
        if not self.at("{"):
            return (self.index_or_group(),)
        self.position += 1
        found = self.items("}")
        self.expect("}", "`,` or `}`")
        if len(found) == 1 and isinstance(found[0], Mul):
            return found[0].factors
        return tuple(found)

    @staticmethod
    def _digits(digits: str, rank: int) -> tuple[Node, ...]:
        if rank == len(digits) and rank > 1:
            return tuple(Num(Fraction(digit)) for digit in digits)
        return (Num(Fraction(digits)),)

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

    # words that nobody declared as they stand

    def _split_or_free(self, token: Token) -> Node:
        letters, digits = self._pieces(token.value)
        if self.names.free and self._is_free(letters):
            return self._free_symbol(letters, digits)
        if not token.tex and len(letters) > 1:
            cuts = self._splits(letters, digits)
            if cuts:
                cut = cuts[self.choose("split", len(cuts))] if len(cuts) > 1 else cuts[0]
                self._cut(self.position, [*cut[:-1], cut[-1] + digits])
                return self._word()
        self._fail_undeclared(token)

    def _splits(self, letters: str, digits: str) -> list[list[str]]:
        scripted = frozenset(
            ending
            for ending in (letters[start:] for start in range(1, len(letters)))
            for sub, layer, primes, _ in self._scriptings()
            if self.lexicon.declared(symbol_name(ending, digits, sub, layer, primes)) is not None
            or (digits and ending == "log" and digits in {"2", "10"})
        )
        cuts = self.lexicon.splits(letters, scripted)
        bound = [name for name in self.bound if len(name) == 1]
        if not cuts and bound and all(self.lexicon.is_unit(one) or one in bound for one in letters):
            cuts = [list(letters)]
        if digits:
            cuts = [cut for cut in cuts if cut[-1] in scripted or self.lexicon.known_function(cut[-1]) is None]
        return cuts

    def _is_free(self, letters: str) -> bool:
        return len(letters) == 1 or letters in GREEK_NAMES

    def _free_symbol(self, letters: str, digits: str) -> Node:
        if letters == "i" and self.names.complex and not digits and self.ahead().value != "_":
            self.position += 1
            return Const("i")
        scripts = self._scriptings()
        sub, layer, primes, stop = scripts[-1]
        if layer:
            plain = [script for script in scripts if not script[1]][-1]
            if self.tokens[plain[3] + 1].value != "{" or self.choose("layer") == 1:
                sub, layer, primes, stop = plain
        if sub and self.ahead().value == "_" and self.ahead(2).kind == "word" and not self.ahead(2).tex:
            first, rest = self._pieces(self.ahead(2).value)
            if len(first) > 1 and first not in GREEK_NAMES and self.choose("subscript") == 1:
                self._cut(self.position + 2, [first[0], first[1:] + rest])
                return self._free_symbol(letters, digits)
        if primes:
            self.fail("Expected no prime: nothing here is a function", self.tokens[stop - 1])
        self.position = stop
        return Sym(symbol_name(letters, digits, sub, layer, primes))

    def _accented(self) -> Node:
        """`\\tilde{w}_0` is one symbol, `tilde_w_0`."""
        accent = self.token
        self.position += 1
        braced = self.take("{")
        token = self.token
        if token.kind != "word":
            self.fail("Expected a letter under the accent")
        letters, digits = self._pieces(token.value)
        if braced and self.ahead().value != "}":
            self.fail("Expected one letter under the accent", self.ahead())
        place = self.position
        if braced:
            self.position += 1
        for sub, layer, primes, stop in reversed(self._scriptings()):
            name = accent.value + "_" + symbol_name(letters, digits, sub, layer, primes)
            symbol = self.lexicon.declared(name)
            if symbol is not None or (self.names.free and not primes):
                self.position = stop
                return Sym(name if symbol is None else symbol.name)
        self.position = place
        self._fail_undeclared(accent._replace(value=f"{accent.value}_{token.value}", end=token.end))

    def _root_sign(self, sign: str) -> Node:
        """`√2` takes one factor; `√2x` may go on."""
        self.enter()
        self.position += 1
        inner: Node = self.power()
        if self.starts_factor(self.token) and not self.counted_gap() and self.token.kind == "word":
            more = [inner]
            if self.tokens[self.position - 1].value not in {")", "]", "}"} and self.choose("root") == 1:
                while self.starts_factor(self.token) and not self.counted_gap():
                    more.append(self.power())
                inner = Mul(tuple(more))
        self.leave()
        return Call("sqrt", (inner,)) if sign == "sqrt" else Call("root", (inner, Num(Fraction(3))))

    def _fail_undeclared(self, token: Token) -> NoReturn:
        letters, digits = self._pieces(token.value)
        shown = symbol_name(letters, digits, "", "", 0) if letters else token.value
        if token.value == "i" and not self.names.complex:
            message = "`i` is not declared, and the imaginary unit only stands where values are complex."
        elif token.tex and token.value not in GREEK_NAMES:
            message = f"`{self.text[token.start : token.end]}` is not known here."
        else:
            message = f"`{shown}` is not declared."
        raise AnswerError(message + self.lexicon.suggestion(shown), self.text, Span(token.start, token.end))
