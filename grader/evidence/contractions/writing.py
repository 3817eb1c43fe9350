"""Forms as trees again."""

from __future__ import annotations

from fractions import Fraction

from grader.evidence.calculus.integrals.integrands.terms import total
from grader.evidence.contractions.closing import bound, ranges
from grader.evidence.contractions.forms import Atom, Form, Monomial, Power, monomial_text
from grader.evidence.trees.build import number_tree, product_of, sum_of
from grader.language.tree import ONE, Bind, Call, Div, Index, Neg, Node, Pow, Sym, substitute

IDENTITY = "identity"  # identity(i, j, n): an entry of the identity matrix, 1 or 0; no text can spell it


def written(form: Form) -> Node:
    """Return a tree with the value of a form."""
    return total([_term(monomial, form.terms[monomial]) for monomial in sorted(form.terms, key=monomial_text)])


def _term(monomial: Monomial, value: Fraction) -> Node:
    above: list[Node] = []
    below: list[Node] = []
    exponents: list[Node] = []
    for atom, power in monomial:
        if atom.kind == "exp":
            exponents.append(_product([number_tree(power), written(atom.forms[0])]))
        elif power > 0:
            above.append(_power(_atom(atom), power))
        else:
            below.append(_power(_atom(atom), -power))
    if exponents:
        above.append(Call("exp", (sum_of(exponents),)))
    if abs(value) != 1 or not above:
        above.insert(0, number_tree(abs(value)))
    result = Div(_product(above), _product(below)) if below else _product(above)
    return Neg(result) if value < 0 else result


def _product(factors: list[Node]) -> Node:
    kept = [factor for factor in factors if factor != ONE]
    return product_of(kept)


def _power(base: Node, power: Power) -> Node:
    return base if power == 1 else Pow(base, number_tree(power))


def _atom(atom: Atom) -> Node:
    match atom.kind:
        case "index":
            return Sym(atom.name)
        case "entry":
            return Index(Sym(atom.name), tuple(map(written, atom.forms)))
        case "call":
            return Call(atom.name, tuple(map(written, atom.forms)))
        case "group":
            return written(atom.forms[0])
        case "delta":
            return Sym(f"delta[{', '.join(form.text for form in atom.forms)}]")
        case "sum":
            return _sum(atom)
        case "node":
            assert atom.tree is not None
            return substitute(atom.tree, {f"hole[{place}]": written(form) for place, form in enumerate(atom.forms)})
        case _:
            assert atom.tree is not None
            return atom.tree


def _sum(atom: Atom) -> Node:
    tree = written(atom.forms[-1])
    for name, (low, high) in zip(bound(atom), ranges(atom), strict=True):
        tree = Bind("sum", tree, name, written(low), written(high))
    return tree
