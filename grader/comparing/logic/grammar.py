r"""Grammar of formulas of logic and of sets.

Books part on how far signs reach: whether `\land` binds tighter than `\lor`, to which side `\to` groups, how far a
quantifier reaches. A formula is read in every such way; ways in which a variable stays free are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise, product

from grader.comparing.logic.formulas import ALL, FALSE, SOME, TRUE, Formula, free_variables
from grader.comparing.logic.signs import Sign, signs_of
from grader.records import dataclass, replace

MAX_DEPTH = 40  # brackets, negations and quantifiers within each other
ELEMENT = "·"  # of which a set says whether it is in it
SET_SIGNS = frozenset(
    {"union", "intersection", "minus", "difference", "empty", "subset", "superset", "in", "notin", "complement"}
)
_AS_LOGIC = {"union": "or", "intersection": "and", "difference": "xor"}
_OF_SETS = {"dash": "minus", "xor": "difference"}  # what signs mean between sets
_QUANTIFIERS = {"all": ALL, "some": SOME, "none": SOME}
_END = Sign("end")
# What joins letters in Boolean algebra, what begins a factor, and what ends one.
_CIRCUIT = {"plus": "or", "dot": "and", "one": "true", "zero": "false"}
_OPENING = frozenset({"letter", "(", "over", "not", "one", "zero", "{"})
_CLOSING = frozenset({"letter", ")", "prime", "one", "zero", "}"})
# Levels of signs that join two parts, the loosest first.
_LOGIC = (("iff",), ("implies",), ("xor",), ("or",), ("and",))
_LOGIC_EVEN = (("iff",), ("implies",), ("xor",), ("or", "and"))
_BELOW_ARROWS = 2  # the level below arrows
_SETS = (
    (("union", "intersection", "minus", "difference"),),
    (("union", "minus", "difference"), ("intersection",)),
    (("union",), ("intersection",), ("minus", "difference")),
    (("union", "difference"), ("intersection", "minus")),
)


class UnreadError(Exception):
    """A text that is no formula of logic or of sets, or one that nobody can read."""


@dataclass(frozen=True)
class Way:
    r"""One way to read: the levels of signs, whether `\to` groups to the left, and whether quantifiers reach far.

    And whether `p \Rightarrow q \Rightarrow r` is a chain of which each link holds, and `\subset` excludes equality.
    """

    logic: tuple[tuple[str, ...], ...]
    sets: tuple[tuple[str, ...], ...]
    is_left: bool
    is_far: bool
    is_chain: bool = False
    is_strict: bool = False


WAYS = tuple(
    Way(logic, sets, is_left, is_far)
    for logic, sets, is_left, is_far in product((_LOGIC, _LOGIC_EVEN), _SETS, (False, True), (False, True))
)


def ways_of(*texts: str) -> tuple[Way, ...]:
    """Return the ways in which texts can be read."""
    signs = [sign for text in texts for sign in signs_of(text) or ()]
    found = WAYS
    if sum(sign.kind in {"implies", "iff"} for sign in signs) > 1:
        found += tuple(replace(way, is_chain=True) for way in found)
    if any(sign.kind in {"subset", "superset"} and sign.name for sign in signs):
        found += tuple(replace(way, is_strict=True) for way in found)
    return found


def read_formula(text: str, way: Way, *, of_sets: bool) -> Formula | None:
    """Return a text as a formula, of sets where it is said, read in one way; None where it is none."""
    signs = signs_of(text)
    if not signs:
        return None
    if of_sets:
        signs = tuple(sign._replace(kind=_OF_SETS.get(sign.kind, sign.kind)) for sign in signs)
    try:
        reader = _Reader((*signs, _END), way, has_sets=of_sets)
        found = reader.whole()
    except UnreadError:
        return None
    return found if not free_variables(found) - {ELEMENT, *reader.elements} else None


def read_circuit(text: str) -> Formula | None:
    r"""Return sums and products of capitals as Boolean algebra writes them, `A + \bar A B`; None for other texts."""
    signs = list(signs_of(text) or ())
    kinds = [sign.kind for sign in signs]
    names = {sign.name for sign in signs if sign.kind == "letter"}
    is_plain = set(kinds) <= _CIRCUIT.keys() | _OPENING | _CLOSING and all(map(str.isupper, names))
    if not is_plain or ("one", "one") in pairwise(kinds):
        return None
    joined = [Sign(_CIRCUIT.get(sign.kind, sign.kind), sign.name) for sign in signs]
    for place in range(len(signs) - 1, 0, -1):
        if kinds[place - 1] in _CLOSING and kinds[place] in _OPENING:
            joined.insert(place, Sign("and"))
    try:
        return _Reader((*joined, _END), WAYS[0], has_sets=False).whole()
    except UnreadError:
        return None


def is_set(formula: Formula) -> bool:
    """Whether a formula says of an element whether it is in a set."""
    return ELEMENT in free_variables(formula)


def has_sets(text: str) -> bool:
    """Whether a sign of sets stands in a text."""
    return any(sign.kind in SET_SIGNS for sign in signs_of(text) or ())


class _Reader:
    def __init__(self, signs: Sequence[Sign], way: Way, *, has_sets: bool) -> None:
        self.signs, self.way, self.has_sets = signs, way, has_sets
        self.place = self.depth = 0
        self.elements = set[str]()

    def whole(self) -> Formula:
        found = self.joined(0)
        if self.signs[self.place] != _END:
            raise UnreadError
        return found

    def at(self, *kinds: str) -> bool:
        return self.signs[self.place].kind in kinds

    def take(self, *kinds: str) -> bool:
        self.place += (found := self.at(*kinds))
        return found

    def need(self, kind: str) -> Sign:
        if not self.take(kind):
            raise UnreadError
        return self.signs[self.place - 1]

    def joined(self, level: int) -> Formula:
        """Read what signs of a level join."""
        if level == len(self.way.logic):
            return self.relation()
        if level == 0 and self.way.is_chain:
            return self.chain()
        found = self.joined(level + 1)
        kinds = self.way.logic[level]
        while self.at(*kinds):
            op = self.signs[self.place].kind
            self.place += 1
            if op == "implies" and not self.way.is_left:
                found = Formula(op, (found, self.joined(level)))
                if self.has_sets and is_set(found):
                    raise UnreadError
                return found
            found = Formula(op, (found, self.joined(level + 1)))
            if self.has_sets and is_set(found):
                raise UnreadError  # sets are joined by signs of their own
        return found

    def chain(self) -> Formula:
        """Read what arrows join, each of which says what it says of the parts beside it."""
        parts = [self.joined(_BELOW_ARROWS)]
        arrows = list[str]()
        while self.at("implies", "iff"):
            arrows.append(self.signs[self.place].kind)
            self.place += 1
            parts.append(self.joined(_BELOW_ARROWS))
        if arrows and self.has_sets and any(map(is_set, parts)):
            raise UnreadError
        links = [Formula(op, pair) for op, pair in zip(arrows, pairwise(parts), strict=True)]
        return reduce(lambda one, other: Formula("and", (one, other)), links or parts)

    def relation(self) -> Formula:
        """Read a relation of two sets, or what stands alone."""
        start = self.place
        if self.has_sets and self.at("letter") and self.signs[start + 1].kind in {"in", "notin"}:
            element, op = self.signs[start].name, self.signs[start + 1].kind
            self.place += 2
            self.elements.add(element)
            member = _of(self.set_joined(0), element)
            return Formula("not", (member,)) if op == "notin" else member
        if not self.has_sets:
            return self.unary()
        found = self.set_joined(0)
        links = list[Formula]()
        while self.at("subset", "superset", "="):
            sign = self.signs[self.place]
            self.place += 1
            other = self.set_joined(0)
            small, large = (other, found) if sign.kind == "superset" else (found, other)
            links.append(_of_all(Formula("iff" if sign.kind == "=" else "implies", (small, large))))
            if sign.name and self.way.is_strict:
                links.append(Formula("not", (_of_all(Formula("implies", (large, small))),)))
            found = other
        return reduce(lambda one, other: Formula("and", (one, other)), links or [found])

    def set_joined(self, level: int) -> Formula:
        """Read what signs of sets of a level join, from left to right."""
        if level == len(self.way.sets):
            return self.unary()
        found = self.set_joined(level + 1)
        while self.at(*self.way.sets[level]):
            op = self.signs[self.place].kind
            self.place += 1
            other = self.set_joined(level + 1)
            if op == "minus":
                found = Formula("and", (found, Formula("not", (other,))))
            else:
                found = Formula(_AS_LOGIC[op], (found, other))
        return found

    def unary(self) -> Formula:
        """Read a negation, a quantifier, or an atom with complements behind it."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise UnreadError
        if self.take("not", "complement"):
            found = Formula("not", (self.unary(),))
        elif self.at(*_QUANTIFIERS):
            found = self.quantified()
        else:
            found = self.atom()
            while self.take("prime"):
                found = Formula("not", (found,))
        self.depth -= 1
        return found

    def quantified(self) -> Formula:
        kind = self.signs[self.place].kind
        self.place += 1
        names = [self.need("letter").name]
        while self.take(","):
            names.append(self.need("letter").name)
        self.take(":", ",")
        body = self.joined(0) if self.way.is_far else self.unary()
        for name in reversed(names):
            body = Formula(_QUANTIFIERS[kind], (body,), name)
        return Formula("not", (body,)) if kind == "none" else body

    def atom(self) -> Formula:
        if self.take("("):
            found = self.joined(0)
            self.need(")")
            return found
        if self.take("over"):
            if self.take("{"):
                found = self.joined(0)
                self.need("}")
            else:
                found = self.atom()
            return Formula("not", (found,))
        if self.take("true"):
            return TRUE
        if self.take("false", "empty"):
            return FALSE
        name = self.need("letter").name
        if self.has_sets:
            return Formula("pred", (), name, (ELEMENT,))
        if name[0].isupper() and self.take("("):
            terms = [self.need("letter").name]
            while self.take(","):
                terms.append(self.need("letter").name)
            self.need(")")
            return Formula("pred", (), name, tuple(terms))
        return Formula("letter", (), name)


def _of(formula: Formula, element: str) -> Formula:
    """Return what a set says of an element."""
    if formula.op in (ALL, SOME) or (formula.op == "pred" and formula.terms != (ELEMENT,)):
        raise UnreadError  # a relation of sets is no set
    if formula.op == "pred":
        return Formula("pred", (), formula.name, (element,))
    return Formula(formula.op, tuple(_of(part, element) for part in formula.parts), formula.name, formula.terms)


def _of_all(formula: Formula) -> Formula:
    return Formula(ALL, (_of(formula, ELEMENT),), ELEMENT)
