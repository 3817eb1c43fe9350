"""Which options a text chooses, or whether it says yes or no."""

from __future__ import annotations

import re
from functools import lru_cache

from grader.claims.changed import is_changed, tight_sign
from grader.claims.wording import KEPT, alike, bare, raised, signs, words
from grader.errors import AnswerError
from grader.marking.choices.contradictions import asks_by_negation, reason_says_otherwise, says_otherwise
from grader.marking.choices.crossed import by_label, crossed
from grader.marking.choices.denied import as_no, is_said_false, nearly
from grader.marking.choices.determiners import behind_no, behind_yes, without_determiners, without_right_hand
from grader.marking.choices.genders import in_gender
from grader.marking.choices.limited import limitation
from grader.marking.choices.other_words import in_other_words
from grader.marking.choices.per_key import told_by_key
from grader.marking.choices.typed_out import typed_out, undressed_words
from grader.marking.choices.whole.told import read_whole
from grader.problems.question import Question
from grader.wording import unreadable_answers

YES_ALONE = frozenset({"yes", "yep", "yeah", "ja", "oui", "sí", "sì", "sim"})  # they say nothing else
NO_ALONE = frozenset({"no", "nope", "nein", "non", "não", "nee"})
TRUE_ALONE = frozenset({"true", "wahr", "vrai", "verdadero", "vero", "verdadeiro", "waar"})
FALSE_ALONE = frozenset({"false", "falsch", "faux", "falso", "onwaar"})
YES = YES_ALONE | {"true", "correct", "right", "wahr", "richtig", "vrai", "verdadero", "vero", "verdadeiro"}
NO = NO_ALONE | {"false", "incorrect", "wrong", "falsch", "faux", "falso"}
REASON = re.compile(
    r"(?<=\S)\s*+(?:[,;:.(–—-]\s*+)?\b(?:because|since|weil|denn|da|car|parce que|puisque|porque|pues|pois"
    r"|perch[eé]|poiché|siccome|want|omdat)\b",
    re.IGNORECASE,
)
ANNOUNCED = re.compile(
    r"^(?:(?:my|the) )?(?:(?:correct|right|final) )?(?:answer|option|choice)(?: is)?\s*:?\s+(?:(?:option|choice) )?"
    r"|^(?:it|this|that|the function) (?:is|was) (?:an? )?|^(?:it's|(?:es|das) (?:ist|war)|c'(?:est|était)|fue|era) "
    r"|^(?:(?:the|this|die|diese|cette|la|esta|questa) |l['’])"
    r"(?:statement|claim|aussage|behauptung|affirmation|assertion"
    r"|proposition|afirmación|affermazione) (?:is|ist|est|es|è) "
)
_PRIMED = re.compile(r"^[^'’]*[\w)]['’′][\s.)]*$")  # the derivative of what an option names
_LETTERS = {"y": "yes", "t": "yes", "n": "no", "f": "no"}  # by themselves
_BEHIND = re.compile(  # what may follow yes or no: a mark, a reason, or a sentence of its own
    r"\s*(?:$|[,;:!(]|\.(?!\s*\d)|\s[–—-]\s|[–—])|\s+(?:because|since|as|for|weil|denn|da|car|parce|puisque|porque|pues|perch[eé]|pois|poiché"
    r"|want|omdat|it|this|that|they|these|those|we|i|you|there|always|never|definitely|indeed|of course|it's|that's)\b"
)
_AGAINST = re.compile(
    r"\b(?:but|however|unless|except|although|though|only|if|not always|aber|mais|pero|wenn|si"
    r"|mas|porém|però|maar|tenzij|mits|alleen|purch[eé]|tranne|somente|apenas|talvez|forse|misschien"
    r"|a meno che|a menos que|desde que|solo se|só se|opposite|contrary|gegenteil|contraire|contrario)\b"
)
# Behind `yes` it takes back what was said, `yes, it is not convex`, unless it belongs to a reason.
_NEGATION = re.compile(
    r"\b(?:not|never|cannot|isnt|arent|doesnt|dont|nicht|nie|kein\w*|pas|jamais|nunca|não|niet|geen|nooit|non\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_BECAUSE = re.compile(
    r"\b(?:because|since|as|for|so|weil|denn|da|car|parce|puisque|porque|pues|perch[eé]"
    r"|pois|poiché|want|omdat)\b|[:;]",
    re.IGNORECASE,
)
# It denies what is asked of all; of `can it be?` it may affirm that.
_NOT_ALWAYS = re.compile(
    r"(?:not (?:always|necessarily|in general)|nicht (?:immer|unbedingt|notwendigerweise)|im allgemeinen nicht"
    r"|pas (?:toujours|forcément|nécessairement)|no (?:siempre|necesariamente))[.!]*"
)
_OF_ALL = re.compile(
    r"\b(?:always|every|all|each|in general|necessarily|immer|stets|jede\w*|alle\w*|toujours|tou(?:te)?s|chaque|siempre"
    r"|tod[oa]s|cada)\b"
)
_ARE_THERE = re.compile(r"\b(?:are there|is there|do there exist|does there exist|exists?)\b[^.?]*\?")
_NONE_EXISTS = re.compile(  # `No such weights exist.`, `there are none`: what is asked for, by a noun alone
    r"(?:no such [\w, ]{1,40} (?:exists?|can exist)|there (?:are|is) (?:none|no such [\w, ]{1,40})"
    r"|such [\w, ]{1,40} (?:do(?:es)? not|cannot) exist)"
    r"(?:[.!]?\Z|\s*[,;:(.]?\s*(?:because|since|as)\b)"
)
_ENDING = re.compile(r"(?<=[^\W\d_]{3})[.!]+\Z")  # of a sentence; behind a number it may be more
_HOLDS = re.compile(
    r"^[\s,.!]*(?:it|this|that|they|es|das)\s+(?:(?:does|do|always|indeed)\s+)*(?:holds?|works?|is true|gilt|stimmt)\b"
)
_ONLY_SO = re.compile(r"(?<!^)\bonly (?=\w+ly\b)")


def read_choice(question: Question, text: str) -> frozenset[str]:
    """Return the options chosen in a text: keys of `options`, or `yes` or `no` where there are none.

    A key, an option's words, or both together (`B`, `(B)`, `piecewise-linear`, `B: piecewise-linear`) name it.
    A reason behind it is left aside. Raises AnswerError where the text names no option, or several where one is
    asked for.
    """
    text = typed_out(undressed_words(text))
    if not question.options:
        letter = text.strip(" $.")
        if len(letter) == 1 and re.search(rf"\$\s*{re.escape(letter)}\s*\$", f"{question.lead}\n{question.prompt}"):
            raise AnswerError(unreadable_answers.LETTER_QUESTION.format(letter=letter))
        if text.lstrip().startswith(("!", "¬")):  # what denies it in programs and in logic
            raise AnswerError(unreadable_answers.ANSWER_DOES_NOT_BEGIN)
        return frozenset({_yes_or_no(question, text)})
    told = told_in_full(question, text) or told_by_key(question, text)
    if told is not None:
        return told
    parts = re.split(r"[,;\n]|\band\b|&", text.strip().strip("[]{}")) if question.several else [text]
    return frozenset(_option(question, part) for part in parts if part.strip())


def told_in_full(question: Question, text: str) -> frozenset[str]:
    """Return the options that all of a text chooses; none where it is no list, and chooses one in another way."""
    whole = None if crossed(question) else read_whole(question, text)
    if whole is None or whole.has_reason:
        return frozenset()  # a sentence is read elsewhere, with care for what its reason says
    is_list = question.several or (whole.verdicts > 1 and len(whole.named) > 1)
    return whole.chosen if is_list else frozenset()


def other_order(phrase: str, text: str) -> bool:
    """Whether a text says `o(n)` where an option says O(n), or the other way round: only there the case counts."""
    said, meant = set(_ORDER.findall(typed_out(text))), set(_ORDER.findall(typed_out(phrase)))
    return bool(said and meant) and said != meant


_ORDER = re.compile(r"(?<!\w)[oO](?=\s*\()")


def _yes_or_no(question: Question, text: str) -> str:
    whole = words(text).strip("*_`\"' ")
    if whole in _LETTERS:
        return _LETTERS[whole]
    if _NOT_ALWAYS.fullmatch(whole) and _OF_ALL.search(question.prompt.casefold()):
        return "no"
    whole = as_no(question, whole)
    if _NONE_EXISTS.match(whole) and _ARE_THERE.search(question.prompt.casefold()):
        return "no"
    head = re.match(r"[^\W\d_]*", whole)
    first = head[0] if head else ""
    told = without_right_hand(whole)
    told = without_determiners(question, told) if first in YES else told
    said = re.findall(r"\\?[^\W\d_]+", told)  # `\sim` is no `sim`
    has_yes, has_no = any(word in YES for word in said), any(word in NO for word in said)
    if has_yes and has_no:
        raise AnswerError(unreadable_answers.BOTH_YES_NO_SAID)
    if first not in YES | NO:
        raise AnswerError(unreadable_answers.ANSWER_DOES_NOT_BEGIN)
    rest = whole[len(first) :]
    own = re.fullmatch(r"\s*[.!]\s+(.*)", rest, re.DOTALL)  # in a sentence of its own `only` may go with any word
    told = _ONLY_SO.sub("", own[1]) if own else rest
    clause = _BECAUSE.split(told, maxsplit=1)[0]
    denies = _NEGATION.search(clause) or nearly(question, clause) if first in YES else is_taken_back(clause)
    other = behind_yes(question, rest) if first in YES else behind_no(question, rest)
    if not _BEHIND.match(rest) or _AGAINST.search(told) or denies or other:
        raise AnswerError(unreadable_answers.STANDS_BEHIND_MAY_CHANGE)
    chosen = "yes" if first in YES else "no"
    is_against = says_otherwise(question, chosen, rest) or (first in NO - NO_ALONE and is_said_false(rest))
    is_against = is_against or (asks_by_negation(question) and reason_says_otherwise(question, chosen, rest))
    if is_against or limitation(question, chosen, rest):
        raise AnswerError(unreadable_answers.STANDS_BEHIND_MAY_CHANGE)
    return chosen


def is_taken_back(clause: str) -> bool:
    """Whether what stands behind `no` denies it twice, says that it holds, or makes it a number, `no. 5`."""
    denied = len(_NEGATION.findall(clause))
    if denied > 1 or re.match(r"\.\s*\d", clause):
        return True
    return not denied and _HOLDS.search(clause) is not None


def _option(question: Question, text: str) -> str:
    options, text = question.options, in_gender(question, EMPHASIS.sub(r"\1\2", text.strip()))
    named = named_options(question, text)
    reason = REASON.search(text)
    if not named and reason is not None and not _AGAINST.search(words(text[reason.start() :])):
        named = named_options(question, text[: reason.start()])
    counter = None if named else COUNTER.search(text)
    if counter is not None and not _AGAINST.search(words(text[counter.end() :])):
        named = {key for key in named_options(question, text[: counter.start()]) if words(options[key]) in NO}
    named = named or {
        key for said in in_other_words(question, text, read_choice) for key in named_options(question, said)
    }
    if len(named) == 1:
        return named.pop()
    said = words(text)
    mentioned = [key for key in options if re.search(rf"(?<!\w){re.escape(words(key))}(?!\w)", said)]
    listed = "; ".join(f"{key}: {phrase}" if phrase else key for key, phrase in options.items())
    several, none = unreadable_answers.SEVERAL_OPTIONS_NAMED, unreadable_answers.NO_OPTION_NAMED
    why = several if named or len(mentioned) > 1 else none
    raise AnswerError(unreadable_answers.ONE.format(why=why, listed=listed))


# One star behind, `f*`, may be a sign.
EMPHASIS = re.compile(r"\A[*_`]+(.*?)[*_`]*\Z|\A(.*?)(?:\*\*|__|`)\Z", re.DOTALL)


def named_options(question: Question, text: str) -> set[str]:
    """Return the keys of the options that a text may name."""
    if called := by_label(question, text):
        return {called}
    exact = _without_end(text)
    phrases = {key: _without_end_once(phrase) for key, phrase in question.options.items()}
    same = {key for key, phrase in phrases.items() if phrase and phrase == exact}
    if len(same) > 1:  # `H` beside `h`: letter case tells them apart
        return {key for key in same if question.options[key].strip(" $") == text.strip(" $.")}
    if same := {key for key in same if not other_order(question.options[key], text)}:
        return same
    is_factorial = re.search(r"[\w)]!\s*\Z", text) is not None and any(map(signs, question.options.values()))
    is_dashed = _DASHED.match(text) is not None and not _begins_dashed(question)
    if is_factorial or is_dashed or _PRIMED.search(text) or re.match(r"[!¬]", text):
        return set()
    found = {
        key
        for key, phrase in question.options.items()
        if any(_names_option(key, said, text) for said in _spelled(question, key, text))
        and not (bare(phrase) == bare(text) and is_changed(tight_sign(text), tight_sign(phrase)))  # `Cl` for Cl-
    }
    label = re.match(r"\(?(\w{1,3})[\s).:,]", text)  # `A tanh`, where A is another option, is no article
    return found | ({label[1]} & question.options.keys() if found and label else set())


_DASHED = re.compile(r"\s*[-−–]\s*\w")


def _begins_dashed(question: Question) -> bool:
    """Whether an option begins with a sign, `-1`."""
    return any(map(_DASHED.match, question.options.values()))


# Behind the word alone it is the reason for `false`, and of nothing else.
COUNTER = re.compile(
    r"(?i)(?<=\S)\s*[.,;:]\s*(?:counter-?example|contre-?exemple|gegenbeispiel|contraejemplo|controesempio)(?!\w)"
)


def _without_end(text: str) -> str:
    return _ENDING.sub("", text.strip()).casefold().replace("−", "-")


_without_end_once = lru_cache(maxsize=KEPT)(_without_end)
MAX_ALONE = 11  # characters of a yes or no by itself: `Verdadeiro.`
_ALONE = (YES_ALONE, NO_ALONE, TRUE_ALONE, FALSE_ALONE)


def _spelled(question: Question, key: str, text: str) -> tuple[str, ...]:
    """Return the words of an option with its other spellings; yes, no, true and false are so in every language."""
    own = (question.options[key], *question.spellings.get(key, ()))
    alone = words(text).strip("()[].! ") if len(text) <= MAX_ALONE else ""
    meant = next((row for row in _ALONE if alone in row), None)
    if meant is None:
        return own
    every = {
        one: {words(said) for said in (phrase, *question.spellings.get(one, ()))}
        for one, phrase in question.options.items()
    }
    named = [one for one, said in every.items() if said & meant]
    return (*own, *sorted(meant)) if named == [key] else own


def _names_option(key: str, phrase: str, text: str) -> bool:
    """Whether a text is a key, an option's words, or both; hyphens, quotes and articles do not count in words."""
    if other_order(phrase, text):
        return False
    said = ANNOUNCED.sub("", words(raised(text)))
    key, plain = words(key), typed_out(phrase)
    if said.strip("()[] ") == key:
        return True
    if not plain.strip():
        return False
    as_end, as_label = _beside(key)
    behind, label = as_end.search(said), as_label.match(said)
    return (
        alike(said, plain)
        or (behind is not None and alike(said[: behind.start()], plain))
        or (label is not None and alike(said[label.end() :].strip("() "), plain))
    )


@lru_cache(maxsize=KEPT)
def _beside(key: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return how a key stands behind an option's words, `piecewise-linear (B)`, and how it stands before them."""
    letter = re.escape(key)
    return re.compile(rf"\s*[(\[]{letter}[)\]]$"), re.compile(rf"[(\[]?{letter}(?:[)\].:,=]+\s*|\s+[-–—:]*\s*)")
