"""What a label says of an option, `A: vector`: that it is what the prompt asks for, that it is not, or neither."""

from __future__ import annotations

import re
from functools import cached_property

from grader.claims.wording import signs
from grader.errors import AnswerError
from grader.language.texts.opposites import are_opposites, stem
from grader.marking.choices.denied import asks_by_denial
from grader.problems.question import Question
from grader.records import dataclass
from grader.wording import unreadable_answers

_YES_WORDS = (
    "true yes correct right holds wahr ja richtig gilt stimmt korrekt vrai vraie oui juste verdadero verdadera sí"
    " cierto correcto vero vera sì sim verdadeiro waar juist goed ✓ ✔ ☑ ✅"
)
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = (
    "false no incorrect wrong not neither falsch nein nicht faux fausse non falso falsa não onwaar onjuist nee"
    " fout ✗ ✘ ☒ ❌"
)
_NO = frozenset(_NO_WORDS.split())
# Signs and letters that are yes or no only beside each other.
_PAIRS = (
    ("1", "0"),
    ("+", "-"),
    ("+", "−"),
    ("+", "–"),
    ("t", "f"),
    ("y", "n"),
    ("w", "f"),
    ("v", "f"),
    ("r", "f"),
    ("j", "n"),
    ("o", "n"),
    ("s", "n"),
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NOT = re.compile(r"(?:not|non|no|kein\w*|nicht|pas|ne|niet|geen|não)[\s-]+(?:an?\s+)?")
_BESIDE = re.compile(
    r"(?<!\w)(?:or|and|vs|versus|from|oder|und|von|ou|et|o|u|y|e|en|of)(?!\w)|(?<!\w)(?:which|welche|quel(?:le)?s|cuáles|quali|quais|welke)(?!\w)"
    r"[^?.]*(?<!\w)(?:which|welche|quel(?:le)?s|cuáles|quali|quais|welke)(?!\w)"
)
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n")
_FORMULA = re.compile(r"\$[^$]*\$")
# Where a sign or a number may be a value of what is asked about.
OF_VALUES = re.compile(
    r"(?i)(?<![^\W\d_])(?:zeros?|null\w*|one|eins|values?|werte?|signs?|vorzeichen|signe|numbers?|positiv\w*|negativ\w*|charge\w*|ladung\w*"
    r"|vanish\w*|probabilit\w*|determinant\w*|degree|rank|plus|minus)(?![^\W\d_])"
)
_OF_TRUTH = re.compile(
    r"(?<![^\W\d_])(?:true|correct|right|holds?|hold\s+true|valid|wahr|richtig|korrekt|gelten|stimmen|vraie?s?|justes?|correctes?|verdader[oa]s?"
    r"|ciert[oa]s?|correct[oa]s|ver[aei]|corrett[ei]|verdadeir[oa]s?|waar|juist)(?![^\W\d_])"
)
_SETTLING = re.compile(
    r"(?i)converg|konverg|beschränkt|(?<!\w)(?:bounded|finite|endlich|born[ée]e?s?|acotad[oa]s?)(?!\w)"
)
_ENDLESS = re.compile(
    r"(?i)[+-]?∞|infinit[ey]|inf|infini|unendlich|infinit[oa]|divergent|diverges?|divergiert|unbounded"
)
_NUMBER = re.compile(r"[+-]?\d+(?:[.,/]\d+)?")


@dataclass(frozen=True)
class Asked:
    """A question, and the labels that one text gives its options."""

    question: Question
    labels: tuple[str, ...]

    @cached_property
    def sentences(self) -> tuple[frozenset[str], ...]:
        """The stems of the words of each sentence of the prompt, without its options and formulas."""
        return tuple(map(_stems, self.plain))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The sentences of the prompt in small letters, without its options and formulas."""
        text = f"{self.question.lead}\n{self.question.prompt}".casefold()
        for phrase in sorted(self.question.options.values(), key=len, reverse=True):
            if len(phrase) > 1:
                text = text.replace(phrase.casefold(), " ")
        return tuple(one for one in _SENTENCE.split(_FORMULA.sub(" ", text)) if one.strip())

    @cached_property
    def opposed(self) -> tuple[frozenset[str], ...]:
        """The stems of each sentence of the prompt that sets things side by side: `vectors or scalars?`"""
        return tuple(_stems(one) for one in self.plain if _BESIDE.search(one))

    @cached_property
    def is_negated(self) -> bool:
        """Whether the prompt asks by a negation."""
        return any(map(asks_by_denial, self.plain))

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The stems of the label that the last sentence asks for that names one label and no other."""
        every = {_stems(_NOT.sub("", label.casefold())) for label in self.labels} - {frozenset()}
        goes_on = False  # `Which are vectors, which scalars? Mark the vectors.`
        for sentence, plain in zip(reversed(self.sentences), reversed(self.plain), strict=True):
            if named := [one for one in every if one <= sentence]:
                is_one = len(named) == 1 and not (goes_on and len(every) == 1 and _BESIDE.search(plain))
                return named[0] if is_one else frozenset()
            goes_on = goes_on or any(len(one) > MIN_WORD for one in sentence)
        return frozenset()

    def names(self, label: str) -> bool:
        """Whether a sentence of the prompt has all words of a label."""
        said = _stems(_NOT.sub("", label.casefold()))
        return bool(said) and any(said <= one for one in self.sentences)

    @cached_property
    def lows(self) -> frozenset[str]:
        """The labels in small letters."""
        return frozenset(one.casefold() for one in self.labels)


MIN_WORD = 2  # letters of a word that says something


def told(asked: Asked, label: str) -> bool | None:
    """Return whether a label says that its option is chosen, None where nobody can tell.

    Raises AnswerError where it says yes or no, and the prompt asks by a negation.
    """
    low = label.casefold()
    is_so = _as_yes_or_no(asked, low)
    if is_so is not None and asked.is_negated:
        raise AnswerError(unreadable_answers.TOLD_UNDER_NEGATION)
    return _as_asked(asked, low) if is_so is None else is_so


def _as_yes_or_no(asked: Asked, low: str) -> bool | None:
    if low in _YES | _NO:
        return low in _YES
    if _SETTLING.search(" ".join(asked.plain)) and not asked.is_negated and _says_infinite(asked):
        return False if _ENDLESS.fullmatch(low) else True if _NUMBER.fullmatch(low) else None
    keys = {key.casefold() for key in asked.question.options}
    pair = next((one for one in _PAIRS if asked.lows == {*one}), None)
    if pair is None or keys & asked.lows:
        return None
    is_number = pair[0].isdigit() and not any(map(_OF_TRUTH.search, asked.plain))
    has_values = is_number and any(map(signs, asked.question.options.values()))
    has_values = has_values or (not pair[0].isalpha() and any(map(OF_VALUES.search, asked.plain)))
    return None if has_values else low == pair[0]


def _says_infinite(asked: Asked) -> bool:
    return any(map(_ENDLESS.fullmatch, asked.lows))


def _as_asked(asked: Asked, low: str) -> bool | None:
    """Return whether a label is the word that is asked for, its opposite, or one that the prompt sets against it."""
    denial = _NOT.match(low)
    said = _stems(low[denial.end() :] if denial else low)
    if not asked.wanted or not said:
        return None
    if said == asked.wanted:
        return (denial is None) != asked.is_negated
    if denial is not None:
        return None
    named = ((low, one) for one in asked.lows if _stems(one) == asked.wanted)
    is_other = any(said <= one for one in asked.opposed) or any(
        are_opposites(*map(_singular, pair)) or are_opposites(*pair) for pair in named
    )
    return asked.is_negated if is_other else None


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(_singular(one)) for one in _WORD.findall(text) if len(one) > 1)


def _singular(word: str) -> str:
    return word.removesuffix("s") if len(word) > 3 and not word.endswith("ss") else word
