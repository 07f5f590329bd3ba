/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What lines tell besides what they say: cuts, whose kernel it is, and that setup is over. */
#include <criterion/criterion.h>

#include "read/forms/line_notes.h"
#include "read/lines/cut_line.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

Test(notes, where_something_was_cut_out)
{
	static const char *const cuts[] = {
		"<snip>",
		"[snip]",
		"(snip)",
		"--snip--",
		"*snip*",
		"snip",
		"Snipped.",
		"<SNIP> a lot",
		"[...]",
		"[ ... ]",
		"...",
		"\xe2\x80\xa6",
		"[\xe2\x80\xa6]",
		"<cut>",
		"--- 8< ---",
		"----------8<----------",
		">8",
		"[20 lines removed]",
		"... many lines deleted ...",
		"[cut a few lines]",
		"[output truncated]",
		"-- truncated --",
	};
	static const char *const others[] = {
		"------------[ cut here ]------------",
		"snip the wire",
		"BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)",
		"[<c014da0b>] bad_page+0x64/0x8e",
		"",
		"-",
		"====",
		"8",
		"checking if image is initramfs...it isn't (bad gzip magic numbers); looks like an initrd",
		"<snippet>",
		"[removed0]",
		"20 lines removed",
	};

	for (size_t i = 0; i < COUNT(cuts); i++)
		cr_expect(nkv_is_cut_line(cuts[i]), "%s", cuts[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		cr_expect(!nkv_is_cut_line(others[i]), "%s", others[i]);
}

Test(notes, whose_kernel_it_is)
{
	static const struct {
		const char *line, *architecture;
	} cases[] = {
		{ "Booting Linux on physical CPU 0x0000000000 [0x410fd034]", "arm64" },
		{ "Booting Linux on physical CPU 0x0", "arm" },
		{ "Linux version 6.1 (a@b) (aarch64-linux-gnu-gcc (GCC) 12) #1", "arm64" },
		{ "Machine model: Raspberry Pi 4 Model B Rev 1.2", "arm64 or arm" },
		{ "OF: fdt: Machine model: riscv-virtio,qemu", "riscv" },
		{ "EFI v1.10 by HP: SALsystab=0x3fe7a000 ACPI 2.0=0x3fde6000", "ia64" },
		{ "EFI v1.10 by Apple", NULL },
		{ "Using PowerMac machine description", "powerpc" },
		{ "Using APIC driver default", NULL },
		{ "Scanning NUMA topology in Northbridge 24", "x86_64" },
		{ "CPU0 revision is: 00019374 (MIPS 24Kc)", "mips" },
		{ "Checking for the skas3 patch in the host:", "User Mode Linux" },
		{ "Linux version 2.6.9 (a@b) (gcc 3.4) #1 SMP ia64-linux", "ia64" },
		{ "Command line: ro", "x86_64" },
		{ "Bootdata ok (command line is ro)", "x86_64" },
		{ "Kernel direct mapping tables up to 1c0000000", "x86_64" },
		{ "SBI specification v0.3 detected", "riscv" },
		{ "setup: Linux is running as a z/VM guest", "s390" },
		{ "Using pSeries machine description", "powerpc" },
		{ "Linux version 2.6.23 (a@b) (gcc version 4.1.2) #1 SMP", NULL },
		{ "Kernel command line: ro", NULL },
		{ "aarch64", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < COUNT(cases); i++) {
		const char *got = nkv_architecture_of_line(cases[i].line);

		if (cases[i].architecture)
			cr_expect_str_eq(got ? got : "none", cases[i].architecture, "%s",
					 cases[i].line);
		else
			cr_expect_null(got, "%s", cases[i].line);
	}
}

Test(notes, what_comes_after_setup)
{
	static const char *const later[] = { "Calibrating delay loop... 4002.61 BogoMIPS",
					     "virtual kernel memory layout:",
					     "Mount-cache hash table entries: 512",
					     "Freeing unused kernel memory: 212k freed" };
	static const char *const others[] = {
		"Memory: 1k/2k available", "Built 1 zonelists", "Calibrating",
		"Inode-cache hash table entries: 65536 (order: 6, 262144 bytes)", ""
	};

	for (size_t i = 0; i < COUNT(later); i++)
		cr_expect(nkv_is_later_line(later[i]), "%s", later[i]);
	for (size_t i = 0; i < COUNT(others); i++)
		cr_expect(!nkv_is_later_line(others[i]), "%s", others[i]);
}
