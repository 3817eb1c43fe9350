"""What a clause says of options beside the chosen one: facts of them, `A is a product`, `√9 = 3`, `C is not soluble`.

A fact has other options as its subject and a verb or a value behind them. It affirms nothing that the prompt asks for,
says of none that it is so `too`, and draws no conclusion: that may choose the option.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from grader.language.texts.opposites import NEGATION, are_complements, are_converses, are_opposites, stem
from grader.marking.choices.after_reason import clauses_in, content_of
from grader.marking.choices.contradictions import asked_words, says
from grader.marking.choices.denied import asks_by_denial
from grader.marking.choices.other_predicate import EVIDENCE, are_akin, kind_asked
from grader.marking.choices.whole.groups import VERBS
from grader.marking.choices.whole.signs import ARTICLES, keys_of
from grader.marking.choices.whole.tokens import Token
from grader.marking.choices.whole.words import ARROWS, BOTH, JOINS, MAY_BE, NEITHER, OTHER, PREFERS
from grader.problems.question import Question

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VERB = re.compile(r"[^\W\d_]{2,}[^sua]s")  # behind a letter that may be an article: `A fits`
_EQUALS = re.compile(r"(?i)equals?|gives?|makes?|gleicht|ergibt|beträgt|vaut|donne|vale|da|dà|dá")
_THE = re.compile(r"(?i)the|die|der|das|le|la|les|l['’]|el|il|lo|los|las|o|os|as|de|het")


def without_other_ones(sentence: Sequence[Token]) -> tuple[bool, list[Token]]:
    """Return whether a sentence begins with `the other one`, `die anderen`, and the sentence without that."""
    start = 1 if sentence and _THE.fullmatch(sentence[0].text) else 0
    is_other = len(sentence) > start and OTHER.fullmatch(sentence[start].text) is not None
    if sentence and sentence[0].kind == "others":
        return True, list(sentence[1:])
    if not is_other:
        return False, list(sentence)
    behind = sentence[start + 1 :]
    has_noun = len(behind) > 1 and not _is_verb(behind[0])
    return True, list(behind[1:] if has_noun else behind)


def begins_with_key(question: Question, sentence: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a sentence begins with a letter that may be an article or the key of another option: `A fits better`."""
    first, *rest = sentence
    is_key = first.text in question.options and first.text.casefold() in ARTICLES and first.text not in keys
    if not is_key or not rest:
        return False
    is_verb = _VERB.fullmatch(rest[0].text) or MAY_BE.fullmatch(rest[0].text)
    return is_verb is not None or PREFERS.search(" ".join(one.text for one in rest)) is not None


def _listed_once(sentence: Sequence[Token]) -> list[Token]:
    """Return a sentence without the commas between the names of a list: `B, C and D are rational`."""
    around = zip(sentence, [*sentence[1:], None], [None, *sentence[:-1]], strict=True)
    return [one for one, behind, before in around if not (one.text == "," and _is_name(before) and _is_name(behind))]


def _is_name(one: Token | None) -> bool:
    return one is not None and one.kind == "sign"


def without_neither(sentence: Sequence[Token]) -> list[Token]:
    """Return a sentence with a denial for the word behind its verb that is one: `C is neither`."""
    pairs = zip([None, *sentence], sentence, strict=False)
    return [
        Token("no", one.text) if last is not None and _is_verb(last) and NEITHER.fullmatch(one.text) else one
        for last, one in pairs
    ]


def are_facts(question: Question, sentence: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether each clause of a sentence that names options tells a fact of others, or goes on with one."""
    clauses = [(lead, clause) for lead, clause in clauses_in(_listed_once(sentence)) if clause]
    names = [keys_of(question, "".join(one.text for one in clause)) for _, clause in clauses]
    for place, (lead, clause) in enumerate(clauses):
        behind, told = clauses[place + 1] if place + 1 < len(clauses) else ("", [])
        if not all(map(_is_name, clause)):
            is_told = is_fact(question, lead, clause, keys)
        elif behind in {"=", ":"}:
            is_told = not names[place] & keys and is_fact(question, lead, [*clause, _IS, *told], keys)
        else:
            is_told = names[place] <= keys and (JOINS.fullmatch(lead) or lead == ",") is not None and place > 0
        if not is_told:
            return False
    return True


_IS = Token("lead", "is")


def is_fact(question: Question, lead: str, clause: Sequence[Token], keys: frozenset[str]) -> bool:
    """Whether a clause tells no more than a fact: of other options, or of what stood before it, and asks for none."""
    if lead == "so" or lead in ARROWS or any(one.kind in {"yes", "tick", "others"} or _adds(one) for one in clause[1:]):
        return False
    is_of_others, told = without_other_ones(clause)
    subject = [] if is_of_others else list(takewhile(_is_in_subject, clause))
    rest = told[len(subject) :]
    named = keys_of(question, "".join(one.text for one in subject))
    if keys_of(question, " ".join(one.text for one in rest)) - keys or not rest:
        return False
    text = " ".join(one.text for one in rest).casefold()
    is_so, is_denial = _says_asked(question, rest), asks_by_denial(f"{question.lead} {question.prompt}")
    is_own = not is_of_others and not named
    if named & keys or (is_own and any(_is_name(one) for one in clause)):
        return named <= keys and (is_so is None or is_so != is_denial)
    if is_so is not None or is_denial:
        return is_so == is_denial and not is_own
    is_neither = any(NEITHER.fullmatch(one.text) for one in subject)
    is_told = is_own or is_neither or _is_told(rest, needs_verb=not is_of_others)
    return is_told and PREFERS.search(text) is None and not _affirms_asked(question, rest, is_denied=is_neither)


def _says_asked(question: Question, rest: Sequence[Token]) -> bool | None:
    """Return whether what is said affirms or denies what is asked, `worse` of what is better; None where neither."""
    text, asked = " ".join(one.text for one in rest).casefold(), asked_words(question)
    is_so = says(text, asked)
    is_converse = any(are_converses(word, one) for word in _WORD.findall(text) for one in asked)
    return False if is_so is None and is_converse and NEGATION.search(text) is None else is_so


def _is_in_subject(one: Token) -> bool:
    joins = JOINS.fullmatch(one.text) or _THE.fullmatch(one.text) or NEITHER.fullmatch(one.text)
    return one.kind == "sign" or joins is not None


def _adds(one: Token) -> bool:
    """Whether a word says that something is so `too`."""
    is_word = one.kind == "join" and one.text[0].isalpha()
    return is_word and not JOINS.fullmatch(one.text) and not BOTH.fullmatch(one.text)


def _is_told(rest: Sequence[Token], *, needs_verb: bool) -> bool:
    """Whether a verb, or one with a value stands behind the subject; what may only be so must be denied."""
    text = " ".join(one.text for one in rest[1:])
    if _EQUALS.fullmatch(rest[0].text):
        return EVIDENCE.search(text) is not None
    if MAY_BE.fullmatch(rest[0].text):
        return NEGATION.search(text) is not None
    return _is_verb(rest[0]) or (not needs_verb and (len(content_of(rest)) > 1 or NEGATION.search(text) is not None))


def _is_verb(one: Token) -> bool:
    return one.text.casefold() in VERBS or one.kind == "no" or one.text.endswith(("n't", "n’t"))


def _affirms_asked(question: Question, rest: Sequence[Token], *, is_denied: bool) -> bool:
    """Whether what is said has a word of what is asked that nothing before it denies, or an opposite that is denied."""
    text = " ".join(one.text for one in rest).casefold()
    asked = asked_words(question) - kind_asked(question)
    denial = NEGATION.search(text)
    words = [word for word in _WORD.finditer(text) if any(are_akin(word[0], one) for one in asked)]
    if denial is None and not is_denied:
        return bool(words)
    contents = [one.text.casefold() for one in content_of(rest)]
    is_double = any(
        are_opposites(word, one) or are_complements(stem(word), stem(one)) for word in contents for one in asked
    )
    start = denial.end() if denial is not None else 0
    return is_double or any(word.start() < start for word in words)
