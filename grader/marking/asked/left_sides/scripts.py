r"""What stands below a name and says another thing than is asked for: `v_x` of a vertical part, `a_{n+1}` of a rule."""

from __future__ import annotations

import re

from grader.marking.asked.asked_names import asked_names
from grader.marking.asked.left_sides import asking as parts
from grader.marking.asked.left_sides.amounts import amounts
from grader.marking.asked.names.left_names import Name
from grader.problems.question import Question

_BELOW = re.compile(r"\\?[A-Za-z]+_\{?([A-Za-zà-ü]{1,10}|\d|0\.\d+)\}?|Q(\d)")
MIN_WORD = 3  # letters of a word below a name
_SHIFTED = re.compile(
    r"[A-Za-z]_\{(?:\d+(?P<times>[a-z])|(?P<index>[a-z])[-+−]\d)\}"
)  # another term than the one that a formula gives
_AVERAGE = "average|mean(?!s|t|ing)|mittler|durchschnitt|moyen|media(?!n)|medio|promedi"
_TOTAL = "total|gesamt|overall|whole|altogether|combined|insgesamt|équivalent|equivalent|ersatz|all(?![^\\W\\d_])"
_SEVERAL = r"(?:\d|two|three|four|five|zwei|drei|vier|deux|trois|dos|tres|due|tre|few|half|order|term)"
_PLACED = r"(?:\d|(?<!\w)(?:after|nach|après|después|dopo)(?!\w))"  # where an index may be that of a place
_OF_QUARTILES = r"(?=[\s\S]*[qc]uartil|(?<=quartile\s)|(?<=cuartil\s))"
# Words that the part that asks may have, and what stands below a name then; what stands below for the other ones of a
# line is another thing.
_OPPOSED = tuple(
    tuple((re.compile(rf"(?i)(?<![^\W\d_])(?:{words})"), frozenset(below.split())) for words, below in line)
    for line in (
        (("horizontal", "x h horizontal hor"), ("vertical|vertikal|senkrecht", "y v vertical vert")),
        (("initial|anfang|inicial|iniziale", "i 0 start initial anfang"), ("final|end|finale", "f end e fin final")),
        (
            ("initial|anfang|inicial|iniziale|final|end|finale", "start initial anfang end final"),
            (_AVERAGE, "avg mean average moy mittel"),
        ),
        (
            ("maxim|máxim|largest|greatest|highest|größt|höchst", "max"),
            ("minim|mínim|smallest|lowest|kleinst", "min"),
            (_AVERAGE, "avg mean average moy mittel"),
        ),
        (
            ("kineti|kinéti|cinéti|cineti|bewegungsenerg", "kin cin k c kinetic"),
            (r"potential\s+energ|poten[tz]i?elle|energ[íi]a\s+poten[cz]ial|lageenerg", "pot p potential"),
        ),
        (
            (
                r"kineti|kinéti|cinéti|cineti|bewegungsenerg|potential\s+energ|poten[tz]i?elle|energ[íi]a\s+poten[cz]ial",
                "kin cin pot",
            ),
            (_TOTAL, "total tot ges gesamt"),
        ),
        (
            (rf"(?:first|erste[nrs]?|premi[eè]re?|primer[ao]?)(?![^\W\d_])(?!\s+{_SEVERAL})", "1"),
            (r"(?<=the\s)second(?![^\W\d_])|zweite[nrs]?(?![^\W\d_])|(?:deuxième|segund[ao])(?![^\W\d_])", "2"),
            (rf"(?:{_TOTAL})(?![^.?!]{{0,120}}{_PLACED})", "total tot ges gesamt"),
        ),
        (
            ("hot|warm|heiß|chaud|calient|cald[oa]", "h hot heiss warm"),
            ("cold|kalt|froid|fr[íi]|fredd", "c cold k kalt"),
        ),
        (
            (f"{_OF_QUARTILES}(?:lower|first|unter|erst|inférieur|premier|inferior|primer)", "1 0.25"),
            (f"{_OF_QUARTILES}(?:upper|third|ober|dritt|supérieur|troisième|superior|tercer)", "3 0.75"),
        ),
        (("in\\s+series|reihen", "s ser series reihe"), ("parallel|parallèle|paralel", "p par parallel")),
        (
            ("image(?!s)|bild(?!er)|imagen|immagine", "i b image bild"),
            ("object|gegenstand|objet|objeto|oggetto", "o g object obj"),
        ),
        (
            (
                r"outward|outbound|way\s+(?:there|out|to)|trip\s+(?:there|out)|ride\s+(?:there|out)|hinweg|hinfahrt|hinflug|aller|andata|ida",
                "out there hin aller ida",
            ),
            (r"back|return|rück|zurück|retour|vuelta|ritorno|volta", "back return ret rück zurück retour vuelta"),
        ),
        (("input|eingang|entrée|entrada|ingresso", "in e"), ("output|ausgang|sortie|salida|uscita", "out a")),
    )
)
# Of one thing 1 is the state before, and 2 the one after it.
_STATES = (
    (re.compile(r"(?i)(?<!\w)(?:initial|anfang|inicial|iniziale)"), frozenset("1")),
    (re.compile(r"(?i)(?<!\w)(?:final|end(?!\w)|finale)"), frozenset("2")),
)
_SEVERAL_THINGS = re.compile(
    r"(?i)(?<!\w)(?:two|both|each|other|first|second|another|zwei\w*|beide\w*|ander\w*|erste\w*|deux|autre|premi\w*|dos|otr\w*|due|altr\w*"
    r"|coll?i[ds]\w*|sto(?:ß|ss)\w*|mix\w*|misch\w*|mélang\w*|mezcl\w*)(?!\w)|_\{?\d|[₀-₉]|(?<![A-Za-z])[A-Z]\d(?!\w)"
)
# Words below a name that say of what it is, and what the prompt says then in some language.
_SAYING = {
    word: re.compile(rf"(?i)(?<![^\W\d_])(?:{said})")
    for words, said in (
        ("cold", "cold|cool|low|kalt|kält|froid|fr[íi]|fredd|kühl"),
        ("hot warm", "hot|warm|high|heat|heiß|wärm|chaud|cal[ido]"),
        ("parallel par", "parallel|paralel|parall[eè]l"),
        ("series serie reihe", "series|serie|séri|reihe"),
        ("back return", "back|return|down|rück|zurück|retour|vuelta|ritorno"),
        ("base", "base|bottom|ground|grund|foot|basis"),
        ("lateral side", "lateral|side|curved|mantel|latéral|seite"),
    )
    for word in words.split()
}
Line = tuple[tuple[re.Pattern[str], frozenset[str]], ...]
_PRONOUN = re.compile(  # it may stand for any thing that the prompt has named: `What is its speed?`
    r"(?i)(?<!\w)(?:its?|they|their|theirs?|them|his|hers?|he|she|seine?[rnms]?|ihre?[rnms]?|er|sie|es|sa|son|ses|leurs?|ils?|elles?"
    r"|sus?|él|ella|suo|sua|suoi|sue|seus?|suas?|zijn|haar|this|these|dies\w*)(?!\w)"
)
_SECOND = re.compile(r"(?i)second|zweite|deuxième|segunda")
_BY = re.compile(
    r"(?i)[^.?!]{0,60}(?:derivative|ableitung|dérivée|derivada|derivata)[^.?!]{0,80}?"
    r"(?:with\s+respect\s+to|nach|par\s+rapport\s+à|respecto\s+[ad]e?|rispetto\s+a)\s+\$?(?P<by>[a-z])(?![a-z])"
)


def is_other_script(question: Question, name: Name) -> bool:
    """Whether what stands below a name contradicts the words that a prompt asks with."""
    match = _BELOW.fullmatch(name.of)
    if match is None:
        return False
    below, asking = match[1] or match[2], parts.asking_part(question.lead, question.prompt)
    if _is_by_another(question, asking, below) or _is_word_beside(question, asking, below):
        return True
    if any(_is_opposed(one, below.casefold(), line) for line in _OPPOSED for one in (asking, _GIVEN.sub(" ", asking))):
        return True
    if below in {"1", "2"} and _is_other_state(question, asking, below):
        return True
    said = _SAYING.get(below.casefold())
    return said is not None and said.search(parts.prompts(question)) is None


_GIVEN = re.compile(  # a quantity with its value: `with kinetic energy 30 J and potential energy 50 J`
    r"(?i)(?<!\w)(?:with|and|of|a|an|the|mit|und|von|avec|et|con|y)\s+[^\W\d_]{3,}\s+[^\W\d_]{3,}\s+(?:of\s+|von\s+|de\s+)?\$?[-−]?\d"
)


def _is_other_state(question: Question, asking: str, below: str) -> bool:
    """Whether 1 or 2 stands below the name of the other state of one thing, of whose states the prompt tells one."""
    said = parts.prompts(question)
    is_one = _SEVERAL_THINGS.search(said) is None and bool(amounts(said))
    return is_one and _is_opposed(asking, below, _STATES)


_OBJECT = re.compile(
    r"(?<=[(|,])\s*\\?(?:mathbb\s*)?\{?(?P<of>[A-Z])\}?_\{?(?P<number>\d{1,3}(?:,\d{1,3})?)\}?(?=\s*[)|,])"
)
_OBJECTS = re.compile(r"(?<![A-Za-z])\{?(?P<of>[A-Z])\}?_\{?(?P<number>\d{1,3}(?:,\d{1,3})?)\}?")


def is_of_other_object(question: Question, left: str) -> bool:
    """Whether a left side is of a numbered thing beside one of its kind that the prompt names: `τ(K_5)` of K_4."""
    objects = {(match["of"], match["number"]) for match in _OBJECT.finditer(left)}
    if not objects:
        return False
    named = {(match["of"], match["number"]) for match in _OBJECTS.finditer(parts.prompts(question))}
    return any(one not in named and any(one[0] == other[0] for other in named) for one in objects)


def is_shifted(question: Question, name: Name) -> bool:
    """Whether a name is another term of a sequence than the one that a formula in its index gives: `a_{n+1}`."""
    shifted = _SHIFTED.fullmatch(name.of)
    index = "" if shifted is None else shifted["index"] or shifted["times"]
    if index not in question.names.symbols or not question.kind.is_expression:
        return False
    return all(one.of != name.of for one in asked_names(question))


def _is_opposed(asking: str, below: str, line: Line) -> bool:
    """Whether a prompt asks with words of one side of a line alone, and what stands below is of the other one."""
    asked = [below_it for words, below_it in line if words.search(asking) is not None]
    return len(asked) == 1 and below not in asked[0] and any(below in one for _, one in line)


def _is_word_beside(question: Question, asking: str, below: str) -> bool:
    """Whether a word stands below that the prompt has, and the part that asks has not: `T_cold` of the hot body."""
    if (
        len(below) < MIN_WORD
        or not below.isalpha()
        or (below in _SAYING and below not in _BACK)
        or _PRONOUN.search(asking) is not None
    ):
        return False
    word = parts.stem(below.casefold())
    said = parts.stems_in(parts.prompts(question).casefold())
    return parts.stands(word, said) and not parts.stands(word, parts.stems_in(asking.casefold()))


_BACK = frozenset({"back", "return"})


def _is_by_another(question: Question, asking: str, below: str) -> bool:
    """Whether letters of the answer stand below a derivative, and other ones than it is asked by."""
    asked = _BY.search(asking)
    letters = {one for one in question.names.symbols if len(one) == 1}
    if asked is None or not set(below) <= letters:
        return False
    return below != asked["by"] * (2 if _SECOND.search(asked[0]) else 1)
