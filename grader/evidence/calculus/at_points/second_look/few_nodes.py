"""Integrals between finite ends from few values, to confirm what differentiation proved.

Kronrod's rules share their nodes with Gauss' rules of half as many ("Nodes and weights of quadrature formulas", 1965):
where both sums are near to each other, they are near to the integral of an integrand without poles near the range. The
range is bent a little first, so that nothing cancels for being symmetric about its middle. The radius is what the two
sums suggest; nothing proves it.
"""

from __future__ import annotations

from flint import arb

from grader.evidence.calculus.at_points.second_look.areas import Stretch
from grader.evidence.calculus.at_points.second_look.extrapolated import GOAL

# Nodes on one side of the middle, which is the first, with the weights of Kronrod's rule and of Gauss' rule.
Rule = tuple[tuple[float, float, float], ...]
SEVEN: Rule = (
    (0.0, 0.45091653865847414, 8 / 9),
    (0.43424374934680255, 0.4013974147759622, 0.0),
    (0.7745966692414834, 0.26848808986833344, 5 / 9),
    (0.9604912687080203, 0.10465622602646727, 0.0),
)
FIFTEEN: Rule = (
    (0.0, 0.20948214108472782, 0.4179591836734694),
    (0.20778495500789848, 0.20443294007529889, 0.0),
    (0.4058451513773972, 0.19035057806478542, 0.3818300505051189),
    (0.5860872354676911, 0.1690047266392679, 0.0),
    (0.7415311855993945, 0.14065325971552592, 0.27970539148927664),
    (0.8648644233597691, 0.10479001032225019, 0.0),
    (0.9491079123427585, 0.06309209262997856, 0.1294849661688697),
    (0.9914553711208126, 0.022935322010529224, 0.0),
)
BEND = 0.25  # by how much more the places near one end count


def _places(rule: Rule) -> tuple[tuple[arb, arb, arb], ...]:
    """Return the places of a rule between 0 and 1, bent, with their weights under both rules."""
    found: list[tuple[arb, arb, arb]] = []
    for node, kronrod, gauss in rule:
        for side in (1, -1) if node else (1,):
            place = (1 + side * node) / 2
            slope = (1 + BEND) / (1 + BEND * place) ** 2 / 2
            found.append((arb((1 + BEND) * place / (1 + BEND * place)), arb(slope * kronrod), arb(slope * gauss)))
    return tuple(found)


RULES = (_places(SEVEN), _places(FIFTEEN))


def from_few_values(stretch: Stretch) -> arb | None:
    """Return an integral between finite ends near which its integrand is bounded, None where few values tell little."""
    length = stretch.end - stretch.start
    for rule in RULES:
        fine = rough = size = arb(0)
        for place, weight, other in rule:
            value = stretch.ways[0].at(stretch.start + place * length)
            fine, rough, size = fine + weight * value, rough + other * value, size + weight * abs(value)
        spread = 2 * abs(fine - rough).upper()
        if spread <= GOAL * size.lower():
            return length * (fine + arb(0, spread))
    return None
