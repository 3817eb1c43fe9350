"""The names of a problem: parameters, quantified symbols, functions and definitions, each declared once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, cast

from grader.errors import AnswerError
from grader.language import units
from grader.language.domains import REAL, Domain, Variable, arbitrary_sizes
from grader.language.limits import LIMITS
from grader.language.names import Function, Names, Symbol
from grader.language.names.functions import OF_MATRICES
from grader.language.reader.arrays import dimensions, is_array
from grader.language.reader.domains import parse_domain, parse_function
from grader.language.tokens import tokenize
from grader.language.tree import Apply, Node, Num, Sym, symbols, walk
from grader.problems.faults import Faults, find
from grader.problems.kinds import Kind
from grader.problems.located import Path
from grader.problems.models import Answer, Assuming, Declared, DeclaredSymbol, Formula, Quantified
from grader.problems.question import Definition
from grader.problems.readings import read_formula, read_name, read_one
from grader.problems.typed import shown

if TYPE_CHECKING:  # few problems ask for units
    from grader.language.units.reading import Unit

NUMBERS = ("plain", "english", "continental")
STARS = ("product", "hadamard")
COMPACT = ", compact support"  # behind the signature of a function that is 0 outside of a bounded interval
CONVENTIONS = {
    "H(0)": ("H(0)", "heaviside(0)", "Heaviside(0)", "step(0)", "Theta(0)"),
    "relu'(0)": ("relu'(0)", "ReLU'(0)"),
    "sign(0)": ("sign(0)", "sgn(0)"),
    "0 log 0": ("0 log 0", "0 log(0)", "0 ln 0", "0 ln(0)"),
}


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

    @property
    def names(self) -> Names:
        """Return all names that have been declared."""
        is_complex = any(symbol.domain.base == "complex" for symbol in self.symbols.values())
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


def declare(answer: Answer, faults: Faults, kind: Kind) -> Scope:
    """Return the names that an answer declares, its definitions not yet among them."""
    scope = Scope(faults, kind)
    scope.spellings = read_spellings(answer.spellings, faults)
    _conventions(scope, answer.conventions)
    if isinstance(answer, Assuming):
        scope.given = declare_symbols(scope, answer.given, ("answer", "given"))
    if isinstance(answer, Quantified):
        scope.for_all = declare_symbols(scope, answer.for_all, ("answer", "for_all"))
        declare_functions(scope, answer.functions)
    _declare_sizes(scope, answer)
    return scope


def read_spellings(given: Mapping[str, str], faults: Faults) -> tuple[tuple[str, str], ...]:
    """Return texts with what they stand for; what cannot be cut into signs and words is a fault."""
    for key, text in given.items():
        for part in (key, text):
            try:
                tokenize(part, LIMITS)
            except AnswerError as error:
                faults.add_text(("answer", "spellings", key), error)
    return tuple(given.items())


def _declare_sizes(scope: Scope, answer: Answer) -> None:
    """Enter the letters in the shapes of declared symbols as sizes, where nothing else is called so."""
    taken = scope.symbols.keys() | scope.functions.keys() | answer.define.keys() | getattr(answer, "fields", {}).keys()
    for name in sorted(arbitrary_sizes((*scope.given, *scope.for_all)) - taken):
        domain = parse_domain("size")
        scope.symbols[name] = Symbol(name, domain)
        scope.given += (Variable(name, domain),)


def take_name(scope: Scope, name: str, path: Path, *, is_key: bool = True) -> bool:
    """Enter a canonical name; where it has been declared before, add a fault and return False."""
    if name in scope.places:
        where = ".".join(str(step) for step in scope.places[name] if step != "answer")
        add = scope.faults.add_key if is_key else scope.faults.add
        add(path, f"{shown(name)} is declared twice; the first is `{where}`")
        return False
    scope.places[name] = path
    return True


def declare_symbols(scope: Scope, declared: Mapping[str, Declared], path: Path) -> tuple[Variable, ...]:
    """Enter symbols with their domains and other spellings, and return them as variables."""
    variables = []
    for key, declaration in declared.items():
        symbol = declare_symbol(scope, key, declaration, (*path, key))
        if symbol is not None:
            variables.append(Variable(symbol.name, symbol.domain))
    return tuple(variables)


def declare_symbol(scope: Scope, key: str, declaration: Declared, path: Path) -> Symbol | None:
    """Enter one symbol; where its name or its domain is wrong, add faults and return None."""
    name = read_name(key, scope.faults, path)
    if name is None or not take_name(scope, name, path):
        return None
    spellings = []
    for number, also in enumerate(declaration.also):
        other = read_name(also, scope.faults, (*path, "also", number))
        if other is not None and other != name and take_name(scope, other, (*path, "also", number), is_key=False):
            spellings.append(other)
    _measured(scope, name, declaration, path)
    domain = _domain(scope, declaration.domain, path)
    symbol = Symbol(name, domain or REAL, tuple(spellings))
    scope.symbols[name] = symbol
    return symbol if domain else None


def _measured(scope: Scope, name: str, declaration: Declared, path: Path) -> None:
    """Enter the unit in which a symbol is measured, if it has one."""
    text = declaration.unit if isinstance(declaration, DeclaredSymbol) else ""
    if not text:
        return
    try:
        unit = units.reading.read_unit(text)
    except units.reading.NoUnitError as error:
        why = f": {error}" if str(error) else ""
        scope.faults.add((*path, "unit"), f"{shown(text)} is no unit that is known{why}")
        return
    if not (scope.kind.has_expected_value and scope.kind.expects == "expression"):
        scope.faults.add((*path, "unit"), f"symbols have no units in type `{scope.kind.name}`")
    elif unit.has_zero:
        scope.faults.add((*path, "unit"), f"{shown(text)} has a zero of its own; a symbol is measured in K")
    scope.units[name] = unit


def _domain(scope: Scope, text: str, path: Path) -> Domain | None:
    try:
        domain = parse_domain(text)
    except AnswerError as error:
        written_out = find(scope.faults.root, (*path, "domain")) is not None
        scope.faults.add_text((*path, "domain") if written_out else path, error)
        return None
    if domain.shape and not _has_sizes(scope, domain, path):
        return None
    parts = [part for part in (domain.low, domain.high, *(domain.members or ())) if part is not None]
    undeclared = sorted({name for part in parts for name in symbols(part)} - scope.symbols.keys())
    if undeclared:
        message = f"{shown(undeclared[0])} is not declared before this domain, in `given` or `for_all`"
        scope.faults.add(path, message)
        return None
    return domain


def _has_sizes(scope: Scope, domain: Domain, path: Path) -> bool:
    """Return whether an array may be declared with these sizes; otherwise add a fault."""
    if scope.kind.arrays == "none":
        scope.faults.add(path, f"vectors and matrices are not supported yet in type `{scope.kind.name}`")
        return False
    open_sizes = [dim for dim in domain.shape if not (isinstance(dim, Num) and dim.value.denominator == 1)]
    if not open_sizes or scope.kind.arrays == "any size":
        return True
    if scope.kind.arrays == "fields of any size":
        return path[1] != "fields" or _are_free_or_given(scope, open_sizes, path)
    message = f"sizes in letters are not supported yet in `{path[1]}`; expected numbers, such as real^2"
    scope.faults.add(path, message)
    return False


def _are_free_or_given(scope: Scope, sizes: list[Node], path: Path) -> bool:
    """Return whether the sizes of a field are given, or letters of the student's choice; otherwise add a fault."""
    given = arbitrary_sizes((*scope.given, *scope.for_all))
    for size in sizes:
        used = symbols(size)
        if used <= given:
            continue
        if not isinstance(size, Sym):
            scope.faults.add(path, "a size is a number, or a letter that stands for the student's choice")
            return False
        if size.name in scope.symbols:
            scope.faults.add(path, f"the size {shown(size.name)} is declared as a symbol, and so is not free")
            return False
    return True


def declare_functions(scope: Scope, functions: Mapping[str, str]) -> None:
    """Enter unknown functions with their signatures."""
    for key, signature in functions.items():
        path = ("answer", "functions", key)
        name = read_name(key, scope.faults, path)
        if name is None or not take_name(scope, name, path):
            continue
        mapping, comma, _ = signature.partition(COMPACT)
        if comma:
            scope.compact.add(name)
        try:
            arity = parse_function(mapping)
        except AnswerError as error:
            scope.faults.add_text(path, error)
            arity = 1
        if comma and (arity != 1 or signature.strip() != mapping + COMPACT):
            scope.faults.add(path, f"expected real -> real{COMPACT}")
        scope.unknown[name] = arity
        scope.functions[name] = Function(name, arity, "like" if arity == 1 else "number")


def _conventions(scope: Scope, conventions: Mapping[str, str]) -> None:
    for key, text in conventions.items():
        path = ("answer", "conventions", key)
        if key == "numbers":
            _numbers(scope, text, path)
            continue
        if key.strip() == "*":
            _star(scope, text, path)
            continue
        if key.strip() in OF_MATRICES:
            _entrywise(scope, key.strip(), text, path)
            continue
        bare = " ".join(key.split())
        name = next((name for name, spellings in CONVENTIONS.items() if bare in spellings), None)
        if name is None:
            possible = ", ".join((*CONVENTIONS, *sorted(OF_MATRICES), "numbers", "*"))
            scope.faults.add_key(path, f"unknown convention {shown(key)}; possible: {possible}")
        elif name in scope.conventions:
            scope.faults.add_key(path, f"the convention `{name}` is named twice")
        else:
            value = read_one(text, Names(), scope.faults, path)
            if value is not None:
                scope.conventions[name] = value


def _numbers(scope: Scope, text: str, path: Path) -> None:
    if text.strip() not in NUMBERS:
        scope.faults.add(path, f"expected {', '.join(NUMBERS[:-1])} or {NUMBERS[-1]}, not {shown(text)}")
        return
    scope.numbers = cast(Literal["plain", "english", "continental"], text.strip())


def _entrywise(scope: Scope, name: str, text: str, path: Path) -> None:
    if text.strip() != "entrywise":
        scope.faults.add(path, f"expected entrywise, not {shown(text)}")
        return
    scope.conventions[name] = Sym("entrywise")


def _star(scope: Scope, text: str, path: Path) -> None:
    if text.strip() not in STARS:
        scope.faults.add(path, f"expected {' or '.join(STARS)}, not {shown(text)}")
        return
    scope.star = cast(Literal["product", "hadamard"], text.strip())


# Definitions.

SIGNATURE = re.compile(r"(?P<name>[^()]*[^()^{\s])\s*\((?P<parameters>[^()]*)\)\s*$")


@dataclass(frozen=True)
class _Defined:
    """A definition before its body is read."""

    key: str
    name: str
    parameters: tuple[str, ...]
    formula: Formula

    @property
    def path(self) -> Path:
        """The path of the definition."""
        return "answer", "define", self.key


def define(scope: Scope, definitions: Mapping[str, Formula]) -> None:
    """Enter definitions in their order; each may use those before it."""
    found = [one for key, formula in definitions.items() if (one := _heading(scope, key, formula)) is not None]
    for one in found:
        _enter(scope, one)
    everything = scope.names
    later = {one.name for one in found}
    for one in found:
        body = _body(scope, one, everything, later)
        later.discard(one.name)
        if body is not None:
            scope.define[one.name] = Definition(one.parameters, body)
            everything = _with_value(scope, one, body)


def _with_value(scope: Scope, one: _Defined, body: Node) -> Names:
    """Enter whether a defined name is an array, and what it depends on; return all names."""
    if not one.parameters:
        inner = (scope.symbols[name].depends for name in symbols(body) if name in scope.symbols)
        used = symbols(body).union(*inner)
        dims = dimensions(body, scope.names)
        scope.symbols[one.name] = Symbol(one.name, array=is_array(body, scope.names), depends=used, dims=dims)
    elif is_array(body, scope.names):
        scope.functions[one.name] = Function(one.name, len(one.parameters), "array")
    return scope.names


def define_names(scope: Scope, headings: Iterable[str]) -> None:
    """Enter the names of definitions whose formulas are not known: `u`, `f(x, y)`."""
    for key in headings:
        one = _heading(scope, key, Formula())
        if one is not None:
            _enter(scope, one)


def _enter(scope: Scope, one: _Defined) -> None:
    if one.parameters:
        scope.functions[one.name] = Function(one.name, len(one.parameters))
    else:
        scope.symbols[one.name] = Symbol(one.name)


def _heading(scope: Scope, key: str, formula: Formula) -> _Defined | None:
    path = ("answer", "define", key)
    match = SIGNATURE.match(key.strip())
    heading, inside = (match["name"], match["parameters"]) if match else (key, None)
    name = read_name(heading, scope.faults, path)
    if name is None or not take_name(scope, name, path):
        return None
    if inside is None:
        return _Defined(key, name, (), formula)
    parameters = [read_name(text, scope.faults, path) for text in inside.split(",")]
    if None in parameters:
        return None
    if len(set(parameters)) < len(parameters):
        scope.faults.add_key(path, f"the parameters of {shown(key)} are not all different")
        return None
    return _Defined(key, name, tuple(name for name in parameters if name is not None), formula)


def _body(scope: Scope, one: _Defined, everything: Names, later: set[str]) -> Node | None:
    inner = {name: symbol for name, symbol in everything.symbols.items() if name not in one.parameters}
    inner.update((name, Symbol(name)) for name in one.parameters)
    functions = {name: each for name, each in everything.functions.items() if name not in one.parameters}
    names = replace(everything, symbols=inner, functions=functions)
    body = read_formula(one.formula, names, scope.faults, one.path)
    if body is None:
        return None
    early = sorted((used_names(body) - set(one.parameters)) & later)
    if not early:
        return body
    if one.name in early:
        scope.faults.add(one.path, f"{shown(one.name)} is used in its own definition")
    else:
        scope.faults.add(one.path, f"{shown(early[0])} is used before it is defined; a definition uses those before it")
    return None
