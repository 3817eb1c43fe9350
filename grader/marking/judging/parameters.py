"""Parameters (`given`): an answer must be defined for all their values, gaps included.

Equality over the whole domain lets single points go. A gap that speaks of parameters only (`m = 0`) is no such point:
there the answer has no value for any x. The claim is decided once more with the parameter put in.
"""

from __future__ import annotations

import re

from grader.claims.statements import AnyOf, Claim, Equal, Setting, Statement
from grader.errors import AnswerError
from grader.evidence import Budget, decide
from grader.language.domains import Variable
from grader.language.names import Names, Symbol
from grader.language.reader import read
from grader.language.tree import Node, substitute, symbols
from grader.records import replace
from grader.verdict import Evidence, Exact, Point, Proof, Reason, Unknown
from grader.wording import open_reasons

_GAP = re.compile(r"([^\s=<>]+) = ([^=<>]+)$")


def for_all_parameters(claim: Claim, evidence: Evidence, given: tuple[Variable, ...], budget: Budget) -> Evidence:
    """Return the evidence for a claim, with the gaps of its proof looked at where they are gaps in parameters."""
    if not given or not isinstance(evidence, Proof) or not isinstance(claim.statement, Equal | AnyOf):
        return evidence
    names = {variable.name: Symbol(variable.name, variable.domain) for variable in given}
    for gap in evidence.gaps:
        found = _at_gap(claim, gap, names, budget)
        if found is not None and not isinstance(found, Proof):
            return found
    return evidence


def _at_gap(claim: Claim, gap: str, names: dict[str, Symbol], budget: Budget) -> Evidence | None:
    """Return the evidence with a parameter's value put in; None where the gap is not one in parameters alone."""
    match = _GAP.match(gap)
    if match is None or match[1] not in names:
        return None
    try:
        (value,) = {reading.tree for reading in read(match[2], Names(symbols=names))}
    except (AnswerError, ValueError):
        return None
    put_in = {match[1]: value}
    try:
        statement = _with(claim.statement, put_in)
    except ValueError:
        return Unknown(open_reasons.WHETHER_ANSWER_DEFINED.format(gap=gap))
    here = replace(claim, statement=statement, setting=_without(claim.setting, put_in))
    found = decide(here, budget)
    if isinstance(found, Unknown) and not _is_expected_defined(here, budget):
        return None
    return _named(found, match[1], match[2], gap)


def _is_expected_defined(claim: Claim, budget: Budget) -> bool:
    """Return whether it is proved that the expected side has a value somewhere."""
    statement = claim.statement
    options = statement.statements if isinstance(statement, AnyOf) else (statement,)
    return any(
        isinstance(option, Equal)
        and isinstance(decide(replace(claim, statement=Equal(option.expected, option.expected)), budget), Proof)
        for option in options
    )


def _named(found: Evidence, name: str, value: str, gap: str) -> Evidence | None:
    """Return a refutation with the parameter's value; a slice on which the expected side has no value says nothing."""
    match found:
        case Point():
            return replace(found, at={name: Exact(value), **found.at})
        case Reason():
            return found
        case Unknown():
            return Unknown(open_reasons.WHETHER_ANSWER_FITS.format(gap=gap, reason=found.reason), found.limit)
        case _:
            return found


def _with(statement: Statement, put_in: dict[str, Node]) -> Statement:
    match statement:
        case Equal(answer=answer, expected=expected):
            return replace(statement, answer=substitute(answer, put_in), expected=substitute(expected, put_in))
        case AnyOf(statements):
            return replace(statement, statements=tuple(_with(part, put_in) for part in statements))
        case _:
            return statement


def _without(setting: Setting, put_in: dict[str, Node]) -> Setting:
    variables = tuple(variable for variable in setting.variables if variable.name not in put_in)
    used = frozenset[str]().union(*(symbols(tree) for tree in put_in.values()))
    assume = tuple(substitute(condition, put_in) for condition in setting.assume)
    assert used <= {variable.name for variable in variables}
    return replace(setting, variables=variables, assume=assume)
