"""Arrays as programs print them."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.language.reader.printed_arrays import as_list
from tests.caselists import read_values

CASES = read_values(Path(__file__).parents[2] / "cases" / "printed-arrays.yaml")


@pytest.mark.parametrize(("text", "found"), [[text.replace("\\n", "\n"), found] for text, found in CASES["lists"]])
def test_printed_arrays_are_lists(text, found):
    assert tight(as_list(text)) == tight(found)


def tight(text):
    return text.replace(" ", "")


@pytest.mark.parametrize("text", [text.replace("\\n", "\n") for text in CASES["texts"]])
def test_other_texts_stay_as_they_are(text):
    assert as_list(text) == text


@given(arrays.arrays(np.int64, arrays.array_shapes(min_dims=2, max_dims=3, max_side=4), elements=st.integers(-99, 99)))
@settings(max_examples=60, deadline=None)
def test_what_numpy_writes_is_read_back(array):
    written = as_list(repr(array))
    assert np.array(eval(written)).tolist() == array.tolist()
    if array.shape[-2] > 1:
        assert np.array(eval(as_list(str(array)))).tolist() == array.tolist()
