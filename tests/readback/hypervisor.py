# SPDX-License-Identifier: GPL-2.0-or-later
"""Boots under Xen: the hypervisor prints the machine's map and SRAT, and its kernel a map of its own."""

from kernels import boot_name, entry_line, nid_of, since, type_name, version_line
from machines import Entry, MIB, USABLE

# The forms of its map and of its SRAT changed with 4.14.
OLD, NEW = "4.1.1", "4.17.2"


def map_line(version, entry):
    if version == NEW:
        return " [%016x, %016x] (%s)" % (entry.start, entry.end - 1, type_name(None, entry.type))
    return " %016x - %016x (%s)" % (entry.start, entry.end, type_name(None, entry.type))


def memory_line(version, machine, entry):
    room = " (hotplug)" if entry.hotplug else ""
    where = "[%016x, %016x]" % (entry.start, entry.end - 1) if version == NEW else \
        "%x-%x" % (entry.start, entry.end)
    return "SRAT: Node %d PXM %d %s%s" % (nid_of(machine, entry.pxm), entry.pxm, where, room)


def hypervisor_lines(version, machine):
    yield "Xen version %s (build@host) (gcc version 4.6.1) Tue Oct 11 07:31:13 UTC 2011" % version
    yield "Command line: dom0_mem=512M mem=1G"
    yield "%s RAM map:" % ("EFI" if version == NEW and machine.mp_table else "Xen-e820")
    for entry in machine.e820:
        yield map_line(version, entry)
    yield "System RAM: 2046MB (2095152kB)"
    for pxm, apic in machine.processors:
        yield "SRAT: PXM %d -> APIC %02x -> Node %d" % (pxm, apic, nid_of(machine, pxm))
    for entry in machine.memory:
        yield memory_line(version, machine, entry)
    yield "*** LOADING DOMAIN 0 ***"


def guest_lines(kernel, machine, has_cmdline):
    yield version_line(kernel)
    if has_cmdline:
        yield "Command line: " + machine.cmdline
    yield boot_name(kernel) + "BIOS-provided physical RAM map:"
    for entry in (Entry(0, 0xa0000, USABLE), Entry(MIB, 512 * MIB, USABLE)):
        yield entry_line(kernel, "Xen", entry)
    if has_cmdline:
        yield "Kernel command line: " + machine.cmdline


def hypervisor_boot_lines(version, kernel, machine, has_cmdline):
    for line in hypervisor_lines(version, machine):
        yield "(XEN) " + line
    yield from guest_lines(kernel, machine, has_cmdline)
