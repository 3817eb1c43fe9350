"""Signs that are dressing in prose and letters in a program: `int *p`, `f("a")`, `my_var`, `self._x`.

Two texts with the same letters are compared by these signs. In prose hyphens, apostrophes, marks around words and
stars between factors do not count, and all others do. Where an accepted text is one of a program, or the prompt asks
for what is typed, nothing falls away but what stands around the whole text.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from grader.claims.changed import has_other_power, is_other
from grader.claims.spelling import american
from grader.claims.wording import bare, undressed

MAX_MARKED = 2_000  # characters of a text whose signs are compared; a longer one is prose
KEPT = 64  # prompts of which is known what they ask for


def is_another(text: str, accepted: str, prompt: str) -> bool:
    """Whether signs, powers or the letter a make another text of one than an accepted one with the same letters."""
    return is_other(text, accepted) or has_other_power(text, accepted) or is_marked_otherwise(text, accepted, prompt)


def is_marked_otherwise(text: str, accepted: str, prompt: str) -> bool:
    """Whether signs make another text of one than an accepted one with the same letters; `prompt` is folded."""
    is_long = max(len(text), len(accepted)) > MAX_MARKED
    if is_long or bare(text) != bare(accepted) or ("\\" in text and "\\" not in accepted):
        return False
    asked = _asked(prompt)
    if _is_exact(accepted, asked):
        return _exact(text, accepted, asked) != _exact(accepted, accepted, asked)
    return _prose(text, asked) != _prose(accepted, asked)


@lru_cache(maxsize=KEPT)
def _asked(prompt: str) -> frozenset[str]:
    """Return what a folded prompt asks for: `code`, `literal` for what is typed or shown, `quoted`, `regex`."""
    found = {name for name, words in _WORDS if words.search(prompt) is not None}
    if "code" in found and _SHOWN.search(prompt) is not None:
        found |= {"literal", "quoted"}
    if "code" in found and _SWITCH.search(prompt) is not None:
        found |= {"literal"}
    return frozenset(found | ({"literal", "quoted"} if "regex" in found else set()))


def _is_exact(accepted: str, asked: frozenset[str]) -> bool:
    is_signed = "code" in asked and _SIGN.search(accepted) is not None
    return is_signed or "literal" in asked or _OF_PROGRAM.search(accepted) is not None


def _exact(text: str, accepted: str, asked: frozenset[str]) -> str:
    """Return a text with all of its signs but what stands around it, and blanks only between letters."""
    plain = _LED.sub("", _code(_folded(text)))
    if "regex" not in asked:
        plain = _ENDED.sub("", plain)
        plain = plain if _SIGN.search(accepted) else _unwrapped(plain, _STARRED)
    if "quoted" not in asked and "'" not in accepted and '"' not in accepted:
        plain = _unwrapped(plain, _QUOTED)
    plain = _PARTED.sub("\0", _OPTION.sub("\0", plain) if _OPTION.search(accepted) else plain)
    return american(_TIGHT.sub("", plain)) + " ".join(_OPTIONS.findall(text.translate(_ALIKE)))


def _prose(text: str, asked: frozenset[str]) -> str:
    """Return a text with the signs that are no dressing of words, and without blanks."""
    text = _RAISING.sub("", undressed(_folded(text)))
    plain = _unwrapped(_unwrapped(_BULLET.sub("", _ENDED.sub("", _code(text))), _QUOTED), _EMPHASISED)
    for signs in (_EMPHASIS, _WITHIN_QUOTES):
        plain = signs.sub(r"\2", plain)
    for signs in (_APOSTROPHE, _HYPHEN, _DASH, _TIMES, _INDEX, *(() if "code" in asked else (_SNAKE,))):
        plain = signs.sub(" ", plain)
    return american("".join(plain.split()))


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_ALIKE)
    return _ARTICLE.sub(" ", " ".join(folded.split()))


def _code(text: str) -> str:
    """Return a text without the marks of code or of a formula that stand around it."""
    return _unwrapped(text, _TICKED).strip()


def _unwrapped(text: str, around: re.Pattern[str]) -> str:
    found = around.fullmatch(text.strip())
    return text if found is None else _ENDED.sub("", found[2]).strip()


_ALIKE = str.maketrans(
    {**dict.fromkeys("−‐‑–—", "-"), **dict.fromkeys("‘’′´", "'"), **dict.fromkeys("“”„«»", '"'), "∗": "*"}
)
_ARTICLE = re.compile(r"(?<![\w'])(?:a(?= [^\W\d_]{2})|an|the) ")
_TICKED = re.compile(r"(`{1,3}|\$(?=\S))(.+)\1[.!]*")
_QUOTED = re.compile(r"(['\"])([^'\"]+)\1[.!]*")
_STARRED = re.compile(r"(\*{1,3})([^*]+)\1[.!]*")
_EMPHASISED = re.compile(r"([*_]{1,3})([^*]+?)\1[.!]*")
_LED = re.compile(r"\A[$>%] (?=\S)")  # of a terminal
_ENDED = re.compile(r"[\s.;,:$]+\Z|(?<=\w)!+\Z")
_BULLET = re.compile(r"\A[-*•]\s+")
_EMPHASIS = re.compile(r"(?<![\w*(\[])([*_]{1,3})(?=\w)([^*_]{1,200}?)(?<=\w)\1(?![\w*])")
_WITHIN_QUOTES = re.compile(r"(?<![^\s])(['\"])([^'\"]{1,200})\1(?![^\s.,;:!?)])")
_APOSTROPHE = re.compile(
    r"(?<=[^\W\d_]{2})'(?=[^\W\d_]|\s|\Z)|(?<=[^\W\d_])'(?=[^\W\d_]{2}|s(?!\w))|(?<=[^\W\d_]{2})`(?=s(?!\w))"
)
_HYPHEN = re.compile(
    r"(?<=[^\W_])-+(?=[^\W_]{2})|(?<=[^\W_]{2})-+(?=[^\W_])"
    r"|(?<=[^\W\d_]{2})-(?=\([ivx]{1,4}\))|(?<=[ivx]\))-(?=[^\W\d_]{4})"  # `Eisen(III)-oxid`
)
_DASH = re.compile(r"(?<=[\w)\]}])\s-+\s(?=\S)|(?<=[^\W\d_]{2})-\s|(?<=\d)-(?=\d)")
_TIMES = re.compile(
    r"(?:(?<=[\d)\]}])|(?<=(?<![^\W\d_])[^\W\d_])|(?<=(?<![^\W\d_])[^\W\d_]{2}))(?:\*|\s\*\s)"
    r"(?=[\d(\[{√]|[^\W\d_]{1,2}(?![^\W\d_])|(?:log|ln|lg|exp|sin|cos|tan|sqrt|pi|theta|omega|lambda|sigma)(?![^\W\d_]))"
)
_INDEX = re.compile(
    r"(?<=[^\W_])_(?=[\d{(])|(?<=[^\W\d_][)\]])_(?=\{?\d)|(?<=(?<![^\W_])[^\W\d_])_(?=[^\W_])|(?<=(?<![^\W_])[^\W\d_]{2})_(?=[^\W_])"
)
_SNAKE = re.compile(r"(?<=[^\W\d_]{2})_(?=[^\W\d_]{2})")
_RAISING = re.compile(r"[\^{}$]")
_TIGHT = re.compile(r"(?<!\w)\s+|\s+(?!\w)")
_PARTED = re.compile(  # a blank within a sign of programs makes two of it: `! =`, `- >`
    r"(?<=[!=<>:+*/-])\s+(?==)|(?<=[-=])\s+(?=>)|(?<=<)\s+(?=[<-])|(?<=>)\s+(?=>)|(?<=&)\s+(?=&)|(?<=\|)\s+(?=\|)"
    r"|(?<=\+)\s+(?=\+)|(?<=-)\s+(?=-)|(?<=\*)\s+(?=\*)|(?<=/)\s+(?=/)|(?<=:)\s+(?=:)"
)
_OPTION = re.compile(r"(?<=\w)\s+(?=-{1,2}[^\W\d_])")  # of a command: `ls -a` is not `ls-a`
_OPTIONS = re.compile(r"(?<![\w-])-[A-Za-z]+(?![\w-])")  # whose letters count as they are typed
_SIGN = re.compile(r"[^\w\s'.,!?-]|_|(?<=\w)\.(?=\w)|(?<!\w)-+(?=\w)|['.]\w*['.]")
_OF_PROGRAM = re.compile(  # signs that only programs have
    r"[^\W\d_]{2}_[^\W\d_]|__|(?<!\w)_[^\W\d_]{2}|;\s*\Z|[=!]=|::|&&|\+\+\Z|(?<![\w.])[a-z]{2,}\.[a-z_]{2,}(?![\w.])"
)
_WORDS = (
    (
        "regex",
        re.compile(
            r"(?<!\w)(?:reg-?exp?(?:es)?|regular\s+expressions?|regulär\w*\s+ausdr\w+|expressions?\s+régulières?"
            r"|expresi[oó]n(?:es)?\s+regular\w*|espression[ei]\s+regolar\w*|globs?|wildcards?)(?!\w)"
        ),
    ),
    (
        "literal",
        re.compile(
            r"(?<!\w)(?:commands?|befehle?|kommandos?|commandes?|comand[oi]s?|identifiers?|bezeichner\w*|variable\s+names?"
            r"|names?\s+(?:of|for)\s+(?:the|a)\s+variable|variablennamen?|noms?\s+de\s+(?:la\s+)?variable"
            r"|nombre\s+de\s+(?:la\s+)?variable|nome\s+d(?:i|ella)\s+variabile|snake[_ ]?case|camel[_ ]?case"
            r"|kebab[- ]?case|literals?|css|declar(?:e|ation)|deklarier\w*|déclare[rz]?|declara\w*|dichiara\w*)(?!\w)"
        ),
    ),
    (
        "quoted",
        re.compile(
            r"(?<!\w)(?:literals?|prints?|printed|println|printf|strings?|zeichenketten?|ausgabe|ausgegeben"
            r"|chaînes?|cadenas?|string[ah]e?)(?!\w)"
        ),
    ),
    (
        "code",
        re.compile(
            r"(?<!\w)(?:python|java(?:script)?|typescript|in\s+c|c\s+(?:statement|expression|program|code|declaration)"
            r"|haskell|sql|bash|shell|unix|linux|git|html|css|php|rust|matlab|numpy|pandas|prolog|scala|kotlin|swift"
            r"|ruby|perl|program\w*|code|codes?|quellcode|statements?|anweisung\w*|instructions?|instruc\w+|istruzion\w+"
            r"|quer(?:y|ies)|abfrage|requête|consulta|pointers?|zeiger|methods?|compiler|print(?:s|ed|ln|f)?)(?!\w)"
            r"|(?<!\w)(?:c\+\+|c#)"
        ),
    ),
)
_SHOWN = re.compile(
    r"(?<!\w)(?:prints?|printed|println|printf|outputs?|ausgabe|ausgegeben|gibt\s.{0,80}\saus|affiche\w*|imprime\w*"
    r"|muestra|stampa\w*|strings?|zeichenketten?|chaînes?|cadenas?)(?!\w)"
)
_SWITCH = re.compile(r"(?<!\w)(?:options?|flags?|switch(?:es)?|schalter|opci[oó]n(?:es)?|opzion[ei])(?!\w)")
