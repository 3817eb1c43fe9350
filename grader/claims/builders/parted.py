"""Texts that part, join or order the same members in another way: `D/D` for (D, D), `law of Ohm`, `CrossEntropyLoss`.

A person looks at what is found here: nothing here credits a text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from grader.language.texts import akin, opposites
from grader.language.texts.folded import typed_out


def _named(text: str) -> frozenset[str]:
    return frozenset(text.split())


MOST_MEMBERS = 12  # members of a list that is compared with another one
MOST_WORDS = 4  # words of a compound that may stand in another order
MIN_LETTERS = 3  # of a member that is a word
_WHOLE = re.compile(r"\s*[({\[<⟨](.*)[)}\]>⟩]\s*", re.DOTALL)
_SET = re.compile(r"\s*\\?\{.*\}\s*", re.DOTALL)
_AND = r"(?:and|und|et|en|[ye](?=\s+(?!(?:and|und|et|en|[ye])(?!\w))[^\s,;&]))(?!\w)"  # the y of `x, y` is a member
_LISTED = re.compile(rf"\s*(?:[,;]|&|(?<!\w){_AND})\s*")
_SIGNS = (",", ";", "/", "|", "&", "∧", "<", "→", ":", "-", "+", "\n")
_CALCULATING = frozenset("/-+:")  # signs with which numbers are another number
_EITHER = frozenset("+|")  # signs that stand for `or`, too
_JOINED = re.compile(r"[\s\-‐‑–—/&]+|(?<!\w)(?:and|und|et|y|e|en)(?!\w)")
_OF = re.compile(r"(?<!\w)(?:of|von|vom|der|des|de|du|di|del|della|da|do|van|d['’])(?!\w)")
_OWNED = re.compile(r"(?<=\w)['’]s?(?!\w)")
_SMALL = _named(
    "of the an and von der die das des und de du le la les et di del della il da do van het en el los las y d s l by"
)
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_SNAKE = re.compile(r"(?<=[^\W\d_]{2})[_.](?=[^\W\d_]{2})")
_TIME = re.compile(
    r"(?:at|um|à|a las|alle|it is|es ist)? ?(\d{1,2}) ?(?:[:.]|h(?:ours?|rs?)?|uhr) ?(\d{2})(?:[:.]00)? ?(?:min\w*|m)?"
    r" ?(?:h|hrs?|uhr|o'clock|([ap])\.?m)?\.?"
)
HALF_A_DAY = 12


def is_parted(accepted: str, text: str) -> bool:
    """Whether a text lists the members of an accepted one, parted by other signs."""
    inner, said = _inner(typed_out(accepted)), _inner(typed_out(text))
    members = [*map(_squeezed, _LISTED.split(inner))]
    if not 1 < len(members) <= MOST_MEMBERS or not all(members):
        return False
    if [*map(_squeezed, _LISTED.split(said))] == members and text.strip() != accepted:
        return True
    is_worded = len(_LISTED.findall(inner)) > len(re.findall("[,;]", inner))
    if (is_worded or _SET.fullmatch(accepted) is not None) and sorted(map(_squeezed, _LISTED.split(said))) == sorted(
        members
    ):
        return True  # in any order
    for sign in _SIGNS:
        if sign in _CALCULATING and any(one.isdigit() for one in members) and not (sign == "/" and inner != accepted):
            continue
        if sign in _EITHER and is_worded and all(len(one) == 1 for one in members):
            continue
        if any([*map(_squeezed, one.split(sign))] == members for one in (said, _LED.sub("", said))):
            return True
    return False


def members_of(text: str) -> list[str]:
    """Return the members of a list, of one without a joint the text itself."""
    return [part for one in _MEMBERS.split(typed_out(text).strip()) if (part := one.strip())]


def orders_nothing(accepted: str, prompt: str) -> bool:
    """Whether the members of an accepted list may stand in any order: the prompt asks for several, and for no order."""
    low = prompt.casefold()
    return (
        _SEVERAL_ASKED.search(low) is not None
        and _ORDER_ASKED.search(low) is None
        and _WHOLE.fullmatch(accepted) is None
    )


def is_in_any_order(accepted: str, text: str, prompt: str) -> bool:
    """Whether a text has the members of an accepted list in another order, where the prompt asks for none.

    Names may have a first name before them: `Francis Crick, James Watson`.
    """
    if not orders_nothing(accepted, prompt):
        return False
    meant = [*map(_squeezed, _MEMBERS.split(typed_out(accepted).strip()))]
    if not 1 < len(meant) <= MOST_MEMBERS or not all(meant) or any(map(_RELATED.search, (accepted, text))):
        return False
    inner = _inner(typed_out(re.sub(r"\n", ", ", _BULLET.sub(", ", text))).strip(" ,"))
    are_words = all(one.isalpha() and len(one) >= MIN_LETTERS for one in meant)
    for parts in (_MEMBERS, *((_SLASHED, _BLANK) if are_words else ())):
        members = [one.strip() for one in parts.split(inner) if one.strip()]
        surnames = [_FIRST_NAMES.sub("", one) for one in members]
        if any(_are_same([*map(_squeezed, each)], meant) for each in (members, surnames)):
            return len(members) == len(meant)
    return False


_MEMBERS = re.compile(rf"\s*(?:[,;]\s*{_AND}|[,;]|&|\n|(?<!\w){_AND})\s*")
_BULLET = re.compile(r"(?:(?:\A|\n)\s*(?:[-*•–]|\(?\d{1,2}[.)])|(?<=\s)\(?\d{1,2}[.)])\s+")
_SLASHED = re.compile(r"\s*[-/+|–]\s*")
_BLANK = re.compile(r"\s+")
_RELATED = re.compile(r"[<>→≤≥=]")
_FIRST_NAMES = re.compile(r"\A(?:[A-ZÀ-Þ](?:\.|[a-zà-ÿ]{2,20})[\s-]+){1,2}(?=[A-ZÀ-Þ])")
_SEVERAL_ASKED = re.compile(
    r"(?<!\w)(?:which|what\s+are|who|whom|names?|list|give|state|between\s+which|nenn\w+|welche[nrs]?|wer|was\s+sind|geben?|zähl\w+"
    r"|quel(?:le)?s|qui|nomme[rz]?|cite[rz]?|donne[rz]?|cuáles|quiénes?|nombr[ae]\w*|cite|da[dr]?|quali|chi|nomina\w*|elenca\w*"
    r"|quais|quem|nomeie|liste|welke|wie|noem)(?!\w)"
)
_ORDER_ASKED = re.compile(
    r"(?<!\w)(?:(?:re)?orde(?:r|n|r[es]|nad|ring|red)|ordnen?|ordne\w*|geordnet|reihenfolge|order\w*|sort\w*|rank\w*|arrang\w*|sequence\w*|folgen?"
    r"|path|paths|route|walk|trail|tour|cycle|circuit|weg|wege|pfad\w*|chemin|camino|percorso|caminho|pad|travers\w*|visit\w*|besuch\w*"
    r"|steps?|stages?|phases?|schritt\w*|étapes?|pasos?|passi|passos|stappen|chronolog\w*|ascending|descending|increasing\w*|decreasing\w*"
    r"|aufsteigend\w*|absteigend\w*|croissant\w*|décroissant\w*|ascendente|descendente|crescente|decrescente|oplopend\w*|aflopend\w*"
    r"|first|last|second|then|next|before|after|zuerst|zuletzt|dann|danach|premier\w*|ensuite|puis|primer\w*|luego|prima|poi|primeiro|eerst"
    r"|smallest|largest|lowest|highest|kleinste\w*|größte\w*|coordinates?|koordinaten|coordonnées|coordenadas|coordinate|point|punkt|pairs?|paar"
    r"|couple|tuple|triple|vector|vektor|vecteur|permutation|schedule|topological\w*|topologisch\w*|bfs|dfs|pre-?order|in-?order|post-?order"
    r"|respective\w*|jeweils|respectiv\w*|rispettiv\w*|from|von|words?|outputs?|prints?|digits?|form|code|series|reihe|string)(?!\w)"
)


def without_lead(accepted: str, text: str) -> str:
    """Return a text without words before a list of letters where an accepted one is one: `The order is B, A`."""
    members = _MEMBERS.split(_inner(accepted.strip()))
    if len(members) < 2 or any(len(one) > 1 for one in members) or opposites.negations(text.casefold()):
        return text
    return _WORDS_AHEAD.sub("", text)


_WORDS_AHEAD = re.compile(r"\A\s*(?:[^\W\d_]{2,20}:?\s+){1,6}(?=\w(?!\w))")
_LED = re.compile(r"\A.*(?:[→=]|:(?=\s))\s*", re.DOTALL)  # what leads to a list


def _inner(text: str) -> str:
    found = _WHOLE.fullmatch(text)
    return text if found is None else found[1]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text.casefold()).strip(".")


def is_ordered_otherwise(accepted: str, text: str) -> bool:
    """Whether a text joins the words of an accepted one by others, or puts them in another order with an `of`.

    `Theorem of Bolzano and Weierstrass` holds the words of Bolzano-Weierstrass, `the law of Ohm` those of Ohm's law.
    """
    meant, said = _words(accepted), _words(text)
    if not 1 < len(meant) <= MOST_WORDS or any(len(one) < MIN_LETTERS for one in meant):
        return False
    if opposites.negations(text.casefold()) > opposites.negations(accepted.casefold()):
        return False
    places = range(len(said) - len(meant) + 1)
    if any(akin.are_akin(said[at : at + len(meant)], meant) for at in places):
        return True
    if any(opposites.are_opposites(one, other) for one, other in combinations(meant, 2)) or len(said) != len(meant):
        return False
    is_compound = _OF.search(accepted.casefold()) is None, _OF.search(text.casefold()) is None
    is_pair = all(re.fullmatch(r"[^\W\d_]+(?:[-–/][^\W\d_]+)+", one.strip(" .")) for one in (accepted, text))
    return (is_pair or is_compound[0] != is_compound[1]) and _are_same(said, meant)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a text that are more than joints; none where it has numbers or signs."""
    parts = (
        _JOINED.sub(" ", _OF.sub(" ", _OWNED.sub("", typed_out(text).casefold()))).replace(",", " ").strip(" .").split()
    )
    return tuple(one for one in parts if one not in _SMALL) if all(map(str.isalpha, parts)) else ()


def _are_same(words: Sequence[str], meant: Sequence[str]) -> bool:
    left = list(meant)
    for word in words:
        found = next((one for one in left if akin.is_akin(word, one)), None)
        if found is None:
            return False
        left.remove(found)
    return not left


def is_spread(phrase: str, text: str) -> bool:
    """Whether the words of a phrase stand in a text in their order, with one word between them at most."""
    meant, said = _words(phrase), tuple(re.findall(r"[^\W\d_]+", typed_out(text).casefold()))
    if not 1 < len(meant) <= MOST_WORDS or opposites.negations(text.casefold()) > opposites.negations(
        phrase.casefold()
    ):
        return False
    for start in range(len(said)):
        place = start
        for word in meant:
            found = next((at for at in (place, place + 1) if akin.are_akin(said[at : at + 1], (word,))), None)
            if found is None or (word is meant[0] and found != start):
                break
            place = found + 1
        else:
            return True
    return False


def unjoined(text: str) -> str:
    """Return a text with the words apart that a program joins: `nn.CrossEntropyLoss`, `cross_entropy`."""
    return _SNAKE.sub(" ", _CAMEL.sub(" ", text))


def is_same_time(accepted: str, text: str) -> bool:
    """Whether two texts are the same time of day: `14:35`, `14h35`, `2.35 pm`."""
    one, other = (_TIME.fullmatch(" ".join(typed.casefold().split())) for typed in (accepted, text))
    if one is None or other is None or ":" not in accepted or one[2] != other[2]:
        return False
    if one[3] and other[3] and one[3] != other[3]:
        return False
    hours = [int(found[1]) % HALF_A_DAY if found[3] or one[3] or other[3] else int(found[1]) for found in (one, other)]
    halves = [found[3] or ("p" if int(found[1]) >= HALF_A_DAY else "a") for found in (one, other)]
    return hours[0] == hours[1] and (halves[0] == halves[1] or not (one[3] or other[3]))
