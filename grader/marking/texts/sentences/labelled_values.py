r"""Values behind words that say what is asked for, `Die Lösung ist y(x) = 2x`, or how, `By the product rule: f = …`.

The words are a method with its colon, or a label that is neutral for the question, with a copula or before the name.
"""

from __future__ import annotations

import re

from grader.marking.asked.labels import other_word, without_method
from grader.marking.asked.method_names import is_method
from grader.problems.question import Question

MAX_WORDS = 6  # of a label
_NAME = r"(?:\\?[^\W\d_]{1,8}(?:_\{?\w{1,4}\}?)?['’]*\s*(?:\([^()=]{1,12}\))?)"
_CASE = r"(?:case|fall|cas|caso)\s+\d"
_METHOD = re.compile(
    rf"\s*(?P<words>[^\W\d_](?:[^\W\d_]|['’ -]){{2,60}})\s*(?:,\s*{_CASE}\s*|\s*\({_CASE}\)\s*|\s+{_CASE}\s*)?:\s*",
    re.IGNORECASE,
)
_WORDS = rf"(?P<words>[^\W\d_]+(?:[\s'’-]+[^\W\d_]+){{0,{MAX_WORDS - 1}}})"
_LABELLED = re.compile(
    rf"\s*{_WORDS}\s*(?:(?<![^\W\d_])(?:is|ist|lautet|est|es|è|é|vaut|equals)(?![^\W\d_])|:)\s*(?P<equation>\$?\s*{_NAME}\s*=(?!=).+)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_NAME = re.compile(
    r"\s*(?:the|die|der|das|la|le|el|il|lo|o|a|l['’]|de|het)\s*(?P<words>[^\W\d_]{4,30})\s+"
    r"(?P<equation>\$?\s*\\?[^\W\d_]\s*=(?!=).+)",
    re.IGNORECASE | re.DOTALL,
)
_VALUED = re.compile(
    rf"\s*{_WORDS}\s+(?:est|es|è|é)\s+(?P<equation>\S.*)", re.IGNORECASE | re.DOTALL
)  # where the reader knows the article for no word
_WORD = re.compile(r"[^\W\d_]{4,}")


def _is_method(words: str) -> bool:
    return not without_method(words) or is_method(words)


def without_method_label(text: str) -> str:
    """Return what stands behind the name of a method and its colon; the text itself where there is none."""
    method = _METHOD.match(text)
    is_label = method is not None and method.end() < len(text) and _is_method(method["words"].strip())
    return text[method.end() :] if method is not None and is_label else text


def without_label(question: Question, text: str) -> str:
    """Return the value or equation behind words that say what is asked for; the text itself where there are none."""
    for pattern in (_LABELLED, _BEFORE_NAME, _VALUED):
        match = pattern.fullmatch(text)
        words = match["words"] if match is not None else ""
        if match is not None and _WORD.search(words) and not other_word(question, words):
            return match["equation"]
    return text
