"""What is said behind the end of a right derivation: `Hence the claim is false.`, `Thus 8ab`, `which is wrong`.

That it is shown, done or required changes nothing; anything else may take back what stands before it, so that the
derivation is for a person. A formula there counts where it is one of those that the derivation shows to be equal, as a
whole: `4ab` behind `= 4ab`, and not `4ab + 4ab`, `4a` or a factorial sign.
"""

from __future__ import annotations

import re
import unicodedata

from grader.claims.chains import depths
from grader.claims.derivations.lines import is_signed
from grader.claims.derivations.remarks import without_words_over
from grader.claims.derivations.text import pieces_of
from grader.language.texts.opposites import negations
from grader.marking.texts.beside.words import WORDS
from grader.marking.ways.before_credit.said_before import TAKEN, SaidBefore, said_before, without_formulas
from grader.marking.ways.before_credit.words_behind import is_idle
from grader.problems.question import Question
from grader.wording import unreadable_answers

MAX_LINE = 1_000  # characters of a line behind the end; a longer one is left to a person
_TEXT = re.compile(r"\\(?:text|mbox|textbf|textit|mathrm)\s*\{([^{}]*)\}")
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{\w+\*?\}(?:\[[^\]]*\])?")
_END = re.compile(
    r"\\(?:qed|square|blacksquare|Box|qedhere|checkmark|hfill|quad|qquad)(?![A-Za-z])|[∎■□▢▪▫▮▯◻◼◽◾◇◆☐⬛⬜✓✔✅]\uFE0F?"
    r"|^\s*(?://|`{3}|[-–—_*]{3,})\s*$"
)
_BOX = re.compile(r"\\(?:boxed|fbox|underline)\s*\{([^{}]*)\}")
_EMPHASIS = re.compile(r"(?<![\w*`\"])(\*\*|[*_`\"])(?=[^\s*_`\"])([^*`\"]+)(?<=[^\s*_`\"])\1(?![\w*`\"])")
_MARK = re.compile(r"^\s*(?:%+|//+|#+|<!--|[-–—*•>]+)\s*(?=[(\[]?[^\W\d_]{2})")  # of a comment or an item, before words
_SIGN = r"[-−+·×=<>≤≥]|\*(?!\*)|/(?!/)|\\(?:cdot|times|quad\s*[-−+])(?![A-Za-z])"
_JOINS = re.compile(rf"[\s&(\[]*(?:{_SIGN})\s*[^\s&.,;]")
_JOINED = re.compile(rf"(?:{_SIGN})[\s&\\]*\Z")
_REASON = re.compile(r"(?i)\b(?P<word>as|since|because|weil|da|denn)\b(?P<said>[^.;]*)")
_BY_NUMBER = re.compile(  # the number of a line or a rule: `by equation (2)`
    r"(?i)(\b(?:by|using|from|see|nach|mit|siehe|par|por|según)(?:\s+[^\W\d_]{2,}){0,3}\s+)\(\d{1,2}\)"
)
_WORD = re.compile(
    r"(?<![\\\w])(?:(?:[^\W\d_]\.(?:\s(?=[^\W\d_]\.))?){2,}|[^\W\d_]{2,}(?:['’.-][^\W\d_]+)*\.?)(?![\w(^])"
)
_LETTER = re.compile(r"(?<![\w\\.])[A-Za-z](?![\w.(^'’])")
_GOES_ON = re.compile(rf"[\s,]*(?:[^\W\d_]{{2}}|{TAKEN})")
_LEADS = re.compile(rf"\s*(?:[^\W\d_]{{2,}}\s+|:\s*){TAKEN}")  # `is`, behind the letter of a solution
_SAYS_NOTHING = re.compile(rf"\\[,;: ]|[\s.,:;()\[\]{{}}&~“”„{TAKEN}]")
_NAME = r"(?<![\w\\])[A-Za-z](?:_\w+)?(?!\w)"
_QUANTIFIED = re.compile(
    rf"(?P<all>(?:∀|\\forall(?![A-Za-z]))\s*)?(?P<names>{_NAME}(?:\s*,\s*{_NAME})*)"
    r"(?:\s*(?:∈|\\in(?![A-Za-z]))\s*(?:\\mathbb\s*\{?|\\)?(?P<set>[CRZNℂℝℤℕ])(?!\w)\}?)?"
)
_OF_SET = {  # the domains of letters of which all are in a set
    "": frozenset({"complex", "real", "integer", "size"}),
    "C": frozenset({"complex", "real", "integer", "size"}),
    "R": frozenset({"real", "integer", "size"}),
    "Z": frozenset({"integer", "size"}),
    "N": frozenset({"size"}),
}
_TOKEN = re.compile(r"\w+|[.,:;?!]")


def why_open(question: Question, text: str) -> str:
    """Return why a derivation that is right may not be, as what is said behind its end goes; else empty."""
    names = frozenset(question.names.symbols) | frozenset(question.names.functions)
    typed = pieces_of(text, names)
    lines = [without_words_over(_bare(line), names, []) for line in typed]
    ends = [place for place, line in enumerate(lines) if is_signed(line)]
    start = ends[-1] + 1 if ends else len(lines)
    while 0 < start < len(lines) and _goes_on(" ".join(lines[ends[-1] : start]), lines[start]):
        start += 1
    said = said_before(question, lines[:start])
    found = next(
        (typed[place] for place in range(start, len(lines)) if _says_more(question, names, lines[place], said)), ""
    )
    return unreadable_answers.SAYS_SOMETHING_ELSE_THAN_ASKED.format(shown=found.strip()) if found else ""


def _bare(line: str) -> str:
    """Return a line without signs of a proof's end, environments and signs of formulas."""
    return _END.sub(" ", _ENVIRONMENT.sub(" ", re.sub(r"\\[()]|(?<!\\)\$", " ", line))).strip()


def _goes_on(last: str, line: str) -> bool:
    """Whether a line of formulas goes on from the one before, by a sign between them; an empty one says nothing."""
    if not line.strip(" &\\"):
        return True
    is_joined = _JOINS.match(line) is not None or _JOINED.search(last) is not None or depths(last)[-1] > 0
    return is_joined and _WORD.search(_TEXT.sub(r" \1 ", line)) is None


def _says_more(question: Question, names: frozenset[str], line: str, said: SaidBefore) -> bool:
    if len(line) > MAX_LINE:
        return True
    plain = _MARK.sub("", _EMPHASIS.sub(r"\2", _BOX.sub(r" \1 ", _TEXT.sub(r" \1 ", line)))).replace("-->", " ")
    plain = _QUANTIFIED.sub(lambda match: " " if _is_of_all(question, match) else match[0], plain)
    bare = without_formulas(_BY_NUMBER.sub(r"\1", plain), said)
    if bare is None:
        return True
    reason = next((one for one in _REASON.finditer(bare) if not _is_product(one["word"], one["said"], names)), None)
    if reason is not None and not negations(reason[0].casefold()):
        bare = bare[: reason.start()]  # `which is true as all terms are positive`
    for word in _WORD.finditer(bare):
        if not _is_known(question, word[0]) or _is_product(word[0], bare[word.end() :], names):
            return True
    bare = _LETTER.sub(lambda match: " " if _is_mentioned(question, match, said) else match[0], bare)
    return _SAYS_NOTHING.sub("", re.sub(rf"{_WORD.pattern}!{{0,3}}", " ", bare)) != ""


def _is_product(word: str, behind: str, names: frozenset[str]) -> bool:
    """Whether a word may be a product of a problem's letters, `as`, as no words stand behind it."""
    return set(word) <= names and _GOES_ON.match(behind) is None


def _is_of_all(question: Question, quantified: re.Match[str]) -> bool:
    """Whether letters are said to stand for all their values: `∀ a, b`, `a ∈ ℝ` of numbers that are real."""
    if quantified["all"] is None and quantified["set"] is None:
        return False
    bases = _OF_SET[unicodedata.normalize("NFKC", quantified["set"] or "")]
    found = [question.names.symbols.get(name) for name in re.findall(_NAME, quantified["names"])]
    return all(one is not None and one.domain.base in bases and not one.domain.shape for one in found)


def _is_mentioned(question: Question, letter: re.Match[str], said: SaidBefore) -> bool:
    """Whether a letter says nothing by itself: the prompt has it so, `the first n odd numbers`, or `x is` its solution.

    The value of a solution stands behind it, where it has been taken away.
    """
    before, after = letter.string[: letter.start()], letter.string[letter.end() :]
    if letter[0] == said.letter and _LEADS.match(after) is not None:
        return True
    prompt = " ".join(_TOKEN.findall(f". {question.lead} {question.prompt} .".replace("$", " ")))
    phrase = f"{_TOKEN.findall(f'. {before}')[-1]} {letter[0]} {_TOKEN.findall(f'{after} .')[0]}"
    return f" {phrase} ".casefold() in f" {prompt} ".casefold()


def _is_known(question: Question, word: str) -> bool:
    small = re.sub(r"[.\s]", "", word).casefold()
    return small in WORDS["ending"] or is_idle(question, word.rstrip("."))
