"""Whether an answer to a question with several right options is a list of them, or a sentence that names some.

In `B and C are cheaper than A`, `A and C; B has -1`, `A(2, 1), C(4, -2)` and `only 4/6 and 9/12` a key is named that is
not chosen, or one that is chosen is not read. A list of keys, of labels for them or of the options' own words may be
wrong; whatever else stands there refutes nothing.
"""

from __future__ import annotations

import re

from grader.marking.choices.keys_in_values import is_list_of_keys
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_CHARACTERS = 300  # of an answer that is looked into
_VALUES = re.compile(r"\d|[=<>≤≥≠√π^]|\\[a-zA-Z]+")
_FILLER = re.compile(
    r"(?i)\b(?:and|und|et|y|e|en|only|just|nur|options?|answers?|antworten?|choices?|are|is|sind|ist|the|die|both|correct|right"
    r"|true|false|richtig|falsch|wahr|yes|no|ja|nein|none|all|not|nicht|also)\b|[\s$,;:.&+/()\[\]{}✓✔✗✘☑☒\"'`*=>-]+"
)
_TICKS = re.compile(r"[☑☐☒✓✔✗✘❌✖❎✅□■]|(?<!\w)[A-H][+-](?=[\s,;]|\Z)|(?<!\w)[+-][A-H](?!\w)")
_ALL = re.compile(r"(?i)\b(?:all|alle|alles|every|both|todos?|todas|tous|toutes|tutti|tutte)\b")  # `all but B`
_REASON = re.compile(r"(?i)[,;(]?\s*\b(?:as|since|because|denn|weil|da|car|puisque|porque|perché)\s")
_COMPARED = re.compile(r"(?i)\b(?:than|wie|als|que|di|dan|but|aber|while|whereas|mais|pero|has|have|gives?|hat|gibt)\b")


def why_no_list(question: Question, texts: list[str], chosen: str) -> str:
    """Return why a text is not refuted by the keys in it; empty where it is a list of options.

    `chosen` are the keys that were read, as they are shown.
    """
    if not question.several or not question.options:
        return ""
    shown = next((one for one in texts if len(one) <= MAX_CHARACTERS and not _is_list(question, one, chosen)), "")
    return unreadable_answers.KEYS_IN_VALUES.format(shown=shown.strip()) if shown else ""


def _is_list(question: Question, text: str, chosen: str) -> bool:
    """Whether nothing stands in a text, its reason aside, but keys, options, labels, and words without a value."""
    if _TICKS.search(text) is not None or (":" not in text and _misses_key(question, text, chosen)):
        return False
    keys = "|".join(sorted(map(re.escape, question.options), key=len, reverse=True))
    if re.search(rf"(?<!\w)(?:{keys})\s*(?:\([^()]*\)|\s[^,;:\n]{{2,40}})\s*:", text) is not None:
        return False  # a label behind a key and its text, `A (K4): connected`
    if ":" in text or _ALL.search(text) is not None or is_list_of_keys(question, text):
        return True  # labels are read with care
    rest, told = _REASON.split(text)[0], set[str]()
    for key, option in sorted(question.options.items(), key=lambda one: -len(one[1])):
        own = re.compile(rf"(?<![\w.,]){_spaced(option)}(?!\w|[.,]\d)", re.IGNORECASE)
        if option not in question.options and own.search(rest):
            told.add(key)
            rest = own.sub(" ", rest)
    either = re.compile(rf"(?<![\w.,/^-])(?:{keys})(?![\w/^]|[.,]\d)")
    named = {*either.findall(rest)}
    read = {*re.findall(r"\w+", chosen)}
    is_run_on = re.search(r"[,;:.\n]", text) is None
    if (is_run_on and named - read) or (told - named and not told <= read):
        return False  # a key or the text of an option that was not read
    if named | told and not read <= named | told:
        return False  # one that is read elsewhere
    rest = _FILLER.sub(" ", either.sub(" ", rest))
    if is_run_on and len(named) == len(question.options) and re.search(r"[^\W\d_]{3}", rest) is not None:
        return False  # each is told of, and nothing says which are chosen
    return _VALUES.search(rest) is None and _COMPARED.search(rest) is None


def _misses_key(question: Question, text: str, chosen: str) -> bool:
    """Whether nothing but keys stands in a text, parted by any signs, and others were read: C of `A|C`."""
    keys = "|".join(sorted(map(re.escape, question.options), key=len, reverse=True))
    named = re.findall(rf"(?<!\w)(?:{keys})(?!\w)", text)
    rest = re.sub(rf"(?<!\w)(?:{keys})(?!\w)", " ", text)
    return len(named) > 1 and re.search(r"\w", rest) is None and {*named} != {*re.findall(r"\w+", chosen)}


def _spaced(option: str) -> str:
    """Return a pattern of an option's text with any blanks, `(2,-1)` for `(2, -1)`."""
    return r"\s*".join(re.escape(one) for one in re.findall(r"\w+|[^\w\s$]", option))
