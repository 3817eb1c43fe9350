"""The values of two fields as the interval whose bounds the prompt calls by them: `The interval is $[48.04, 51.96]$`.

The interval is read as the answer to a question with one field would be, with all that may speak against it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.claims.chains import chain
from grader.problems.question import Question
from grader.submissions.extraction.candidates import candidates
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.single import SinglePage, as_one_value
from grader.submissions.extraction.stated.words_around.around_words import WORD
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.phrases import F
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block
from grader.submissions.kept import kept

_BOUND = r"(?:bound|limit|end|endpoint|grenze|schranke|borne|limite|cota|límite|extremo)"
_LOWER = re.compile(
    rf"(?:lower|left|untere\w*|linke\w*|inférieure?)\s+{_BOUND}\s+\$(?P<one>[^$]{{1,20}})\$"
    r"|(?:borne|limite|cota|límite|extremo)\s+(?:inférieure?|inferior|izquierd[oa])\s+\$(?P<other>[^$]{1,20})\$",
    re.IGNORECASE,
)
_UPPER = re.compile(
    rf"(?:upper|right|obere\w*|rechte\w*|supérieure?)\s+{_BOUND}\s+\$(?P<one>[^$]{{1,20}})\$"
    r"|(?:borne|limite|cota|límite|extremo)\s+(?:supérieure?|superior|derech[oa])\s+\$(?P<other>[^$]{1,20})\$",
    re.IGNORECASE,
)
# The interval itself, written with its bounds: `the ends of the interval $[a; b]$`.
_WRITTEN = re.compile(r"\$\s*\\?\[\s*(?P<low>[^\[\];,$]{1,20}?)\s*[;,]\s*(?P<high>[^\[\];,$]{1,20}?)\s*\\?\]\s*\$")
_NUMBER = r"[-−+]?\d{1,9}(?:(?:\.|,|\{,\})\d{1,9})?"
_INTERVAL = re.compile(
    rf"(?:(?P<name>[A-Za-z]{{1,3}}|\\mathrm\{{[A-Za-z]{{1,3}}\}})=)?[\[(\]](?P<low>{_NUMBER})(?P<sign>[;,])(?P<high>{_NUMBER})[\])\[]"
)
_NAME = re.compile(r"[A-Za-z]+|\\mathrm\{[A-Za-z]+\}")
_NAMES = frozenset({"I", "CI", "KI", "IC", "J"})


def interval_said(question: Question, blocks: Sequence[Block]) -> list[Found]:
    """Return both bounds from the only interval that an answer gives; none where the prompt does not ask for them."""
    bounds = _bounds(question)
    if not bounds:
        return []
    page = SinglePage(as_one_value(question))
    found = page.read(blocks)
    texts = candidates(found)
    if any(one.kind in {"answer", "unread", "open", "file"} for one in found) or not _leads(question, page):
        return []
    shown = [match for one in texts if (match := _shown(one.text)) is not None]
    last = texts[-1] if texts else None
    if last is None or last.kind != "formula" or last.spared or len(shown) != 1 or _shown(last.text) is None:
        return []
    (match,) = shown
    if not all(_is_same(question, bounds, member) for member in chain(last.text).members[:-1]):
        return []
    if match["name"] and re.sub(r"\\mathrm|[{}]", "", match["name"]) not in _NAMES:
        return []
    if match["sign"] == "," and "," in match["low"] + match["high"]:
        return []
    comma = "," if question.names.numbers == "continental" else "."
    values = [match[name].replace("{,}", comma).replace(",", comma) for name in ("low", "high")]
    return [Found("field", value, last.source, name) for value, name in zip(values, bounds, strict=True)]


def _is_same(question: Question, bounds: Sequence[str], member: str) -> bool:
    """Whether what stands before an interval in its chain may be it: both bounds in order, a name for it, numbers."""
    tight = _tight(member).strip("$")
    called = [field_named(question, one) for one in _SYMBOL.findall(tight)]
    if any(called):
        pair = _PAIR.fullmatch(tight)
        return pair is not None and tuple(field_named(question, one) for one in pair.groups()) == tuple(bounds)
    return _SYMBOL.fullmatch(tight) is None or re.sub(r"\\mathrm|[{}]", "", tight) in _NAMES


_SYMBOL = re.compile(r"\\mathrm\{[A-Za-z]+\}|\\?[^\W\d_]+(?:_(?:\w|\{\w+\}))?")
_PAIR = re.compile(r"[\[(\]]([^,;]+)[,;]([^,;]+)[\])\[]")


def _shown(text: str) -> re.Match[str] | None:
    """Return the interval that a formula is, by itself, behind a name or at the end of a chain of calculations."""
    members = chain(text).members
    if "≈" in text or "approx" in text or (len(members) > 1 and _NAME.fullmatch(_tight(members[0]))):
        return _INTERVAL.fullmatch(_tight(text)) or _INTERVAL.fullmatch(_tight(f"{members[0]}={members[-1]}"))
    return _INTERVAL.fullmatch(_tight(members[-1]))


def _tight(text: str) -> str:
    return re.sub(r"\s|\\[,;! ]|\\left|\\right", "", text).rstrip(".")


@kept
def _bounds(question: Question) -> tuple[str, ...]:
    """Return the fields for the lower and the upper bound, in this order; none where the prompt does not name both."""
    text = f"{question.lead}\n{question.prompt}"
    found = [match for pattern in (_LOWER, _UPPER) if (match := pattern.search(text)) is not None]
    names = [field_named(question, match["one"] or match["other"]) for match in found]
    if not found and len(written := _WRITTEN.findall(text)) == 1:
        names = [field_named(question, one) for one in written[0]]
    scalars = all(not field.domain.shape for field in question.fields.values())
    is_whole = len(question.fields) == len(names) == len(set(names)) and set(names) == set(question.fields)
    return tuple(map(str, names)) if is_whole and scalars else ()


def _leads(question: Question, page: SinglePage) -> bool:
    """Whether the last sentence leads to its interval, and no sentence is unsure or takes anything back."""
    sentences = [one.clause for one in page.said]
    unsure = phrases.words(cues.UNSURE, cues.RETRACTION, cues.TURNING, cues.AGAINST, cues.NEGATION, cues.SUPPOSING)
    if not sentences or any(unsure.search(one.skeleton) or phrases.NEGATED.search(one.skeleton) for one in sentences):
        return False
    asked = asked_of(question)
    spoken = WORD.findall(sentences[-1].skeleton.replace(F, " "))
    return all(word in phrases.quiet() or asked.says(word) for word in spoken)
