"""What the parts of the grammar know of each other: the rules that are written in other files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from fractions import Fraction

from grader.language.lexicon import KEYWORDS
from grader.language.parsing import State
from grader.language.tokens import Token
from grader.language.tree import Neg, Node, Num


class Grammar(State, ABC):
    """The rules that call each other across files."""

    spaced = False  # inside a list whose entries are parted by blanks
    french = False  # inside `]a, b[`, where `[` closes

    @abstractmethod
    def condition(self) -> Node:
        """Read a condition or an expression."""

    @abstractmethod
    def relation(self) -> Node:
        """Read a chain of relations, or an expression."""

    @abstractmethod
    def sum(self) -> Node:
        """Read a sum."""

    @abstractmethod
    def product(self) -> Node:
        """Read a product."""

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
    def counted_gap(self) -> bool:
        """Tell whether blanks part this token from the one before."""

    @staticmethod
    def negated(node: Node) -> Node:
        """Return the negative of a tree."""
        return Neg(node)

    def starts_factor(self, token: Token) -> bool:
        """Whether a token may begin a factor."""
        if self.stops and token is self.stops[-1]:
            return False
        match token.kind:
            case "num" | "frac" | "accent":
                return True
            case "word":
                return not self.is_keyword(token)
            case "op" if token.value in {"|", "||", "lvert", "lVert"}:
                return not self.bars or token.value in {"lvert", "lVert"} or self.bars[-1] not in {"|", "||"}
            case "op" if token.value == "[":
                return not self.french
            case "op":
                return token.value in {
                    "(",
                    "{",
                    "\\{",
                    "lfloor",
                    "lceil",
                    "sqrt",
                    "cbrt",
                    "sum",
                    "prod",
                    "int",
                    "oo",
                    "emptyset",
                    "partial",
                    "bbR",
                    "bbN",
                    "bbZ",
                    "bbQ",
                    "bbC",
                }
            case _:
                return False

    def is_keyword(self, token: Token) -> bool:
        """Whether a word belongs to the grammar of conditions, and is not declared."""
        if token.tex and token.value == "end":
            return True
        return token.value in KEYWORDS and token.value not in self.lexicon.plain

    def braced(self) -> Node:
        """Read what stands in braces as one expression."""
        self.expect("{", "`{`")
        spaced, self.spaced = self.spaced, False
        bars, self.bars = self.bars, []
        node = self.sum()
        self.expect("}", "`}`")
        self.spaced, self.bars = spaced, bars
        return node

    def group(self) -> Node:
        """group := '{' sum '}'."""
        return self.braced()

    def index_or_group(self) -> Node:
        """`{sum}`, or one number or symbol: the base of `log_10`, the order of a norm."""
        if self.at("{"):
            return self.group()
        if self.token.kind == "num":
            self.position += 1
            return Num(Fraction(self.tokens[self.position - 1].value))
        return self.atom()

    def group_or_token(self) -> Node:
        r"""`{sum}`, or one sign: `\frac12` is a half."""
        if self.at("{"):
            return self.group()
        token = self.token
        if token.kind == "num" and len(token.value) > 1 and token.value.isdigit():
            first = token._replace(value=token.value[0], end=token.start + 1)
            rest = token._replace(value=token.value[1:], start=token.start + 1, gap=False)
            self.tokens[self.position : self.position + 1] = [first, rest]
        if self.at("-"):
            self.position += 1
            return Neg(self.group_or_token())
        if self.token.kind == "num":
            self.position += 1
            return Num(Fraction(self.tokens[self.position - 1].value))
        return self.atom()
