"""The names of a problem, each declared once: what `declarations`, `conventions` and `definitions` fill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from grader.language.domains import Variable
from grader.language.names import Function, Names, Symbol
from grader.language.tree import Apply, Node, symbols, walk
from grader.problems.kinds import Kind
from grader.problems.question import Definition
from grader.problems.texts.faults import Faults
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown
from grader.records import dataclass, field, replace

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit


@dataclass
class Scope:
    """What has been declared so far. `places` are the paths of the names, other spellings included."""

    faults: Faults
    kind: Kind
    symbols: dict[str, Symbol] = field(default_factory=dict)
    functions: dict[str, Function] = field(default_factory=dict)
    unknown: dict[str, int] = field(default_factory=dict)
    compact: set[str] = field(default_factory=set)
    given: tuple[Variable, ...] = ()
    for_all: tuple[Variable, ...] = ()
    define: dict[str, Definition] = field(default_factory=dict)
    conventions: dict[str, Node] = field(default_factory=dict)
    numbers: Literal["plain", "english", "continental"] = "plain"
    star: Literal["", "product", "hadamard"] = ""
    notations: frozenset[str] = frozenset()
    spellings: tuple[tuple[str, str], ...] = ()
    units: dict[str, Unit] = field(default_factory=dict)
    places: dict[str, Path] = field(default_factory=dict)
    is_complex: bool = False

    @property
    def names(self) -> Names:
        """Return all names that have been declared."""
        is_complex = self.is_complex or any(symbol.domain.base == "complex" for symbol in self.symbols.values())
        return Names(
            dict(self.symbols),
            dict(self.functions),
            complex=is_complex,
            numbers=self.numbers,
            star=self.star,
            notations=self.notations,
            spellings=self.spellings,
        )

    def without(self, hidden: frozenset[str]) -> Names:
        """Return the names without some symbols, and without the definitions that use these."""
        gone = set(hidden)
        for name, definition in self.define.items():
            if used_names(definition.body) - set(definition.parameters) & gone:
                gone.add(name)
        names = self.names
        kept = {name: symbol for name, symbol in names.symbols.items() if name not in gone}
        functions = {name: function for name, function in names.functions.items() if name not in gone}
        return replace(names, symbols=kept, functions=functions)


def used_names(tree: Node) -> frozenset[str]:
    """Return the names of the free symbols of a tree and of the declared functions that it applies."""
    return symbols(tree) | {node.name for node in walk(tree) if isinstance(node, Apply)}


def take_name(scope: Scope, name: str, path: Path, *, is_key: bool = True) -> bool:
    """Enter a canonical name; where it has been declared before, add a fault and return False."""
    if name in scope.places:
        where = ".".join(str(step) for step in scope.places[name] if step != "answer")
        add = scope.faults.add_key if is_key else scope.faults.add
        add(path, f"{shown(name)} is declared twice; the first is `{where}`")
        return False
    scope.places[name] = path
    return True
