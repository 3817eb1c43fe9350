"""What a chosen option is said to be in a few words that neither the prompt nor an option has: `(2) is singular`.

Nobody here knows whether `singular` says what is asked, its opposite or something beside it, so the choice is for a
person. A calculation, a number or a reason behind an option is evidence for it and no other predicate.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from grader.claims.spelling import spelled_otherwise
from grader.language.texts.opposites import are_opposites, stem
from grader.marking.choices.chosen_options import NO, YES
from grader.marking.choices.contradictions import QUIET, REASON, asked_words
from grader.marking.choices.denied import asks_by_denial
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 1_500  # of an answer that is looked into; no longer one is decided
MAX_SAID = 3  # words that say something, behind an option; more of them explain it
MIN_COMMON = 5  # letters with which two words of one stem begin: `converges`, `convergent`
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
EVIDENCE = re.compile(r"[\d=<>≤≥≠∈∞√∑∫→⇒|^$\\+*/]")
_WAY = re.compile(r"\W*(?:by|via|using|with|per|mit|durch|nach|laut|par|avec|por|con|segundo|com|door|met)(?!\w)")
_BE = "(?:is|are|was|s|has|ist|sind|hat|est|sont|es|son|è|sono|é)"
_SAID_OF = re.compile(  # what parts an option from what is said of it; a comma may begin a reason
    rf"[^\S\n]*(?:[:(–—]|\s-\s|,?\s*(?:it|this|that|es|das|c'|ça|ello)?\s*'?{_BE}(?!\w)"
    r"|[,;.]?\s*(?:it|which|qui|elle|welche[rs]?)(?!\w)|[,;]\s*(?:an|a|eine?|une?|una|uma|um|een)\s"
    r"|[,;]\s*(?=(?-i:[^\W\d_A-ZÄÖÜ]{4,}[\s.!]*\Z))"
    r"|\.\s*(?=[^\W\d_]{4,}[\s.!]*\Z)|\n\s*(?=(?-i:[^\W\d_A-ZÄÖÜ]{4,}[\s.!]*\Z)))",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"(\s)\1+")  # many in a row say no more than one
_THE = (
    r"(?:the|its|their|all|der|die|das|seine?|ihre?|alle|le|la|les|l['’]|sa|son|ses|el|los|las|sus?"
    r"|il|lo|gli|i|o|os|as)"
)
# It tells of another thing, `(C) the Hessian is indefinite`, or which one the option is.
OF_ANOTHER = re.compile(rf"\s*(?:[:(–—-]\s*|[.,;]?\s*(?:it|this|that)\s+is\s+)?{_THE}\s")
_THE_SAME = re.compile(
    r"\s*(?:[.:,;(–—-]\s*)?(?:(?:it|this|that)\s+is\s+)?the\s+(?:[^\W\d_]+\s+)?(?P<noun>[^\W\d_]+)"
    r"(?:[\s.!)]*\Z|\s+(?:is|are)\s)"
)
_OF_THEM = "of|the|these|those|following|two|three|both|given|von|der|den|diesen|folgenden|beiden|zwei"
_ASKED_OF = re.compile(
    rf"\b(?i:which|welche[rs]?)\s+(?:(?i:one|two|three|zwei)\s+)?(?:(?:{_OF_THEM})\s+){{1,4}}(?P<them>[^\W\d_]+)"
    r"|\b[Ww]hich\s+(?:two\s+)?(?P<one>[^\W\d_]+)\s+(?:is|are|has|have|does|do|can)\s|\b[Ww]elche[rs]?\s+(?P<noun>[A-ZÄÖÜ]\w+)"
    r"|\b[Qq]u(?:el(?:le)?s?|é)\s+(?P<kind>[^\W\d_]+)"
)
_QUIET_WORDS = (
    "answer option choice solution correct right true best one only first second third last antwort lösung richtig wahr"
    " réponse bonne vraie juste respuesta correcta verdadera opción risposta corretta vero resposta correta antwoord"
    " my chosen yes ja oui sí sì sim which welche welcher welches qui"
)
_ARTICLES = frozenset({"a", "e", "o", "y", "i"})
_LETTER = re.compile(r"(?<![\w'’-])[b-df-hj-npr-xz](?![\w'’-])")  # of a formula, `n log n`
_QUIET = QUIET | frozenset(_QUIET_WORDS.split())


_DEGREES = tuple(
    re.compile(rf"(?i)(?<!\w)(?:{words})(?!\w)")
    for words in (
        "most|more|(?:am\\s+)?meisten|mehr|plus|más|più|mais|meest|meer",
        "least|less|(?:am\\s+)?wenigsten|weniger|moins|menos|meno|minst|minder",
    )
)


def why_other_predicate(question: Question, texts: Iterable[str]) -> str:
    """Return why an option is not told of which something is said that is not asked; empty where none is."""
    if not question.options:
        return ""
    said = next((text for text in texts if is_said_of_chosen(question, text)), "")
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=said.strip()) if said else ""


def says_other(question: Question, behind: str, *, is_keyed: bool = False) -> bool:
    """Whether the few words behind an option, with what parts them from it, say something of it that is not asked.

    Behind a key in brackets, `(2) diverges`, nothing needs to part them.
    """
    behind = _BLANKS.sub(r"\1", behind)
    if len(behind) > MAX_CHARACTERS:
        return False
    low, kind = behind.casefold(), kind_asked(question)
    same = _THE_SAME.match(low)
    is_same = same is not None and same["noun"] in {"one", *kind}
    is_other = not is_same and OF_ANOTHER.match(low) is not None
    if is_other or not (is_same or is_keyed or _SAID_OF.match(behind)) or says_yes_or_no(question):
        return False
    if EVIDENCE.search(low) or REASON.search(low) or _WAY.match(low):
        return False
    words = [word for word in _WORD.findall(low) if word not in _QUIET | kind and len(word) > 1]
    if not 0 < len(words) <= MAX_SAID or _LETTER.search(low) or names_one(question, behind):
        return False
    if is_of_other_degree(question, low):
        return True
    asked = asked_words(question)
    phrases = " ".join((*question.options.values(), *chain.from_iterable(question.spellings.values()))).casefold()
    phrases = " ".join((phrases, *spelled_otherwise(phrases)))
    if any(are_akin(word, one) for word in words for one in asked.union(_WORD.findall(phrases))):
        return False
    return not (asks_by_denial(question.prompt) and any(are_opposites(word, one) for word in words for one in asked))


def is_of_other_degree(question: Question, said: str) -> bool:
    """Whether a text says less of what a prompt asks the most of, `least reactive`, or the other way round."""
    pairs = (_DEGREES, _DEGREES[::-1])
    return any(
        one.search(said) and other.search(question.prompt) and not one.search(question.prompt) for one, other in pairs
    )


def kind_asked(question: Question) -> frozenset[str]:
    """Return what a prompt calls its options, `Which of the series …?`: said of one it is no predicate."""
    match = _ASKED_OF.search(question.prompt)
    return frozenset(one.casefold() for one in match.groups() if one) if match is not None else frozenset()


def is_said_of_chosen(question: Question, text: str) -> bool:
    """Whether a text begins with the option, or the several, that it chooses and says something else of them."""
    head = head_of(question, text)
    if not head:
        return False
    is_keyed = re.search(r"[)\]][\s$*_]*\Z", head) is not None
    return says_other(question, text[len(head.rstrip(" .\n")) :], is_keyed=is_keyed)


def head_of(question: Question, text: str) -> str:
    """Return the option, or the several, that a text begins with; empty where it begins otherwise."""
    one = rf"[\s(\[\"'$*_]*(?:{'|'.join(_names(question))})(?![^\W_])[\s)\]\"'$*_.]*"
    more = rf"(?:(?:,|;|&|\b(?:and|und|et|y|e|en)\b){one})*" if question.several else _own_words(question)
    head = re.match(f"{one}{more}", text, re.IGNORECASE)
    return head[0] if head is not None else ""


def _own_words(question: Question) -> str:
    """Return the pattern of an option's words behind its key: `A: copper`, `A (copper)`."""
    words = [re.escape(one.strip(" .")) for one in question.options.values() if len(one.strip(" .")) > 1]
    return rf"(?:[:,–—-]?\s*\(?(?:{'|'.join(words)})(?![^\W_])\)?)?" if words else ""


def says_yes_or_no(question: Question) -> bool:
    """Whether the options are yes and no, of which `contradictions` tells what takes them back."""
    return any(one.casefold() in YES | NO for pair in question.options.items() for one in pair)


def names_one(question: Question, text: str) -> bool:
    """Whether a text names an option; a letter that is an article as well only in capitals or in brackets."""
    return any(
        re.search(rf"[(\[]{name}[)\]]" if name in _ARTICLES else rf"(?<!\w){_spelled(name)}(?!\w)", text)
        for name in _names(question)
    )


def _spelled(name: str) -> str:
    return name if name.casefold() in _ARTICLES else f"(?i:{name})"


def _names(question: Question) -> list[str]:
    """Return the patterns of all keys and of the words of all options, the longest first."""
    names = {one.strip(" .$") for pair in question.options.items() for one in pair} - {""}
    return [re.escape(name) for name in sorted(names, key=len, reverse=True)]


def are_akin(word: str, other: str) -> bool:
    """Whether two words are of one stem, `converges` and `convergent`."""
    return stem(word) == stem(other) or (len(word) >= MIN_COMMON and word[:MIN_COMMON] == other[:MIN_COMMON])
