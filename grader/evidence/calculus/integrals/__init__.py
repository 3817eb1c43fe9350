"""Definite integrals by an antiderivative that is proved to be one, by symmetry, and by Euler's integrals.

definite.definite_integral(node, setting, budget) -> Node | None

`integrands` tells what a body is made of, `antiderivatives` guesses, and `definite` differentiates what was guessed,
so a guess may be wrong and no harm is done; `improper` knows values to infinity. May use the oracle. A new way to
guess is a file that `antiderivatives.candidates` asks; a value without one is a rule in `closed_form.RULES`.
"""
