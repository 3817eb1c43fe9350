"""What integrands are made of: sums of terms, polynomials in the bound symbol, jumps, tangents of half angles.

May use the oracle, trees and what lies below. What reads a body in one more way is a file here.
"""
