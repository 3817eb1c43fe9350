"""Two conditions at all signs of their base polynomials: where they agree at all that can occur, they are the same.

The signs are chosen one after the other. Where those chosen settle that both conditions agree, or contradict each
other, no more are chosen.
"""

from __future__ import annotations

from typing import Any

from grader.claims.statements import Setting
from grader.evidence.budget import Budget, ExceededError
from grader.evidence.families.relations.base import Base
from grader.evidence.families.relations.formulas import YES, Formula, size_of, truth
from grader.evidence.families.relations.kinks import bends_of
from grader.evidence.families.relations.system import System
from grader.evidence.numbers.linear_system import solution
from grader.evidence.oracle import Sign
from grader.language.tree import Node, Sym
from grader.records import dataclass, field

MAX_VECTORS = 6_561  # combinations of signs that are looked at: 3^8
MAX_ASKED = 300  # of them, those at which the conditions differ and that must be shown not to occur

Place = dict[str, Any]


@dataclass
class Table:
    """What the table shows: a proof, places to look at, or why neither."""

    proved: bool
    places: list[Place] = field(default_factory=list)


def compared(first: Node, second: Node, setting: Setting, budget: Budget) -> Table:
    """Compare two conditions; raises UnclearError or ExceededError where they have no such table."""
    base = Base(setting, budget)
    formulas = base.formula(first), base.formula(second)
    before = len(base.polynomials)
    try:
        if bends := bends_of(base):
            return _compared(System(base, bends, base.conjugates(frozenset(bend.kernel for bend in bends))), formulas)
    except ExceededError:
        del base.polynomials[before:]
        base.places = {key: place for key, place in base.places.items() if place < before}
    return _compared(System(base, (), base.conjugates(frozenset())), formulas)


def _compared(system: System, formulas: tuple[Formula, Formula]) -> Table:
    base = system.base
    base.note_kernels()
    system.note_known()
    search = Search(system, formulas, [_signs(base.mask(place)) for place in range(len(base.polynomials))])
    search.table.proved = search.agree(0) and search.table.proved
    return search.table


class Search:
    """Chooses signs of base polynomials, one after the other."""

    def __init__(self, system: System, formulas: tuple[Formula, Formula], options: list[tuple[int, ...]]) -> None:
        self.system = system
        self.formulas = formulas
        self.options = options
        self.vector: list[int | None] = [None] * len(options)
        self.table = Table(proved=True)
        self.size = sum(map(size_of, formulas))
        self.looked = 0
        self.asked = 0

    def agree(self, count: int) -> bool:
        """Look at all that can be chosen after the first `count` signs; False where too much was to be asked."""
        self.system.base.budget.spend(self.size)
        self.looked += 1
        if self.looked > MAX_VECTORS:
            raise ExceededError("max_cases")
        left, right = (truth(formula, self.vector) for formula in self.formulas)
        if (left == right == YES) or not (left | right) & YES:
            return True
        if (left == YES and not right & YES) or (right == YES and not left & YES):
            found = self._asked(whole=count == len(self.options))
            if found is not None:
                return found
        return self._each(count)

    def _each(self, count: int) -> bool:
        for sign in self.options[count]:
            self.vector[count] = sign
            if not self.agree(count + 1):
                return False
        self.vector[count] = None
        return True

    def _asked(self, *, whole: bool) -> bool | None:
        """Return True where the signs contradict each other, False where too much was asked, None where all is open."""
        system = self.system
        dead = system.base.dead(self.vector)
        chosen = system.choice(self.vector, dead)
        if chosen is None:
            return True
        self.asked += 1
        if self.asked > MAX_ASKED:
            return False
        found = solution(system.rows(self.vector, chosen, dead), system.base.budget)
        if found is None:
            return True
        if not whole:
            return None
        self.table.proved = False
        place = _place(system.base, found)
        if place is not None:
            self.table.places.append(place)
        return True


def _signs(mask: Sign) -> tuple[int, ...]:
    return tuple(sign for sign, bit in ((0, 2), (1, 4), (-1, 1)) if mask & bit)


def _place(base: Base, found: dict[Any, Any]) -> Place | None:
    """Return the values of symbols that a solution gives, where each monomial is a symbol."""
    place: Place = {}
    for monomial, value in found.items():
        if len(monomial) != 1 or monomial[0][1] != 1:
            return None
        kernel = base.facts.algebra.nodes[monomial[0][0]]
        if not isinstance(kernel, Sym):
            return None
        place[kernel.name] = value
    return place
