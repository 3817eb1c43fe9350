"""Of which of the two things that a prompt compares an answer says how it is: `greater in air`, `air is slower`.

Where it is said of the first one, and the second one stands behind `than` or nowhere, the option named is meant.
Where both stand in each other's places, `0.43 is greater than 3/7`, the contrary one is. Anything else that names the
second thing, or another one of the prompt, is for a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.claims.wording import words as folded
from grader.problems.question import Question
from grader.records import dataclass
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.said import Sentence, is_against
from grader.submissions.extraction.worded.meanings.named_options import without_options
from grader.submissions.extraction.worded.things.asked_things import Things, things_of
from grader.submissions.extraction.worded.things.named_things import Named, named_in, names, unelided
from grader.submissions.extraction.worded.things.prompt_words import AGAINST, CASE, PLACED, THAN, THAN_BESIDE
from grader.submissions.extraction.worded.things.routes import way_back
from grader.submissions.extraction.words import cues, phrases
from grader.wording import unreadable_answers

_JOINTS = (
    r"and|but|while|whereas|so|thus|hence|therefore|und|aber|während|also|daher|somit|et|mais|donc|tandis|alors|y|pero|mientras"
    r"|entonces|luego|ma|mentre|quindi|mas|enquanto|portanto|maar|terwijl|dus"
)
_BEFORE = re.compile(rf"[;–—]|[,.](?!\d)|\s(?=\()|→|⇒|=>|->|(?<![^\W_])(?:{_JOINTS})(?![^\W_])")
_BEHIND = re.compile(rf"{_BEFORE.pattern}|:")
_SAYS = re.compile(
    r"[=<>≤≥≈]|(?<![^\W_])(?:is|are|was|were|it|they|has|have|ist|sind|hat|haben|sie|es|er|est|sont|ont|il|elles?|son"
    r"|tiene\w?|è|é|ha|hanno|sono"
    r"|são|tem|heeft|zijn)(?![^\W_])"
)
_PRONOUN = re.compile(
    r"(?<![^\W_])(?:it|they|this|that|these|she|he|them|its|es|er|sie|dies\w*|ils?|elles?|cela|ça|ello|ella|esso|essa"
    r"|ele|ela|hij|zij)(?![^\W_])"
)
_PREPOSED = re.compile(
    r"\W*(?:in|at|with|by|after|under|during|on|over|through|due|from|mit|nach|bei|unter|durch|im|am|auf|avec|après|sous|à"
    r"|en|dans|con|al|tras|bajo"
    r"|sotto|dopo|com|ao|met|na|bij)(?![^\W_])"
)
_OF_ANOTHER = re.compile(
    r"\W*(?:for|of|für|bei|von|pour|de|du|des|para|del|per|di|della|voor|van)(?![^\W_])"
)  # `a loss for the buyer`
_SIDES = re.compile(r"(?P<left>[^,;:.<>=≤≥]{1,60})[<>](?P<right>[^,;:.<>=≤≥]{1,60})")
_KEY_ALONE = re.compile(r"[(\[]\w{1,3}[)\]]|(?<![^\W_])\w[):]|\A\W*\w(?=\s)")
_KEY = re.compile(r"\s*[(\[]?(?P<key>\w{1,3})[)\]]?\s*[:,;.–-]?\s*")


# A thing without one of these words is another one: x beside twice x.
_MULTIPLES = (
    "twice half double triple thrice square cube root sum difference product quotient reciprocal inverse negative"
    " opposite third quarter doppelte hälfte halbe quadrat wurzel summe differenz produkt kehrwert moitié carré"
    " racine somme différence produit doble mitad cuadrado raíz suma diferencia producto doppio metà quadrato"
    " radice somma differenza prodotto"
)


@dataclass(frozen=True)
class _Clause:
    """What stands before a word that says how, behind it, and behind `than`; what was said before, and the word."""

    before: str
    middle: str
    behind: str
    earlier: str
    how: str
    whole: str
    source: Sentence


def said_of_things(question: Question, said: Sequence[Sentence]) -> Found | None:
    """Return the option that is meant where two things change places, or, with why, that nobody can tell.

    None where all is said of the first thing, or of none.
    """
    for one in said:
        if back := way_back(question, one.low):
            return _open(one, back)
    things = things_of(question)
    if things is None:
        return None
    if placed := next((one for one in said if _is_only_of_second(question, things, one)), None):
        return _open(placed, placed.text)
    turned: list[_Clause] = []
    for clause in _clauses(things, said):
        judged = _judged(things, clause)
        if judged == "turned" and _is_plain(question, things, clause, said):
            turned.append(clause)
        elif judged:
            return _open(clause.source, clause.whole)
    if not turned:
        return None
    key = things.directions.others[things.directions.key(turned[0].how)]
    note = "; ".join(filter(None, (turned[0].source.text, turned[0].source.reason)))
    return Found("answer", key, turned[0].source.source, note=note)


def _open(one: Sentence, shown: str) -> Found:
    return Found("answer", one.text, one.source, why=unreadable_answers.SAID_OF_ANOTHER.format(shown=shown))


def _is_only_of_second(question: Question, things: Things, one: Sentence) -> bool:
    """Whether a sentence only names the second thing, `(G) in air`, or says by a sign that it is before the first."""
    low = unelided(one.low)
    if (sides := _SIDES.search(low)) is not None:
        left, right = (list(named_in(sides[side], things.letters)) for side in ("left", "right"))
        first, last = ({one.what for one in named} for named in (left, right))
        is_turned = bool(first & things.second and last & things.own and not first & things.own)
        return is_turned and not any(one.is_formula for one in (*left, *right))
    if things.directions.pattern.search(low) or any(folded(one) in low for one in question.options.values()):
        return False
    low = _KEY_ALONE.sub(" ", low)
    said = names(low, things.letters)
    return _is_bare(things, low) and bool(said & things.second) and not said & things.own and not THAN.search(low)


def _clauses(things: Things, said: Sequence[Sentence]) -> Iterator[_Clause]:
    earlier = ""
    directions = things.directions
    how = directions.pattern.pattern.replace("?P<how>", "?:")
    against = re.compile(
        rf"{AGAINST}\s+(?P<y>[^,;:()]{{1,60}}?)(?=\s*(?:[,;:().]|\Z)|\s+(?:is|are|it|ist|est|es|è|é|{how}))"
    )
    for one in said:
        low = unelided(one.low)
        set_against = " ".join(match["y"] for match in against.finditer(low))
        low = against.sub(lambda match: " " * len(match[0]), low)
        for match in directions.pattern.finditer(low):
            begin = max((pause.end() for pause in _BEFORE.finditer(low, 0, match.start())), default=0)
            pause = _BEHIND.search(low, match.end())
            end = pause.start() if pause else len(low)
            middle, behind = _parted(things, match, low[:end])
            before = low[begin : match.start()]
            if not names(before + middle, things.letters) & things.own:
                before = f"{_bare_before(things, low[:begin])} {before}"
                added = _bare_behind(things, low[end:])
                is_than = THAN.match(added.strip(" (")) is not None
                middle, behind = (middle, f"{behind} {added}") if is_than else (f"{middle} {added}", behind)
            whole = low[begin:end].strip(" ,;:")
            yield _Clause(before, middle, f"{behind} {set_against}", earlier + low[:begin], match["how"], whole, one)
        earlier += f"{one.low}. "


def _parted(things: Things, match: re.Match[str], low: str) -> tuple[str, str]:
    """Return what stands behind a word in its clause, before and behind `than`, without a case."""
    than = THAN.search(low, match.end()) or THAN_BESIDE.match(low, match.end())
    case = CASE.search(low, than.end() if than else match.end())
    stop = case.start() if case else len(low)
    if than is not None:
        return low[match.end() : than.start()], low[than.end() : stop]
    place = things.directions.behind(match)
    return ("", low[place:stop]) if place is not None and place <= stop else (low[match.end() : stop], "")


def _bare_before(things: Things, low: str) -> str:
    """Return the last piece of a text before a pause where it names things and says nothing of them: `In air, …`."""
    pieces = [one for one in _BEFORE.split(low) if one.strip(" ,;()")]
    return pieces[-1] if pieces and _is_bare(things, pieces[-1]) else ""


def _bare_behind(things: Things, low: str) -> str:
    pieces = [one for one in _BEHIND.split(low) if one.strip(" ,;:()")]
    return pieces[0] if pieces and _is_bare(things, pieces[0]) else ""


def _is_bare(things: Things, piece: str) -> bool:
    said = names(piece, things.letters)
    return bool(said) and said <= things.first | things.second | things.beside and not _SAYS.search(piece)


def _judged(things: Things, clause: _Clause) -> str:
    """Return `turned` where two things change places, `other` where another one is spoken of, else nothing."""
    if _is_a_case(things, clause):
        return ""
    said = list(named_in(f"{clause.before} {clause.middle}", things.letters))
    told, behind = {one.what for one in said}, names(clause.behind, things.letters)
    is_second, is_own = bool(told & things.second), bool(told & things.own)
    if is_second and is_own:
        return "" if CASE.match(clause.before.strip()) and _ends_with_own(things, clause) else "other"
    if is_second:
        return "turned" if behind & things.own and not behind & things.second else "other"
    if things.second and behind & things.own and not behind & things.second:
        return "other"  # `greater than in water`
    if things.second and not things.directions.are_changes and not told & things.first:
        before = names(clause.earlier, things.letters)
        if before & things.second and not before & things.own and not CASE.match(clause.earlier.strip()):
            return "other"  # `In air it is 343 m/s, so it is smaller`
    return "other" if _is_of_another(things, clause) else ""


def _is_a_case(things: Things, clause: _Clause) -> bool:
    """Whether a word stands in a case, `they fall when rates rise`, and says nothing of what is asked about."""
    cases = list(CASE.finditer(clause.before))
    return bool(cases) and not names(clause.before[cases[-1].end() :], things.letters) & things.first


def _ends_with_own(things: Things, clause: _Clause) -> bool:
    """Whether the first thing is named behind the second one before a word: `When X falls Y is below`."""
    said = list(named_in(clause.before, things.letters))
    second = max((one.start for one in said if one.what in things.second), default=-1)
    own = [one.start for one in said if one.what in things.own]
    return bool(own) and second < min(own) and not names(clause.middle, things.letters) & things.second


def _is_of_another(things: Things, clause: _Clause) -> bool:
    """Whether something else that the prompt names is what a clause speaks of."""
    before = list(named_in(clause.before, things.letters))
    behind = names(clause.middle, things.letters)
    others = [one for one in before if one.what in things.others]
    is_first = any(one.what in things.first for one in before) or bool(behind & things.first)
    if not is_first and _OF_ANOTHER.match(clause.middle) and behind & things.others:
        return True
    if not others or CASE.match(clause.before.strip()):
        return False
    if is_first:
        is_own = any(one.what in things.own for one in before)
        return things.is_joined and not is_own and _is_joined_to(things, clause.before, before)
    is_spoken = _PRONOUN.search(clause.before, others[-1].start)
    return is_spoken is None and not _PREPOSED.match(clause.before)


def _is_joined_to(things: Things, before: str, said: Sequence[Named]) -> bool:
    """Whether another thing is named last, which the first one is said to be of: `demand for margarine`."""
    last = said[-1]
    previous = [one for one in said[:-1] if one.what not in things.beside]
    if last.what not in things.others or not previous or previous[-1].what not in things.first:
        return False
    return PLACED.search(before, previous[-1].start, last.start) is not None


def _is_plain(question: Question, things: Things, clause: _Clause, said: Sequence[Sentence]) -> bool:
    """Whether a whole answer is one comparison of the prompt's things and nothing else, so that it can be turned."""
    if len(said) != 1 or not things.directions.others:
        return False
    low = unelided(clause.source.low)
    key = things.directions.key(clause.how)
    meant = things.directions.others[key]
    label = _KEY.match(clause.source.text)
    start = label.end() if label and label["key"] == meant and label["key"] in question.options else 0
    rest = low[start:]
    known = things.first | things.second | things.beside
    doubts = phrases.words(cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE, cues.NEGATION, cues.TURNING, cues.SUPPOSING)
    option = unelided(folded(question.options[key]))
    plain = THAN.sub(" ", things.directions.pattern.sub(" ", rest))
    plain = re.sub(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, option.split()))})(?![^\W_])", " ", plain)
    if "?" in rest or doubts.search(plain) or is_against(plain) or not names(rest, things.letters) <= known:
        return False
    outside = f"{rest[: rest.find(clause.whole)]}" if clause.whole in rest else rest
    is_whole = names(option) - names(clause.how) <= names(rest)  # `less expensive`
    told = names(f"{clause.before} {clause.middle}", things.letters)
    left_out = things.own - names(clause.behind, things.letters)
    is_whole = is_whole and things.second <= told and not left_out & names(_MULTIPLES)
    is_alone = len(list(things.directions.pattern.finditer(rest))) == 1 and not names(outside, things.letters)
    named = without_options(question, clause.source.text, clause.source.low)[1]
    return is_alone and is_whole and named <= {key, meant}
