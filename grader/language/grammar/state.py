"""The state that every rule of the grammar reads and moves on, and the rules that call each other across files.

A rule is a function of the state: it reads what it is named after, from the token at the position, moves the position
behind it, and returns the tree. A rule calls those of the files below it by their names. What stands inside brackets,
exponents or arguments may be a whole condition again: rules above are called through `state.rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NoReturn

from grader.errors import AnswerError, LimitError, Span, UnsettledError
from grader.language.limits import TextLimits
from grader.language.names import LAST_LOOK, Names
from grader.language.names.lexicon import Lexicon
from grader.language.tokens import Token
from grader.language.tree import Node
from grader.records import dataclass
from grader.wording import unreadable

Expect = Literal["expression", "condition", "shape", "set", "growth"]  # what is asked for

_SHOWN = {"·": "\\cdot", "~": "≈", "->": "→", "hadamard": "⊙", "outer": "⊗", "\\\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules that may stand anywhere inside a text, by what they read; `grammar.whole` fills this in."""

    condition: Callable[[State], Node]
    sum: Callable[[State], Node]
    product: Callable[[State], Node]
    juxtaposed: Callable[[State], Node]  # factors that stand against each other, up to the first sign
    power: Callable[[State], Node]
    exponent: Callable[[State], Node]
    atom: Callable[[State], Node]


class State:
    """Tokens with a position; every choice between two honest readings is taken from `choices` and recorded."""

    __slots__ = (
        *("text", "tokens", "lexicon", "leaves", "names", "limits", "choices", "rules", "met", "position", "depth"),
        *(
            "retries",
            "bound",
            "bars",
            "stops",
            "conditions",
            "remainder",
            "whole_parts",
            "lone",
            "expected",
            "wants_sets",
        ),
        *("wants_shape", "wants_growth", "star_parts", "spaced", "french", "listing", "bold", "words", "integrated"),
        "programmed",
    )

    def __init__(
        self,
        text: str,
        tokens: list[Token],
        lexicon: Lexicon,
        limits: TextLimits,
        choices: Mapping[str, int],
        rules: Rules,
        words: frozenset[str],
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.words = words  # those of `whole.NOTED` that stand in the text: most rules are not for it
        self.lexicon = lexicon
        self.leaves = lexicon.leaves
        self.names: Names = lexicon.names
        self.limits = limits
        self.choices = choices
        self.rules = rules
        self.met: dict[str, int] = {}
        self.position = 0
        self.depth = 0
        self.retries = 0
        self.bound: list[str] = []
        self.integrated = ""  # the letter over which is integrated here: f is f(x) there
        self.bars: list[str] = []
        self.stops: list[Token] = []
        self.conditions: list[tuple[Node, Token]] = []
        # the last `a mod b` written with a sign, where it ends, and that sign
        self.remainder: tuple[Node | None, int, str] = None, 0, ""
        # what was written as `a // b` or `a mod b`, by its identity: it, where its product begins, and the sign
        self.whole_parts: dict[int, tuple[Node, int, str]] = {}
        self.lone = False  # a list with one entry was read, which may be a group
        self._ask_for_expression()

    def _ask_for_expression(self) -> None:
        """Enter what is asked for, and where in the text we are, at its beginning."""
        self.expected: Expect = "expression"
        self.wants_sets = False  # whether `{1}` is a set rather than a group, and `(0, 1)` an interval
        self.wants_shape = False
        self.wants_growth = False  # whether O, Θ and Ω are classes of growth
        self.star_parts = False  # whether `*` parts dimensions
        self.spaced = False  # inside a list whose entries are parted by blanks
        self.french = False  # inside `]a, b[`, where `[` closes
        self.bold: list[Node] = []  # the ones that were written as a bold 1
        self.programmed: bool | None = None  # whether the text is written as programs are, once it is asked for
        self.listing = False  # directly inside brackets whose entries are parted by commas

    # tokens

    @property
    def token(self) -> Token:
        """Return the token at the position."""
        return self.tokens[self.position]

    def ahead(self, count: int = 1) -> Token:
        """Return the token `count` places ahead; the end token where there are fewer."""
        return self.tokens[min(self.position + count, len(self.tokens) - 1)]

    def at(self, *values: str) -> bool:
        """Return whether an operator of one of these values stands here."""
        token = self.tokens[self.position]
        return token.value in values and token.kind == "op"

    def at_place(self, count: int, value: str) -> bool:
        """Return whether an operator stands `count` places ahead."""
        token = self.ahead(count)
        return token.value == value and token.kind == "op"

    def take(self, *values: str) -> bool:
        """Pass over one of these operators, if it stands here."""
        token = self.tokens[self.position]
        if token.value not in values or token.kind != "op":
            return False
        self.position += 1
        return True

    def expect(self, value: str, what: str) -> None:
        """Pass over an operator that must stand here."""
        token = self.tokens[self.position]
        if token.value != value or token.kind != "op":
            self.fail(unreadable.EXPECTED.format(what=what))
        self.position += 1

    def close(self, sign: str, what: str = unreadable.COMMA_OR) -> None:
        """Pass over a closing bracket that must stand here, or what else may."""
        token = self.tokens[self.position]
        if token.value != sign or token.kind != "op":
            self.fail(unreadable.EXPECTED.format(what=what.format(closing=sign[-1])))
        self.position += 1

    def fail(self, message: str, token: Token | None = None) -> NoReturn:
        """Raise an error that points at a token, here unless given, and says what stands there."""
        here = token or self.token
        if here.kind == "end":
            found = unreadable.TEXT_ENDS
            length = len(self.text.rstrip())
            span = Span(length, length + 1)
        else:
            found = unreadable.FOUND.format(
                shown=self.text[here.start : here.end] or _SHOWN.get(here.value, here.value)
            )
            span = Span(here.start, max(here.end, here.start + 1))
        raise AnswerError(f"{message}, {found}.", self.text, span)

    def wrong(self, message: str, token: Token) -> NoReturn:
        """Raise an error that points at a token, with a whole sentence."""
        raise AnswerError(message, self.text, Span(token.start, max(token.end, token.start + 1)))

    def unsettled(self, message: str, token: Token) -> NoReturn:
        """Raise an error that points at a token and leaves the text without any reading."""
        raise UnsettledError(message, self.text, Span(token.start, max(token.end, token.start + 1)))

    # nesting and choices

    def enter(self) -> None:
        """Count one more level of nesting."""
        self.depth += 1
        if self.depth > self.limits.max_nesting:
            self.exceed(unreadable.ANSWER_NESTED_TOO_DEEPLY, "max_nesting")

    def exceed(self, message: str, limit: str) -> NoReturn:
        """Raise an error that names a limit and its value, and points here."""
        token = self.token
        value = getattr(self.limits, limit)
        raise LimitError(
            unreadable.LIMIT.format(message=message, limit=limit, value=value),
            self.text,
            Span(token.start, max(token.end, token.start + 1)),
        )

    def retry(self, tokens: list[Token], position: int) -> None:
        """Go back to a position to read what stands there another way."""
        self.retries += 1
        if self.retries > self.limits.max_retries:
            self.exceed(unreadable.BRACKETS_CAN_BE_READ, "max_retries")
        self.tokens[:] = tokens
        self.position = position

    def leave(self) -> None:
        """Count one level of nesting less."""
        self.depth -= 1

    def choose(self, kind: str, ways: int = 2) -> int:
        """Return which of several honest readings to take for a kind of doubt, and record that it was met."""
        self.met[kind] = max(ways, self.met.get(kind, 0))
        return min(self.choices.get(kind, 0), ways - 1)

    def is_last_look(self) -> bool:
        """Return whether the text is about to get a zero, so that readings count that nobody thinks of first."""
        return LAST_LOOK in self.names.notations

    def has_decimal_commas(self) -> bool:
        """Return whether commas of numbers in brackets were read as decimal marks, which may part these numbers."""
        return "comma" in self.met and not self.choices.get("comma") and self.names.numbers == "continental"
