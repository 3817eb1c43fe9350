"""Known values of integrals to infinity and of their kin from 0 to 1: by Euler, Laplace, Mellin, Fourier, Frullani.

Each file is a family with its theorem and its hypotheses, which it proves before it gives a value. What has an
antiderivative, as a rational function over the whole line, is left to `definite`. May use `definite`, the other
folders and the oracle. A new family is a file here and a rule in `closed_form.RULES`.
"""
