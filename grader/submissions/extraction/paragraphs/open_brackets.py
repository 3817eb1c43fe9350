r"""Typed brackets with words in them: a remark behind a formula, `11 (4 in the first)`, or an event, `P(A and B)`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.submissions.extraction.paragraphs.lexeme import Lexeme

_EVENT = re.compile(r"(?:\A|[\s=+*/(-])(?:P|Pr|p)\([^()]*\Z")
BOTH = frozenset({"and", "und", "et", "y", "e", "en"})


def with_brackets(found: Sequence[Lexeme]) -> list[Lexeme]:
    """Return lexemes in which a bracket with words in it is none of the formula before it, but of its event."""
    kept: list[Lexeme] = []
    for place, one in enumerate(found):
        behind = found[place + 1] if place + 1 < len(found) else None
        if len(kept) > 1 and _is_event(kept[-2], kept[-1], one):
            before, _ = kept[-2:]
            text, raw = f"{before.text} ∩ {one.text}", f"{before.raw} {kept[-1].raw} {one.raw}"
            kept[-2:] = [before._replace(text=text, raw=raw)]
        elif one.kind == "formula" and behind is not None and behind.kind in {"word", "sign"}:
            kept += _parted(one)
        else:
            kept.append(one)
    return kept


def _is_event(before: Lexeme, word: Lexeme, one: Lexeme) -> bool:
    """Whether a word stands between two events of which both are meant, `P(A and B)`."""
    if word.text not in BOTH or before.kind != "formula" or one.kind != "formula" or not (before.typed and one.typed):
        return False
    return _EVENT.search(before.text) is not None and re.match(r"[A-Za-z]\w?\)", one.text) is not None


def _parted(one: Lexeme) -> list[Lexeme]:
    """Return a formula parted at a bracket behind a blank that is not closed in it."""
    place = _open(one.text)
    at = one.raw.rfind("(")
    before, inner = (one.text[:place].rstrip(), one.text[place + 1 :].strip()) if place is not None else ("", "")
    if not before or at < 1 or not (one.typed or "$" in one.raw):
        return [one]
    sign = Lexeme("sign", "(", "(", one.line)
    rest = [one._replace(text=inner, raw=one.raw[at + 1 :].strip(), typed=True)] if inner else []
    return [one._replace(text=before, raw=one.raw[:at].rstrip()), sign, *rest]


def _open(text: str) -> int | None:
    """Return where the only bracket that is not closed opens, behind a blank; None where there is no such one."""
    opened: list[int] = []
    for place, sign in enumerate(text):
        if sign in "([{":
            opened.append(place)
        elif sign in ")]}":
            if not opened:
                return None
            opened.pop()
    is_one = len(opened) == 1 and text[opened[0]] == "(" and text[opened[0] - 1 : opened[0]] == " "
    return opened[0] if is_one else None
