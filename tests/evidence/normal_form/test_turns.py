"""Turns: gaps of waves, powers of the imaginary unit, degrees; and inverses of matrices that are written out."""

from __future__ import annotations

import pytest

from grader.api import compare

WHOLE = {"n": "integer"}
COMPLEX = {"z": "complex", "n": "integer", "m": "integer"}


@pytest.mark.parametrize(
    ("left", "right", "variables", "status"),
    [
        (r"\tan(x+y)", r"\frac{\tan x+\tan y}{1-\tan x\tan y}", {}, "equal"),
        (r"\tan(x-y)", r"\frac{\tan x-\tan y}{1+\tan x\tan y}", {}, "equal"),
        (r"\tan(x+y)", r"\frac{\tan x+\tan y}{1+\tan x\tan y}", {}, "different"),
        (r"\tan(x+2\pi)", r"\tan x", {}, "equal"),
        (r"\tan(x+n\pi)", r"\tan x", WHOLE, "equal"),
        (r"\tan(x+n\pi/2)", r"\tan x", WHOLE, "different"),
        (r"\frac{\sin(nx)}{\sin(nx)}", "1", {"n": "positive integer"}, "equal"),
        (r"\frac{\sin(nx)}{\sin(nx)}", "1", WHOLE, "different"),
        (r"\frac{0}{\cos x\cosh y - 2}", "0", {}, "equal"),
    ],
)
def test_gaps_of_waves(left: str, right: str, variables: dict[str, str], status: str) -> None:
    assert compare(left, right, variables).status == status


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("i^{2n}", "(-1)^n", "equal"),
        ("i^{4n+3}", "-i", "equal"),
        ("i^{4n+2}", "1", "different"),
        ("(-i)^{2n+2m}", "(-1)^{n+m}", "equal"),
        ("i^{-2n}", "(-1)^n", "equal"),
        ("(i/z)^{2n}", "(-1)^n", "different"),
        ("i^n", "(-1)^n", "different"),
        ("i^{2z}", "(-1)^z", "equal"),
    ],
)
def test_powers_of_the_imaginary_unit(left: str, right: str, status: str) -> None:
    assert compare(left, right, COMPLEX).status == status


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        (r"36^\circ", r"\pi/5", "equal"),
        (r"\cos 36^{\circ}", r"\frac{1+\sqrt5}{4}", "equal"),
        (r"\sin 30° \cos 60°", "1/4", "equal"),
        (r"\tan^2 60°", "3", "equal"),
        (r"2\sin(x+90^\circ)", r"2\cos x", "equal"),
        (r"30\degree", "30", "different"),
        (r"x^\circ", "x", "unreadable"),
    ],
)
def test_degrees(left: str, right: str, status: str) -> None:
    assert compare(left, right, {}).status == status


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        ("[[1,2],[3,4]]^{-1}", "[[-2,1],[3/2,-1/2]]", "equal"),
        ("[[1,2],[3,4]]^{-1}", "[[-2,1],[3/2,1/2]]", "different"),
        ("[[1,2],[2,4]]^{-1}", "[[1,2],[2,4]]^{-1}", "undecided"),
        ("[[a,0],[0,b]]^{-2}", "[[1/a^2,0],[0,1/b^2]]", "equal"),
        (r"\begin{bmatrix}2&1&0\\0&1&0\\0&0&3\end{bmatrix}^{-1}", "[[1/2,-1/2,0],[0,1,0],[0,0,1/3]]", "equal"),
    ],
)
def test_inverses(left: str, right: str, status: str) -> None:
    assert compare(left, right, {}).status == status
