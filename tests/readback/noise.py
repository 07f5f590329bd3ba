# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands between the lines of a boot that tell of the machine, and around them."""

LINES = (
    "DMI present.", "DMI 2.3 present.", "x86/fpu: x87 FPU will use FXSAVE",
    "Using APIC driver default", "ACPI: PM-Timer IO Port: 0x808", "ACPI: Local APIC address 0xfee00000",
    "ACPI: LAPIC (acpi_id[0x01] lapic_id[0x00] enabled)", "Processor #0 15:4 APIC version 20",
    "IOAPIC[0]: apic_id 2, version 32, address 0xfec00000, GSI 0-23", "KERNEL supported cpus:",
    "  Intel GenuineIntel", "  AMD AuthenticAMD",
    "x86/PAT: Configuration [0-7]: WB  WC  UC- UC  WB  WP  UC- WT",
    "MTRR default type: uncachable", "MTRR fixed ranges enabled:", "  00000-9FFFF write-back",
    "  0 base 0000000000 mask 1F00000000 write-back", "original variable MTRRs",
    "total RAM covered: 4096M",
    "init_memory_mapping: [mem 0x00000000-0x000fffff]", " [mem 0x00100000-0x001fffff] page 4k",
    "Base memory trampoline at [ffff880000099000] 99000 size 24576",
    "e820: [mem 0x40000000-0xfebfffff] available for PCI devices",
    "Allocating PCI resources starting at 50000000 (gap: 40000000:bffc0000)",
    "PM: Registering ACPI NVS region [mem 0x7ffdf000-0x7fffffff] (135168 bytes)",
    "NR_CPUS:8192 nr_cpumask_bits:4 nr_cpu_ids:4 nr_node_ids:2",
    "PERCPU: Embedded 29 pages/cpu s82072 r8192 d28520 u524288",
    "smpboot: Allowing 4 CPUs, 0 hotplug CPUs", "Detected 2596.093 MHz processor.",
    "ACPI: IRQ0 used by override.",
    "Nosave address range: 000000000009f000 - 00000000000a0000", "SMP: Allowing 4 CPUs, 0 hotplug CPUs",
    "extended physical RAM map:",
    "reserve setup_data: [mem 0x0000000000000000-0x000000000009fbff] usable",
    "tsc: Fast TSC calibration using PIT", "", "secureboot: Secure boot disabled",
    "efi: EFI v2.31 by American Megatrends",
)
# Of those that come when memory is up, and of programs that run then.
LATER = (
    "Console: colour VGA+ 80x25", "PCI: Using configuration type 1", "SCSI subsystem initialized",
    "ACPI: SSDT 7FFD3A10, 0283 (r1  PmRef  Cpu0Cst     3001 INTL 20050624)",
    "usb 1-1: new high speed USB device",
    "sda: sda1 sda2", "EXT3-fs: mounted filesystem with ordered data mode.",
    "kjournald starting.  Commit interval 5 seconds",
    "Memory: 12345 pages of a program", "init: ureadahead main process (291) terminated with status 5",
    "eth0: link up, 100Mbps, full-duplex, lpa 0x41E1", "NET: Registered protocol family 10",
)
BEFORE = ("SYSLINUX 4.05", "Loading vmlinuz......", "Uncompressing Linux... Ok, booting the kernel.",
          "GRUB Loading stage2..")


def between(draw, lines):
    """The lines of a boot with some of others among them."""
    made = []
    for line in lines:
        made += [draw.choice(LINES)] if draw.random() < 0.2 else []
        made.append(line)
    return made + draw.sample(LATER, draw.randrange(len(LATER)))


def around(draw, lines):
    return draw.sample(BEFORE, draw.randrange(3)) + lines
