"""No file can crash the program: damaged and hostile result files, given to every command that reads one.

Bytes are flipped, cut off, zeroed, exchanged; and HDF5 itself writes what a result file must not be. Every command then
ends within 20 s, with a documented exit code, and with one sentence of the reason when that is not 0.
"""
import argparse
import collections
import concurrent.futures
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

os.environ["HDF5_USE_FILE_LOCKING"] = "FALSE"
import h5py
import numpy

import program
from program import run

program.ERGODIC = os.environ["ERGODIC_TOY"]

LIMIT = 20  # [s] a command
CODES = {0, 2, 3, 4, 5}  # 70 is a mistake of ours, 75 cannot be here
STUDY = "workload: toy\nsessions: 300\noutput: {block: 50}\ncases: {low: {}, high: {offset: 500, fail_every: 100}}\n"
OTHER_STUDY = STUDY.replace("300", "200")


class Originals:
    """Small valid files of each kind."""

    def __init__(self, folder):
        self.study = folder / "study.yaml"
        self.study.write_text(STUDY)
        other = folder / "other.yaml"
        other.write_text(OTHER_STUDY)
        self.files = {name: folder / f"{name}.h5" for name in ("complete", "interrupted", "shard", "other")}
        self.must("run", self.study, "-o", self.files["complete"])
        self.must("run", self.study, "-o", self.files["shard"], "--shard", "1/2")
        self.must("run", self.study, "-o", folder / "second.h5", "--shard", "2/2")
        self.must("run", other, "-o", self.files["other"])
        self.second_shard = folder / "second.h5"
        shutil.copy(self.files["complete"], self.files["interrupted"])
        with h5py.File(self.files["interrupted"], "r+") as file:
            file["ledger/line"][3:5] = 0
            file["ledger/line"][5:8, 3] = 0  # written, not durable
            file["ledger/closing"][:] = 0

    @staticmethod
    def must(*arguments):
        done = run(*arguments)
        if done.returncode != 0:
            sys.exit(f"{arguments}: {done.returncode}\n{done.stderr}")


# Damage to bytes. Each takes (bytes, draw) and changes the bytes.

def flip_bytes(data, draw):
    for _ in range(draw.choice([1, 10, 100])):
        data[draw.randrange(len(data))] ^= 1 << draw.randrange(8)


def flip_metadata(data, draw):
    """The structure lies in a few places; most of a file is rows."""
    marks = [b"OHDR", b"TREE", b"HEAP", b"SNOD", b"FRHP", b"BTHD", b"FHDB", b"GCOL", b"\x89HDF"]
    for _ in range(draw.choice([1, 4])):
        mark = draw.choice([m for m in marks if m in data])
        place = draw.choice(all_places(data, mark)) + draw.randrange(200)
        if place < len(data):
            data[place] = draw.choice([0, 1, 0x7F, 0xFF, draw.randrange(256)])


def all_places(data, mark):
    places, at = [], data.find(mark)
    while at >= 0:
        places.append(at)
        at = data.find(mark, at + 1)
    return places


def huge_number(data, draw):
    at = draw.randrange(len(data) // 8) * 8
    data[at:at + 8] = draw.choice([b"\xff" * 8, b"\xff" * 7 + b"\x7f", (1 << draw.randrange(64)).to_bytes(8, "little")])


def cut(data, draw):
    del data[draw.choice([draw.randrange(len(data)), draw.randrange(2048), len(data) - 1]):]


def zero_pages(data, draw):
    for _ in range(draw.choice([1, 3])):
        at = draw.randrange(0, len(data), 512)
        data[at:at + 512] = bytes(len(data[at:at + 512]))


def exchange_pages(data, draw):
    first, second = (draw.randrange(0, len(data) - 512, 512) for _ in range(2))
    data[first:first + 512], data[second:second + 512] = data[second:second + 512], data[first:first + 512]


def append(data, draw):
    data += draw.randbytes(draw.randrange(1, 10000))


BYTES = [flip_bytes, flip_metadata, flip_metadata, huge_number, cut, zero_pages, exchange_pages, append]


# Damage through HDF5. Each takes (open file, draw, folder).

def datasets(file):
    found = []
    file.visititems(lambda name, item: found.append(name) if isinstance(item, h5py.Dataset) else None)
    return found


def put(file, name, **how):
    if name in file:
        del file[name]
    return file.create_dataset(name, **how)


def any_dataset(file, draw):
    return draw.choice(datasets(file))


def without_dataset(file, draw, folder):
    del file[any_dataset(file, draw)]


def without_group(file, draw, folder):
    del file[draw.choice(list(file))]


def another_type(file, draw, folder):
    name = any_dataset(file, draw)
    shape = file[name].shape
    kind = draw.choice(["f4", "i1", "S7", ">i8", h5py.string_dtype(), [("a", "i4"), ("b", h5py.vlen_dtype("i4"))],
                        h5py.ref_dtype, h5py.enum_dtype({"a": 1}), h5py.vlen_dtype("f8")])
    put(file, name, shape=shape, dtype=kind)


def another_shape(file, draw, folder):
    name = any_dataset(file, draw)
    shape = draw.choice([(), (1,), (0,), (2, 3, 4), file[name].shape + (1,), tuple(n + 1 for n in file[name].shape)])
    put(file, name, shape=shape, dtype=file[name].dtype)


def huge_shape(file, draw, folder):
    name = any_dataset(file, draw)
    shape = (draw.choice([1 << 20, 1 << 40, 1 << 60]), *file[name].shape[1:])
    put(file, name, shape=shape, dtype="u1", chunks=tuple(min(n, 16) for n in shape), maxshape=(None,) * len(shape))


def huge_study(file, draw, folder):
    size = 1 << draw.choice([20, 27, 28, 40])
    put(file, "study/yaml", shape=(size,), dtype="S1", chunks=(1 << 16,), compression="gzip")


def another_layout(file, draw, folder):
    name = any_dataset(file, draw)
    values = file[name][()]
    if values.shape == ():
        return
    filters = draw.choice([{}, {"compression": "gzip"}, {"shuffle": True}, {"fletcher32": True}])
    try:
        put(file, name, data=values, chunks=True, dtype=values.dtype, **filters)
    except (TypeError, ValueError):
        pass


def elsewhere(file, draw, folder):
    """A dataset whose bytes are in another file, on a device, or in a pipe that nobody writes to."""
    name = draw.choice([any_dataset(file, draw), "study/yaml"])
    pipe = folder / "pipe"
    if not pipe.exists():
        os.mkfifo(pipe)
    shape, kind = file[name].shape or (1,), file[name].dtype
    kind = "u1" if kind.hasobject else kind
    target = draw.choice([str(pipe), "/dev/zero", "/nowhere", "/dev/tty"])
    put(file, name, shape=shape, dtype=kind, external=[(target, 0, h5py.h5f.UNLIMITED)])


def linked_elsewhere(file, draw, folder):
    name = draw.choice([any_dataset(file, draw), "study", "study/yaml", "sessions", "ledger"])
    pipe = folder / "pipe"
    if not pipe.exists():
        os.mkfifo(pipe)
    del file[name]
    file[name] = draw.choice([h5py.ExternalLink(str(pipe), "/x"), h5py.ExternalLink("/nowhere", "/x"),
                              h5py.ExternalLink(file.filename, "/" + name), h5py.SoftLink("/" + name),
                              h5py.SoftLink("/ledger/line"), h5py.SoftLink("/nowhere"), file["/"],
                              h5py.ExternalLink("/dev/zero", "/x")])


def cyclic_links(file, draw, folder):
    group = draw.choice(["study", "sessions", "ledger"])
    del file[group]
    file[group] = draw.choice([file["/"], h5py.SoftLink("/" + group + "/" + group), h5py.SoftLink("/")])


def virtual(file, draw, folder):
    name = draw.choice([any_dataset(file, draw), "study/yaml"])
    if file[name].shape == () or file[name].dtype.hasobject:
        return
    layout = h5py.VirtualLayout(shape=file[name].shape, dtype=file[name].dtype)
    layout[...] = h5py.VirtualSource(file.filename, name, shape=file[name].shape)
    kind = file[name].dtype
    del file[name]
    file.create_virtual_dataset(name, layout)
    assert file[name].dtype == kind


def attribute(file, draw, folder):
    name = draw.choice(list(file.attrs))
    value = draw.choice([1, 1.5, "x" * 5000, "", numpy.bytes_(b"\xff\xfe"), numpy.zeros(100), b"a" * 60000,
                         numpy.array(["a", "b"], dtype="S1"), "1/0", "0/1", "9/2", "1/18446744073709551615",
                         "1/99999999999999999999999", h5py.Empty("S1"), h5py.Empty("f"), "ergodic", "ergodic 99.0"])
    del file.attrs[name]
    file.attrs[name] = value


def without_attribute(file, draw, folder):
    del file.attrs[draw.choice(list(file.attrs))]


def another_study(file, draw, folder):
    """The study's text says something else than the arrays, or nothing that is a study."""
    text = bytes(file["study/yaml"][:].tobytes()) if "study/yaml" in file else b""
    text = draw.choice([
        text.replace(b"sessions: 300", b"sessions: 9000000000"), text.replace(b"sessions: 300", b"sessions: 0"),
        text.replace(b"sessions: 300", b"sessions: 18446744073709551615"), text.replace(b"block: 50", b"block: 1"),
        text.replace(b"sessions: 300", b"sessions: 301"), text.replace(b"toy", b"let_it_ride"), text[:len(text) // 2],
        b"\0" * 100, b"[" * 100000, b"a: &a [*a]", b"&a [" + b"*a," * 1000 + b"]", text + b"\nmore: 1\n", b"\xff" * 50,
        draw.randbytes(200), text.replace(b"times: 2", b"times: 1000"), text.replace(b"low", b"\xc3\x28"),
        text.replace(b"offset: 500", b"offset: 13"), text * 1000])
    put(file, "study/yaml", data=numpy.frombuffer(text, dtype="S1") if text else numpy.zeros(1, "S1"))


def random_values(file, draw, folder):
    name = any_dataset(file, draw)
    values = file[name]
    if values.shape and not values.dtype.hasobject and values.id.get_offset():
        bytes_ = draw.randbytes(values.dtype.itemsize * values.size)
        values[...] = numpy.frombuffer(bytes_, dtype=values.dtype).reshape(values.shape)


def sealed_nonsense(file, draw, folder):
    """Sums and failures that no block can leave, under the ledger lines of others."""
    name = draw.choice(["ledger/summary", "failures/session", "failures/category", "failures/reason", "ledger/line"])
    if name not in file:
        return
    values = file[name]
    bytes_ = draw.choice([b"\xff", b"\x80", b"\x7f", b"\x01"]) * (values.dtype.itemsize * values.size)
    values[...] = numpy.frombuffer(bytes_, dtype=values.dtype).reshape(values.shape)


STRUCTURE = [without_dataset, without_group, another_type, another_shape, huge_shape, huge_study, another_layout,
             elsewhere, linked_elsewhere, cyclic_links, virtual, attribute, without_attribute, another_study,
             random_values, sealed_nonsense]


def make_case(originals, folder, seed):
    """A hostile file. Returns its path, what it was, and what was done to it."""
    draw = random.Random(seed)
    kind = draw.choice(["complete", "interrupted", "shard", "other"])
    path = folder / "hostile.h5"
    shutil.copy(originals.files[kind], path)
    if draw.random() < 0.5:
        damage = draw.choice(STRUCTURE)
        with h5py.File(path, "r+") as file:
            damage(file, draw, folder)
    else:
        damage = draw.choice(BYTES)
        data = bytearray(path.read_bytes())
        damage(data, draw)
        path.write_bytes(data)
    return path, kind, damage.__name__


def commands(originals, path, folder, draw):
    """What reads it; `run` last, since it may change it."""
    shard, second = originals.files["shard"], originals.second_shard
    return [["summary", path], ["summary", path, "--json"], ["summary", path, "--csv"], ["verify", path],
            ["digest", path], ["digest", path, "--blocks"], ["replay", path, "--session", str(draw.randrange(300))],
            ["merge", folder / "merged.h5", path, second], ["merge", path, shard, second],
            ["run", originals.study, "-o", path], ["run", originals.study, "-o", path, "--extend"]]


def is_a_sentence(text):
    """what is wrong (why) what to do: some words, no trace, nothing that a terminal would obey."""
    lines = [line for line in text.strip().splitlines() if not line.startswith(("warning:", "continuing", "extending"))]
    plain = all(c.isprintable() or c in "\n\t" for c in text)
    return 1 <= len(lines) <= 25 and plain and "(" in text and "terminate called" not in text


def findings_of(originals, seed, most_commands):
    """(description, complaint) for each command that did not end as it must."""
    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as name:
        folder = pathlib.Path(name)
        path, kind, damage = make_case(originals, folder, seed)
        draw = random.Random(seed)
        chosen = commands(originals, path, folder, draw)
        chosen = [chosen[i] for i in sorted(draw.sample(range(len(chosen)), min(most_commands, len(chosen))))]
        found = []
        for command in chosen:
            text = f"case {seed}: {damage} of {kind}, {' '.join(map(str, command[:1] + command[2:]))}"
            try:
                done = run(*command, timeout=LIMIT)
            except subprocess.TimeoutExpired:
                found.append((text, f"does not end within {LIMIT} s"))
                continue
            if done.returncode < 0:
                found.append((text, f"{signal.Signals(-done.returncode).name}\n{done.stderr}"))
            elif done.returncode not in CODES:
                found.append((text, f"exit code {done.returncode}\n{done.stderr}"))
            elif done.returncode != 0 and not is_a_sentence(done.stderr):
                found.append((text, f"says {done.stderr!r}"))
        return damage, len(chosen), found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1, help="of the first case; the next have the next numbers")
    parser.add_argument("--commands", type=int, default=100, help="given to each file, at most")
    options = parser.parse_args()
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ergodic-test-") as folder:
        originals = Originals(pathlib.Path(folder))
        with concurrent.futures.ProcessPoolExecutor(os.cpu_count()) as pool:
            seeds = range(options.seed, options.seed + options.cases)
            results = list(pool.map(findings_of, [originals] * len(seeds), seeds, [options.commands] * len(seeds)))
    for damage, _, found in results:
        for description, complaint in found:
            print(f"{description}: {complaint}")
    kinds = collections.Counter(damage for damage, _, _ in results)
    failed = sum(len(found) for _, _, found in results)
    print(", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    print(f"{len(results)} files, {sum(n for _, n, _ in results)} commands, {failed} wrong, "
          f"{time.monotonic() - begin:.0f} s")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
