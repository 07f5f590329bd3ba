/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lines about the kernel, what it did, and other facts about the machine. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static enum nkv_match take_version(const struct nkv_formed_line *line)
{
	struct nkv_boot_facts *facts = line->facts;
	const struct nkv_capture *version = &line->captures[0];
	size_t most = sizeof(facts->version) - 1;

	if (!facts->version[0]) {
		snprintf(facts->version, sizeof(facts->version), "%.*s",
			 (int)(version->length < most ? version->length : most), version->text);
		facts->version_position = line->position;
	}
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_cmdline(const struct nkv_formed_line *line)
{
	nkv_log_cmdline_note(&line->facts->cmdline, line->captures[0].text,
			     line->captures[0].length, &line->position);
	return NKV_MATCH_WHOLE;
}

/* Without "Kernel": in old versions only 64-bit kernels print this. */
static enum nkv_match take_early_cmdline(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_64BIT, 0);
	return take_cmdline(line);
}

/* Only 64-bit kernels print this. */
static enum nkv_match take_no_numa(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_64BIT, 0);
	nkv_line_tells(line, NKV_LOG_FACT_NO_NUMA, 0);
	return NKV_MATCH_WHOLE;
}

/* --- the initrd --- */

static enum nkv_match note_ramdisk(const struct nkv_formed_line *line, uint64_t end)
{
	uint64_t start = line->captures[0].number;

	if (end < start)
		return NKV_MATCH_NONE;
	nkv_line_tells(line, NKV_LOG_FACT_RAMDISK_START, start);
	nkv_line_tells(line, NKV_LOG_FACT_RAMDISK_END, end);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_ramdisk(const struct nkv_formed_line *line)
{
	return note_ramdisk(line, line->captures[1].number);
}

static enum nkv_match take_inclusive_ramdisk(const struct nkv_formed_line *line)
{
	return note_ramdisk(line, line->captures[1].number + 1);
}

static enum nkv_match take_too_large_initrd(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_INITRD_SEEN, 0);
	nkv_line_tells(line, NKV_LOG_FACT_INITRD_TOO_LARGE, 0);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_last_pfn(const struct nkv_formed_line *line)
{
	struct nkv_log_fact_value *last = &line->facts->facts[NKV_LOG_FACT_LAST_PFN];
	uint64_t pfn = line->captures[0].number;

	nkv_line_tells(line, NKV_LOG_FACT_PFN_LIMIT, line->captures[1].number);
	if (!last->given || pfn > last->number)
		*last = (struct nkv_log_fact_value){ .given = true,
						     .number = pfn,
						     .position = line->position };
	return NKV_MATCH_WHOLE;
}

/* --- MP tables: the pointer, and the table itself --- */

static enum nkv_match add_mp_table(struct nkv_boot_facts *facts, uint64_t address)
{
	for (size_t i = 0; i < facts->mp_table_count; i++)
		if (facts->mp_tables[i] == address)
			return NKV_MATCH_WHOLE;
	if (facts->mp_table_count < NKV_LOG_RESERVES_MAX &&
	    address + NKV_PAGE_BYTES < NKV_PHYS32_END_LIMIT)
		facts->mp_tables[facts->mp_table_count++] = address;
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_mp_table(const struct nkv_formed_line *line)
{
	return add_mp_table(line->facts, line->captures[0].number);
}

/* The first number is the address at which the kernel maps it. */
static enum nkv_match take_mapped_mp_table(const struct nkv_formed_line *line)
{
	return add_mp_table(line->facts, line->captures[1].number);
}

/* --- the EBDA --- */

/* The kernel searches the first KiB, the last of 639 KiB and the BIOS, and then the EBDA. */
static enum nkv_match take_mp_scan(const struct nkv_formed_line *line)
{
	uint64_t address = line->captures[0].number & UINT64_C(0xfffff);

	if (address != 0 && address != 0x9fc00 && address != 0xf0000)
		nkv_line_tells(line, NKV_LOG_FACT_EBDA, address);
	return NKV_MATCH_WHOLE;
}

/* --- the EFI --- */

/* "SMBIOS=0x7f13f000 ACPI=0x7f37d000 Unaccepted=0x7f37eb18" */
static enum nkv_match take_efi_tables(const struct nkv_formed_line *line)
{
	const char *found = strstr(line->captures[0].text, "Unaccepted=");
	struct nkv_capture captures[NKV_CAPTURES_MAX];

	if (!found || nkv_match(found, "Unaccepted=%x%*", captures) != NKV_MATCH_WHOLE)
		return NKV_MATCH_NONE;
	nkv_line_tells(line, NKV_LOG_FACT_UNACCEPTED, captures[0].number);
	return NKV_MATCH_WHOLE;
}

/* --- highmem= --- */

static enum nkv_match take_highmem(const struct nkv_formed_line *line)
{
	nkv_line_tells(line, NKV_LOG_FACT_HIGHMEM_ASKED_MB, line->captures[0].number);
	return NKV_MATCH_WHOLE;
}

/*
 * With HIGHMEM 4G, memory beyond 4 GiB that was cut off is "ignored" as if highmem= had asked
 * for it.
 */
static enum nkv_match take_ignored_highmem(const struct nkv_formed_line *line)
{
	if (!line->facts->facts[NKV_LOG_FACT_ONLY_4G].given)
		nkv_line_tells(line, NKV_LOG_FACT_HIGHMEM_ASKED_MB, line->captures[1].number);
	return NKV_MATCH_WHOLE;
}

/* --- processors --- */

/* 64-bit Athlons are a later family, and so are Semprons without a family's name. */
static bool is_amd_k7(const char *name)
{
	if (strstr(name, "(family: 0x6,"))
		return strstr(name, "AMD") != NULL;
	if (nkv_text_begins_with(name, "AMD Duron") || nkv_text_begins_with(name, "AMD-K7"))
		return true;
	return nkv_text_begins_with(name, "AMD Athlon(tm)") &&
	       !nkv_text_begins_with(name, "AMD Athlon(tm) 64") && !strstr(name, "X2") &&
	       !strstr(name, "(family:");
}

static enum nkv_match take_processor_name(const struct nkv_formed_line *line, const char *name)
{
	static const char *const makers[] = { "AMD",	      "Intel",	"VIA",
					      "Genuine",      "Mobile", "Pentium",
					      "Transmeta",    "Cyrix",	"Dual-Core AMD",
					      "Quad-Core AMD" };

	name += strspn(name, " \t");
	for (size_t i = 0; i < COUNT(makers); i++) {
		if (!nkv_text_begins_with(name, makers[i]))
			continue;
		nkv_line_tells(line, NKV_LOG_FACT_CPU, 0);
		if (is_amd_k7(name))
			nkv_line_tells(line, NKV_LOG_FACT_AMD_K7, 0);
		return NKV_MATCH_WHOLE;
	}
	return NKV_MATCH_NONE;
}

static enum nkv_match take_cpu(const struct nkv_formed_line *line)
{
	return take_processor_name(line, line->captures[0].text);
}

static enum nkv_match take_numbered_cpu(const struct nkv_formed_line *line)
{
	return take_processor_name(line, line->captures[1].text);
}

/* In the forms before this, the mode of NUMA-Q is one, and this line can be a part of it. */
static enum nkv_match take_apic_mode(const struct nkv_formed_line *line)
{
	if (line->captures[0].length > strlen("NUMA-Q."))
		nkv_line_tells(line, NKV_LOG_FACT_NO_NUMAQ, 0);
	return NKV_MATCH_WHOLE;
}

/* --- faults --- */

static bool is_setup_over(const struct nkv_boot_facts *facts)
{
	return facts->facts[NKV_LOG_FACT_MEMORY_LINE].given ||
	       facts->facts[NKV_LOG_FACT_LATER].given;
}

/* Only during setup: later faults have other reasons. */
static enum nkv_match take_trap(const struct nkv_formed_line *line)
{
	if (!is_setup_over(line->facts))
		nkv_line_tells(line, NKV_LOG_FACT_TRAP, 0);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_bad_page(const struct nkv_formed_line *line)
{
	if (!is_setup_over(line->facts))
		nkv_line_tells(line, NKV_LOG_FACT_BAD_PAGE, 0);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_bad_page_address(const struct nkv_formed_line *line)
{
	struct nkv_log_fact_value *bad = &line->facts->facts[NKV_LOG_FACT_BAD_PAGE];
	uint64_t address = line->captures[0].number;

	if (bad->given && bad->number == 0)
		bad->number = address;
	if (address > UINT32_MAX)
		nkv_line_tells(line, NKV_LOG_FACT_64BIT, 0);
	return NKV_MATCH_WHOLE;
}

static const struct nkv_line_form forms[] = {
	{ "Linux version %w%*", .take = take_version },
	{ "Kernel command line:%*", .take = take_cmdline },
	{ "Command line:%*", .take = take_early_cmdline },

	{ "Reserving total of %p pages for numa KVA remap", .facts = { NKV_LOG_FACT_KVA_TOTAL } },
	{ "kva_start_pfn ~ %p find_max_low_pfn() ~ %p",
	  .facts = { NKV_LOG_FACT_KVA_START_PFN, NKV_LOG_FACT_FIND_MAX_LOW_PFN } },
	{ "reserve_pages = %d find_max_low_pfn() ~ %d",
	  .facts = { NKV_LOG_FACT_RESERVE_PAGES, NKV_LOG_FACT_FIND_MAX_LOW_PFN } },
	{ "max_pfn = %p", .facts = { NKV_LOG_FACT_MAX_PFN } },
	{ "%dMB HIGHMEM available.", .facts = { NKV_LOG_FACT_HIGHMEM_MB } },
	{ "%dMB LOWMEM available.", .facts = { NKV_LOG_FACT_LOWMEM_MB } },
	{ "min_low_pfn = %d, max_low_pfn = %d, highstart_pfn = %d",
	  .facts = { NKV_LOG_FACT_MIN_LOW_PFN, NKV_LOG_FACT_MAX_LOW_PFN,
		     NKV_LOG_FACT_HIGHSTART_PFN } },
	{ "max_low_pfn = %p, highstart_pfn = %p",
	  .facts = { NKV_LOG_FACT_MAX_LOW_PFN, NKV_LOG_FACT_HIGHSTART_PFN } },
	{ "Low memory ends at vaddr %x", .facts = { NKV_LOG_FACT_LOWMEM_END_VADDR } },
	{ "DMA %d -> %d", .facts = { NKV_LOG_FACT_DMA_START_PFN, NKV_LOG_FACT_DMA_END_PFN } },
	{ "DMA zone: %d pages used for memmap", .facts = { NKV_LOG_FACT_DMA_MEMMAP_PAGES } },
	{ "pkmap : %x - %x %*", .facts = { NKV_LOG_FACT_PKMAP_START, NKV_LOG_FACT_PKMAP_END } },
	{ "vmalloc : %x - %x %*",
	  .facts = { NKV_LOG_FACT_VMALLOC_START, NKV_LOG_FACT_VMALLOC_END } },
	{ "lowmem : %x - %x %*", .facts = { NKV_LOG_FACT_LOWMEM_START, NKV_LOG_FACT_LOWMEM_END } },
	{ ".text : %x - %x %*", .facts = { NKV_LOG_FACT_TEXT_START, NKV_LOG_FACT_TEXT_END } },
	{ "only %dMB highmem pages available, ignoring highmem size of %dMB.",
	  .take = take_ignored_highmem },
	{ "highmem size specified (%dMB) is bigger than pages available (%dMB)!.",
	  .take = take_highmem },
	{ "highmem size %dMB results in smaller than 64MB lowmem, ignoring it.",
	  .take = take_highmem },
	{ "Use a HIGHMEM enabled kernel.", .facts = { NKV_LOG_FACT_NO_HIGHMEM } },
	{ "ignoring highmem size on non-highmem kernel!", .facts = { NKV_LOG_FACT_NO_HIGHMEM } },
	{ "Warning only 4GB will be used.", .facts = { NKV_LOG_FACT_ONLY_4G } },
	{ "NX (Execute Disable) protection: active", .facts = { NKV_LOG_FACT_NX } },
	{ "No NUMA configuration found", .take = take_no_numa },
	{ "Kernel direct mapping tables up to %*", .facts = { NKV_LOG_FACT_64BIT } },
	{ "end_pfn_map = %d", .facts = { NKV_LOG_FACT_64BIT } },
	{ "last_pfn = %x max_arch_pfn = %x", .take = take_last_pfn },

	{ "RAMDISK: %x - %x", .take = take_ramdisk },
	{ "RAMDISK: [mem %x-%x]", .take = take_inclusive_ramdisk },
	{ "initrd extends beyond end of memory (%x > %x)",
	  .facts = { NKV_LOG_FACT_INITRD_END, NKV_LOG_FACT_INITRD_LIMIT } },
	{ "Freeing initrd memory: %dk freed", .facts = { NKV_LOG_FACT_INITRD_FREED_KIB } },
	{ "Freeing initrd memory: %dK", .facts = { NKV_LOG_FACT_INITRD_FREED_KIB } },
	{ "Freeing initrd memory: %dK (%x - %x)", .facts = { NKV_LOG_FACT_INITRD_FREED_KIB } },
	{ "initrd wraps around end of memory, disabling initrd",
	  .facts = { NKV_LOG_FACT_INITRD_SEEN } },
	{ "initrd too large to handle, disabling initrd", .take = take_too_large_initrd },
	{ "checking if image is initramfs...%*", .facts = { NKV_LOG_FACT_INITRD_SEEN } },
	{ "Unpacking initramfs...%*", .facts = { NKV_LOG_FACT_INITRD_SEEN } },
	{ "Trying to unpack rootfs image as initramfs...", .facts = { NKV_LOG_FACT_INITRD_SEEN } },

	{ "found SMP MP-table at %x", .take = take_mp_table },
	{ "found SMP MP-table at %x, mapped at %*", .take = take_mp_table },
	{ "found SMP MP-table at [%x] %x", .take = take_mapped_mp_table },
	{ "found SMP MP-table at [mem %x-%x]%*", .take = take_mp_table },
	{ "mpc: %x-%x", .take = take_mp_table },
	{ "BIOS EBDA/lowmem at: %x/%x", .facts = { NKV_LOG_FACT_EBDA } },
	{ "EBDA at %x%*", .facts = { NKV_LOG_FACT_EBDA } },
	{ "EBDA: %x%*", .facts = { NKV_LOG_FACT_EBDA } },
	{ "Scan SMP from %x for %d bytes.", .take = take_mp_scan },
	{ "efi: %*", .take = take_efi_tables },
	{ "CPU: %*", .take = take_cpu },
	{ "CPU%d: %*", .take = take_numbered_cpu },
	{ "Enabling APIC mode: NUMA-Q. %*", .facts = { NKV_LOG_FACT_NUMAQ } },
	{ "Enabling APIC mode: %*", .take = take_apic_mode },
	{ "DMI %d.%d present.", .facts = { NKV_LOG_FACT_NO_NUMAQ } },

	{ "Zone PFN ranges:", .facts = { NKV_LOG_FACT_BOOTMEM_DONE } },
	{ "Zone ranges:", .facts = { NKV_LOG_FACT_BOOTMEM_DONE } },
	{ "Built %d zonelists%*", .facts = { NKV_LOG_FACT_ZONES_DONE } },
	{ "Initializing highpages for node %d", .facts = { NKV_LOG_FACT_ZONES_DONE } },
	{ .pattern = "hm, page %x reserved twice." }, /* harmless */
	{ "Memory: %dk/%dk available %*",
	  .facts = { NKV_LOG_FACT_MEMORY_LINE, NKV_LOG_FACT_MEMORY_END_KIB } },
	{ "Memory: %dK/%dK available %*", .facts = { NKV_LOG_FACT_MEMORY_LINE } },
	{ "Int %d: CR2 %*", .take = take_trap },
	{ "BUG: Int %d: CR2 %*", .take = take_trap },
	{ "PANIC: early exception %*", .take = take_trap },
	{ "kernel BUG at %*", .take = take_trap },
	{ "BUG: unable to handle kernel %*", .take = take_trap },
	{ "Oops: %*", .take = take_trap },
	/* The kernel has booted when it prints this. */
	{ "Kernel panic - not syncing: VFS: Unable to mount root fs%*", .take = NULL },
	{ "Kernel panic - not syncing: No init found%*", .take = NULL },
	{ "Kernel panic - not syncing%*", .take = take_trap },
	{ "Bad page state in process %*", .take = take_bad_page },
	{ "Bad page state at %w (in process %*", .take = take_bad_page },
	{ "page:%x %*", .take = take_bad_page_address },
};

const struct nkv_line_forms nkv_kernel_lines = { forms, COUNT(forms) };
