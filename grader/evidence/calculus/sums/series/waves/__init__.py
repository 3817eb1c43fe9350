"""Series of sines and cosines: over geometric terms, and over powers of the index.

A file a kind of terms. May use `frame`, trees and the oracle. A new kind is a file, and a row of `closed_form.RULES`.
"""
