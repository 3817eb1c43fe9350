"""What letters of the writer's own stand for, before the verb: `With $u = x$ and $v' = e^{2x}$ we get …`.

It is a premise: what follows the verb stands for itself. Only equations that give no letter of the problem a value,
words that are known to say how something is done, and verbs that nothing denies are such a beginning.
"""

from __future__ import annotations

import re
from functools import cache

from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.stated.leading.lead_ins import introduces
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import F, quiet, singles
from grader.submissions.extraction.words.prompts import Asked

_VERB = (
    r"(?:we\s+(?:get|obtain|have|find|arrive\s+at)|i\s+(?:get|obtain|find)|one\s+(?:gets|obtains|finds)|gives|yields|leads\s+to|"
    r"results\s+in|erhalten\s+wir|erhalte\s+ich|erhält\s+man|bekommen\s+wir|bekommt\s+man|folgt|ergibt(?:\s+sich)?|liefert|"
    r"on\s+(?:obtient|trouve|a)|nous\s+obtenons|donne|j['’]obtiens|obtenemos|se\s+obtiene|tenemos|queda|resulta|da)"
)
_SETS = (
    r"(?:with|using|setting|putting|taking|choosing|letting|substituting|mit|setze|setzen\s+wir|wähle|avec|en\s+posant|en\s+prenant|"
    r"con|tomando|poniendo|haciendo)"
)
_AND = r"(?:\s*,?\s*(?:and|und|et|y)\s+|\s*,\s*)"
_CHOICES = re.compile(
    rf"\s*(?P<how>(?:[^\W\d_'’-]+(?:['’-][^\W\d_]+)*\s+){{0,5}}?){_SETS}\s+(?P<equations>{F}(?:{_AND}{F}){{0,5}})\s*,?\s*(?={_VERB}(?!\w))"
)
_SAID = re.compile(r"[^\W\d_]+")


def without_choices(asked: Asked, whole: Clause) -> tuple[Clause, str]:
    """Return a sentence without what letters stand for before its verb, and what was said so; all of it elsewhere."""
    match = _CHOICES.match(whole.skeleton) if len(whole.formulas) > 1 else None
    if match is None or not _how().issuperset(_SAID.findall(match["how"])):
        return whole, ""
    count = match["equations"].count(F)
    equations = whole.formulas[:count]
    if any(one.display for one in equations) or len(whole.formulas) <= count:
        return whole, ""
    if not all(introduces(asked, one.text) for one in equations):
        return whole, ""
    letters = {_letter(one.text) for one in equations}
    if _letter(whole.formulas[count].text) in letters:
        return whole, ""  # `with $u = x$ and $v' = e^x$ we get $v = e^x$`: a step
    return whole.from_place(match.end()), whole.raw(0, match.end()).strip(" ,")


def _letter(text: str) -> str:
    """Return the letter on the left of an equation, without its mark; the text itself where none stands there."""
    row = assignment(text)
    return row.left.strip().rstrip("'") if row else text


@cache
def _how() -> frozenset[str]:
    """Return the words that may say how something is done before the letters."""
    known = quiet() | singles(cues.METHOD, cues.WORKING, cues.LEADING)
    return known - {*cues.UNSURE.phrases, *cues.RETRACTION.phrases, *cues.AGAINST.phrases}
