"""An option that a text begins with and explains without a word for a reason: `B. It is …`, `B: it is …`, `B - …`.

What stands behind the mark explains the choice as a reason does. A sentence of it may tell facts of other options, and
deny of them what is asked; whatever else is said there of one, of the choice itself or of what is right may choose
otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from grader.errors import AnswerError
from grader.marking.choices.after_reason import (
    affirms_another,
    agrees,
    clauses_in,
    content_of,
    is_asking,
    named_alone,
    prose_in_signs,
    says_what_is_true,
    sentences_in,
    tells_another,
)
from grader.marking.choices.chosen_options import named_options
from grader.marking.choices.contradictions import asked_words, says
from grader.marking.choices.crossed import crossed
from grader.marking.choices.denied import asks_by_denial
from grader.marking.choices.of_others import are_facts, begins_with_key, without_neither, without_other_ones
from grader.marking.choices.opposed_reasons import letters_said
from grader.marking.choices.other_predicate import EVIDENCE, are_akin, says_yes_or_no
from grader.marking.choices.per_key import told_by_key
from grader.marking.choices.whole.groups import OTHERS, UnclearError, grouped
from grader.marking.choices.whole.signs import keys_of
from grader.marking.choices.whole.tokens import PAUSES, Token, pieces_of
from grader.marking.choices.whole.told import read_whole
from grader.marking.choices.whole.words import OF_CHOICE
from grader.problems.question import Question

MIN_EXPLAINING = 2  # words of a sentence that explains; a single one may say anything of the choice
_HEAD = frozenset({"sign", "lead", "asked", "only", "yes", "tick"})  # what may choose an option before its explanation
_DENIES = frozenset({"no", "cross"})
_WORD = re.compile(r"[^\W\d_]+")


def explains_otherwise(question: Question, text: str, keys: frozenset[str]) -> bool:
    """Whether a text begins with another option than those chosen, or what explains them may choose otherwise."""
    if says_yes_or_no(question) or crossed(question) or _is_list(question, text, keys):
        return False
    signed = prose_in_signs(question, _with_colon(question, text))
    before, behind = ((), ()) if signed is None else _chosen_first(question, pieces_of(question, signed))
    if signed is None or not before or _concludes_calculations(question, behind, keys):
        return False
    if before != keys or is_asking(signed):
        return True
    first, *others = sentences_in(behind)
    return affirms_another(question, first, keys) or any(_is_against(question, one, keys) for one in others)


def _with_colon(question: Question, text: str) -> str:
    """Return a text with a colon behind the option that it begins with: a dash is no minus there."""
    head, dash, rest = text.partition(" - ")
    for key, phrase in question.options.items():
        told = re.match(rf"\s*{re.escape(key)}\s?:\s{re.escape(phrase)}(?=\s[^\W\d_])", text)
        if told is not None and phrase:
            return f"{key}: {text[told.end() :]}"  # the option is what its explanation speaks of: `B: 53 has no …`
    return f"{head}: {rest}" if dash and (named_options(question, head) or named_alone(question, head)) else text


def _is_list(question: Question, text: str, keys: frozenset[str]) -> bool:
    """Whether all of a text is understood as choosing these options."""
    whole = read_whole(question, text)
    if whole is not None and whole.chosen == keys:
        return True
    try:
        return told_by_key(question, text) == keys
    except AnswerError:
        return False


def _chosen_first(question: Question, tokens: Sequence[Token]) -> tuple[frozenset[str], Sequence[Token]]:
    """Return the options that a text chooses before its first mark, and the pieces from that on; else nothing.

    `A: no, since …` chooses none there, and `√9 = 3` tells a value.
    """
    for place, one in enumerate(tokens):
        if one.kind in PAUSES and one.text != "=":
            if any(other.kind == "sign" for other in tokens[:place]):
                return _affirmed(question, tokens[:place], tokens[place:]), tokens[place:]
        elif one.kind not in _HEAD:
            break
    return frozenset(), ()


def _affirmed(question: Question, head: Sequence[Token], rest: Sequence[Token]) -> frozenset[str]:
    """Return the options that a head names, and neither it nor what follows denies."""
    behind = next((one for one in rest if one.kind not in PAUSES), None)
    try:
        told = grouped(head)
    except UnclearError:
        return frozenset()
    is_denied = any(verdict is False or OTHERS in names for names, verdict in told)
    if is_denied or behind is None or behind.kind in _DENIES:
        return frozenset()
    return keys_of(question, "".join(one for names, _ in told for one in names))


def _concludes_calculations(question: Question, behind: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a text concludes with an option behind what it says of each: `A: 1.50 €, B: 1.40 €, so B`."""
    clauses = [clause for one in sentences_in(behind) for clause in clauses_in(one)]
    lead, last = clauses[-1] if clauses else ("", [])
    is_conclusion = lead in {"so", "->", "→", "=>", "⇒"} and not content_of(last)
    is_told = keys_of(question, "".join(one.text for one in last if one.kind == "sign")) == keys
    of_each = any(one.kind == "sign" and other.kind == "colon" for one, other in pairwise(behind))
    return is_conclusion and is_told and of_each and agrees(question, last, keys)


def _is_against(question: Question, sentence: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a sentence that explains an option may choose another one, or take back the chosen one."""
    content = content_of(sentence)
    if not content:
        return not agrees(question, without_neither(sentence), keys)
    is_of_others, told = without_other_ones(sentence)
    text = " ".join(one.text for one in told)
    is_of_options = is_of_others or bool(keys_of(question, text))
    is_of_formula = EVIDENCE.search(text) is not None or bool(letters_said(text))
    is_so = None if is_of_options or is_of_formula else says(text.casefold(), asked_words(question))
    if is_so is not None:
        return is_so == asks_by_denial(f"{question.lead} {question.prompt}")
    if OF_CHOICE.search(text) or says_what_is_true(sentence) or begins_with_key(question, sentence, keys):
        return True
    if is_of_options:
        return not are_facts(question, sentence, keys)
    is_told = any(are_akin(word, one) for word in _WORD.findall(text.casefold()) for one in asked_words(question))
    return (len(content) < MIN_EXPLAINING and not is_told) or tells_another(question, text, keys)
