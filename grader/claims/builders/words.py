"""Answers in words: the option chosen, or a text that is one of those accepted."""

from __future__ import annotations

import re
import unicodedata

from grader import language
from grader.claims import texts
from grader.claims.builders.equality import any_of
from grader.claims.statements import Chosen, Claim, ForPerson, Settled, Statement
from grader.claims.wording import bare, signs
from grader.errors import AnswerError
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
    shown, wrong = " ".join(text.split()), _wrong(question)
    found = texts.passes(question.text_test, texts.said(text, tuple(wrong.values())), question.max_edits)
    why = reasons.NOT_ACCEPTED.format(shown=shown, accepted=question.text_test)
    is_literal = any(bare(text) == bare(one) for one in question.accepted_texts)
    told = {signs(one) for one in question.accepted_texts}
    has_other_signs = is_literal and told != {()} and signs(text) not in told
    is_around = found.holds is False and (_is_around(question, text) or _may_be_held(question, text))
    if found.holds and has_other_signs:  # `- 1` for 1
        statement: Statement = ForPerson(open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=shown))
    elif found.holds and (is_literal or bare(text) not in wrong):
        statement = Settled(True, "text", why)
    elif bare(text) in wrong or (found.holds is False and not question.unmatched_is_open and not is_around):
        statement = Settled(False, "text", why)
    else:
        statement = ForPerson(found.why or open_reasons.NONE_TEXTS_PROBLEM_LISTS.format(shown=shown))
    words = "one of the accepted ones" if question.text_test.kind == "accept" else "what is asked for"
    return Claim("expected", f"the text is {words}", statement)


def without_said(text: str) -> str:
    """Return a text without the words at its beginning that only say that it is one: `It is called`."""
    return _SAID.sub("", text.strip(), count=1)


def _is_around(question: Question, text: str) -> bool:
    """Whether a text is a sentence that says accepted ones, or them with a first name: `It is called evaporation.`"""
    assert question.text_test is not None
    if question.text_test.kind != "accept" or language.texts.near.negations(text.casefold()):
        return False
    accepted = {bare(one) for one in question.text_test.texts}
    parts = [part for one in _BETWEEN.split(without_said(text)) if (part := one.strip(_ENDS))]
    return bool(parts) and all({bare(one), bare(_FIRST_NAME.sub("", one))} & accepted for one in parts)


def _may_be_held(question: Question, text: str) -> bool:
    """Whether an accepted text stands in a text as whole words, or the text in one; 0 may be typed for the letter O."""
    assert question.text_test is not None
    if question.text_test.kind != "accept":
        return False
    said, accepted = _folded(text), [_folded(one) for one in question.text_test.texts]
    typed = {_RAISED.sub(r"\1", one) for one in (said, _folded(texts.formula(text)))} - {said, ""}  # `sp^3` for sp3
    if any(one.casefold() == other.casefold() for one in typed for other in accepted):
        return True
    return any(_is_held(one, other) for one in accepted for other in (said, *typed))


def _folded(text: str) -> str:
    return " ".join(_DASH.sub(" ", unicodedata.normalize("NFKC", text)).strip(_ENDS).split())


def _is_held(accepted: str, said: str) -> bool:
    """Whether one of two texts stands in the other as whole words, which nothing but a negation is beside."""
    if accepted.casefold().replace("0", "o") == said.casefold().replace("0", "o"):
        return accepted.casefold() != said.casefold()
    if _LETTER.fullmatch(accepted) is not None:  # as it is written: the a of a sentence is an article
        beside = rf"(?<![^\s,;:„“\"«(])(?<!\w\(){accepted}(?![^\s,;:.!?)”“\"»])"
        found = re.search(beside, said)
    else:
        accepted, said = accepted.casefold(), said.casefold()
        if _WORDS.fullmatch(accepted) is None or _LONG.search(accepted) is None:
            return _stands_apart(accepted, said)
        found = re.search(rf"(?<![\w^\\]){re.escape(accepted)}(?![\w^+*′])", said)
    if found is not None:
        return not _only_denies(f"{said[: found.start()]} {said[found.end() :]}")
    is_within = _LONG.search(said) is not None and _SMALL.fullmatch(said) is None
    return is_within and re.search(rf"(?<!\w){re.escape(said)}(?!\w)", accepted) is not None


def _stands_apart(accepted: str, said: str) -> bool:
    """Whether a number or a sign such as `C++` stands in a text, beside words and marks that make it no other one."""
    if accepted not in said or _SHORT.fullmatch(accepted) is None:
        return False
    for found in re.finditer(re.escape(accepted), said):
        before, behind = said[: found.start()], said[found.end() :]
        is_longer = re.search(r"\d \Z", before) and accepted[0].isdigit()
        is_longer = is_longer or (re.match(r" \d", behind) and accepted[-1].isdigit())
        if not is_longer and _AHEAD.search(before) and _BEHIND.match(behind):
            beside = before if _DIGIT.search(behind) else f"{before} {behind}"  # `443, not 80`
            return before.endswith(": ") or not _only_denies(beside)  # `Ne: 1s2 2s2 2p6`
    return False


def _only_denies(rest: str) -> bool:
    """Whether what stands beside a text says no more than that it is not it: `it is not`, `non`."""
    left = _SAID.sub("", rest.casefold().strip() + " ")
    words = _LONG_OR_LETTER.findall(left)
    return any(map(_NEGATION.fullmatch, words)) and all(
        _NEGATION.fullmatch(one) or _SMALL.fullmatch(one) for one in words
    )


_DASH = re.compile(r"(?<=[^\W\d_])[-‐‑–—](?=[^\W\d_])")
_LETTER = re.compile(r"[^\W\d_]")
_WORDS = re.compile(r"[\w\s.,;:'’()/&]+")
_LONG = re.compile(r"[^\W\d_]{2}")
_RAISED = re.compile(r"(?:(?<=[a-z]{2})|(?<=\d[spdf]))\^\{?(\d{1,2})\}?(?![\d^])")
_SHORT = re.compile(r"\w(?:[\w\s.,:]|(?<=\w)-(?=\w))*[+#]{0,2}")
_DIGIT = re.compile(r"\d")
_AHEAD = re.compile(
    r"(?:\A|[^\W\d_]{2}/|(?<!\w)[(\[„“\"«'`]|(?:\w|[,;:.?)\]”\"»]) |[^\W\d_]{2} [-–—] "
    r"|(?:(?<![<>!~/:≠=])=|→|[-=]>|(?<!\d):) ?)\Z"
)
_BEHIND = re.compile(
    r"[.?]*\Z| (?=[\w(\[„“\"«])|[,;:.?)\]”\"»'`]+(?:\s|[^\W\d_]|\Z)"
    r"| ?(?:=(?![=<>])|→|[-=]>)|/[^\W\d_]{2}| [-–—] (?=[^\W\d_]{2})"
)
_LONG_OR_LETTER = re.compile(r"[^\W\d_]+")
_NEGATION = language.texts.near.NEGATION
_SMALL = re.compile(
    r"it|this|that|the|an|is|are|of|to|in|s|t|der|die|das|ein|eine|es|ist|le|la|les|un|une|est|ce|de|du|des|el|los|una|il|lo|di|do|het|een"
)
_SAID = re.compile(
    r"(?i)\A(?:(?:it|this|that)(?:['’]s|\s+is)(?:\s+(?:called|known\s+as))?|(?:we|they)\s+call\s+(?:it|this|that)"
    r"|(?:the\s+)?answer(?:\s+is|:)|(?:es|das|dies)\s+(?:ist|heißt|nennt\s+man)|man\s+nennt\s+(?:es|das|dies)|c['’]est"
    r"|on\s+l['’]appelle|(?:se\s+llama|si\s+chiama|chama-se|es|è|é|het\s+is|dit\s+is|dat\s+heet))\s+"
)
_BETWEEN = re.compile(r"\s+(?:or|oder|ou|o|of|and|und|et|y|e|en)\s+|[/,;()]")
_FIRST_NAME = re.compile(r"\A[A-ZÀ-Þ](?:\.|[a-zà-ÿ]{2,20})\s+(?=[A-ZÀ-Þ])")
_ENDS = " .!\"'“”„«»*_"


def _wrong(question: Question) -> dict[str, str]:
    """Return the texts that a problem lists as wrong, folded: of its mistakes, and of its incorrect examples."""
    mistakes = (text for mistake in question.mistakes for text in mistake.when.values())
    wrong = (one for one in question.examples if one.outcome == Outcome.INCORRECT.value)
    return {bare(text): text for text in (*mistakes, *(text for one in wrong for text in one.fields.values()))}
