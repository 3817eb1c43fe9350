"""One member before the answer, token by token: names that nobody declared, and what says something about them."""

from __future__ import annotations

from collections.abc import Sequence

from grader.language.grammar.scripts.definitions import CLOSE
from grader.language.grammar.scripts.ends import (
    BARS,
    SIGNS,
    bar_behind,
    call_end,
    derivative_end,
    differentiated,
    group_end,
    is_letter,
    marks_end,
    scripts_end,
)
from grader.language.grammar.state import State
from grader.language.names.lexicon import BINDERS, LETTER_FUNCTIONS, pieces
from grader.language.spelling import canonical_name
from grader.language.tokens import Token
from grader.language.tokens.commands import QUOTIENTS
from grader.records import dataclass, field

# Where one stands, a formula asks for a value, and is no arithmetic with it.
_OPERATORS = frozenset(
    {"xrightarrow", "max", "min", "sup", "inf", "arg", "argmax", "argmin", "E", "Var", "Cov", "grad"}
)
_ELEMENTARY = frozenset(
    {"ln", "log", "lg", "exp", "sqrt", "sin", "cos", "tan", "arcsin", "arccos", "arctan", "sinh", "cosh", "tanh"}
)


_PARTS_OF_SOLUTIONS = frozenset({"h", "p", "hom", "part", "inhom"})  # `y_h`, of which the sum is asked for


_OF_ANOTHER = frozenset({"dot", "ddot", "bar", "overline"})


def text_of(state: State, member: Sequence[Token]) -> str:
    """Return a member as it was written."""
    return state.text[member[0].start : member[-1].end] if member else ""


def canonical(name: str) -> str:
    """Return a name as it is declared, and one that cannot be as it stands."""
    try:
        return canonical_name(name)
    except ValueError:
        return name


def _is_inverse(scripts: Sequence[Token]) -> bool:
    return "".join(one.value for one in scripts if one.value not in {"{", "}"}).startswith("^-1")


@dataclass
class Seen:
    """What was found in a member: names that nobody declared, and what makes it arithmetic with one of them."""

    state: State
    own: str
    behind: frozenset[str]
    names: set[str] = field(default_factory=set)
    longest: int = 0  # tokens of a name
    is_calculated: bool = False  # a number, a sign or a declared symbol stands there
    has_operator: bool = False
    holds_own: bool = False
    is_other: bool = False  # the field's own letter with another index, more primes, or somewhere else
    bare: int = 0  # tokens of a name of one letter that is not the field's

    def is_about(self, length: int) -> bool:
        """Whether a member of so many tokens says something about the answer, and does not name it."""
        if self.is_other:
            return True
        if self.longest == length:
            is_another = self.bare == length and is_letter(self.own.partition("_")[0].rstrip("'"))
            return is_another or (self.holds_own and bool(self.names))  # `z = …` and `L(y) = …`, where `y` is asked for
        if self.holds_own:
            return True
        return not self.has_operator and len(self.names) == 1 and self.is_calculated

    def scan(self, tokens: Sequence[Token]) -> None:
        """Go through the tokens of a member."""
        place = 0
        while place < len(tokens):
            place = self._next(tokens, place)

    def _next(self, tokens: Sequence[Token], place: int) -> int:
        token = tokens[place]
        derivative = derivative_end(tokens, place)
        if derivative:
            above = differentiated(tokens[place:derivative])
            self.has_operator |= not above
            self.is_other |= self.own in {*above, *(name.removeprefix("d") for name in above)}
            self._take("".join(one.value for one in tokens[place:derivative]), derivative - place)
            return derivative
        if token.kind == "word":
            return self._word(tokens, place)
        if token.kind == "accent":
            return self._marked(tokens, place)
        if token.value == "_" and place + 1 < len(tokens):
            self.has_operator |= tokens[place - 1].value in {"]", "|"}  # `[x^2]_0^1`, where a value is asked for
            return group_end(tokens, place + 1)
        if token.kind == "num":
            before = tokens[place - 1] if place else None
            self.is_calculated |= before is None or before.kind != "word"  # `layer 1` is a label
        elif token.kind == "op" and token.value == "partial":
            self.has_operator = True
        elif token.value in BARS and (bar := bar_behind(tokens, place)):
            end = scripts_end(tokens, bar)
            self.is_other |= self._is_size_of_one(tokens[place:bar])
            is_number = all(one.kind != "word" and one.value != "," for one in tokens[place:bar])
            if not is_number or any(one.value in BARS for one in tokens[end:]):  # of numbers it is one
                self._take("".join(one.value for one in tokens[place:end]), end - place)
            return end
        elif token.kind == "frac" or token.value in SIGNS or token.value == "^":
            self.is_calculated = True
            return marks_end(tokens, place)
        return place + 1

    def _is_size_of_one(self, tokens: Sequence[Token]) -> bool:
        """Whether bars stand around the field's own name, or around one letter that nobody declared: `|y| =`."""
        words = {canonical(one.value) for one in tokens if one.kind == "word"}
        unknown = {word for word in words if self.state.lexicon.declared(word) is None}
        is_one = len(words) == 1 and bool(unknown) and all(map(is_letter, unknown))
        return self.own in words or (is_one and bool(self.state.lexicon.plain))  # of a number it may be the norm

    def _word(self, tokens: Sequence[Token], place: int) -> int:
        token, lexicon = tokens[place], self.state.lexicon
        if token.value in _OPERATORS | BINDERS.keys() and token.value not in lexicon.plain:
            self.has_operator = True
            return place + 1
        if token.value in QUOTIENTS:
            self.is_calculated = True
            return place + 1
        if token.value == "nabla":
            return self._gradient(tokens, place)
        stop = scripts_end(tokens, place + 1)
        name = canonical("".join(one.value for one in tokens[place:stop]).replace("{", "").replace("}", ""))
        if self._is_own(token.value, name, tokens[place + 1 : stop]):
            return self._take_own(tokens, place, stop)
        self.is_other |= len(token.value) == 2 and self.own in token.value and not token.tex  # `dy =`, `xy =`
        self.is_other |= _is_inverse(tokens[place + 1 : stop]) and call_end(tokens, stop) > stop  # `f^{-1}(x) =`
        is_called = token.value in LETTER_FUNCTIONS and stop < len(tokens) and tokens[stop].value == "("
        if lexicon.known_function(token.value) is not None or (is_called and token.value not in lexicon.plain):
            self.is_calculated |= token.value in _ELEMENTARY  # `\\ln y = …` says something about y
            return stop
        is_declared = lexicon.declared(name) is not None or lexicon.declared(token.value) is not None
        if is_declared or self._is_known(token):
            self.is_calculated = True
            return stop
        self.has_operator |= token.value in self.behind  # a step, from which the last member goes on
        return self._unknown_word(tokens, place, stop)

    def _unknown_word(self, tokens: Sequence[Token], place: int, stop: int) -> int:
        """Take a word that nothing is known of, with the call behind it: a name of a value, or a product."""
        token, end = tokens[place], call_end(tokens, stop)
        if token.value in self.state.lexicon.functions and end > stop and not self._brings(tokens[stop:end]):
            self.is_calculated = True
            return end
        is_product = end == stop and self._is_product(token)
        self.is_calculated |= is_product
        self.holds_own |= any(canonical(one.value) == self.own for one in tokens[stop:end] if one.kind == "word")
        self._take("".join(one.value for one in tokens[place:end]), 0 if is_product else end - place)
        if end == stop and is_letter(token.value) and token.value.casefold() not in self.own.casefold():
            self.bare = max(self.bare, end - place)
        return end

    def _gradient(self, tokens: Sequence[Token], place: int) -> int:
        r"""Take `\\nabla_x J`, the name of a value; before a formula the sign is an operator."""
        stop = scripts_end(tokens, place + 1)
        is_word = stop < len(tokens) and tokens[stop].kind == "word"
        is_end = stop == len(tokens) or tokens[stop].value in CLOSE
        if not is_end and (not is_word or self.state.lexicon.declared(tokens[stop].value)):
            self.has_operator = True
            return stop
        end = stop if is_end else call_end(tokens, scripts_end(tokens, stop + 1))
        self._take("".join(one.value for one in tokens[place:end]), end - place)
        return end

    def _brings(self, tokens: Sequence[Token]) -> bool:
        """Whether a name that nobody declared stands in an argument."""
        inner = Seen(self.state, self.own, self.behind)
        inner.scan(tokens)
        return bool(inner.names) or inner.holds_own

    def _take_own(self, tokens: Sequence[Token], place: int, stop: int) -> int:
        """Take the field's own name, `y` and `y(x)`; `y(0)` and `y(2x)` are its values somewhere else."""
        end = call_end(tokens, stop)
        inside = tokens[stop + 1 : end - 1]
        self.is_other |= any(one.value != "," and self.state.lexicon.declared(one.value) is None for one in inside)
        self.holds_own = True
        self.longest = max(self.longest, end - place)
        return end

    def _is_product(self, token: Token) -> bool:
        """Whether a short word is one unknown letter and declared ones, `aM`."""
        letters = [letter for letter in token.value if self.state.lexicon.declared(letter) is None]
        return not token.tex and 1 < len(token.value) <= 3 and len(letters) == 1

    def _marked(self, tokens: Sequence[Token], place: int) -> int:
        r"""Take `\\hat{y}(x)`, an estimate of the field's own letter or the name of something else."""
        inner = group_end(tokens, place + 1) if place + 1 < len(tokens) else place + 1
        stop = call_end(tokens, scripts_end(tokens, inner))
        whole = "".join(one.value for one in tokens[place:inner] if one.value not in {"{", "}"})
        if whole == self.own.replace("_", ""):
            scripts = scripts_end(tokens, inner)
            self.is_other |= any(one.kind == "num" for one in tokens[inner:scripts])
            return self._take_own(tokens, place, scripts)
        if any(canonical(one.value) == self.own for one in tokens[place + 1 : inner]):
            self.holds_own = True
            self.is_other |= tokens[place].value in _OF_ANOTHER  # a derivative of it, or its mean
            self.longest = max(self.longest, stop - place)
        elif self.state.lexicon.declared(canonical(text_of(self.state, tokens[place:stop]))) is not None:
            self.is_calculated = True
        else:
            self._take("".join(one.value for one in tokens[place:stop]), stop - place)
            letters = [one.value for one in tokens[place + 1 : inner] if one.kind == "word"]
            is_name = len(letters) == 1 and is_letter(letters[0]) and tokens[stop - 1].value != ")"
            if is_name and letters[0].casefold() not in self.own.casefold():
                self.bare = max(self.bare, stop - place)
        return stop

    def _is_known(self, token: Token) -> bool:
        """Whether a word is a constant, or a product of what is known."""
        lexicon, (word, _) = self.state.lexicon, pieces(token.value)
        if lexicon.constant(word) not in {None, "I", "ones"}:
            return True
        return not token.tex and len(word) > 1 and bool(lexicon.splits(word, frozenset()))

    def _is_own(self, base: str, name: str, scripts: Sequence[Token]) -> bool:
        """Return whether a name is the field's own; note where it is another one with the same letter."""
        if name == self.own:
            return True
        own_base = self.own.partition("_")[0].rstrip("'")
        if base != own_base or self.state.lexicon.declared(name) is not None:
            return False
        said = "".join(one.value for one in scripts).strip("_{}")
        primes = sum(len(one.value) for one in scripts if set(one.value) == {"'"})
        differs = self.own.count("'") != primes
        indexed = any(one.value in {"+", "-"} or one.kind == "num" for one in scripts)
        indexed |= ("_" in self.own and bool(scripts)) or said in _PARTS_OF_SOLUTIONS
        self.is_other |= differs or indexed
        return not self.is_other

    def _take(self, name: str, length: int) -> None:
        self.names.add(name)
        self.longest = max(self.longest, length)
