"""What the tests of the evidence room share: texts to trees and settings, values to texts."""

from fractions import Fraction

from grader.claims.growth import SameGrowth
from grader.claims.statements import Claim, Equal, Holds, Setting, Within
from grader.evidence import decide
from grader.language.domains import Domain, Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.reader.domains import parse_domain
from grader.language.tree import symbols
from grader.verdict import Complex, Enclosure, Exact, Proof, Reason, Truth, Undefined, Unknown, status_of


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


def claim_of(case):
    """Return what a row states of functions of several variables: equality, a tolerance, or a condition."""
    where, assume = case.where, case.more.get("assume", ())
    trees = [tree(side, where) for side in (case.more.get("holds"), case.left, case.right) if side]
    known = domains(where)
    scope = setting(where, *trees, assume=assume, every=any(domain.shape for domain in known.values()))
    if "holds" in case.more:
        return Claim("c", "c", Holds(*trees), scope)
    if "absolute" in case.more:
        most = Fraction(case.more["absolute"])
        return Claim("c", "c", Within(*trees, most, strict=case.more.get("strict") == "yes"), scope)
    return Claim("c", "c", Equal(*trees), scope)


def growth_of(case, exchanged=False):
    """Return the evidence whether two functions of sizes are of one order; read as what answers growth is."""
    sizes = domains(case.where)
    names = Names({name: Symbol(name, domain) for name, domain in sizes.items()})
    sides = [read(side, names, "growth")[0].tree for side in (case.left, case.right)]
    assume = tuple(read(condition, names, "condition")[0].tree for condition in case.more.get("assume", ()))
    scope = Setting(tuple(Variable(name, domain) for name, domain in sizes.items()), assume)
    return decide(Claim("growth", "", SameGrowth(*(reversed(sides) if exchanged else sides)), scope))


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


def typed(value):
    """Return a value as it would be typed: arrays in brackets."""
    return f"[{', '.join(map(typed, value))}]" if isinstance(value, tuple) else text(value)


def check(case, evidence, written=text):
    """Assert of evidence all that a case says of it."""
    assert status_of(evidence).value in case.found, evidence
    if case.by:
        assert evidence.method == case.by
    if case.at is not None:
        assert {name: written(value) for name, value in evidence.at.items()} == case.at
    for side, value in (("left", case.left_value), ("right", case.right_value)):
        if value is not None:
            assert written(getattr(evidence, side)) == value
    if case.gaps is not None:
        assert isinstance(evidence, Proof)
        assert list(evidence.gaps) == list(case.gaps)
    if "notes" in case.more:
        assert list(evidence.notes) == case.more["notes"]
    check_reason(case, evidence)


def check_reason(case, evidence):
    """Assert that the reason of evidence is the one that a case names, or in what is open, holds it."""
    if isinstance(evidence, Unknown):
        assert evidence.reason
        assert case.why in evidence.reason
        assert case.more.get("limit", evidence.limit) == evidence.limit
    elif case.why:
        assert isinstance(evidence, Reason)
        assert evidence.text == case.why
        assert case.more.get("code", evidence.code) == evidence.code
