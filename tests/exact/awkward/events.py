"""Processes of events, against exponentials of matrices."""
from mpmath import mp, mpf

from awkward import Trial
from draws import down_to_nothing, next_to, one_of, over_decades


def poisson(random):
    horizon = over_decades(random, 1e-4, 1e4)
    rate = over_decades(random, 1e-8, 1e3)
    low = over_decades(random, 1e-3, 1e3)
    laws = {"deterministic": {"mean": low},
            "uniform": {"low": low, "high": one_of(random, lambda: low * 2, lambda: low * (1 + over_decades(random, 1e-12, 1)))},
            "gamma": {"mean": low, "shape": over_decades(random, 0.01, 1e6)},
            "lognormal": {"log_mean": random.uniform(-50, 50), "log_sd": down_to_nothing(random, 1.0)}}
    law = random.choice(sorted(laws))
    jump = laws[law]
    first, second = moments_of(law, {key: mpf(value) for key, value in jump.items()})
    expected = mpf(rate) * mpf(horizon)
    return Trial("poisson", {"rate": rate, "horizon": horizon, "jump": {"law": law, **jump}},
                 {"figure event_rate": mpf(rate), "mean events": expected, "sd events": mp.sqrt(expected),
                  "mean total": expected * first, "sd total": mp.sqrt(expected * second)})


def moments_of(law, key):
    """E X and E X²."""
    if law == "deterministic":
        return key["mean"], key["mean"] ** 2
    if law == "uniform":
        a, b = key["low"], key["high"]
        return (a + b) / 2, (a * a + a * b + b * b) / 3
    if law == "gamma":
        return key["mean"], key["mean"] ** 2 * (1 + 1 / key["shape"])
    m, s = key["log_mean"], key["log_sd"]
    return mp.exp(m + s * s / 2), mp.exp(2 * m + 2 * s * s)


def renewal(random):
    low = over_decades(random, 1e-3, 1e3)
    high = low * (1 + over_decades(random, 1e-12, 1))
    return Trial("renewal", {"gap": {"law": "uniform", "low": low, "high": high}, "horizon": 10 * low},
                 {"figure event_rate": 2 / (mpf(low) + mpf(high))})


def hawkes(random):
    decay = over_decades(random, 1e-3, 1e3)
    excitation = one_of(random, lambda: decay * random.random(), lambda: next_to(random, decay),
                        lambda: decay * over_decades(random, 1e-12, 1), lambda: 0.0,
                        lambda: decay * (1 + random.random() / 10))
    rate = over_decades(random, 1e-6, 10)
    horizon = over_decades(random, 1e-4, 1e4)
    moments = moments_of_hawkes(*map(mpf, (rate, excitation, decay, horizon)))
    return Trial("hawkes", {"rate": rate, "excitation": excitation, "decay": decay, "horizon": horizon,
                            "must_be_stable": False}, moments)


def moments_of_hawkes(rate, a, b, horizon):
    """E (1, λ, λ², N, Nλ, N²) solves x' = A x, by e^At: from dλ = b (rate − λ) dt + a dN."""
    with mp.workdps(150):
        A = mp.matrix([[0, 0, 0, 0, 0, 0],
                       [b * rate, a - b, 0, 0, 0, 0],
                       [0, 2 * b * rate + a * a, 2 * (a - b), 0, 0, 0],
                       [0, 1, 0, 0, 0, 0],
                       [0, a, 1, b * rate, a - b, 0],
                       [0, 1, 0, 0, 2, 0]])
        _, l, ll, n, nl, nn = mp.expm(A * horizon) * mp.matrix([1, rate, rate**2, 0, 0, 0])
        known = {"mean intensity": l, "sd intensity": mp.sqrt(abs(ll - l * l)), "mean events": n,
                 "sd events": mp.sqrt(nn - n * n)}
        if a < b:
            known["figure stationary_intensity"] = rate * b / (b - a)
            known["figure variance_per_time"] = rate * (b / (b - a)) ** 3
        return {name: +value for name, value in known.items()}


TRIALS = {"poisson": poisson, "renewal": renewal, "hawkes": hawkes}
