"""Choices and texts in a running document: what is called the answer, else what a sentence names with neutral words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from grader.claims.wording import words as folded
from grader.errors import AnswerError
from grader.marking.field_texts import NO, YES, read_choice
from grader.problems.question import Question
from grader.submissions.extraction import cues, phrases
from grader.submissions.extraction.answered_once import concluded_answer, last_answer, place_of_answer
from grader.submissions.extraction.elsewhere import elsewhere
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.naming import field_in_heading, is_answer
from grader.submissions.extraction.opposites import is_contradicted, stated_answer
from grader.submissions.extraction.prompts import asked_of
from grader.submissions.extraction.vocabulary import undecorated
from grader.submissions.extraction.writing import stray, write_found
from grader.submissions.forms.blocks import Block, Code, Formula, Heading, Listing, Prose, Table, Unread
from grader.submissions.forms.content import is_content
from grader.submissions.ledger.ledger import Ledger, Stray
from grader.submissions.limits import BLOCK_CHARACTERS
from grader.verdict import Source

_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AROUND = " \t\n.,;:!()[]\"'`„“”»«*_–—-"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the reason in it: as typed, in small letters; `reason` is what was left aside."""

    text: str
    low: str
    reason: str
    source: Source


def find_words(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    """Write a choice or a text: what is labelled, else what stands under the heading."""
    lines = list(_lines(blocks))
    long = next((line for line in lines if len(line.text) > BLOCK_CHARACTERS), None)
    if long is not None:
        what = f"a stretch of more than {BLOCK_CHARACTERS} characters (limit BLOCK_CHARACTERS)"
        stray(ledger, question, Found("unread", long.text, long.source, what), ((question.id, None),))
        return
    said = [sentence for line in lines for sentence in _sentences(line)]
    labelled = _labelled(question, said, blocks)
    for one in labelled:
        write_found(ledger, question, one)
    if labelled:
        return
    if not said:
        _unread(ledger, question, blocks)
    elif question.kind.reads == "choice":
        write_found(ledger, question, _choice(question, said))
    else:
        _take_text(ledger, question, said)


def chosen_in(question: Question, text: Prose) -> Found:
    """Return the option that a text names, the text itself where nobody can tell."""
    said = list(_sentences(text))
    labelled = _labelled(question, said, [])
    return labelled[-1] if labelled else _choice(question, said) if said else Found("answer", text.text, text.source)


def _unread(ledger: Ledger, question: Question, blocks: list[Block]) -> None:
    whats = {Code: "a block of code", Table: "a table"}
    for block in blocks:
        if is_content(block):
            what = block.what if isinstance(block, Unread) else whats.get(type(block), "this")
            text = "" if isinstance(block, Heading) else block.text
            stray(ledger, question, Found("unread", text, block.source, what), ((question.id, None),))


def _lines(blocks: Iterable[Block]) -> Iterator[Prose]:
    """Yield the paragraphs of a text, those in lists too; a formula counts as one."""
    for block in blocks:
        match block:
            case Prose():
                yield block
            case Formula(text=text, source=source):
                yield Prose(text.strip(), source)
            case Listing(items=items):
                for item in items:
                    yield from _lines(item)


def _sentences(line: Prose) -> Iterator[Sentence]:
    text = _SHORT.sub(lambda match: match[1].ljust(len(match[0])), undecorated(line.text))
    if headed := _HEADED.match(text):
        text = " " * headed.end() + text[headed.end() :]
    start, number = 0, line.source.line
    for end in [*_SENTENCE.finditer(text), None]:
        stop = end.start() if end else len(text)
        if text[start:stop].strip(_AROUND) and not _NOISE.fullmatch(text[start:stop]):
            yield _sentence(text[start:stop], replace(line.source, line=number))
        after = end.end() if end else stop
        number += text.count("\n", start, after)
        start = after


_SHORT = re.compile(
    r"(?<!\w)(z\.\s?B|d\.\s?h|u\.\s?a|e\.\s?g|i\.\s?e|p\.\s?ex|p\.\s?ej|vgl|bzw|resp|cf|ca)\.", re.IGNORECASE
)
_HEADED = re.compile(
    r"\s*[*_]{1,2}(?:solution|proof|lösung|beweis|preuve|démonstration|solución|demostración)\s*[.:]\s*[*_]{1,2}(?=\s+\S)",
    re.IGNORECASE,
)
# What begins or ends what was written, and says nothing.
_NOISE = re.compile(
    r"[\s*_]*(?:solution|proof|lösung|beweis|begründung|preuve|démonstration|solución|demostración|qed|q\.e\.d|□|∎|■"
    r"|\$?\\(?:blacksquare|square|qed|Box|qedsymbol)\$?)[\s*_.:]*",
    re.IGNORECASE,
)


def _sentence(text: str, source: Source) -> Sentence:
    """Return a sentence, the reason in it left aside."""
    text = " ".join(re.sub(r"\$|\\[()]", "", text).replace("’", "'").split())
    low = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    cut = _reason().search(low)
    stop = cut.start() if cut and low[: cut.start()].strip(_AROUND) else len(text)
    return Sentence(text[:stop].strip(), low[:stop].strip(), text[stop:].strip(" ,;:()–—."), source)


def _reason() -> re.Pattern[str]:
    """Return the pattern of a reason: a cause anywhere, other reasons behind a comma, a bracket or a dash."""
    cause, reason = phrases.alternatives(cues.CAUSE), phrases.alternatives(cues.REASON)
    instance = r"z\.\s?b|e\.\s?g|zum beispiel|for example|for instance|par exemple|p\.\s?ex|por ejemplo|p\.\s?ej"
    return re.compile(rf"[\s,;(–—-]+(?<!\w)(?:{cause})(?!\w)|[,;(–—]\s*(?:{reason}|{instance})(?!\w)")


# what is called the answer


def _labelled(question: Question, said: Sequence[Sentence], blocks: Sequence[Block]) -> list[Found]:
    """Return what is called the answer, by words before it or by the heading above it."""
    found = []
    waits = False
    for one in said:
        label = phrases.label().match(one.low)
        if label:
            waits = not one.text[label.end() :].strip(_AROUND)
            found += [] if waits else [_named(question, replace(one, text=one.text[label.end() :]))]
        elif waits:
            found.append(_named(question, one))
            waits = False
    for block in blocks:
        if isinstance(block, Heading) and (is_answer(block.title) or field_in_heading(question, block.title)):
            below = [one for one in said if one.source.line > block.source.line]
            found += [_named(question, below[0])] if below and not found else []
    return found


def _named(question: Question, one: Sentence) -> Found:
    """Return what a sentence called the answer holds; an option in it by itself."""
    text = one.text.strip().strip("`").strip()
    if question.kind.reads == "choice" and not _reads(question, text):
        text = _preferred(question, text) or _mentioned(question, replace(one, text=text, low=text.lower())) or text
    return Found("answer", text, one.source, note=one.reason)


def _preferred(question: Question, text: str) -> str:
    """Return the option before another one that is refused: `A, not B`."""
    head, _, rest = text.partition(",")
    return head if _REFUSED.match(rest) and _reads(question, head) else ""


_REFUSED = re.compile(
    r"\s*(?:and\s+)?(?:not|nicht|pas|no)(?!\w)(?!\s+(?:sure|certain|sicher|sûre?|seguro|segura|really|wirklich))",
    re.IGNORECASE,
)  # the other option, behind the answer


# choices


def _reads(question: Question, text: str) -> bool:
    try:
        return bool(read_choice(question, text))
    except AnswerError:
        return False


def _choice(question: Question, said: Sequence[Sentence]) -> Found:
    """Return the option that is chosen; the whole text where nobody can tell."""
    separator = ", " if question.several else "\n\n"
    whole = Found("answer", separator.join(one.text for one in said), said[0].source)
    if question.several:
        return _several(question, said, whole)
    if not question.options:
        return _yes_or_no(question, said, whole)
    chosen: dict[frozenset[str], Found] = {}
    for one in said:
        option = one.text if _reads(question, one.text) else _preferred(question, one.text) or _mentioned(question, one)
        option = option or _explained(question, one) or _concluded(question, one)
        if option and not one.text.endswith("?"):
            found = Found("answer", option, one.source, note=one.reason)
            chosen.setdefault(read_choice(question, option), found)
    explained = {match["key"] for one in said if (match := _EXPLAINED.match(one.text))} & question.options.keys()
    others = {frozenset({key}) for key in explained} - set(chosen)
    if len(chosen) != 1 or others or any(phrases.words(cues.RETRACTION).search(one.low) for one in said):
        return whole
    return next(iter(chosen.values()))


def _several(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the options of the one sentence that names some, with neutral words around them: `A and C are trees.`"""
    if _reads(question, whole.text):
        return whole
    known = phrases.quiet() | phrases.singles(cues.CHOOSING)
    first = said[0]
    rest, found = _without_options(question, first.text, first.low)
    rest = re.sub(rf"(?<!\w)(?:{'|'.join(re.escape(key.lower()) for key in question.options)})(?!\w)", " ", rest)
    is_quiet = all(word in known or asked_of(question).says(word) for word in _WORD.findall(rest))
    later = any(_without_options(question, one.text, one.low)[1] or _turned(one) for one in said[1:])
    if not found or later or not is_quiet or _is_against(rest) or "?" in first.text:
        return whole
    listed = ", ".join(key for key in question.options if key in found)
    return Found("answer", listed, first.source, note=first.reason)


def _yes_or_no(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the first word where it is yes or no and nothing behind it takes that back."""
    first = said[0]
    label, colon, behind = first.low.partition(":")
    if colon and _is_quiet(question, label) and not _is_against(label) and behind.strip():
        first = replace(first, text=first.text[len(label) + 1 :], low=behind)
    if len(said) == 1 and first.low.strip(_AROUND) == "si":
        return Found("answer", "sí", first.source)  # without its accent; by itself it is no `if`
    head = _WORD.search(first.low)
    if head is None or head[0] not in YES | NO or first.low[: head.start()].strip(_AROUND):
        place = place_of_answer([f"{one.low} {one.reason.lower()}".strip() for one in said])
        return _yes_or_no(question, [said[place]], whole) if place else _yes_or_no_within(question, said, whole)
    rest = first.low[head.end() :]
    if head[0] in {"non", "no"} and re.match(r"\s+\w", rest) and len(said) == 1:  # `non inversible`, `No converge.`
        stated = stated_answer(question, f"pas{rest}")
        if head[0] == "no" and stated != "no":
            return replace(whole, why=f"nobody can tell, `{rest.split()[0]}` goes on behind `{head[0]}`")
        return Found("answer", stated, first.source, note=first.reason) if stated else whole
    if not _stands_alone(question, rest):
        return replace(whole, why=f"nobody can tell, `{rest.split()[0]}` goes on behind `{head[0]}`")
    turning = _RESTRICTION.sub(" ", rest) if head[0] in NO else rest
    against = phrases.words(cues.TURNING).search(turning)
    against = against or (_DENIED.search(rest) or phrases.NEGATED.search(rest) if head[0] in YES else None)
    against = against or next((turn for one in said[1:] if (turn := _turned(one))), None)
    firsts = {word[0] for one in said[1:] if (word := _WORD.search(one.low))}
    against = against or next((other for one in said[1:] if (other := _other_answer(one, head[0]))), None)
    others = {word for word in (*_WORD.findall(rest), *firsts) if word in YES | NO} - {head[0]}
    if against or first.text.endswith("?") or others & firsts or (others and not _reads(question, first.text)):
        said_there = against[0] if against else "both, or a question"
        return replace(whole, why=f"nobody can tell, `{said_there}` stands beside it")
    if is_contradicted(question, "yes" if head[0] in YES else "no", rest):
        return replace(whole, why=f"nobody can tell, `{rest.strip(_AROUND)}` says the other")
    note = "; ".join(part for part in (first.text[head.end() :].strip(_AROUND), first.reason) if part)
    return Found("answer", first.text[head.start() : head.end()], first.source, note=note)


def _yes_or_no_within(question: Question, said: Sequence[Sentence], whole: Found) -> Found:
    """Return the yes or no at the end of the first sentence, or what it says by the words of the question."""
    first = said[0]
    turned = any(_turned(one) or _other_answer(one, "yes") or _other_answer(one, "no") for one in said[1:])
    if turned or first.text.endswith("?") or phrases.words(cues.TURNING, cues.RETRACTION).search(first.low):
        return whole
    ending = _ENDING.search(first.low)
    words = set(_WORD.findall(first.low))
    if ending and not words & (YES | NO) - {ending[1]} and not _is_against(first.low[: ending.start(1)]):
        word = ending[0].split()[0].strip(":,")
        is_said = word in _SAYING and _is_quiet(question, first.low[: ending.start()])
        is_led = word in phrases.singles(cues.CONCLUSION) or is_said
        return Found("answer", ending[1], first.source, note=first.reason) if is_led else whole
    stated = concluded_answer(question, first.low)
    if not stated and (last := last_answer(question, [f"{one.low} {one.reason.lower()}".strip() for one in said])):
        return Found("answer", last, said[-1].source, note=said[-1].reason)
    if any(stated_answer(question, one.low) not in {"", stated} for one in said[1:]):
        return whole
    return Found("answer", stated, first.source, note=first.reason) if stated else whole


_ENDING = re.compile(rf"\b\w+[,:]?\s+({'|'.join(sorted({'yes', 'no', 'ja', 'nein', 'oui', 'non', 'sí'}))})[.!]*$")
_SAYING = {"say", "is", "answer", "sage", "ist", "dis", "est", "digo", "es"}


def _stands_alone(question: Question, rest: str) -> bool:
    """Whether yes or no is a word of its own, and does not begin a phrase such as `no doubt` or `no one`."""
    word = re.match(rf"\s+({_WORD.pattern})", rest)
    return word is None or (word[1] not in _OBJECTS and _is_quiet(question, word[1]))


# Behind a no these only say where it would be a yes: `No, only for x < 0`.
_RESTRICTION = re.compile(
    r"(?<!\w)(?:(?:only|nur|seulement|uniquement|solo|sólo)(?:\s+(?:if|when|wenn|falls|si|quand|cuando))?|unless|except|außer|sauf|salvo)(?!\w)"
)


def _other_answer(one: Sentence, head: str) -> re.Match[str] | None:
    """Return the other of yes and no where a later sentence gives it by itself: `Edit: no, …`."""
    other = re.compile(
        rf"(?:^|[:;,.!]\s*|\s)({'|'.join(sorted(_CORE_NO if head in YES else _CORE_YES))})(?=\s*(?:[,.!;:]|$))"
    )
    return other.search(one.low)


_CORE_YES = frozenset({"yes", "ja", "oui", "sí", "true", "wahr", "vrai"})
_CORE_NO = frozenset({"no", "nein", "non", "false", "falsch", "faux"})
_DENIED = re.compile(r"(?<!\w)(?:not|nicht|pas|no)(?!\w)")  # behind a yes
_OBJECTS = {"one", "problem", "question", "answer", "result", "solution", "other", "such"}  # of `no`, in one phrase


def _turned(one: Sentence) -> re.Match[str] | None:
    """Return the word that takes back what was said before a sentence."""
    return phrases.words(cues.RETRACTION).search(one.low) or re.match(r"(?:but|however|aber|mais|pero)(?!\w)", one.low)


def _mentioned(question: Question, one: Sentence) -> str:
    """Return the one option that a sentence names with neutral words around it, empty where it is not told."""
    rest, found = _without_options(question, one.text, one.low)
    if len(found) != 1 or _is_against(rest):
        return ""
    asked = asked_of(question)
    known = phrases.quiet() | phrases.singles(cues.CHOOSING)
    return found.pop() if all(word in known or asked.says(word) for word in _WORD.findall(rest)) else ""


def _concluded(question: Question, one: Sentence) -> str:
    """Return the option that a sentence ends in, `…, so (B)`, where nothing before names another or doubts it."""
    conclusion = next(iter(phrases.concluded().finditer(one.low)), None)
    if conclusion is None:
        return ""
    before, behind = one.text[: conclusion.start()], one.text[conclusion.end() :]
    doubts = phrases.words(cues.UNSURE, cues.RETRACTION, cues.ALTERNATIVE)
    if _without_options(question, before, before.lower())[1] or doubts.search(one.low) or "?" in one.text:
        return ""
    part = replace(one, text=behind, low=behind.lower())
    return behind if _reads(question, behind) else _mentioned(question, part)


def _explained(question: Question, one: Sentence) -> str:
    """Return the key of `Answer B: …` where a reason stands behind the colon: no other option, and no doubt of it."""
    match = _EXPLAINED.match(one.text)
    if match is None or match["word"].casefold() not in phrases.singles(cues.ANSWER) or not question.options:
        return ""
    key, reason = match["key"], f"{match['reason']} {one.reason}"
    others = "|".join(re.escape(other) for other in question.options if other != key)
    low = reason.lower()
    named = _without_options(question, reason, low)[1] - {key} if key in question.options else {key}
    against = _is_against(_SETTING_AGAINST.sub(" ", low)) or re.search(_REFUSING, low) or "?" in low
    doubted = against or phrases.words(cues.UNSURE, cues.RETRACTION).search(low) or set(_WORD.findall(low)) & (YES | NO)
    return "" if named or doubted or re.search(rf"(?<!\w)(?:{others})(?!\w)", reason) else key


_EXPLAINED = re.compile(r"(?P<word>[^\W\d_]+)\s+[(\[]?(?P<key>\w{1,3})[)\]]?\s*:\s*(?P<reason>(?:\S+\s+){2,}\S.*)")
_SETTING_AGAINST = re.compile(r"(?<!\w)(?:but|however|aber|jedoch|mais|cependant|pero)(?!\w)")  # within a reason
_REFUSING = r"(?<!\w)(?:fauss|exclu|ausgeschlossen|impossib|unmöglich|imposib|ruled|refut|widerleg)"


def _without_options(question: Question, text: str, low: str) -> tuple[str, set[str]]:
    """Return a sentence without the options named in it, and their keys: the longest phrases first, then keys."""
    found: set[str] = set()
    named = sorted(
        ((folded(words), key) for key, words in question.options.items() if words), key=lambda one: -len(one[0])
    )
    for phrase, key in named:
        pattern = re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)")
        if pattern.search(low):
            found.add(key)
            text = _blanked(pattern, low, text)
            low = _blanked(pattern, low, low)
    for key in sorted(question.options, key=len, reverse=True):
        letter = re.escape(key)
        lead = rf"(?:{phrases.alternatives(cues.CHOOSING, cues.CUE)})\s+"
        pattern = re.compile(
            rf"[(\[]{letter}[)\]]|(?<![^\s]){letter}\)|(?<=\s){letter}(?=[\s.,;:]*$)|^{letter}(?=[.:,]|$)"
        )
        led = re.compile(rf"(?i:(?<!\w){lead}){letter}(?!\w)")
        if pattern.search(text) or led.search(text):
            found.add(key)
            text = pattern.sub(lambda match: " " * len(match[0]), text)
            text = led.sub(lambda match: " " * len(match[0]), text)
    for key in question.options:
        behind = r"(?=\s*(?:,|and|or|und|oder|et|ou|y|&|/))" if key.casefold() in {"a", "i"} else r"(?!\w)"
        if re.search(rf"(?<![\w']){re.escape(key)}{behind}", text):
            found.add(key)
    return text.lower(), found


def _blanked(pattern: re.Pattern[str], where: str, text: str) -> str:
    """Return a text with blanks at the places where a pattern stands in another of the same length."""
    parts, start = [], 0
    for match in pattern.finditer(where):
        parts += [text[start : match.start()], " " * len(match[0])]
        start = match.end()
    return "".join(parts) + text[start:]


# texts


def _take_text(ledger: Ledger, question: Question, said: Sequence[Sentence]) -> None:
    named = [found for one in said if (found := _accepted(question, one)) is not None]
    if len({folded(one.text) for one in named}) == 1:
        write_found(ledger, question, named[0])
        return
    first = said[0]
    if (where := elsewhere(first.low)) is not None:
        ledger.stray(Stray("", first.text, first.source, f"{question.id}: {where}", {}, ((question.id, None),)))
        return
    inside = any(folded(one) in first.low for one in question.accepted_texts)
    if len(said) == 1 and not inside and not _is_against(first.low):
        text = _behind_lead(question, first).strip().strip("`")
        write_found(ledger, question, Found("answer", text, first.source, note=first.reason))
        return
    what = "a sentence stands here" if len(said) == 1 else f"{len(said)} sentences stand here"
    message = f"{question.id}: {what}, and nothing says which words are the answer; write `Answer: …`"
    ledger.stray(Stray("", first.text, first.source, message, {}, ((question.id, None),)))


def text_in(question: Question, text: Prose) -> Found | None:
    """Return the accepted text that a text holds with neutral words around it, None where that is unclear."""
    found = [one for sentence in _sentences(text) if (one := _accepted(question, sentence)) is not None]
    return found[0] if len({folded(one.text) for one in found}) == 1 else None


def _accepted(question: Question, one: Sentence) -> Found | None:
    """Return the accepted text that a sentence holds with neutral words around it."""
    for text in sorted(question.accepted_texts, key=len, reverse=True):
        spelled = re.search(rf"(?<!\w){re.escape(folded(text))}(?!\w)", one.low) if folded(text) else None
        if spelled is None:
            continue
        place = spelled.start()
        if "?" in one.low[place:]:
            continue
        behind = _REMARK.sub("", one.low[place + len(folded(text)) :])
        rest = f"{one.low[:place]} {behind}"
        if (
            _is_quiet(question, rest)
            and not phrases.words(cues.AGAINST).search(rest)
            and not phrases.NEGATED.search(rest)
        ):
            typed = one.text[place : place + len(folded(text))]
            return Found("answer", typed, one.source, note=one.reason)
    return None


# What goes on behind a text: another one that is refused, or a remark in brackets.
_REMARK = re.compile(
    r"(?:\s*\((?!(?:not|nicht|pas|no|or|oder|ou|o)\b)[^()?]{1,60}\)|\s*[,;]\s*(?:and\s+)?(?:not|nicht|pas|no)\s[^.;!?]{1,60})[.!]?$"
)


def _is_against(text: str) -> bool:
    return phrases.words(cues.AGAINST).search(text) is not None or phrases.NEGATED.search(text) is not None


def _behind_lead(question: Question, one: Sentence) -> str:
    """Return a sentence without what leads in: `it is called …`."""
    cue = None
    for match in re.finditer(rf"(?<!\w)(?:{phrases.alternatives(cues.CALLING)})(?!\w)", one.low):
        cue = match
    return one.text[cue.end() :] if cue and _is_quiet(question, one.low[: cue.start()]) else one.text


def _is_quiet(question: Question, text: str) -> bool:
    asked = asked_of(question)
    known = phrases.quiet() | phrases.singles(cues.CALLING)
    return all(word in known or asked.says(word) for word in _WORD.findall(text))
