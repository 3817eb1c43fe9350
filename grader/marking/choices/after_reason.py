"""Sentences behind the reason for an option: `B because plants need it. A is right.` may choose another one.

A reason is what begins with its word, up to the end of the sentence. It may name any option and deny anything; what is
said behind it counts as well, and a choice stands only where that says it again, denies other options, or explains it
without a word of another one, of the choice itself or of what is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, islice

from grader.language.texts.opposites import NEGATION
from grader.marking.choices.asked_of import IDLE
from grader.marking.choices.chosen_options import COUNTER, EMPHASIS, REASON, named_options
from grader.marking.choices.determiners import without_right_hand
from grader.marking.choices.genders import in_gender
from grader.marking.choices.labels import Asked
from grader.marking.choices.other_predicate import are_akin
from grader.marking.choices.typed_out import typed_out, undressed_words
from grader.marking.choices.whole.groups import OTHERS, UnclearError, grouped
from grader.marking.choices.whole.signs import in_signs, keys_of
from grader.marking.choices.whole.tokens import PAUSES, VERDICTS, Token, pieces_of
from grader.marking.choices.whole.told import MAX_CHARACTERS
from grader.marking.choices.whole.words import (
    ANSWERED,
    ARROWS,
    ARTICLE,
    CONCLUDES,
    JOINS,
    OF_CHOICE,
    QUANTIFIED,
    TRUE,
    UNTRUE,
)
from grader.problems.question import Question

MAX_CAUSES = 3  # words for a reason up to which an option is looked for; behind more of them nobody knows where it is
MIN_EXPLAINING = 2  # words of a sentence that explains; a single one may say anything of the choice
MIN_MAIN = 4  # letters of a word that tells an option from the others
_WORD = re.compile(r"[^\W\d_]+")
_SHORT = re.compile(r"(?<!\w)(?:e\.\s?g|i\.\s?e|z\.\s?B|d\.\s?h|etc|vs|resp|bzw|usw|p\.\s?ex|approx|ca|cf|vgl)\.")
_CLOSED = re.compile(r"(?<=[)\]])(?=[.:](?:\s|\Z))")
_LINE_END = re.compile(r"(?<=(?<!\w)[^\W\d_])(?=[^\S\n]{0,2}\n)")
_CAUSE = re.compile(
    rf"{REASON.pattern}|(?<=\S)\s*+(?:[,;:.(–—-]\s*+)?\b(?:as|by|due to|thanks to|using|via|wegen|durch|aufgrund"
    r"|nach|grâce à|par|gracias a|por|grazie a|per|graças a|dankzij|door)\b",
    re.IGNORECASE,
)
_QUESTION = re.compile(r"\?(?=[\s)]|\Z)")


def chooses_otherwise(question: Question, text: str, keys: frozenset[str]) -> bool:
    """Whether what stands behind the reason for an option may choose another one, or take it back."""
    parted = _parted(question, text)
    if parted is None:
        return True
    before, behind = parted
    if not before or not behind.strip():
        return False
    if before != keys:
        return True
    signed = prose_in_signs(question, behind)
    if signed is None or is_asking(signed):
        return True
    first, *others = sentences_in(pieces_of(question, signed))
    return affirms_another(question, first, keys) or any(_is_against(question, one, keys) for one in others)


def prose_in_signs(question: Question, text: str) -> str | None:
    """Return sentences with one sign for each name of an option; None where nobody looks into them."""
    plain = _CLOSED.sub(" ", _SHORT.sub(" ", text))  # `(B): …`, where the mark is no part of the key
    plain = _LINE_END.sub(".", plain)  # an A there is no article of the next line
    signed = in_signs(question, plain) if len(text) <= MAX_CHARACTERS else None
    return None if signed is None else without_right_hand(signed)


def is_asking(signed: str) -> bool:
    """Whether a question stands in sentences."""
    return _QUESTION.search(signed) is not None


def _parted(question: Question, text: str) -> tuple[frozenset[str], str] | None:
    """Return the options that stand before the word for a reason, and what stands behind it.

    Nothing where no option stands before one; None where there are more such words than are looked at.
    """
    plain = typed_out(undressed_words(text))
    said = in_gender(question, EMPHASIS.sub(r"\1\2", plain.strip()))
    marks = [[*islice(words.finditer(said), MAX_CAUSES + 1)] for words in (_CAUSE, COUNTER)]
    for mark in (mark for some in marks for mark in some[:MAX_CAUSES]):
        head = said[: mark.start()]
        if named := named_options(question, head) or named_alone(question, head):
            return frozenset(named), said[mark.end() :]
    return None if any(len(some) > MAX_CAUSES for some in marks) else (frozenset(), "")


def named_alone(question: Question, head: str) -> frozenset[str]:
    """Return the options that a text names that is nothing but their names and marks."""
    signed = in_signs(question, head)
    return frozenset() if signed is None or re.search(r"[^\W_]", signed) else keys_of(question, signed)


def sentences_in(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the sentences of a text that have words; the reason itself is the first one."""
    parts = [list(part) for is_end, part in groupby(tokens, _is_end) if not is_end]
    own = [] if not tokens or _is_end(tokens[0]) else parts.pop(0)
    return [own, *(part for part in parts if any(one.kind not in PAUSES for one in part))]


def _is_end(one: Token) -> bool:
    return one.kind == "stop" and one.text not in ARROWS


def clauses_in(sentence: Sequence[Token]) -> list[tuple[str, list[Token]]]:
    """Return the clauses of a sentence, each behind the mark or the word that leads to it: `so` for a conclusion."""
    found: list[tuple[str, list[Token]]] = [("", [])]
    for one in sentence:
        is_conclusion = CONCLUDES.fullmatch(one.text) is not None and (not found[-1][1] or one.text != "also")
        is_joint = JOINS.fullmatch(one.text) is not None and not _is_name(found[-1][1])
        if not is_conclusion and one.kind not in PAUSES and not is_joint:
            found[-1][1].append(one)
        elif found[-1][1] or is_conclusion:
            found.append(("so" if is_conclusion else one.text, []))
        elif found[-1][0] != "so":
            found[-1] = (one.text, [])
    return found


def _is_name(clause: Sequence[Token]) -> bool:
    return bool(clause) and clause[-1].kind == "sign" and not any(map(_is_content, clause))


def affirms_another(question: Question, reason: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a clause of a reason says nothing but that another option is chosen, or that this one is not."""
    clauses = clauses_in(reason)
    last = max((place for place, (_, clause) in enumerate(clauses) if clause), default=0)
    concluded = (" ".join(one.text for one in clause) for lead, clause in clauses if lead == "so")
    if any(not keys_of(question, one) and tells_another(question, one, keys) for one in concluded):
        return True
    return any(
        not any(map(_is_content, clause))
        and _may_choose(question, lead, clause, clauses[place - 1][1] if place else [], is_last=place == last)
        and not agrees(question, clause, keys)
        for place, (lead, clause) in enumerate(clauses)
    )


def _may_choose(
    question: Question, lead: str, clause: Sequence[Token], before: Sequence[Token], *, is_last: bool
) -> bool:
    """Whether a clause without words of its own is a verdict, or a name at the end that ends no list."""
    kinds = {one.kind for one in clause}
    names = [one.text for one in clause if one.kind == "sign"]
    if len(names) == 2 and names[0] != names[1] and len(keys_of(question, "".join(names))) == 1:
        return False  # it tells what an option says: `A is red`
    if not kinds & {"sign", "others"}:
        told = [one for last, one in zip([None, *clause], clause, strict=False) if not _is_article(last)]  # `a minus`
        return bool(lead) and any(UNTRUE.fullmatch(one.text) or QUANTIFIED.fullmatch(one.text) for one in told)
    if lead == "so" or (any(map(_is_said, clause)) and clause[0].kind in _MAY_BEGIN):
        return True
    is_listed = bool(before) and (before[-1].kind == "sign" or before[-1].text[-1:].isdigit())
    return is_last and lead in _BEFORE_NAME and not is_listed


def _is_article(one: Token | None) -> bool:
    return one is not None and ARTICLE.fullmatch(one.text) is not None


def _is_said(one: Token) -> bool:
    """Whether a piece says something of the names in its clause: a verdict, a verb, or a word that is no joint."""
    is_word = one.kind in {"asked", "lead", "join"} and one.text.isalpha() and not JOINS.fullmatch(one.text)
    return is_word or one.kind in VERDICTS


_MAY_BEGIN = frozenset({"sign", "only", "lead", "asked", "others", "yes"})  # a clause that chooses an option
_BEFORE_NAME = frozenset({",", ")", *ARROWS})  # what may part a name from a reason, which is none of its own


def _is_against(question: Question, sentence: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a sentence behind a reason may choose another option, or take back the chosen one."""
    content = content_of(sentence)
    if not content:
        return not agrees(question, sentence, keys)
    text = " ".join(one.text for one in sentence)
    if len(content) < MIN_EXPLAINING or OF_CHOICE.search(text) or says_what_is_true(sentence):
        return True
    return bool(keys_of(question, text)) or tells_another(question, text, keys)


def content_of(tokens: Sequence[Token]) -> list[Token]:
    """Return the words that say something of their own."""
    return [one for one in tokens if _is_content(one) and any(map(str.isalnum, one.text))]


def _is_content(one: Token) -> bool:
    return one.kind == "unknown" and one.text.casefold() not in IDLE and not QUANTIFIED.fullmatch(one.text)


def agrees(question: Question, tokens: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a clause all of whose words are known says no more than that an option is chosen, and others are not."""
    kinds = {one.kind for one in tokens}
    if "except" in kinds or any(one.kind == "unknown" and _may_change(one) for one in tokens):
        return False
    if not kinds & {"sign", "others"}:
        return not kinds & {"no", "cross"}
    try:
        told = grouped(tokens)
    except UnclearError:
        return False
    return all(_is_same(question, names, verdict, keys) for names, verdict in told)


def _may_change(one: Token) -> bool:
    """Whether a piece without a word of its own makes less of what stands beside it, or denies it: `all`, `¬`."""
    return QUANTIFIED.fullmatch(one.text) is not None or not (any(map(str.isalnum, one.text)) or one.text in _QUOTES)


_QUOTES = "\"'“”„«»‘’*_`…"


def _is_same(question: Question, names: Sequence[str], verdict: bool | None, keys: frozenset[str]) -> bool:
    named = keys_of(question, "".join(one for one in names if one != OTHERS))
    if verdict is False:
        return named.isdisjoint(keys)
    return named <= keys and OTHERS not in names


def says_what_is_true(sentence: Sequence[Token]) -> bool:
    """Whether a word of a sentence says what is true or false, or the first one is a yes or a no."""
    first = next((one for one in sentence if one.kind not in PAUSES), None)
    if first is not None and first.kind in VERDICTS and ANSWERED.fullmatch(first.text):
        return True
    return any(TRUE.fullmatch(one.text) or UNTRUE.fullmatch(one.text) for one in sentence)


def tells_another(question: Question, text: str, keys: frozenset[str]) -> bool:
    """Whether a text affirms a word that another option alone has, neither the chosen one nor the prompt."""
    said = {key: _words(" ".join((one, *question.spellings.get(key, ())))) for key, one in question.options.items()}
    own = _words(" ".join(Asked(question, ()).plain)).union(*(said.get(key, ()) for key in keys))
    main = {word for word in frozenset().union(*said.values()) if not any(are_akin(word, one) for one in own)}
    return NEGATION.search(text.casefold()) is None and any(
        are_akin(word, one) for word in _words(text) for one in main
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(one for one in _WORD.findall(text.casefold()) if len(one) >= MIN_MAIN)
