"""A tree at a point: exact values, enclosures, truth of conditions; domains and the points tried in them.

May use trees and functions. Undefined, unclear and left out are exceptions of `errors`; a number is exact or an
enclosure. A new way to evaluate is a case of the evaluator.
"""
