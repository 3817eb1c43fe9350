"""Texts that say that the answer stands somewhere else, `see scan.pdf`, and are none themselves."""

from __future__ import annotations

import re

from grader.submissions.problem_words import PROBLEM_WORDS
from grader.wording import writing_notices

_FILE = r"(?<![\w.])[\w-]{1,60}\.(?:pdf|png|jpe?g|heic|docx?|odt|ipynb|py|txt|tex|md|html?|xlsx?|pptx?)(?!\w)"
_SEE = r"^\W*(?:please\s+|bitte\s+)?(?:see|cf|refer to|siehe|s\.|vgl|voir|ver|véase|vea)(?!\w)"
_THERE = (
    r"attached|attachment|handwritten|hand-written|on paper",
    r"(?:next|previous|other|separate|extra|following) (?:page|sheet)",
    r"anhang|anbei|beigefügt|handschriftlich|rückseite|nächste seite|ci-joint|pièce jointe|page suivante|manuscrite?",
    r"adjunto|adjunta|a mano|página siguiente|as above|same as|like above|as in (?:the )?(?:lecture|class|book|slides)",
    r"wie oben|wie in der (?:vorlesung|übung)|idem|ditto|dito|comme ci-dessus|como arriba",
)
_ELSEWHERE = re.compile(rf"{_FILE}|{_SEE}|(?<!\w)(?:{'|'.join(_THERE)})(?!\w)")


def elsewhere(low: str) -> str | None:
    """Return why a text in small letters is no answer where it names a file or another place, None where it may be."""
    found = _ELSEWHERE.search(low)
    return writing_notices.SAYS_ELSEWHERE.format(shown=found[0].strip()) if found else None


_PROBLEM = (
    rf"(?:{PROBLEM_WORDS}|part|teil|q|no\.?|nr\.?|#|(?:equations?|eq|formula|gleichung|formel|équation|ecuación|page|seite|"
    r"página|p|s|fig(?:ure)?|abb|tab(?:le)?|section|sec|kap|chapter|ch|appendix|app|lemma|theorem|thm|satz|def|prop|ex|bsp)"
    r"(?![^\W\d_])\.?)"
)
_REFERENCE = re.compile(
    r"\W*(?:(?:please|bitte)\s+)?(?:see|cf\.?|refer to|same as(?: in)?|as in|siehe|s\.|vgl\.?|wie(?: in)?|voir|"
    rf"comme (?:dans|à)|ver|véase|vea|como en|written (?:in|on|at|under))\s+(?:also\s+|the\s+)?(?:{_PROBLEM}\s*)?"
    r"[$(\[]{0,2}(?:\d{1,3}\s?(?:[(.]?[a-z]\)?)?|[A-Z])[)\]$]{0,2}(?:\s+(?:above|below|oben|unten))?\W*",
    re.IGNORECASE,
)


def referred(text: str) -> str | None:
    """Return why a text is no answer where it is nothing but a reference to another problem, `see 1`."""
    if _REFERENCE.fullmatch(text) is None:
        return None
    return writing_notices.SAYS_ELSEWHERE.format(shown=" ".join(text.split()))
