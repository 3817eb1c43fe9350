"""Answers whose values, letters and marks stand so that nobody can tell which belong together.

`1 (simple), 3 (simple)` where a set is asked for, `at $-3$, where it is $4$` for a place, `A ✓ B ✗` and `A to C` of
several options, `28x28 (16)` for a shape, `1 out of 3`: one of the two values alone is never the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.choices.chosen_options import NO
from grader.problems.question import Question
from grader.submissions.extraction.worded.labels_above import refused_by_label
from grader.submissions.extraction.worded.told_beside import refused_beside, refusing_words
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block
from grader.submissions.forms.content import is_content, raw

MAX_SHAPE = 400  # characters of an answer that is looked at as a whole


def unclear(question: Question, blocks: Sequence[Block]) -> str:
    """Return what stands beside an answer, or within it, so that nobody can tell what is meant."""
    return refused_beside(question, blocks) or refused_by_label(question, blocks) or unclear_shape(question, blocks)


def unclear_shape(question: Question, blocks: Sequence[Block]) -> str:
    """Return the stretch of blocks that nobody can tell the parts of, empty where there is none."""
    return unclear_text(question, raw([block for block in blocks if is_content(block)]))


def unclear_text(question: Question, text: str) -> str:
    """Return the stretch of an answer that nobody can tell the parts of, empty where there is none."""
    if len(text) > MAX_SHAPE:
        return ""
    plain = re.sub(r"[$*`]", "", text)
    low = plain.casefold()
    found = _marked(question, low)
    if question.kind.reads == "choice":
        found = found or (_of_options(question, plain) if question.options else _of_yes_or_no(question, low))
    elif question.kind.reads == "value":
        found = found or _guesses(question, text) or _of_values(question, low)
    return found.strip()


def _of_values(question: Question, low: str) -> str:
    """Return where two values stand of which nobody can tell which is asked for."""
    kind = question.kind
    if kind.is_shape:
        return _first(_SIZES, low)
    if kind.is_set or kind.is_solutions:
        is_plain = set(_LETTERS.findall(low)) <= _IN_RESULTS and not re.search(r"[,;:]", low)
        results = _RESULT.findall(low) if is_plain and _JOINED.search(low) else []
        return low if _MEMBERS.fullmatch(low) or len(results) > 1 else ""
    if kind.is_growth:
        return _first(_TIMES, low)
    if _AMONG.search(low):
        return _first(_AMONG, low)
    return _first(_PLACED, low) if len(question.fields) == 1 and _asks_for_place(question) else ""


def _guesses(question: Question, text: str) -> str:
    """Return a list of typed numbers where one is asked for: none of them is called the answer."""
    lines = [line.strip(" -*•\t") for line in text.splitlines() if line.strip()]
    is_list = len(set(lines)) > 1 and all(re.fullmatch(_NUMBER, line) for line in lines)
    return lines[-1] if is_list and question.kind.written == "line" and len(question.fields) == 1 else ""


def _asks_for_place(question: Question) -> bool:
    return _PLACE_ASKED.search(question.prompt.casefold()) is not None


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


_NUMBER = r"[-−+]?\d+(?:[./]\d+)?"
_ASIDE = r"(?:[(\[]\s*(?:[^\W\d_]{4,}|\d(?=\]))[^()\[\]=\n]*(?:\([^()\n]*\))?\s*[)\]]|,\s*(?!and|und|oder)[^\W\d_]{4,})"
_JOINT = r"(?:\s*,?\s*(?:and|und|et|y|e|en|or|oder|ou)\s+|\s*[,;]\s*|\s+)"
# Numbers with words behind each, and nothing else: of these only the last one was read.
_MEMBERS = re.compile(
    rf"\W*(?:[^\W\d_]+\s+){{0,2}}{_NUMBER}\s*{_ASIDE}(?:{_JOINT}(?:[^\W\d_]+\s+)?{_NUMBER}\s*{_ASIDE})+[\s.]*"
)
# Calculations with numbers only, each with its result.
_RESULT = re.compile(rf"[\d)}}]\s*=\s*{_NUMBER}(?![\w/^])")
_LETTERS = re.compile(r"\\?[^\W\d_]+")
_IN_RESULTS = frozenset({"\\frac", "\\cdot", "\\sqrt", "and", "und", "et", "y"})
_JOINED = re.compile(r"\s(?:and|und|et|y|e|en)\s|\n")
_SIZES = re.compile(
    r"\d\s*@|@\s*\d|\d\s*(?:[x×·*]|\\times|\\cdot)\s*\(|\d\s*\(\d+\)\s*\.?\Z|\d\s*\+\s*\d+\s+[^\W\d_]{3,}"
)
_TIMES = re.compile(r"\A\W*\S{1,12}\s+(?:times|mal|fois|veces|volte|vezes|keer)\s[^.\n]{1,40}\Z")
_AMONG = re.compile(rf"(?:\A|\s){_NUMBER}\s+(?:out\s+of|in|aus|von|sur|su|em|op)\s+{_NUMBER}(?!\s*[^\W\d_])")
_PLACED = re.compile(
    rf"(?<!\w)(?:at|bei|en|in|for|für)\s+(?:[a-z]\s*=\s*)?{_NUMBER}[\s,;]+(?:where|it|we|which|wo|dort|man"
    rf"|wir|où|on)\s[^\n]*{_NUMBER}"
    rf"|[a-z]\s*=\s*{_NUMBER}[\s,;]+(?:which|where|and\s+this|was|wo|ce\s+qui)\s+(?:gives?|is|yields?"
    rf"|equals|ergibt|donne)\s[^\n]*{_NUMBER}"
    rf"|(?:minimum|maximum|value|wert|valeur)\s+(?:is|ist|est)\s+{_NUMBER}[\s,;]+(?:at|bei|en"
    rf"|in)\s+(?:[a-z]\s*=\s*)?{_NUMBER}"
)
_PLACE_ASKED = re.compile(
    r"(?<!\w)(?:at\s+which|for\s+which|where|bei\s+welche[mrn]|an\s+welcher|für\s+welches|wo|en\s+quel|où|en\s+qué|dónde)(?!\w)"
)


def _of_options(question: Question, plain: str) -> str:
    """Return where marks, ranges or a denial stand between letters of options."""
    letters = "|".join(sorted(map(re.escape, question.options), key=len, reverse=True))
    option = rf"(?<!\w)(?:{letters})(?!\w)"
    patterns = (
        rf"{option}\s*[✓✗✔✘☑☒]\s*(?=[^\n]){option}\s*[✓✗✔✘☑☒]",
        rf"{option}\s*=\s*[01]\W+{option}\s*=\s*[01]",
        rf"{option}\s*(?:\.{{2,}}|…|–|to|bis|through|à|hasta)\s*{option}",
        rf"{option}\W+(?:(?:and|und|et|y)\W+)?{option}\s*:\s*(?i:{_DENIED})(?!\w)",
    )
    found = next((match[0] for one in patterns if (match := re.search(one, plain))), "")
    return found or _opposite(question, plain.casefold())


_DENIED = "false|no|not|wrong|incorrect|faux|non|falsch|nein|nicht|falso|falsa|sbagliato|fout|nee|não"


def _opposite(question: Question, low: str) -> str:
    """Return the opposite of a word of the prompt which alone is said of an option: `Merge sort: unstable.`"""
    match = _SAID_OF.fullmatch(low.strip())
    says = asked_of(question).says
    is_opposite = match is not None and says(match["bare"]) and not says(match["word"])
    return match["word"] if match is not None and is_opposite else ""


_SAID_OF = re.compile(r"[^:\n]{1,60}:\s*(?P<word>(?:un|in|non-?|im|ir)(?P<bare>[^\W\d_]{4,}))\W*")


def _of_yes_or_no(question: Question, low: str) -> str:
    """Return what takes a yes or no back behind it, or makes less of it."""
    match = _TURNED.search(low)
    if match is not None and not asked_of(question).says(match["what"]) and not _BOTH.search(low):
        return match[0]
    return _first(_NONSENSE, low)


_TURNED = re.compile(
    r"\A\W*(?:yes|ja|oui|sí|si|sì|sim)\W+(?P<what>almost|nearly|sometimes|mostly|usually|locally|partly"
    r"|partially|quasi\w*|pseudo\w*"
    r"|(?:from\s+the\s+)?left|(?:from\s+the\s+)?right|fast|manchmal|meistens?|teilweise|lokal|von\s+links"
    r"|von\s+rechts|ihre|seine"
    r"|presque|parfois|localement|à\s+gauche|à\s+droite|casi|a\s+veces|quasi|talvolta|bijna|soms)(?!\w)"
)
_BOTH = re.compile(r"(?<!\w)(?:links\s+und\s+rechts|rechts\s+und\s+links|left\s+and\s+right|right\s+and\s+left)(?!\w)")
_NONSENSE = re.compile(
    r"[.!;]\s*(?:stimmt\s+nicht|quatsch|unsinn|blödsinn|nonsense|rubbish|just\s+kidding|not\s+true"
    r"|that's\s+not\s+true|n'importe\s+quoi"
    r"|c'est\s+faux|no\s+es\s+cierto|mentira|non\s+è\s+vero)(?!\w)"
)


def _marked(question: Question, low: str) -> str:
    """Return a mark of one to three words that refuses what it stands beside: `C (rejected)`, `old s = 2`."""
    words = refusing_words() - {key.casefold() for key in question.options or ()}
    for match in _MARK.finditer(low):
        said = re.findall(r"[^\W\d_]+", match["tail"] or match["bracket"] or match["lead"] or "")
        refuses = bool(said) and all(word in words for word in said) and any(word not in _SMALL for word in said)
        head = (match["head"] or "").strip()
        agrees = head in NO and set(said) <= _DENIALS
        if refuses and not agrees and not any(map(asked_of(question).says, said)):
            return match[0]
    return ""


_SMALL = frozenset({"a", "the", "it", "is", "this", "that", "do", "does", "my", "by", "of", "only", "just"})
_DENIALS = frozenset(
    {"not", "never", "nicht", "nie", "niemals", "pas", "jamais", "nunca", "mai", "niet", "it", "is", "does"}
)
_WORDS = r"[^\W\d_]+(?:\s+[^\W\d_]+){0,2}"
_MARK = re.compile(
    rf"\A\W*(?P<lead>{_WORDS})\s+(?=\\?[a-z]\w?\s*=)"
    rf"|[(\[]\s*(?P<bracket>{_WORDS})\s*[.!]?\s*[)\]]"
    rf"|\A(?P<head>\s*[(\[]?\w{{1,4}}[)\]]?)\s*(?:[,;–—]\s*|-\s+)(?P<tail>{_WORDS})[\s.!]*\Z"
)
