"""Grammar of entries: what stands behind the name of an array, as digits or as a subscript."""

from __future__ import annotations

from fractions import Fraction

from grader.language.environments import Environments
from grader.language.lexicon import pieces
from grader.language.tokens import Token
from grader.language.tree import Index, Mul, Node, Num, Sym


class Indices(Environments):
    """`x_1`, `W_{ij}`, `x1`."""

    def array_entry(self, token: Token) -> Node | None:
        """`x1`, `W12` where x and W are declared with shapes."""
        letters, digits = pieces(token.value)
        if not digits or not self.lexicon.has_array(letters) or self.ahead().value == "_":
            return None
        self.position += 1
        base = Sym(self.lexicon.symbols[letters].name)
        return Index(base, self._of_digits(base, Num(Fraction(digits)), token))

    def rank(self, node: Node) -> int | None:
        """Return the number of dimensions of a declared array; None where it is not known."""
        symbol = self.lexicon.symbols.get(node.name) if isinstance(node, Sym) else None
        return len(symbol.domain.shape) if symbol is not None else None

    def index_list(self, base: Node) -> tuple[Node, ...]:
        """Read the indices behind `_`: `1`, `i`, `{i, j}`, `{ij}`, `{i+1}`."""
        token, rank = self.token, self.rank(base)
        if not self.at("{"):
            found = [self.index_or_group()]
            while len(found) < (rank or 1) and self.token.kind == "word" and not self._parted():
                found.append(self.index_or_group())
        else:
            self.enter()
            self.position += 1
            found = self.items("}")
            self.expect("}", "`,` or `}`")
            self.leave()
        if len(found) != 1 or rank == 1:
            return tuple(found)
        match found[0]:
            case Num() as number:
                return self._of_digits(base, number, token)
            case Mul(factors=factors) if len(factors) == rank or (
                rank is None and all(isinstance(factor, Sym) for factor in factors)
            ):
                return factors
            case _:
                return tuple(found)

    def _parted(self) -> bool:
        """Whether the word here does not continue the one before: `W_ij` has two indices."""
        before = self.tokens[self.position - 1]
        return before.kind != "word" or before.end != self.token.start or self.token.tex

    def _of_digits(self, base: Node, number: Num, token: Token) -> tuple[Node, ...]:
        """`W_{12}` is the entry in row 1 and column 2 of a matrix; more digits need a comma."""
        digits, rank = str(number.value), self.rank(base) or 1
        if rank == 1 or len(digits) == 1:
            return (number,)
        if len(digits) != rank:
            self.wrong("Expected a comma between the indices.", token)
        return tuple(Num(Fraction(digit)) for digit in digits)
