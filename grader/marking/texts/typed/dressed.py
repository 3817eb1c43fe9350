r"""What is drawn around a whole answer, `\boxed{75 \%}`, `"75 %"`, `**75 %**`, `75 % ✓`: it says nothing of it.

An answer in such dress is the answer without it, whatever looks at it. Only what closes at the end of the text what it
opened at its beginning is taken off: what stands within a text may say something there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.marking.answer import Answer, FieldAnswer
from grader.problems.question import Question
from grader.records import replace
from grader.verdict import Verdict

MAX_CHARACTERS = 2_000  # of a text whose dress is looked at
MAX_LAYERS = 4  # of dress, one around the other; what has more keeps all of them
_LOOKED_AT = frozenset({"value", "choice", "words"})

_TICKED = re.compile(
    r"(?<=\S)(?>(?:\s|\\[,;: ]|\\q?quad(?![A-Za-z]))*)"
    r"(?:[✓✔✅∎■☑]|\\(?:checkmark|qed|blacksquare|Box)(?![A-Za-z]))[\s.]*\Z"
)
_MARK = re.compile(r"[✓✔✅∎☑✗✘❌☒☐□○◯⬜■]|\\(?:checkmark|qed|blacksquare|square|Box)(?![A-Za-z])|\[[ xX]?\]")
_BRACED = re.compile(r"(?P<open>\$\$?|\\[(\[])?\s*\\(?:boxed|fbox|framebox)\s*\{")
_CLOSING = {None: "", "$": "$", "$$": "$$", "\\(": "\\)", "\\[": "\\]"}
_FORMULA = re.compile(r"\\\[((?:(?!\\[\[\]()])[^$])+)\\\]|\\\(((?:(?!\\[\[\]()])[^$])+)\\\)")
_ENVIRONMENT = r"(?:equation|displaymath|center|math)\*?"
_QUOTED = tuple(
    re.compile(one, re.DOTALL)
    for one in (r"\"([^\"“”„]+)\"|[“„]([^\"“”„]+)[”“]|«([^«»]+)»", r"'([^'‘’]+)'|‘([^'‘’]+)’")
)
_AROUND = tuple(
    re.compile(one, re.DOTALL)
    for one in (
        r"`([^`]+)`",
        r"\*\*(?=[^\s*])([^*]+)(?<=[^\s*])\*\*",
        rf"\\begin\{{{_ENVIRONMENT}\}}((?:(?!\\begin|\\end)[\s\S])+)\\end\{{{_ENVIRONMENT}\}}",
        *(rf"<{tag}>([^<>]+)</{tag}>" for tag in ("b", "i", "u", "em", "strong", "p", "span", "code", "tt", "mark")),
    )
)


def undressed(question: Question, answer: Answer) -> Answer:
    """Return an answer without what is drawn around its texts; itself where nothing is."""
    if question.kind.reads not in _LOOKED_AT:
        return answer
    fields = {name: _bare_field(question, one) for name, one in answer.fields.items()}
    whole = answer.whole and _bare_field(question, answer.whole)
    is_same = whole is answer.whole and all(one is answer.fields[name] for name, one in fields.items())
    return answer if is_same else replace(answer, fields=fields, whole=whole)


def as_dressed(verdict: Verdict, answer: Answer, bare: Answer) -> Verdict:
    """Return the verdict on a bare answer with its texts as they were typed."""
    texts = {name: (one.text, answer.fields[name].text) for name, one in bare.fields.items()}
    if bare.whole is not None and answer.whole is not None:
        texts.update(dict.fromkeys(verdict.fields.keys() - texts.keys(), (bare.whole.text, answer.whole.text)))
    fields = {
        name: replace(one, text=texts[name][1]) if name in texts and one.text == texts[name][0] else one
        for name, one in verdict.fields.items()
    }
    return replace(verdict, fields=fields)


def _bare_field(question: Question, field: FieldAnswer) -> FieldAnswer:
    is_plain = field.error is None and field.candidates is None and not field.file
    if not is_plain or len(field.text) > MAX_CHARACTERS or _may_mean_dress(question):
        return field
    text = bare(field.text, in_quotes=question.kind.reads != "words")
    return field if text == field.text else replace(field, text=text)


def _may_mean_dress(question: Question) -> bool:
    """Whether a sign of dress is what is asked for, `the sign ✓`."""
    return question.kind.reads == "words" and any(map(_MARK.search, question.accepted_texts))


def bare(text: str, *, in_quotes: bool = True) -> str:
    """Return a text without what is drawn around it; itself where that is nothing, or more than MAX_LAYERS.

    Quotes may be part of words: the literal `"hi"` of a program.
    """
    around = (*_QUOTED, *_AROUND) if in_quotes else _AROUND
    rest = text
    for _ in range(MAX_LAYERS):
        inner = _without_layer(rest, around)
        if inner == rest:
            return text if rest.strip() == text.strip() else rest
        rest = inner
    return text if _without_layer(rest, around) != rest else rest


def _without_layer(text: str, around: Sequence[re.Pattern[str]]) -> str:
    """Return a text without the outermost layer of its dress; never an empty one."""
    inner = _unticked(text) if len(_MARK.findall(text)) == 1 else text
    if inner != text:
        return inner
    typed = text.strip()
    for one in around:
        found = one.fullmatch(typed)
        if found is not None:
            return next(filter(None, found.groups())).strip() or text
    return _unboxed(typed) or _in_dollars(typed) or text


def _in_dollars(text: str) -> str:
    r"""Return `$x$` for `\[x\]` and `\(x\)`, which are the same; nothing for another text."""
    found = _FORMULA.fullmatch(text)
    inner = "" if found is None else next(filter(None, found.groups())).strip()
    return f"${inner}$" if inner else ""


def _unticked(text: str) -> str:
    return _TICKED.sub("", text)


def _unboxed(text: str) -> str:
    """Return what stands in the one box that a text is, in the signs of mathematics around it; else nothing."""
    begin = _BRACED.match(text)
    if begin is None:
        return ""
    body = text.rstrip(" .\n")
    close = _CLOSING[begin["open"]]
    body = (
        body[: len(body) - len(close)].rstrip(" .\n") if close and body.endswith(close) else body if not close else ""
    )
    if not body.endswith("}") or _end_of_braces(body, begin.end()) != len(body):
        return ""
    return body[begin.end() : -1].strip()


def _end_of_braces(text: str, begin: int) -> int:
    r"""Return the place behind the brace that closes one before `begin`, -1 where none does; `\{` is a sign."""
    depth = 1
    for brace in re.compile(r"\\.|[{}]", re.DOTALL).finditer(text, begin):
        depth += {"{": 1, "}": -1}.get(brace[0], 0)
        if not depth:
            return brace.end()
    return -1
