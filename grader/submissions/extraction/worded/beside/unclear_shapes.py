"""Answers whose values, letters and marks stand so that nobody can tell which belong together.

`1 (simple), 3 (simple)` where a set is asked for, `at $-3$, where it is $4$` for a place, `A ✓ B ✗` and `A to C` of
several options, `28x28 (16)` for a shape, `1 out of 3`: one of the two values alone is never the answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader import marking
from grader.marking.asked.about.counted_sets import is_counted_unknown
from grader.marking.asked.labels import other_word
from grader.marking.asked.other_things.limits_named import tends_to_another
from grader.marking.asked.words.phrases import asks_how_many
from grader.marking.choices.chosen_options import NO
from grader.marking.texts.chains.statements_beside import unclear as unclear_statements
from grader.problems.question import Question
from grader.submissions.extraction.worded.beside.comments_said import refused_by_comment, refused_by_comments
from grader.submissions.extraction.worded.beside.contrary_reasons import against_choice
from grader.submissions.extraction.worded.beside.foreign_properties import foreign_property
from grader.submissions.extraction.worded.beside.labels_above import refused_by_label
from grader.submissions.extraction.worded.beside.told_beside import refused_beside, refusing_words
from grader.submissions.extraction.worded.beside.unclear_choices import of_options, of_yes_or_no
from grader.submissions.extraction.worded.beside.values_in_reasons import value_in_reason
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block
from grader.submissions.forms.content import is_content, raw

MAX_SHAPE = 400  # characters of an answer that is looked at as a whole


def unclear(question: Question, blocks: Sequence[Block]) -> str:
    """Return what stands beside an answer, or within it, so that nobody can tell what is meant."""
    content = [block for block in blocks if is_content(block)]
    said = refused_beside(question, content) or refused_by_label(question, content)
    said = said or (refused_by_comments(question, blocks) if content else "")
    return said or unclear_text(question, raw(content))


def unclear_text(question: Question, text: str) -> str:
    """Return the stretch of an answer that nobody can tell the parts of, empty where there is none."""
    if len(text) > MAX_SHAPE:
        return ""
    if "<!--" in text and (comment := refused_by_comment(question, text)):
        return comment
    plain = text.translate(_DRESS)
    low = plain.casefold()
    found = _marked(question, low)
    if question.kind.reads == "choice":
        found = found or (of_options(question, plain) if question.options else of_yes_or_no(question, text, low))
        found = found or against_choice(question, plain, low)
    elif question.kind.reads == "value":
        found = (
            found
            or _dated(low)
            or tends_to_another(question, text)
            or _guesses(question, text)
            or _checks(question, text)
            or _of_values(question, low)
            or unclear_statements(question, text)
        )
        found = found or foreign_property(question, plain) or value_in_reason(question, low)
    return found.strip()


def _dated(low: str) -> str:
    """Return the day behind a dash in which a text ends, `3 -- 12.11.`: it is no number that is taken away."""
    match = _DATE.search(low) if "." in low[-8:] else None
    return match[0] if match else ""


_DAY, _MONTH = r"(?:0?[1-9]|[12]\d|3[01])", r"(?:0?[1-9]|1[0-2])"
_DATE = re.compile(
    rf"(?:(?:--|—)\s*{_DAY}\.\s?{_MONTH}\.|(?:\s[-/]|–|−|,)\s*(?:[0-3]\d\.\s?[01]\d\.|{_DAY}\.\s?{_MONTH}\.(?=\s?(?:20)?\d\d\s*\Z)))"
    r"(?:\s?(?:20)?\d\d)?\s*\Z"
)
_DRESS = str.maketrans("", "", "$*`")


def _checks(question: Question, text: str) -> str:
    """Return the sum and the product of two values where a set is asked for: they are none of its members."""
    return _first(_VIETA, text) if question.kind.is_set else ""


def _of_values(question: Question, low: str) -> str:
    """Return where two values stand of which nobody can tell which is asked for."""
    kind = question.kind
    if refused := _first(_SO_NOT, low) or _first(_ADDED, low) or _first(_RAISED, low):
        return refused
    if refused := _of_one_of_them(question, low):
        return refused
    if kind.is_shape:
        axes = marking.texts.vectors.shape_words.named_in_other_order
        return _first(_SIZES, low) or axes(f"{question.lead} {question.prompt}", low)
    if kind.is_solutions and (restricted := _restricted(question, low)):
        return restricted
    if kind.is_set or kind.is_solutions:
        is_plain = set(_LETTERS.findall(low)) <= _IN_RESULTS and not re.search(r"[,;:]", low)
        results = _RESULT.findall(low) if is_plain and _JOINED.search(low) else []
        return low if _MEMBERS.fullmatch(low) or len(results) > 1 else ""
    if kind.is_growth:
        return _first(_TIMES, low)
    among = _AMONG.search(low)
    if among is not None and not re.search(r"\d", low[: among.start()] + low[among.end() :]):
        return among[0]  # where other numbers stand beside it, it leads to these
    if len(question.fields) > 1:
        return ""
    is_place = _asks_for_place(question)
    placed = (_first(_PLACED, low) or _first(_POINT, low) or _first(_VALUE_THERE, low)) if is_place else ""
    return placed or _first(_NUMBERED, low) or _of_each(question, low) or _made_of(question, low)


def _of_one_of_them(question: Question, low: str) -> str:
    """Return what says of a number that it is one of the things of which the problem asks how many there are."""
    match = _ONE_OF_THEM.match(low)
    if match is None or not asks_how_many(question.lead, question.prompt):
        return ""
    return match[0] if match["said"] or is_counted_unknown(question, match["of"] or "") else ""


def _restricted(question: Question, low: str) -> str:
    """Return where solutions are said of other numbers, to be none, or by an interval that has other ends."""
    says = asked_of(question).says
    domain, denied = _DOMAIN.search(low), _FALSE_FOR.search(low)
    if domain is not None and not says(domain["domain"]):
        return domain[0]
    if denied is not None and not any(map(says, ("false", "not", "nicht", "wrong", "violated"))):
        return denied[0]
    match = _TWICE.match(re.sub(r"\\leq?(?![a-z])|<=", "≤", low))
    is_same = match is None or (
        (match["open"] == "[") == (match["low"] == "≤") and (match["close"] == "]") == (match["high"] == "≤")
    )
    return "" if match is None or is_same else match[0]


def _made_of(question: Question, low: str) -> str:
    """Return the noun of which nobody knows what it makes of a value: `Mirror of x = -3`."""
    match = _MADE_OF.fullmatch(low.strip())
    return match["noun"] if match is not None and other_word(question, match["noun"]) else ""


def _of_each(question: Question, low: str) -> str:
    """Return where a value is said of each of several things, or taken several times, and no problem asks so."""
    said = _EACH.search(low)
    is_asked = said is not None and _EACH_ASKED.search(f"{question.lead} {question.prompt}".casefold()) is not None
    return said[0] if said is not None and not is_asked else _first(_TIMES_SAID, low)


def _guesses(question: Question, text: str) -> str:
    """Return a list of typed numbers where one is asked for: none of them is called the answer."""
    if question.kind.written != "line" or len(question.fields) > 1 or "\n" not in text:
        return ""
    lines = [line.strip(" -*•\t") for line in text.splitlines() if line.strip()]
    return lines[-1] if all(map(_ONE_NUMBER.fullmatch, lines)) and len(set(lines)) > 1 else ""


def _asks_for_place(question: Question) -> bool:
    return _PLACE_ASKED.search(question.prompt.casefold()) is not None


def _first(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[0] if match else ""


_NUMBER = r"[-−+]?\d+(?:[./]\d+)?"
_ONE_NUMBER = re.compile(_NUMBER)
_ASIDE = (
    r"(?:[(\[]\s*(?:[^\W\d_]{4}|\d(?=\]))(?>[^()\[\]=\n]*)(?:\([^()\n]*\))?\s*[)\]]"
    r"|,\s*(?!and|und|oder)(?>[^\W\d_]{4,}))"
)
_JOINT = r"(?>\s*(?:,\s*)?(?:and|und|et|y|e|en|or|oder|ou)\s+|\s*[,;]\s*|\s+)"
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
# A point where its first coordinate is asked for, and the value there.
_POINT = re.compile(
    rf"(?<!\w)(?:at|in|bei|en|im\s+punkt|au\s+point)\s+(?:the\s+point\s+)?\(\s*{_NUMBER}\s*[,;|]\s*{_NUMBER}\s*\)"
)
_VALUE_THERE = re.compile(
    r"(?<!\w)(?:value\s+(?:of\s+[a-z]\s+)?there|value\s+of\s+[f-h]|(?:minimal|minimum|maximal|maximum|smallest|largest|lowest"
    r"|highest|least)\s+(?:value|loss|cost|error|risk|height|profit)|(?:minimal|maximal|funktions)wert(?:\s+dort)?|wert\s+dort"
    rf"|valeur\s+(?:minimale|maximale)|valor\s+(?:mínimo|máximo))\s+(?:is|ist|est|es|beträgt|=|:)\s*{_NUMBER}"
)
# What a thing is numbered with is no number of things.
_NUMBERED = re.compile(r"(?<!\w)[^\W\d_]{3,}\s+(?:number|no\.|nummer|nr\.|numéro|número)\s+\d")
_EACH = re.compile(
    r"\A\W*(?:each|every|jede[rsnm]?|chaque|cada|ogni|elke?)\s+[^\W\d_]+\s+"
    rf"(?:has|have|gets|contains|holds|hat|hält|enthält|a|tiene|contient|ha)\s+{_NUMBER}(?:\s+[^\W\d_]+){{0,3}}[\s.!]*\Z"
)
_EACH_ASKED = re.compile(r"(?<!\w)(?:each|every|per|jede[rsnm]?|pro|je|chaque|par|cada|por|ogni|elke?)(?!\w)")
# A value that is to be taken several times: `variance of a throw times two: 35/12`.
_TIMES_SAID = re.compile(
    r"\A[^=\n]{3,60}\s(?:times|mal|fois|veces|multiplied\s+by)\s+(?:two|three|four|zwei|drei|vier|deux|trois|dos|tres|\d+)\s*:"
)
_MADE_OF = re.compile(
    rf"\W*(?:(?:the|a|an|der|die|das|la|le|el|une?)\s+)?(?P<noun>[^\W\d_]{{3,}})\s+(?:of|von|de|di)\s+[a-z]\s*=\s*{_NUMBER}[\s.]*"
)
# Numbers of a kind right before the letter for them: `positive x with …`.
_DOMAIN = re.compile(
    r"(?<!\w)(?P<domain>integers?|ganze[nr]?|ganzzahlige[ns]?|entiers?|enter[oa]s?|inter[io]|natural|natürliche[nr]?|naturels?|naturales"
    r"|naturali|positive[nrs]?|positifs?|positiv[oaie]s?|negative[nrs]?|négatifs?|negativ[oaie]s?|non-?negative|rational|rationale[nr]?"
    r"|complex|komplexe[nr]?|complexes?|complej[oa]s?|compless[io]|even|odd|gerade[nr]?|ungerade[nr]?|prime)\s+"
    r"(?:numbers?\s+|zahlen\s+|nombres\s+|values?\s+(?:of\s+)?)?[a-z](?![\w(^'’-])"
)
_FALSE_FOR = re.compile(
    r"(?<!\w)(?:false|wrong|violated|untrue|not\s+true|falsch|verletzt|faux|fausse|falsa?o?)\s+(?:for|on|when|für|auf|pour|sur|para|en|per)(?!\w)"
)
# An interval, and the same once more with signs.
_TWICE = re.compile(
    rf"\W*?(?P<open>[\[(\]])\s*{_NUMBER}\s*[,;]\s*{_NUMBER}\s*(?P<close>[\])\[])\s*[,;:(]?\s*"
    r"(?:i\.\s?e\.|that\s+is|d\.\s?h\.|das\s+heißt|c'est-à-dire|es\s+decir|or|=|so|also)?[\s,:]*"
    rf"{_NUMBER}\s*(?P<low>[<≤])\s*[a-z]\s*(?P<high>[<≤])\s*{_NUMBER}"
)
# The sum and the product of two values, which check them.
_VIETA = re.compile(
    rf"(?<![\d.])(?P<one>{_NUMBER})\s*\+\s*(?P<other>{_NUMBER})\s*=\s*{_NUMBER}[^\n]{{1,20}}?(?<![\d.])"
    rf"(?:(?P=one)\s*(?:[*·×]|\\cdot)\s*(?P=other)|(?P=other)\s*(?:[*·×]|\\cdot)\s*(?P=one))\s*="
)
_SO_NOT = re.compile(
    r"[,;]\s*(?:so|thus|hence|therefore|also|daher|donc|así\s+que|quindi)\s+(?:no|nope|nein|nicht|non|pas)[\s.!]*\Z"
)
# `x = 3 is a solution`, `3 solves it`, and `x = 3` alone of an unknown; `3 is the number of them` is a count.
_ONE_OF_THEM = re.compile(
    rf"[\s$]*(?:the\s+solution\s+is\s+)?(?:(?P<of>[a-z])\s*=\s*)?{_NUMBER}(?:[\s.$]*\Z|[\s$]+(?P<said>(?:is|ist|est|es|è|é)\s+(?:an?|one|the|eine?|die|der|das|une?|l[ae']|un[oa]?|el|uma?)\s*"
    r"(?!number|count|answer|result|total|value|anzahl|zahl|antwort|ergebnis|nombre|réponse|número|respuesta|numero)[^\W\d_]{3,}"
    r"|(?:solves|satisfies|works|fulfils|löst|erfüllt|vérifie|convient|cumple|satisface)(?!\w)))"
)
# A number that is perhaps still to be raised: `9 squared`, where the prompt says `3 squared`.
_TO_BE_RAISED = (
    r"squared|cubed|doubled|tripled|halved|im\s+quadrat|hoch\s+(?:zwei|drei)|au\s+(?:carré|cube)|al\s+(?:cuadrado|cubo|quadrato)"
    r"|ao\s+(?:quadrado|cubo)|(?:in\s+het\s+)?kwadraat"
)
_RAISED = re.compile(
    rf"\A\W*(?:{_NUMBER}[\s(]+(?:{_TO_BE_RAISED})[\s).!]*\Z|(?:{_TO_BE_RAISED})\s*:?\s*{_NUMBER}[\s.]*\Z)"
)
# A summand that is perhaps to be added, `x^2 + x (+ 1)`: nobody writes a factor so.
_ADDED = re.compile(r"(?<=[\w)}])[\s$]+\([\s$]*\+[\s$]*\d[\d.]*[\s$]*\)[\s.$]*\Z")
_PLACE_ASKED = re.compile(
    r"(?<!\w)(?:at\s+which|for\s+which|where|bei\s+welche[mrn]|an\s+welcher|für\s+welches|wo|en\s+quel|où|en\s+qué|dónde)(?!\w)"
)


def _marked(question: Question, low: str) -> str:
    """Return a mark of one to three words that refuses what it stands beside: `C (rejected)`, `old s = 2`."""
    words: frozenset[str] = frozenset()
    for match in _MARK.finditer(low):
        words = words or refusing_words() - {key.casefold() for key in question.options or ()}
        said = re.findall(r"[^\W\d_]+", match["tail"] or match["bracket"] or match["lead"] or "")
        refuses = bool(said) and all(word in words for word in said) and any(word not in _SMALL for word in said)
        head = (match["head"] or "").strip()
        agrees = head in NO and set(said) <= _DENIALS
        says = asked_of(question).says
        if refuses and not agrees and not all(says(word) for word in said if word not in _SMALL):
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
