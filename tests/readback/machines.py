# SPDX-License-Identifier: GPL-2.0-or-later
"""Machines that boot logs are made up of: maps, SRATs, tables of the ACPI, and what else a kernel meets."""

from collections import namedtuple

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
PAGE = 4096
USABLE, RESERVED, ACPI_DATA, ACPI_NVS, UNUSABLE = 1, 2, 3, 4, 5
FOUR_GIB = 4 * GIB
TYPE_NAMES = {USABLE: "usable", RESERVED: "reserved", ACPI_DATA: "ACPI data", ACPI_NVS: "ACPI NVS"}

# Ends are excluded. `user_map` is what the command line makes of the map, None without such words.
Entry = namedtuple("Entry", "start end type")
Memory = namedtuple("Memory", "pxm start end hotplug")
Table = namedtuple("Table", "signature start length")
Machine = namedtuple("Machine", "e820 user_map processors memory cmdline initrd ebda mp_table tables")


def aligned(draw, low, high, step):
    return draw.randrange(low // step, high // step + 1) * step


# --- the map ---

def below_1m(draw):
    """Base memory, and what the BIOS has of it. Returns the entries and where the EBDA is, or None."""
    end = draw.choice((0x9fc00, 0x9f800, 0x9d400, 0x9fc00, 0xa0000, 0x9e000))
    entries = [Entry(0, end, USABLE)]
    if end < 0xa0000 and draw.random() < 0.8:
        entries.append(Entry(end, 0xa0000, RESERVED))
    if draw.random() < 0.7:
        entries.append(Entry(draw.choice((0xe0000, 0xf0000, 0xe4000)), MIB, RESERVED))
    return entries


def tail_of_low(draw, top, types):
    """What firmware keeps at the end of the memory below 4 GiB, which is cut off from that."""
    entries = []
    for _ in range(draw.randrange(4)):
        size = draw.choice((4 * KIB, 60 * KIB, 64 * KIB, MIB, 3 * KIB))
        start = entries[-1].start if entries else top
        entries.append(Entry(start - size, start, draw.choice(types)))
    return entries[::-1]


def holes(draw, start, end):
    """Usable memory, in one piece or with one that is not in the midst of it."""
    if draw.random() < 0.85 or end - start < 64 * MIB:
        return [Entry(start, end, USABLE)]
    hole = aligned(draw, start + 16 * MIB, end - 32 * MIB, MIB)
    return [Entry(start, hole, USABLE), Entry(hole, hole + MIB, RESERVED),
            Entry(hole + MIB, end, USABLE)]


def merged(entries):
    """Entries of one type that touch are one, as kernels sort them before they print them."""
    made = []
    for entry in entries:
        if made and made[-1].end == entry.start and made[-1].type == entry.type:
            entry = made.pop()._replace(end=entry.end)
        made.append(entry)
    return made


def random_map(draw, types, most_high):
    top = aligned(draw, 64 * MIB, 3 * GIB, draw.choice((MIB, MIB, 64 * KIB)))
    tail = tail_of_low(draw, top, types)
    entries = below_1m(draw) + holes(draw, MIB, tail[0].start if tail else top) + tail
    for start, end in ((0xe0000000, 0xf0000000), (0xfec00000, 0xfec01000), (0xfee00000, 0xfee01000),
                       (0xffb00000, FOUR_GIB)):
        if draw.random() < 0.5:
            entries.append(Entry(start, end, RESERVED))
    if most_high and draw.random() < 0.6:
        entries += holes(draw, FOUR_GIB, FOUR_GIB + aligned(draw, 64 * MIB, most_high, 64 * MIB))
    return merged(entries)


def usable(entries):
    return [(entry.start, entry.end) for entry in entries if entry.type == USABLE]


# --- the SRAT ---

def cut_at(draw, start, end, count):
    """A range in so many parts."""
    cuts = sorted({aligned(draw, start + 1, end - 1, 16 * MIB) for _ in range(count - 1)})
    borders = [start] + [cut for cut in cuts if start < cut < end] + [end]
    return list(zip(borders, borders[1:]))


def random_srat(draw, entries):
    """Processors and memory, of domains in the order of the memory that they have."""
    count = draw.choice((1, 2, 2, 2, 3, 4, 8))
    top = max(end for _, end in usable(entries) if end <= FOUR_GIB)
    low_end = -(-top // (16 * MIB)) * 16 * MIB
    parts = [(0, 0xa0000)] + cut_at(draw, MIB, low_end, draw.randrange(1, count + 1))
    high = [end for start, end in usable(entries) if start >= FOUR_GIB]
    if high:
        parts += cut_at(draw, FOUR_GIB, max(high), draw.randrange(1, count + 1))
    pxms = sorted(draw.sample(range(16), count)) if draw.random() < 0.2 else list(range(count))
    borders = sorted(draw.randrange(1, len(parts)) for _ in range(count - 1)) if len(parts) > 1 else []
    memory = [Memory(pxms[sum(border <= i for border in borders)], start, end, False)
              for i, (start, end) in enumerate(parts)]
    if draw.random() < 0.25:
        end = max(memory[-1].end, FOUR_GIB)
        memory.append(Memory(memory[-1].pxm, end, end + draw.choice((1, 4, 16)) * GIB, True))
    seen = sorted({entry.pxm for entry in memory})
    step = draw.choice((1, 2, 4, 16))
    processors = [(pxm, i * step + j) for i, pxm in enumerate(seen) for j in range(draw.randrange(1, step + 1))]
    return processors, memory


# --- the rest ---

WORDS = ("ro", "quiet", "root=/dev/sda2", "root=UUID=5b1c2d3e-8f6b-4a5c-9d0e-7a5b0f6e3ab2", "splash",
         "console=ttyS0,115200n8", "console=tty0", "acpi_enforce_resources=lax", "panic=10", "rhgb",
         "LANG=de_DE.UTF-8", "KEYTABLE=us", "crashkernel=auto", "rd.lvm.lv=vg/root", "selinux=0",
         "BOOT_IMAGE=/boot/vmlinuz-x", "nomodeset", "ip=::::host::dhcp", "init=/bin/sh", "noapic")


def random_cmdline(draw):
    return " ".join(draw.sample(WORDS, draw.randrange(1, 9)))


def limited(entries, limit):
    """The map with mem=: no memory from there on."""
    return [entry._replace(end=min(entry.end, limit)) if entry.type == USABLE else entry
            for entry in entries if entry.type != USABLE or entry.start < limit]


def random_user_map(draw, entries):
    """Words that make another map of it, and that map."""
    top = max(end for _, end in usable(entries) if end <= FOUR_GIB)
    if draw.random() < 0.5:
        limit = aligned(draw, 32 * MIB, top - 1, MIB)
        return "mem=%dM" % (limit // MIB), limited(entries, limit)
    made = [Entry(0, 0x9f000, USABLE), Entry(MIB, aligned(draw, 32 * MIB, top - 1, MIB), USABLE)]
    words = " ".join("memmap=%#x@%#x" % (entry.end - entry.start, entry.start) for entry in made)
    return "memmap=exactmap " + words, made


SIGNATURES = ("APIC", "HPET", "MCFG", "SSDT", "SSDT", "SLIT", "SPCR", "BOOT", "TCPA", "OEMB", "WAET", "ASF!")


def random_tables(draw, has_srat, top):
    """Of the RSDT's tables, of which every machine has the first, and one with an SRAT that."""
    names = draw.sample(SIGNATURES, draw.randrange(0, 9)) + (["SRAT"] if has_srat else [])
    draw.shuffle(names)
    tables, start = [], (top - MIB) & ~0xfff
    for name in ["FACP"] + names:
        length = draw.randrange(0x28, 0x2000)
        tables.append(Table(name, start + draw.randrange(64), length))
        start += length + 128
    return tables


def random_initrd(draw, entries):
    """Where a boot loader of 32-bit kernels puts one."""
    start, end = max((entry for entry in usable(entries) if entry[1] <= FOUR_GIB), key=lambda e: e[1] - e[0])
    end = min(end, 0x37ff0000)
    size = draw.randrange(64 * KIB, 8 * MIB)
    return ((end - size) & ~0xfff, size) if end - size > start + 16 * MIB else None


def ebda_of(entries):
    """Where the BIOS area begins that the map has: up to the end of base memory."""
    found = [entry.start for entry in entries if entry.type == RESERVED and
             0x80000 <= entry.start < 0xa0000 <= entry.end]
    return found[0] if found else None


def random_machine(draw, types=(RESERVED, ACPI_DATA, ACPI_NVS), most_high=60 * GIB):
    entries = random_map(draw, types, most_high)
    has_srat = draw.random() < 0.7
    processors, memory = random_srat(draw, entries) if has_srat else ([], [])
    words, user_map = random_user_map(draw, entries) if draw.random() < 0.25 else ("", None)
    cmdline = " ".join(filter(None, (random_cmdline(draw), words)))
    top = max(end for _, end in usable(entries) if end <= FOUR_GIB)
    return Machine(
        entries, user_map, processors, memory, cmdline,
        initrd=random_initrd(draw, entries) if draw.random() < 0.6 else None,
        ebda=ebda_of(entries),
        mp_table=draw.choice((0xf5ba0, 0xfcde0, 0xf6040)) if draw.random() < 0.5 else None,
        tables=random_tables(draw, has_srat, top) if draw.random() < 0.8 else [])
