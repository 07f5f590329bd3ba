/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines that tell of the kernel, of what it did, and of other things of the machine. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "read/forms/line_form.h"

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static enum nkv_match take_version(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				   const struct nkv_position *position)
{
	if (!facts->version[0]) {
		snprintf(facts->version, sizeof(facts->version), "%.*s",
			 (int)(captures[0].length < sizeof(facts->version)
				       ? captures[0].length
				       : sizeof(facts->version) - 1),
			 captures[0].text);
		facts->version_position = *position;
	}
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_cmdline(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				   const struct nkv_position *position)
{
	if (!facts->has_cmdline) {
		facts->has_cmdline = true;
		snprintf(facts->cmdline, sizeof(facts->cmdline), "%s",
			 captures[0].text + strspn(captures[0].text, " \t"));
		facts->cmdline_position = *position;
	}
	return NKV_MATCH_WHOLE;
}

/* Without "Kernel": of old versions, only 64-bit kernels have this. */
static enum nkv_match take_early_cmdline(struct nkv_boot_facts *facts,
					 const struct nkv_capture *captures,
					 const struct nkv_position *position)
{
	nkv_log_fact_note(facts, NKV_LOG_FACT_64BIT, 0, position);
	return take_cmdline(facts, captures, position);
}

/* Only 64-bit kernels say so. */
static enum nkv_match take_no_numa(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				   const struct nkv_position *position)
{
	(void)captures;
	nkv_log_fact_note(facts, NKV_LOG_FACT_64BIT, 0, position);
	nkv_log_fact_note(facts, NKV_LOG_FACT_NO_NUMA, 0, position);
	return NKV_MATCH_WHOLE;
}

/* --- the initrd --- */

static enum nkv_match note_ramdisk(struct nkv_boot_facts *facts, uint64_t start, uint64_t end,
				   const struct nkv_position *position)
{
	if (end < start)
		return NKV_MATCH_NONE;
	nkv_log_fact_note(facts, NKV_LOG_FACT_RAMDISK_START, start, position);
	nkv_log_fact_note(facts, NKV_LOG_FACT_RAMDISK_END, end, position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_ramdisk(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				   const struct nkv_position *position)
{
	return note_ramdisk(facts, captures[0].number, captures[1].number, position);
}

static enum nkv_match take_inclusive_ramdisk(struct nkv_boot_facts *facts,
					     const struct nkv_capture *captures,
					     const struct nkv_position *position)
{
	return note_ramdisk(facts, captures[0].number, captures[1].number + 1, position);
}

static enum nkv_match take_last_pfn(struct nkv_boot_facts *facts,
				    const struct nkv_capture *captures,
				    const struct nkv_position *position)
{
	struct nkv_log_fact_value *last = &facts->facts[NKV_LOG_FACT_LAST_PFN];

	if (!last->given || captures[0].number > last->number)
		*last = (struct nkv_log_fact_value){ true, captures[0].number, *position };
	return NKV_MATCH_WHOLE;
}

/* --- MP tables: a pointer, and what it points to --- */

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

static enum nkv_match take_mp_table(struct nkv_boot_facts *facts,
				    const struct nkv_capture *captures,
				    const struct nkv_position *position)
{
	(void)position;
	return add_mp_table(facts, captures[0].number);
}

/* The first number is where the kernel sees it. */
static enum nkv_match take_mapped_mp_table(struct nkv_boot_facts *facts,
					   const struct nkv_capture *captures,
					   const struct nkv_position *position)
{
	(void)position;
	return add_mp_table(facts, captures[1].number);
}

/* --- the EBDA --- */

static enum nkv_match take_early_reservation(struct nkv_boot_facts *facts,
					     const struct nkv_capture *captures,
					     const struct nkv_position *position)
{
	const char *name = captures[3].text + strspn(captures[3].text, " \t");

	if (!nkv_text_begins_with(name, "EBDA") && !nkv_text_begins_with(name, "BIOS reserved"))
		return NKV_MATCH_NONE;
	nkv_log_fact_note(facts, NKV_LOG_FACT_EBDA, captures[1].number, position);
	return NKV_MATCH_WHOLE;
}

/* After the first KiB, the last of 639 and the BIOS itself, the EBDA is looked through. */
static enum nkv_match take_mp_scan(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				   const struct nkv_position *position)
{
	uint64_t address = captures[0].number & UINT64_C(0xfffff);

	if (address != 0 && address != 0x9fc00 && address != 0xf0000)
		nkv_log_fact_note(facts, NKV_LOG_FACT_EBDA, address, position);
	return NKV_MATCH_WHOLE;
}

/* --- highmem= --- */

static enum nkv_match take_highmem(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				   const struct nkv_position *position)
{
	nkv_log_fact_note(facts, NKV_LOG_FACT_HIGHMEM_ASKED_MB, captures[0].number, position);
	return NKV_MATCH_WHOLE;
}

/* Where HIGHMEM ends at 4 GiB, what was found before that is "ignored" as if it had been asked for. */
static enum nkv_match take_ignored_highmem(struct nkv_boot_facts *facts,
					   const struct nkv_capture *captures,
					   const struct nkv_position *position)
{
	return facts->facts[NKV_LOG_FACT_ONLY_4G].given
		       ? NKV_MATCH_WHOLE
		       : take_highmem(facts, captures + 1, position);
}

/* --- processors --- */

/* Athlons of 64 bits are a later family; so are Semprons that do not say which they are. */
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

static enum nkv_match take_processor_name(struct nkv_boot_facts *facts, const char *name,
					  const struct nkv_position *position)
{
	static const char *const makers[] = { "AMD",	      "Intel",	"VIA",
					      "Genuine",      "Mobile", "Pentium",
					      "Transmeta",    "Cyrix",	"Dual-Core AMD",
					      "Quad-Core AMD" };

	name += strspn(name, " \t");
	for (size_t i = 0; i < COUNT(makers); i++) {
		if (!nkv_text_begins_with(name, makers[i]))
			continue;
		nkv_log_fact_note(facts, NKV_LOG_FACT_CPU, 0, position);
		if (is_amd_k7(name))
			nkv_log_fact_note(facts, NKV_LOG_FACT_AMD_K7, 0, position);
		return NKV_MATCH_WHOLE;
	}
	return NKV_MATCH_NONE;
}

static enum nkv_match take_cpu(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
			       const struct nkv_position *position)
{
	return take_processor_name(facts, captures[0].text, position);
}

static enum nkv_match take_numbered_cpu(struct nkv_boot_facts *facts,
					const struct nkv_capture *captures,
					const struct nkv_position *position)
{
	return take_processor_name(facts, captures[1].text, position);
}

/* --- what went wrong --- */

/* Only before the memory line: what comes later has other reasons. */
static enum nkv_match take_trap(struct nkv_boot_facts *facts, const struct nkv_capture *captures,
				const struct nkv_position *position)
{
	(void)captures;
	if (!facts->facts[NKV_LOG_FACT_MEMORY_LINE].given)
		nkv_log_fact_note(facts, NKV_LOG_FACT_TRAP, 0, position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_bad_page(struct nkv_boot_facts *facts,
				    const struct nkv_capture *captures,
				    const struct nkv_position *position)
{
	(void)captures;
	if (!facts->facts[NKV_LOG_FACT_MEMORY_LINE].given)
		nkv_log_fact_note(facts, NKV_LOG_FACT_BAD_PAGE, 0, position);
	return NKV_MATCH_WHOLE;
}

static enum nkv_match take_bad_page_address(struct nkv_boot_facts *facts,
					    const struct nkv_capture *captures,
					    const struct nkv_position *position)
{
	struct nkv_log_fact_value *bad = &facts->facts[NKV_LOG_FACT_BAD_PAGE];

	(void)position;
	if (bad->given && bad->number == 0)
		bad->number = captures[0].number;
	return NKV_MATCH_WHOLE;
}

#define ONE(pattern, fact)                                                                         \
	{                                                                                          \
		(pattern), NULL, 1,                                                                \
		{                                                                                  \
			(fact)                                                                     \
		}                                                                                  \
	}
#define BY(pattern, function)                                                                      \
	{                                                                                          \
		(pattern), (function), 0,                                                          \
		{                                                                                  \
			0                                                                          \
		}                                                                                  \
	}

static const struct nkv_line_form forms[] = {
	BY("Linux version %w%*", take_version),
	BY("Kernel command line:%*", take_cmdline),
	BY("Command line:%*", take_early_cmdline),

	ONE("Reserving total of %d pages for numa KVA remap", NKV_LOG_FACT_KVA_TOTAL),
	{ "kva_start_pfn ~ %d find_max_low_pfn() ~ %d",
	  NULL,
	  2,
	  { NKV_LOG_FACT_KVA_START_PFN, NKV_LOG_FACT_FIND_MAX_LOW_PFN } },
	{ "reserve_pages = %d find_max_low_pfn() ~ %d",
	  NULL,
	  2,
	  { NKV_LOG_FACT_RESERVE_PAGES, NKV_LOG_FACT_FIND_MAX_LOW_PFN } },
	ONE("max_pfn = %d", NKV_LOG_FACT_MAX_PFN),
	ONE("%dMB HIGHMEM available.", NKV_LOG_FACT_HIGHMEM_MB),
	ONE("%dMB LOWMEM available.", NKV_LOG_FACT_LOWMEM_MB),
	{ "min_low_pfn = %d, max_low_pfn = %d, highstart_pfn = %d",
	  NULL,
	  3,
	  { NKV_LOG_FACT_MIN_LOW_PFN, NKV_LOG_FACT_MAX_LOW_PFN, NKV_LOG_FACT_HIGHSTART_PFN } },
	ONE("Low memory ends at vaddr %x", NKV_LOG_FACT_LOWMEM_END_VADDR),
	{ "DMA %d -> %d", NULL, 2, { NKV_LOG_FACT_DMA_START_PFN, NKV_LOG_FACT_DMA_END_PFN } },
	ONE("DMA zone: %d pages used for memmap", NKV_LOG_FACT_DMA_MEMMAP_PAGES),
	{ "pkmap : %x - %x %*", NULL, 2, { NKV_LOG_FACT_PKMAP_START, NKV_LOG_FACT_PKMAP_END } },
	{ "lowmem : %x - %x %*", NULL, 2, { NKV_LOG_FACT_LOWMEM_START, NKV_LOG_FACT_LOWMEM_END } },
	{ ".text : %x - %x %*", NULL, 2, { NKV_LOG_FACT_TEXT_START, NKV_LOG_FACT_TEXT_END } },
	BY("only %dMB highmem pages available, ignoring highmem size of %dMB.",
	   take_ignored_highmem),
	BY("highmem size specified (%dMB) is bigger than pages available (%dMB)!.", take_highmem),
	BY("highmem size %dMB results in smaller than 64MB lowmem, ignoring it.", take_highmem),
	ONE("Use a HIGHMEM enabled kernel.", NKV_LOG_FACT_NO_HIGHMEM),
	ONE("ignoring highmem size on non-highmem kernel!", NKV_LOG_FACT_NO_HIGHMEM),
	ONE("Warning only 4GB will be used.", NKV_LOG_FACT_ONLY_4G),
	ONE("NX (Execute Disable) protection: active", NKV_LOG_FACT_NX),
	BY("No NUMA configuration found", take_no_numa),
	ONE("Kernel direct mapping tables up to %*", NKV_LOG_FACT_64BIT),
	ONE("end_pfn_map = %d", NKV_LOG_FACT_64BIT),
	BY("last_pfn = %x max_arch_pfn = %x", take_last_pfn),

	BY("RAMDISK: %x - %x", take_ramdisk),
	BY("RAMDISK: [mem %x-%x]", take_inclusive_ramdisk),
	{ "initrd extends beyond end of memory (%x > %x)",
	  NULL,
	  2,
	  { NKV_LOG_FACT_INITRD_END, NKV_LOG_FACT_INITRD_LIMIT } },
	ONE("Freeing initrd memory: %dk freed", NKV_LOG_FACT_INITRD_FREED_KIB),
	ONE("Freeing initrd memory: %dK", NKV_LOG_FACT_INITRD_FREED_KIB),
	ONE("Freeing initrd memory: %dK (%x - %x)", NKV_LOG_FACT_INITRD_FREED_KIB),
	ONE("initrd wraps around end of memory, disabling initrd", NKV_LOG_FACT_INITRD_SEEN),
	ONE("initrd too large to handle, disabling initrd", NKV_LOG_FACT_INITRD_SEEN),
	ONE("checking if image is initramfs...%*", NKV_LOG_FACT_INITRD_SEEN),
	ONE("Unpacking initramfs...%*", NKV_LOG_FACT_INITRD_SEEN),
	ONE("Trying to unpack rootfs image as initramfs...", NKV_LOG_FACT_INITRD_SEEN),

	BY("found SMP MP-table at %x", take_mp_table),
	BY("found SMP MP-table at %x, mapped at %*", take_mp_table),
	BY("found SMP MP-table at [%x] %x", take_mapped_mp_table),
	BY("found SMP MP-table at [mem %x-%x]%*", take_mp_table),
	BY("mpc: %x-%x", take_mp_table),
	ONE("BIOS EBDA/lowmem at: %x/%x", NKV_LOG_FACT_EBDA),
	ONE("EBDA at %x%*", NKV_LOG_FACT_EBDA),
	ONE("EBDA: %x%*", NKV_LOG_FACT_EBDA),
	BY("early res: %d [%x-%x] %*", take_early_reservation),
	BY("#%d [%x - %x] %*", take_early_reservation),
	BY("Scan SMP from %x for %d bytes.", take_mp_scan),
	BY("CPU: %*", take_cpu),
	BY("CPU%d: %*", take_numbered_cpu),
	ONE("Enabling APIC mode: NUMA-Q. %*", NKV_LOG_FACT_NUMAQ),

	ONE("Zone PFN ranges:", NKV_LOG_FACT_BOOTMEM_DONE),
	ONE("On node %d totalpages: %d", NKV_LOG_FACT_BOOTMEM_DONE),
	ONE("Built %d zonelists%*", NKV_LOG_FACT_ZONES_DONE),
	{ "Memory: %dk/%dk available %*",
	  NULL,
	  2,
	  { NKV_LOG_FACT_MEMORY_LINE, NKV_LOG_FACT_MEMORY_END_KIB } },
	ONE("Memory: %dK/%dK available %*", NKV_LOG_FACT_MEMORY_LINE),
	BY("Int %d: CR2 %*", take_trap),
	BY("BUG: Int %d: CR2 %*", take_trap),
	BY("PANIC: early exception %*", take_trap),
	BY("kernel BUG at %*", take_trap),
	BY("BUG: unable to handle kernel %*", take_trap),
	BY("Oops: %*", take_trap),
	BY("Kernel panic - not syncing%*", take_trap),
	BY("Bad page state in process %*", take_bad_page),
	BY("page:%x %*", take_bad_page_address),
};

const struct nkv_line_forms nkv_kernel_lines = { forms, COUNT(forms) };
