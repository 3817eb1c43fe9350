"""Other problems that are spoken of in what was written for one: none of them is closed as if nothing were said of it.

A reason, `by Problem 1`, with no formula behind it says nothing of that problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from grader.problems.question import Problem, Question
from grader.records import dataclass
from grader.submissions.attribution.naming.labels import ANSWER, PROBLEM
from grader.submissions.attribution.naming.names import Names, targets_of
from grader.submissions.attribution.naming.numbering import Target
from grader.submissions.attribution.naming.several import AND, further, targets_at
from grader.submissions.forms.spans import STAND_IN, prose_of
from grader.submissions.forms.texts import clipped
from grader.submissions.kept import CHARACTERS, kept
from grader.submissions.ledger.ledger import Corrects, Ledger, Stray
from grader.verdict import Source
from grader.wording import writing_notices

MAX_MENTIONS = 100  # in one text that are looked at; where there are more, they may be of any problem
KEPT = 100  # patterns of the words and names of a sheet
KEPT_TEXTS = 2_000  # of which it is kept what they name
LOOKED_BACK = 60  # signs before a mention in which its reason stands
CORRECTING = (
    r"correct(?:ion|ions|ed|ing)|errat(?:um|a)|should(?:\s+(?:be|have|read))|meant|p\.?\s?s\.?(?!\s*\d)|instead|sorry|mistakes?|"
    r"mistaken|wrong|oops|typo|actually|update[ds]?|edit|ignore|forget|redo|redone|"
    r"korrektur|korrigiert?|berichtigung|sollte|müsste|gemeint|meinte|stattdessen|falsch|(?:mein|ein)\s+fehler|"
    r"fehler\s+(?:in|bei)|irrtum|verschrieben|vertan|entschuldigung|sondern|nachtrag|"
    r"corrigée?|devrait|voulais|plutôt|erreur|pardon|désolée?|faux|fausse|"
    r"correcci[óo]n|corregid[oa]|corrijo|deber[íi]a|quise|quer[íi]a|perd[óo]n|(?:un|mi|por)\s+error|equivoqu[ée]|"
    r"equivocad[oa]|fe\s+de\s+erratas"
)
_CORRECTING = re.compile(rf"(?<![\w\\])(?:{CORRECTING})(?!\w)", re.IGNORECASE)
REASON = re.compile(
    r"(?<!\w)(?:by|via|using|uses?|used|see|cf\.?|from|like|with|as\s+in|than\s+in|aus|nach|siehe|vgl\.?|wie\s+in|mit|gem[äa]ß|"
    r"laut|d['’]apr[èe]s|voir|selon|par|avec|comme\s+(?:dans|[àa])|seg[úu]n|v[ée]ase|ver|por|con|como\s+en)\s+"
    r"(?:(?:the|our|my|dem|der|die|das|le|la|el|l['’])\s*)?"
    r"(?:(?:\w+\s+)?(?:of|to|from|in|zu|aus|von|de|du|à|del)\s+(?:the\s+)?)?[(\[*_\"'`]*$",
    re.IGNORECASE,
)
_STOP = re.compile(r"(?<!\bP\.S)(?<!\bp\.s)(?<!\bP)(?<!\bcf)(?<!\bNo)(?<!\bno)(?<!\bNr)[.!?;](?=\s)|\n\s*\n")
_FORMULA = re.compile(rf"[{STAND_IN}=^]|(?<![\w.])-?\d")
_VERB = (
    r"is|are|was|were|should|must|has|would|ist|sind|war|lautet|sollte|muss|est|sont|[ée]tait|devrait|doit|es|son|era|debe|"
    r"deber[íi]a|=|:"
)
_NUMBER = r"[(\[]?(?P<{}>\d{{1,3}})[)\]]?(?![\w^]|[.,]\d|\s*[-+*/^<>≤≥(])"
_BARE = re.compile(
    rf"(?<!\w)(?:(?:{ANSWER}|antworten|l[öo]sungen|respuestas|soluciones)\s+(?:to|for|of|in|zu|für|von|à|de|a|para)"
    r"|as\s+for|as\s+to|regarding|concerning|correction\s+(?:to|of|for)|errat(?:um|a)\s+(?:to|for|of)"
    r"|korrektur\s+(?:zu|von)|quant\s+(?:à|au)|correction\s+(?:de|du|à)|en\s+cuanto\s+(?:a|al)|correcci[óo]n\s+(?:de|del|a))"
    rf"\s*{_NUMBER.format('number')}"
    rf"|(?<!\w)(?:for|was|zu|zur|f[üu]r|bei|pour|para|in|on|en|dans|number|nr\.?|no\.?|\#)\s*{_NUMBER.format('followed')}"
    rf"(?=\s*(?:[,:;{STAND_IN}]|(?:{_VERB}|{AND}|it|i|we|the|es|ich|wir|je|il|on|yo|replace|change|read|write|ersetze|lies|remplacer?|reemplazar?)(?!\w)))"
    rf"|(?:^|(?<=[.;!?,:]\s)|(?<=\n))(?>(?:(?>{AND}|then|but|aber|mais|pero|also|p\.?\s?s\.?|n\.?b\.?)[\s:,.]++){{0,4}})"
    rf"[(\[]?(?P<said>\d{{1,3}})[)\]]?\s*(?:{_VERB})(?![\w=])"
    rf"|(?:\*\*|__)[(\[]?(?P<bold>\d{{1,3}})(?=[.:)\]]|\s+(?:{AND}|&))"
    rf"|(?<!\w)(?:{AND}|then|but)\s+[(\[]?(?P<marked>\d{{1,3}})[.:)\]]\s+(?=\S)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")  # stands in each of these
# Words, letters that are words, and what numbers begin with: a text without them, such as `x + 1 = 2`, names nothing.
_MENTIONING = re.compile(r"[^\W\d_]{2}|[#*_.;!?,:&\n]|(?<!\w)[eyqpa](?![^\W\d_])|^\W*\d", re.IGNORECASE)
_PART = re.compile(r"(?<![\w.])\d{1,3}\s?(?:\(\s?[a-z]\s?\)|[.]?[a-z](?![\w(^])|\)(?=\s))")  # `1c`, `3(b)`, `1)`
_NEIGHBOUR = re.compile(
    r"(?<!\w)(?:the|der|die|das|den|dem|zur|zum|le|la|el|du|au|al)\s+"
    r"(?:(?P<next>next|following|n[äa]chsten?|folgenden?|suivante?|siguiente|pr[óo]xim[oa])"
    r"|(?P<back>previous|preceding|last|vorigen?|vorherigen?|letzten?|pr[ée]c[ée]dente?|anterior))"
    rf"\s*(?=(?:one|{PROBLEM}|:|,|{_VERB}|[{STAND_IN}])(?![^\W\d_]))",
    re.IGNORECASE,
)


ORDINALS = (
    r"first|erste[nrs]?|premi(?:er|ère)|primer[oa]?",
    r"second|zweite[nrs]?|deuxième|seconde|segund[oa]",
    r"third|dritte[nrs]?|troisième|tercer[oa]?",
    r"fourth|vierte[nrs]?|quatrième|cuart[oa]",
    r"fifth|fünfte[nrs]?|cinquième|quint[oa]",
    r"sixth|sechste[nrs]?|sixième|sext[oa]",
    r"seventh|siebte[nrs]?|septième|séptim[oa]",
    r"eighth|achte[nrs]?|huitième|octav[oa]",
    r"ninth|neunte[nrs]?|neuvième|noven[oa]",
    r"tenth|zehnte[nrs]?|dixième|décim[oa]",
)
_ORDINAL = re.compile(
    rf"(?<!\w)(?:(?P<digits>\d{{1,3}})(?:st|nd|rd|th|\.|e|er|ème|º|ª)|{'|'.join(f'({one})' for one in ORDINALS)})"
    rf"\s+(?:{PROBLEM})(?!\w)",
    re.IGNORECASE,
)
WRITTEN_OUT = rf"(?!(?:q|p|ex)\b)(?:{PROBLEM})"  # before an id or a title; `p two` is no problem
SHORT = 60  # signs of a sentence before or behind that says of a mention that it corrects: `Sorry!`


def is_correcting(text: str) -> bool:
    """Whether a text has a word that corrects something: `Erratum`, `Sorry`."""
    return _CORRECTING.search(_SET_NUMBER.sub(" ", text)) is not None


_SET_NUMBER = re.compile(r"(?<!\w)p\.?\s?s\.?(?=\s*[#\d])", re.IGNORECASE)  # `PS 4` is a problem set


@dataclass(frozen=True, slots=True)
class Mention:
    """The problems that are spoken of, the sentence, and whether that corrects or gives what is answered."""

    targets: tuple[Target, ...]
    sentence: str
    corrects: Corrects = ""


class _TooManyError(Exception):
    """More problems are mentioned in a text than are looked at."""


def keep_mentioned(
    ledger: Ledger, names: Names, text: str, source: Source, written: Target | None, *, title: bool = False
) -> None:
    """Keep the problems other than `written` that a text speaks of from being missing, and corrections from being lost.

    Where a text is written for no problem, only what it corrects is kept; in a `title` nothing is a reason.
    """
    try:
        found = _mentions(names, text, written, title=title)
    except _TooManyError:
        said = writing_notices.TOO_MANY_MENTIONED.format(max_mentions=MAX_MENTIONS)
        ledger.stray(Stray("", text, source, said))
        return
    if not found:
        return
    parent = names.parent(written) if isinstance(written, Question) else None
    own = {one.id for one in (written, parent, *(written.questions if isinstance(written, Problem) else ())) if one}
    for one in found:
        others = [target for target in one.targets if target.id not in own and names.is_set(target)]
        if not others or (written is None and not one.corrects):
            continue
        sentence = writing_notices.MAY_CORRECT_OTHERS if one.corrects else writing_notices.MAY_ANSWER_OTHERS
        listed = " and ".join(target.id for target in others)
        said = sentence.format(shown=clipped(" ".join(one.sentence.split())), listed=listed)
        stray = Stray("", one.sentence.strip(), source, said, {}, targets_of(names, others), one.corrects, True)
        if stray.otherwise:
            ledger.stray(stray)


def _mentions(names: Names, text: str, written: Target | None, *, title: bool) -> list[Mention]:
    """Return what is named in a text; of a short one, which many write, it is remembered."""
    known, key = _known(names), (text, written.id if written else None, title)
    if key in known:
        return known[key]
    found = list(_read(names, text, written, title=title))
    if len(text) <= CHARACTERS:
        if len(known) >= KEPT_TEXTS:
            known.clear()
        known[key] = found
    return found


@kept
def _known(names: Names) -> dict[tuple[str, str | None, bool], list[Mention]]:
    """Return what texts with these names are known to name."""
    return {}


def _read(names: Names, text: str, written: Target | None, *, title: bool) -> Iterator[Mention]:
    mask = prose_of(text)
    for targets, start, end in _limited(_places(names, mask, written)):
        first, last = _sentence(mask, start, end)
        sentence = text[first:last]
        if not title and REASON.search(mask[max(0, start - LOOKED_BACK) : start]):
            if _FORMULA.search(mask[end:last]):
                yield Mention(targets, sentence)
        elif _is_correction(mask, first, last):
            yield Mention(targets, sentence, "said")
        else:
            yield Mention(targets, sentence)


def _is_correction(mask: str, first: int, last: int) -> bool:
    """Whether a sentence, or a short one before or behind it, has a word that corrects."""
    before, _ = _sentence(mask, max(0, first - 2), first)
    _, behind = _sentence(mask, last, last)
    around = (mask[before:first] if first else "", mask[first:last], mask[last:behind])
    return any(_CORRECTING.search(one) for n, one in enumerate(around) if n == 1 or len(one.strip()) <= SHORT)


_Place = tuple[tuple[Target, ...], int, int]


def _limited(found: Iterable[_Place]) -> list[_Place]:
    """Return what was found. Raises _TooManyError, rather than leave out what stands last."""
    first = list(islice(found, MAX_MENTIONS + 1))
    if len(first) > MAX_MENTIONS:
        raise _TooManyError
    return first


def _places(names: Names, mask: str, written: Target | None) -> Iterator[_Place]:
    """Yield what is named in a text, and where."""
    words = names.sheet.words if names.sheet else ()
    if _MENTIONING.search(mask) is None and all(len(word) > 1 for word in words):
        return
    has_number = _DIGIT.search(mask) is not None
    for match in _worded(words).finditer(mask) if names.sheet and has_number else ():
        number = names.numbered(mask[match.start() :])
        targets = targets_at(names.root.find(number.path)) if number and number.lead else ()
        if number is not None and targets:
            others, rest = further(names, number.path, number.rest)
            yield (*targets, *others), match.start(), len(mask) - len(rest)
    for match in _titled(words, _spelled(names)).finditer(mask):
        exact = names.exact_name(match["name"])
        if found := (exact,) if exact is not None else names.titled(match["name"]):
            yield found, match.start(), match.end()
    yield from _bare_places(names, mask) if has_number else ()
    for match in _PART.finditer(mask) if has_number and names.sheet and _CORRECTING.search(mask) else ():
        number = names.numbered(f"{match[0]})")
        if (
            number is not None
            and len(number.path) > 1 - match[0].endswith(")")
            and (targets := targets_at(names.root.find(number.path)))
        ):
            yield targets, match.start(), match.end()
    for match in _ORDINAL.finditer(mask):
        label = match["digits"] or str(next(n for n, one in enumerate(match.groups()[1:], 1) if one))
        if targets := targets_at(names.root.find((label,))):
            yield targets, match.start(), match.end()
    for match in _NEIGHBOUR.finditer(mask) if written is not None else ():
        yield _neighbour(names, written, 1 if match["next"] else -1), match.start(), match.end()


def _bare_places(names: Names, mask: str) -> Iterator[_Place]:
    """Yield what a label without a word before it names."""
    for match in _BARE.finditer(mask):
        label = next(one for one in match.groupdict().values() if one)
        if targets := targets_at(names.root.find((label,))):
            others, rest = further(names, (label,), mask[match.end() :])
            yield (*targets, *others), match.start(), len(mask) - len(rest)


def _neighbour(names: Names, written: Target | None, step: int) -> tuple[Target, ...]:
    """Return the problem that stands on the sheet behind another one, or before it."""
    parent = names.parent(written) if isinstance(written, Question) else None
    top = parent or written
    ids = list(names.sheet.labels) if names.sheet else []
    place = ids.index(top.id) + step if top is not None and top.id in ids else -1
    found = names.keys.get(ids[place]) if 0 <= place < len(ids) else None
    return (found,) if found is not None else ()


def _sentence(mask: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    first = max((match.end() for match in _STOP.finditer(mask, 0, start)), default=0)
    behind = _STOP.search(mask, end)
    return first, behind.end() if behind else len(mask)


@kept
def _spelled(names: Names) -> tuple[str, ...]:
    """Return the ids and titles of what is set."""
    found = {one for id_ in names.index.targets for one in (id_, _title(names, id_)) if len(one) > 1}
    return tuple(sorted(found, key=len, reverse=True))


def _title(names: Names, id_: str) -> str:
    target = names.index.in_parts.get(id_) or names.index.questions[id_]
    return target.title


@lru_cache(maxsize=KEPT)
def _worded(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a word for problem, with those of a sheet, and the number behind it."""
    word = "|".join((*map(re.escape, words), PROBLEM))
    return re.compile(rf"(?<!\w)(?:{word})(?![^\W\d_])\.?\s*[#№]?\s*[(\[]?\d", re.IGNORECASE)


@lru_cache(maxsize=KEPT)
def _titled(words: tuple[str, ...], spelled: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a word for problem and an id or a title behind it."""
    word = "|".join((*map(re.escape, words), WRITTEN_OUT))
    listed = "|".join(map(re.escape, spelled)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{word})(?![^\W\d_])\s+[\"'`*_(]*(?P<name>{listed})(?!\w)", re.IGNORECASE)
