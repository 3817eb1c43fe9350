"""The options that a sentence names, and what is left of it without them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.claims.spelling import spelled_otherwise
from grader.claims.wording import signs
from grader.claims.wording import words as folded
from grader.language.names.lexicon import is_function
from grader.marking.choices.same_formula import calls_spelled
from grader.marking.choices.typed_out import typed_out
from grader.problems.question import Question
from grader.submissions.extraction.paragraphs.said import AROUND, WORD
from grader.submissions.extraction.worded.meanings.asked_property import denials_in, letters_of, property_of
from grader.submissions.extraction.worded.meanings.property_words import NOUNS, plain_word
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.kept import kept

# What stands behind a key that an article is spelled as.
_BEHIND_ARTICLE = (
    r"(?=\s*(?:,|and|or|und|oder|et|ou|y|&|/)|\s+(?:is|ist|est|es)\s+(?:right|wrong|correct|incorrect|true|false|richtig|falsch|wahr|"
    r"vraie?|fausse|juste|correct[ae]|fals[ao])|\s*(?:[✓✗✔✘☑☒]|[(\[]\s*(?:true|false|yes|no|right|wrong|correct|incorrect|wahr|falsch|"
    r"ja|nein|richtig|vrai|faux|oui|non)\s*[)\]]))"
)

# What stands behind the last of several keys, or parts it from the next one; behind a word's first letter none of it.
_BEHIND_KEY = r"(?=\s*(?:$|[.,;:!?)&+/]|\\&|[–—-](?!\w{2}))|\s+(?:and|or|und|oder|et|ou|y|e|o)(?!\w))"

_ADDED = r"(?<=[+&/–—-]\w)(?=[\s.,;:!]*$)|(?<=[+&/–—-]\s\w)(?=[\s.,;:!]*$)"  # the last one behind a sign: `C+A`


def is_range(question: Question, text: str) -> bool:
    """Whether a dash between two keys that are no neighbours may say from where to where; `A - C - E` is a list."""
    order = list(question.options)
    keys = "|".join(map(re.escape, sorted(order, key=len, reverse=True)))
    pairs = re.findall(rf"(?<![\w–—-])(?<![–—-]\s)({keys})\s?[–—-]\s?({keys})(?!\w|\s?[–—-])", text)
    return any(order.index(last) - order.index(first) != 1 for first, last in pairs)


def without_options(question: Question, text: str, low: str) -> tuple[str, set[str]]:
    """Return a sentence without the options named in it, and their keys: the longest phrases first, then keys."""
    found: set[str] = set()
    if has_signs(question):
        text, low, found = _without_phrases_of_signs(question, text, low)
    else:
        for pattern, key in _phrase_patterns(question):
            if pattern.search(low):
                found.add(key)
                text = _blanked(pattern, low, text)
                low = _blanked(pattern, low, low)
    whole = text
    for key, patterns in _key_patterns(question):
        for one in patterns:
            for start, end in [match.span() for match in one.finditer(text)]:
                if not is_called(text, start, end):
                    found.add(key)
                    text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    for key, pattern in _loose_patterns(question):
        if pattern.search(whole) or (key == "A" and _INNER_A.search(text)):
            found.add(key)
    return text.lower(), found


def is_called(text: str, start: int, end: int) -> bool:
    """Whether a letter in brackets is what something is called with, `det(A)`, and no key as in `Minimum (B)`."""
    if text[start : start + 1] not in {"(", "["}:
        return False
    before = _CALLED_BY.search(text, max(0, start - MAX_NAME), start)
    if before is None:
        return text[start - 1 : start] in {"}", ")", "]", "'", "^", "|"} and start > 0
    name, goes_on = before["name"], _GOES_ON.match(text, end) is not None
    if before["command"] or is_function(name) or name.casefold() in _NAMES_OF_CALLS:
        return True
    is_word = len(name) >= MIN_WORD and name not in phrases.singles(cues.CHOOSING)
    is_beside = not before["blank"]
    return (is_beside and (not is_word or goes_on)) or (goes_on and len(name) == 1)


MAX_NAME = 24  # characters before a bracket in which its name is looked for
MIN_WORD = 4  # letters of a word that may stand right before a key
_CALLED_BY = re.compile(r"(?:(?P<command>\\)|(?<![^\W_]))(?P<name>[^\W_]+)(?P<blank>\s?)\Z")
_GOES_ON = re.compile(r"\s*(?:[=<>≤≥≠+*/^·×∩∪|]|-\s?\w|!=|\\(?:neq?|le|ge|leq|geq|cdot|cap|cup)(?![A-Za-z]))")
_CALL_WORDS = (
    "rank rang rg tr trace spur sp dim ker kernel kern im image bild span null nullity inverse inv transpose adj"
    " eig spec cond vol var cov prob card rango traza rang noyau"
)
_NAMES_OF_CALLS = frozenset(_CALL_WORDS.split())


def is_calculation(question: Question, text: str, rest: str) -> bool | None:
    """Whether a clause that names options by their numbers alone is a calculation, `51 = 3*17`, which chooses none.

    `rest`: what is left of it without them. None for another clause, False where words stand within a calculation.
    """
    if not (_DIGIT.search(rest) and has_signs(question)) or any(
        key in question.options for key in re.findall(r"[^\W_]+", text) if key.isalpha()
    ):
        return None
    words = set(WORD.findall(rest)) - {"and", "und", "et", "y", "e"}
    return False if words else _OPERATION.search(rest) is not None or None


_DIGIT, _OPERATION = re.compile(r"\d"), re.compile(r"[=+*/^·×:]")


@kept
def has_signs(question: Question) -> bool:
    """Whether an option of a question holds numbers or signs of mathematics, which count one by one."""
    return any(map(signs, (*question.options, *question.options.values()))) or any(
        len(phrase.strip(" $")) == 1 for phrase in question.options.values()
    )


def _without_phrases_of_signs(question: Question, text: str, low: str) -> tuple[str, str, set[str]]:
    """Return a sentence without its options of signs, where no more signs stand beside them: `-1` names no 1."""
    found: set[str] = set()
    plain = low.translate(_DASHES)
    for phrase, key in phrases_of(question):
        pattern = re.compile(rf"(?<!\w){re.escape(phrase.translate(_DASHES))}(?!\w)")
        for match in pattern.finditer(plain):
            if goes_on(plain, match.start(), match.end()):
                continue
            found.add(key)
            blank = " " * len(match[0])
            text, plain = (f"{one[: match.start()]}{blank}{one[match.end() :]}" for one in (text, plain))
    return text, plain, found


_DASHES = str.maketrans("−‐‑–—", "-----")
_SIGN_BEFORE = re.compile(r"(?:[-+*/^√±·⋅×<>≤≥≠_:]\s*|\d[.,])\Z")
_SIGN_BEHIND = re.compile(r"\s*(?:[+*/^·⋅×!%°²³√±<>≤≥≠'’′]|-\s*(?:\d|[^\W\d_](?![^\W\d_])))|[.,:]\d|\(|\s+\d")


def goes_on(text: str, start: int, end: int) -> bool:
    """Whether what stands at a place of a text is only a piece of a longer formula, the `x^2` of `x^2 - 1`."""
    return _SIGN_BEFORE.search(text[max(0, start - 8) : start]) is not None or _SIGN_BEHIND.match(text, end) is not None


def names_in_formulas(question: Question, key: str, text: str) -> bool:
    """Whether other options are named in a text by nothing but letters of the prompt's formulas, or in a calculation.

    `P(A ∩ B) = P(A) P(B)` names no options A and B where the prompt speaks of events A and B; `5 - 2 = 3` names no 5
    before the option that is 3. What a formula denies, `≠`, nobody knows to be a reason for an option or against it.
    """
    if _DENIES.search(text) is not None:
        return False
    plain = _FORMULA.sub(" ", text)
    plain = "" if "=" in plain and _A_WORD.search(plain) is None else plain  # a sentence's one formula has no signs
    others = without_options(question, plain, plain.lower())[1] - {key}
    if ends_in_number(question, key, text):
        return not others or all(_NUMBER.fullmatch(question.options[one].strip(" $")) for one in others)
    letters = letters_of(question)
    is_said = any(pattern.search(text.lower()) for pattern, one in _phrase_patterns(question) if one != key)
    return not others and not is_said and all(one.casefold() in letters for one in question.options if one in text)


_DENIES = re.compile(r"[≠≢∉≁]|!=|\\(?:neq?|not|notin|nmid|nsim)(?![A-Za-z])")
_FORMULA = re.compile(r"\$[^$]*\$")
_A_WORD = re.compile(r"(?<![\\A-Za-z])[^\W\d_]{2,}")
_INNER_A = re.compile(r"(?<=[^\W\d_]\s)A(?!\w)")  # within a sentence no article


@kept
def _phrase_patterns(question: Question) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the patterns of the words for options, each with its key; the longest first."""
    return tuple((re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)"), key) for phrase, key in phrases_of(question))


@kept
def _key_patterns(question: Question) -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    """Return how each key is written where it surely stands for its option; the longest first."""
    lead = rf"(?:{phrases.alternatives(cues.CHOOSING, cues.CUE)})\s+"
    found = []
    for key in sorted(question.options, key=len, reverse=True):
        letter = re.escape(key)
        either = f"(?i:{letter})" if sum(one.casefold() == key.casefold() for one in question.options) == 1 else letter
        pattern = re.compile(
            rf"[(\[]{letter}[)\]]|(?<![^\s])[(\[]{either}[)\]]|(?<![^\s]){letter}\)|(?<=\s){letter}(?=[\s.,;:]*$)|^{letter}(?=[.:,]|$)"
        )
        led = re.compile(rf"(?i:(?<!\w){lead}){letter}(?!\w)")
        found.append((key, (pattern, led, *_subject(question, key))))
    return tuple(found)


@kept
def _loose_patterns(question: Question) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return how each key stands among words, where it is no article and no beginning of a word, as `C'est`."""
    keys = "|".join(map(re.escape, question.options))
    beside = rf"(?=(?:\s|\\?&|[+/–—-])+(?:{keys})(?:{_BEHIND_KEY}|\s+(?:{keys})(?!\w)))"  # `A C`, `a + c`
    between = rf"(?=\s+[^\W\d_]{{1,3}}\s+(?:{keys})(?!\w))"  # also `A en C`, in any language
    joined = rf"(?:{_BEHIND_ARTICLE}|{beside}|{between})"
    found = []
    for key in question.options:
        behind = rf"(?:{joined}|{_ADDED})" if key.casefold() in {"a", "i"} else r"(?!\w)"
        found.append((key, re.compile(rf"(?<![\w']){re.escape(key)}(?!['’][^\W\d_]){behind}")))
    return tuple(found)


def says_word_of_options(question: Question, low: str) -> bool:
    """Whether a text in small letters has a word of any option that says something, in any language."""
    listed = {plain_word(word) for phrase, _ in phrases_of(question) for word in WORD.findall(phrase) if len(word) > 1}
    listed = {word for word in listed if word not in phrases.quiet()} - NOUNS
    return any(plain_word(word) in listed for word in WORD.findall(low))


def _phrases_of(question: Question) -> tuple[tuple[str, str], ...]:
    """Return the words for options in small letters, in all spellings, each with its key; the longest first."""
    found: dict[tuple[str, str], None] = {}
    for key, words in question.options.items():
        for said in (words, *question.spellings.get(key, ())):
            phrase = folded(typed := typed_out(said))
            phrase += "!" if _FACTORIAL.search(typed.strip(" $.")) else ""  # no sign at the end of a sentence
            found |= dict.fromkeys(
                (one, key) for one in (phrase, *spelled_otherwise(phrase), *calls_spelled(phrase)) if one
            )
    return tuple(sorted(found, key=lambda one: -len(one[0])))


phrases_of = kept(_phrases_of)
_FACTORIAL = re.compile(r"(?:(?<![^\W_])[a-z]|[\d)\]}])!\Z")


@kept
def around(question: Question) -> str:
    """Return the signs around a text that are no part of an option: `!` is one where an option is a factorial."""
    has_factorial = any(phrase.endswith("!") for phrase, _ in phrases_of(question))
    return AROUND.replace("!", "") if has_factorial else AROUND


def _blanked(pattern: re.Pattern[str], where: str, text: str) -> str:
    """Return a text with blanks at the places where a pattern stands in another of the same length."""
    parts, start = [], 0
    for match in pattern.finditer(where):
        parts += [text[start : match.start()], " " * len(match[0])]
        start = match.end()
    return "".join(parts) + text[start:]


def _subject(question: Question, key: str) -> Iterator[re.Pattern[str]]:
    """Yield the patterns of a capital letter that something is said of, unless the prompt calls something else so."""
    if key.isupper() and key.casefold() not in letters_of(question):
        yield re.compile(rf"(?<![^\s]){re.escape(key)}(?=\s+(?:{_COPULA})(?!\w))")
        if not question.several and (words := property_of(question).words):
            asked = "|".join(map(re.escape, sorted(words)))
            yield re.compile(
                rf"^\s*{re.escape(key)}(?=\s+(?i:{asked})(?:s|es|ed|t|e|n|en|ent)?[\s.!]*$)"
            )  # `B converges`


_COPULA = "is|isn't|must be|has to be|would be|does|doesn't|cannot|ist|est|n'est|es|no es"


def ends_in_number(question: Question, key: str, behind: str) -> bool:
    """Whether all options are numbers, and the last one behind an option is its own: `C, as $2^4 = 16$`."""
    numbers = _NUMBER.findall(behind)
    are_numbers = all(_NUMBER.fullmatch(words.strip(" $")) for words in question.options.values())
    return (
        are_numbers
        and bool(numbers)
        and not denials_in(behind.lower())
        and numbers[-1] == question.options[key].strip(" $")
    )


_NUMBER = re.compile(r"-?\d+(?:[.,/]\d+)*")
