"""What is looked at once more before an answer gets 0, and what it would come to otherwise.

`last_look` is the way in: pieces of the text, other reaches of its signs, its value without a condition. What is proved
right by one of them is open, never credited. May use the other ways. Another honest reading is a file here.
"""

from typing import TYPE_CHECKING

from grader.faces import files_of

if TYPE_CHECKING:
    from grader.marking.ways.before_zero import (
        first_tries,
        first_values,
        formula_texts,
        given_letters,
        last_look,
        last_parts,
        never_true,
        other_brackets,
        other_combinations,
        other_complements,
        other_constants,
        other_domains,
        other_entries,
        other_equations,
        other_indicators,
        other_lists,
        other_marks,
        other_measures,
        other_numbers,
        other_orders,
        other_partings,
        other_points,
        other_products,
        other_ranges,
        other_reaches,
        other_relations,
        other_shapes,
        other_signs,
        other_units,
        other_values,
        prompt_conditions,
        rounded_formulas,
        several_fields,
        stated_equations,
        true_statements,
        unit_suffixes,
        unknown_lefts,
        without_condition,
    )
else:
    __getattr__ = files_of(__name__)

__all__ = [
    "first_tries",
    "first_values",
    "formula_texts",
    "given_letters",
    "last_look",
    "last_parts",
    "never_true",
    "other_brackets",
    "other_combinations",
    "other_complements",
    "other_constants",
    "other_domains",
    "other_entries",
    "other_equations",
    "other_indicators",
    "other_lists",
    "other_marks",
    "other_measures",
    "other_numbers",
    "other_orders",
    "other_partings",
    "other_points",
    "other_products",
    "other_ranges",
    "other_reaches",
    "other_relations",
    "other_shapes",
    "other_signs",
    "other_units",
    "other_values",
    "prompt_conditions",
    "rounded_formulas",
    "several_fields",
    "stated_equations",
    "true_statements",
    "unit_suffixes",
    "unknown_lefts",
    "without_condition",
]
