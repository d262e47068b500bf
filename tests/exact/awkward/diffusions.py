"""Diffusions: motions, prices and rates."""
from mpmath import mp, mpf

from awkward import Difference, Trial
from draws import down_to_nothing, next_to, one_of, over_decades
from normal_prices import (first_hit, first_passage, lognormal, maximum_of_bridge, options, up_and_out_call)


def exact(keys):
    return {name: mpf(value) for name, value in keys.items() if isinstance(value, (int, float))}


def passage(distance, drift, volatility, horizon, steps):
    hit, miss = first_passage(distance, drift, volatility, horizon)
    mean, sd = first_hit(distance, drift, volatility, horizon, steps)
    return {"share reached yes": hit, "share reached no": miss, "mean first_hit": mean, "sd first_hit": sd}


def brownian_motion(random):
    keys = {"start": random.uniform(-1, 1), "drift": one_of(random, lambda: 0.0, lambda: random.uniform(-3, 3)),
            "volatility": down_to_nothing(random, 1.0), "horizon": over_decades(random, 1e-4, 1e4)}
    k = exact(keys)
    sd = k["volatility"] * mp.sqrt(k["horizon"])
    known = {"mean terminal": Difference(k["start"] + k["drift"] * k["horizon"], abs(k["start"])), "sd terminal": sd}
    # A barrier that is neither certain nor out of reach: a few deviations from where the drift leads.
    barrier = float(k["start"] + abs(max(k["drift"] * k["horizon"], 0) + sd * random.uniform(-4, 6)))
    if barrier <= keys["start"]:
        return Trial("brownian_motion", keys, known)
    keys.update({"steps": random.randint(1, 8), "barrier": barrier, "between_steps": True})
    known.update(passage(mpf(barrier) - k["start"], k["drift"], k["volatility"], k["horizon"], keys["steps"]))
    if k["drift"] == 0:
        mean = sd * mp.sqrt(2 / mp.pi)
        known["mean continuous_maximum"] = Difference(k["start"] + mean, abs(k["start"]))
        known["sd continuous_maximum"] = mp.sqrt(sd**2 - mean**2)
    return Trial("brownian_motion", keys, known)


def brownian_bridge(random):
    keys = {"start": random.uniform(-1, 1), "volatility": down_to_nothing(random, 1.0),
            "horizon": over_decades(random, 1e-4, 1e4), "steps": random.randint(2, 1000), "between_steps": True}
    v = mpf(keys["volatility"]) ** 2 * mpf(keys["horizon"])
    keys["end"] = float(mpf(keys["start"]) + mp.sqrt(v) * random.choice([-1, 1]) * over_decades(random, 1e-6, 1e3))
    k = exact(keys)
    higher = max(k["start"], k["end"])
    keys["barrier"] = float(higher + mp.sqrt(v) * down_to_nothing(random, 1.0, 1e-9))
    apart = abs(k["end"] - k["start"])
    mean, variance = maximum_of_bridge(apart, v)
    known = {"mean time_average": Difference((k["start"] + k["end"]) / 2, abs(k["start"])),
             "sd time_average": mp.sqrt(v / 12 * (1 - 1 / k["steps"] ** 2)),
             "mean continuous_maximum": Difference(higher + mean, abs(higher)), "sd continuous_maximum": mp.sqrt(variance)}
    if keys["barrier"] <= keys["start"]:
        del keys["barrier"]
    else:
        barrier = mpf(keys["barrier"])
        exponent = 2 * (barrier - k["start"]) * max(barrier - k["end"], 0) / v
        known["share reached yes"], known["share reached no"] = mp.exp(-exponent), -mp.expm1(-exponent)
    return Trial("brownian_bridge", keys, known)


def price_keys(random):
    return {"start": over_decades(random, 1e-2, 1e4), "drift": one_of(random, lambda: 0.0, lambda: random.uniform(-1, 1)),
            "volatility": down_to_nothing(random, 0.3), "horizon": over_decades(random, 1e-4, 1e2)}


def with_strike(random, keys, sd):
    """Some deviations from the forward, or next to it."""
    forward = mpf(keys["start"]) * mp.exp(mpf(keys["drift"]) * mpf(keys["horizon"]))
    keys["discount_rate"] = random.uniform(-0.1, 0.1)
    keys["strike"] = next_to(random, float(forward * mp.exp(sd * random.uniform(-8, 8))), 1e-6)
    return forward, mp.exp(-mpf(keys["discount_rate"]) * mpf(keys["horizon"]))


def gbm(random):
    keys = price_keys(random)
    keys["steps"] = random.randint(1, 8)
    k = exact(keys)
    s = k["volatility"] * mp.sqrt(k["horizon"])
    forward, discount = with_strike(random, keys, s)
    strike, n = mpf(keys["strike"]), k["steps"]
    log_drift = k["drift"] - k["volatility"] ** 2 / 2
    geometric_sd = s * mp.sqrt((n + 1) * (2 * n + 1) / (6 * n * n))
    geometric_mean = k["start"] * mp.exp(log_drift * k["horizon"] * (n + 1) / (2 * n) + geometric_sd**2 / 2)
    known = {"mean terminal": forward, "sd terminal": forward * mp.sqrt(mp.expm1(s * s)),
             "figure median": k["start"] * mp.exp(log_drift * k["horizon"]),
             "figure probability_above_strike": mp.ncdf((mp.log(forward / strike) - s * s / 2) / s),
             "mean geometric_asian_call": options(geometric_mean, geometric_sd, strike, discount)["mean call"],
             **options(forward, s, strike, discount)}
    barrier = float(k["start"] * mp.exp(abs(max(log_drift * k["horizon"], 0) + s * random.uniform(-3, 6))))
    if barrier > keys["start"] and s > mpf("1e-9"):  # nearer, b is what the rounding of the barrier says
        keys.update({"barrier": barrier, "between_steps": True})
        distance = mp.log(mpf(barrier) / k["start"])
        known.update(passage(distance, log_drift, k["volatility"], k["horizon"], keys["steps"]))
        largest = discount * min(strike * mpf("1e-6"), abs(mpf(barrier) - strike))  # as of options()
        known["mean up_and_out_call"] = lambda: Difference(discount * up_and_out_call(
            k["start"], k["drift"], k["volatility"], k["horizon"], strike, mpf(barrier)), largest)
    return Trial("gbm", keys, known)


def merton(random):
    keys = price_keys(random)
    keys.update({"jump_rate": one_of(random, lambda: 0.0, lambda: down_to_nothing(random, 2.0)),
                 "jump_mean": random.choice([-1, 1]) * down_to_nothing(random, 0.3), "jump_sd": down_to_nothing(random, 0.2)})
    keys["horizon"] = over_decades(random, 1e-4, 20)
    k = exact(keys)
    t, v, rate, m, s = k["horizon"], k["volatility"] ** 2, k["jump_rate"], k["jump_mean"], k["jump_sd"]
    forward, discount = with_strike(random, keys, mp.sqrt((v + rate * (m * m + s * s)) * t))
    strike, excess = mpf(keys["strike"]), mp.expm1(m + s * s / 2)
    square = mp.exp(2 * m + 2 * s * s) - 2 * mp.exp(m + s * s / 2) + 1  # E (e^jump − 1)²
    log_return = [k["drift"] * t, -v * t / 2, -rate * (excess - m) * t]

    both = []

    def price(side):
        if not both:
            both.extend(prices())
        return Difference(discount * both[side], discount * min(abs(forward - strike), forward * mpf("1e-6")))

    def prices():
        calls, puts, weight, jumps = mpf(0), mpf(0), mp.exp(-rate * t), 0
        while jumps < 10 + 3 * rate * t or weight > mpf("1e-60") * min(calls, puts) / (forward + strike) + mpf("1e-330"):
            own = forward * mp.exp(-rate * excess * t + jumps * (m + s * s / 2))
            call, put = lognormal(own, mp.sqrt(v * t + jumps * s * s), strike, 120)
            calls, puts, jumps = calls + weight * call, puts + weight * put, jumps + 1
            weight *= rate * t / jumps
        return calls, puts

    return Trial("merton", keys, {
        "mean terminal": forward, "sd terminal": forward * mp.sqrt(mp.expm1((v + rate * square) * t)),
        "figure mean_log_return": Difference(sum(log_return), max(map(abs, log_return))),
        "figure variance_of_log_return": (v + rate * (m * m + s * s)) * t,
        "mean call": lambda: price(0), "mean put": lambda: price(1)})


def multi_asset_gbm(random):
    keys = {"horizon": over_decades(random, 1e-4, 1e2)}
    assets = [{"name": name, "start": over_decades(random, 1, 1e3), "drift": random.uniform(-0.5, 0.5),
               "volatility": down_to_nothing(random, 0.3, 1e-12), "weight": random.uniform(0.1, 2)} for name in "ab"]
    if random.random() < 0.5:  # next to the same
        for key in ("start", "volatility", "drift"):
            assets[1][key] = next_to(random, assets[0][key], 1e-6)
    rho = one_of(random, lambda: random.uniform(-0.9, 0.9), lambda: random.choice([-1, 1]) * (1 - over_decades(random, 1e-9, 1)))
    t = mpf(keys["horizon"])
    a, b = ({key: mpf(value) for key, value in asset.items() if key != "name"} for asset in assets)
    forwards = [one["start"] * mp.exp(one["drift"] * t) for one in (a, b)]
    weights = [one["weight"] / (a["weight"] + b["weight"]) for one in (a, b)]
    c = [[a["volatility"] ** 2, mpf(rho) * a["volatility"] * b["volatility"]],
         [mpf(rho) * a["volatility"] * b["volatility"], b["volatility"] ** 2]]
    covariance = [[forwards[i] * forwards[j] * mp.expm1(c[i][j] * t) for j in (0, 1)] for i in (0, 1)]
    basket = sum(w * f for w, f in zip(weights, forwards))
    basket_variance = sum(weights[i] * weights[j] * covariance[i][j] for i in (0, 1) for j in (0, 1))
    geometric_sd = mp.sqrt(t * sum(weights[i] * weights[j] * c[i][j] for i in (0, 1) for j in (0, 1)))
    geometric = mp.exp(sum(w * (mp.log(one["start"]) + (one["drift"] - one["volatility"] ** 2 / 2) * t)
                           for w, one in zip(weights, (a, b))) + geometric_sd**2 / 2)
    apart = mp.sqrt((c[0][0] - 2 * c[0][1] + c[1][1]) * t)
    gain, loss = lognormal(forwards[0], apart, forwards[1])
    discount_rate = random.uniform(-0.1, 0.1)
    discount = mp.exp(-mpf(discount_rate) * t)
    strike = float(geometric * mp.exp(geometric_sd * random.uniform(-6, 6)))
    keys.update({"assets": assets, "correlation": [[1, rho], [rho, 1]], "exchange": ["a", "b"], "strike": strike,
                 "discount_rate": discount_rate})
    rounding = min(abs(forwards[0] - forwards[1]), forwards[0] * mpf("1e-6"))
    return Trial("multi_asset_gbm", keys, {
        "mean terminal_a": forwards[0], "sd terminal_a": mp.sqrt(covariance[0][0]),
        "mean terminal_b": forwards[1], "sd terminal_b": mp.sqrt(covariance[1][1]),
        "mean basket": basket, "sd basket": Difference(mp.sqrt(basket_variance), max(forwards) * mpf("1e-6") * min(
            apart, mp.sqrt(c[0][0] * t))),
        "mean geometric_basket": geometric, "sd geometric_basket": Difference(
            geometric * mp.sqrt(mp.expm1(geometric_sd**2)), geometric * mpf("1e-6") * mp.sqrt(c[0][0] * t)),
        "mean geometric_basket_call": options(geometric, geometric_sd, mpf(strike), discount)["mean call"],
        "mean exchange": Difference(discount * gain, discount * rounding),
        "mean best": forwards[1] + gain, "mean worst": forwards[0] - gain,
        "figure covariance_a_b": covariance[0][1],
        "figure correlation_a_b": covariance[0][1] / mp.sqrt(covariance[0][0] * covariance[1][1])})


def ornstein_uhlenbeck(random):
    keys = {"start": random.uniform(-1, 1), "level": random.uniform(-1, 1), "volatility": down_to_nothing(random, 0.3),
            "mean_reversion": down_to_nothing(random, 2.0, may_be_zero=True), "horizon": over_decades(random, 1e-4, 1e2)}
    k = exact(keys)
    x, l, s, theta, t = (k[name] for name in ("start", "level", "volatility", "mean_reversion", "horizon"))
    with mp.workdps(200):
        if theta == 0:
            decay, lasting, variance, of_integral = mpf(1), t, s * s * t, s * s * t**3 / 3
        else:
            decay = mp.exp(-theta * t)
            lasting = (1 - decay) / theta  # ∫ e^−θs
            variance = s * s * (1 - decay**2) / (2 * theta)
            of_integral = s * s / theta**2 * (t - 2 * lasting + (1 - decay**2) / (2 * theta))
        integral = l * t + (x - l) * lasting
        known = {"mean terminal": Difference(x * decay + l * (1 - decay), abs(x * decay)), "sd terminal": mp.sqrt(variance),
                 "mean time_average": Difference(integral / t, max(abs(l), abs(x))), "sd time_average": mp.sqrt(of_integral) / t,
                 "mean discount_factor": mp.exp(-integral + of_integral / 2)}
        if theta > 0:
            known["figure stationary_variance"] = s * s / (2 * theta)
    return Trial("ornstein_uhlenbeck", keys, known)


def square_root_moments(x, kappa, level, s, t):
    """Mean and variance of dX = κ (level − X) dt + s √X dW after t, and ∫ E X."""
    if kappa == 0:
        return x, x * s * s * t, x * t
    with mp.workdps(200):
        e = mp.exp(-kappa * t)
        return (level + (x - level) * e, x * s * s / kappa * (e - e * e) + level * s * s / (2 * kappa) * (1 - e) ** 2,
                level * t + (x - level) * (1 - e) / kappa)


def cir(random):
    keys = {"start": over_decades(random, 1e-6, 10), "level": over_decades(random, 1e-6, 10),
            "volatility": down_to_nothing(random, 0.3, may_be_zero=True),
            "mean_reversion": down_to_nothing(random, 2.0, may_be_zero=True), "horizon": over_decades(random, 1e-4, 1e2)}
    k = exact(keys)
    x, l, s, kappa, t = (k[name] for name in ("start", "level", "volatility", "mean_reversion", "horizon"))
    mean, variance, integral = square_root_moments(x, kappa, l, s, t)
    known = {"mean terminal": mean, "sd terminal": mp.sqrt(variance)}
    if kappa > 0:
        known["figure stationary_variance"] = l * s * s / (2 * kappa)
    if s > 0:
        known["figure feller_ratio"] = 2 * kappa * l / (s * s)
    with mp.workdps(250):
        if s == 0:
            known["figure bond"] = mp.exp(-integral)
        else:
            h = mp.sqrt(kappa**2 + 2 * s * s)
            growth = mp.expm1(h * t)
            below = 2 * h + (kappa + h) * growth
            log_a = 2 * kappa * l / (s * s) * mp.log(2 * h * mp.exp((kappa + h) * t / 2) / below)
            known["figure bond"] = mp.exp(log_a - 2 * growth / below * x)
    return Trial("cir", keys, known)


def heston(random):
    keys = {"start": over_decades(random, 1, 1e3), "drift": random.uniform(-0.1, 0.1),
            "variance": over_decades(random, 1e-2, 0.5), "level": over_decades(random, 1e-2, 0.5),
            "mean_reversion": down_to_nothing(random, 2.0, 1e-16, may_be_zero=True),
            "volatility": down_to_nothing(random, 0.3, 1e-12, may_be_zero=True),
            "correlation": one_of(random, lambda: random.uniform(-0.9, 0.9), lambda: random.choice([-0.9, 0.9, 0.0])),
            "horizon": over_decades(random, 0.25, 10)}
    k = exact(keys)
    mean, variance, integral = square_root_moments(k["variance"], k["mean_reversion"], k["level"], k["volatility"], k["horizon"])
    forward, discount = with_strike(random, keys, mp.sqrt(integral) / 4)
    keys["steps"] = 4
    strike = mpf(keys["strike"])
    logs = [mp.log(k["start"]), k["drift"] * k["horizon"], -integral / 2]

    def price():
        if k["volatility"] == 0:
            return discount * lognormal(forward, mp.sqrt(integral), strike)[0]
        return discount * heston_call(k, forward, strike)

    return Trial("heston", keys, {
        "mean terminal_variance": mean, "sd terminal_variance": mp.sqrt(variance), "figure mean_terminal": forward,
        "figure mean_log_terminal": Difference(sum(logs), max(map(abs, logs))), "figure call_price": price})


def heston_call(k, forward, strike):
    """By Heston's own formula, forward P₁ − strike P₂ (Rev. Financ. Stud. 6, 1993), with his characteristic functions in
    the branch of Albrecher et al. (2007), and digits to spare for what cancels."""
    kappa, s, rho, t = k["mean_reversion"], k["volatility"], k["correlation"], k["horizon"]
    sd = mp.sqrt(square_root_moments(k["variance"], kappa, k["level"], s, t)[2])
    spare = int(2 * mp.log10(1 / s)) if s < 1 else 0

    def characteristic(u):  # of log S/forward
        b = kappa - rho * s * 1j * u
        d = mp.sqrt(b * b + s * s * (1j * u + u * u))
        g, e = (b - d) / (b + d), mp.exp(-d * t)
        c = kappa * k["level"] / s**2 * ((b - d) * t - 2 * mp.log((1 - g * e) / (1 - g)))
        return mp.exp(c + k["variance"] / s**2 * (b - d) * (1 - e) / (1 - g * e))

    log_moneyness = mp.log(forward / strike)

    def integrand(u):
        turn = mp.exp(1j * u * log_moneyness)
        return mp.re(turn * (forward * characteristic(u - 1j) - strike * characteristic(u)) / (1j * u))

    with mp.workdps(40 + 2 * spare):
        # Pieces of at most some deviations or waves, until nothing comes any more; short ones first: where little more than
        # the first moment is finite, a singularity is near.
        length, longest = mpf("0.02"), 4 / max(sd, abs(log_moneyness))
        low, whole = mpf(0), mpf(0)
        while low == 0 or abs(characteristic(low - 1j)) > mpf("1e-15") * sd * low:
            whole += gauss(integrand, low, low + length)
            low += length
            length = min(longest, length * mpf("1.3"))
        return (forward - strike) / 2 + whole / mp.pi


NODES = {}


def gauss(f, low, high, order=16):
    """Gauss and Legendre's rule."""
    if order not in NODES:
        roots = mp.polyroots(mp.taylor(lambda x: mp.legendre(order, x), 0, order)[::-1], maxsteps=500, extraprec=400)
        slope = lambda x: order * (x * mp.legendre(order, x) - mp.legendre(order - 1, x)) / (x * x - 1)
        NODES[order] = [(x, 2 / ((1 - x * x) * slope(x) ** 2)) for x in map(mp.re, roots)]
    middle, half = (low + high) / 2, (high - low) / 2
    return half * sum(weight * f(middle + half * x) for x, weight in NODES[order])


TRIALS = {"brownian_motion": brownian_motion, "brownian_bridge": brownian_bridge, "gbm": gbm, "merton": merton,
          "multi_asset_gbm": multi_asset_gbm, "ornstein_uhlenbeck": ornstein_uhlenbeck, "cir": cir, "heston": heston}
