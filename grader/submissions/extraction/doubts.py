"""What a paragraph says of several fields, and what speaks against it: `maybe s = 2?`, `no wait, s = 2`, `or s = 3`.

A sentence with such words states nothing, and a value that stands somewhere and was not taken is never passed over.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache, cached_property

from grader.claims.chains import depths
from grader.marking.asked.labels import other_word
from grader.marking.texts.left_hand.left_sides import left_fault
from grader.problems.question import Question
from grader.records import dataclass, replace
from grader.submissions.extraction.fields.chains_behind import behind_names, without_rules
from grader.submissions.extraction.fields.settled import CONCLUDED, LOOSE, begins_with
from grader.submissions.extraction.fields.statements import say, spoken
from grader.submissions.extraction.formulas.formulas import assignment, trimmed
from grader.submissions.extraction.formulas.naming import field_named
from grader.submissions.extraction.found import Found
from grader.submissions.extraction.paragraphs.clause import Clause
from grader.submissions.extraction.paragraphs.lexeme import Lexeme
from grader.submissions.extraction.paragraphs.lexemes import Lexer, lexer_of
from grader.submissions.extraction.stated.words_around.around import Around, around_of
from grader.submissions.extraction.stated.words_around.labels_neutral import is_step
from grader.submissions.extraction.stated.words_around.subjects import spoken_by_others
from grader.submissions.extraction.words import cues, phrases
from grader.submissions.extraction.words.abbreviations import ABBREVIATIONS, abbreviates
from grader.submissions.extraction.words.phrases import NEGATED, F, words
from grader.submissions.extraction.words.prompts import asked_of
from grader.submissions.forms.blocks import Block, Formula, Prose
from grader.submissions.forms.spans import STAND_IN, masked, pieces
from grader.submissions.forms.words import mathematical
from grader.submissions.ledger.matching import nouns_of_fields
from grader.verdict import Source
from grader.wording import writing_notices

_END = re.compile(
    rf"[.?!](?=\s|$)|\n(?=[ \t]*(?:[-*+][ \t]+)?[^\s=:]{{1,40}}[ \t]*=)"
    rf"|(?<=[{STAND_IN}\d.,;:)\]}}])\n(?=[ \t]*{STAND_IN})"
)
_MENTION = re.compile(
    r"(?<![\w\\.}])(?P<left>(?:\\[A-Za-z]+\s*\{[^{}]*\}|\\?[^\W\d_]\w*)'*(?:_(?:\{[^{}]*\}|\w))?(?:\^(?:\{[^{}]*\}|\w))?)"
    r"\s*(?:[$`*]+\s*)?(?::=|≔|=)(?!=)\s*(?:[$`]\s*)?"
)
_BEFORE = re.compile(r"(?:^|[\n,;:.($`&|\\~]|(?P<word>[^\W\d_]{2,}))[ \t*]*$")
_OPERATOR = re.compile(r"(?:[-+*/^·×−]|\\(?:cdot|times)|[(\[])\s*$")
_HARMLESS = frozenset({"any", "some", "several", "between", "different", "similar", "above", "below", "that is"})
_WITHOUT = re.compile(r"(?<!\w)(?:no|without|zero|ohne|keine?|kein|sans|sin)\s+(?P<what>\w+)")


@dataclass(frozen=True)
class Paragraphs:
    """Reads the paragraphs of answers to a question with several fields, sentence by sentence."""

    question: Question

    @cached_property
    def _around(self) -> Around:
        return around_of(asked_of(self.question))

    @cached_property
    def _lexer(self) -> Lexer:
        return lexer_of(self.question)

    def said(self, block: Prose) -> Iterator[Found]:
        """Yield what a paragraph says, with what speaks against it."""
        for part in _parts(block):
            yield from self._part(part)

    def _part(self, part: Prose) -> Iterator[Found]:
        lexemes = self._lexer.paragraph(part.text, part.source)
        skeleton = Clause(tuple(one for one in lexemes if one.kind != "line")).skeleton
        skeleton = skeleton[: phrases.reason_behind(skeleton, skeleton.find(F))]
        yield from self._said(part, lexemes, skeleton)
        if _offering().search(skeleton) or _offering().fullmatch(part.text.strip().casefold()):
            yield Found("or", part.text.strip(), part.source)

    def _said(self, part: Prose, lexemes: Sequence[Lexeme], skeleton: str) -> Iterator[Found]:
        """Yield what a sentence says; `skeleton` is what its words are, up to a reason."""
        mentions = list(_mentions(self.question, part.text))
        against = self._against(skeleton)
        if against and not mentions and words(cues.UNSURE).search(skeleton):
            bare = (field_named(self.question, one.text) for one in lexemes if one.kind == "formula")
            yield from (
                Found("doubt", "", part.source, name, why=writing_notices.TEXT_NOT_SURE) for name in bare if name
            )
        if against and mentions:
            for name, value in mentions:
                yield Found("doubt", value, part.source, name, why=writing_notices.BESIDE.format(shown=against))
            if words(cues.RETRACTION).search(skeleton):
                yield Found("back", part.text.strip(), part.source)
            return
        found = list(say(self.question, part))
        if not mentions and not any(one.kind == "field" for one in found):
            yield from found
            if words(cues.RETRACTION).search(skeleton):
                yield Found("back", part.text.strip(), part.source)
            return
        loose = not self._around.is_quiet(words(cues.BINDING).sub(" ", skeleton.replace(F, " ")))
        rank = LOOSE if loose else CONCLUDED if phrases.starting(cues.CONCLUSION).match(skeleton.strip()) else ""
        yield from (replace(one, rank=rank) if rank and one.kind == "field" else one for one in found)
        yield from self._passed_over(found, mentions, part.source)

    def formula(self, text: str, source: Source) -> Iterator[Found]:
        """Yield what a displayed formula says."""
        found = list(spoken(self.question, text, source))
        yield from found
        yield from self._passed_over(found, list(_mentions(self.question, text)), source)

    def _passed_over(
        self, found: Sequence[Found], mentions: Sequence[tuple[str, str]], source: Source
    ) -> Iterator[Found]:
        """Yield a doubt for each value that stands in a text and was not taken from it."""
        for one in found:
            for match in _MENTION.finditer(one.text) if one.kind == "field" else ():
                is_term = _OPERATOR.search(one.text, max(0, match.start() - LOOKED_BACK), match.start())
                if not is_term and field_named(self.question, match["left"]) not in {None, one.name}:
                    yield Found(
                        "doubt",
                        one.text[match.end() :],
                        source,
                        one.name,
                        why=writing_notices.VALUE_ANOTHER_FIELD,
                    )
        for name, value in mentions if all(one.kind != "open" for one in found) else ():
            alone = value.partition("$")[0]
            behind, _ = behind_names(self.question, trimmed(alone), name)
            own = (value, without_rules(self.question, value), without_rules(self.question, alone), behind)
            if not any(one.name == name and any(begins_with(text, one.text) for text in own) for one in found):
                yield Found("doubt", value, source, name, why=writing_notices.SENTENCE_NOT_UNDERSTOOD)

    def _against(self, skeleton: str) -> str:
        """Return the word that makes of a sentence no statement, empty where there is none."""
        if skeleton.rstrip().endswith("?"):
            return "?"
        rest = _WITHOUT.sub(lambda match: " " if self._around.asked.says(match["what"]) else match[0], skeleton)
        found = (match[0].strip() for match in words(cues.AGAINST, cues.RETRACTION).finditer(rest))
        against = next((one for one in found if one not in _HARMLESS), "")
        theirs = spoken_by_others(rest)
        return against or theirs or ("not" if NEGATED.search(rest) else "") or self._called(skeleton)

    def _called(self, skeleton: str) -> str:
        """Return the word that nobody knows of a label or an abbreviation before the values: `rejected: s = 2`."""
        short = _SHORT.match(skeleton)
        if short is not None and abbreviates(short["word"]):
            return short[0].strip(F).strip()
        label = _LABELLED.match(skeleton)
        is_own = label is not None and label["label"].casefold() in nouns_of_fields(self.question)
        if label is None or is_own or is_step(label["label"]):
            return ""
        return other_word(self._around.asked.question, label["label"])


_SHORT = re.compile(rf"(?:[^\W\d_]+\s+)*(?P<word>[^\W\d_]+(?:\.[^\W\d_]+)?)\.\s+{F}")
_LABELLED = re.compile(rf"\W*(?P<label>[^\W\d_]+(?:[\s'’-]+[^\W\d_]+){{0,3}})\s*:\s*{F}")


def spoken_of(question: Question, found: Sequence[Found]) -> list[Found]:
    """Return a doubt for each field that an equation speaks about without naming its value: `2s = 4`, `p - 1 = 2`."""
    doubts: dict[str, Found] = {}
    for one in found:
        row = assignment(one.text) if one.kind == "context" else None
        for name, field in question.fields.items() if row is not None else ():
            letter = re.escape(field.symbol or name)
            holds = row is not None and re.search(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z_'])", row.left)
            if row is not None and holds and left_fault(question, field, row.left):
                why = writing_notices.EQUATION_ABOUT_IT
                doubts.setdefault(name, Found("doubt", one.text, one.source, name, why=why))
    return list(doubts.values())


def _parts(block: Prose) -> Iterator[Prose]:
    """Yield the sentences of a paragraph, parted before each conclusion (`, so …`) too."""
    text, source = block.text, block.source
    parts = pieces(text)
    mask = masked(text, parts)
    depth = depths(mask)
    ends = [match.end() for match in _END.finditer(mask) if depth[match.start()] == 0 and not _is_short(mask, match)]
    ends += [match.start() + 1 for match in phrases.concluded().finditer(mask.lower()) if depth[match.start()] == 0]
    start, line = 0, source.line
    for end in [*sorted(set(ends)), len(text)]:
        if text[start:end].strip():
            yield Prose(text[start:end], replace(source, line=line))
        line += text.count("\n", start, end)
        start = end


def _is_short(mask: str, match: re.Match[str]) -> bool:
    """Whether a point ends an abbreviation."""
    word = mask[max(0, match.start() - LOOKED_BACK) : match.start()].split()[-1:]
    if match[0] != "." or not word:
        return False
    bare = word[0].casefold().strip("(")
    return bare in ABBREVIATIONS or (abbreviates(bare) and _VALUE.match(mask, match.end()) is not None)


_VALUE = re.compile(rf"[ \t]+(?:{STAND_IN}|[-−]?\d|\\?[^\W\d_]\w{{0,5}}[ \t]*=)")


def _mentions(question: Question, text: str) -> Iterator[tuple[str, str]]:
    """Yield each field that stands before a sign of equality, with what stands behind that."""
    for match in _MENTION.finditer(text):
        name = field_named(question, match["left"]) if text[match.end() :].strip(" \t\n$`*.,;:") else None
        if name is not None and _is_first(text[max(0, match.start() - LOOKED_BACK) : match.start()]):
            yield name, text[_behind_fields(question, text, match.end()) :]


def _behind_fields(question: Question, text: str, place: int) -> int:
    """Return where the value stands behind further fields of a chain: `x = y = 5`."""
    for _ in question.fields:
        following = _MENTION.match(text, place)
        if following is None or field_named(question, following["left"]) is None:
            break
        place = following.end()
    return place


LOOKED_BACK = 30  # signs before a name in which the word or the sign before it stands


def _is_first(before: str) -> bool:
    """Whether what follows a text is no factor or argument of something in it: `2 w_0 = 3`, `sin w_0 = 1`."""
    match = _BEFORE.search(before)
    return match is not None and (match["word"] or "").casefold() not in mathematical() - {"and", "or", "for"}


_TOKEN = re.compile(r"(?<![\w\\])\\?[^\W\d_]+(?:_(?:\{[^{}]{1,8}\}|\w+))?\d*")
_WORD = re.compile(r"[^\W\d_]{3,}")
# A name behind a sign of equality, or before a verb: `2 = s`, `s should be 2`.
_SPOKEN = re.compile(
    r"=[ \t]*(?P<behind>\\?[^\W\d_]\w{0,7})[ \t.,;]*(?=\n|$)"
    r"|(?<![\w\\])(?P<before>\\?[^\W\d_]\w{0,7})[ \t]+(?:is|equals|should|must|ist|soll|muss|est|es)(?!\w)"
)
MAX_TOKENS = 2_000  # names in what stands under one heading that are looked at


def named_only(question: Question, blocks: Sequence[Block]) -> Iterator[Found]:
    """Yield a doubt for each field that formulas name, wherever, or text by its noun in the prompt.

    One without a value is then not left out.
    """
    seen: set[str] = set()
    count = 0
    nouns = nouns_of_fields(question)
    for block in blocks:
        text = block.text if isinstance(block, Prose | Formula) else ""
        said = _WORD.findall(text) if nouns and isinstance(block, Prose) else []
        for word in said:
            if (name := nouns.get(word.casefold())) is not None and name not in seen:
                seen.add(name)
                yield Found("doubt", word, block.source, name, why=writing_notices.NAME_HERE_NO_VALUE)
        spoken = _SPOKEN.finditer(text) if isinstance(block, Prose) else ()
        for match in spoken:
            name = field_named(question, match["behind"] or match["before"])
            if name is not None and name not in seen:
                seen.add(name)
                yield Found("doubt", match[0], block.source, name, why=writing_notices.NAME_HERE_NO_VALUE)
        inside = [piece.text for piece in pieces(text) if piece.is_formula] if isinstance(block, Prose) else [text]
        for match in (match for part in inside for match in _TOKEN.finditer(part)):
            count += 1
            name = field_named(question, match[0]) if count <= MAX_TOKENS else None
            if name is not None and name not in seen:
                seen.add(name)
                yield Found("doubt", match[0], block.source, name, why=writing_notices.NAME_HERE_NO_VALUE)


def called_otherwise(question: Question, found: Sequence[Found], given: Collection[str]) -> Iterator[Found]:
    """Yield a doubt for each field that is not given where a value has a name that nobody knows: `Offset: 7/6`.

    Only where the prompt calls its fields by nouns, which others may stand for.
    """
    if not nouns_of_fields(question):
        return
    called = [one for one in found if one.kind == "context" and _CALLED.match(one.text or one.name)]
    for one in called[:1]:
        missing = (name for name in question.fields if name not in given)
        why = writing_notices.NAME_HERE_NO_VALUE
        yield from (Found("doubt", one.text or one.name, one.source, name, why=why) for name in missing)


_CALLED = re.compile(r"\s*\\?[^\W\d_]+(?:[\s-][^\W\d_]+){0,2}\s*[:=]\s*\$?\s*[-−]?[\d\\(]")


@cache
def _offering() -> re.Pattern[str]:
    """Return the pattern of a sentence that ends in offering something else: `or`, `$x = 2$ or`."""
    return re.compile(rf"(?<!\w)(?:{phrases.alternatives(cues.ALTERNATIVE)})(?:\s+(?:{_ELSE}))?[\s:.,…]*\Z")


def names_in(question: Question, text: str) -> set[str]:
    """Return the fields whose names stand in a formula."""
    tokens = {match[0] for match in _TOKEN.finditer(text)}
    return {name for token in tokens if (name := field_named(question, token)) is not None}


_ELSE = "else|otherwise|sonst|auch|bien|encore|sinon"
