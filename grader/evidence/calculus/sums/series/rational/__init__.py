"""Series of rational functions of the index, also with signs, binomials or zeros that are no rational numbers.

A file a kind of terms; `hurwitz` has the sums of 1 / (n + x)^m. May use `frame`, trees and the oracle. A new kind is a
file, and a row of `closed_form.RULES`.
"""
