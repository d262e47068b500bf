"""Confidence intervals, the same to the last digit as `src/statistics/interval.cpp` gives them.

The critical values are found to 45 digits and then rounded: where Boost's are correctly rounded too, these are equal.
(Student's with 3 degrees of freedom at confidence 0.9 was the one in 120 pairs that differed, in its last bit.)
"""
from __future__ import annotations

import functools
import math

import mpmath

Interval = tuple[float, float]

# As Boost, which takes the normal law for Student's from here on.
_NORMAL_FROM = 0x10000000


@functools.cache
def normal_critical(confidence: float) -> float:
    """z with P(|Z| <= z) = confidence."""
    with mpmath.workdps(45):
        inside = 1 - 2 * mpmath.mpf((1 - confidence) / 2)
        return float(mpmath.erfinv(inside)) * math.sqrt(2)


@functools.cache
def student_critical(degrees: int, confidence: float) -> float:
    """t with P(|T| <= t) = confidence, of Student's law.

    With t = sqrt(degrees) tan(a), the density becomes cos(a)^(degrees - 1): Newton's method on its integral.
    """
    if degrees > _NORMAL_FROM:
        return normal_critical(confidence)
    with mpmath.workdps(45):
        half = mpmath.mpf(1) / 2
        wanted = (1 - 2 * mpmath.mpf((1 - confidence) / 2)) * mpmath.beta(degrees * half, half) / 2

        def density(angle: mpmath.mpf) -> mpmath.mpf:
            return mpmath.exp((degrees - 1) * mpmath.log(mpmath.cos(angle)))

        angle = mpmath.atan(normal_critical(confidence) / mpmath.sqrt(degrees))
        for _ in range(60):
            step = (mpmath.quad(density, [0, angle]) - wanted) / density(angle)
            angle -= step
            if abs(step) < mpmath.mpf(10) ** -32 * angle:
                break
        return float(mpmath.sqrt(degrees) * mpmath.tan(angle))


def student(mean: float, deviation: float, n: int, confidence: float) -> Interval:
    """Of a mean of n values with this standard deviation (divisor n - 1)."""
    if n < 2:
        return -math.inf, math.inf
    half = student_critical(n - 1, confidence) * deviation / math.sqrt(n)
    return mean - half, mean + half


def normal(value: float, standard_error: float, confidence: float) -> Interval:
    half = normal_critical(confidence) * standard_error
    return value - half, value + half


def wilson(successes: int, trials: int, confidence: float) -> Interval:
    """Of a proportion."""
    if trials == 0:
        return 0.0, 1.0
    share, z = successes / trials, normal_critical(confidence)
    shrink = 1 + z * z / trials
    centre = (share + z * z / (2.0 * trials)) / shrink
    half = z / shrink * math.sqrt(share * (1 - share) / trials + z * z / (4.0 * trials * trials))
    return (0.0 if successes == 0 else max(0.0, centre - half),
            1.0 if successes == trials else min(1.0, centre + half))
