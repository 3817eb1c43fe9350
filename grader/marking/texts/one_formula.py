"""What a text of several formulas, or of a sentence that only says a value, says in one formula."""

from __future__ import annotations

import re

from grader import marking
from grader.marking.answer import MAX_SHORT
from grader.marking.texts import vectors
from grader.problems.question import Field, Question

_SENTENCE = re.compile(
    r"(?<![^\W\d_\\])(?!(?:sin|cos|tan|log|exp|sqrt)\b)[^\W\d_]{2,}+[.:]?\s++\S|(?<![^\W\d_])[^\W\d_]{2,}+[\s.}$]*+\Z"
    r"|\s(?:u|units?)\s*[\^²³]|\A\s*[ezp]\.|(?<![\w\\])[A-Z](?:_?\{?\w\}?)?\s*\("
)  # a word beside something else
_REMAINDER = re.compile(
    r"\d[^A-Za-z\d]*[bp]?mod|\A[\s$]*\d+(?:\s*\^[\s{]*\d+[\s}]*)?\s*=(?:\s*\d+\s*=)?[^=+]*\+\s*\d+[\s$.]*\Z"
    r"|\A[\s$]*\d+\s*[·*×⋅]\s*\d+\s*\+\s*\d+[\s$.]*\Z"
)
_FACTS = re.compile(r"=[^,;\n=]*+[,;\n][^=]*+=")  # two equations beside each other
_STEPS = re.compile(
    r"=[^=\n,;⇔⇒⟺⟹]*+(?:[\n⇔⇒⟺⟹]|[,;]\s|=>|\\(?:iff|implies|(?:Long)?(?:Leftr|R)ightarrow)(?![A-Za-z]))[^=]*+="
)
_DEFINED = re.compile(r"[^=,;:(\s]\s*(?:[,;:(]|\s[^\W\d_]{2,})\s*.*=|=[^=,;:]+[,;:]")
_BAR = re.compile(r"(?<=\S)\s(?:\|\|?|//)\s(?=\S)")
_CHECKED_BEHIND = re.compile(r"[^|=()\[\]]*=[^|=()\[\]]*\s(?:\|\|?|//)\s[^|=]*=[^|=]*")
_PARTED = re.compile(
    r"\s\s|\s[ye]\s|\n|(?:\$|\\\))\s|\\\\|[\d)\]}]\s[^\W\d]|[<=>≤≥][^\s<=>≤≥]*\s[^\W\d]"
)  # what formulas may stand beside

_CALLED = re.compile(
    r"[^\W\d_][\w\s*^{}()²]*[:=]|(?<!\w)[^\W\d_]{2,}\s+[-−$]?\d|\d[^,;]*(?:[;&]|(?<!\w)(?:and|und|et|y|e|en)\s)"
    r"|[\d}]\s*\\?(?:[^\W\d_]|[€$£]).*[,\\]|\d\s*\([^\W\d_]{2}|[^\W\d_]{2}\s+(?:are|sind|sont|son|sono)\s"
)  # entries behind or before their names, with their units, or joined by a word


_AT_PLACE = re.compile(r"[\s$]*(?P<left>[^\W\d_]\s*\(\s*(?:[A-Za-z]\s*=\s*)?[-−]?\d[\d.]*\s*\))\s*=")


_PINNED = re.compile(
    r"=[^=]*(?:[^\W\d_]{2,}|[→⇒(])[^=]*=|\A[\s$]*(?:\\mathbb\s*)?[(\[{LS𝕃𝕊\\].*\d\s*[,;|]|\{cases\}"
)  # two equations with a word between them, a pair, lines in a brace


_DECADIC = re.compile(
    r"(?<![^\W_])(?:p(?:H|OH)|pK[abw]?|dB)(?![^\W_])|(?i:dezibel|decibel)"
)  # whose logarithm has base 10
_LOG = re.compile(r"(\\?)(?<![A-Za-z])log(?![A-Za-z\d_₀-₉])")
_KERNEL = re.compile(r"(?<![\w\\])dim\s+([Kk]er(?:\s+[A-Za-z])?)(?=\s*=(?!=))")  # `dim ker A = 2`
_TWICE = re.compile(  # an equation of one letter, and one behind it of the same
    r"[\s$]*(?P<of>[A-Za-z])(?:\([a-z]\))?\s*=(?=(?:[^=]*=){2}).*(?<![A-Za-z\\])(?P=of)(?:\([a-z]\))?\s*=", re.DOTALL
)
_LETTERED = re.compile(r"[A-Za-zα-ω]")
_CALCULATED = re.compile(r"[-−\d+*/·×^²³!]|\\[a-z]")
_DECIMAL = re.compile(r"\d(?:,|\{,\})\d")


def as_one_formula(question: Question, field: Field, text: str) -> str:
    """Return what a text of several formulas, or of a sentence that only says a value, says in one formula."""
    if ("\n" in text or "{" in text) and question.kind.is_array:
        text = vectors.drawn_matrices.in_brackets(question, text)
    text = _with_points(question, field, text) if "," in text else text
    text = _with_decadic(question, text) if "log" in text else text
    text = marking.texts.left_hand.usual_calls.without_call(question, text) if "=" in text else text
    text = _KERNEL.sub(r"dim(\1)", text) if "dim" in text else text
    text = with_constants(question, field, without_general_formulas(question, text))
    is_short = len(text) <= MAX_SHORT if question.kind.is_expression else False
    if is_short and question.kind.is_array and (_CALLED.search(text) or text.count("=") > 1):
        text = vectors.called_entries.as_list(question, text)
    if _PARTED.search(text) and (question.kind.is_solutions or question.kind.written == "list"):
        text = marking.texts.stacked.as_list_of_parts(question, field, text)
    elif "\n" in text and question.kind.is_expression and marking.texts.stacked.sizes_of_arrays(question):
        lines = text.strip().split("\n")
        text = marking.texts.stacked.entries_of_one_array(question, lines, text) or text
    if _BAR.search(text) is not None and question.kind.is_one_number == "always" and _CHECKED_BEHIND.fullmatch(text):
        text = _BAR.sub(", ", text)  # `x = 4 | Probe: 11 = 11`
    text = _with_own_name(question, field, text) if field.symbol else text
    if question.kind.is_condition and len(text) <= MAX_SHORT and _PINNED.search(text):
        text = marking.texts.chains.pinned_letters.as_conditions(question, text)
    if _SENTENCE.search(text):
        text = marking.texts.sentences.answers_said.plainly(question, field, text)
    if _STEPS.search(text):
        last = marking.texts.chains.steps_said.without_steps(question, text)
        text = last if last == text else marking.texts.left_hand.usual_calls.without_call(question, last)
    if _REMAINDER.search(text):
        read = marking.texts.sets.residues.as_set if question.kind.is_set else None
        text = (read or marking.texts.numbers.remainders_said.remainder)(question, text) or text
    if is_short and "=" in text and _DEFINED.search(text):
        text = marking.texts.chains.own_definitions.put_in(question, field, text)
    if _FACTS.search(text) and question.kind.is_expression:
        text = marking.texts.chains.facts_beside.without_facts(question, field, text)
    return text


def without_general_formulas(question: Question, text: str) -> str:
    """Return a chain without the formulas before its numbers that are known to be steps to them."""
    left, _, behind = text.partition("=") if question.kind.is_one_number == "always" else ("", "", "")
    if not behind or _LETTERED.search(left) is None or _CALCULATED.search(left) is None:
        return text
    return marking.asked.left_sides.formulas_first.without_formulas(question, text)


def _with_own_name(question: Question, field: Field, text: str) -> str:
    """Return a text with the answer's name for it at the place that is asked for: `y` for `y(15)` of `y(15) = 26`."""
    at = _AT_PLACE.match(text)
    if at is None or not marking.asked.about.places.is_at_asked_place(question, field.symbol, at["left"]):
        return text
    return f"{text[: at.start('left')]}{field.symbol} {text[at.end('left') :]}"


def with_constants(question: Question, field: Field, text: str) -> str:
    """Return a particular solution behind the general one and its constants, `y = Cx, C = 3, y = 3x`, as a chain."""
    if not question.kind.is_expression or _TWICE.match(text) is None:
        return text
    return marking.texts.chains.constants_solved.as_chain(question, field, text)


def _with_decadic(question: Question, text: str) -> str:
    """Return a text with the logarithm of base 10 for `log` where the prompt asks for a pH or decibels."""
    is_decadic = question.kind.is_one_number == "always" and _DECADIC.search(question.prompt) is not None
    return _LOG.sub(r"\1lg", text) if is_decadic else text


def _with_points(question: Question, field: Field, text: str) -> str:
    """Return a text with points for its decimal commas where nothing else can be meant."""
    may = field.names.numbers == "plain" and (question.kind.is_solutions or question.kind.is_array)
    is_decimal = may and _DECIMAL.search(text) is not None
    return marking.texts.numbers.decimal_commas.settled(question, text) if is_decimal else text
