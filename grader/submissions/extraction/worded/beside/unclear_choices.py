"""Choices of which nobody can tell what they choose: marks between letters, a yes that is less than one or of another.

`A ✓ B ✗`, `A to C`, `yes, locally`, `the matrix $A^T A$ is invertible` where $A$ is asked about.
"""

from __future__ import annotations

import re

from grader.marking.asked.names.left_names import name_of
from grader.marking.choices.chosen_options import NO_ALONE, YES_ALONE
from grader.marking.texts.left_hand.prompt_names import close, letters, plain, written
from grader.problems.question import Question
from grader.submissions.extraction.worded.yes_or_no.matrix_reasons import of_matrix
from grader.submissions.extraction.words.prompts import asked_of


def of_options(question: Question, plain: str) -> str:
    """Return where marks, ranges or a denial stand between letters of options."""
    letters = "|".join(sorted(map(re.escape, question.options), key=len, reverse=True))
    option = rf"(?<!\w)(?:{letters})(?!\w)"
    patterns = (
        rf"{option}\s*[✓✗✔✘☑☒]\s*(?=[^\n]){option}\s*[✓✗✔✘☑☒]",
        rf"{option}(?:\s*=\s*|\s+)[01](?!\w)\W+{option}(?:\s*=\s*|\s+)[01](?!\w)",
        rf"{option}[ \t]+\(?(?!{option})\d{{1,2}}[.):]?[ \t]*{option}",
        rf"{option}\s*(?:\.{{2,}}|…|–|to|bis|through|à|hasta)\s*{option}",
        rf"{option}\W+(?:(?:and|und|et|y)\W+)?{option}\s*:\s*(?i:{_DENIED})(?!\w)",
    )
    found = next((match[0] for one in patterns if (match := re.search(one, plain))), "")
    return found or _opposite(question, plain.casefold())


_DENIED = "false|no|not|wrong|incorrect|faux|non|falsch|nein|nicht|falso|falsa|sbagliato|fout|nee|não"


def _opposite(question: Question, low: str) -> str:
    """Return the opposite of a word of the prompt which alone is said of an option: `Merge sort: unstable.`"""
    match = _SAID_OF.fullmatch(low.strip())
    says = asked_of(question).says
    is_opposite = match is not None and says(match["bare"]) and not says(match["word"])
    return match["word"] if match is not None and is_opposite else ""


_SAID_OF = re.compile(r"[^:\n]{1,60}:\s*(?P<word>(?:un|in|non-?|im|ir)(?P<bare>[^\W\d_]{4,}))\W*")


def of_yes_or_no(question: Question, text: str, low: str) -> str:
    """Return what takes a yes or no back behind it, or makes less of it."""
    match = _TURNED.search(low)
    if match is not None and not asked_of(question).says(match["what"]) and not _BOTH.search(low):
        return match[0]
    if (nonsense := _NONSENSE.search(low)) is not None:
        return nonsense[0]
    of_other = _of_another(question, text) or _merely(question, low) or _for_some(question, low)
    return of_other or _of_independence(question, text, low) or of_matrix(question, low)


def _of_another(question: Question, text: str) -> str:
    """Return a formula that the problem does not write, of which an answer says what is asked: `$A^T A$ is invertible`.

    Only in the sentence that answers, before a reason; what is said of formulas that are no names is a reason itself.
    """
    known = _named_in(question)
    first = _REASON.split(_STOP.split(text, maxsplit=1)[0], maxsplit=1)[0] if known and "$" in text else ""
    for clause in _CLAUSE.split(first):
        names = _FORMULA.findall(clause)
        words = _WORD.findall(_FORMULA.sub(" ", clause).casefold())
        is_asked = any(asked_of(question).says(word) and word not in _NOUNS for word in words)
        are_names = all(_NAMES.fullmatch(name.strip()) for name in names)
        if is_asked and are_names and (other := next((one for one in names if close(plain(one)) not in known), "")):
            return str(other)
    return ""


def _of_independence(question: Question, text: str, low: str) -> str:
    """Return the equation with which a no says that events are independent, or the one with which a yes denies it."""
    prompt = question.prompt.casefold()
    if _INDEPENDENT.search(prompt) is None or _NOT_INDEPENDENT.search(prompt) is not None or _WHETHER.search(low):
        return ""
    tight = re.sub(r"\\(?:cdot|times|left|right|,)|[\s$·*×]", "", re.sub(r"\\cap|\\wedge|∧|,", "∩", text))
    tight = re.sub(r"\\mid|\\vert", "|", re.sub(r"\\neq?(?![A-Za-z])|!=", "≠", tight))
    head = re.match(r"\W*([^\W\d_]+)", low)
    is_no = head is not None and head[1] in NO_ALONE
    if is_no and "≠" not in tight and (unrelated := _PRODUCT_RULE.search(tight) or _UNRELATED.search(low)):
        return unrelated[0]
    return "≠" if head is not None and head[1] in YES_ALONE and _UNEQUAL.search(tight) else ""


_INDEPENDENT = re.compile(r"\bindepend|unabhängig|indépendan|indipenden")
_NOT_INDEPENDENT = re.compile(
    r"not\s+independent|nicht\s+unabhängig|abhängig(?<!unabhängig)|\bdependent"
    r"|no\s+independientes"
)
_WHETHER = re.compile(
    r"(?<!\w)(?:if|whether|would|should|must|need|not|nicht|wenn|ob|müsste|si|sería|debería|unless|iff|only|except)(?!\w)|n['’]t|\?"
)
_PRODUCT_RULE = re.compile(
    r"P\((?P<a>[A-Z])∩(?P<b>[A-Z])\)=P\((?:(?P=a)\)P\((?P=b)|(?P=b)\)P\((?P=a))\)|P\((?P<c>[A-Z])\|[A-Z]\)=P\((?P=c)\)"
)
_UNEQUAL = re.compile(r"P\([A-Z]∩[A-Z]\)≠P\([A-Z]\)P\([A-Z]\)|P\((?P<c>[A-Z])\|[A-Z]\)≠P\((?P=c)\)")
_UNRELATED = re.compile(
    r"(?<!\w)(?:no\s+influy\w+|nada\s+l[oa]s\s+relaciona|nothing\s+to\s+do\s+with|(?:has|have)\s+no\s+(?:effect|influence)"
    r"|keinen\s+einfluss|aucune\s+influence|nessuna\s+influenza)(?!\w)"
)


def _named_in(question: Question) -> frozenset[str]:
    """Return what the formulas of a problem name, by themselves and as members of equations; none where it has none."""
    formulas = written(question)
    members = {member for one in formulas for member in re.split(r"[=,]", one)}
    names = {name.of for member in members if (name := name_of(member)) is not None}
    return frozenset({*formulas, *members, *names, *letters(question)}) if formulas else frozenset()


_FORMULA = re.compile(r"\$([^$]{1,40})\$")
_NAMES = re.compile(r"[-−]?\d{0,3}(?:[A-Za-z](?:'|_\w|\([a-z]\)|\^(?:\w|\{[-−]?\w\}|\\top))*\s*){1,3}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_NOUNS = frozenset(
    {
        "matrix",
        "matrizen",
        "function",
        "funktion",
        "event",
        "events",
        "ereignisse",
        "sucesos",
        "vector",
        "vectors",
        "vektoren",
    }
    | {"fonction", "función", "matrice", "matriz", "événements", "eventi", "with", "that", "this", "also", "does"}
)
_STOP = re.compile(r"(?<=[^\W\d])[.;!?]\s|\n\s*\n")
_REASON = re.compile(
    r"(?<!\w)(?:because|since|as|if|where|with|so|hence|thus|but|weil|denn|da|wenn|wobei|also|car|puisque|si|donc|porque|pues|ya)(?!\w)|[:(]"
)
_CLAUSE = re.compile(r",(?![^$]*\$(?:[^$]*\$[^$]*\$)*[^$]*\Z)")


def _merely(question: Question, low: str) -> str:
    """Return a no that says no more than what is asked, `no, only convex`, where nothing more of it is asked."""
    match = _MERELY.match(low)
    if match is None or not asked_of(question).says(match["what"]):
        return ""
    more = re.search(
        rf"(?:\w+ly|streng|strikt|stark|gleichmäßig|absolut|\w+ment|\w+mente)\s+{match['what']}",
        question.prompt.casefold(),
    )
    return match[0] if more is None else ""


_MERELY = re.compile(
    r"\W*(?:no|nein|non|não|nee)\W+(?:it\s+is\s+|es\s+ist\s+|sie\s+ist\s+)?"
    r"(?:only|just|merely|nur|bloß|seulement|juste|solo|sólo|solamente|soltanto)\s+(?P<what>[^\W\d_]{4,})(?=\W*(?:\Z|[,.;]))"
)


def _for_some(question: Question, low: str) -> str:
    """Return what a yes is said of instead of what is asked about: `yes, its negative is`, `yes for linear models`."""
    match = _FOR_SOME.match(low)
    if match is None:
        return ""
    words = re.findall(r"[^\W\d_]{3,}", match["what"] or match["own"] or "")
    is_said = bool(words) and all(asked_of(question).says(word) for word in words)
    return "" if is_said else match[0]


_FOR_SOME = re.compile(
    r"\W*(?:yes|ja|oui|sí|si|sì|sim)\W*?(?:\s+|,\s*)(?:for\s+(?!(?:all|every|any|each|it|we|they|both|sure|the|this|that|these)(?!\w))"
    r"(?P<what>[^\W\d_]{3,}(?:\s+[^\W\d_]+)?)\W*\Z"
    r"|(?:its|ihre?|seine?|su|sa|son)\s+(?P<own>[^\W\d_]{3,})\s+(?:is|are|has|does|ist|sind|est|es)\W*\Z"
    r"|(?P<turned>[-−]\s*\w+(?:\(\w\))?)\s+(?:is|does|ist|est|es)\W*\Z)"
)


_TURNED = re.compile(
    r"\A\W*(?:yes|ja|oui|sí|si|sì|sim)\W+(?P<what>almost|nearly|sometimes|mostly|usually|locally|partly"
    r"|partially|quasi\w*|pseudo\w*"
    r"|(?:from\s+the\s+)?left|(?:from\s+the\s+)?right|fast|manchmal|meistens?|teilweise|lokal|von\s+links"
    r"|von\s+rechts|ihre|seine"
    r"|presque|parfois|localement|à\s+gauche|à\s+droite|casi|a\s+veces|quasi|talvolta|bijna|soms)(?!\w)"
)
_BOTH = re.compile(r"(?<!\w)(?:links\s+und\s+rechts|rechts\s+und\s+links|left\s+and\s+right|right\s+and\s+left)(?!\w)")
_NONSENSE = re.compile(
    r"[.!;]\s*(?:stimmt\s+nicht|quatsch|unsinn|blödsinn|nonsense|rubbish|just\s+kidding|not\s+true"
    r"|that's\s+not\s+true|n'importe\s+quoi"
    r"|c'est\s+faux|no\s+es\s+cierto|mentira|non\s+è\s+vero)(?!\w)"
)
