"""The numbers that arrays give, as symbols: sums of entries, traces, entries of vectors, functions of arrays.

Equal words have the same symbol; arrays inside of functions are equal where that is proved. Whatever is then true for
all values of the symbols is true for the arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from grader.evidence.arrays.of_any_size.sizes import ONE, Size, minus, surely_from_zero, tree_of
from grader.evidence.budget import Budget
from grader.evidence.families.matrices.words.values import Value
from grader.evidence.families.matrices.words.words import (
    ENTRYWISE,
    ONES,
    RECIPROCAL,
    Chain,
    Factor,
    Vector,
    letters_in,
    number_of,
    reversed_chain,
    rootings,
    sum_key,
    trace_key,
)
from grader.evidence.functions.questions import POSITIVE
from grader.language.domains import NON_NEGATIVE, REAL, Domain, Variable
from grader.language.domains import POSITIVE as ABOVE_ZERO
from grader.language.tree import ONE as UNIT
from grader.language.tree import ZERO, Apply, Call, Div, Node, Sym
from grader.records import dataclass, field, replace

PAIRS_A_STEP = 32  # of parts of a product that are looked at in a step, where the normal form of its trace is found


@dataclass(frozen=True)
class Applied:
    """A function applied to arrays; `primes` counts the derivatives of one that is not known, None of one that is."""

    name: str
    args: tuple[Value, ...]
    primes: int | None = None

    def of(self, *entries: Node) -> Node:
        """Return the function applied to entries."""
        if self.primes is not None:
            return Apply(self.name, entries, self.primes)
        return Div(UNIT, *entries) if self.name == RECIPROCAL else Call(self.name, entries)

    @property
    def is_positive(self) -> bool:
        """Whether all values of the function are positive."""
        return self.primes is None and self.name in POSITIVE


@dataclass
class Table:
    """Symbols by what they stand for. `same` decides whether two values are surely equal."""

    domains: dict[str, Domain]  # of the entries of arrays
    same: Callable[[Value, Value], bool]
    budget: Budget
    known: dict[tuple[str, Hashable], Variable] = field(default_factory=dict)
    functions: list[Applied] = field(default_factory=list)

    def symbol(self, kind: str, key: Hashable, domain: Domain = REAL) -> Sym:
        """Return the symbol of something; no text of an answer can spell it."""
        found = self.known.get((kind, key))
        if found is None:
            found = Variable(f"{kind}[{len(self.known)}]", domain)
            self.known[kind, key] = found
        return Sym(found.name)

    def sum(self, vector: Vector, height: Size) -> Node:
        """Return the sum of a vector's entries."""
        if vector == ONES:
            return tree_of(height)
        self.budget.spend(letters_in(vector) ** 2 // 2)
        roots = tuple(rootings(vector))
        return self.symbol("sum", sum_key(roots), self._sign(vector, roots, height))

    def trace(self, chain: Chain, height: Size) -> Node:
        """Return the trace of a product of matrices."""
        while len(chain) > 3 and chain[0] == chain[-1] == ONES and _cancel(chain):
            chain = chain[2:-2]
        if len(chain) == 1:
            return self.sum(chain[0], height)
        self.budget.spend(len(chain) ** 2 // PAIRS_A_STEP)
        return self.symbol("trace", trace_key(chain), NON_NEGATIVE if is_gram(chain) else REAL)

    def entry(self, factor: Factor, place: int) -> Node:
        """Return an entry of a factor of a vector, at one of several independent indices."""
        match factor:
            case ("v", name):
                return self.symbol("entry", (factor, place), self.domains[name])
            case _:
                return self.symbol("entry", (factor, place), ABOVE_ZERO if self._is_positive(factor) else REAL)

    def function(self, name: str, args: tuple[Value, ...], primes: int | None = None) -> int:
        """Return the number of a function applied to arrays; equal arguments have the same one."""
        found = self.applied(name, args, primes)
        if found is None:
            self.functions.append(Applied(name, args, primes))
        return len(self.functions) - 1 if found is None else found

    def applied(self, name: str, args: tuple[Value, ...], primes: int | None = None) -> int | None:
        """Return the number of a function that is applied to equal arguments already, None without one."""
        for number, known in enumerate(self.functions):
            is_same = (known.name, known.primes, len(known.args)) == (name, primes, len(args))
            if is_same and all(map(self.same, known.args, args)):
                return number
        return None

    def has(self, name: str) -> bool:
        """Return whether a function is applied to arrays."""
        return any(function.name == name for function in self.functions)

    def variables(self) -> tuple[Variable, ...]:
        """Return the symbols."""
        return tuple(self.known.values())

    def meanings(self) -> dict[str, tuple[str, Hashable]]:
        """Return what the symbols stand for."""
        return {variable.name: key for key, variable in self.known.items()}

    def _sign(self, vector: Vector, roots: Iterable[Vector], height: Size) -> Domain:
        """Return what is known of the sum of a vector's entries."""
        if all(self._is_positive(factor) for factor in vector) and surely_from_zero(minus(height, ONE)):
            return ABOVE_ZERO
        return NON_NEGATIVE if any(map(self._is_square, roots)) else REAL

    def _is_square(self, vector: Vector) -> bool:
        return all(vector.count(factor) % 2 == 0 or self._is_positive(factor) for factor in vector)

    def _is_positive(self, factor: Factor) -> bool:
        match factor:
            case ("v", name):
                low = self.domains[name].low
                return low == ZERO and not self.domains[name].low_closed
            case ("f", number):
                return self.functions[number].is_positive
            case ("w", (str(name), _, False), inner) if name.startswith(ENTRYWISE):
                is_letter_positive = self.functions[number_of(name)].is_positive
                return is_letter_positive and all(self._is_positive(one) for one in inner)
            case _:
                return False


def is_gram(chain: Chain) -> bool:
    """Return whether a product of matrices is M^T M or M M^T, so that its trace is not negative."""
    middle = len(chain) // 2
    return (
        len(chain) % 4 == 1
        and all(part == ONES for part in chain[::2])
        and (chain[: middle + 1] == reversed_chain(chain[middle:]))
    )


def _cancel(chain: Chain) -> bool:
    (name, transposed, inverted), other = chain[1], chain[-2]
    return bool(other == (name, transposed, not inverted))


def entry_domain(domain: Domain) -> Domain:
    """Return the domain of an array's entries."""
    return replace(domain, shape=())
