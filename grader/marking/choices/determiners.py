"""Words behind yes that are spelled as yes or no and answer nothing, and those that deny something.

`right` beside left answers nothing; of a denial, `it has no …`, it is known to agree with a yes only where it denies
what stands against the property that is asked for: kinks against smoothness. With any other one nobody can tell.
"""

from __future__ import annotations

import re

from grader.problems.question import Question

_RIGHT_HAND = re.compile(  # the one beside the left one, and an angle: this says nothing of what is right
    r"\bright(?=[\s-]+(?:(?:one|hand)[\s-]+)?(?:sided|hand|side|derivative|limit|half|end|endpoint|angle|triangle|inverse|limes)s?\b)"
    r"|(?:\b(?:to|from|on)\s+the|\bleft\s+and(?:\s+from)?(?:\s+the)?)\s+right(?=\s*(?:$|[,.;:!)])|\s+(?:of|and|or|is|are|side|at|do|does|differ\w*|have|has|had|was|were|with|which|that|must|can|each|all|both|gets?|goes|grows?|equals?)\b)"
)
_NO_OF_NOUN = re.compile(
    r"(?:(?<=\bis)|(?<=\bare)|(?<=\bbe)|(?<=\bhas)|(?<=\bhave)|(?<=\bwith)|(?<=\bcontains)|(?<=\bgives)|(?<=\bleaves)|(?<=\bneeds))"
    r"\s+no(?=\s+(?P<behind>[^\W\d_]{3,}(?:\s+[^\W\d_]+){0,3}))"
    r"|(?<=\w)(?<!\band)(?<!\bor)(?<!\bbut)(?<!\bwait)(?<!\bso)(?<!\bthen)\s+no(?=\s+(?P<longer>longer(?:\s+[^\W\d_]+){1,4}))"
)
# What a property excludes, by the beginnings of words: who denies that affirms the property.
_OBSTACLES = tuple(
    (tuple(properties.split()), tuple(excluded.split()))
    for properties, excluded in (
        (
            "smooth glatt lisse suave differen différen diferen dériv deriv continu stetig",
            "kink corner cusp jump gap hole break knick ecke spitze sprung sprünge lücke coin saut trou pico salto"
            " hueco esquina",
        ),
        ("connected zusammenhängend connexe conexo", "isolated gap lücke"),
        ("independent unabhängig indépendant independiente", "multipl vielfach linearkomb combin múltipl"),
        ("acyclic azyklisch acyclique acíclico tree baum arbre árbol", "cycle zyk kreis ciclo loop"),
    )
)
# What denies something, in a clause behind yes.
_DENYING = re.compile(
    r"(?<![\w-])(?:no|not|never|none|neither|nor|without|cannot|hardly|barely|scarcely|lack(?:s|ing)?|absence|absent|missing"
    r"|fail(?:s|ed|ing)?|impossible|nowhere|nothing|nobody|nicht|kein\w*|nie|niemals|ohne|weder|fehl(?:t|en)|mangelt|kaum"
    r"|unmöglich|nirgends|pas|jamais|sans|aucune?s?|ni|manque|guère|nulle?|échoue|nunca|jamás|ning[uú]n\w*|carecen?|faltan?"
    r"|imposible|fallan?|apenas|não|sem|nenhum\w*|nessun\w*|senza|niet|geen|nooit|zonder|non(?=\s)|sin(?=\s+[^\W\d_]{3,}))(?![\w-])|n['’]t(?!\w)"
)
_BECAUSE = re.compile(
    r"(?<!\w)(?:because|since|as|for(?=\s+(?:it|its|there|the|they|all|every)\s)|if|would|weil|denn|da|wegen|wenn|wäre"
    r"|car|parce|puisque|si|serait|porque|pues|sería|perch[eé]|pois|poiché|want|omdat|due)(?!\w)"
)
_CLAUSE = re.compile(r"[.!?;,()–—]|\s-\s")
# Denials that deny nothing.
_IDIOM = re.compile(
    r"(?<!\w)(?:no\s+doubt|without\s+(?:a\s+)?doubt|no\s+matter|not\s+only|ohne\s+zweifel|sans\s+(?:aucun\s+)?doute|sin\s+duda)(?!\w)"
)


def without_right_hand(low: str) -> str:
    """Return a text without the word for a side that also says that something is right."""
    return _RIGHT_HAND.sub(" ", low)


def without_determiners(question: Question, behind: str) -> str:
    """Return what stands behind `yes` without each `no` that belongs to a reason, or that agrees with the yes.

    `Because it has no zero eigenvalue`, or `there are no kinks` of a function that may be smooth.
    """
    excluded = _excluded(question)

    def told(match: re.Match[str]) -> str:
        said = (match["behind"] or match["longer"]).split()
        clause = _CLAUSE.split(behind[: match.start()])[-1]
        agrees = any(word.startswith(excluded) for word in said) if excluded else False
        return " " if agrees or _BECAUSE.search(clause) else match[0]

    return _NO_OF_NOUN.sub(told, behind)


def behind_yes(question: Question, behind: str) -> str:
    """Return the word behind `yes` that may take it back: something is denied there, or made infinite.

    A reason may deny anything, as long as a word says that it is one.
    """
    return _denial(question, behind) or _endless(question, behind)


def _denial(question: Question, behind: str) -> str:
    excluded = _excluded(question)
    for clause in _CLAUSE.split(_IDIOM.sub(" ", behind)):
        said = _BECAUSE.split(clause, maxsplit=1)[0]
        match = _DENYING.search(said)
        words = re.findall(r"[^\W\d_]+", said[match.end() :]) if match else []
        if match and not (excluded and any(word.startswith(excluded) for word in words)):
            return match[0]
    return ""


def behind_no(question: Question, behind: str) -> str:
    """Return the words behind `no` that deny what the property that is asked for excludes: `no kinks` affirm it."""
    excluded = _excluded(question)
    for clause in _CLAUSE.split(behind) if excluded else ():
        match = _DENYING.search(clause)
        words = re.findall(r"[^\W\d_]+", clause[match.end() :]) if match else []
        if match and any(word.startswith(excluded) for word in words[:2]):
            return f"{match[0]} {words[0]}"
    return ""


def _endless(question: Question, behind: str) -> str:
    """Return the words behind `yes` that make something infinite where it is asked whether it converges, is bounded."""
    prompt = f"{question.lead} {question.prompt}".casefold()
    if _INFINITE.search(prompt) or not _SETTLING.search(prompt):
        return ""
    match = next((one for part in _CLAUSE.split(behind) if (one := _ENDLESS.search(_BECAUSE.split(part)[0]))), None)
    return match[0].strip() if match else ""


_INFINITE = re.compile(r"infin|unendlich|\\infty|∞")
_SETTLING = re.compile(r"converg|konverg|bounded|beschränkt|born[ée]|acotad|finite|endlich|\bfini")
# What has no bound and no limit: the sum that is infinite, and no sum of infinitely many terms.
_ENDLESS = re.compile(
    r"(?:\b(?:is|are|equals?|to|gegen|vers|ist|sind|est|vaut|es|a|al?)\s+|=\s*|^[\s$]*)\$?[+]?"
    r"(?:infinity|infinite|unendlich|infinie?s?|l['’]infini|infinit[oa]s?|\\infty|∞)(?![\w])"
    r"|\bblows?\s+up|\bexplodes?|\boscillat\w*|\boszillier\w*|\boscille\w*|\boscila\w*|\bunbounded|\bunbeschränkt"
    r"|\bnon\s+born[ée]\w*|\bexceeds?\s+(?:every|any|all)|\büber\s+alle\s+(?:grenzen|schranken)|\bexplose\w*|\bexplota\w*"
)


def _excluded(question: Question) -> tuple[str, ...]:
    """Return how words begin for what the property that is asked for excludes."""
    asked = re.findall(r"[^\W\d_]{3,}", f"{question.lead} {question.prompt}".casefold())
    return tuple(
        one
        for properties, excluded in _OBSTACLES
        if any(word.startswith(properties) for word in asked)
        for one in excluded
    )
