"""What a disk may hold after a power cut: takes back what no sync had made durable (see unsynced.c)."""
import collections
import os
import pathlib
import struct

RECORD = struct.Struct("<c7xQQQQ")
SECTOR = 512  # [bytes] written whole or not at all

Step = collections.namedtuple("Step", "process kind inode time place before after")


def read_journal(path):
    """The steps of one process; a last record that its death cut off is of a step that was not begun."""
    data = path.read_bytes()
    at = 0
    while at + RECORD.size <= len(data):
        kind, inode, time, place, size = RECORD.unpack_from(data, at)
        at += RECORD.size
        if at + 2 * size > len(data):
            return
        yield Step(path.suffix, kind.decode(), inode, time, place, data[at:at + size], data[at + size:at + 2 * size])
        at += 2 * size


def unsynced(steps, kind, sync):
    """The steps of a kind that no later sync of the same process made durable, in their order."""
    last_sync = {}
    for step in steps:
        if step.kind == sync:
            # A folder's sync is of all renames in it; there is only one folder.
            last_sync[step.process, step.inode if kind == "w" else None] = step.time
    return [s for s in steps
            if s.kind == kind and s.time >= last_sync.get((s.process, s.inode if kind == "w" else None), 0)]


def sectors(write):
    """The parts of a write that reach the disk one by one."""
    at = 0
    while at < len(write.after):
        size = min(SECTOR - (write.place + at) % SECTOR, len(write.after) - at)
        yield write.place + at, write.after[at:at + size]
        at += size


def take_back_writes(path, writes, share, draw):
    """Undoes all writes, then does `share` of their sectors again."""
    with open(path, "r+b", buffering=0) as file:
        for write in reversed(writes):
            os.pwrite(file.fileno(), write.before, write.place)
        for write in writes:
            for place, part in sectors(write):
                if draw.random() < share:
                    os.pwrite(file.fileno(), part, place)


def forget(output, journal, draw):
    """Leaves of the journalled steps on `output` only what is durable and a random part of the rest. Returns how many
    steps were open to that."""
    journals = sorted(journal.parent.glob(journal.name + ".*"))
    steps = sorted((s for path in journals for s in read_journal(path)), key=lambda s: s.time)
    for path in journals:
        path.unlink()
    making, replaced = pathlib.Path(f"{output}.tmp"), pathlib.Path(f"{output}.replaced")
    share = draw.choice([0, 0.5, draw.random()])
    writes = unsynced(steps, "w", "s")
    for path in (output, making):
        if path.exists():
            mine = [w for w in writes if w.inode == path.stat().st_ino]
            take_back_writes(path, mine, share, draw)
    renames = unsynced(steps, "r", "d")
    for step in renames:
        if output.exists() and output.stat().st_ino == step.inode and draw.random() < 0.5:
            output.rename(making)
            if replaced.exists():
                replaced.rename(output)
    replaced.unlink(missing_ok=True)
    return len(writes) + len(renames)
