"""What a sentence calls what the problem asks for: `The variance is $2/3$.`, `Der Grenzwert ist $9$.`

Behind such a statement, where it is the last one, sentences before it that speak of something else are steps, although
nobody can tell what they say: `First the mean: $E[X] = 4/3$.`
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from grader.records import replace
from grader.submissions.extraction.formulas.formulas import assignment
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.stated.words_around.around_words import WORD
from grader.submissions.extraction.words import cues
from grader.submissions.extraction.words.phrases import F, quiet, words
from grader.submissions.extraction.words.prompts import Asked
from grader.submissions.kept import kept

_IS = re.compile(
    r"(?<!\w)(?:is|are|equals|becomes|ist|sind|beträgt|lautet|ergibt|folgt|est|sont|vaut|es|son|vale)(?!\w)"
)
# Whose quantity it is: `the variance of the sum is $4$`.
_OF = re.compile(r"(?<!\w)(?:of|for|von|vom|der|des|für|de|du|del|pour|para|di|do|da|per|van|voor)\s+(?=\w)")
_FILLING = frozenset({"the", "a", "is", "are", "equals", "ist", "beträgt", "est", "es", "la", "le", "el", "den", "dem"})
_STEPS = frozenset({"inline", "other", "replacing"})


def calls_asked(asked: Asked, clause: Clause) -> bool:
    """Whether the last formula of a sentence is said to be what the problem asks for, by its noun or by its formula."""
    skeleton = clause.skeleton
    last = skeleton.rfind(F)
    if last < 0 or skeleton[last + 1 :].strip(" .!"):
        return False
    row = assignment(clause.formulas[-1].text)
    start = max(skeleton.rfind(F, 0, last), skeleton.rfind(",", 0, last), skeleton.rfind(":", 0, last)) + 1
    lead = skeleton[start:last]
    if row is not None and asked.asks_for(row.left):
        return True
    nouns = [match.start() for match in WORD.finditer(lead) if match[0] in asked.nouns]
    verbs = [match.start() for match in _IS.finditer(lead)]
    if not nouns or not verbs:
        return False
    said = lead[min(nouns[-1], verbs[-1]) :]
    of = _OF.search(said)
    is_own = of is None or all(word in _FILLING or asked.says(word) for word in WORD.findall(said[of.end() :]))
    return is_own and _is_quiet(asked, said)


def _is_quiet(asked: Asked, lead: str) -> bool:
    return all(word in quiet() or asked.says(word) for word in WORD.findall(lead))


def without_asides(asked: Asked, texts: Sequence[Found]) -> list[Found]:
    """Return candidates without what nobody can tell of, before the last one that is called what is asked for.

    Such a sentence does not name what is asked for, and nothing in it is unsure, taken back, or another answer.
    """
    if texts[-1].spared:
        return list(texts)
    kept = [one for one in texts[:-1] if not _speaks_of_another(asked, one)]
    return [*(replace(one, spared="") if one.kind == "formula" else one for one in kept), texts[-1]]


def _speaks_of_another(asked: Asked, one: Found) -> bool:
    if one.kind != "doubtful" or one.rank not in _STEPS:
        return False
    said = _of_part(asked).sub(" ", one.text.casefold())
    against = words(cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.TURNING, cues.SUPPOSING, cues.ANSWER)
    return asked.nouns.isdisjoint(WORD.findall(said)) and against.search(said) is None


@kept
def _of_part(asked: Asked) -> re.Pattern[str]:
    """Return the pattern of what is asked for, said of a part: `the derivative of the first term`."""
    nouns = "|".join(map(re.escape, sorted(asked.nouns))) or "(?!)"
    part = words(cues.PART).pattern
    of = r"(?:of|von|de|der|des|del|du)(?:\s+[^\W\d_]+){0,2}?"
    return re.compile(rf"(?<!\w)(?:{nouns})\s+{of}\s+(?:{part}|summanden)")
