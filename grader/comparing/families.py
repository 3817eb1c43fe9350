"""Letters that stand with an index of a sum only, such as x in `sum_{i=1}^{n} x_i`: arrays, though nothing says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from grader.language.domains import Domain
from grader.language.printing import show
from grader.language.tree import ONE, Add, Bind, Builder, Derivative, Index, Neg, Node, Num, Sym, children, symbols
from grader.records import dataclass, field

Shape = tuple[Node, ...]
Ends = Mapping[str, tuple[Node, Node] | None]  # of the indices around a part; None for other bound symbols


def families(trees: Iterable[Node], known: Mapping[str, Domain]) -> dict[str, Domain]:
    """Return arrays of real numbers for the letters that only have entries, all over the same ranges from 1 on.

    A letter that also stands by itself, or of which an entry with a literal index is written or declared, is left out.
    """
    declared = {
        name.partition("_")[0] for name in known if name.partition("_")[2].isdigit() and not name.endswith("_0")
    }
    seen = _Seen()
    for tree in trees:
        seen.look(tree, {})
    return {
        name: Domain(shape=shape, text=_text(shape))
        for name, shape in seen.shapes.items()
        if name not in known
        and name not in declared
        and shape
        and all(_is_size(size, known) for size in shape)
        and not seen.stands_alone(name)
    }


@dataclass
class _Seen:
    """The shapes of letters with indices, empty where they differ, and the symbols that stand by themselves."""

    shapes: dict[str, Shape] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)

    def stands_alone(self, name: str) -> bool:
        """Return whether a letter stands by itself, or with a literal index, which is a symbol of its own."""
        return any(used == name or used.startswith(f"{name}_") for used in self.used)

    def look(self, node: Node, ends: Ends) -> None:
        """Note what occurs in a tree."""
        match node:
            case Sym(name):
                self.used.add(name)
            case Bind(body=body, var=var, low=low, high=high):
                for end in (low, high):
                    if end is not None:
                        self.look(end, ends)
                is_range = node.kind in {"sum", "prod"}
                self.look(body, {**ends, var: (low, high) if is_range and low and high else None})
            case Derivative() | Builder():
                self.used |= symbols(node)
            case Index(Sym(name), indices) if name not in ends:
                shape = tuple(size for index in indices if (size := _size(index, ends)) is not None)
                whole = shape if len(shape) == len(indices) else ()
                self.shapes[name] = whole if self.shapes.get(name, whole) == whole else ()
                for index in indices:
                    self.look(index, ends)
            case _:
                for child in children(node):
                    self.look(child, ends)


def _size(index: Node, ends: Ends) -> Node | None:
    """Return the end of the range from 1 on that an index runs over, such as `j + 1` from 0; None for others."""
    name, step = moved(index)
    if (found := ends.get(name)) is None or isinstance(found[1], Neg) or _plus(found[0], step) != ONE:
        return None
    high = _plus(found[1], step)
    return high if isinstance(high, Sym | Num) and not symbols(high) & ends.keys() else None


def moved(node: Node) -> tuple[str, Fraction]:
    """Return the symbol and the number whose sum a tree is; no symbol for other trees."""
    match node:
        case Sym(name):
            return name, Fraction(0)
        case Add((Sym(name), Num(value))) | Add((Num(value), Sym(name))):
            return name, value
        case Add((Sym(name), Neg(Num(value)))):
            return name, -value
        case _:
            return "", Fraction(0)


def _plus(node: Node, step: Fraction) -> Node | None:
    """Return a tree and a number added up where that is a number or a symbol; else None."""
    if isinstance(node, Num):
        return Num(node.value + step)
    name, value = moved(node)
    return Sym(name) if name and value + step == 0 else None


def _is_size(size: Node, known: Mapping[str, Domain]) -> bool:
    """Return whether a size is surely a positive integer, or a letter of which nothing is said."""
    match size:
        case Sym(name) if name in known:
            domain = known[name]
            low = Fraction(0) if not isinstance(domain.low, Num) else domain.low.value + (not domain.low_closed)
            return domain.base == "size" or (domain.is_integer and low >= 1)
        case Num(value):
            return value.denominator == 1 and value >= 1
        case _:
            return True


def _text(shape: Shape) -> str:
    sizes = " x ".join(map(show, shape))
    return f"real^{sizes}" if len(shape) == 1 else f"real^{{{sizes}}}"
