"""A text becomes tokens (`tokenizer`), and those that only dress a formula are taken off (`dress`).

It may use spelling and the limits of texts, and knows no declared names and no grammar: LaTeX commands, Unicode signs
and plain text become one alphabet. A command or sign that means the same as another has one entry in `commands`.
"""

from grader.language.tokens import primed_letters
from grader.language.tokens.compounds import joined_names, respelled
from grader.language.tokens.tokenizer import VALUE, Convention, Token, tokenize, ungrouped

__all__ = ["VALUE", "Convention", "Token", "joined_names", "primed_letters", "respelled", "tokenize", "ungrouped"]
