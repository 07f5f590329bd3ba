/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/line_notes.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

/* --- the kernel's architecture --- */

/* Beginnings of lines, and a word that must follow. */
static const struct {
	char beginning[56], word[24], architecture[16];
} signs[] = {
	{ "Booting Linux on physical CPU 0x0000000000", "", "arm64" },
	{ "psci: probing for conduit method", "", "arm64" },
	{ "CPU features: detected: ", "", "arm64" },
	{ "Booting Linux on physical CPU ", "", "arm" },
	{ "CPU: ARM", "", "arm" },
	{ "Memory policy: ", "", "arm" },
	{ "SBI specification v", "", "riscv" },
	{ "riscv: ", "", "riscv" },
	{ "Machine model: ", "riscv", "riscv" },
	{ "Machine model: ", "", "arm64 or arm" },
	{ "OF: fdt: Machine model: ", "riscv", "riscv" },
	{ "OF: fdt: Machine model: ", "", "arm64 or arm" },
	{ "Bootdata ok (command line is", "", "x86_64" },
	{ "Command line: ", "", "x86_64" },
	{ "Kernel direct mapping tables up to ", "", "x86_64" },
	{ "end_pfn_map = ", "", "x86_64" },
	{ "Scanning NUMA topology in Northbridge", "", "x86_64" },
	{ "Using node hash shift of ", "", "x86_64" },
	{ "Bootmem setup node ", "", "x86_64" },
	{ "Using ", " machine description", "powerpc" },
	{ "Starting Linux PPC64", "", "powerpc" },
	{ "ppc64_pft_size", "", "powerpc" },
	{ "Page sizes from device-tree:", "", "powerpc" },
	{ "CPU maps initialized for ", "", "powerpc" },
	{ "Total memory = ", " for hash table", "powerpc" },
	{ "PowerMac motherboard: ", "", "powerpc" },
	{ "SAL 3.", "", "ia64" },
	{ "SAL: ", "", "ia64" },
	{ "EFI v", "SALsystab=", "ia64" },
	{ "booting generic kernel on platform ", "", "ia64" },
	{ "Virtual mem_map starts at 0xa", "", "ia64" },
	{ "PROMLIB: Sun", "", "sparc" },
	{ "ARCH: SUN4", "", "sparc" },
	{ "setup: Linux is running ", "", "s390" },
	{ "Linux is running under VM", "", "s390" },
	{ "Linux is running as a z/VM", "", "s390" },
	{ "We are running native", "", "s390" },
	{ "We are running under VM", "", "s390" },
	{ "Boot cpu address ", "", "s390" },
	{ "64-bit Loongson Processor probed", "", "loongarch" },
	{ "CPU", " revision is: ", "mips" },
	{ "Determined physical RAM map:", "", "mips" },
	{ "Booting on ", " using machine vector ", "alpha" },
	{ "memcluster ", "usage ", "alpha" },
	{ "The 64-bit Kernel has started", "", "parisc" },
	{ "Determining PDC firmware type: ", "", "parisc" },
	{ "Checking that ptrace can change system call numbers", "", "User Mode Linux" },
	{ "Checking for the skas3 patch in the host", "", "User Mode Linux" },
};

/* In the first line: names of compilers, and of their targets. */
static const struct {
	char words[14], architecture[16];
} compilers[] = {
	{ "aarch64", "arm64" },
	{ "arm-linux", "arm" },
	{ "armv7l", "arm" },
	{ "arm-none", "arm" },
	{ "powerpc", "powerpc" },
	{ "ppc64", "powerpc" },
	{ "riscv64", "riscv" },
	{ "s390x", "s390" },
	{ "ia64-linux", "ia64" },
	{ "mips", "mips" },
	{ "sparc64-linux", "sparc" },
	{ "alpha-linux", "alpha" },
	{ "loongarch64", "loongarch" },
	{ "hppa", "parisc" },
	{ "m68k", "m68k" },
	{ "sh4-linux", "sh" },
};

static const char *of_version(const char *text)
{
	for (size_t i = 0; i < COUNT(compilers); i++)
		if (strstr(text, compilers[i].words))
			return compilers[i].architecture;
	return NULL;
}

const char *nkv_architecture_of_line(const char *text)
{
	if (nkv_text_begins_with(text, "Linux version "))
		return of_version(text);
	for (size_t i = 0; i < COUNT(signs); i++)
		if (text[0] == signs[i].beginning[0] &&
		    nkv_text_begins_with(text, signs[i].beginning) &&
		    strstr(text + strlen(signs[i].beginning), signs[i].word))
			return signs[i].architecture;
	return NULL;
}

/* --- the end of setup --- */

/* Beginnings of lines, roughly in the order of a boot. */
static const char later[][52] = {
	"virtual kernel memory layout:",
	"Checking if this processor honours the WP bit",
	"CPA: page pool initialized",
	"SLUB: Genslabs",
	"Calibrating delay",
	"Security Framework",
	"Mount-cache hash table entries",
	"Mountpoint-cache hash table entries",
	"CPU: L1 I cache",
	"CPU: L2 cache",
	"CPU: Trace cache",
	"Intel machine check architecture supported",
	"Checking 'hlt' instruction",
	"SMP alternatives:",
	"Freeing SMP alternatives",
	"checking if image is initramfs",
	"Unpacking initramfs",
	"Trying to unpack rootfs image",
	"Freeing initrd memory",
	"ENABLING IO-APIC IRQs",
	"Booting processor ",
	"Brought up ",
	"NET: Registered protocol family",
	"ACPI: bus type ",
	"PCI: PCI BIOS revision",
	"PCI: Using configuration type",
	"PCI: Probing PCI hardware",
	"Linux Plug and Play Support",
	"SCSI subsystem initialized",
	"usbcore: ",
	"VFS: Disk quotas",
	"io scheduler ",
	"Serial: 8250",
	"VFS: Mounted root",
	"Freeing unused kernel memory",
	"INIT: version ",
};

bool nkv_is_later_line(const char *text)
{
	for (size_t i = 0; i < COUNT(later); i++)
		if (text[0] == later[i][0] && nkv_text_begins_with(text, later[i]))
			return true;
	return false;
}
