"""What is said of a chosen option right behind it, against what is asked: `B, not convergent` of *Which converges?*.

Whoever says so may have meant the other one, or misread the question. It counts where a clause has nothing but words
of the question, one of them turned round at most, and says of no other thing that it is so. A yes or no that is told by
the falsehood of a denial is open, too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.errors import AnswerError
from grader.language.texts.opposites import NEGATION, are_converses, are_opposites, stem
from grader.marking.choices.asked_of import IDLE
from grader.marking.choices.chosen_options import ANNOUNCED, NO, YES, read_choice
from grader.marking.choices.contradictions import CLAUSE, QUIET, REASON, asked_words, says, says_otherwise
from grader.marking.choices.denied import asks_by_denial, denied_predicate
from grader.marking.choices.opposed_reasons import SUPPOSED, letters_said
from grader.marking.choices.other_predicate import EVIDENCE, OF_ANOTHER, head_of, names_one, says_yes_or_no
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 1_500  # of an answer that is looked into; no longer one is decided
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PARTED = re.compile(r"[\s,;:.!(–—-]*")
_ELIDED = re.compile(r"(?<![^\W_])n['’](?=\w)")  # of `n'est pas`
_REST = re.compile(r"['’]t(?!\w)")  # of `doesn't`
_IDLE = IDLE - {"one"}  # `not one solution`


def why_contrary(question: Question, typed: Sequence[str], told: Sequence[str]) -> str:
    """Return why an option is not told of which the contrary of what is asked is said; empty where none is.

    `told` are the texts that chose it, where `typed` are longer ones.
    """
    if len(typed) != 1 or len(told) != 1 or len(typed[0]) > MAX_CHARACTERS:
        return ""
    shown = typed[0].strip()
    is_contrary = is_denied_twice(question, shown)
    is_contrary = is_contrary or bool(question.options and _is_contrary(question, shown, _chosen(question, told[0])))
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=shown) if is_contrary else ""


def is_denied_twice(question: Question, text: str) -> bool:
    """Whether a yes or a no is told by saying that a denial is false: `it is false that it does not converge`."""
    if question.options and not says_yes_or_no(question):
        return False
    match = _FALSE_THAT.match(text.casefold())
    if match is None:
        return False
    return NEGATION.search(match["clause"]) is not None or says(match["clause"], asked_words(question)) is False


_FALSE_THAT = re.compile(
    r"\s*(?:\w{2,4}\s*[,:.–-]\s*)?(?:(?:it|this|that|es|das|c['’]|ce)\s*(?:is|ist|est)\s+|è\s+|es\s+|é\s+)?"
    r"(?:false|incorrect|wrong|untrue|not\s+(?:true|correct|right)|falsch|nicht\s+wahr|faux|fals[oa]|onwaar)\s*,?\s*"
    r"(?:to\s+(?:say|claim|think)\s+)?(?:that|dass|que|che|dat)(?!\w)(?P<clause>[^,;.:!?]+)"
)


def _chosen(question: Question, text: str) -> frozenset[str]:
    try:
        return read_choice(question, text)
    except AnswerError:
        return frozenset()


def _is_contrary(question: Question, text: str, chosen: frozenset[str]) -> bool:
    """Whether a text says it of the options that it begins with; `B is slower` may choose the other one."""
    lead = ANNOUNCED.match(text.casefold())
    text = text[lead.end() if lead is not None and len(text.casefold()) == len(text) else 0 :]
    head = head_of(question, text)
    behind = _ELIDED.sub("ne ", text[len(head) :].casefold())
    if not head or not behind.strip() or names_one(question, text[len(head) :]):
        return False
    if not chosen or _chosen(question, head.strip()) != chosen:
        return False
    if says_yes_or_no(question):
        said = {question.options[key].casefold() for key in chosen}
        answer = "yes" if said <= YES else "no" if said <= NO else ""
        return bool(answer) and says_otherwise(question, answer, behind)
    parted = _PARTED.match(behind)
    clause = CLAUSE.split(behind[parted.end() if parted is not None else 0 :], maxsplit=1)[0].strip()
    return _is_plain(question, clause) and _is_against_asked(question, clause)


def _is_plain(question: Question, clause: str) -> bool:
    """Whether a clause is said of the option before it, without a reason, a condition, a number or a degree.

    Options that say themselves what is asked, `it converges`, are told by their own words.
    """
    told = _without_denial(clause)
    if OF_ANOTHER.match(told) or EVIDENCE.search(told) or letters_said(told):
        return False
    if REASON.search(clause) or SUPPOSED.search(clause):
        return False
    words = _WORD.findall(told)
    if not words or any(word in QUIET - _IDLE for word in words):
        return False
    phrases = " ".join((*question.options.values(), *(one for row in question.spellings.values() for one in row)))
    own = frozenset(_WORD.findall(phrases.casefold())) - QUIET
    content = [word for word in words if word not in QUIET and len(word) > 1]
    return not any(
        one == word or stem(one) == stem(word) or are_opposites(one, word) for one in content for word in own
    )


def _without_denial(clause: str) -> str:
    return _REST.sub(" ", NEGATION.sub(" ", clause)).strip()


def _is_against_asked(question: Question, clause: str) -> bool:
    """Whether a clause denies what is asked, says its opposite, or affirms what the prompt asks by a denial."""
    if denied := denied_predicate(question.prompt):
        return says(clause, frozenset(_WORD.findall(_without_denial(denied))) - QUIET) is True
    asked = asked_words(question)
    if asks_by_denial(f"{question.lead} {question.prompt}") or NEGATION.search(question.prompt.casefold()):
        return False
    if says(clause, asked) is False:
        return True
    stems = frozenset(map(stem, asked))
    content = [word for word in _WORD.findall(clause) if word not in QUIET and len(word) > 1]
    others = [word for word in content if stem(word) not in stems]
    return NEGATION.search(clause) is None and len(others) == 1 and any(are_converses(others[0], one) for one in asked)
