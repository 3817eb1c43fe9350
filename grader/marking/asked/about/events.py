r"""Calculations with probabilities of the events of a prompt: `P(A) P(B)` is that of `A \cap B`, `P(A) + P(B)` is not.

Each part of what the events make of the sample space gets a weight; a calculation is what is asked for where it has
the same value for any weights, or for those of independent or of disjoint events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from itertools import product

from grader.marking.asked.about.objects import asked_of, normal
from grader.marking.asked.names.left_names import calls_in, name_of
from grader.marking.asked.names.plain_names import plain_name
from grader.problems.question import Question

KEPT = 2_000
MAX_CHARACTERS = 120  # of a calculation
MAX_EVENTS = 3  # in it and in what is asked for
MAX_PARTS = 40  # signs of a calculation
_PART = re.compile(r"P\((?P<of>[^()]*)\)|(?P<number>\d{1,6}(?:\.\d{1,6})?)|(?P<sign>[-+*/()])|(?P<times>·)")
_EVENT = re.compile(r"(?P<letter>[A-Z])(?P<denied>\^c)?")
_PRIMES = (2, 3, 5, 7, 11, 13, 17, 19)


def is_other_probability(question: Question, left: str) -> bool:
    """Whether a left side is a probability, or a calculation with some, and not what the prompt asks for."""
    if "P" not in left or len(left) > MAX_CHARACTERS:
        return False
    name = name_of(left)
    if name is not None:
        is_free = name.kind == "call" and name.of == "P" and "|" not in name.at
        return is_free and not asked_of(question, "P") and _CONDITIONED.search(question.prompt) is not None
    return _compared(question, left) is False


def is_asked_probability(question: Question, left: str) -> bool:
    """Whether a left side is a calculation with probabilities that comes to the one which the prompt asks for."""
    return "P" in left and len(left) <= MAX_CHARACTERS and name_of(left) is None and _compared(question, left) is True


# A probability under a condition, in words.
_CONDITIONED = re.compile(
    r"(?i)(?:probab|wahrschein)[^.?!$]*\b(?:given|unter\s+der\s+bedingung|gegeben,?\s+dass|sachant|sabiendo|dado\s+que)\b"
)
_INDEPENDENT = re.compile(r"(?i)independ|indépend|unabhängig")


def _compared(question: Question, left: str) -> bool | None:
    """Return whether a calculation with probabilities comes to the asked one; None where that is not known."""
    asked = asked_of(question, "P")
    if len(asked) != 1 or not calls_in(left):
        return None
    is_independent = _INDEPENDENT.search(f"{question.lead} {question.prompt}") is not None
    return _is_same(_signs(left), next(iter(asked)), is_independent)


def _signs(left: str) -> str:
    text = re.sub(r"\\[dt]?frac(?=\s*\{)", "", left)
    if text != left:  # `\frac{a}{b}`
        text = re.sub(r"\}\s*\{", ")/(", text)
    text = re.sub(r"(?<![_^A-Za-z])\{|(?<=\)/\()\{", "(", text).replace("}", ")") if text != left else left
    return plain_name(text).replace("\\cdot", "*").replace("\\times", "*").replace("×", "*").replace("·", "*")


@lru_cache(maxsize=KEPT)
def _is_same(signs: str, asked: str, is_independent: bool) -> bool | None:
    parts = list(_PART.finditer(signs))
    if "".join(one[0] for one in parts) != signs or len(parts) > MAX_PARTS:
        return None  # nobody knows what it is
    said = [asked, *(one["of"] or "" for one in parts)]
    events = sorted({letter for one in said for letter in re.findall("[A-Z]", one)})
    if len(events) > MAX_EVENTS:
        return None
    try:
        return any(_value(signs, one) == _chance(asked, one) for one in _worlds(events, asked, is_independent))
    except (ValueError, ZeroDivisionError):
        return None


def _worlds(events: list[str], asked: str, is_independent: bool) -> Iterator[Mapping[frozenset[str], Fraction]]:
    """Yield weights of the parts: of any events, of independent ones, and of disjoint ones for `A ∪ B`."""
    chosen = [
        frozenset(one for one, is_in in zip(events, row, strict=True) if is_in)
        for row in product((1, 0), repeat=len(events))
    ]
    total = sum(_PRIMES[: len(chosen)])
    yield {part: Fraction(prime, total) for part, prime in zip(chosen, _PRIMES, strict=False)}
    chances = {event: Fraction(1, prime) for event, prime in zip(events, (3, 5, 7), strict=False)}
    independent = {}
    for part in chosen:
        weight = Fraction(1)
        for event, chance in chances.items():
            weight *= chance if event in part else 1 - chance
        independent[part] = weight
    yield independent
    if "∪" not in asked or is_independent:
        return
    disjoint = {part: Fraction(_PRIMES[place]) if len(part) < 2 else Fraction(0) for place, part in enumerate(chosen)}
    yield {part: weight / sum(disjoint.values()) for part, weight in disjoint.items()}


def _chance(of: str, weights: Mapping[frozenset[str], Fraction]) -> Fraction:
    """Return the probability of an event with its condition; raises ValueError for what is none."""
    event, _, given = of.partition("|")
    if given:
        known = {part: weight for part, weight in weights.items() if _holds(given, part)}
        return sum((w for part, w in known.items() if _holds(event, part)), Fraction(0)) / sum(
            known.values(), Fraction(0)
        )
    return sum((weight for part, weight in weights.items() if _holds(event, part)), Fraction(0))


def _holds(event: str, part: frozenset[str]) -> bool:
    sign = "∪" if "∪" in event else "∩"
    said = [_EVENT.fullmatch(one) for one in event.split(sign)]
    if "∪" in event and "∩" in event:
        raise ValueError(event)
    held = []
    for one in said:
        if one is None:
            raise ValueError(event)
        held.append((one["letter"] in part) != bool(one["denied"]))
    return any(held) if sign == "∪" else all(held)


def _value(signs: str, weights: Mapping[frozenset[str], Fraction]) -> Fraction:
    """Return the value of a calculation with probabilities; raises ValueError for what is none."""
    reader = _Reader(list(_PART.finditer(signs)), weights)
    found = reader.sum()
    if reader.place < len(reader.parts):
        raise ValueError(signs)
    return found


class _Reader:
    """Reads sums, products and quotients of probabilities and numbers."""

    def __init__(self, parts: list[re.Match[str]], weights: Mapping[frozenset[str], Fraction]) -> None:
        self.parts, self.weights, self.place = parts, weights, 0

    def _sign(self) -> str:
        return self.parts[self.place]["sign"] or "" if self.place < len(self.parts) else "end"

    def sum(self) -> Fraction:
        """Read terms with signs between them."""
        sign = -1 if self._sign() == "-" else 1
        self.place += self._sign() in {"-", "+"}
        found = sign * self._product()
        while self._sign() in {"+", "-"}:
            sign = -1 if self._sign() == "-" else 1
            self.place += 1
            found += sign * self._product()
        return found

    def _product(self) -> Fraction:
        found = self._factor()
        while self._sign() not in {"+", "-", ")", "end"}:
            is_over = self._sign() == "/"
            self.place += self._sign() in {"*", "/"}
            found = found / self._factor() if is_over else found * self._factor()
        return found

    def _factor(self) -> Fraction:
        if self.place >= len(self.parts):
            raise ValueError
        one = self.parts[self.place]
        self.place += 1
        if one["of"] is not None:
            return _chance(normal(one["of"]), self.weights)
        if one["number"]:
            return Fraction(one["number"])
        if one["sign"] != "(":
            raise ValueError
        found = self.sum()
        if self._sign() != ")":
            raise ValueError
        self.place += 1
        return found
