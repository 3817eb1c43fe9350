"""Closed forms of sums over bounds that are symbols (`finite`), of infinite `series`, and of `products`.

What telescopes is summed by the normal form (`normal_form/indexed/telescoping`), what none of these reaches is proved
by induction (`families/induction`). May use the oracle, signs and definedness, and of the integrals what reads terms. A
rule returns the value of a whole sum or None; a new one is a file here and a row in `closed_form.RULES`, where each
term is proved to have a value.
"""
