"""Classical chains as matrices of probabilities or rates, for states: {file: table.csv, header: true}. The first state
is where they start unless a study says so; a label that is to be counted with begins with its number."""


def table(labels, entries):
    """CSV text of the matrix with these entries {(from, to): number}; rows of probabilities sum up to 1."""
    rows = [[entries.get((a, b), 0) for b in labels] for a in labels]
    return "\n".join([",".join(labels), *(",".join(repr(x) if x else "0" for x in row) for row in rows)]) + "\n"


def dimerisation():
    """2 P to D at the rate 0.001 P(P − 1)/2, back at 0.01 D, from P = 100; labels P."""
    entries = {}
    for p in range(100, -1, -2):
        if p >= 2:
            entries[f"{p}", f"{p - 2}"] = 0.001 * p * (p - 1) / 2
        if p < 100:
            entries[f"{p}", f"{p + 2}"] = 0.01 * (100 - p) / 2
    return table([f"{p}" for p in range(100, -1, -2)], entries)


def epidemic():
    """SIR of 20, event by event: infection at the rate 2 SI/20, recovery at I; labels "ever infected, infected now"."""
    size, contact = 20, 2
    labels = [f"{ever} {now}" for ever in range(1, size + 1) for now in range(ever, -1, -1)]
    entries = {}
    for ever in range(1, size + 1):
        entries[f"{ever} 0", f"{ever} 0"] = 1
        for now in range(1, ever + 1):
            infection = contact * (size - ever) / size
            if ever < size:
                entries[f"{ever} {now}", f"{ever + 1} {now + 1}"] = infection / (infection + 1)
            entries[f"{ever} {now}", f"{ever} {now - 1}"] = 1 / (infection + 1)
    return table(labels, entries)


def coupons():
    """The number of different coupons of 20; labels that number."""
    entries = {("20", "20"): 1}
    for have in range(20):
        entries[f"{have}", f"{have}"] = have / 20
        entries[f"{have}", f"{have + 1}"] = (20 - have) / 20
    return table([f"{have}" for have in range(21)], entries)


def cycle():
    """The symmetric walk on a cycle of 12."""
    steps = {(f"{k}", f"{(k + step) % 12}"): 0.5 for k in range(12) for step in (1, -1)}
    return table([f"{k}" for k in range(12)], steps)


def moran():
    """Moran's model at its changes: of 20 individuals k are mutants of fitness 1.1; labels k."""
    fitness = 1.1
    entries = {("0", "0"): 1, ("20", "20"): 1}
    for k in range(1, 20):
        entries[f"{k}", f"{k + 1}"] = fitness / (1 + fitness)
        entries[f"{k}", f"{k - 1}"] = 1 / (1 + fitness)
    return table([f"{k}" for k in range(21)], entries)


def restaurant():
    """The Chinese restaurant with θ = 2: guest k of 50 sits down at a new table or an old one."""
    theta, guests = 2, 50
    entries = {}
    for k in range(1, guests):
        for now in ("new", "old"):
            entries[f"{k} {now}", f"{k + 1} new"] = theta / (theta + k)
            entries[f"{k} {now}", f"{k + 1} old"] = k / (theta + k)
    for now in ("new", "old"):
        entries[f"{guests} {now}", f"{guests} {now}"] = 1
    return table([f"{k} {now}" for k in range(1, guests + 1) for now in ("new", "old")], entries)


def ehrenfest():
    """Ehrenfests' urns with 20 balls; labels those in the first."""
    entries = {}
    for k in range(21):
        if k > 0:
            entries[f"{k}", f"{k - 1}"] = k / 20
        if k < 20:
            entries[f"{k}", f"{k + 1}"] = (20 - k) / 20
    return table([f"{k}" for k in range(21)], entries)
