"""Members of equalities as they are read: what each comes to in all readings, and what is known where it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from grader.claims.chains import depths
from grader.marking.asked.given.given_quantities import quantities_given
from grader.marking.asked.other_things.given_numbers import CHANGES
from grader.marking.texts.equalities import letters, worked_values
from grader.marking.texts.equalities.amounts import Amount, UnlikeError
from grader.marking.texts.equalities.calculations import Known, kinds, readings
from grader.marking.texts.equalities.plain_members import plain
from grader.marking.texts.equalities.statements import Statement
from grader.problems.question import Field, Question
from grader.records import dataclass, replace

TINY = 1e-9  # what floating point leaves of zero
ROUGHLY = 0.005  # of a value that is worked out of rounded ones
TWO_DIGITS = 10  # from here on a whole number may be a rounded one
_LITERAL = re.compile(
    r"[-+]?\s*(?P<digits>\d+(?:\.(?P<places>\d+))?|\.\d+)(?:\s*(?:[eE][-+]?\d{1,3}|\*\s*10\s*\^\s*[{(]?\s*-?\d{1,3}\s*[)}]?)?\s*(?:[A-Za-zµΩ°%](?:[^=+*()\d]|\^\s*-?\d)*)?)"
)
_LIST = re.compile(r"[\s$]*(?:\\left\s*)?[(\[](?P<items>[^\[\]]*,[^\[\]]*?)(?:\\right\s*)?[)\]][\s$]*")


@dataclass(frozen=True, slots=True)
class Looks:
    """What is known where members are read: with their units, and with units left aside; how far apart values may be.

    `within`: by how much in base units, and by which share of a value, an answer may differ from the expected one.
    `called`: the numbers that the prompt gives to `P(A)` or `det(A)`.
    """

    measured: Known
    bare: Known
    within: tuple[float, float]
    has_fields: bool
    called: Mapping[str, str]

    def worked_out(self, member: str) -> tuple[Amount, ...]:
        """Return what a formula comes to that is no sum or product of numbers."""
        is_measured = self.bare.units != "none"  # `8 V`, V the voltage
        known = {} if is_measured else {name: one.value for name, one in self.bare.letters.items()}
        share = ROUGHLY if "." in member or any(name in member for name in known) else 0.0
        return tuple(Amount(one, abs(one) * share + TINY) for one in worked_values.values_of(member, known))

    @classmethod
    def of(cls, question: Question, field: Field, stated: Sequence[Statement]) -> Looks:
        """Return what a prompt and the statements of an answer give to letters, in a question's units."""
        own, prompt = {*question.names.symbols, *field.names.symbols}, f"{question.lead} {question.prompt}"
        base = (Known({}), Known({}))
        if question.unit is not None:
            given = quantities_given(question.lead, question.prompt)
            of = kinds((question.unit.unit, *(one.unit for one in given if one.unit is not None)))
            base = (Known({}, "measured", of), Known({}, "left aside", of))
        said = (letters.said(stated, prompt, one) for one in base)
        found = [replace(one, letters={name: one.letters[name] for name in one.letters.keys() - own}) for one in said]
        tolerance, factor = question.tolerance, float(question.unit.unit.factor) if question.unit is not None else 1.0
        within = (0.0, 0.0)
        if tolerance is not None:
            within = (float(tolerance.absolute or 0) * factor, float(tolerance.relative or 0))
        called = {} if CHANGES.search(prompt) else letters.called(prompt)
        return cls(found[0], found[1], within, len(question.fields) > 1, called)


@dataclass(frozen=True, slots=True)
class Side:
    """A member of an equality: what it comes to in each reading, or its entries, and its digits where it is a number.

    `bare`: what it comes to with its units left aside; `is_worked`: it is no sum or product of numbers.
    """

    text: str
    amounts: tuple[Amount, ...] = ()
    bare: tuple[Amount, ...] = ()
    items: tuple[Side, ...] = ()
    is_unlike: bool = False
    is_worked: bool = False
    number: float | None = None
    places: int = 0
    zeros: int = 0

    @classmethod
    def of(cls, text: str, looks: Looks) -> Side:
        """Return a member as it is read."""
        typed = letters.printed(letters.with_called(text, looks.called))
        ends = (typed, typed[:-1]) if typed.endswith("!") else (typed,)  # a factorial, or a cry
        try:
            amounts = tuple(one for end in ends for one in readings(end, looks.measured))
        except UnlikeError:
            return cls(text, is_unlike=True)
        bare = readings(typed, looks.bare) if looks.bare.units == "left aside" else amounts
        if not bare and looks.has_fields and (listed := _LIST.fullmatch(text)) is not None:
            return cls(text, items=tuple(cls.of(one, looks) for one in _items(listed["items"])))
        if not (amounts or bare):
            worked = looks.worked_out(typed)
            return cls(text, worked, worked, is_worked=True)
        literal = _LITERAL.fullmatch(plain(typed)) if bare else None
        if literal is None:
            return cls(text, amounts, bare)
        digits = literal["digits"]
        zeros = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
        places = len(literal["places"] or "")
        return cls(text, amounts, bare, number=float(digits), places=places, zeros=zeros)

    def step(self, amount: Amount, *, is_about: bool, is_small: bool) -> float:
        """Return how far a rounded number may be from what it rounds, beside how far its digits say."""
        if not self.number:
            return 0.0
        by = abs(float(amount.value) / self.number)
        if self.places:
            return by / 2 / 10.0**self.places
        if self.number < TWO_DIGITS and not is_small:
            return 0.0
        return by * (10.0**self.zeros if is_about or any(amount.dimension) else 1) / 2


def _items(text: str) -> list[str]:
    """Return the entries of a list, which stand between its own commas."""
    depth, parts, start = depths(text), [], 0
    for match in re.finditer(",", text):
        if not depth[match.start()]:
            parts.append(text[start : match.start()].strip())
            start = match.end()
    return [*parts, text[start:].strip()]
