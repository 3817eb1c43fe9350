"""What is wrong with a row, by mpmath alone: each fact is looked at near ends and poles, far out, and between."""

from itertools import pairwise

import mpmath as mp

from tests.evidence.functions.reference import COMPLEX, UndefinedHereError, of, written

TINY = mp.mpf(10) ** -9
FAR = mp.mpf(10) ** 6
STEPS = [mp.mpf(k) / 3 for k in range(-22, 23)]
OUT = [mp.mpf(k) for k in (-11, -9, 9, 11)]


def number(end):
    return written(end.text, None)


def in_interval(span, x):
    above = span.low is None or x > number(span.low) or (span.low_closed and x == number(span.low))
    return above and (span.high is None or x < number(span.high) or (span.high_closed and x == number(span.high)))


def sample(*spans):
    """Return points at and beside all ends, far out, and between, in order."""
    ends = [number(end) for span in spans for end in span.ends]
    beside = [end + side * gap for end in ends for side in (-1, 1) for gap in (TINY, mp.mpf(1) / 1000, mp.mpf(1) / 9)]
    return sorted({*STEPS, *OUT, *ends, *beside})


def is_in_domain(facts, x):
    if not any(in_interval(span, x) for span in facts.domain):
        return False
    if facts.poles and abs(written(facts.poles, x)) < TINY / 1000:
        return False
    is_whole = x == mp.floor(x)
    if facts.convention is not None and x == facts.convention[1]:
        return False
    return {"reals": True, "integers": is_whole, "no integers below 1": not (is_whole and x < 1)}[facts.numbers]


def points(facts):
    turns = [] if facts.period is None else [number(facts.period) * k / 8 for k in range(9)]
    xs = sorted({*sample(*facts.domain, *facts.range, *facts.rises, *facts.falls), *turns})
    return [x for x in xs if is_in_domain(facts, x)]


def inside(facts, span, xs):
    return [x for x in xs if in_interval(span, x)]


def faults(name, facts):
    """Yield what is wrong, in words."""
    with mp.workdps(60):
        for check in CHECKS:
            for fault in check(name, facts):
                yield f"{check.__name__.strip('_')}: {fault}"


def _domain(name, facts):
    for x in sample(*facts.domain, *facts.rises, *facts.falls):
        try:
            of(name, x)
        except UndefinedHereError:
            if is_in_domain(facts, x):
                yield f"no value at {x}"
        else:
            is_pole = facts.poles and abs(written(facts.poles, x)) < TINY / 1000
            if not is_in_domain(facts, x) and not is_pole:
                yield f"a value at {x}"


def _range(name, facts):
    xs = points(facts)
    values = [of(name, x) for x in xs]
    for x, value in zip(xs, values, strict=True):
        if not any(in_interval(span, value) for span in facts.range):
            yield f"{mp.nstr(value)} at {x}"
        if facts.integer and value != mp.floor(value):
            yield f"no integer at {x}"
    if facts.encloses:
        return
    far = [x for x in (-FAR, FAR, *(number(e) + s * TINY**4 for d in facts.domain for e in d.ends for s in (-1, 1)))
           if is_in_domain(facts, x)]  # fmt: skip
    poles = [] if facts.period is None else [facts.period]
    places = [mp.mpf(0), *(number(period) * k / 4 for period in poles for k in range(5))]
    near = [place + side * TINY for place in places for side in (-1, 1)]
    values += [of(name, x) for x in (*far, *near) if is_in_domain(facts, x)]
    for span in facts.range:
        here = [value for value in values if in_interval(span, value)]
        for end, closed, best in ((span.low, span.low_closed, min(here)), (span.high, span.high_closed, max(here))):
            if end is None and abs(best) < 5:
                yield f"no large values: {mp.nstr(best)}"
            if end is not None and abs(best - number(end)) > (TINY if closed else mp.mpf(1) / 1000):
                yield f"{end.text} is not the end: {mp.nstr(best)}"


def _monotone(name, facts):
    xs = points(facts)
    for spans, sign in ((facts.rises, 1), (facts.falls, -1)):
        for span in spans:
            here = inside(facts, span, xs)
            if len(here) < 3 or any(not is_in_domain(facts, x) for x in sample(span) if in_interval(span, x)):
                yield f"hardly any points in {span}"
            for first, second in pairwise(here):
                if sign * (of(name, second) - of(name, first)) <= 0:
                    yield f"not between {mp.nstr(first)} and {mp.nstr(second)}"
    for first, second in pairwise(xs):
        if facts.weakly == "rises" and of(name, second) < of(name, first):
            yield f"falls between {first} and {second}"


def _symmetric(name, facts):
    for x in points(facts):
        value = of(name, x)
        if facts.period is not None and abs(of(name, x + number(facts.period)) - value) > TINY * (1 + abs(value)):
            yield f"no period at {x}"
        if facts.parity and abs(of(name, -x) - {"odd": -1, "even": 1}[facts.parity] * value) > TINY * (1 + abs(value)):
            yield f"not {facts.parity} at {x}"
        if facts.middle and abs(of(name, -x) + value - 2 * written(facts.middle, None)) > TINY * (1 + abs(value)):
            yield f"not the same about {facts.middle} at {x}"


def _zeros(name, facts):
    listed = [written(text, None) for text in facts.zeros or ()]
    for zero in listed:
        if abs(of(name, zero)) > TINY:
            yield f"no zero at {zero}"
    for x in points(facts):
        value = of(name, x)
        turned = x if facts.period is None else x - number(facts.period) * mp.floor(x / number(facts.period))
        is_listed = any(abs(turned - zero) < TINY / 100 for zero in listed)
        if facts.zeros is not None and abs(value) < mp.mpf(10) ** -45 and not is_listed and abs(x) < 9:
            yield f"a zero at {x}"
        if facts.signed and mp.sign(value) != mp.sign(x):
            yield f"not the sign of {x}"
        if any(in_interval(span, x) for span in facts.positive) and value <= 0:
            yield f"not positive at {x}"


def _smooth(name, facts):
    kinks = [number(end) for end in facts.kinks]
    jumps = [mp.mpf(place) for place in facts.jumps or ()]
    if facts.numbers == "integers" or facts.jumps is None:
        return
    for x in sorted({*points(facts), *LOOKED_AT}):
        sides = [_side(name, facts, x, sign) for sign in (-1, 1)]
        if not is_in_domain(facts, x):
            if None not in sides and x not in jumps and 1000 > abs(sides[0][0] - sides[1][0]) > mp.mpf(1) / 100:
                yield f"a jump at {x}"
            continue
        value = of(name, x)
        far = [side for side in sides if side is not None and abs(side[0] - value) > (1 + abs(value)) / 1000]
        if far and x not in jumps and not facts.poles and facts.numbers == "reals" and abs(value) < 1000:
            yield f"a jump at {x}"
        both = None not in sides and all(abs(x - kink) > TINY * 10 for kink in (*kinks, *jumps))
        if both and abs(value) < 1000 and _bends(sides, value, _is_near_edge(facts, x)):
            yield f"a kink at {x}"
    for place in kinks:
        sides = [_side(name, facts, place, sign) for sign in (-1, 1)]
        if None not in sides and not _bends(sides, of(name, place), False) and facts.agreed is None:
            yield f"no kink at {place}"
    for place in jumps:
        left, right = (_side(name, facts, place, sign) for sign in (-1, 1))
        if abs(left[0] - right[0]) < mp.mpf(1) / 100:
            yield f"no jump at {place}"


H = mp.mpf(10) ** -12
LOOKED_AT = [mp.mpf(0)]


def _side(name, facts, x, sign):
    places = [x + sign * H, x + 2 * sign * H, x + 3 * sign * H]
    if not all(is_in_domain(facts, place) for place in places):
        return None
    return [of(name, place) for place in places]


def _is_near_edge(facts, x):
    ends = [number(end) for span in facts.domain for end in span.ends]
    return any(abs(x - end) < mp.mpf(1) / 100 for end in ends)


def _bends(sides, value, near_edge):
    """Return whether slopes or curvatures on both sides differ, as far as differences tell."""
    if near_edge:
        return False
    (a1, a2, _), (b1, b2, _) = sides
    slopes = [(value - a1) / H, (b1 - value) / H]
    curves = [(value - 2 * a1 + a2) / H**2, (value - 2 * b1 + b2) / H**2]
    scale = 1 + max(map(abs, slopes)) + max(map(abs, curves))
    return abs(slopes[0] - slopes[1]) > scale / 10**5 or abs(curves[0] - curves[1]) > scale / 10**5


def _derivative(name, facts):
    kinks = [number(end) for end in facts.kinks]
    for x in points(facts):
        if any(abs(x - kink) < mp.mpf(1) / 500 for kink in kinks) or _is_near_pole(facts, x) or abs(x) > 21:
            continue
        if facts.derivative:
            slope = mp.diff(lambda t: of(name, t), x, h=mp.mpf(10) ** -20)
            told = written(facts.derivative, x, of(name, x))
            if abs(slope - told) > TINY * (1 + abs(told)):
                yield f"{mp.nstr(told)} at {x}, not {mp.nstr(slope)}"
        if facts.antiderivative:
            slope = mp.diff(lambda t: written(facts.antiderivative, t, of(name, t)), x, h=mp.mpf(10) ** -20)
            if abs(slope - of(name, x)) > TINY * (1 + abs(slope)):
                yield f"antiderivative with slope {mp.nstr(slope)} at {x}"


def _is_near_pole(facts, x):
    near = [x + side * mp.mpf(1) / 2000 for side in (-1, 1)]
    crosses = facts.poles and mp.sign(written(facts.poles, near[0])) != mp.sign(written(facts.poles, near[1]))
    return crosses or not all(is_in_domain(facts, place) for place in near)


def _inverse(name, facts):
    if not facts.inverse:
        return
    here = [x for x in points(facts) if in_interval(facts.inverse_on, x)]
    if len(here) < 3:
        yield "hardly any points"
    for x in here:
        back = written(facts.inverse, None, of(name, x))
        if abs(x) < 30 and abs(back - x) > TINY * (1 + abs(x)):
            yield f"{mp.nstr(back)}, not {mp.nstr(x)}"


def _values(name, facts):
    for place, value in facts.values:
        if abs(of(name, written(place, None)) - written(value, None)) > mp.mpf(10) ** -40:
            yield f"not {value} at {place}"
    if facts.lipschitz:
        xs = sorted([*points(facts), -FAR, FAR])
        for first, second in pairwise(xs):
            if abs(of(name, second) - of(name, first)) > mp.mpf(3) / 2 * (second - first):
                yield f"steep between {first} and {second}"


def _pieces(name, facts):
    for x in points(facts):
        here = [text for span, text in facts.pieces if in_interval(span, x)]
        if facts.pieces and not here:
            yield f"no piece at {x}"
        for text in here:
            if abs(written(text, x) - of(name, x)) > TINY:
                yield f"{text} at {x}"
        if facts.linear and abs(of(name, x) - 2 * of(name, x + H) + of(name, x + 2 * H)) > H**2 and not facts.kinks:
            yield f"not linear at {x}"
    if facts.linear and any(written(text, mp.mpf(2)) - 2 * written(text, mp.mpf(1)) + written(text, mp.mpf(0)) for _, text in facts.pieces):  # fmt: skip # noqa: E501
        yield "a piece is not linear"


def _definition(name, facts):
    if not facts.definition:
        return
    for x in sample(*facts.domain, facts.definition_on):
        if not in_interval(facts.definition_on, x):
            continue
        try:
            told = written(facts.definition, x)
        except UndefinedHereError:
            told = None
        has_value = is_in_domain(facts, x)
        if (told is None) == has_value:
            yield f"{'no' if told is None else 'a'} value at {x}"
        if told is not None and has_value and abs(told - of(name, x)) > TINY * (1 + abs(told)):
            yield f"{mp.nstr(told)} at {x}, not {mp.nstr(of(name, x))}"


def _over(name, facts):
    step = {"exp(x)": 2 * mp.pi * mp.j, "exp(ix)": 2 * mp.pi}.get(facts.over)
    for z in (mp.mpc(1, 2), mp.mpc(-3, mp.mpf(1) / 3)):
        if step is not None and abs(COMPLEX[name](z + step) - COMPLEX[name](z)) > TINY:
            yield f"not algebraic over {facts.over}"


def _continued(name, facts):
    """The continuation is the function on the line, and what its derivative adds up to beside the line."""
    regions = {"|re| < 1": lambda z: abs(z.real) < 1, "|im| < 1": lambda z: abs(z.imag) < 1,
               "re > 1": lambda z: z.real > 1, "re > 0": lambda z: z.real > 0,
               "off its cut": lambda z: not (z.real <= 0 and z.imag == 0), "everywhere": lambda z: True}  # fmt: skip
    if not facts.continued:
        return
    for z in (mp.mpc(x, y) for x in map(mp.mpf, ("0.3", "-0.6", "1.2")) for y in map(mp.mpf, ("0.4", "-0.97", "2"))):  # fmt: skip # noqa: E501
        if not regions[facts.continued](z) or not is_in_domain(facts, z.real) or not facts.derivative:
            continue
        with mp.workdps(20):
            rise = mp.quad(lambda t, z=z: _slope(name, facts, mp.mpc(z.real, t)) * mp.j, [0, z.imag / 2, z.imag])
        if abs(of(name, z.real) + rise - COMPLEX[name](z)) > TINY:
            yield f"not the continuation at {z}"


def _uncut(name, facts):
    """Where a function is continued over a region, no cut crosses it."""
    inside = {"|re| < 1": lambda z: abs(z.real) < 1, "|im| < 1": lambda z: abs(z.imag) < 1,
              "re > 1": lambda z: z.real > 1, "re > 0": lambda z: z.real > 0, "everywhere": lambda z: True}  # fmt: skip
    if facts.continued not in inside:
        return
    for x in map(mp.mpf, (-3, -1, 0, 1, 3)):
        for y in map(mp.mpf, (-2, "-0.5", "0.5", 2)):
            for pair in ([mp.mpc(x + s * TINY, y) for s in (-1, 1)], [mp.mpc(x + y / 9, s * TINY) for s in (-1, 1)]):
                if all(map(inside[facts.continued], pair)):
                    first, second = (COMPLEX[name](z) for z in pair)
                    if abs(first - second) > mp.mpf(1) / 10**6 * (1 + abs(first)):
                        yield f"a cut at {pair[0]}"


def _slope(name, facts, z):
    return written(facts.derivative, z, COMPLEX[name](z), COMPLEX)


CHECKS = (
    _domain, _range, _monotone, _symmetric, _zeros, _smooth, _derivative, _inverse, _values, _pieces, _definition,
    _over, _continued, _uncut,
)  # fmt: skip


def complex_faults(row):
    """Yield what is wrong with what a row says about complex numbers."""
    with mp.workdps(30):
        yield from _complex_faults(row)


PLACES = [mp.mpc(x, y) for x in (-2, mp.mpf(-1) / 3, 1, mp.mpf(5) / 2) for y in (-3, mp.mpf(1) / 7, 2)]


def _complex_faults(row):
    facts, function = row.complex, COMPLEX.get(row.name)
    if function is None:
        return
    for z in PLACES:
        if (facts.total or facts.nonzero or facts.poles) and not mp.isfinite(function(z)):
            yield f"no value at {z}"
        if facts.definition and abs(written(row.real.definition, z, None, COMPLEX) - function(z)) > TINY:
            yield f"another definition at {z}"
    if facts.entire and abs(_around(function)) > TINY:
        yield "not holomorphic"
    if facts.poles and abs(_around(lambda z: function(z) * written(facts.poles, z, None, COMPLEX))) > TINY:
        yield f"{facts.poles} does not remove the poles"
    first, second = PLACES[0], PLACES[4]
    if facts.part and abs(function(2 * first - 3 * second) - 2 * function(first) + 3 * function(second)) > TINY:
        yield "not linear over the real numbers"
    if facts.nonzero and mp.isfinite(_or_infinite(function, mp.mpf(0))) and row.name != "arg":
        yield "a value at 0"


def _around(function):
    """Return the integral around a circle that passes no pole of the known functions."""
    turns = [mp.expjpi(mp.mpf(2) * k / 160) for k in range(160)]
    return mp.fsum(function(mp.mpf(7) / 10 + 2 * turn) * turn for turn in turns) / len(turns)


def _or_infinite(function, z):
    try:
        return function(z)
    except (ValueError, ZeroDivisionError):
        return mp.inf
