"""The one way into the language: a text and the names it may use become one or several readings."""

from __future__ import annotations

from itertools import product
from math import prod

from grader.errors import AnswerError, LimitError, Span
from grader.language.lexicon import lexicon_of
from grader.language.limits import LIMITS, TextLimits
from grader.language.names import Names
from grader.language.parser import Parser
from grader.language.printing import show
from grader.language.reading import Expect, Reading
from grader.language.spelling import canonical_name
from grader.language.tokens import Token, tokenize
from grader.language.tree import Node

__all__ = ["Expect", "Reading", "canonical_name", "read"]


def read(
    text: str, names: Names, expect: Expect = "expression", own: str | None = None, limits: TextLimits = LIMITS
) -> tuple[Reading, ...]:
    """Return the readings of a text: one, or up to `max_readings` honest ones with different trees.

    `own` is the field's own name, so that `x = 2` is the value 2. With `expect="expression"` the last member of a
    chain of equalities is the answer. Raises AnswerError, which points at what could not be read and says what was
    expected, and LimitError, which names the limit.
    """
    if len(text) > limits.max_text:
        raise LimitError(f"The answer is too long: {len(text)} characters (max_text = {limits.max_text}).")
    tokens = tokenize(text, limits)
    if len(tokens) == 1:
        raise AnswerError("Nothing is written. Expected an answer.", text, Span(0, 1))
    parser = _Reading(text, tokens, names, expect, own, limits)
    return parser.readings()


class _Reading:
    def __init__(
        self, text: str, tokens: list[Token], names: Names, expect: Expect, own: str | None, limits: TextLimits
    ) -> None:
        self.text, self.tokens, self.names = text, tokens, names
        self.expect, self.own, self.limits = expect, own, limits

    def parsed(self, choices: dict[str, int]) -> tuple[Node, dict[str, int]]:
        """Return the tree under one set of choices, and the kinds of doubt met with their numbers of ways."""
        parser = Parser(self.text, list(self.tokens), lexicon_of(self.names), self.limits, choices)
        try:
            return parser.whole(self.expect, self.own), parser.met
        except AnswerError as error:
            raise _FailedError(error, parser.met) from error

    def readings(self) -> tuple[Reading, ...]:
        """Return all readings: what can be read under no choice is no reading."""
        try:
            tree, met = self.parsed({})
        except _FailedError as failed:
            if not failed.met:
                raise failed.error from None
            return self._all({}, failed.met, failed.error)
        if not met:
            return (Reading(tree, self.text.strip()),)
        return self._all({tree: dict.fromkeys(met, 0)}, met, None)

    def _all(
        self, found: dict[Node, dict[str, int]], met: dict[str, int], first: AnswerError | None
    ) -> tuple[Reading, ...]:
        tried: set[tuple[tuple[str, int], ...]] = {tuple(sorted(dict.fromkeys(met, 0).items()))}
        kinds = dict(met)
        while True:
            self._check(kinds)
            fresh = [choices for choices in _combinations(kinds) if tuple(sorted(choices.items())) not in tried]
            if not fresh:
                break
            for choices in fresh:
                tried.add(tuple(sorted(choices.items())))
                try:
                    other, more = self.parsed(choices)
                except _FailedError as failed:
                    kinds |= failed.met
                    continue
                found.setdefault(other, choices)
                kinds |= more
        if not found:
            raise first or AnswerError("The text cannot be read.", self.text, Span(0, 1))
        if len(found) == 1:
            return (Reading(next(iter(found)), self.text.strip()),)
        return tuple(Reading(node, show(node), tuple(sorted(made.items()))) for node, made in found.items())

    def _check(self, kinds: dict[str, int]) -> None:
        ways = prod(kinds.values())
        if ways > self.limits.max_readings:
            raise LimitError(
                f"The text can be read in {ways} ways (max_readings = {self.limits.max_readings}). "
                "Expected brackets and product signs that leave fewer.",
                self.text,
                Span(0, len(self.text)),
            )


def _combinations(kinds: dict[str, int]) -> list[dict[str, int]]:
    names = sorted(kinds)
    return [dict(zip(names, ways, strict=True)) for ways in product(*(range(kinds[name]) for name in names))]


class _FailedError(Exception):
    """A reading that came to nothing, with the doubts met on the way."""

    def __init__(self, error: AnswerError, met: dict[str, int]) -> None:
        self.error = error
        self.met = met
        super().__init__(str(error))
