"""How rows are written: texts for intervals, and what holds unless a row says otherwise."""

from __future__ import annotations

from typing import Any

from grader.evidence.functions.row import (
    NOT_COMPLEX,
    Complex,
    Function,
    Interval,
    Real,
    Several,
    end_of,
    interval,
    intervals,
)

DEFAULTS: dict[str, Any] = {
    "domain": "(-oo, oo)",
    "poles": "",
    "numbers": "reals",
    "convention": None,
    "agreed": "",
    "range": "(-oo, oo)",
    "encloses": False,
    "integer": False,
    "rises": "",
    "falls": "",
    "weakly": "",
    "period": "",
    "parity": "",
    "middle": "",
    "zeros": None,
    "signed": False,
    "positive": "",
    "kinks": (),
    "jumps": (),
    "derivative": "",
    "antiderivative": "",
    "inverse": "",
    "inverse_on": "",
    "values": {},
    "lipschitz": False,
    "pieces": {},
    "linear": False,
    "unit": False,
    "definition": "",
    "definition_on": "",
    "over": "",
    "flint": "",
    "continued": "",
}


def row(name: str, *, over_complex: Complex = NOT_COMPLEX, several: Several | None = None, **facts: Any) -> Function:
    """Return the row of a function of one real number; a fact that is not named is the one of `DEFAULTS`."""
    unknown = facts.keys() - DEFAULTS.keys()
    if unknown:
        raise TypeError(f"{name}: no such fact: {', '.join(sorted(unknown))}")
    told = DEFAULTS | facts
    read = told | {
        "domain": intervals(told["domain"]),
        "agreed": interval(told["agreed"]) if told["agreed"] else None,
        "range": intervals(told["range"]),
        "rises": intervals(told["rises"]),
        "falls": intervals(told["falls"]),
        "positive": intervals(told["positive"]),
        "period": end_of(told["period"]) if told["period"] else None,
        "kinks": tuple(end_of(place) for place in told["kinks"]),
        "inverse_on": interval(told["inverse_on"]) if told["inverse_on"] else Interval(),
        "values": tuple(told["values"].items()),
        "pieces": tuple((interval(where), text) for where, text in told["pieces"].items()),
        "definition_on": interval(told["definition_on"]) if told["definition_on"] else Interval(),
    }
    return Function(name, Real(**read), over_complex, several)
