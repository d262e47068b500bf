"""The attempts that a run of the workload entities adds to the table of attempts, by which its breaker goes."""
import csv
import datetime
import pathlib
import re

import h5py
import numpy as np

from season.convert.files import FeedError

COLUMNS = ("processor_name", "entity_id", "analysis_date", "attempt_number", "attempted_at", "circuit_breaker_tripped",
           "circuit_breaker_until")
LOCKING = ("upgc", "tdza", "psza", "pcf", "pdc", "mlfs")  # the stages whose attempts count
OF_FEATURES = LOCKING[1:]  # of these none counts in a backfill
WANTING = ("incomplete_data", "incomplete_data_skipped", "upstream_incomplete")  # failures that are attempts
MOST = 3  # the attempt that locks its entity out
LOCKED_FOR = datetime.timedelta(hours=24)

Key = tuple[str, str, str]


def said(study: str, key: str) -> str | None:
    found = re.search(rf"^\s*{key}:\s*\"?([^\"\n]+?)\"?\s*$", study, re.MULTILINE)
    return None if found is None or found[1] == "null" else found[1]


def now_of(study: str) -> datetime.datetime:
    now = said(study, "now")
    if now is None:
        raise FeedError("the study does not say when it is: set breaker.now")
    return datetime.datetime.fromisoformat(now.replace("Z", "+00:00")).replace(tzinfo=None)


def wanting(group: h5py.Group) -> list[tuple[str, str]]:
    """Entity and day of the rows that are wanting for what they are made from."""
    told = group["failure"].attrs["flag_meanings"]
    meanings = (told.decode() if isinstance(told, bytes) else told).split()
    codes = [meanings.index(name) for name in WANTING]
    rows = np.flatnonzero(np.isin(group["failure"][:].reshape(-1), codes))
    names = group["entity"][:].reshape(-1, group["entity"].shape[-1])
    first = datetime.date(1970, 1, 1)
    days = group["date"][:].reshape(-1)
    return [(b"".join(names[row]).rstrip(b"\0").decode(), (first + datetime.timedelta(int(days[row]))).isoformat()) for row in rows]


def added(path: pathlib.Path, before: dict[Key, int]) -> list[tuple[str, ...]]:
    """The rows that a result file adds, with the numbers of earlier attempts in `before`."""
    rows = []
    with h5py.File(path) as file:
        study = b"".join(file["study/yaml"][:]).decode()
        now = now_of(study)
        stages = LOCKING if said(study, "mode") == "daily" else ("upgc",)
        for stage in stages:
            if f"stages/{stage}" not in file:
                continue
            for entity, day in wanting(file[f"stages/{stage}/sessions"]):
                number = before.get((stage, entity, day), 0) + 1
                until = (now + LOCKED_FOR).isoformat() + "Z" if number >= MOST else ""
                rows.append((stage, entity, day, str(number), now.isoformat() + "Z", "true" if number >= MOST else "false", until))
    return rows


def write(path: pathlib.Path, earlier: pathlib.Path | None, output: pathlib.Path) -> None:
    kept: list[dict[str, str]] = []
    if earlier is not None:
        with open(earlier, newline="", encoding="utf-8") as file:
            kept = list(csv.DictReader(file))
    numbers: dict[Key, int] = {}
    for row in kept:
        key = (row["processor_name"], row["entity_id"], row["analysis_date"])
        numbers[key] = max(numbers.get(key, 0), int(row["attempt_number"]))
    new = added(path, numbers)
    with open(output, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        writer.writerows([row[name] for name in COLUMNS] for row in kept)
        writer.writerows(new)
