r"""Chains of equalities shown from either end: `9 = \int_0^3 x^2 dx` gives 9, though an integral stands last.

A chain all of whose members are equal meets the form that is asked for where one of them does; where they are not
proved equal nobody guesses which of them is the answer. A member that is left to compute says of what the value is:
`\int_0^2 x^2 dx = 1/3`, which is false, is no answer to the integral from 0 to 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import prod

from grader import marking
from grader.claims.chains import Chain, chain
from grader.marking.answer import Answer, Candidates, FieldAnswer
from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.given.given_values import with_given_values
from grader.marking.asked.names.left_names import name_of
from grader.marking.asked.names.worths import is_worth
from grader.marking.asked.other_things.given_names import ANOTHER
from grader.marking.texts.left_hand.known_lefts import is_known
from grader.marking.texts.left_hand.left_sides import is_written_in_prompt, left_of
from grader.marking.ways.candidates import mark_candidates
from grader.marking.ways.chains import member_units
from grader.marking.ways.chains.filled_members import filled
from grader.marking.ways.chains.integrands import integrates_another, is_by_parts
from grader.problems.question import Field, Question
from grader.records import replace
from grader.verdict import ClaimResult, Outcome, Point, Reason, Status, Verdict
from grader.wording import open_reasons

_FORM = "form "  # what ids of claims about a form begin with
_ONE_WAY = re.compile(r":=|≔|\\coloneqq(?![A-Za-z])")
_LEFT_TO_COMPUTE = re.compile(
    r"\\(?:i{1,3}nt|sum|prod|lim)(?![A-Za-z])|[∫∑∏]|\\?(?<![A-Za-z])(?:int|sum|prod|lim|integral)(?![A-Za-z])"
    r"|\\d?frac\s*\{?\s*(?:\\partial|\\mathrm\{d\}|d)|(?<![A-Za-z])d\s*/\s*d[a-z]"
)
# A calculation with numbers alone: `2 + 3 = 1` is false, and gives no 1.
_NUMBERS = re.compile(
    r"(?=.*\d)(?:[\d\s.+*/^(){}·×−-]|\\(?:[dt]?frac|sqrt|cdot|times|left|right|binom|[,;! ])(?![A-Za-z]))+"
)
_WORDED = re.compile(r"\s*[^\W\d_]+['’\s:]+[^\W\d_]{2}")
_CONGRUENT = re.compile(r"≡|\\equiv(?![A-Za-z])|mod(?![a-z])(?!.*=)", re.DOTALL)
_OF_REMAINDER = re.compile(r"\+|[-−]\s*1\s*[)}]?\s*=|⁻¹")
_REFUTED = frozenset({Outcome.INCORRECT, Outcome.PARTIAL})

Mark = Callable[[Question, Answer], Verdict]


def _are_unknowns(question: Question, text: str) -> bool:
    """Whether the letters of a condition stand in brackets, as `(x, y)` does before `= (3, 2)`."""
    if not question.kind.is_condition or (listed := _LISTED.fullmatch(text)) is None:
        return False
    return sorted(re.split(r"\s*[,;|]\s*", listed["letters"].strip())) == sorted(question.names.symbols)


_LISTED = re.compile(r"[\s$]*\((?P<letters>\s*\w(?:\s*[,;|]\s*\w){1,3}\s*)\)[\s$]*")


def from_either_end(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict:
    """Return the verdict on an answer in which a chain counts from both ends; `verdict` is that on its last member."""
    if len(answer.fields) != 1 or verdict.outcome.is_open:
        return verdict
    ((name, field),) = answer.fields.items()
    if field.error is not None or field.candidates is not None:
        return verdict
    plain = marking.texts.numbers.currencies.without_currency(question, field.text)
    field = field if plain == field.text else replace(field, text=plain, written=field.written or field.text)
    if "," in plain or ";" in plain:
        plain = marking.texts.chains.steps_said.without_steps(question, plain)
    if question.kind.is_shape:
        plain = marking.texts.vectors.shape_words.shape_in_signs(f"{question.lead} {question.prompt}", plain)
    plain = marking.texts.one_formula.with_constants(question, question.fields[name], plain)
    plain = marking.texts.one_formula.without_general_formulas(question, plain)
    if question.unit is not None:
        plain = marking.texts.quantities.multiplied_quantities.in_numbers(question, plain)
    if _WORDED.match(plain):
        plain = marking.texts.sentences.labelled_values.without_label(question, plain)
    found = _members(marking.texts.chains.own_names.without_equation(question, question.fields[name], plain))
    if len(found.members) < 2 or not all(found.members) or _are_unknowns(question, found.members[0]):
        return verdict
    if _OF_REMAINDER.search(plain) and marking.texts.numbers.remainders_said.remainder(question, plain) is not None:
        return verdict  # `1024 = 204 · 5 + 4`, `7^{-1} = 15` modulo 26
    if question.kind.default_form is None:
        several = _of_another_kind(question, name, field, found, mark) if verdict.outcome is Outcome.CORRECT else None
        return mark_candidates(question, Answer({name: several}), name, mark) if several else verdict
    if verdict.outcome in _REFUTED and any(map(_is_refuted_form, verdict.claims)):
        several = _whichever_meets_it(question, name, field, found, mark)
    elif verdict.outcome is not Outcome.INCORRECT:
        several = _of_another(question, name, field, found, mark)
    else:
        return verdict
    return mark_candidates(question, Answer({name: several}), name, mark) if several else verdict


def _members(text: str) -> Chain:
    """Return a text as a chain, also where bars stand on its left, `|-2| = 3`, which end chains."""
    found, left = chain(text), left_of(text)
    if len(found.members) > 1 or not left:
        return found
    behind = chain(text[text.find(left) + len(left) :].lstrip().removeprefix("="))
    return Chain((left, *behind.members), (False, *behind.signs))


def _of_another_kind(question: Question, name: str, field: FieldAnswer, found: Chain, mark: Mark) -> FieldAnswer | None:
    """Return a member that is refuted beside the last one: a set, `(0, 1) = [0, 1]`, a shape or an order of growth."""
    last = replace(field, text=found.members[-1], notes=())
    if question.kind.is_solutions and _SET.fullmatch(last.text) is None:
        return None
    for member in found.members[:-1]:
        if question.kind.is_shape and _is_product(member, last.text):
            continue
        if question.kind.is_solutions and not (_SET.fullmatch(member) or _NUMBERS_ALL.match(member)):
            continue
        one = replace(field, text=member, notes=())
        if mark(question, Answer({name: one})).outcome is Outcome.INCORRECT:
            return replace(field, candidates=Candidates((one, last)))
    return None


def _is_product(member: str, shape: str) -> bool:
    """Whether a number is what the sizes of a shape come to that is written as a product: `12 = 3 \\times 4`."""
    number, sizes = member.strip(" $"), _SIZES.fullmatch(shape)
    is_number = number.isdecimal() and len(number) < MAX_DIGITS and sizes is not None
    return is_number and int(number) == prod(map(int, re.findall(r"\d+", shape)))


MAX_DIGITS = 20  # of a number that is compared with a product
_SIZES = re.compile(r"[\s$]*\d{1,9}(?:\s*(?:\\times|\\cdot|[x×*·])\s*\d{1,9}){1,9}[\s$.]*")
_SET = re.compile(r"[\s$]*(?:\\left\s*)?(?:[\[\](]|\\?\{).*(?:[\[\])]|\\?\})[\s$.]*", re.DOTALL)
_NUMBERS_ALL = re.compile(r"[\s$]*(?:\\mathbb|[RQZNℝℚℤℕ](?![A-Za-z_]))")


def _is_refuted_form(claim: ClaimResult) -> bool:
    return claim.id.startswith(_FORM) and claim.status is Status.REFUTED


def _is_other(verdict: Verdict) -> bool:
    """Whether a value is refuted at a point, whatever its form, its shape and its unit are."""
    return any(isinstance(claim.evidence, Point) for claim in verdict.claims if not claim.id.startswith(_FORM))


def _is_value(verdict: Verdict) -> bool:
    """Whether all that is claimed of a value is proved, whatever its form is."""
    claims = [claim for claim in verdict.claims if not claim.id.startswith(_FORM)]
    return bool(claims) and all(claim.status is Status.PROVED for claim in claims)


def _is_misfit(verdict: Verdict) -> bool:
    """Whether a member has no value by its shapes: its signs mean another operation, as `*` of a convolution does."""
    return any(isinstance(claim.evidence, Reason) and claim.evidence.is_misfit for claim in verdict.claims)


def _whichever_meets_it(
    question: Question, name: str, field: FieldAnswer, found: Chain, mark: Mark
) -> FieldAnswer | None:
    """Return the members of a chain whose last one has not the form that is asked for as candidates.

    One that has it is the answer where all are equal; else none of them is. None where there is nothing but names.
    """
    texts = [replace(field, text=member, notes=()) for member in found.members]
    verdicts = [mark(question, Answer({name: one})) for one in texts]
    kept = [n for n, one in enumerate(texts) if verdicts[n].outcome is not Outcome.UNREADABLE or not name_of(one.text)]
    right = [n for n, place in enumerate(kept) if verdicts[place].outcome is Outcome.CORRECT]
    if len(kept) < 2 or (found.members[0] == found.members[-1] and len(kept) == 2):
        return None
    is_one = all(_is_value(verdicts[place]) for place in kept) and not _ONE_WAY.search(field.text)
    is_one = is_one and not any(is_written_in_prompt(question, texts[kept[place]].text) for place in right)
    several = tuple(texts[place] for place in kept)
    if right and is_one:
        return replace(field, candidates=Candidates(several, "verdict", right[0]))
    if found.is_approximate and not right:
        return _doubtful(field, several)
    return replace(field, candidates=Candidates(several, "none"))


def _doubtful(field: FieldAnswer, texts: tuple[FieldAnswer, ...]) -> FieldAnswer:
    """Return candidates that come to nothing: a rounded value stands beside one that is left to compute."""
    return replace(
        field, candidates=Candidates((*texts, replace(texts[-1], error=open_reasons.ONLY_ROUNDED_VALUE_HERE)), "none")
    )


def _of_another(question: Question, name: str, field: FieldAnswer, found: Chain, mark: Mark) -> FieldAnswer | None:
    """Return a member that is proved to be something else than the last one as a candidate beside it.

    What is left to compute is one, and so is any value, `3` of `x = 3 = 2`; not the name or the formula that the prompt
    asks about, `x^2 = 2x`, nor a rounded number, `P = 0.33 = 1/3`.
    """
    asked = question.fields[name]
    first = int(marking.ways.chains.approximate.is_asked_approximation(question, asked, found))
    last = replace(field, text=found.members[-1])
    for place, written in enumerate(found.members[:-1]):
        if place < first:
            continue
        member = filled(question, with_given_values(question, written))
        found = replace(found, members=(*found.members[:place], member, *found.members[place + 1 :]))
        if member_units.contradicts(question, asked, found.members, place):
            return replace(field, candidates=Candidates((replace(field, text=member, notes=()), last)))
        is_update = place == 0 and (_ONE_WAY.search(field.text) is not None or _is_update(question, asked, found))
        is_congruent = _CONGRUENT.search(field.text) is not None
        if not _may_contradict(question, asked, found, place, is_congruent=is_congruent, is_update=is_update):
            continue
        one = replace(field, text=member, notes=())
        if _is_imaginary(question, member):
            return replace(field, candidates=Candidates((one, last)))
        verdict = mark(question, Answer({name: one}))
        is_another = _is_other(verdict) or integrates_another(question, asked, member)
        is_step = place > 0 or verdict.outcome is Outcome.UNREADABLE or _is_value(verdict)
        is_step = is_step or is_known(question, asked, field.text, member) or is_by_parts(question, asked, member)
        is_step = is_step or _is_misfit(verdict)
        if (verdict.outcome is Outcome.INCORRECT and is_another) or not is_step:
            return replace(field, candidates=Candidates((one, last)))
    return None


def _is_imaginary(question: Question, member: str) -> bool:
    """Whether a member is a number times i, `3i`, where the problem knows no such letter."""
    said = f"{question.lead} {question.prompt}"
    is_known = (
        "i" in question.names.symbols or re.search(r"(?<![A-Za-z])i(?![A-Za-z])|complex|komplex", said) is not None
    )
    return not is_known and _TIMES_I.fullmatch(member) is not None


_TIMES_I = re.compile(r"[\s$]*[-−+]?(?:\d[\d.]*\s*\*?\s*)?i[\s$]*")
_QUANTITY = re.compile(r"[\s$]*[-−+]?\d[\d.,]*+(?!.*[-+=]).*", re.DOTALL)
_MEASURED = re.compile(
    r"[\s$]*[-−+]?\d[\d.,]*(?:\s|~|\\[,;! ])*(?:[^\W\d_%°]|\\(?:mathrm|text|unit|si|%)|%|°)[^=+]*", re.DOTALL
)
_TIMES_TEN = re.compile(
    r"(?<=\d)\s*(?:[eE]\s?[-−+]?\d{1,3}|(?:[·*×x]|\\(?:cdot|times)(?![A-Za-z]))\s*10\s*\^\s*\{?\s*[-−+]?\d{1,3}\s*\}?)(?!\d)"
)
_LETTER_E = re.compile(r"(?<![\\A-Za-z])e(?![A-Za-z]|\s*\^)")


def _is_update(question: Question, field: Field, found: Chain) -> bool:
    """Whether a variable is given its next value, `v = v/2`, where nothing is asked for by a name."""
    first = found.members[0].strip(" $")
    name = name_of(first)
    if first not in found.members[-1] or (name is not None and is_worth(question, name)):
        return False
    is_again = re.search(rf"(?<![A-Za-z\\]){re.escape(first)}(?![\w'])", found.members[-1]) is not None
    return is_again and not field.symbol and not asked_names(question) and not _is_of_another_function(question)


def _is_of_another_function(question: Question) -> bool:
    """Whether another function than the given one is asked for, so that `x^2 = 2x` is false of it."""
    if not question.kind.is_expression or not question.names.symbols:
        return False
    is_derivative = any(one.kind == "derivative" for one in asked_names(question))
    return is_derivative or ANOTHER.search(question.prompt) is not None


def _may_contradict(
    question: Question, field: Field, found: Chain, place: int, *, is_congruent: bool, is_update: bool
) -> bool:
    """Whether a member says what the value is, so that the last one cannot be another value."""
    member, last = found.members[place], found.members[-1]
    plain = _TIMES_TEN.sub("", member)  # `2.3e4 m` is one number, too
    if question.unit is None and _LEFT_TO_COMPUTE.search(member):
        return True
    is_step = question.unit is not None and (place == 0 or not _is_named(question, found.members[0]))
    is_step = is_step and _MEASURED.fullmatch(plain) is None  # a number, on the way to a unit
    is_formula = question.unit is not None and _QUANTITY.fullmatch(plain) is None  # g may be a letter, and a gram
    if is_congruent or found.is_approximate or is_step or is_formula:
        return False
    if question.unit is None and len(found.members) == 2 and _NUMBERS.fullmatch(member):
        return True
    is_name = (is_update or _is_named(question, member)) and not (
        re.search(r"\d", member) and marking.ways.chains.rounded_members.has_value(question, field, member)
    )
    is_variable = member.strip(" $") in question.names.symbols and not is_update
    is_given = not is_variable and is_written_in_prompt(question, member) and not _is_of_another_function(question)
    if place == 0 and (is_name or is_given):
        return False  # `gcd(6,4) = 3` has a value of its own, `f(2) = 3` has not
    is_one = _MEASURED.fullmatch(plain) is not None
    if _LETTER_E.search(plain if is_one else member) and "e" not in field.names.symbols:
        return False  # an error, perhaps, that stands for something in the text
    return not marking.ways.chains.rounded_members.are_rounded(question, field, member, last)


def _is_named(question: Question, member: str) -> bool:
    """Whether a member is a name; the circle's number, powers of declared variables and functions of them are none."""
    name = name_of(member)
    if name is None or is_worth(question, name):
        return False
    is_variable = name.kind == "bare" and name.of in question.names.symbols
    return not is_variable and member.strip(" $") not in {"\\pi", "π", "pi"}
