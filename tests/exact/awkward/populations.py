"""Populations: births and deaths that are next to equal, lines that all but surely die out, or all but surely do not."""
from mpmath import mp, mpf

import chains
from awkward import Trial
from draws import next_to, one_of, over_decades

DIGITS = 400


def birth_death(random):
    death = over_decades(random, 1e-3, 1e3)
    birth = one_of(random, lambda: next_to(random, death), lambda: next_to(random, death, 1e-3), lambda: 0.0,
                   lambda: death * random.random(), lambda: death * over_decades(random, 1e-12, 1))
    if random.random() < 0.2:
        birth, death = death, birth
    keys = {"birth_rate": birth, "death_rate": death, "start": random.choice([0, 1, 1, random.randint(2, 1000)]),
            "horizon": over_decades(random, 1e-6, 1e2) / max(birth, death)}
    if random.random() < 0.5:
        keys["immigration_rate"] = over_decades(random, 1e-8, 1e2)
    if birth > death and (birth - death) * keys["horizon"] > 9:
        keys["horizon"] = 9 / (birth - death)
    with mp.workdps(DIGITS):
        known = moments(keys)
        if "immigration_rate" not in keys:
            known.update(extinction(keys))
    return Trial("birth_death", keys, known)


def moments(keys):
    """E N and E N² solve linear equations: by an exponential of their matrix."""
    b, d, n = mpf(keys["birth_rate"]), mpf(keys["death_rate"]), mpf(keys.get("immigration_rate", 0.0))
    A = mp.matrix([[0, 0, 0], [n, b - d, 0], [n, b + d + 2 * n, 2 * (b - d)]])
    x = mpf(keys["start"])
    _, first, second = chains.exponential(A, mpf(keys["horizon"])) * mp.matrix([1, x, x * x])
    return {"mean terminal": first, "sd terminal": mp.sqrt(abs(second - first**2))}


def extinction(keys):
    """One line's probability q of having died out: q' = d − (b + d) q + b q², a Riccati equation, linear in two unknowns."""
    b, d, x = mpf(keys["birth_rate"]), mpf(keys["death_rate"]), keys["start"]
    # q = v/u with u' = −b v + …: (u, v)' = [[b + d, −b], [d, 0]] (u, v).
    u, v = chains.exponential(mp.matrix([[b + d, -b], [d, 0]]), mpf(keys["horizon"])) * mp.matrix([1, 0])
    q = (v / u) ** x
    ever = (d / b if b > d else mpf(1 if d > 0 else 0)) ** x
    return {"share died_out yes": q, "share died_out no": 1 - q, "figure extinction_probability": ever,
            "figure survival_probability": 1 - ever}


def branching(random):
    geometric = random.random() < 0.5
    mean = one_of(random, lambda: next_to(random, 1.0), lambda: next_to(random, 1.0, 1e-3), lambda: 1.0,
                  lambda: over_decades(random, 1e-6, 100))
    start = random.choice([1, 1, random.randint(2, 1000)])
    generations = int(over_decades(random, 1, 2000))
    with mp.workdps(DIGITS):
        m = mpf(mean)
        while start * m**generations > 1e9:
            generations = max(1, generations // 2)
            start = 1
        known = line(m, m * (1 + m) if geometric else m, geometric, start, generations)
    return Trial("branching", {"offspring": "geometric" if geometric else "poisson", "mean": mean, "start": start,
                               "generations": generations}, known)


def line(m, variance, geometric, start, generations):
    """Generation by generation."""
    def g(s):
        return 1 / (1 + m * (1 - s)) if geometric else mp.exp(m * (s - 1))

    size, spread, total, extinct = mpf(1), mpf(0), mpf(1), mpf(0)
    for _ in range(generations):
        spread = m * m * spread + variance * size
        size *= m
        total += size
        extinct = g(extinct)
    known = {"mean terminal": start * size, "sd terminal": mp.sqrt(start * spread), "mean total": start * total,
             "share extinct yes": extinct**start, "share extinct no": 1 - extinct**start}
    ever = mpf(1) if m <= 1 else smallest_root(m, geometric)
    known.update({"figure extinction_probability": ever**start, "figure survival_probability": 1 - ever**start})
    if m < 1:
        known["figure expected_total_progeny"] = start / (1 - m)
        known["figure variance_of_total_progeny"] = start * variance / (1 - m) ** 3
    return known


def smallest_root(m, geometric):
    """Of Poisson numbers: −W(−m e^−m)/m."""
    return 1 / m if geometric else -mp.lambertw(-m * mp.exp(-m)).real / m


TRIALS = {"birth_death": birth_death, "branching": branching}
