r"""The signs of LaTeX at which a document is taken apart: commands of structure, environments, delimiters, breaks."""

from __future__ import annotations

import re

from grader.submissions.forms.latex.comments import NOTHING

LEVELS = {
    "part": 1,
    "chapter": 2,
    "section": 3,
    "subsection": 4,
    "subsubsection": 5,
    "paragraph": 6,
    "subparagraph": 7,
}
DISPLAYED = "equation|align|alignat|flalign|gather|eqnarray|multline|displaymath|math"
TOKEN = re.compile(
    r"(?P<blank>\n[ \t]*\n\s*)"
    rf"|\\(?P<head>{'|'.join(LEVELS)})(?![A-Za-z])\*?\s*(?:\[[^\[\]]*\]\s*)?(?=\{{)"
    r"|\\(?P<answer>answer)\s*(?=\{)"
    r"|\\(?P<question>titledquestion|question|subpart|part)(?![A-Za-z])"
    r"|\\(?P<front>title|author|date|affil|institute|thanks)(?![A-Za-z])\s*(?:\[[^\]\n]*\]\s*)?(?=\{)"
    r"|\\begin\s*\{(?P<begin>[A-Za-z]+)\*?\}"
    r"|\\end\s*\{(?P<end>[A-Za-z]+\*?)\}"
    r"|(?P<display>\$\$|\\\[)|(?P<inline>\$|\\\()"
    r"|\\(?P<input>input|include|subfile|import|subimport|InputIfFileExists|verbatiminput|lstinputlisting)(?![A-Za-z])"
    r"|\\(?P<define>(?:re|provide)?newcommand|renewcommand|providecommand|DeclareMathOperator|NewDocumentCommand|def|let)"
    r"(?![A-Za-z])\*?"
    r"|\\verb\*?(?P<verb>[^A-Za-z\s*])"
    r"|(?P<line>\\\\\*?(?:\[[^\[\]]*\])?|\\(?:newline|par|medskip|bigskip|smallskip|newpage|clearpage)(?![A-Za-z]))"
    r"|\\."
)


OPTIONS = re.compile(r"\s*\[[^\[\]\n]*\]")  # of a list: `[label=(\alph*)]`
BLANK = re.compile(r"\n(?=[ \t]*\n)")
BLANKS = re.compile(rf"[\s{NOTHING}]*")
HEAD = re.compile(rf"\\(?:{'|'.join(LEVELS)}|answer)(?![A-Za-z])")
ENDS = re.compile(rf"\\(?:(?:{'|'.join(LEVELS)}|item|answer)(?![A-Za-z])|end\s*\{{(?:itemize|enumerate)\}})")
