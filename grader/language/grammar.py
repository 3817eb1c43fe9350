"""What the parts of the grammar know of each other: the rules that are written in other files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction
from functools import lru_cache

from grader.language.lexicon import KEYWORDS
from grader.language.parsing import State
from grader.language.tokens import Token
from grader.language.tree import Call, Neg, Node, Num

_OPENERS = frozenset(
    {"(", "{", "\\{", "lfloor", "lceil", "lvert", "lVert", "sqrt", "cbrt", "sum", "prod", "int", "oo", "emptyset"}
    | {"partial", "bbR", "bbN", "bbZ", "bbQ", "bbC"}
)

# Signs that close what stands before them, whatever it is (the end of the text has none), and those that end a term:
# most terms and brackets are read no further than to a look at one of these.
CLOSERS = frozenset({"", ")", "]", "}", "\\}", ",", ";", "&", "\\\\"})
TERM_ENDS = CLOSERS | {"+", "-", "=", "<", ">", "<=", ">="}
RUN_ENDS = TERM_ENDS | {"*", "/", "·", "×"}


@lru_cache(maxsize=1024)
def number(text: str) -> Num:
    """Return a number from its digits, perhaps with a decimal point."""
    return Num(Fraction(int(text)) if text.isdigit() else Fraction(text))


class Grammar(State, ABC):
    """The rules that call each other across files."""

    @abstractmethod
    def condition(self) -> Node:
        """Read a condition or an expression."""

    @abstractmethod
    def sum(self) -> Node:
        """Read a sum."""

    @abstractmethod
    def product(self) -> Node:
        """Read a product."""

    @abstractmethod
    def juxtaposed(self) -> Node:
        """Read factors that stand against each other."""

    @abstractmethod
    def power(self) -> Node:
        """Read a factor with its exponent."""

    @abstractmethod
    def exponent(self) -> Node:
        """Read what stands behind `^`."""

    @abstractmethod
    def atom(self) -> Node:
        """Read a factor without postfixes."""

    @abstractmethod
    def root_sign(self, sign: str) -> Node:
        """Read a root sign, or a command like it, with its factor."""

    @abstractmethod
    def rank(self, node: Node) -> int | None:
        """Return the number of dimensions of a declared array."""

    @abstractmethod
    def cut(self, place: int, parts: list[str]) -> None:
        """Put several tokens in the place of one word."""

    @abstractmethod
    def counted_gap(self) -> bool:
        """Tell whether blanks part this token from the one before."""

    def starts_factor(self, token: Token) -> bool:
        """Whether a token may begin a factor."""
        if self.stops and token is self.stops[-1]:
            return False
        kind, value = token.kind, token.value
        if kind == "op":
            if value in {"|", "||"}:
                return not self.bars or self.bars[-1] not in {"|", "||"}
            return value in _OPENERS or (value == "[" and not self.french)
        return not self.is_keyword(token) if kind == "word" else kind != "end"

    def is_keyword(self, token: Token) -> bool:
        """Whether a word belongs to the grammar of conditions, and is not declared."""
        if token.tex and token.value == "end":
            return True
        if token.value not in KEYWORDS or token.value in self.lexicon.plain:
            return False
        return token.value != "mod" or not self.is_call_of_mod()

    def is_call_of_mod(self) -> bool:
        """Whether `mod(a, b)` stands here, and not the sign between a and b."""
        return self.is_word("mod") and self.at_place(1, "(") and bool(self.commas(self.position + 1))

    def commas(self, opening: int) -> list[int]:
        """Return where the commas stand directly in the brackets that open at a position."""
        depth, found = 0, list[int]()
        for position in range(opening, len(self.tokens)):
            value = self.tokens[position].value if self.tokens[position].kind == "op" else ""
            depth += (value in {"(", "[", "{", "\\{"}) - (value in {")", "]", "}", "\\}"})
            if value == "," and depth == 1:
                found.append(position)
            if depth == 0:
                break
        return found

    def is_word(self, *words: str) -> bool:
        """Whether one of these words stands here, and is not declared."""
        token = self.tokens[self.position]
        return token.kind == "word" and token.value in words and token.value not in self.lexicon.plain

    def group(self) -> Node:
        """group := '{' sum '}'; it begins here."""
        self.position += 1
        held = self.spaced, self.bars, self.listing
        self.spaced, self.bars, self.listing = False, [], False
        self.enter()
        node = self.chosen(self.sum())
        self.leave()
        self.expect("}", "`}`")
        self.spaced, self.bars, self.listing = held
        return node

    def chosen(self, upper: Node) -> Node:
        r"""Return the binomial of `{n \choose k}`, whose upper half is read; that itself where no such sign stands."""
        return Call("binom", (upper, self.sum())) if self.take("choose") else upper

    def index_or_group(self) -> Node:
        """`{sum}`, or one number or symbol: the base of `log_10`, the order of a norm."""
        return self.group() if self.at("{") else self._one_sign()

    def group_or_token(self) -> Node:
        r"""`{sum}`, or one sign, as TeX takes it: `\frac12` is a half, `\frac ab` is a/b."""
        token = self.tokens[self.position]
        if token.value == "{" and token.kind == "op":
            return self.group()
        if token.kind == "num" and len(token.value) > 1 and token.value.isdigit():
            first = token._replace(value=token.value[0], end=token.start + 1)
            rest = token._replace(value=token.value[1:], start=token.start + 1, gap=False)
            self.tokens[self.position : self.position + 1] = [first, rest]
        elif token.kind == "word" and len(token.value) > 1 and not token.tex:
            self.cut(self.position, [token.value[0], token.value[1:]])
        if self.take("-"):
            self.enter()
            inner = self.group_or_token()
            self.leave()
            return Neg(inner)
        return self._one_sign()

    def _one_sign(self) -> Node:
        if self.token.kind == "num":
            self.position += 1
            return number(self.tokens[self.position - 1].value)
        self.enter()
        node = self.atom()
        self.leave()
        return node
