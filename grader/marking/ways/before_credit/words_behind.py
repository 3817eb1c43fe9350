"""Clauses behind a value that nobody has understood: `8. Then we divide by 2.`, `(3, 2); swap them`, `20 m. At most.`

What is known to say nothing of a value, a reason, the words that introduce an answer and those of the prompt, leaves it
what it is. Anything else that is said behind it may deny it, change it or choose another one; a list of such words is
never complete, so that what is not known to be idle is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from grader.language import units
from grader.language.limits import LIMITS
from grader.language.names import lexicon
from grader.language.spelling.greek import GREEK_NAMES
from grader.language.tree import symbols
from grader.marking.asked.method_names import is_method
from grader.marking.asked.wanted import LABELS, has_form, wanted
from grader.marking.texts.beside import plainly
from grader.marking.texts.beside.words import WORDS
from grader.marking.texts.sentences import general_remarks, remarks_behind
from grader.marking.texts.sentences.changed_behind import HAS_VALUE
from grader.problems.question import Question

MAX_CLAUSES = 24  # with words behind a value; more are not looked at one by one, but left to a person
MAX_FUNCTION = 4  # letters of a function behind which no brackets need stand: `sinh x`, and no `inverse`
_APART = re.compile(
    r"\s*[;!?]\s*|(?<!\b[A-Z])\.(?=\s+(?:[^\W\d_]|\d+\s+[^\W\d_]{2}))|\s*\n\s*|\s+\((?!\s*mod\b)(?=\s*[^\W\d_]{2})"
    r"|,\s+(?=(?:[a-z]\s)?[^\W\d_]{2,}[\s,.]|[^\W\d_]{2,}\Z)|\s+(?:-\s+(?=[^\W\d_]{2,}\s+[^\W\d_]{2,})|[–—]\s+(?=[^\W\d_]{2,}\s))"
    r"|\s(?=(?:That|This|The|It|So|Then|Thus|Hence|Therefore|But|And|Das|Dies|Also|Dann|Somit|Aber)\s)"
)
WIDE = "    "  # a blank that may part the entries of a list
_BLANKS, _LINES = re.compile(rf"[^\S\n]{{{len(WIDE)},}}"), re.compile(rf"(?:[^\S\n]{{0,{len(WIDE)}}}\n){{4,}}")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)|%%[^\n]*|(?<=[$\\}])\s*(?<!\\)%[^\n]*", re.DOTALL)
_FORMULA = re.compile(
    r"\$[^$]*\$|\(mod\s+\w+\)|\\\((?:[^\\]|\\[^)])*\\\)|\\(?:begin|end)\s*\{\w+\*?\}|\\(?:text|mathrm|operatorname)\s*\{\s*[A-Za-z]{1,6}\s*\}"
    r"|\\[A-Za-z]+|[_^]\{?\w+\}?|(?<!\w)[A-Za-z]{1,3}\([^()]{1,20}\)(?=\s*=)|(?:\w+\.)?\w+\(|\d\s*[^\W\d_]+|(?<!\w)[^\W\d_]{1,3}(?=\s*=)"
)
_TEXT = re.compile(r"\\(?:text|mbox|textbf|textit)\s*\{([^{}]{4,})\}")
_WORD = re.compile(
    r"(?<![\w.])(?:[^\W\d_]{4,}|(?=[^aeiouyäöüéèàìò]{0,2}[aeiouyäöüéèàìò])[A-Z]?[a-zäöüéèàìò]{2,3}|no|No|vs|bzw|resp|Lsg|lsg|ERG)(?:['’-][^\W\d_]+)*(?![\w(])"
)
_REASON = re.compile(
    r"(?i)\W*(?:and\s+|und\s+|where\s+)?(?:(?:i|we)\s+used|for\s+(?:instance|example)\s+(?:where|when|at|for|in|on)|because|since|as|by|using|from|due|via|see|check|proof|denn|weil|da|wegen|nach|durch|siehe|probe"
    r"|car|puisque|parce|d['’]après|porque|por|ya\s+que|perché|poiché|omdat|want)\b"
)
_CHECK = re.compile(r"(?i)\W*(?:check|proof|probe)")
_ABOUT = re.compile(
    r"(?i)(?<!\w)(?:about|approximately|approx|roughly|rounded|circa|ca|etwa|ungefähr|environ|aproximadamente)\b"
)
_SO = re.compile(
    r"(?i)\A\W*(?:so|thus|hence|then|therefore|that\s+is|which\s+is|i\.\s?e\.|also|somit|d\.\s?h\.|donc)\W+"
)
_SPACE = re.compile(
    r"(?i)\W*(?:and\s+)?(space|memory|speicher|platz)(?:\s+complexity)?\s*:?\s*(?:is\s+)?[OΘ]\s*\([^()]*(?:\([^()]*\)[^()]*)*\)\W*\Z"
)
_PLAIN = re.compile(r"(?<![\d.])-?\d{1,12}(?:\.\d{1,12})?(?![\d.]*\d)")  # no part of a longer one
_UNDEFINED = re.compile(
    r"(?i)\W*(?:(?:at|for|in)\s+\$?[a-z]\s*=\s*\S+\s+)?(?:(?:and|but|it)\s+)*(?:is\s+)?(?:(?:not|nicht|non|no)\s+(?:defined|differentiable|continuous|definiert|differenzierbar|défini\w*|definid\w*)"
    r"|undefined|(?:does\s+not|doesn['’]t)\s+exist|undefiniert)\b(?:\s+(?:at|for|in|otherwise|elsewhere|bei|für|sonst)\b|\W*\Z)"
)
_WHERE = re.compile(
    r"(?i)\W*(?:where|with|wobei|mit|avec|où|con|donde|dove|onde)\s+\$?(?:\\?[^\W\d_]\w?\s*(?:[<>≤≥≠∈]|\\(?:[lgn]eq?|in)(?![A-Za-z])|\b(?:is|are|ist|sind|est|es)\b)|[-\d.]+\s*[<≤])"
)
_CONSTANT = re.compile(
    r"(?i)\W*(?:where\s+)?(?:plus|\+|más|zuzüglich|up\s+to)\s+(?:(?:an?|any|some|una?|eine|une|the)\s+)?(?:arbitrary\s+|beliebige\s+)?(?:(?:additive|integration)\s+)?(?:constant|konstante|constante|costante)s?\b"
)
_KIND = re.compile(  # which is compared with its brackets elsewhere
    r"(?i)\W*(?:(?:the|an?|das|ein|un|l)\W+)?(?:half-?\s?open|open|closed|offene[sr]?|abgeschlossene[sr]?)(?:\s+interval\w*)?\W*"
)
_EMPTY_ROW = re.compile(r"[\s|]*[^|\n]*\|(?:\s*\|)*\s*")  # of a table
_NUMBER = re.compile(r"[-−+]?\d.*", re.DOTALL)
_FOR_ALL = re.compile(
    r"(?i)\W*(?:for|für|pour|para|per)\s+(?:all|every|any|alle|tout|todo|ogni)\s+(?:real\s+|reellen\s+)?\W*[a-z]\W*"
)
_IN_FORMULA = re.compile(
    r"(?<!\w)(?:oo|inf)\s*[)\]\[]|[\d=^_+*/\\<>≤≥≠∈∪∩]|(?<![^\W_])(?!(?:[aeiouyàèé]|I)(?![^\W_]))[^\W\d_](?![^\W_'’])"
)
_OF_SETS = frozenset(
    ["difference", "union", "intersection", "intersect", "setminus", "outer", "otimes", "not", "notin"]
)
_CONNECTING = ("because", "and", "check", "connecting")
_KINDS = ("function", "of", "answer", "plain", "introducing", "article", "sure", "idle", "unit")
_IDLE = frozenset().union(*(LABELS[kind] for kind in _KINDS), *(WORDS[kind] for kind in _CONNECTING))
_VALUE = re.compile(r"(?<![\w^_{])\d|[\w)]\s*\^|[²³]|[OΘ]\s*\(")
_NAMED = re.compile(r"(?:\A|(?<=[,;(]))\s*(?:and\s+|und\s+)?([^\W\d_]+)\s*=(?!=)")  # another quantity by its name
_COORDINATE = re.compile(r"(?<![\w\\])[a-zA-Z](?:_?\d)?\s*=\s*[-−+]?\s*\d")

Test = Callable[[str], bool]


def words_behind(question: Question, name: str, text: str, comes_to_same: Test, *, is_right: bool) -> str:
    """Return the first clause behind the value of a field's text that is not known to leave it; else empty.

    What another rule takes away, having understood it, is no such clause, nor is what says the value again: a text by
    itself, as `comes_to_same` knows.
    """
    if len(text) > LIMITS.max_text:
        return text.partition("\n")[0] if _has_words(text) else ""  # of a document; a value by itself is no longer
    behind = _clauses(text)[1:]
    worded = [clause for _, clause in behind if _has_words(clause)]
    if len(worded) > MAX_CLAUSES:
        return worded[MAX_CLAUSES].strip(" ,()")
    found = _unknown_clauses(question, behind, comes_to_same, is_right=is_right)
    others = (_clauses(one)[1:] for one in _understood(question, name, text) if one != text) if found else ()
    if any(not _unknown_clauses(question, one, comes_to_same, is_right=is_right) for one in others):
        return ""
    unit = question.unit.unit if question.unit is not None else None
    if unit is not None and not is_right:  # `30 (hours)`, which was read so
        found = [one for one in found if not _is_of(one[1], unit.dimension)]
    return next((one for head, one in found if not _says_again(question, head, one, comes_to_same)), "")


def _has_words(text: str) -> bool:
    return _WORD.search(_FORMULA.sub(" ", text)) is not None


def _is_of(clause: str, dimension: object) -> bool:
    unit = units.reading.known_unit(clause)
    return unit is not None and unit.dimension == dimension


def _says_again(question: Question, head: str, clause: str, comes_to_same: Test) -> bool:
    """Whether a clause is the answer by itself, behind a colon, or says its unit in words: `115 W (watts)`."""
    unit = units.reading.known_unit(clause) if question.unit is not None else None
    if unit is not None and question.unit is not None:
        asked = question.unit.unit
        return (unit.dimension, unit.factor, unit.turns) == (asked.dimension, asked.factor, asked.turns)
    is_about = question.kind.is_expression and _ABOUT.search(clause) is not None
    if is_about and (value := _NUMBER.search(clause)) is not None:
        return comes_to_same(f"{head} ≈ {value[0]}") or _is_rounding(head, value[0])
    said = _SO.sub("", clause)
    if question.kind.is_condition and comes_to_same(f"{head} and {said}"):
        return True  # `x = 3 and x = y + 1, so y = 2`
    return any(comes_to_same(one) for one in dict.fromkeys((clause, said, clause.rpartition(":")[2].strip())) if one)


def _understood(question: Question, name: str, text: str) -> Iterator[str]:
    """Yield a text without the remark that a rule knows."""
    field = question.fields[name]
    yield remarks_behind.without_remark(question, text)
    yield general_remarks.without_general_remark(question, field, text)
    yield from plainly.texts_without(question, field, text)


def _clauses(text: str) -> list[tuple[str, str]]:
    """Return the clauses of a text from that with the value on, each behind all that stands before it."""
    text = _LINES.sub("\n\n\n", _BLANKS.sub(WIDE, text))  # more blanks than a wide one, and empty lines, say no more
    plain = _TEXT.sub(r" \1 ", _COMMENT.sub(" ", text).strip(" $.\n"))
    joints = list(_APART.finditer(plain))
    starts = [0, *(one.end() for one in joints)]
    ends = [*(one.start() for one in joints), len(plain)]
    clauses = [(plain[:start].rstrip(" ,;(."), plain[start:end]) for start, end in zip(starts, ends, strict=True)]
    valued = next((place for place, (_, clause) in enumerate(clauses) if HAS_VALUE.search(clause)), len(clauses))
    return clauses[valued:]


def _unknown_clauses(
    question: Question, behind: Sequence[tuple[str, str]], comes_to_same: Test, *, is_right: bool
) -> list[tuple[str, str]]:
    """Return the clauses behind the value that are not known to leave it, each behind all that stands before it."""
    found = []
    doubtful = [
        (head, clause)
        for head, clause in behind
        if (is_right and _is_contrary(question, clause)) or _is_unknown(question, clause)
    ]
    if len(doubtful) > MAX_CLAUSES:
        return [(head, clause.strip(" ,()")) for head, clause in doubtful[-1:]]
    for head, clause in doubtful:
        ways = dict.fromkeys((head, behind[0][0]))
        if HAS_VALUE.search(clause) is None or any(map(comes_to_same, ways)):  # else it is a part of what was read
            found.append((head, clause.strip(" ,()")))
    return found


def _is_rounding(head: str, value: str) -> bool:
    """Whether a number rounds the last one before it, perhaps in percent: `0.059 (about 6 %)`."""
    exact, said = _PLAIN.findall(head), _PLAIN.match(value)
    if not exact or said is None:
        return False
    share = Fraction(1, 100) if "%" in value and "%" not in head else Fraction(1)
    step = Fraction(1, 10 ** len(said[0].partition(".")[2])) * share / 2
    return abs(Fraction(exact[-1]) - Fraction(said[0]) * share) <= step


def _is_contrary(question: Question, clause: str) -> bool:
    """Whether a clause says a value in words, or one of a coordinate, which may be another one."""
    if question.kind.is_array and _COORDINATE.search(clause) is not None:
        return True
    if question.kind.is_set and _ABOUT.search(clause) is not None:
        return False  # `1 + √2 (about 2.41)`
    if _is_read_with(question, clause) or (question.kind.is_growth and _SPACE.match(clause) is not None):
        return False
    is_said = ("=" not in clause or question.kind.is_solutions) and _VALUE.search(clause) is not None
    return is_said and _REASON.match(clause) is None and _has_words(clause)


def _is_unknown(question: Question, clause: str) -> bool:
    if (reason := _REASON.match(clause)) is not None or is_method(clause.strip(" .")):
        has_value = _VALUE.search(clause) is not None and "=" not in clause
        return reason is not None and has_value and _CHECK.match(clause) is not None
    if _is_read_with(question, clause):
        return False
    if question.kind.is_growth and (space := _SPACE.match(clause)) is not None:
        return space[1].casefold() in f"{question.lead} {question.prompt}".casefold()  # what is asked for
    if _EMPTY_ROW.fullmatch(clause) is not None or (question.kind.is_set and _KIND.fullmatch(clause) is not None):
        return False
    if not question.kind.is_solutions and _FOR_ALL.fullmatch(clause) is not None:
        return False
    plain = _NAMED.sub(lambda one: one[0] if wanted(question).is_asked(one[1].casefold()) else " ", clause)
    in_formula = _IN_FORMULA.search(plain) is not None
    return any(
        not (is_idle(question, word) or (in_formula and _is_name(word)))
        for word in _WORD.findall(_FORMULA.sub(" ", plain))
    )


def _is_read_with(question: Question, clause: str) -> bool:
    """Whether a clause is one that is read together with a formula: where it is undefined, what its letters are."""
    if question.kind.is_solutions or not any(map(symbols, question.accepted)):
        return False
    return any(pattern.match(clause) is not None for pattern in (_UNDEFINED, _WHERE, _CONSTANT))


def _is_name(word: str) -> bool:
    """Whether a word of a formula names a letter, a function that is written without brackets, or joins sets."""
    if word in GREEK_NAMES or word.casefold() in _OF_SETS:
        return True
    return len(word) <= MAX_FUNCTION and lexicon.is_function(word)


def is_idle(question: Question, word: str) -> bool:
    """Whether a word is known to say nothing of a value: it introduces or joins, or stands in the prompt."""
    small = word.casefold()
    if small in WORDS["telling"]:
        return False
    if small in _IDLE or word in question.names.symbols or small in lexicon.KEYWORDS - _OF_SETS:
        return True
    if question.kind.is_solutions and small in WORDS["comparing"]:
        return True
    asked = wanted(question)
    return has_form(small, asked.said) or asked.is_asked(small)
