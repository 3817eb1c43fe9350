"""Integrals of exponentials and waves to infinity: Laplace's and Fourier's, and what a series or x = e^(-t) makes so.

A file a kind of integrand. May use `integrands`, trees and the oracle. A new kind is a file, and a row of
`closed_form.RULES`.
"""
