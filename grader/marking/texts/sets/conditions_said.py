r"""Sets and conditions that sentences say, in six languages: `für alle reellen x ≤ 3`, `konvergiert für -1 ≤ x < 5`.

What stands before the set or behind it only says of what it is the set: any number, what the prompt itself asks. Every
word is of a closed list, and an adjective, `fallend`, must be the prompt's own.
"""

from __future__ import annotations

import re

from grader.language.limits import LIMITS
from grader.marking.asked.words.glossary import synonyms
from grader.marking.texts.sets.compared_in_words import NEXT_COMPARISON, with_comparisons
from grader.problems.question import Field, Question

MAX_CHARACTERS = 300  # of a text that is looked into
_RELATION = r"(?:[<>≤≥=≠∈]|!=|\\(?:leq?|geq?|lt|gt|neq?|in)(?![A-Za-z])|in\s+[\[\](])"
_ALL = (
    r"(?:all|every|any|alle[nr]?|jede[srn]?|sämtliche|tous\s+les|toutes\s+les|tout|chaque|todos?\s+(?:los\s+)?|cada|tutti\s+(?:i|gli)|ogni"
    r"|todos\s+os)"
)
_REAL = r"(?:real|reellen?|reelle[rs]?|réels?|reales|reali|reais)"
_NUMBERS = r"(?:numbers?|reals|zahlen?|nombres|números|numeri|x-values|x-werte|values|werte)"
_FOR = r"(?:for|für|pour|para|per|if|when|wenn|falls|sofern|si|se|quand|cuando)"
_ONLY = r"(?:only|just|nur|genau|exactly|seulement|sólo|solo|solamente|soltanto)"
# Before a condition on the letter that is asked for: `für alle reellen x ≤ 3`, `all numbers ≥ 3`.
_ANY = re.compile(
    rf"\s*(?:{_ONLY}\s+)?(?:{_FOR}\s+)?(?:{_ALL}\s+)?(?:{_REAL}\s+)?(?P<numbers>{_NUMBERS}\s+(?:(?=\$?{{}}(?:[\s$<>≤≥=≠∈]|\Z)))?)?"
    r"(?:(?:mit|with|avec|con|that\s+are|which\s+are|,?\s*die)\s+)?(?=\S)",
    re.IGNORECASE,
)
_SHAPE = re.compile(
    rf"\s*\$?(?:[-−+]?[\w./\\π√∞]+\s*(?:<|≤|<=|\\le(?:q)?(?![A-Za-z]))\s*)?\$?(?P<letter>\\?[^\W\d_]{{1,8}})\$?\s*\$?{_RELATION}"
)
_HOLDS = re.compile(
    r"[\s$]*,?\s*(?:gilt(?:\s+(?:die|diese)\s+(?:ungleichung|gleichung|aussage|bedingung)|\s+(?:sie|es|das))?|ist|sind"
    r"|(?:the\s+(?:inequality|equation)|it|this)\s+holds|holds)[\s.]*\Z",
    re.IGNORECASE,
)
_INFINITY = re.compile(r"(?i)(?<![\w\\])(?:unendlich|infinity|infini|infinito|oneindig)(?!\w)")
_BOUNDS = re.compile(r"[\[\](][^\[\]()]*[,;][^\[\]()]*[\[\])]")

_SUBJECT = (
    r"(?:(?:the|die|das|la|le|il|o|a|de|l['’])\s*(?:power\s+)?(?:series|reihe|potenzreihe|série|serie|integral|integrale|intégrale)\s+"
    r"|(?:it|sie|elle|es|essa)\s+)?"
)
_CONVERGES = re.compile(
    rf"\s*{_SUBJECT}(?:is\s+|ist\s+|est\s+|es\s+|è\s+)?(?:converges?|convergent|convergence|konvergiert|konvergent|konvergenz|convergente"
    r"|convergenza|convergencia)\s+(?:genau\s+dann,?\s+wenn|genau\s+für|iff|if\s+and\s+only\s+if|exactly\s+(?:for|on|when)|precisely\s+(?:for|on|when)"
    r"|si\s+et\s+seulement\s+si|si\s+y\s+s[oó]lo\s+si|se\s+e\s+solo\s+se|for|für|on|auf|in|if|when|wenn|pour|sur|para|en|per|su|si|se)\s+(?:alle?\s+)?",
    re.IGNORECASE,
)
_ELSE = re.compile(
    r"[\s$]*,?\s*(?:and|und|et|y|e)\s+(?:(?:it|sie|es)\s+)?(?:diverges?|divergiert|divergente?)\s+"
    r"(?:otherwise|elsewhere|sonst|ansonsten|andernfalls|sinon|ailleurs|en\s+otro\s+caso|altrimenti)[\s.$]*\Z",
    re.IGNORECASE,
)
_WITH_ADJECTIVE = re.compile(
    r"\s*(?:(?:\$?f(?:\(x\))?\$?|it|es|sie|elle|(?:the|die|la)\s+(?:function|funktion|fonction|función|funzione))\s+(?:is|ist|est|es|è)\s+)?"
    r"(?:(?:strictly|streng|strikt|strictement|estrictamente|strettamente)\s+)?(?:(?:monotonically|monotone|monoton|monótonamente)\s+)?"
    r"(?P<adjective>[^\W\d_]{5,20})\s+(?:on|auf|in|sur|en|su|for|für|pour|para|per|if|wenn|bei|at|an\s+der\s+stelle)\s+",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s*(?:at|bei|en|an\s+der\s+stelle|in)\s+(?=\$?\\?[^\W\d_]\$?\s*=)", re.IGNORECASE)
_OPPOSITE = re.compile(r"(?i)(?<!\w)(?:not|nicht|kein\w*|pas|non|no|non-?\w+|un\w+|nowhere|nirgends)(?!\w)|diverg")


def plainly(question: Question, field: Field, text: str) -> str:
    """Return the set or condition that a sentence says, the text itself where it says more."""
    if len(text) > min(MAX_CHARACTERS, LIMITS.max_text):
        return text
    plain = _of_prompt(question, text) if question.kind.is_set else text
    plain = _INFINITY.sub("oo", plain) if _BOUNDS.search(plain) else plain
    letters = [name for name in field.names.symbols if len(name) == 1]
    return _any(letters[0], plain) if len(letters) == 1 == len(field.names.symbols) else plain


def _any(letter: str, text: str) -> str:
    """Return a condition on a letter without what says that it is any number that satisfies it."""
    begins = re.compile(_ANY.pattern.replace("{}", re.escape(letter)), re.IGNORECASE).match(text)
    if begins is None or not (begins[0].strip() or NEXT_COMPARISON.search(text)):
        return text
    rest = _HOLDS.sub("", text[begins.end() :])
    if _AND.search(rest) and not _EXCEPTS.fullmatch(rest) and begins[0].strip():
        return text  # which may list two sets
    own = rf"\$?{re.escape(letter)}(?!\w)\$?"
    if begins["numbers"] is not None and re.match(rf"\s*{own}", rest) is None:
        rest = f"{letter} {rest}"
    rest = re.sub(rf"\A\s*({own})\s*,\s*(?:die|which\s+are|that\s+are)\s+", r"\1 ", rest)
    rest = re.sub(rf"\A\s*{own}\s+(?:mit|with|avec|con|such\s+that)\s+(?={own})", "", rest)
    plain = with_comparisons(NEXT_COMPARISON.sub(lambda match: f" {match['or']} {letter} ", rest))
    shape = _SHAPE.match(plain)
    return plain if shape is not None and shape["letter"] == letter and not _WORDS.search(plain) else text


_AND = re.compile(r"(?i)(?<!\w)(?:and|und|et|y|e)(?!\w)|[;&]")
_EXCEPT = r"(?:≠|!=|\\neq?(?![A-Za-z]))"
_EXCEPTS = re.compile(rf"(?=(?s:.*?){_EXCEPT})(?>{_EXCEPT}|[^<>≤≥=∈])+")  # in which nothing but `≠` stands
_WORDS = re.compile(r"(?<![\\\w])(?!(?:and|or|und|oder|et|ou|in|oo|sqrt)(?!\w))[^\W\d_]{2,}")


def _of_prompt(question: Question, text: str) -> str:
    """Return a set without what says of it what the prompt asks: where a series converges, a function decreases."""
    asked = f"{question.lead} {question.prompt}"
    if _OPPOSITE.search(asked):
        return text
    if (begins := _CONVERGES.match(text)) is not None and re.search(r"(?i)konverg|converg", asked):
        return _without_dollars(_ELSE.sub("", text[begins.end() :]))
    if (begins := _WITH_ADJECTIVE.match(text)) is not None and _is_said(asked, begins["adjective"]):
        return _without_dollars(text[begins.end() :])
    if (begins := _PLACE.match(text)) is not None and _WHERE.search(asked):
        return text[begins.end() :]
    return text


_WHERE = re.compile(r"(?i)(?<!\w)(?:where|at\s+which|wo|an\s+welche[rn]|où|en\s+quel|dónde|dove|onde)(?!\w)")


def _without_dollars(text: str) -> str:
    return text.replace("$", "") if text.count("$") % 2 else text


def _is_said(asked: str, adjective: str) -> bool:
    said = frozenset(re.findall(r"[^\W\d_]+", asked.casefold()))
    return not ({adjective.casefold()} | synonyms(adjective.casefold())).isdisjoint(said)
