"""Questions that several engines ask of the whole table, each answered once: sets of names."""

from __future__ import annotations

from grader.evidence.functions.table import REALS, ROWS, of_complex, of_reals, of_several

# Defined for all real arguments.
TOTAL = of_reals(lambda facts: facts.is_total) | of_several(lambda facts: facts.total and facts.pieces)
# Defined for all real arguments, or real arrays.
TOTAL_OF_ALL = TOTAL | of_several(lambda facts: facts.total)
# Defined for all complex arguments; for complex arrays too.
TOTAL_COMPLEX = of_complex(lambda facts: facts.total)
TOTAL_COMPLEX_OF_ALL = TOTAL_COMPLEX | of_several(lambda facts: facts.total_complex)
# Defined for all complex arguments but 0.
DEFINED_BUT_AT_ZERO = of_complex(lambda facts: facts.nonzero)
# Holomorphic at all complex numbers.
ENTIRE = of_complex(lambda facts: facts.entire)
# Linear over the real numbers, and not over the complex ones.
PARTS = of_complex(lambda facts: facts.part)
# Real-analytic at all complex numbers.
REAL_ANALYTIC = ENTIRE | PARTS
# Quotients of functions that are holomorphic at all complex numbers, with their denominators in x.
MEROMORPHIC = {name: row.complex.poles for name, row in ROWS.items() if row.complex.poles}

# Continuous wherever they are defined, and analytic there up to single points.
CONTINUOUS = of_reals(lambda facts: facts.is_continuous)
# Analytic wherever they are defined.
ANALYTIC = of_reals(lambda facts: facts.is_analytic)
# Analytic, but for edges of where they are defined, and with a known derivative.
DIFFERENTIATED = of_reals(lambda facts: facts.is_analytic_inside and bool(facts.derivative))
# The points at which they take a given value are isolated.
NOWHERE_CONSTANT = of_reals(lambda facts: facts.is_nowhere_constant)
# Strictly rising on all of their domain, which is one interval.
RISING = of_reals(lambda facts: facts.rises == facts.domain and len(facts.domain) == 1 and not facts.poles)
# Nowhere falling on all of their domain, which is one interval, whatever a problem's conventions are.
MONOTONE = RISING | of_reals(lambda facts: facts.weakly == "rises" and len(facts.domain) == 1 and not facts.convention)
LIPSCHITZ = of_reals(lambda facts: facts.lipschitz)
# Their domain has ends that belong to it, and there they have values, but no derivatives.
EDGED = of_reals(lambda facts: facts.has_edges and facts.numbers == "reals")

# With the sign of their argument; positive; with the only zero 0.
SIGNED = of_reals(lambda facts: facts.signed)
POSITIVE = of_reals(lambda facts: facts.is_positive and facts.numbers == "reals")
ZERO_AT_ZERO = of_reals(lambda facts: facts.zeros == ("0",) and facts.period is None)

# With f(-x) = f(x), and with f(-x) = 2 c - f(x), where c is 0 for odd ones.
EVEN = of_reals(lambda facts: facts.parity == "even")
MIDDLES = {name: facts.middle or "0" for name, facts in REALS.items() if facts.middle or facts.parity == "odd"}

# Linear piece by piece, with kinks or jumps; of several numbers, the greatest and the least.
BROKEN_LINES = of_reals(lambda facts: facts.linear)
EXTREMA = of_several(lambda facts: facts.pieces)
KINKED = BROKEN_LINES | EXTREMA
# Defined between integers by continuation, or at integers only.
FACTORIALS = of_reals(lambda facts: facts.numbers != "reals")
# Those with f(c x) = c f(x) for positive c, and those with f(c x) = f(x).
HOMOGENEOUS = of_reals(lambda facts: facts.linear and facts.jumps == () and {end.text for end in facts.kinks} == {"0"})
JUMPS = {name: facts.convention[0] for name, facts in REALS.items() if facts.convention is not None}
# That jump at integers.
STEPPED = of_reals(lambda facts: facts.jumps is None)
# By different formulas below and above 0, with a kink or a jump there.
BENT_AT_ZERO = of_reals(lambda facts: facts.bends_at_zero)
# By different formulas on intervals with other ends, without a jump.
IN_PIECES = of_reals(lambda facts: facts.is_kinked and facts.jumps == () and not facts.bends_at_zero)
# Smooth ones that networks use.
SMOOTH_UNITS = of_reals(lambda facts: facts.unit)
# Those of networks.
UNITS = KINKED | SMOOTH_UNITS
# Of numbers, and of no one of these kinds.
PLAIN = frozenset(REALS) - UNITS

# Algebraic over e^(ix), over e^x or e^(ix), and transcendental.
CIRCLE = of_reals(lambda facts: facts.over == "exp(ix)")
EXPONENTIAL = of_reals(lambda facts: facts.over == "exp(x)")
TRANSCENDENTAL = of_reals(lambda facts: bool(facts.over))
# Waves that stay bounded.
BOUNDED_WAVES = of_reals(lambda facts: facts.period is not None and facts.is_bounded)
# What must not be 0, by function: that formula is in x.
POLES = {name: facts.poles for name, facts in REALS.items() if facts.poles}
# Defined on a part of the reals only, without poles there, or roots: with several values at a complex number.
BRANCHED = frozenset(REALS) - TOTAL - FACTORIALS - POLES.keys() - JUMPS.keys() | {"root", "cbrt"}
