# SPDX-License-Identifier: GPL-2.0-or-later
"""What kernels print of a machine when they start, from 2.6.0 to 7.0, in the forms of their versions."""

from collections import namedtuple

from machines import ACPI_DATA, ACPI_NVS, FOUR_GIB, MIB, PAGE, RESERVED, UNUSABLE, USABLE, merged, usable

# A version as numbers, what follows them in its name, and how wide its addresses are.
Kernel = namedtuple("Kernel", "version suffix bits")

VERSIONS = (
    [(2, 6, n) for n in range(40)] + [(3, n) for n in range(20)] + [(4, n) for n in range(21)] +
    [(5, n) for n in range(20)] + [(6, n) for n in range(20)] + [(7, 0)])
SUFFIXES = ("", "", "", "-1-amd64", "-8.el5", "-rc3", "-rc3-mm1", ".11-smp", "-29-generic", "-default")
PERSISTENT, PROTECTED, SOFT_RESERVED = 7, 12, 0xefffffff


def random_kernel(draw):
    version = draw.choice(VERSIONS)
    return Kernel(version, draw.choice(SUFFIXES), 64 if version >= (2, 6, 9) and draw.random() < 0.7 else 32)


def name_of(kernel):
    numbers = list(kernel.version) + ([0] if kernel.version[0] > 2 and kernel.suffix[:1] != "-rc" else [])
    return ".".join(map(str, numbers)) + kernel.suffix


def types_of(kernel):
    """The types of entries that its map can have, besides usable ones."""
    types = [RESERVED, ACPI_DATA, ACPI_NVS]
    types += [UNUSABLE] if kernel.version >= (2, 6, 29) else [9]
    types += [PERSISTENT, PROTECTED] if kernel.version >= (4, 1) else []
    return types + ([SOFT_RESERVED] if kernel.version >= (5, 5) else [])


def since(kernel, *version):
    return kernel.version >= version


def prints_ranges(kernel):
    """Whether it prints [mem START-LAST], rather than START - END."""
    return since(kernel, 3, 5)


# --- the map ---

NAMES = {USABLE: "usable", RESERVED: "reserved", ACPI_DATA: "ACPI data", ACPI_NVS: "ACPI NVS",
         UNUSABLE: "unusable", SOFT_RESERVED: "soft reserved"}
LATEST_NAMES = {**NAMES, USABLE: "System RAM", RESERVED: "device reserved"}


def type_name(kernel, kind):
    """Without a kernel: a name that was always so."""
    if kernel is None:
        return NAMES[kind]
    if kind in (PERSISTENT, PROTECTED) and since(kernel, 4, 1):
        return "persistent%s (type %d)" % (" RAM" if since(kernel, 7) else "", kind)
    name = (LATEST_NAMES if since(kernel, 7) else NAMES).get(kind)
    if name is None:
        return "type %d" % kind
    return name if prints_ranges(kernel) else "(%s)" % name


def entry_line(kernel, who, entry):
    if prints_ranges(kernel):
        blanks = "  " if since(kernel, 7) else " "
        return "%s: [mem %#018x-%#018x]%s%s" % (who, entry.start, entry.end - 1, blanks,
                                               type_name(kernel, entry.type))
    return " %s: %016x - %016x %s" % (who, entry.start, entry.end, type_name(kernel, entry.type))


def boot_name(kernel):
    """Which part of it speaks of the map."""
    return "e820: " if (3, 5) <= kernel.version < (4, 17) else ""


def map_lines(kernel, machine):
    yield boot_name(kernel) + "BIOS-provided physical RAM map:"
    end = 0
    for entry in machine.e820:
        if since(kernel, 7) and entry.start > end:
            yield "BIOS-e820: [gap %#018x-%#018x]" % (end, entry.start - 1)
        yield entry_line(kernel, "BIOS-e820", entry)
        end = entry.end


def user_map_lines(kernel, machine):
    if machine.user_map is None:
        return
    if since(kernel, 2, 6, 30) and machine.cmdline.split()[-1].startswith("mem="):
        limit = machine.cmdline.split("mem=")[1].rstrip("M")
        start = int(limit) * MIB
        if prints_ranges(kernel):
            yield "e820: remove [mem %#010x-%#010x] usable" % (start, (1 << 64) - 2)
        else:
            yield "e820 remove range: %016x - %016x (usable)" % (start, (1 << 64) - 1)
    yield boot_name(kernel) + "user-defined physical RAM map:"
    for entry in merged(machine.user_map):
        yield entry_line(kernel, "user", entry)


def change_lines(kernel):
    """What a kernel itself changes of the map: a planned kernel changes nothing of it."""
    if prints_ranges(kernel):
        yield "e820: update [mem 0x00000000-0x00000fff] usable ==> reserved"
        yield "e820: remove [mem 0x000a0000-0x000fffff] usable"
    elif since(kernel, 2, 6, 30):
        yield "e820 update range: 0000000000000000 - 0000000000001000 (usable) ==> (reserved)"
        yield "e820 remove range: 00000000000a0000 - 0000000000100000 (usable)"


def end_pfn(kernel, machine, most=1 << 64):
    """The first page behind all memory below an address."""
    entries = machine.e820 if machine.user_map is None else machine.user_map
    ends = [min(end, most) for start, end in usable(entries) if start < most]
    if kernel.version >= (6, 11):
        ends += [min(entry.end, most) for entry in entries if entry.type == ACPI_DATA]
    return max(ends) // PAGE


def end_lines(kernel, machine):
    if not since(kernel, 2, 6, 24):
        if kernel.bits == 64:
            yield "end_pfn_map = %d" % end_pfn(kernel, machine)
        return
    arch = 0x400000000 if kernel.bits == 64 else 0x1000000
    for most in (1 << 64, FOUR_GIB) if kernel.bits == 64 else (1 << 64,):
        yield boot_name(kernel) + "last_pfn = %#x max_arch_pfn = %#x" % (end_pfn(kernel, machine, most), arch)


# --- the tables of the ACPI ---

def table_lines(draw, kernel, machine):
    if not machine.tables:
        return
    others = [("RSDT", 0x34), *[tuple(table) for table in machine.tables[:1]], ("DSDT", 0x4000), ("FACS", 0x40)]
    rows = [(row[0], row[1] if len(row) == 3 else machine.tables[0].start - 0x8000, row[-1]) for row in others]
    rows += [tuple(table) for table in machine.tables[1:]]
    maker = draw.choice(("BOCHS  BXPC    ", "A M I  OEMTABLE", "PTLTD    APIC  ", "DELL   PE_SC3  "))
    yield from ACPI_FORMS[form_of_tables(kernel)](kernel, maker, rows)


def form_of_tables(kernel):
    if not since(kernel, 2, 6, 21):
        return "named"
    return "short" if not since(kernel, 2, 6, 29) else "long" if not since(kernel, 3, 3) else "wide"


def named_tables(kernel, maker, rows):
    """By what they are, with where they are at the end."""
    names = {"FACP": "FADT", "APIC": "MADT"}
    digits = 16 if kernel.bits == 64 else 8
    yield "ACPI: RSDP (v000 %-6s                                ) @ %#0*x" % (maker[:6], digits + 2, 0xf5ba0)
    for name, start, _ in rows:
        if name != "FACS":
            yield "ACPI: %s (v001 %s 0x06040000 MSFT 0x%08x) @ %#0*x" % (
                names.get(name, name), maker, 0x97, digits + 2, 0 if name == "DSDT" else start)


def short_tables(kernel, maker, rows):
    yield "ACPI: RSDP 000F5BA0, 0014 (r0 %-6s)" % maker[:6]
    for name, start, length in rows:
        rest = " (r1 %s        1 MSFT       97)" % maker if name != "FACS" else ""
        yield "ACPI: %s %X, %04X%s" % (name, start, length, rest)


def long_tables(kernel, maker, rows):
    digits = 16 if kernel.bits == 64 else 8
    yield "ACPI: RSDP %0*x 00014 (v00 %-6s)" % (digits, 0xf5ba0, maker[:6])
    for name, start, length in rows:
        rest = " (v01 %s 06040000 MSFT 00000097)" % maker if name != "FACS" else ""
        yield "ACPI: %s %0*x %05x%s" % (name, digits, start, length, rest)


def wide_tables(kernel, maker, rows):
    digits = 18 if kernel.bits == 64 else 10
    if since(kernel, 4, 0):
        yield "ACPI: Early table checksum verification disabled"
    yield "ACPI: RSDP 0x%0*X 000014 (v00 %-6s)" % (digits - 2, 0xf5ba0, maker[:6])
    for name, start, length in rows:
        rest = " (v01 %s 06040000 MSFT 00000097)" % maker if name != "FACS" else ""
        yield "ACPI: %s 0x%0*X %06X%s" % (name, digits - 2, start, length, rest)
    if since(kernel, 5, 8):
        for name, start, length in rows:
            yield "ACPI: Reserving %s table memory at [mem %#x-%#x]" % (name, start, start + length - 1)


def tables_as_printed(kernel, tables):
    """Early kernels do not print how long they are."""
    short = form_of_tables(kernel) == "named"
    return [table._replace(length=0) if short else table for table in tables]


ACPI_FORMS = {"named": named_tables, "short": short_tables, "long": long_tables, "wide": wide_tables}


# --- the SRAT, of kernels of 64 bits ---

def nid_of(machine, pxm):
    """Nodes are numbered as their domains are met, processors first."""
    seen = []
    for domain in [domain for domain, _ in machine.processors] + [entry.pxm for entry in machine.memory]:
        if domain not in seen:
            seen.append(domain)
    return seen.index(pxm)


def processor_lines(kernel, machine):
    for cpu, (pxm, apic) in enumerate(machine.processors):
        nid = nid_of(machine, pxm)
        if not since(kernel, 2, 6, 15):
            yield "SRAT: PXM %d -> APIC %d -> CPU %d -> Node %d" % (pxm, apic, cpu, nid)
        elif not since(kernel, 2, 6, 38):
            yield "SRAT: PXM %d -> APIC %d -> Node %d" % (pxm, apic, nid)
        else:
            yield "SRAT: PXM %d -> APIC %#04x -> Node %d" % (pxm, apic, nid)


def shows_all_so_far(kernel):
    """Whether it prints with an entry all that its node has, from the first on."""
    return not since(kernel, 2, 6, 26)


def tells_of_hotplug(kernel):
    return since(kernel, 3, 11) if prints_ranges(kernel) else since(kernel, 2, 6, 18)


def memory_as_printed(kernel, memory):
    """Where each entry is shown with all before, it does not show where room behind a hole begins."""
    if tells_of_hotplug(kernel):
        return memory
    if shows_all_so_far(kernel):
        return [entry for entry in memory if not entry.hotplug]
    return [entry._replace(hotplug=False) for entry in memory]


def srat_lines(kernel, machine):
    first = {}
    for entry in memory_as_printed(kernel, machine.memory):
        nid = nid_of(machine, entry.pxm)
        start = first.setdefault(entry.pxm, entry.start) if shows_all_so_far(kernel) else entry.start
        if prints_ranges(kernel):
            yield "%sSRAT: Node %d PXM %d [mem %#010x-%#010x]%s" % (
                "ACPI: " if since(kernel, 4, 17) else "", nid, entry.pxm, start, entry.end - 1,
                " hotplug" if entry.hotplug else "")
        else:
            yield "SRAT: Node %d PXM %d %x-%x" % (nid, entry.pxm, start, entry.end)
            if entry.hotplug:
                yield "SRAT: hot plug zone found %x - %x" % (entry.start, entry.end)


def node_lines(kernel, machine):
    """What becomes of it: nodes of the memory that there is."""
    for nid in range(len({entry.pxm for entry in machine.memory})):
        parts = [entry for entry in machine.memory if nid_of(machine, entry.pxm) == nid and not entry.hotplug]
        if parts and not since(kernel, 2, 6, 39):
            yield "Bootmem setup node %d %016x-%016x" % (nid, parts[0].start, parts[-1].end)
    if not machine.memory:
        yield "No NUMA configuration found"
        yield "Faking a node at 0000000000000000-%016x" % (end_pfn(kernel, machine) * PAGE)


def numa_lines(kernel, machine):
    yield from processor_lines(kernel, machine)
    yield from srat_lines(kernel, machine)
    yield from node_lines(kernel, machine)


# --- the rest ---

def version_line(kernel):
    return "Linux version %s (build@host) (gcc version 4.8.5) #1 SMP Thu Mar 15 19:46:53 EDT 2007" % name_of(kernel)


def lowmem_lines(kernel, machine):
    """A kernel of 32 bits without NUMA, with HIGHMEM for all memory."""
    pages, low = end_pfn(kernel, machine), 896 * MIB // PAGE
    yield "%dMB HIGHMEM available." % (max(pages - low, 0) * PAGE // MIB)
    yield "%dMB LOWMEM available." % (min(pages, low) * PAGE // MIB)
    if since(kernel, 2, 6, 28):
        yield "  mapped low ram: 0 - %08x" % (min(pages, low) * PAGE)
        yield "  low ram: 0 - %08x" % (min(pages, low) * PAGE)


def mp_table_line(kernel, machine):
    address = machine.mp_table
    if prints_ranges(kernel):
        return "found SMP MP-table at [mem %#010x-%#010x] mapped at [%016x]" % (
            address, address + 15, address + 0xffff880000000000)
    if since(kernel, 2, 6, 27):
        base = 0xffff880000000000 if kernel.bits == 64 else 0xc0000000
        return "found SMP MP-table at [%x] %x" % (address + base, address)
    return "found SMP MP-table at %08x" % address


def ramdisk_line(kernel, machine):
    start, size = machine.initrd
    if prints_ranges(kernel):
        return "RAMDISK: [mem %#010x-%#010x]" % (start, start + size - 1)
    return "RAMDISK: %08x - %08x" % (start, start + size)


def firmware_lines(kernel, machine):
    if machine.mp_table:
        yield mp_table_line(kernel, machine)
    if machine.ebda and (2, 6, 27) <= kernel.version < (3, 10):
        yield "BIOS EBDA/lowmem at: %08x/%08x" % (machine.ebda, machine.ebda)
    if machine.initrd and prints_ramdisk(kernel):
        yield ramdisk_line(kernel, machine)


def prints_ramdisk(kernel):
    return since(kernel, 2, 6, 25) if kernel.bits == 32 else since(kernel, 2, 6, 9)


def zone_lines(kernel, machine):
    pages = end_pfn(kernel, machine)
    zones = [("DMA", 0x10 if since(kernel, 2, 6, 30) else 0, 0x1000)]
    if kernel.bits == 64:
        zones += [("DMA32", 0x1000, 0x100000), ("Normal", 0x100000, max(pages, 0x100000))]
    else:
        low = min(pages, 896 * MIB // PAGE)
        zones += [("Normal", 0x1000, low), ("HighMem", low, max(pages, low))]
    if not since(kernel, 2, 6, 15):
        yield "On node 0 totalpages: %d" % pages
        for name, start, end in zones:
            yield "  %s zone: %d pages, LIFO batch:%d" % (name, end - start, min((end - start) // 1024, 31))
        return
    yield "Zone ranges:" if prints_ranges(kernel) else "Zone PFN ranges:"
    for name, start, end in zones:
        if prints_ranges(kernel):
            yield "  %-8s [mem %#018x-%#018x]" % (name, start * PAGE, end * PAGE - 1)
        elif since(kernel, 2, 6, 27):
            yield "  %-8s 0x%08x -> 0x%08x" % (name, start, end)
        else:
            yield "  %-8s %8d -> %8d" % (name, start, end)


def memory_line(kernel, machine):
    total = end_pfn(kernel, machine) * 4
    if since(kernel, 3, 10):
        return "Memory: %dK/%dK available (14339K kernel code, 2400K rwdata, 5008K rodata, %dK reserved)" % (
            total * 9 // 10, total - 512, total // 10)
    return "Memory: %dk/%dk available (2475k kernel code, %dk reserved, 1302k data, 196k init)" % (
        total * 9 // 10, total, total // 10)


def vmalloc_start(kernel, low_end):
    """Where addresses begin that low memory does not have: early kernels align them."""
    if since(kernel, 2, 6, 28):
        return low_end + 8 * MIB
    return (low_end + 16 * MIB - 1) // (8 * MIB) * (8 * MIB)


def layout_lines(kernel, low_end, kernel_lines=(("  .init", 0xc031f000, 0xc0354000),
                                                ("  .text", 0xc0100000, 0xc024b5f6))):
    """The virtual memory of a kernel of 32 bits with PAE."""
    yield "virtual kernel memory layout:"
    for name, start, end in (("fixmap", 0xfff4c000, 0xfffff000), ("pkmap", 0xff800000, 0xffa00000),
                             ("vmalloc", vmalloc_start(kernel, low_end), 0xff7fe000),
                             ("lowmem", 0xc0000000, low_end), *kernel_lines):
        yield "    %-8s: %#x - %#x   (%4d kB)" % (name, start, end, (end - start) >> 10)


def freed_line(kernel, machine):
    kib = machine.initrd[1] >> 10
    return "Freeing initrd memory: %d%s" % (kib, "K" if since(kernel, 3, 10) else "k freed")


def cmdline_before(kernel, machine):
    """Kernels of 64 bits print it twice; the early ones what the boot loader gave, too."""
    if kernel.bits == 64 and not since(kernel, 2, 6, 23):
        yield "Bootdata ok (command line is %s)" % machine.cmdline
    yield version_line(kernel)
    if kernel.bits == 64 and since(kernel, 2, 6, 16):
        yield "Command line: " + machine.cmdline


def boot_lines(draw, kernel, machine, has_cmdline):
    """All that it prints of the machine, in its order."""
    yield from cmdline_before(kernel, machine) if has_cmdline else [version_line(kernel)]
    yield from map_lines(kernel, machine)
    yield from user_map_lines(kernel, machine)
    yield from change_lines(kernel)
    yield from end_lines(kernel, machine)
    yield from firmware_lines(kernel, machine)
    yield from lowmem_lines(kernel, machine) if kernel.bits == 32 else ()
    yield from table_lines(draw, kernel, machine)
    yield from numa_lines(kernel, machine) if kernel.bits == 64 else ()
    yield from zone_lines(kernel, machine)
    yield "Built 1 zonelists.  Total pages: %d" % end_pfn(kernel, machine)
    if has_cmdline:
        yield "Kernel command line: " + machine.cmdline
    yield memory_line(kernel, machine)
    if kernel.bits == 32 and since(kernel, 2, 6, 19):
        yield from layout_lines(kernel, 0xf8000000)
    if machine.initrd and has_cmdline:
        yield freed_line(kernel, machine)
