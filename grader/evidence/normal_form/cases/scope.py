"""The symbols of a setting as kernels: their domains become ranges."""

from __future__ import annotations

from functools import lru_cache

from grader.claims.statements import Setting
from grader.evidence.errors import DeclinedError
from grader.evidence.normal_form.ring.kernels import EVERYTHING, Element, Kernel, Label, Rational
from grader.evidence.normal_form.ring.tower import Tower
from grader.evidence.trees.polynomials import rational_literal
from grader.evidence.trees.ranges.domains import range_of_domain
from grader.evidence.trees.ranges.ranges import Range
from grader.evidence.trees.ranges.sign import ZERO
from grader.language.domains import REAL, Domain
from grader.language.tree import Const, Index, Node, Num, Sym, walk


def members_of(domain: Domain) -> list[Rational]:
    """Return the members of a finite set of literals; none where one is no literal."""
    found = [rational_literal(member) for member in domain.members or ()]
    return [] if None in found else [value for value in found if value is not None]


@lru_cache(maxsize=256)
def _facts_of(domain: Domain) -> tuple[Range, bool, bool]:
    """Return the range of a domain, whether it leaves out 0, and whether it has only integers."""
    values = range_of_domain(domain)
    members = domain.members or ()
    integer = domain.is_integer or (bool(members) and all(_is_integer(member) for member in members))
    return values, domain.nonzero or not values.mask & ZERO, integer


class Scope:
    """Variables by name; a bound symbol hides a variable of the same name."""

    def __init__(self, tower: Tower, setting: Setting) -> None:
        self.tower = tower
        self.domains = {variable.name: variable.domain for variable in setting.variables}
        self.bound: dict[str, list[Kernel]] = {}

    def kernel(self, name: str) -> Kernel:
        """Return the kernel of a scalar symbol; raises `DeclinedError` for arrays."""
        if name in self.bound:
            return self.bound[name][-1]
        return self.tower.find("var", label=(name,)) or self._declare(name, self.domains.get(name), (name,))

    def is_complex(self, name: str) -> bool:
        """Return whether a symbol has complex values."""
        domain = self.domains.get(name)
        return domain is not None and domain.base == "complex" and name not in self.bound

    def release(self, name: str) -> None:
        """Forget the innermost bound symbol of a name."""
        self.bound[name].pop()
        if not self.bound[name]:
            del self.bound[name]

    def complex_symbol(self, name: str) -> Element:
        """Return a complex symbol as u + i v with real kernels u and v."""
        if self.domains[name].shape:
            raise DeclinedError(f"the array {name} as a number")
        parts = [
            self.tower.find("var", label=(name, part))
            or self.tower.make("var", (), EVERYTHING, False, label=(name, part))
            for part in ("re", "im")
        ]
        unit = self.imaginary().num
        return self.tower.poly(parts[0].gen + unit * parts[1].gen)

    def _declare(self, name: str, domain: Domain | None, key: Label) -> Kernel:
        if domain is None or domain is REAL:
            return self.tower.make("var", (), EVERYTHING, False, label=key)
        if domain.shape and len(key) == 1:
            raise DeclinedError(f"the array {name} as a number")
        values, nonzero, integer = _facts_of(domain)
        kernel = self.tower.make("var", (), values, nonzero, label=key)
        kernel.integer = integer
        if domain.base == "complex":
            self.tower.set_real(kernel, False)
        return kernel

    def entry(self, node: Index) -> Element:
        """Return an entry of an array symbol with literal or symbolic indices as a kernel of its own."""
        if not isinstance(node.base, Sym) or any(isinstance(s, Sym) and s.name in self.bound for s in walk(node)):
            return self.structural(node)
        for index in node.indices:
            if not isinstance(index, Num):
                return self.structural(node)
        key = (node.base.name, *(str(index.value) for index in node.indices if isinstance(index, Num)))
        found = self.tower.find("var", label=key)
        return (found or self._declare(node.base.name, self.domains.get(node.base.name), key)).element

    def is_array(self, base: Node) -> bool:
        """Return whether a tree is a declared array of real numbers."""
        if not isinstance(base, Sym) or base.name in self.bound or base.name not in self.domains:
            return False
        return bool(self.domains[base.name].shape) and self.domains[base.name].base != "complex"

    def moving_entry(self, name: str, indices: list[Element]) -> Element:
        """Return an entry of an array at indices that are expressions: equal indices give the same kernel."""
        domain = self.domains[name]
        values, nonzero, _ = _facts_of(domain)
        normal = [self.tower.normal(index) for index in indices]
        key = tuple(poly for index in normal for poly in (index.num, index.den))
        kernel = self.tower.kernel(f"entry {name}", key, values, nonzero)
        kernel.ground = False
        self.tower.set_real(kernel, True)
        kernel.integer = domain.is_integer
        return kernel.element

    def structural(self, node: Node) -> Element:
        """Return a scalar that depends on arrays as a kernel that is equal only to the very same tree."""
        names = {symbol.name for symbol in walk(node) if isinstance(symbol, Sym)}
        hidden = [self.bound[name][-1] for name in names if name in self.bound]
        if hidden:
            raise DeclinedError("an array's entry at a bound index")
        kernel = self.tower.find("tree", label=(node,))
        if kernel is None:
            kernel = self.tower.make("tree", (), EVERYTHING, False, label=(node,))
        is_complex = any(isinstance(part, Const) and part.name == "i" for part in walk(node)) or any(
            self.domains[name].base == "complex" for name in names if name in self.domains
        )
        self.tower.set_real(kernel, not is_complex)
        return kernel.element

    def imaginary(self) -> Element:
        """Return the imaginary unit."""
        kernel = self.tower.find("i", ())
        if kernel is None:
            kernel = self.tower.make("i", (), EVERYTHING, True)
            self.tower.set_real(kernel, False)
            self.tower.relate(kernel.gen**2 + 1, (kernel, 2))
        return kernel.element


def _is_integer(node: Node) -> bool:
    value = rational_literal(node)
    return value is not None and value.q == 1
