"""Candidates for antiderivatives: `candidates` asks each file for its kind of integrand, and trusts none.

May use `integrands` and the oracle. A new kind is a file that `candidates` asks; what it finds is differentiated
before it is used, in `definite`.
"""
