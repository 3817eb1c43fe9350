"""Labels whose words leave a value what the problem asks for, `the area is`; any other word leaves it open.

What stands before a formula up to its copula or colon is its label, whatever is left aside of it elsewhere; a word that
was read as a formula, `false`, is a word of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from grader.marking.asked.foreign_words import foreign_word
from grader.marking.asked.labels import is_noun, other_word
from grader.marking.asked.wanted import LABELS, wanted
from grader.marking.texts.left_hand import prompt_names
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.stated.words_around.around_words import BY_TURNS, CLAUSE_WORDS
from grader.submissions.extraction.stated.words_around.named_rules import behind_method
from grader.submissions.extraction.stated.words_around.subjects import label_before
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F, quiet, singles, starting, words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import kept, remembered
from grader.submissions.problem_words import PROBLEM_WORDS

LABEL_WORDS = 7  # more are a clause
FEW = 2  # words of a noun without a copula, `variance 3`
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_SPELLED = re.compile(r"\s*[^\W\d_]{2,}\s*")


def other_label(asked: Asked, told: str, formulas: Sequence[Lexeme]) -> str:
    """Return the word before a formula that may make it something else than is asked for; empty where there is none.

    `told` is the clause before the formula, from its beginning, and `formulas` are those in it.
    """
    if F not in told:  # no formula has a say
        return _labels_of(asked).other(told)
    return _other_label(asked, told, formulas)


@dataclass(frozen=True, eq=False)
class _Labels:
    """The labels of values in answers to one question."""

    asked: Asked

    @remembered
    def other(self, told: str) -> str:
        """Return the word of a label without formulas that may be of something else; empty where there is none."""
        return _other_label(self.asked, told, ())


_labels_of = kept(_Labels)


def _other_label(asked: Asked, told: str, formulas: Sequence[Lexeme]) -> str:
    if (other := _calculated(asked, told, formulas) or _described(asked, told)) or _VALUED.search(told):
        return other
    if phrases.equivalence().search(told):
        return ""  # `it is defined iff`
    told = _COUNTED.sub(lambda match: match["count"] if asked.says(match["noun"]) else match[0], told)
    spelled = iter(formulas)
    told = re.sub(F, lambda match: _spelled(next(spelled, None)), told)
    told = BY_TURNS.sub(" ", _AS_SAID.sub(" ", _EVERYWHERE.sub(" ", phrases.without_count(told))))
    label, is_sure = label_before(told)
    whole = _CHUNK.search(told)
    is_clause = whole is not None and _is_clause(whole[1])
    label = behind_method(whole[1] if whole is not None and is_clause else label)
    said = _WORD.findall(label)
    if foreign := foreign_word(asked.question, label):
        return foreign
    if (other := _named_value(asked, label)) or (len(said) == 1 and said[0] in _NUMBERED and is_sure):
        return other or said[0]
    names_asked = bool(said) and is_sure and is_noun(said[-1]) and wanted(asked.question).is_asked(said[-1])
    if len(said) > LABEL_WORDS or said == ["set"] or (is_step(label) and not names_asked):
        return ""
    taking = _TAKING.search(label) if is_sure and not words(cues.CUE).search(label) else None
    if taking is not None:
        return taking[1]
    kinds = _PRODUCTS if names_asked else frozenset()
    left = [word for word in said if word in kinds or not (_is_neutral(word) or word in singles(cues.METHOD))]
    if not is_sure and _TENDS.search(told):
        return ""
    if not is_sure or is_clause:
        is_noun_phrase = all(is_noun(word) or word in _known() for word in left)
        is_of_set = asked.question.kind.is_set and all(asked.says(word) for word in left)  # `decreasing on`
        left = left if is_noun_phrase and not is_of_set and (not is_clause or not _JOINING.isdisjoint(left)) else []
    left = [] if asked.question.kind.is_set and any(map(_SOUGHT.fullmatch, said)) else left
    return other_word(asked.question, " ".join(left)) if left else ""


# Members of a set that are called the ones looked for are these, whatever noun they have: `los residuos buscados son`.
_SOUGHT = re.compile(r"sought|gesuchte[nrs]?|cherchée?s?|buscad[oa]s?|cercat[oaie]|procurad[oa]s?|gezochte")


def is_known_label(asked: Asked, told: str) -> bool:
    """Whether nothing but a label that is known to name the answer stands before a sign of equality: `p-value =`."""
    label, is_sure = label_before(told)
    said = _WORD.findall(label)
    is_all = is_sure and 0 < len(said) <= LABEL_WORDS and said == _WORD.findall(told) and F not in told
    return is_all and not other_word(asked.question, label)


def names_other(told: str, other: str) -> bool:
    """Whether a word of a label is known to name another quantity or another place, which makes nothing of an answer.

    Any other one may replace an answer above it: `the amended value is`, `update:`.
    """
    said = _WORD.findall(label_before(told)[0])
    return is_noun(other) or (_PLACE.fullmatch(other) is not None and LABELS["answer"].isdisjoint(said))


def is_other_product(question: Question, clause: str, told: str) -> bool:
    """Whether a label is a product of two matrices of the prompt, `BA =`, that the prompt itself does not write.

    `told` is what stands before the value in a clause, in small letters.
    """
    match = _PRODUCT.match(clause)
    if match is None or match["one"] == match["other"] or "".join(told.split()) != "".join(match[0].casefold().split()):
        return False
    written = prompt_names.written(question)
    defined = {one[0] for one in written if one[1:].startswith("=\\begin")}
    return {match["one"], match["other"]} <= defined and not any(
        f"{match['one']}{match['other']}" in one for one in written
    )


_PRODUCT = re.compile(r"\s*(?P<one>[A-Z])(?P<other>[A-Z])\s*=\s*")


def told_of_multiple(skeleton: str, told: str) -> str:
    """Return what stands before a value behind a sign of equality: all of it where that is a multiple, `2 area = 6`."""
    multiple = _MULTIPLE.match(skeleton)
    return f"{multiple[0] if multiple else told} ="


def _calculated(asked: Asked, told: str, formulas: Sequence[Lexeme]) -> str:
    """Return what a value is calculated with, `2 area = 6`, or which other function has it, `f' has minimum`."""
    first = formulas[0].text.strip() if formulas else ""
    if _TIMES.fullmatch(told) and _FACTOR.fullmatch(first):
        return first
    if (has := _HAS.search(told)) is None:
        return ""
    owner = formulas[told.count(F, 0, has.start("owner") + 1) - 1].text.strip()
    letter = _OWNER.fullmatch(owner)
    if asked.names_formula(owner) or (letter and (letter[1] == "f" or (has["noun"] and asked.says(has["noun"])))):
        return ""
    return other_word(asked.question, f"value of {letter[1]}") if letter else owner


def _described(asked: Asked, told: str) -> str:
    """Return the word that nobody knows of what is said of a value, `the value that I rejected`."""
    behind = _DESCRIBED.search(told)
    known = (cues.METHOD, cues.WORKING, cues.PRONOUN, cues.LEADING, cues.NAMING, cues.PREMISE)
    said: list[str] = _WORD.findall(behind["rest"]) if behind else []
    for word in said:
        is_known = _is_neutral(word) or word in singles(*known) or is_noun(word) or word in _GENERIC
        if not (is_known or asked.says(word)):
            return word
    return ""


def _named_value(asked: Asked, label: str) -> str:
    """Return the word that makes another value of one that a label calls so: `the excluded value of this problem`."""
    head = _VALUE.match(label)
    if head is None:
        return ""
    kept = [word for word in _WORD.findall(head["told"]) if not _is_neutral(word)]
    return other_word(asked.question, " ".join(kept))


@cache
def _known() -> frozenset[str]:
    return _PARTING | LABELS["of"] | LABELS["answer"] | LABELS["plain"] | singles(cues.AMOUNT)


def _is_neutral(word: str) -> bool:
    """Whether a word only leads to what follows, and names nothing."""
    return (
        word not in _NAMING
        and (word in quiet() or word in singles(cues.CONDITION) or word in _OWING)
        and not is_noun(word)
    )


_PLACE = re.compile(
    rf"{PROBLEM_WORDS}|parts?|teil|partie|parte|next|last|previous|others?|rest|bonus|first|second|third|two|three"
    r"|(?:four|fif|six|seven|eigh|nin|ten)th|(?:erst|zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt)ens"
)
_MULTIPLE = re.compile(rf"\s*{F}\s+[^\W\d_]{{3,}}(?:\s[^\W\d_]+)*\s*(?={F}[\s.]*\Z)")
_FACTOR = re.compile(r"[\d.,/]+\s*(?:[*·×]|\\(?:cdot|times))?")
_OWNER = re.compile(r"([A-Za-z])(?:_\{?\w{1,8}\}?)?(?:\s*\(\s*[a-z]\s*(?:,\s*[a-z]\s*)*\))?")
_HAS = re.compile(rf"(?:(?P<noun>[^\W\d_]{{3,}})\s+)?(?P<owner>{F})\s+(?:has|hat|a|tiene|ha|tem|heeft)\s+[^{F}:]*\Z")
# What is told of a point before a value, `point $(1, 2)$: `, and where that lies, `in the range $0..4$ this is`.
_VALUED = re.compile(
    rf"(?:\A|[,;.]\s*)(?:point|punkt|punto|ponto|punt)\s+{F}\s*:\s*\Z"
    rf"|(?<!\w)in\s+the\s+(?:range|interval)\s+{F}\s+(?:this|it|that)\s+is\s*\Z"
)
# A value that is called so: `the excluded value of this problem`.
_CALLED = "|".join(sorted(map(re.escape, LABELS["answer"]), key=len, reverse=True))
_VALUE = re.compile(
    r"\s*(?P<told>(?:(?:the|an?|this|my|our|der|die|das|la|le|el|il)\s+)?(?:[^\W\d_]+\s+){0,3}"
    rf"(?:{_CALLED}))\s+(?:of|that|which|we|i|from|in|für|von|der|die|das|de|du|que|qui|di|che)(?!\w)"
)
_DESCRIBED = re.compile(
    rf"(?<!\w)(?:{_CALLED})\s*,?\s+(?:that|which|we|i|welche[rs]?|die|das|den|que|qui|che)\s+(?P<rest>[^:={F}]*)"
)
_GENERIC = frozenset().union(*LABELS.values()) | {"found", "asked", "needed", "looking", "seek", "makes", "satisfies"}
_TIMES = re.compile(rf"\s*{F}\s*[*·×]?\s*[^\W\d_]{{3,}}(?:\s[^\W\d_]+)*\s*=\s*")  # `2 area = 6`
_PRODUCTS = frozenset({"scalar", "inner", "outer", "dot", "cross"})  # of which each is another one
_OWING = frozenset({"wegen", "aufgrund"})  # `wegen $3 ≡ -1$ ist`
_JOINING = frozenset({"of", "von", "della", "dello", "delle", "degli", "del", "du", "des"})
_PARTING = _JOINING | {"one"}
_NAMING = LABELS["of"] | LABELS["number"] | LABELS["count"]
_NAMING |= {"one", "first", "second", "case", "function", "matrix", "vector", "set"}
# How many of what was told are of a kind that the problem speaks of: `20 children, 8 of them boys: $8/20$`.
_COUNTED = re.compile(
    rf"(?P<count>{F})\s+(?:of\s+(?:them|these|those|which|whom)|davon|dont|de\s+ell[oa]s|di\s+(?:loro|cui))\s+"
    r"(?:(?:are|sind|sont|son|sono)\s+)?(?P<noun>[^\W\d_]+)(?=\s*[:,])"
)
_TOTAL = r"in\s+total|all\s+together|altogether|together|insgesamt|zusammen|en\s+tout|au\s+total|en\s+total"
_ROUNDED = r"rounded(?:\s+(?:up|down|off))?\s*,?\s*(?:that|it|this)"
_AS_SAID = re.compile(rf"(?<!\w)(?:{_TOTAL}|{_ROUNDED}|only\s+one)(?!\w)")
_EVERYWHERE = re.compile(
    rf"(?<!\w)(?:for|für|pour|para|per)\s+(?:all|every|any|each|alle|jedes|tout|tous|todo|todos)\s+(?:[^\W\d_]+\s+)?(?:{F}|[A-Za-z](?!\w))"
)
_TENDS = re.compile(r"(?<!\w)(?:[ck]onverg|tend|tiend|streb)\w*")  # what a sequence does
_CHUNK = re.compile(r"(?<![^,;:.])([^,;:.]*):\s*\Z")


def other_predicate(asked: Asked, tail: str) -> str:
    """Return the word behind a formula that says it is something else than asked for: `14 is the number of groups`."""
    match = _PREDICATE.match(tail)
    said = [word for word in _WORD.findall(match[1]) if not _is_neutral(word)] if match else []
    return other_word(asked.question, " ".join(said)) if any(map(is_noun, said)) and F not in tail else ""


_PREDICATE = re.compile(r"\s*(?:is|are|ist|sind|est|sont|es|son|è|sono)\s+([^,;:.!?()]*)[\s.!]*\Z")


def _spelled(one: Lexeme | None) -> str:
    """Return what a formula stands for in a label: a word, a letter, a derivative, or a formula."""
    text = one.text.strip() if one is not None else ""
    if _LETTER.fullmatch(text):
        return f"derivative {text[0]}" if text[-1] in "'′’" else text
    return text if one is not None and one.typed and _SPELLED.fullmatch(text) else F


_LETTER = re.compile(r"[A-Za-z]['′’]*")


def _is_clause(label: str) -> bool:
    """Whether what stands before a colon says something, `each edge counts twice`, and is no noun."""
    said = _WORD.findall(label)
    return len(said) >= CLAUSE_WORDS or (len(said) > FEW and words(cues.CUE, cues.PRONOUN).search(label) is not None)


def is_step(label: str) -> bool:
    """Whether a label says how the value was found, `by parts`, and takes it for no part of that, `multiply by`."""
    said = _WORD.findall(label.replace("-", " "))
    if not said or _TAKING.search(label) or _is_unlike(label) or (len(said) == 1 and said[0] in _NUMBERED):
        return False
    begins = said[0] in _steps() or starting(cues.PREMISE, cues.LEADING).match(label) is not None
    return not _steps().isdisjoint(said) and (begins or not any(is_noun(one) and one not in _steps() for one in said))


def _is_unlike(label: str) -> bool:
    """Whether a label makes something else of what follows, which no number of times a rule is used does."""
    return words(cues.AGAINST).search(words(cues.REPEATED).sub(" ", label)) is not None


@cache
def _steps() -> frozenset[str]:
    said_of_any = LABELS["function"] | LABELS["of"]
    return (singles(cues.METHOD, cues.WORKING) | _APPLIED) - _NOUNS - said_of_any


_APPLIED = frozenset({"applied", "used", "angewendet", "angewandt", "appliqué", "appliquée", "aplicado", "applicato"})
_NOUNS = frozenset({"series", "geometric", "test"})
_NUMBERED = frozenset({"lemma", "theorem", "definition", "satz", "théorème", "teorema"})  # `Lemma: 14` is its number
_TAKING = re.compile(r"(?<!\w)(by|per|of|with|to|from|durch|mit|um|von|par|de|por|con)\s*\Z")
