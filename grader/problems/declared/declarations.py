"""What an answer declares: symbols with their domains, sizes, units and other spellings, and unknown functions."""

from __future__ import annotations

from collections.abc import Mapping

from grader.errors import AnswerError
from grader.language import units
from grader.language.domains import REAL, Domain, Variable, arbitrary_sizes
from grader.language.limits import LIMITS
from grader.language.names import Function, Symbol
from grader.language.reader.domains import parse_domain, parse_function
from grader.language.tokens import tokenize
from grader.language.tree import Node, Num, Sym, symbols
from grader.problems.declared.conventions import declare_conventions
from grader.problems.declared.readings import read_name
from grader.problems.declared.scope import Scope, take_name
from grader.problems.kinds import Kind
from grader.problems.models import Answer, Assuming, Declared, DeclaredSymbol, Quantified
from grader.problems.texts.faults import Faults, find
from grader.problems.texts.located import Path
from grader.problems.texts.typed import shown

COMPACT = ", compact support"  # behind the signature of a function that is 0 outside of a bounded interval


def declare(answer: Answer, faults: Faults, kind: Kind) -> Scope:
    """Return the names that an answer declares, its definitions not yet among them."""
    scope = Scope(faults, kind)
    scope.spellings = read_spellings(answer.spellings, faults)
    declare_conventions(scope, answer.conventions)
    if isinstance(answer, Assuming):
        scope.given = declare_symbols(scope, answer.given, ("answer", "given"))
    if isinstance(answer, Quantified):
        scope.for_all = declare_symbols(scope, answer.for_all, ("answer", "for_all"))
        declare_functions(scope, answer.functions)
    _declare_sizes(scope, answer)
    _refuse_symbols_spelled(scope)
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


def _refuse_symbols_spelled(scope: Scope) -> None:
    """Make texts that are declared symbols faults: nothing would mean these symbols any more."""
    for text, _ in scope.spellings:
        if text in scope.symbols:
            also = "other spellings of a symbol stand in its `also`"
            message = f"`{text}` is declared. Expected a text and what it stands for; {also}"
            scope.faults.add(("answer", "spellings", text), message)


def _declare_sizes(scope: Scope, answer: Answer) -> None:
    """Enter the letters in the shapes of declared symbols as sizes, where nothing else is called so."""
    taken = scope.symbols.keys() | scope.functions.keys() | answer.define.keys() | getattr(answer, "fields", {}).keys()
    for name in sorted(arbitrary_sizes((*scope.given, *scope.for_all)) - taken):
        domain = parse_domain("size")
        scope.symbols[name] = Symbol(name, domain)
        scope.given += (Variable(name, domain),)


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
    if not (scope.kind.has_expected_value and scope.kind.is_expression):
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
        is_field = scope.kind.has_weights and scope.places.get(size.name, ())[1:2] == ("fields",)
        if size.name in scope.symbols and not is_field:
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
