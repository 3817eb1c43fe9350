"""Closed forms of products: of one factor (`constant`), of sines over half a turn, over roots of unity, by gamma.

`unity` takes a product apart factor by factor. A rule returns the value of a whole product or None; a new one is a file
here and a row in `closed_form.RULES`, or a case of `unity`. May use what finite sums use.
"""
