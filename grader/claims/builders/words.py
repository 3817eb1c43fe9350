"""Answers in words: the option chosen, or a text that is one of those accepted."""

from __future__ import annotations

import re
import unicodedata

from grader import language
from grader.claims import texts
from grader.claims.builders.equality import any_of
from grader.claims.builders.held import is_held, without_said
from grader.claims.builders.lefts import with_rights
from grader.claims.builders.parted import is_in_any_order
from grader.claims.builders.remarked import has_remarks
from grader.claims.builders.restated import restated, said_twice
from grader.claims.builders.reworded import is_beside_asked, is_without_noun
from grader.claims.builders.spelled import spelled_otherwise
from grader.claims.changed import is_same_row
from grader.claims.raised import formula
from grader.claims.statements import Chosen, Claim, ForPerson, Settled, Statement
from grader.claims.wording import bare, raised, signs
from grader.errors import AnswerError
from grader.language.texts.notations import dates, initials, logic
from grader.problems.question import Question
from grader.verdict import Outcome
from grader.wording import open_reasons, reasons


def choice_claim(question: Question, chosen: frozenset[str]) -> Claim:
    """Return the claim that the options chosen are the expected ones."""
    expected = question.accepted_texts
    if question.several:
        return Claim("expected", "the options chosen are the expected ones", Chosen(chosen, frozenset(expected)))
    alternatives = tuple(Chosen(chosen, frozenset({option})) for option in expected)
    return Claim("expected", "the option chosen is the expected one", any_of(alternatives))


def text_claim(question: Question, text: str) -> Claim:
    """Return the claim that a text says what is asked for; one that matches nothing is for a person to read.

    It is wrong where it is one that the problem lists as wrong, or says that all others are. A doubtful match, beside a
    negation, say, is for a person in any case. Raises AnswerError for a text that is too long.
    """
    if len(text) > texts.MAX_TEXT:
        raise AnswerError(reasons.TEXT_AT_MOST_CHARACTERS.format(max_text=texts.MAX_TEXT))
    assert question.text_test is not None
    plain = "" if _is_listed(question, text) else _restated(question, text)
    if plain and _is_listed(question, plain):
        text = plain
    shown, wrong = " ".join(text.split()), listed_wrong(question)
    said = texts.said(text, tuple(wrong.values()), f"{question.lead} {question.prompt}", question.text_test)
    found = texts.passes(question.text_test, said, question.max_edits)
    why = reasons.NOT_ACCEPTED.format(shown=shown, accepted=question.text_test)
    is_literal = _is_listed(question, text)
    is_refuted = found.holds is False and not question.unmatched_is_open and bare(text) not in wrong
    plain = _without_denials(question, text) if is_refuted else text
    is_around = is_refuted and (
        _is_around(question, text) or _may_be_held(question, plain) or _is_asked(question, text)
    )
    near = _spelled(question, plain) if is_refuted and not is_around else ""
    if found.holds and is_literal and _has_other_signs(question, text):  # `- 1` for 1
        statement: Statement = ForPerson(open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=shown))
    elif found.holds and (is_literal or bare(text) not in wrong):
        statement = Settled(True, "text", why)
    elif near:
        statement = ForPerson(open_reasons.NEAR_BUT_MAY_MEAN.format(shown=shown, listed=near))
    elif bare(text) in wrong or (is_refuted and not is_around):
        statement = Settled(False, "text", why)
    else:
        statement = ForPerson(found.why or open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=shown))
    words = "one of the accepted ones" if question.text_test.kind == "accept" else "what is asked for"
    return Claim("expected", f"the text is {words}", statement)


def _restated(question: Question, text: str) -> str:
    """Return a text without what stands before it, or an accepted one that it says twice or as a date; or nothing."""
    if question.text_test is None or question.text_test.kind != "accept":
        return ""
    both = said_twice(text)
    if both is not None and all(_is_listed(question, one) for one in both):
        return both[0]
    dated = next((one for one in question.accepted_texts if dates.are_one(text, one)), "")
    if dated and not dates.asks_notation(f"{question.lead} {question.prompt}"):
        return dated
    if (letters := initials.undotted(text)) in question.accepted_texts:
        return letters
    return restated(f"{question.lead}\n{question.prompt}", text, question.accepted_texts)


def _is_listed(question: Question, text: str) -> bool:
    """Whether a text is an accepted one but for what does not count."""
    return any(bare(text) == bare(one) for one in question.accepted_texts)


def _spelled(question: Question, text: str) -> str:
    """Return the phrase that a text may be in another spelling, or its right side where the prompt has its left one."""
    assert question.text_test is not None
    return spelled_otherwise(with_rights(question, question.text_test), text, question.max_edits)


def _has_other_signs(question: Question, text: str) -> bool:
    """Whether a text with the letters of accepted ones has other signs: `- 1` for 1, `F = kx` for F = -kx."""
    if any(is_same_row(text, one) for one in question.accepted_texts):
        return False
    told = {signs(one) for one in question.accepted_texts if bare(one) == bare(text)}
    return told != {()} and (signs(text) not in told or _is_other_power(question, text))


def _is_other_power(question: Question, text: str) -> bool:
    """Whether a text has a power of a number, `2⁵`, that no accepted one has: it is no 25."""
    return _POWER.search(text) is not None and signs(raised(text)) not in {
        signs(raised(one)) for one in question.accepted_texts
    }


def _without_denials(question: Question, text: str) -> str:
    """Return a text with another word for what denies nothing: `No. 2`, and words of lack where just that is asked for.

    `The opposite is subtraction` says what the opposite is where the problem asks for one.
    """
    text = _NUMBERED.sub("number ", text)
    prompt = f"{question.lead} {question.prompt}".casefold()
    asks_so = language.texts.opposites.negations(prompt) or _LACK.search(prompt)
    if any(language.texts.opposites.negations(one.casefold()) for one in question.accepted_texts):
        return text
    if logic.is_formula(text):  # `p and not q`
        return text
    return re.sub(language.texts.opposites.NEGATION.pattern, "so", text, flags=re.IGNORECASE) if asks_so else text


_NUMBERED = re.compile(r"(?i)(?<!\w)no\.?\s?(?=\d)")
_LACK = re.compile(
    r"(?<!\w)(?:missing|inverse|antonyms?|unable|fehl(?:t|en|end\w*)|antonyme?s?|ant[oó]nim[oa]s?|manquant\w*|manquent?|falta\w*)(?!\w)"
)


def _is_around(question: Question, text: str) -> bool:
    """Whether a text is a sentence that says accepted ones, or them with a first name: `It is called evaporation.`"""
    assert question.text_test is not None
    if question.text_test.kind != "accept" or language.texts.opposites.negations(text.casefold()):
        return False
    accepted = {bare(one) for one in question.text_test.texts}
    parts = [part for one in _BETWEEN.split(without_said(text)) if (part := one.strip(_ENDS))]
    return bool(parts) and all({bare(one), bare(_FIRST_NAME.sub("", one))} & accepted for one in parts)


def _may_be_held(question: Question, text: str) -> bool:
    """Whether an accepted text stands in a text as whole words, or the text in one; 0 may be typed for the letter O."""
    assert question.text_test is not None
    if question.text_test.kind != "accept":
        return False
    lines = {bare(line) for line in text.strip().split("\n")} if "\n" in text.strip() else set()
    if not lines.isdisjoint(bare(one) for one in question.text_test.texts):
        return True  # the result below its calculation
    said, accepted = _folded(text), [_folded(one) for one in question.text_test.texts]
    typed = {_RAISED.sub(r"\1", one) for one in (said, _folded(formula(text)))} - {said, ""}  # `sp^3` for sp3
    if any(one.casefold() == other.casefold() for one in typed for other in accepted):
        return True
    return any(is_held(one, other) for one in accepted for other in (said, *typed))


def _is_asked(question: Question, text: str) -> bool:
    """Whether a text is an accepted one with words of the prompt, in an order that it leaves, or with remarks."""
    assert question.text_test is not None
    prompt = f"{question.lead} {question.prompt}"
    if question.text_test.kind != "accept":
        return False
    for one in question.text_test.texts:
        if is_beside_asked(prompt, one, text) or is_without_noun(prompt, one, text):
            return True
        is_asked = re.sub(r"[\s.!]", "", text.casefold()) in re.sub(r"[\s.!]", "", prompt.casefold())
        if initials.are_one(text, one) and not is_asked:  # `What does CPU stand for?`
            return True
        said, phrase = (language.texts.rewritten.with_nuclei(one, each) for each in (text, one))
        if is_in_any_order(phrase, said, prompt) or has_remarks(phrase, said, prompt):
            return True
    return False


def _folded(text: str) -> str:
    return " ".join(_DASH.sub(" ", unicodedata.normalize("NFKC", text)).strip(_ENDS).split())


_POWER = re.compile(r"(?<![^\W\d_])(?<!\d)\d+[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_DASH = re.compile(r"(?<=[^\W\d_])[-‐‑–—](?=[^\W\d_])")
_RAISED = re.compile(r"(?:(?<=[a-z]{2})|(?<=\d[spdf]))\^\{?(\d{1,2})\}?(?![\d^])")
_BETWEEN = re.compile(r"\s+(?:or|oder|ou|o|of|and|und|et|y|e|en)\s+|[/,;()]")
_FIRST_NAME = re.compile(r"\A[A-ZÀ-Þ](?:\.|[a-zà-ÿ]{2,20})\s+(?=[A-ZÀ-Þ])")
_ENDS = " .!\"'“”„«»*_"


def listed_wrong(question: Question) -> dict[str, str]:
    """Return the texts that a problem lists as wrong, folded: of its mistakes, and of its incorrect examples."""
    mistakes = (text for mistake in question.mistakes for text in mistake.when.values())
    wrong = (one for one in question.examples if one.outcome == Outcome.INCORRECT.value)
    return {bare(text): text for text in (*mistakes, *(text for one in wrong for text in one.fields.values()))}
