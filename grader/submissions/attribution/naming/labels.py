"""What a text begins with where it names a problem by number: `Problem 4`, `Q4 (a)`, `4.`, `**4a)**`.

The words for problem are those of `problem_words`, which an assignment may extend.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from grader.problems.labels import Label, parts_of_label
from grader.records import dataclass
from grader.submissions.problem_words import ONE_PROBLEM, PROBLEM_WORDS, SHORT_WORDS

PROBLEM = rf"{PROBLEM_WORDS}|{SHORT_WORDS}|a(?=\d{{1,2}}(?:\s*[a-z]?\s*(?:[:)]|\.(?![^\s*_]))|[a-z]?\s*\Z))"
ANSWER = r"answers?|solutions?|ans|sol|antwort|lösung|loesung|r[ée]ponse|respuesta|soluci[óo]n|"
ANSWER += r"risposta|soluzione|resposta|solu[çc][ãa]o|antwoord|oplossing|uitwerking"
PART = r"part|teil|teilaufgabe|partie|parte|apartado"
NO_PROBLEM = (
    r"problem[\s-]+set|homework|hw|sheet|assignment|week|part|chapter|section|lecture|unit|module|pset|ps|set|page|version|"
    r"group|gruppe|groupe|grupo|gruppo|groep|team|tutorial|tutorium|lab|quiz|exam|übungsblatt|blatt|serie|woche|kapitel|hausaufgabe|übung|devoir|feuille|semaine|"
    r"chapitre|série|td|tp|dm|tarea|hoja|semana|capítulo|lista|folha|ficha|foglio|scheda|compiti?|huiswerk|werkblad"
)
_BETWEEN = r"(?:(?:to|of|for|zu|zur|von|à|de\s+la|del?|al?)\s+)?(?:the\s+)?"
NUMERAL = r"(?:i{2,3}|iv|vi{1,3}|ix)"  # of a part, in more than one letter: `4ii`
_LABEL = (
    r"(?:\(\s*\d{1,3}(?:\.?[a-z])?\s*\)|\[\d{1,3}\]|\d{1,3})"
    r"(?:\.?\s?\(\s*(?:[a-z]|[ivx]{2,5}|\d{1,2})\s*\)|\.\d{1,2}(?![\d/_]|\.\d|(?-i:[A-Z])|[a-z][\w(^])|\.[a-z](?![\w(])|[a-z](?![\w(^])"
    rf"|[a-z](?=\s?\([ivxa-z]{{1,5}}\))|\s[a-z](?=\s*(?:[).:]|\*\*|__))|(?<=\d)(?:{NUMERAL}(?![\w(^])|\s{NUMERAL}(?=\s*[).:])))*"
)
MENTION = re.compile(
    r"in|of|from|by|see|part|to|and|with|for|as|using|than|aus|von|wie|mit|dans|de|par|avec|en|con", re.IGNORECASE
)
_SHORT = r"(?:\(\s*\d{1,3}\s*\)|\[\d{1,3}\]|\d{1,3})"
_ORDINAL = r"(?:[º°ª](?=\s*(?:\*\*|__)?\s*[.:)]))?"  # `4º)`
_CLOSE = (
    r"(?P<close>\s*(?:\*\*|__|\*)?\s*(?:\.{3,}|…|\\?[.:)\]](?!\d))*\s*(?:\*\*|__|\*)?\s*(?:[.:–—](?!\d)|-{1,3}(?=\s))?)"
)


def is_word(text: str, words: Iterable[str] = ()) -> bool:
    """Whether a text is nothing but a word for problem, such as the head of a column: `Question`, `#`, `No.`."""
    bare = text.strip(" *_.:")
    problem = "|".join((*map(re.escape, words), PROBLEM))
    return re.fullmatch(rf"{problem}|[#№]|no|nr", bare, re.IGNORECASE) is not None


CONTINUED = re.compile(
    r"continued?|cont['’]?d?\.?|contd\.?|ctd\.?|fortsetzung|forts\.?|fortgesetzt|suite|continuaci[óo]n|continuazione|vervolg",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A label at the beginning of a text. `lead`: `problem`, `answer`, or empty where no word stands before it.

    `title` is what stands in brackets behind it, `rest` what follows, `behind` both as they stand; `closed`: a sign
    ends the label, so that a number without a word is one. `style`: the signs around it, which those of one run have
    in common.
    """

    path: Label
    lead: str
    title: str
    rest: str
    closed: bool
    style: str
    shown: str
    behind: str


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...], literals: tuple[str, ...], label: str) -> re.Pattern[str]:
    problem = "|".join((*map(re.escape, words), PROBLEM))
    literal = "".join(rf"|{re.escape(one)}(?!\w)" for one in sorted(literals, key=len, reverse=True))
    return re.compile(
        r"\s*(?P<open>(?:\*\*|__|\\?\*)?)\s*(?:(?:my|the)\s+)?"
        rf"(?:(?:for|pour|para|zu|zur|ad|re)\s+(?=(?:{problem})(?![^\W\d_])))?"
        rf"(?:(?P<answer>{ANSWER})(?![^\W\d_])\.?\s*{_BETWEEN})?"
        rf"(?:(?P<problem>{problem})(?![^\W\d_])\.?\s*)?"
        rf"(?P<sign>(?:(?:no|nr|number|zu|ad)(?![^\W\d_])\.?\s*|[#№°º]\s*|n[°º]\s*)?)(?P<colon>[-:]?)\s*(?P<label>{label}{literal}){_ORDINAL}(?![-/]?\w)"
        rf"{_CLOSE}(?:\s*\((?P<title>[^()$\n]{{1,120}})\)(?![\^/·×²³⁴])(?:\s*(?:\*\*|__))?\s*[.:]?(?:\s*(?:\*\*|__))?)?",
        re.IGNORECASE,
    )


def numbered(
    text: str, words: Iterable[str] = (), literals: Iterable[str] = (), *, short: bool = False
) -> Numbered | None:
    """Return the label that a text begins with; `literals` are labels that begin with a letter.

    `short`: only the number, so that what may be its letter stands behind it.
    """
    match = _pattern(tuple(words), tuple(literals), _SHORT if short else _LABEL).match(text)
    if match is None:
        return None
    is_answer = match["answer"] if not match["problem"] else match["problem"].casefold() == "a"  # `A4: …` below `Q4: …`
    lead = "answer" if is_answer else "problem" if match["problem"] else ""
    label, close = match["label"], match["close"]
    path = parts_of_label(label)
    if not lead and match["sign"].strip() == "no":
        return None  # `4.4 no 4.5 C`
    if lead == "answer" and match["colon"]:
        return None  # `Answer: 2x`
    if _is_formula(match):
        return None
    if not path or (not lead and not label[0].isdigit() and label[0] not in "(["):
        return None
    end = match.end() - (_opened_behind(match, text) if not match["title"] else 0)
    rest = text[end:]
    title = match["title"] or ""
    if title and len(title) <= 2 and not lead:  # `4. (a) …`: a part, no title
        title, rest = "", text[match.start("title") - 1 :]
    if not lead and not title and rest[:WORD_WITHIN].lstrip()[:1].isalpha():
        lead, rest = _with_word_behind(tuple(words), rest, match["open"])
    behind = text[match.start("title") - 1 :] if title else rest
    closed = _is_closed(match) or not rest.strip()
    style = f"{label[0] if label[0] in '([' else ''}{close.strip()}"
    shown = text[: match.end("label")].strip(" *_")
    return Numbered(path, lead, " ".join(title.split()), rest, closed, style, shown, behind)


def _is_formula(match: re.Match[str]) -> bool:
    """Whether a small letter for problem begins a difference, `p - 1`, or is called by its number, `q1 = 2`.

    `p-1: 3`, `P-1` and `q1: 2` are labels.
    """
    if len(match["problem"] or "") != 1 or not match["problem"].islower() or match["close"].strip():
        return False
    return match["colon"] == "-" or match.string[match.end() :].lstrip(" $")[:1] == "="


WORD_WITHIN = 4  # signs behind a number in which a word for problem begins


def ends_in_word(text: str, words: Iterable[str] = ()) -> bool:
    """Whether a word for problem ends the label that a text begins with: `1. Aufgabe: 4`, where `4` is the answer."""
    number = _COUNTED.match(text)
    return number is not None and bool(_word_behind(tuple(words), text[number.end() :], number["bold"]))


def counted_twice(text: str) -> str:
    """Return the number before a word for problem behind which nothing but another number stands: `1. Aufgabe - 4`."""
    match = _TWICE.fullmatch(text)
    return match[1] if match is not None else ""


_TWICE = re.compile(
    rf"\s*(\d{{1,3}}[.)])\s+(?:{ONE_PROBLEM})(?:\s+(?:[-–—]{{1,3}}\s+)?|\.\s+)\d[\d\s,;.&/+−-]*", re.IGNORECASE
)
_COUNTED = re.compile(r"\s*(?P<bold>(?:\*\*)?)\(?\d{1,3}\s?[.)]")


def _with_word_behind(words: tuple[str, ...], rest: str, bold: str) -> tuple[str, str]:
    """Return the lead of a number behind which a word for problem stands, and what stands behind that.

    A word with nothing behind it may be the answer, `3. Task`, and is kept.
    """
    match = _word_pattern(words).match(rest)
    if match is not None and match["alone"] is not None:
        return "problem", rest
    place = _word_behind(words, rest, bold)
    return "problem" if place else "", rest[place:]


def is_word_alone(text: str, words: Iterable[str] = ()) -> bool:
    """Whether a text is nothing but a word for problem that stands behind a number."""
    match = _word_pattern(tuple(words)).fullmatch(text)
    return match is not None and match["alone"] is not None


def _word_behind(words: tuple[str, ...], rest: str, bold: str) -> int:
    """Return where a word for problem ends that stands behind its number with a sign of its own: `1. Aufgabe: 3`."""
    match = _word_pattern(words).match(rest)
    ends = match is not None and bold.strip() == (match["bold"] or match["late"] or "")
    return match.end() if match is not None and ends else 0


_ABBREVIATED = "(?:" + "|".join(word for word in SHORT_WORDS.split("|") if len(word) > 1 and word.isalpha()) + r")\.?"


# What else ends it: nothing more, a point or a dash before what is no number, or the mark of a part.
_BEHIND_WORD = r"(?P<alone>[^\S\n]*(?=\n|\Z))|\.(?=\s+[^\s\d])|\s+(?:-{1,3}|[–—])(?=\s+[^\s\d(\[])|\s+(?=\(?[a-h]\)\s)"


@lru_cache(maxsize=64)
def _word_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    problem = "|".join((*map(re.escape, words), ONE_PROBLEM))
    return re.compile(
        rf"\s*(?:{problem}|{_ABBREVIATED})(?:\s?[:)](?P<bold>(?:\*\*)?)(?=\s|$)|(?P<late>\*\*)[:.)]?(?=\s|$)|{_BEHIND_WORD})",
        re.IGNORECASE,
    )


def _is_closed(match: re.Match[str]) -> bool:
    """Whether a sign ends a label: a bracket, a point, a dash, or the end of bold type that began before it."""
    label, close, bold = match["label"], match["close"], match["open"].strip()
    has_sign = bool(close.strip(" *_–—-")) or label[0] in "([" or label[-1] == ")" or match["sign"].strip() in _SIGNS
    return has_sign or (bool(bold) and bold in close)


_SIGNS = frozenset({"#", "№"})  # before a number alone: `#1 2x`


def _opened_behind(match: re.Match[str], text: str) -> int:
    """Return how many signs before the end of a label begin bold or italic words behind it: `4. **Zeros.** $x$`."""
    opens = _OPENING.search(match["close"])
    is_before = not match["open"].strip() and match.end() < len(text) and not text[match.end()].isspace()
    return len(opens[0]) if opens is not None and is_before and match.end("close") == match.end() else 0


_OPENING = re.compile(r"(?<=\s)(?:\*\*|__|\*)$")
WORD = 3  # letters of a part's name that is a word, of which the case does not count


@lru_cache(maxsize=256)
def part_pattern(names: tuple[str, ...]) -> re.Pattern[str]:
    """Return what marks a part at the beginning of a line: `(a)`, `a)`, `**a.**`, `Part a:`.

    The case of a letter counts: `(B)` is an option rather than the part b.
    """
    spelled = []
    for name in sorted(names, key=len, reverse=True):
        one = r"\s*".join(re.escape(sign) for sign in name if not sign.isspace())
        spelled.append(one if len(name) < WORD else f"(?i:{one})")
    one = "|".join(spelled) or r"(?!)"
    marked = rf"(?:[(\[]\s*(?P<in>{one})\s*[)\]]|(?P<bare>{one})\$?(?:\s?\)|\s*[:=]|\.(?=\s|$|\*|__)|(?=\*\*|__)))"
    word = rf"(?i:{PART}|(?:{ONE_PROBLEM})(?=\s+[(\[]?[a-z](?![a-z])))"  # `Question b` below its problem
    said = rf"(?:{word}\s+\$?(?:[(\[]?(?P<said>{one})[)\]]?)\$?(?=\s*(?:[:.)–—]|\*\*|__|$)))"
    closed = r"(?(bold)\s*(?:\*\*|__)?)"  # `(a) **9**`: bold type that begins behind a mark is the answer's
    slant, upright = r"(?P<slant>\*(?=[(\[\w]))?", r"(?(slant)\*)"  # `*a)* 9`; `*a* = 9` gives a letter
    begin = rf"\s*(?:[-*+]\s+)?(?P<bold>\*\*|__)?\s*{slant}\$?"
    ends = r"(?:[:)]|\.(?!\d))?"  # `(a) .75`: the dot begins a number
    return re.compile(rf"{begin}(?:{said}|{marked}){ends}{upright}{closed}\s*(?:[:]|\.(?!\d))?")


def behind_mark(match: re.Match[str]) -> str:
    """Return what stands behind the mark of a part; bold type that begins before it may go on: `**(a) 9**`."""
    rest = match.string[match.end() :]
    bold = match["bold"] or ""
    return f"{bold}{rest}" if bold and rest.count(bold) % 2 else rest


def label_within(text: str, mine: Iterable[str], following: Iterable[str], before: str) -> int | None:
    """Return where a text goes on with one of the `following` labels, marked as one of `mine` is in `before`."""
    before = re.sub(r"\s+(?=[).:]$)", "", before.lstrip(" *_").rstrip(" *_("))
    marks = [before, *before.split()[-1:]]
    spelled = {
        one
        for mark in marks
        for name in mine
        for other in following
        if (one := _instead(mark.strip("*_"), name, other))
    }
    if not spelled:
        return None
    ordered = sorted(spelled, key=len, reverse=True)
    marked = "|".join(re.escape(one[:-1]) + r"\s?" + re.escape(one[-1]) for one in ordered)
    every = re.compile(rf"(?:^|(?<=[\s;,.]))(?:\*\*|__)?(?:{marked})(?=\s|\$|\*\*|$)")
    for match in every.finditer(text):
        words = text[: match.start()].rstrip(" *_").split()[-1:]
        if not words or MENTION.fullmatch(words[0]) is None:
            return match.start()
    return None


def _instead(mark: str, name: str, other: str) -> str:
    """Return a mark with another label in the place of its own, empty where no sign ends it: `Q1:` becomes `Q2:`."""
    is_word = len(name) >= WORD
    place = mark.casefold().rfind(name.casefold()) if is_word else mark.rfind(name)
    other = other.capitalize() if is_word and mark[place : place + 1].isupper() else other
    if (
        place < 0
        or mark[-1:] not in ").:"
        or (mark[place - 1 : place].isalnum() and mark[place - 1].isdigit() == name.isdigit())
    ):
        return ""
    return mark[:place] + other + mark[place + len(name) :]
