"""Queues: loads next to 1, rooms of any size, many servers, short and long horizons."""
from mpmath import mp, mpf

import chains
from awkward import Trial
from draws import one_of, over_decades

DIGITS = 200


def next_to_saturation(random):
    """A load below 1, often next to it."""
    return one_of(random, lambda: 1 - over_decades(random, 1e-9, 1), lambda: 1 - over_decades(random, 1e-6, 1e-3),
                  lambda: over_decades(random, 1e-8, 1))


def powers(r, n):
    """Σ r^j, Σ j r^j, Σ j² r^j, j ≤ n, with digits to spare for r next to 1; n: a number, or mp.inf."""
    if r == 1:
        return n + 1, n * (n + 1) / 2, n * (n + 1) * (2 * n + 1) / 6
    last = 0 if n == mp.inf else r**n
    n = 0 if n == mp.inf else n
    zero = (1 - r * last) / (1 - r)
    one = (r - (n + 1) * last * r + n * last * r * r) / (1 - r) ** 2
    two = r * (1 + r - last * ((n + 1) ** 2 - (2 * n * n + 2 * n - 1) * r + n * n * r * r)) / (1 - r) ** 3
    return zero, one, two


def steady_state(arrivals, service, servers, capacity):
    """By the weights of all states with a free server, and sums of a geometric series."""
    a, r = arrivals / service, arrivals / (service * servers)
    weights = [a**n / mp.factorial(n) for n in range(servers)]
    busy = a**servers / mp.factorial(servers)
    zero, one, two = (busy * total for total in powers(r, capacity - servers))
    total = sum(weights) + zero
    mean = (sum(n * w for n, w in enumerate(weights)) + servers * zero + one) / total
    square = (sum(n * n * w for n, w in enumerate(weights)) + servers**2 * zero + 2 * servers * one + two) / total
    blocked = 0 if capacity == mp.inf else busy * r ** (capacity - servers) / total
    let_in = arrivals * (1 - blocked)
    known = {"empty": weights[0] / total, "mean": mean, "variance": square - mean**2, "queue": one / total,
             "sojourn": mean / let_in, "wait": one / total / let_in, "all_busy": zero / total}
    if capacity != mp.inf:
        known["blocked"] = blocked
    return {f"figure stationary_{name}": value for name, value in known.items()}


def generator(arrivals, service, servers, capacity):
    Q = mp.zeros(capacity + 1)
    for n in range(capacity + 1):
        if n < capacity:
            Q[n, n + 1] = arrivals
        if n > 0:
            Q[n, n - 1] = service * min(n, servers)
        Q[n, n] = -sum(Q[n, j] for j in range(capacity + 1))
    return Q


def transient(arrivals, service, servers, capacity, start, horizon):
    law = chains.exponential(generator(arrivals, service, servers, capacity), horizon)
    p = [law[start, n] for n in range(capacity + 1)]
    mean = sum(n * x for n, x in enumerate(p))
    return {"mean terminal": mean, "sd terminal": mp.sqrt(sum((n - mean) ** 2 * x for n, x in enumerate(p))),
            "figure probability_of_empty": p[0]}


def markov_queue(random):
    servers = random.choice([1, 1, 2, random.randint(3, 60)])
    service = over_decades(random, 1e-3, 1e3)
    keys = {"service_rate": service, "servers": servers, "horizon": over_decades(random, 1e-6, 1e2) / service}
    room = random.choice(["none", "large", "small"])
    load = next_to_saturation(random)
    if room != "none" and random.random() < 0.4:
        load = one_of(random, lambda: 1.0, lambda: 1 + over_decades(random, 1e-12, 1), lambda: over_decades(random, 1, 1e6))
    keys["arrival_rate"] = load * service * servers
    capacity = mp.inf
    if room == "large":
        keys["capacity"] = capacity = int(servers * over_decades(random, 10, 1e15))
    if room == "small":
        keys["servers"] = servers = random.randint(1, 3)
        keys["arrival_rate"] = load * service * servers
        keys["capacity"] = capacity = servers + random.randint(0, 3)
        keys["start"] = random.randint(0, capacity)
    with mp.workdps(DIGITS):
        arrivals, service = mpf(keys["arrival_rate"]), mpf(service)
        known = {"figure load": arrivals / (service * servers)}
        if room != "none" or arrivals < service * servers:
            known.update(steady_state(arrivals, service, servers, capacity))
        if room == "small":
            known.update(transient(arrivals, service, servers, capacity, keys["start"], mpf(keys["horizon"])))
    return Trial("markov_queue", keys, known)


def law_of_mean(random, mean):
    """A law, by its keys, of about this mean."""
    name = random.choice(["exponential", "deterministic", "uniform", "gamma", "hyperexponential"])
    if name == "uniform":
        spread = over_decades(random, 1e-9, 1)
        return {"law": name, "low": mean * (1 - spread), "high": mean * (1 + spread)}
    if name == "gamma":
        return {"law": name, "mean": mean, "shape": over_decades(random, 0.01, 1e6)}
    if name == "hyperexponential":
        p = random.random()
        return {"law": name, "probability": p, "mean": mean * 0.5, "other_mean": mean * (1 - 0.5 * p) / (1 - p)}
    return {"law": name, "mean": mean}


def moment(law, k):
    """E X^k."""
    key = {name: mpf(value) for name, value in law.items() if name != "law"}
    if law["law"] == "uniform":
        a, b = key["low"], key["high"]
        return (b ** (k + 1) - a ** (k + 1)) / ((k + 1) * (b - a))
    if law["law"] == "gamma":
        return key["mean"] ** k * mp.fprod(1 + i / key["shape"] for i in range(k))
    if law["law"] == "hyperexponential":
        p = key["probability"]
        return mp.factorial(k) * (p * key["mean"] ** k + (1 - p) * key["other_mean"] ** k)
    return key["mean"] ** k * (mp.factorial(k) if law["law"] == "exponential" else 1)


def transform(law, s):
    """E e^−sX."""
    key = {name: mpf(value) for name, value in law.items() if name != "law"}
    if law["law"] == "uniform":
        a, b = key["low"], key["high"]
        return (mp.exp(-a * s) - mp.exp(-b * s)) / ((b - a) * s)
    if law["law"] == "gamma":
        return (1 + key["mean"] * s / key["shape"]) ** -key["shape"]
    if law["law"] == "hyperexponential":
        return key["probability"] / (1 + key["mean"] * s) + (1 - key["probability"]) / (1 + key["other_mean"] * s)
    return mp.exp(-key["mean"] * s) if law["law"] == "deterministic" else 1 / (1 + key["mean"] * s)


def poisson_arrivals(arrival, service):
    rate, load = 1 / moment(arrival, 1), moment(service, 1) / moment(arrival, 1)
    wait = rate * moment(service, 2) / (2 * (1 - load))
    variance = moment(service, 2) - moment(service, 1) ** 2
    return {"figure stationary_wait": wait,
            "figure stationary_variance_of_wait": wait**2 + rate * moment(service, 3) / (3 * (1 - load)),
            "figure stationary_mean": rate * (wait + moment(service, 1)), "figure stationary_delay_probability": load,
            "figure mean_busy_period": moment(service, 1) / (1 - load),
            "figure variance_of_busy_period": (variance + rate * moment(service, 1) ** 3) / (1 - load) ** 3,
            "figure customers_per_busy_period": 1 / (1 - load)}


def exponential_services(arrival, service):
    """σ = E e^−s A with s = µ(1 − σ): by bisection of the logarithm of s, where nothing else is near."""
    mean = moment(service, 1)
    low, high = mp.log(mpf(10) ** -40 / mean), mp.log(1 / mean)
    for _ in range(300):
        s = mp.exp((low + high) / 2)
        if transform(arrival, s) < 1 - s * mean:
            low = (low + high) / 2
        else:
            high = (low + high) / 2
    s = mp.exp(low)
    return {"figure delay_probability": transform(arrival, s), "figure mean_delay": transform(arrival, s) / s}


def found_by_last(arrival, service, customers):
    """M/M/1: the number that the last customer finds, a chain: up by one, then a geometric number of departures."""
    up = service / (arrival + service)
    law = {0: mpf(1)}
    for _ in range(customers - 1):
        following = {}
        for n, p in law.items():
            for m in range(1, n + 2):
                following[m] = following.get(m, 0) + p * up * (1 - up) ** (n + 1 - m)
            following[0] = following.get(0, 0) + p * (1 - up) ** (n + 1)
        law = following
    first = sum(p * n for n, p in law.items()) * service
    second = sum(p * n * (n + 1) for n, p in law.items()) * service**2
    return {"share waited no": law[0], "share waited yes": sum(p for n, p in law.items() if n > 0),
            "mean wait": first, "sd wait": mp.sqrt(second - first**2)}


def single_server_queue(random):
    mean = over_decades(random, 1e-3, 1e3)
    arrival, service = law_of_mean(random, mean), law_of_mean(random, mean * next_to_saturation(random))
    if arrival["law"] != "exponential" and random.random() < 0.7:
        service = {"law": "exponential", "mean": mean * next_to_saturation(random)}
    customers = random.randint(1, 12)
    with mp.workdps(DIGITS):
        gap, time = moment(arrival, 1), moment(service, 1)
        known = {"figure load": time / gap}
        if time >= gap:
            return single_server_queue(random)
        if arrival["law"] == "exponential":
            known.update(poisson_arrivals(arrival, service))
        if service["law"] == "exponential":
            known.update(exponential_services(arrival, service))
        if arrival["law"] == service["law"] == "exponential":
            known.update(found_by_last(gap, time, customers))
    return Trial("single_server_queue", {"interarrival": arrival, "service": service, "customers": customers}, known)


TRIALS = {"markov_queue": markov_queue, "single_server_queue": single_server_queue}
