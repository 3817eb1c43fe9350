"""What an answer looks like as it is typed: is it factored, in lowest terms, free of integrals, like a template?

`decide.FORMS` has one row a form, a function from a tree to why it has not the form. May use `trees`, `functions` and
the floors below; knows no setting and no values. A new form is a row there, and a name in `problems/declared/forms.py`.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.evidence.forms import (
        decide,
        digits,
        fractions,
        numbers,
        operators,
        polynomials,
        primes,
        relations,
        templates,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = ["decide", "digits", "fractions", "numbers", "operators", "polynomials", "primes", "relations", "templates"]
