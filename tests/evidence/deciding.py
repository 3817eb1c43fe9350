"""What the tests of the evidence room share: texts to trees and settings, values to texts."""

from fractions import Fraction

from grader.claims.statements import Setting
from grader.language.domains import Domain, Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import symbols
from grader.verdict import Complex, Enclosure, Exact, Truth, Undefined


def domains(where):
    return {name: parse_domain(text) for name, text in (where or {}).items()}


def tree(text, where=None, complex_=False):
    known = domains(where)
    is_complex = complex_ or any(domain.base == "complex" for domain in known.values())
    names = Names({name: Symbol(name, domain) for name, domain in known.items()}, free=True, complex=is_complex)
    return read(text, names, "condition")[0].tree


def setting(where, *trees, assume=(), constants=(), every=False):
    known = domains(where)
    conditions = tuple(tree(text, where) for text in assume)
    used = set().union(*(symbols(node) for node in (*trees, *conditions))) | set(known if every else ())
    variables = tuple(Variable(name, known.get(name, Domain())) for name in sorted(used))
    return Setting(variables, assume=conditions, constants=frozenset(constants))


def text(value):
    match value:
        case Exact(exact):
            return exact
        case Enclosure(low, high):
            return f"[{low}, {high}]"
        case Undefined(why):
            return f"undefined {why}"
        case Truth(known):
            return str(known).lower()
        case Complex(re, im):
            return f"{text(re)} + {text(im)} i"
        case tuple():
            return f"({', '.join(map(text, value))})"
        case _:
            raise TypeError(value)


def fraction(value):
    return None if value is None else Fraction(value)
