"""A refuted value under a condition, `1/(1-q)` for |q| < 1, that would be right without it, or with 0 elsewhere.

What a condition leaves out is missing. But one under which the prompt itself asks restricts nothing, and any other may
be that of what the prompt is about: a time that is not negative, a series that converges, a density that is 0
elsewhere. Then a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from grader import marking
from grader.errors import AnswerError
from grader.language.limits import LIMITS
from grader.language.printing import show
from grader.language.tree import ZERO, Cases, Node, symbols
from grader.marking.answer import Answer
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Feedback, Outcome, Verdict
from grader.wording import remarks

_CONDITION = re.compile(
    r"[<>≤≥≠]|\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z])|∈|(?<![^\W_])(?:if|for|when|where|provided)(?![^\W_])"
)
_STATED = re.compile(r"\$([^$]*[<>≤≥≠][^$]*|[^$]*\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z])[^$]*)\$")
_SENTENCE_END = re.compile(r"(?<=[.?!;:])\s+(?=\W*[A-ZÄÖÜÉ])|\n\s*\n")
_SETTING = re.compile(
    r"(?:let|assume|suppose|throughout|sei|seien|angenommen|soit|soient|supposons|sea|sean|sia|siano)(?![^\W_])",
    re.IGNORECASE,
)
_JOINED = re.compile(
    r"(?:(?<![^\W_])(?:for|where|with|if|when|let|assume|assuming|suppose|that|and|all|real|every|any|für|mit|wobei|falls|wenn"
    r"|sei|und|alle|reelle|pour|avec|si|où|soit|et|para|con|per|se|sia|e)|,)\s*",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"(?<![^\W_])(?:not|no|never|without|except|unless|than|nicht|kein\w*|ohne|außer|sauf|sans|pas|no|sin|non|senza)(?![^\W_])"
    r"|n['’]t(?![^\W_])",
    re.IGNORECASE,
)

Mark = Callable[[Question, Answer], Verdict]


def right_without_condition(question: Question, answer: Answer, verdict: Verdict, mark: Mark) -> Verdict | None:
    """Return the verdict on a refuted answer that is right without its condition, None where it is not."""
    texts = {name: one.counted.text for name, one in answer.fields.items()}
    length = sum(map(len, texts.values()))
    if not question.kind.is_expression or length > LIMITS.max_text or not any(map(_CONDITION.search, texts.values())):
        return None
    values = {name: _without_condition(question, name, one) for name, one in texts.items()}
    changed = {name: one for name, one in values.items() if one != texts[name]}
    if not changed:
        return None
    if (found := _marked(question, answer, values, mark)).outcome is not Outcome.CORRECT:
        elsewhere = {name: _zero_elsewhere(question, name, one) for name, one in texts.items()}
        is_right = _marked(question, answer, elsewhere, mark).outcome is Outcome.CORRECT
        shown = "; ".join(elsewhere[name] for name in changed)
        return _open(question, verdict, remarks.RIGHT_WITH_ZERO.format(text=shown)) if is_right else None
    if all(_stated(question, name, texts[name], one) for name, one in changed.items()):
        return replace(found, fields={name: replace(one, text=texts[name]) for name, one in found.fields.items()})
    return _open(question, verdict, remarks.RIGHT_WITHOUT_CONDITION.format(text="; ".join(changed.values())))


def _marked(question: Question, answer: Answer, texts: Mapping[str, str], mark: Mark) -> Verdict:
    """Return the verdict on an answer with other texts in its fields."""
    fields = {name: replace(answer.fields[name], text=one, said="", candidates=None) for name, one in texts.items()}
    return mark(question, Answer(fields))


def _stated(question: Question, name: str, text: str, value: str) -> bool:
    """Return whether the prompt asks under the condition of a text, not where it says it of something else.

    It asks so in its only sentence, in a question, or where it sets what holds throughout, `Let $x > 0$.`, without a
    word that denies it and without another condition on the same letters.
    """
    restricted = _read(question, name, text)
    if not isinstance(restricted, Cases):
        return False
    sentences = _SENTENCE_END.split(question.prompt.strip())
    found = [(one, match) for one in sentences for match in _STATED.finditer(one)]
    same = [(one, match) for one, match in found if _read(question, name, f"{value}, {match[1]}") == restricted]
    if not same:
        return False
    letters = symbols(restricted.branches[0][1])
    others = {match[1].strip() for _, match in found} - {match[1].strip() for _, match in same}
    is_alone = not any(re.search(rf"(?<![^\W_]){re.escape(one)}(?![^\W_])", text) for one in letters for text in others)
    return is_alone and any(_asks(one, match.start(), len(sentences) == 1) for one, match in same)


def is_asked_under(question: Question, condition: str) -> bool:
    """Whether a prompt in which a condition stands asks under it, and states it of nothing else.

    A prompt in one sentence does, a question, a sentence that tells what to give, and one that sets what holds.
    """
    sentences = _SENTENCE_END.split(question.prompt.strip())
    found = [(one, match) for one in sentences for match in _STATED.finditer(one)]
    wanted = _tight(condition)
    same = [(one, match) for one, match in found if _tight(match[1]) == wanted]
    letters = set(re.findall(r"(?<![A-Za-z\\])[A-Za-z](?![A-Za-z])", condition))
    others = {_tight(match[1]) for _, match in found} - {wanted}
    is_alone = not any(re.search(rf"(?<![^\W_]){one}(?![^\W_])", text) for one in letters for text in others)
    is_one = len(sentences) == 1
    return not same or (is_alone and any(_asks(one, match.start(), is_one or _tells(one)) for one, match in same))


def _tells(sentence: str) -> bool:
    """Whether a sentence tells what to give, or sets what is spoken of: `Let $f(x) = x^2$ for $x > 0$.`"""
    return _TELLING.match(sentence) is not None or _SETTING.match(sentence) is not None


_TELLING = re.compile(
    r"\W*(?:(?:please|now|then|bitte|dann)\s+)?(?:find|give|compute|determine|calculate|evaluate|simplify|solve|show|prove|state|derive|write|express"
    r"|differentiate|integrate|bestimm\w*|berechn\w*|gib|geben|vereinfach\w*|löse\w*|zeig\w*|leite\w*|calcule\w*|déterminer?\w*|trouve\w*|donne\w*"
    r"|simplifi\w*|résou\w*|halle|halla|determin\w*|encuentr\w*|da|resuelv\w*|trova\w*|calcola\w*)(?![^\W_])",
    re.IGNORECASE,
)


def _tight(text: str) -> str:
    plain = re.sub(r"[\s{}.,;]|\\(?:left|right)(?![A-Za-z])", "", text)
    return re.sub(r"\\geq?(?![A-Za-z])", "≥", re.sub(r"\\leq?(?![A-Za-z])", "≤", plain))


def _asks(sentence: str, start: int, is_only: bool) -> bool:
    """Whether a sentence asks, or sets what holds throughout, under the condition that begins at a place in it."""
    is_setting = _SETTING.match(sentence) is not None and "=" not in re.sub(r"[<>!]=", "", sentence)
    is_joined = any(match.end() == start for match in _JOINED.finditer(sentence, 0, start))
    return (is_only or is_setting or sentence.endswith("?")) and is_joined and _DENIED.search(sentence) is None


def _without_condition(question: Question, name: str, text: str) -> str:
    """Return the value of a text that says one under one condition; any other text itself."""
    restricted = _restricted(question, name, text)
    return text if restricted is None else show(restricted.branches[0][0])


def _zero_elsewhere(question: Question, name: str, text: str) -> str:
    """Return a text that says one value under one condition with 0 where it says nothing; any other text itself."""
    restricted = _restricted(question, name, text)
    return text if restricted is None else show(Cases(restricted.branches, ZERO))


def _restricted(question: Question, name: str, text: str) -> Cases | None:
    tree = _read(question, name, text)
    is_one = isinstance(tree, Cases) and tree.otherwise is None and len(tree.branches) == 1
    return tree if is_one and isinstance(tree, Cases) else None


def _read(question: Question, name: str, text: str) -> Node | None:
    """Return what a text is read as; None where it cannot be read, or in several ways."""
    try:
        trees = [one.tree for one in marking.texts.field_texts.read_value(question, question.fields[name], text)]
    except AnswerError:
        return None
    return trees[0] if len(trees) == 1 else None


def _open(question: Question, verdict: Verdict, staff: str) -> Verdict:
    """Return the verdict that leaves to a person whether the condition may stand."""
    said = Feedback("readings", staff, remarks.CONDITION_LEAVES_OUT, "verdict")
    span = (verdict.score_range[0], question.points)
    return Verdict(question.id, Outcome.UNDECIDED, question.points, span, verdict.fields, feedback=(said,))
