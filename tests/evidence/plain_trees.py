"""Texts of test cases as trees and settings."""

from grader.claims.statements import Setting
from grader.language.domains import Variable
from grader.language.names import Function, Names, Symbol
from grader.language.reader import read
from grader.language.reader.domains import parse_domain


def setting(variables, assume=(), conventions=None, functions=None):
    """Return the setting of `x: real; n: size`, conditions as texts, and named conventions."""
    names = names_of(variables, functions)
    named = tuple(Variable(name, symbol.domain) for name, symbol in names.symbols.items())
    conditions = tuple(only(read(text, names, "condition")) for text in assume)
    values = {key: only(read(value, names)) for key, value in (conventions or {}).items()}
    return Setting(named, conditions, values, dict(functions or {}))


def names_of(variables, functions=None):
    pairs = [item.split(":", 1) for item in variables.split(";") if item.strip()]
    declared = Names({name.strip(): Symbol(name.strip()) for name, _ in pairs})
    domains = {name.strip(): parse_domain(text.strip(), declared) for name, text in pairs}
    is_complex = any(domain.base == "complex" for domain in domains.values())
    symbols = {name: Symbol(name, domain) for name, domain in domains.items()}
    return Names(symbols, {name: Function(name, n) for name, n in (functions or {}).items()}, complex=is_complex)


def tree(text, variables="", functions=None):
    return only(read(text, names_of(variables, functions)))


def only(readings):
    (reading,) = readings
    return reading.tree
