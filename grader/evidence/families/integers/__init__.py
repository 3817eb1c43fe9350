"""Equality on integers: polynomials on residue classes, and sums of floors over one period.

May use the engines and the oracle. A function that is a polynomial on each residue class is a case of the reader in
`classes`, for equalities (`residues`) and for conditions alike; another rule is a file here and a row of the strategy's
table.
"""
