"""`It cannot`, `never` where a question asks whether something can be; `almost` behind a yes."""

from __future__ import annotations

import re

from grader.problems.question import Question

_ASKS_NOT = re.compile(
    r"(?i)(?<![^\W\d_])(?:not?|none|false|untrue|wrong|incorrect|fail\w*|never|cannot|except|lack(?:s|ing)?|without|neither|nicht|kein\w*|nie|niemals"
    r"|falsch\w*|ne|n['’]\w+|pas|faux|fausses?|jamais|aucune?|falso|falsas?|falsi|non|nunca|não|niet|geen|mai|violat\w*|disprove\w*"
    r"|verletz\w*)(?![^\W\d_])|n['’]t(?![^\W\d_])"
)
_CAN = re.compile(r"(?<![^\W_])(?:can|could|kann|können|peut|peuvent|puede|pueden)(?![^\W_])[^.?]*\?")
_NOT = re.compile(r"\b(?:not|never|cannot|nicht|nie|kein\w*|pas|jamais|nunca)\b|n['’]t\b")
_CANNOT = re.compile(
    r"(?:(?:it|this|that|they|es|das|sie) )?(?:cannot|can ?not|can['’]t|can never|never"
    r"|kann (?:es )?nicht|niemals?|jamais|nunca"
    r"|(?:that['’]s |is )?(?:impossible|not possible|unmöglich|imposible))"
    r"(?:(?: be| sein)(?= *[.!,;:]|\Z))?(?=\s*(?:\Z|[.!,;:]|because\b|since\b|as\b|weil\b|denn\b|car\b|porque\b))"
)
_SOLUTIONS = r"(?:solutions?|lösung(?:en)?|soluci(?:ón|ones)|soluzion[ei]|soluç(?:ão|ões)|oplossing(?:en)?)"
# Whether there are solutions, and not how many or which.
_HAS_SOLUTIONS = re.compile(
    r"(?<![^\W_])(?:has|have|does|do|(?:is|are)\s+there|hat|haben|besitz\w+|gibt|exist\w*|a|ont|ha|hanno|admet\w*|ammett\w*|admit\w*|tiene\w?|hay|tem"
    rf"|heeft|zijn\s+er|is\s+er|possède\w*)(?![^\W_])[^.?!]*?(?<!the\s)(?<!\bdie\s)(?<!\ble\s)(?<!\bla\s)(?<!\bles\s)(?<!\blas\s)(?<!\bde\s)(?<![^\W_]){_SOLUTIONS}(?![^\W_])[^.?!]*\?"
)
_DENIED = re.compile(
    r"(?<![^\W_])(?:not?|never|cannot|without|nicht|kein\w*|ohne|ne|pas|aucune?|sans|non|nessun\w*|senza|ningun\w*|ningún|sin|não|nenhum\w*|sem"
    r"|niet|geen|zonder|un\w*lösbar|unsolvable|in(?:consistent|compatib\w*)|im?possib\w*|impossív\w*|onoplosb\w*)(?![^\W_])|n['’](?=\w)|n['’]t"
)
_NO_SOLUTION = re.compile(
    r"(?:(?:it|the\s+(?:system|equation)|there|es|das\s+(?:system|gleichungssystem)|die\s+gleichung|il|elle|le\s+système|l'équation"
    r"|il\s+sistema|l'equazione|el\s+sistema|la\s+ecuación|o\s+sistema|a\s+equação|het|er)\s+)?"
    r"(?:(?:has|is|are|exists?|hat|gibt|besitzt|heeft|zijn|n'(?:y\s+)?a|n'admet|no\s+(?:tiene|hay|admite)|non\s+(?:ha|ci\s+sono|c'è|ammette)"
    r"|não\s+(?:tem|há|admite))\s+)?"
    r"(?:no|keine|pas\s+de|aucune|ninguna|nessuna|nenhuma|geen|sin|senza|sem|ohne|sans|(?<=no\stiene\s)|(?<=no\shay\s)|(?<=non\sha\s)"
    r"|(?<=ci\ssono\s)|(?<=não\stem\s)|(?<=não\shá\s)|(?<=\sadmite\s)|(?<=ammette\s))\s*"
    rf"{_SOLUTIONS}(?:\s+(?:at\s+all|exists?))?(?=\s*(?:\Z|[.!,;:]|(?:because|since|as|weil|denn|car|porque|perché|pois|omdat)\b))"
    r"|(?:(?:it|the\s+(?:system|equation)|es|das\s+(?:system|gleichungssystem)|il|le\s+système|il\s+sistema|el\s+sistema|o\s+sistema|sistema|système"
    r"|system)\s+)?(?:(?:is|ist|est|es|è|é)\s+)?"
    r"(?:unsolvable|inconsistent|unlösbar|nicht\s+lösbar|impossible|incompatible|impossibile|incompatibile|imposible|impossível|onoplosbaar)"
    r"(?=\s*(?:\Z|[.!,;:]|(?:because|since|as|weil|denn|car|porque|perché|pois|omdat)\b))"
)
_NEARLY = re.compile(
    r"\b(?:almost|nearly|mostly|usually|in most cases|most of the time|fast (?:überall|immer|alle)|meistens?"
    r"|presque|la plupart|casi|generalmente)\b"
)


def asks_by_denial(prompt: str) -> bool:
    """Whether a prompt denies something, so that nobody can tell what yes and no are said of."""
    return _ASKS_NOT.search(prompt) is not None


def denials_of(prompt: str) -> list[re.Match[str]]:
    """Return the words by which a prompt denies something."""
    return list(_ASKS_NOT.finditer(prompt))


def denied_predicate(prompt: str) -> str:
    """Return what a prompt asks of which thing it is not said, `is not a vector`; empty where it asks otherwise."""
    found = _WHICH_NOT.findall(prompt.casefold())
    return found[0] if len(found) == 1 else ""


_WHICH_NOT = re.compile(
    r"(?<!\w)(?:which|welche[rs]?|quel(?:le)?|cuál)\s[^.?!]{0,80}?(?<!\w)((?:is|are|does|do|can|has|ist|sind|hat|kann)\s+"
    r"(?:not|no|kein\w*|nicht)\s+[^.?!,;:]{1,60})\?"
)


def as_no(question: Question, whole: str) -> str:
    """Return `no` and what stands behind it for `it cannot`, `never`, where it is asked whether something can be.

    So it is for `no solution` where it is asked whether there are any.
    """
    if (none := _NO_SOLUTION.match(whole)) is not None and _HAS_SOLUTIONS.search(question.prompt.casefold()):
        return whole if _DENIED.search(question.prompt.casefold()) else f"no{whole[none.end() :]}"
    asked = _CAN.search(question.prompt.casefold())
    said = _CANNOT.match(whole) if asked is not None and not _NOT.search(asked[0]) else None
    return whole if said is None else f"no{whole[said.end() :]}"


def nearly(question: Question, told: str) -> re.Match[str] | None:
    """Return what behind a yes makes it one for nearly all, of which the question says nothing; else None."""
    said = _NEARLY.search(told)
    return None if said is None or said[0] in question.prompt.casefold() else said


_SAID_FALSE = re.compile(r"\s*,?\s*(?:that|dass|que|che|dat)(?!\s+(?:is|was|does|can|must|ist|est|es|è)(?!\w))(?!\w)")


def is_said_false(behind: str) -> bool:
    """Whether what stands behind `false` is what is said to be so, and no reason for it: `false that it diverges`."""
    return _SAID_FALSE.match(behind) is not None
