"""True values of what is normal or lognormal."""
from mpmath import mp, mpf

from awkward import Difference


def lognormal(forward, sd, strike, digits=300):
    """E max(S − strike, 0) and E max(strike − S, 0) of log S normal of this deviation, E S = forward."""
    if sd == 0:
        return max(forward - strike, mpf(0)), max(strike - forward, mpf(0))
    with mp.workdps(digits):  # of next to equal tails
        d = (mp.log(forward / strike) - sd * sd / 2) / sd
        return (forward * mp.ncdf(d + sd) - strike * mp.ncdf(d), strike * mp.ncdf(-d) - forward * mp.ncdf(-d - sd))


def options(forward, sd, strike, discount):
    """As a study's columns. What is in the money by a rounding error of its forward is not known better than that."""
    call, put = lognormal(forward, sd, strike)
    largest = max(forward, strike) * mpf("1e-6") * discount
    return {"mean call": Difference(discount * call, min(largest, discount * abs(forward - strike)) if call > put else 0),
            "mean put": Difference(discount * put, min(largest, discount * abs(forward - strike)) if put > call else 0)}


def first_passage(distance, drift, volatility, time):
    """P(a Brownian motion is a distance > 0 above its start by then), and that it is not."""
    with mp.workdps(200):
        sd = volatility * mp.sqrt(time)
        mirrored = mp.exp(2 * drift * distance / volatility**2)
        hit = mp.ncdf((drift * time - distance) / sd) + mirrored * mp.ncdf((-drift * time - distance) / sd)
        miss = mp.ncdf((distance - drift * time) / sd) - mirrored * mp.ncdf((-drift * time - distance) / sd)
        return +hit, +miss


def first_hit(distance, drift, volatility, horizon, steps):
    """Mean and deviation of the end of the step in which it is."""
    missed = [mpf(1)] + [first_passage(distance, drift, volatility, horizon * k / steps)[1] for k in range(1, steps)] + [mpf(0)]
    law = [before - after for before, after in zip(missed, missed[1:])]
    mean = sum((k + 1) * p for k, p in enumerate(law))
    variance = sum((k + 1 - mean) ** 2 * p for k, p in enumerate(law))
    return mean * horizon / steps, mp.sqrt(variance) * horizon / steps


def up_and_out_call(start, drift, volatility, horizon, strike, barrier):
    """By the density of the end without a passage, which reflection gives (Shreve 2004, 7.3)."""
    nu, v, b, k = drift - volatility**2 / 2, volatility**2 * horizon, mp.log(barrier / start), mp.log(strike / start)
    if strike >= barrier:
        return mpf(0)
    with mp.workdps(300):
        s = mp.sqrt(v)

        def part(mean):  # ∫ (start e^x − strike) over k < x < b
            above = start * mp.exp(mean + v / 2) * (mp.ncdf((b - mean - v) / s) - mp.ncdf((k - mean - v) / s))
            return above - strike * (mp.ncdf((b - mean) / s) - mp.ncdf((k - mean) / s))

        return part(nu * horizon) - mp.exp(2 * nu * b / volatility**2) * part(2 * b + nu * horizon)


def maximum_of_bridge(apart, variance):
    """Mean and variance of how far it rises above the higher end: P(excess > x) = exp(−2 x (x + apart)/variance)."""
    with mp.workdps(80):
        width = variance / (apart + mp.sqrt(variance))
        ends = [mpf(0), width, 4 * width, 16 * width, 64 * width, 256 * width]
        mean = mp.quad(lambda x: mp.exp(-2 * x * (x + apart) / variance), ends)
        square = mp.quad(lambda x: 2 * x * mp.exp(-2 * x * (x + apart) / variance), ends)
        return mean, square - mean**2
