"""Properties that a text says its value to have, `invertible for t = 2`: whether the prompt asks for them.

A property must stand in the prompt, or mean what a word of it means; and it is denied where the prompt denies it and
nowhere else. A derivative that the prompt does not speak of has properties of its own.
"""

from __future__ import annotations

import re

from grader.marking.asked.given.sign_words import turning_words
from grader.marking.asked.words.glossary import synonyms
from grader.problems.question import Question

MAX_CHARACTERS = 300  # of a text that is looked into
MIN_PART = 7  # letters of a word that may stand in a compound: `Konvergenzbereich`
MIN_WORD = 4  # letters of a word that may have an ending
_BEFORE = r"for|at|on|in|if|iff|when|where|für|bei|auf|an|wenn|falls|in|pour|en|sur|si|para|per|se|quando|quand|cuando"
_LETTER = r"\\?[^\W\d_]+(?:_\w)?"
_VALUE = rf"\$?\s*(?:{_LETTER}\s*(?:[=<>≤≥∈]|\\(?:in|leq?|geq?|lt|gt)(?![A-Za-z]))|[-−(\[{{\]\d\\])"
_SAID = re.compile(
    rf"\A[\s$]*(?P<said>[^\W\d_][^=<>≤≥:;,\d\\\[\]{{}}|/*^+]{{0,80}}?)\s+(?:{_BEFORE})\s+(?P<value>{_VALUE}.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_ONE_LETTER = re.compile(rf"\$?\s*{_LETTER}\s*=[^=<>;:,]{{1,80}}")
_ROOTS = re.compile(
    r"\s*(?P<said>(?:the\s+|die\s+)?(?:roots|zeros|zeroes|nullstellen|racines|raíces)(?:\s+(?:of|von)\s+\$?f\$?)?)\s*:",
    re.I,
)
_NO_ROOTS = re.compile(r"(?i)defin|domain|differen[tz]i|domaine|dominio|continu|stetig|dériv|deriv")
_ROOT = re.compile(r"(?i)root|zero|null(?:st)|racine|raíz|raíces|vanish|verschwind|=\s*0")
_DENIED = re.compile(
    r"(?i)(?<!\w)(?:not|no|never|nowhere|nicht|nie|niemals|nirgends|kein\w*|pas|jamais|non|nunca|não|niet|isn|doesn|aren|don)(?!\w)"
)
_DERIVED = re.compile(
    r"['’′]|\\prime|(?i:(?<!\w)(?:derivative|ableitung|dérivée|derivada|derivata|slope|steigung)(?!\w))"
)
_PRIMED = re.compile(
    r"[A-Za-z]\s*(?:['’′]|\^?\{?\\prime)|(?i:derivative|ableitung|dérivée|derivada|derivata|slope|steigung)"
)
_FAILS = re.compile(
    r"(?i)(?<!\w)(?:fails?|failed|breaks?|wrong|false|impossible|invalid|violated|scheitert|falsch|unmöglich|ungültig|échoue|faux|falla|falso|"
    r"fallisce)(?!\w)"
)
_NEUTRAL = frozenset({"inequality", "gleichung", "ungleichung"})  # nouns that begin as properties do
# What means the same, beside the lines of the glossary.
_SAME = tuple(
    frozenset(one.split())
    for one in (
        "vanish vanishes zero zeros root roots null nullstelle nullstellen verschwindet verschwinden annule anula",
        "minimum minimal minimized tiefpunkt minima min smallest lowest kleinsten minimiert minimize",
        "maximum maximal maximized hochpunkt maxima max largest highest größten maximiert maximize",
        "decreasing decreases falling fallend fällt abnehmend",
        "increasing increases rising steigend steigt wachsend wächst zunehmend",
        "converge converges convergent convergence konvergiert konvergenz konvergent convergencia convergente",
        "defined definiert définie défini definida definido domain definitionsbereich domaine dominio",
        "orthogonal perpendicular senkrecht rechtwinklig",
        "dependent abhängig dependientes dépendants liés",
    )
)


def foreign_property(question: Question, text: str) -> str:
    """Return the property behind which the only line of a text gives its value, and that is not asked for."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) != 1 or len(text) > MAX_CHARACTERS or _SENTENCES.search(text):
        return ""
    is_of_values = question.kind.is_solutions or question.kind.is_set
    match, told = _SAID.match(lines[0]), _VALUE_SAID.match(lines[0])
    if told is not None and _PLACE_ASKED.search(_asking(question)) and not _VALUES.search(_asking(question)):
        return told["said"]
    if match is None:
        match = _ROOTS.match(lines[0]) if is_of_values and _is_no_root(_asking(question)) else None
        is_other = match is not None
    elif len(question.fields) > 1:
        is_other = _FAILS.search(match["said"]) is not None
    elif is_of_values or _ONE_LETTER.fullmatch(match["value"].strip(" .")):
        is_other = _is_other(question, match["said"])
    else:
        is_other = False
    return match["said"] if match is not None and is_other else ""


_SENTENCES = re.compile(r"[.!?;]\s+\S")
_PLACE_ASKED = re.compile(
    r"(?i)(?<!\w)(?:at\s+(?:which|what)|an\s+welche[rn]|bei\s+welche[mrn]|en\s+quels?|en\s+qué|dónde|où|where|wo)(?!\w)"
)
_VALUE_SAID = re.compile(
    r"[\s$]*(?P<said>(?:the|its|der|sein|la|sa|el|su)\s+(?:value|wert|valeur|valor)\s+(?:is|ist|est|es|beträgt|vaut))\s+\$?[-−\d\\]"
    r"[^,;:=]*\Z",
    re.IGNORECASE,
)
_VALUES = re.compile(r"(?i)(?<!\w)(?:values?|werte?|valeurs?|valor(?:es)?)(?!\w)")


def _asking(question: Question) -> str:
    return f"{question.lead} {question.prompt}".strip()


def _is_no_root(prompt: str) -> bool:
    return _NO_ROOTS.search(prompt) is not None and _ROOT.search(prompt) is None


def _is_other(question: Question, said: str) -> bool:
    prompt = _asking(question)
    if not prompt:
        return False
    if _DERIVED.search(said) and not (_PRIMED.search(prompt) or _EXTREME.search(prompt)):
        return True
    words = [word for word in re.findall(r"[^\W\d_]{2,}", said.casefold()) if not _DENIED.fullmatch(word)]
    known = frozenset(re.findall(r"[^\W\d_]{2,}", prompt.casefold()))
    known -= turning_words(question.title, question.lead, question.prompt)
    names = {name.casefold() for name in (*question.names.symbols, *question.names.functions)}
    properties = [word for word in words if _PROPERTY.match(word) and word not in _NEUTRAL and word not in names]
    if any(not _is_said(word, known) for word in properties):
        return True
    is_denied = _DENIED.search(said) is not None
    return bool(properties) and is_denied != (_DENIED.search(prompt) is not None)


# What a value may be said to make of something, by how such words begin.
_PROPERTY = re.compile(
    r"(?:in|non|un|dis|semi)?(?:vert|singul|regul|diagonal|defin|symmetr|dependen|abhängig|orthogon|perpend|parallel|senkrecht"
    r"|stetig|continu|differen[tz]|derivab|increas|decreas|wachs|wächs|steig|fall|fäll|rising|crois|décrois|crec|decrec|positiv"
    r"|negativ|konvex|konkav|convex|concav|max|min|flect|wende|hochp|tiefp|sattel|saddle|zero|root|null|vanish|verschwind"
    r"|annul|converg|konverg|diverg|even|odd|gerade|equal|gleich|bound|beschränk|jecti|surjecti|bijecti|span|rank|full)"
)
_EXTREME = re.compile(
    r"(?i)critical|stationary|kritisch|stationär|critique|crític|critic|extrem|maxim|minim|solve|löse|résou|resuelv|risolv"
)


def _is_said(word: str, known: frozenset[str]) -> bool:
    same = {word} | synonyms(word) | frozenset().union(*(row for row in _SAME if word in row))
    if not same.isdisjoint(known) or any(one in other for one in same if len(one) >= MIN_PART for other in known):
        return True
    return len(word) >= MIN_WORD and any(_stem(word) == _stem(other) for other in known if len(other) >= MIN_WORD)


def _stem(word: str) -> str:
    return re.sub(r"(?:es|en|er|s|n|e|a|o|as|os|ing|ed)$", "", word)
