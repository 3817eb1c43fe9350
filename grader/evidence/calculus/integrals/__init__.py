"""Definite integrals by an antiderivative that is proved to be one, and Euler's integrals.

definite.definite_integral(node, setting, budget) -> Node | None

An antiderivative is guessed (`antiderivative` asks the other files for terms, pieces, substitutions) and then
differentiated, so a guess may be wrong and no harm is done. May use the oracle. A new way to guess is a file that
`antiderivative` asks; a value without one is a rule in `closed_form.RULES`.
"""
