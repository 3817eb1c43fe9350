r"""Left sides that name something else than what the prompt asks for, so that their value is not the answer.

`\sigma = 4` where the variance is asked for, `2E[X] = 6` where `E[X]` is, `F(x) = …` for a derivative of f.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from grader import marking
from grader.claims.chains import behind_conclusion, chain
from grader.errors import LeftSideError, Span
from grader.language.spelling.greek import PRINTED
from grader.marking.asked.about.counted_sets import barred_left, is_counted_unknown, is_number_of_other
from grader.marking.asked.about.objects import is_determinant_of_other, is_size_of_other
from grader.marking.asked.about.places import is_other_end, is_place
from grader.marking.asked.asked_names import asked_names, is_called_as_asked, is_declared, is_other_quantity, naming
from grader.marking.asked.given.asked_part import asking_sentence
from grader.marking.asked.given.contrasts import is_of_other_event
from grader.marking.asked.names.left_names import Name, calls_in, differ, letters_in, name_of
from grader.marking.asked.names.new_values import is_new_value, is_of_another
from grader.marking.asked.other_things.calculations import is_other_calculation
from grader.marking.asked.other_things.given_names import is_around_given
from grader.marking.asked.other_things.limits_named import is_constant_term, is_no_limit, is_other_limit
from grader.marking.asked.other_things.segments import LENGTHS, is_segment
from grader.marking.asked.words.nouns import asked_by_noun
from grader.marking.asked.words.phrases import asks_again, phrase_asked
from grader.marking.asked.words.quantities import (
    are_others,
    quantities_called,
    quantities_named,
    quantities_of,
    usual_names,
)
from grader.problems.question import Question
from grader.wording import unreadable_answers

KEPT = 2_000  # prompts of which it is kept what they ask for


def check_named(question: Question, text: str) -> None:
    """Refuse a value of something else than what the prompt asks for, `dL/db = …` where it asks for `dL/dw`."""
    if (concluded := behind_conclusion(text)) is not None:
        text = concluded
    parts = text.split(",")
    if len(parts) > 1 and all(_OF_LETTER.match(one) for one in parts):  # `a = 3, b = 4, A = 12`
        text = parts[-1]
    if "q" in text and _COMPLEMENT.fullmatch(text):
        return  # what `q` stands for in `n p q`
    sized = _SIZE.match(text)  # a bar ends a chain
    barred = barred_left(text)
    lefts = (sized[0].rstrip("= "),) if sized is not None else chain(text).members[:-1]
    if barred and is_number_of_other(question, barred):
        raise _other(text, barred)
    if _BARS.match(text) is not None and is_size_of_other(question, text):
        raise _other(text, text.partition("=")[0].strip(" $"))
    first = lefts[0] if lefts else ""
    is_other = naming(question, text) == "other" or _is_made_of_asked(question, first)
    is_other = (
        is_other
        or is_of_another(question, first)
        or is_surely_other(question, first)
        or is_constant_term(question, text)
    )
    if not is_other and (not lefts or is_called_as_asked(question, text) or not _is_another(question, lefts)):
        return
    if is_new_value(question, first):
        return
    raise _other(text, lefts[0])


_OF_LETTER = re.compile(r"[\s$]*[A-Za-z]\s*=")
_COMPLEMENT = re.compile(r"[\s$]*q\s*=\s*(?:1\s*[-+−]\s*)?p[\s$.]*")
_BARS = re.compile(r"[\s$]*(?:[|‖∥]|\\[|lvV])")


def _other(text: str, left: str) -> LeftSideError:
    start = max(0, text.find(left))
    message = unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=left)
    return LeftSideError(message, text, Span(start, start + len(left)))


def _is_made_of_asked(question: Question, left: str) -> bool:
    """Whether a left side holds the usual letter of what is asked for, and is not that, `2h`, or a quantity that
    has a name of its own: `Var(X)` where a deviation is asked for.
    """
    if question.unit is not None and _QUANTITY.fullmatch(left):
        return False  # `3 bytes`, a value as it is asked for
    words = phrase_asked(question.lead, question.prompt) if left else frozenset()
    usual = usual_names(words)
    letters = {one.of for one in usual if one.kind == "bare"} - question.names.symbols.keys()
    if letters_in(left) & words and letters_in(left) <= words:
        return name_of(left) is None  # `1 - accuracy`
    name = name_of(left) if usual else None
    if name is not None and name.kind == "call":
        return is_other_quantity(name, frozenset(one for one in usual if one.kind == "call"))
    if name is not None:
        return PRINTED.get(name.of, name.of) in letters and name.above.strip("^{}").isdigit()
    return bool(letters) and letters_in(left) <= letters and bool(letters_in(left))


_QUANTITY = re.compile(r"\s*[-+−]?\d[\d\s.,]*[^\W\d_]{3,}\.?\s*")  # a number, and a word for what it counts


def is_surely_other(question: Question, left: str) -> bool:
    """Whether a left side is something else, whatever else stands in its chain."""
    if is_segment(question, left) and are_others(LENGTHS, asked_quantities(question)):
        return True
    if is_other_end(question, left) or is_of_other_event(question, left) or is_other_calculation(question, left):
        return True
    agreeing = marking.asked.agreeing
    if agreeing.probabilities.is_of_other_event(question, left):
        return True
    if agreeing.names_written.is_written_otherwise(question, left):
        return True
    if agreeing.abbreviations.is_other_abbreviation(question, left):
        return True
    if is_no_limit(question, left) or is_other_limit(question, left) or agreeing.changes.is_change(question, left):
        return True
    if _is_adjugate(question, left) or is_around_given(question, left):
        return True
    applied = _APPLIED.fullmatch(left)
    is_of_asked = applied is not None and Name("bare", applied["letter"]) in asked_names(question)
    return is_of_asked or is_counted_unknown(question, left)


_APPLIED = re.compile(
    r"[\s$]*\\?(?:sqrt|ln|log|exp)\s*(?:\\left)?[({\s]\s*(?P<letter>[A-Za-z])\s*(?:\\right)?[)}]?[\s$]*"
)


def asked_quantities(question: Question) -> frozenset[int]:
    """Return which quantities a problem asks for, by a name or by a noun; none where that is not known."""
    return _asked_quantities(asked_names(question), question.lead, question.prompt)


@lru_cache(maxsize=KEPT)
def _asked_quantities(names: frozenset[Name], lead: str, prompt: str) -> frozenset[int]:
    names |= asked_by_noun(lead, prompt).other
    called = quantities_called(phrase_asked(lead, prompt))
    beside = () if asks_again(prompt) else _AND.findall(asking_sentence(lead, prompt) or prompt)
    called = called.union(*(quantities_called(frozenset({word.casefold()})) for word in beside))
    if called & quantities_called(frozenset({"dimension"})):  # the rank is one of an image, the nullity of a kernel
        called |= quantities_called(frozenset({"nullity" if _OF_KERNEL.search(prompt) else "rank"}))
    return called.union(*map(quantities_of, names))


_OF_KERNEL = re.compile(r"(?i)(?<!\w)dim\w*\s[^.?!]{0,30}?(?:null|kernel|kern|noyau|núcleo)")


# What is asked for beside something else: `the mean and the variance`.
_AND = re.compile(
    r"(?<!\w)(?:and|und|et|y)\s+(?:(?:the|its|die|der|den|das|la|le|les|sa|son|el|los|las|su)\s+|l['’])?([^\W\d_]{3,})(?![^\W\d_])(?!\s*(?:of\s+|von\s+|de\s+)?(?:\$[^$=]*[=\d]|=|\d))",
    re.IGNORECASE,
)


def _is_another(question: Question, lefts: Sequence[str]) -> bool:
    """Whether the first member of a chain names another quantity, and none of the members one that is asked for."""
    if any(is_declared(question, left) for left in lefts):
        return False
    said = [quantities_named(left) for left in lefts]
    asked = asked_quantities(question) if len(question.fields) == 1 else frozenset()
    if not asked.isdisjoint(frozenset().union(*said)):
        return False
    left = lefts[0]
    if (sized := _SIZE.match(left)) is not None and sized[1] is not None:
        return _is_other_matrix(question, sized[1])
    is_unit = question.unit is not None and _UPRIGHT.match(left) is not None  # of `900/12 m = 75 m`, behind a sign
    is_other = bool(asked) and are_others(said[0], asked) and not is_unit and not _is_introduced(question, left)
    if is_other or _holds_asked(question, left) or _is_integrated(question, left) or is_place(question, left):
        return True
    return _is_not_inverse(question, left) or _is_derivative_of_none(question, left)


_SIZE = re.compile(
    r"[\s$]*(?:\\[lr]?vert|\||\\left\s*\|)\s*(?:([A-Za-z])|[A-Z]{2})\s*(?:\\[lr]?vert|\||\\right\s*\|)\s*(?:=|\Z)"
)


def _is_other_matrix(question: Question, letter: str) -> bool:
    """Whether the determinant of a matrix is asked for, and of another one than that of `|B|`."""
    wanted = [
        one for one in asked_by_noun(question.lead, question.prompt).other | asked_names(question) if one.of == "det"
    ]
    is_other = bool(wanted) and all(differ(Name("call", "det", letter), one) for one in wanted)
    return is_other or is_determinant_of_other(question, letter)


def _is_introduced(question: Question, left: str) -> bool:
    """Whether a letter is declared, or stands by itself in a formula of the prompt, so that it has a meaning there."""
    name = name_of(left)
    if name is None or name.kind != "bare" or name.above:
        return False
    prompts = f"{question.lead} {question.prompt}"
    alone = [match for match in _ALONE.finditer(prompts) if name_of(match["letter"]) == name]
    called = [quantities_called(frozenset({match["noun"].casefold()})) for match in alone if match["noun"]]
    if any(called) and all(not one or are_others(one, asked_quantities(question)) for one in called):
        return False  # `with mean $\\mu$`, where a deviation is asked for
    return name.of in {PRINTED.get(one, one) for one in question.names.symbols} or bool(alone)


_ALONE = re.compile(r"(?:(?P<noun>[^\W\d_]{3,})\s+)?\$(?P<letter>[^$]{1,20})\$")


def _holds_asked(question: Question, left: str) -> bool:
    """Whether a left side is a calculation with what is asked for, `2E[X]`, `E[X] + 1`, and no step to that."""
    if name_of(left) is not None or _OPERATOR.search(left) or _IS_LIST.search(left) or not _ARITHMETIC.search(left):
        return False
    asked = asked_names(question) | asked_by_noun(question.lead, question.prompt).other
    letters = letters_in(left) - _FUNCTIONS
    if any(one.kind == "bare" and not one.above and letters == {one.of} for one in asked):
        return True
    wanted = [one for one in asked if one.kind == "call"]
    return any(not differ(one, other) and one.at == other.at for one in calls_in(left) for other in wanted)


def _is_integrated(question: Question, left: str) -> bool:
    """Whether a left side names an antiderivative where a derivative is asked for, `F(x)` of f', or the other way."""
    asked = asked_names(question)
    if not asked or any(one.kind != "derivative" for one in asked):
        return _is_derived(name_of(left), asked)
    if _INTEGRAL.match(left):
        return "int" not in question.prompt
    name = name_of(left)
    capitals = {one.of.upper() if one.of else "F" for one in asked if not one.of.isupper()}
    return name is not None and name.kind != "derivative" and name.of in capitals


def _is_derived(name: Name | None, asked: frozenset[Name]) -> bool:
    """Whether a name is a derivative of f where F is asked for."""
    capitals = {one.of for one in asked if one.kind != "derivative" and one.of.isupper()}
    return name is not None and name.kind == "derivative" and name.of.upper() in capitals and len(asked) == 1


def _is_derivative_of_none(question: Question, left: str) -> bool:
    """Whether a left side is a derivative where a noun is asked for that no derivative is called, or no second one."""
    noun, name = phrase_asked(question.lead, question.prompt), name_of(_TIMES.sub("", left))
    if name is not None and name.kind == "derivative" and name.order > 1 and noun & _SLOPES:
        return True
    is_derivative = (
        name is not None and name.kind == "derivative" and not _DERIVES.search(question.lead + question.prompt)
    )
    symbols = {field.symbol for field in question.fields.values()}
    return is_derivative and bool(noun) and not asked_names(question) and not any(symbols) and not noun & _DERIVED


_DERIVES = re.compile(
    r"'|’|\\(?:prime|partial|nabla|dot)(?![A-Za-z])|\\d?frac\{d|(?i:deriv|dériv|ableit|afgeleid|gradient(?!\s+descent|enabstieg)|differenti)"
)
_SLOPES = frozenset(
    {"slope", "steigung", "pente", "pendiente", "pendenza", "declive", "marginal", "marginale", "grenzkosten"}
    | {"grenzerlös", "grenzgewinn", "grenznutzen", "grenzprodukt"}
)
# What a derivative may be, and what is not said of one.
_NAMED_DERIVED = (
    "derivative derivata afgeleide gradient slope speed velocity acceleration rate density current force power growth"
    " update sensitivity"
    " jacobian hessian change tangent marginal elasticity hazard intensity flux limit delta error signal direction"
    " ableitung steigung geschwindigkeit beschleunigung dichte strom kraft leistung änderungsrate grenzwert richtung"
    " wachstum wachstumsrate dérivée pente vitesse accélération densité taux force limite courant derivada pendiente"
    " velocidad aceleración densidad tasa fuerza límite corriente second first partial differential backpropagation"
)
_DERIVED = frozenset(_NAMED_DERIVED.split())


# A factor before a derivative: of `\\eta \\nabla L`, of `-2 \\frac{dL}{dw}`.
_TIMES = re.compile(
    r"(?:(?<![\s$])|(?=\\))[\s$]*+(?:[-−]\s*+)?(?:(?:(?<![\d.])[\d.]++|(?:\\|(?<![\\A-Za-z]))[A-Za-z]++)\s*+)?"
    r"(?:\\cdot\s*+)?(?=\\nabla(?![A-Za-z])|∇|\\[dt]?frac\s*\{\s*(?:d|\\partial))"
)


def _is_adjugate(question: Question, left: str) -> bool:
    """Whether an inverse is asked for, and a left side is an adjugate, which is a multiple of it."""
    name = name_of(left)
    is_adjugate = name is not None and name.kind == "call" and name.of.removeprefix("\\").casefold() in {"adj", "cof"}
    return is_adjugate and any(one.above for one in asked_by_noun(question.lead, question.prompt).other)


def _is_not_inverse(question: Question, left: str) -> bool:
    """Whether the inverse of A is asked for, and a left side names A, its transpose or the inverse of B."""
    name = name_of(left)
    wanted = [one for one in asked_by_noun(question.lead, question.prompt).other if one.kind == "bare" and one.above]
    if name is None or name.kind != "bare" or not wanted:
        return False
    return all(differ(name, one) and (name.of == one.of or bool(name.above)) for one in wanted)


_UPRIGHT = re.compile(r"[\s$]*\\(?:mathrm|text|rm|unit|si|operatorname)(?![A-Za-z])")
_INTEGRAL = re.compile(r"[\s${]*(?:\\int(?![A-Za-z])|∫)")
_FUNCTIONS = frozenset(
    {"\\sqrt", "\\ln", "\\log", "\\exp", "sqrt", "ln", "log", "exp", "e", "\\frac", "\\cdot", "\\times"}
)
_ARITHMETIC = re.compile(r"[\d+*/^·×−-]|\\(?:[dt]?frac|sqrt|ln|log|exp)(?![A-Za-z])")
_IS_LIST = re.compile(r"(?<!\\)[,;&]|\\\\")
# What makes a step of a left side, of which nobody says that it is a multiple of what is asked for.
_OPERATOR = re.compile(r"\\(?:int|sum|prod|lim|max|min|sup|inf|frac\s*\{\s*d|partial|nabla)(?![A-Za-z])|[∫∑∏∂∇]")
