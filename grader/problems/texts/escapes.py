r"""Double-quoted texts whose escapes swallow mathematics: `"\theta"` is a tab and `heta` to YAML and JSON.

Such a text is never read. The message shows it in single quotes, where a backslash is a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.language.names.functions import FUNCTIONS

# LaTeX commands that begin with a letter which YAML or JSON takes as an escape; names of functions join them below.
_COMMANDS = """
    acute aleph alpha amalg amp and angle approx ast asymp atop backslash bar barwedge because begin beta beth
    between bf big bigcap bigcup bigg biggl biggr bigl bigodot bigoplus bigotimes bigr bigsqcup bigstar biguplus
    bigvee bigwedge blacksquare bm bmod boldsymbol bot bowtie boxdot boxed boxplus boxtimes brace brack breve bullet
    bumpeq ell emph emptyset end enspace epsilon eqcirc eqsim eqslantgtr eqslantless equiv eta eth exists
    fallingdotseq fbox fint flat footnotesize forall frac frak frown Lambda Large LaTeX Leftarrow Leftrightarrow
    Longleftarrow Longleftrightarrow Longrightarrow Lsh nabla natnums natural ncong ne nearrow neg negthinspace neq
    newline nexists ngeq ngtr ni nicefrac nleftarrow nleq nless nmid nobreak nolimits nonumber not notag notin
    nparallel nprec nrightarrow nsim nsubseteq nsucc nsupseteq Nu nu null nvDash nvdash nwarrow Phi Pi Pr Psi raise
    rangle rank rbrace rbrack rceil real reals relax restriction rfloor rgroup rho right rightarrow rightarrowtail
    rightharpoondown rightharpoonup rightleftarrows rightleftharpoons rightrightarrows rightsquigarrow risingdotseq
    rlap rm rmoustache rtimes rule rVert rvert tau tbinom text textbf textit textrm textsf textstyle texttt textup
    tfrac therefore theta thickapprox thicksim thinspace tilde times tiny to top triangle triangledown triangleleft
    triangleq triangleright tt twoheadrightarrow underbrace underleftarrow underline underrightarrow underset
    unicode unlhd unrhd Uparrow uparrow Updownarrow updownarrow upharpoonleft upharpoonright uplus Upsilon upsilon
    upuparrows varDelta varepsilon varGamma varkappa varLambda varnothing varOmega varPhi varphi varPi varpi
    varpropto varPsi varrho varSigma varsigma varTheta vartheta vartriangle varUpsilon varXi vDash vdash vdots vec
    vee veebar verb vert vphantom vspace xcancel xi xleftarrow xlongequal xrightarrow
"""
_ESCAPING = frozenset("abtvnfreNLPxuU")
_FUNCTIONS = (name for name, known in FUNCTIONS.items() for name in (name, *known.spellings))
COMMANDS = frozenset((*_COMMANDS.split(), *(name for name in _FUNCTIONS if name[0] in _ESCAPING and name.isalpha())))

ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(\r\n|.|\n))", re.DOTALL)
LETTERS = re.compile("[A-Za-z]+")
YAML_ESCAPES = frozenset('0abt\tnvfre "/\\N_LP\n\r\r\n\x85\u2028\u2029') | {"\r\n"}


def invalid_yaml_escapes(source: str, start: int) -> Iterator[int]:
    """Yield the backslashes that YAML rejects in the double-quoted text whose opening quote stands at `start`."""
    position = start + 1
    while position < len(source) and source[position] != '"':
        if source[position] != "\\":
            position += 1
            continue
        match = ESCAPE.match(source, position)
        if match is None:  # a backslash at the very end
            return
        if not _is_yaml_escape(match):
            yield position
            position += 1
        else:
            position = match.end()


def _is_yaml_escape(match: re.Match[str]) -> bool:
    two, four, eight, single = match.groups()
    if single is not None:
        return single in YAML_ESCAPES
    code = int(two or four or eight, 16)
    return code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF


def swallowed_command(raw: str) -> str | None:
    r"""Return the first command that escapes of a double-quoted text swallow, such as `\theta`; None without one."""
    position = 0
    while (position := raw.find("\\", position)) >= 0:
        letters = LETTERS.match(raw, position + 1)
        if letters and letters[0] in COMMANDS and not _is_line_break(raw, letters):
            return f"\\{letters[0]}"
        position += 2
    return None


_RELATIONS = frozenset({"ne", "neq", "ni", "notin", "nleq", "ngeq", "nless", "ngtr", "nmid", "nsim", "ncong"})
_EQUALS = re.compile(r"\s*=(?!=)")


def _is_line_break(raw: str, letters: re.Match[str]) -> bool:
    r"""Whether an escape ends a line before a name, `\ne = exp(z)` in a program: no relation stands before `=`."""
    return letters[0] in _RELATIONS and _EQUALS.match(raw, letters.end()) is not None


def single_quoted(text: str) -> str:
    """Return a text in the single quotes of YAML."""
    return "'" + text.replace("'", "''") + "'"


def unescaped(raw: str) -> str:
    r"""Return a double-quoted text as its writer meant it: backslashes stay, `\\` is one and `\"` a quote."""
    inner = raw[1:-1] if len(raw) > 1 and raw.endswith('"') else raw[1:]
    return re.sub(r'\\([\\"])', r"\1", inner)


MAX_SHOWN = 80  # characters of a text that a message repeats


def yaml_message(raw: str, command: str) -> str:
    """Return what to say of a double-quoted YAML text that would lose a command."""
    shown = single_quoted(unescaped(raw))
    advice = f"write {shown}" if len(shown) <= MAX_SHOWN and "\n" not in shown else "use single quotes"
    return f"in double quotes the backslash of `{command}` is not a backslash: {advice}"


def json_message(raw: str, command: str) -> str:
    """Return what to say of a JSON string that would lose a command."""
    shown = re.sub(r"\\(.)", lambda match: match[0] if match[1] in '\\"' else "\\" + match[0], raw)
    advice = f"write {shown}" if len(shown) <= MAX_SHOWN else "double it"
    return f"in JSON the backslash of `{command}` is not a backslash: {advice}"
