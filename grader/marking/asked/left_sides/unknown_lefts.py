"""Whether a left side is not known to be what a prompt asks for; each kind of left sides is told in a file beside."""

from __future__ import annotations

import re

from grader.claims.chains import behind_conclusion
from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.given import siblings
from grader.marking.asked.left_sides import (
    asked_formula,
    asked_parts,
    asked_places,
    contours,
    coordinates,
    dotted,
    events,
    figures,
    functions,
    given_calls,
    given_data,
    given_functions,
    given_letters,
    joined_events,
    like_asked,
    limits_taken,
    marks,
    members,
    old_values,
    operands,
    operators,
    other_letters,
    own_calculations,
    places,
    scripts,
    subspaces,
    substances,
)
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.names.half_lives import is_half_life
from grader.marking.asked.names.left_names import Name, name_of
from grader.marking.asked.other_things.another import asked_quantities
from grader.marking.asked.words.phrases import PLACES
from grader.marking.asked.words.quantities import are_others, quantities_of
from grader.problems.question import Question


def is_unknown(question: Question, left: str, text: str) -> bool:
    """Whether the left side of a text has an argument, or is a name of the prompt, and may be of something else."""
    if _is_own_name(question, left) or is_half_life(question, left):
        return False
    if any(is_other(question, left) for is_other in _AS_WRITTEN):
        return True
    if any(is_other(question, left, text) for is_other in _BY_TEXT):
        return True
    name = name_of(left)
    if name is None:
        return given_letters.is_given_sum(question, left, text) or own_calculations.is_no_step(question, left)
    if name.kind != "derivative" and any(is_other(question, name) for is_other in _BY_INDEX):
        return True
    if asked_places.is_at_asked_place(question, name) and _CASES.search(text) is None:
        return True
    if name.kind == "bare":
        return _is_bare_unknown(question, name, left, text)
    if functions.is_other_function(question, name) or operators.is_other_derivative(question, name, left):
        return True
    if name.kind != "call":
        return False
    if len(name.of) == 1 and name.at in {one.of for one in asked_names(question) if one.kind == "bare"}:
        return True  # `f(x_1)`, where x_1 is asked for
    return (
        events.is_unknown_event(question, name)
        or places.is_unknown_place(question, name)
        or substances.is_other_substance(question, name)
        or operators.is_other_moment(question, name)
        or own_calculations.is_no_step(question, left)
        or own_calculations.is_other_value(question, name, text)
    )


def is_calculated(question: Question, left: str, text: str) -> bool:
    """Whether a left side is a calculation, also one in bars, that is not the one which is asked for.

    What a text says of it before a conclusion is a step: `a + b = (3, 4), so 5`.
    """
    return not concludes(text) and any(is_other(question, left, text) for is_other in _CALCULATED)


def concludes(text: str) -> bool:
    """Whether a text goes on to a value behind a conclusion, so that what stands before may be a step."""
    return behind_conclusion(text) is not None or _CONCLUDES.search(text) is not None


def _is_bare_unknown(question: Question, name: Name, left: str, text: str) -> bool:
    """Whether a letter, perhaps with an index, may be of something else."""
    if _is_asked(question, name.of):
        return _is_where_asked(question, name)
    is_given = given_letters.is_given_letter(question, name) or functions.is_other_function(question, name)
    is_other = is_given or other_letters.is_other_letter(question, name, text)
    is_other = is_other or old_values.is_given_beside(question, name)
    is_other = is_other or substances.is_other_amount(question, name) or places.is_unknown_index(question, name)
    is_other = is_other or events.is_index_of_other(question, name) or _is_where_asked(question, name)
    is_product = own_calculations.is_product(name.of) or own_calculations.is_product_given(question, name.of)
    is_other = is_other or (is_product and own_calculations.is_no_step(question, left))
    return is_other and _ACCENTED.search(left) is None


_BY_INDEX = (siblings.is_of_sibling, scripts.is_other_script)
_CALCULATED = (
    given_data.is_of_other_value,
    given_functions.is_of_other_value,
    asked_parts.is_made_of_asked,
    joined_events.is_of_other_event,
    like_asked.is_of_other_inside,
)
_CASES = re.compile(r"=[^=]{1,40}:[^=]{1,40}=")  # `x = 3: y = 4`
_CONCLUDES = re.compile(r"=[^=\d]*\d[^=]*?(?<![^\W\d_])[^\W\d_]{2,}[\s:]+[-−]?\d[\d.,/]*[\s$.]*\Z")
_BY_TEXT = (
    asked_formula.is_asked_formula_otherwise,
    coordinates.is_of_given_point,
    is_calculated,
)
_AS_WRITTEN = (  # whatever else the left side is a name of
    functions.is_other_dotted,
    operators.is_other_difference,
    operators.is_way_back,
    asked_places.is_extremum,
    old_values.is_marked_beside,
    dotted.is_unread_calculation,
    marks.is_marked_otherwise,
    figures.is_other_part,
    members.is_of_other_member,
    operands.is_joined_otherwise,
    contours.is_other_contour,
    limits_taken.is_limit_of_other,
    given_calls.is_of_other_value,
    scripts.is_of_other_object,
    subspaces.is_of_other_map,
    substances.is_part_of_compound,
)


def is_of_equation(question: Question, left: str, text: str) -> bool:
    """Whether a left side stands in an equation of the prompt, and is not what that is solved for: `y'`, `a_{n+1}`.

    Of what is refuted this says nothing: it may be as false of that.
    """
    name = name_of(left) if not _is_own_name(question, left) else None
    return name is not None and (
        operators.is_of_solution(question, name)
        or scripts.is_shifted(question, name)
        or places.is_any_index(question, name, text)
    )


def _is_own_name(question: Question, left: str) -> bool:
    """Whether a left side is the name that the problem gives its answer, as its author wrote it: `B^{-1}`."""
    return _tight(left) in {_tight(one.authored_symbol or one.symbol) for one in question.fields.values()}


def _tight(name: str) -> str:
    return re.sub(r"[\s${}]", "", name.replace("\\top", "T"))


def _is_asked(question: Question, name: str) -> bool:
    """Whether a name with an index is that of the answer, or stands in the part that asks: `U_2`."""
    symbols = {field.symbol for field in question.fields.values()}
    asking = parts.asking_part(question.lead, question.prompt)
    is_named = "_" in name and name in {one.of for one in asked_names(question) if one.kind == "bare"}
    return name in symbols or is_named or ("_" in name and name in parts.letters_in(asking))


def _is_where_asked(question: Question, name: Name) -> bool:
    """Whether a name is of the thing at which another quantity is asked for: `R_2` of the voltage across it."""
    asking = parts.asking_part(question.lead, question.prompt)
    at = rf"(?i:(?<!\w)(?:{PLACES}|over|at|in|an|am|über|durch))"
    where = rf"{at}\s+(?:the\s+)?(?:[^\W\d_]+\s+)?\$?{re.escape(name.of)}(?!\w)"
    return re.search(where, asking) is not None and are_others(quantities_of(name), asked_quantities(question))


_ACCENTED = re.compile(
    r"\\(?:bar|overline|complement|hat|tilde|prime)(?![a-z])|['’′\u0300-\u036f]|[A-Z]\s*\^\s*\{?\s*(?:c|C)"
)
