/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/log/assumptions.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "read/machine/override.h"

struct list {
	const struct nkv_boot_facts *facts;
	const struct nkv_kernel_choice *choice;
	const struct nkv_log_machine *machine;
	const struct nkv_override *overrides;
	size_t override_count;
	struct nkv_pool *pool;
	struct nkv_log_assumptions *assumptions;
	bool no_memory;
};

static bool is_planned(const struct list *list)
{
	return nkv_log_is_planned(list->facts);
}

static const char *print(struct list *list, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static const char *print(struct list *list, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = nkv_pool_format(list->pool, format, arguments);
	va_end(arguments);
	if (!text)
		list->no_memory = true;
	return text ? text : "";
}

static const char *number(struct list *list, uint64_t number)
{
	return print(list, "%" PRIu64, number);
}

static const char *address(struct list *list, uint64_t number)
{
	return print(list, "0x%" PRIx64, number);
}

static void add(struct list *list, const char *key, const char *value, const char *why)
{
	if (nkv_override_concerns(list->overrides, list->override_count, key) ||
	    list->assumptions->count == NKV_LOG_ASSUMPTIONS_MAX)
		return;
	list->assumptions->list[list->assumptions->count++] =
		(struct nkv_assumption){ key, value, why };
}

/* --- the kernel --- */

static void assume_profile(struct list *list)
{
	const struct nkv_kernel_choice *choice = list->choice;
	const char *version = list->facts->version, *name = choice->candidate.profile->name;
	const char *why;

	if (!*version)
		why = "the log has no 'Linux version' line";
	else if (!choice->version_known)
		why = print(list, "the log's kernel, %s, cannot be planned", version);
	else if (!choice->version_fits)
		why = print(list,
			    "kernel %s is usually planned as %s, but line %zu contradicts that",
			    version, choice->other->name, choice->other_contradictions.first.line);
	else if (choice->other && choice->other_contradictions.count > 0)
		why = print(list,
			    "kernel %s may also be planned as %s, but line %zu contradicts that",
			    version, choice->other->name, choice->other_contradictions.first.line);
	else if (choice->other)
		why = print(
			list,
			"kernel %s may also be planned as %s, which nothing in the log contradicts",
			version, choice->other->name);
	else
		return;
	add(list, "kernel.profile", name, why);
}

static void assume_setting(struct list *list)
{
	const struct nkv_kernel_candidate *candidate = &list->choice->candidate;

	if (is_planned(list) && list->choice->setting_known)
		return;
	add(list, "kernel.highmem", nkv_highmem_name(candidate->highmem),
	    is_planned(list) ? "the log fits several settings"
			     : "it is a setting of the planned kernel, not of the log's");
	if (candidate->highmem == NKV_HIGHMEM_OFF)
		add(list, "kernel.pae", candidate->pae ? "true" : "false",
		    "the log fits both settings");
}

/* What a kernel that can be planned shows about a figure by its actions. */
static void assume_struct_page(struct list *list, const char *unsaid)
{
	const struct nkv_log_possible *possible = &list->choice->possible;
	const uint32_t *sizes = possible->struct_page_bytes;
	size_t count = possible->struct_page_count;
	const char *why = unsaid;

	if (list->machine->struct_page == NKV_LOG_KNOWN || (is_planned(list) && count == 1))
		return;
	if (is_planned(list) && count > 1 && count < NKV_LOG_SIZES_MAX)
		why = print(list, "the pages that the nodes give up allow %" PRIu32 " %s %" PRIu32,
			    sizes[0], count == 2 ? "and" : "to", sizes[count - 1]);
	add(list, "kernel.struct_page",
	    number(list, list->machine->machine.kernel.struct_page_bytes), why);
}

static void assume_pg_data(struct list *list)
{
	const struct nkv_log_possible *possible = &list->choice->possible;
	const char *why = "no kernel prints it";

	if (list->machine->pg_data == NKV_LOG_KNOWN)
		return;
	if (is_planned(list) && (possible->pg_data_min > NKV_PG_DATA_BYTES_MIN ||
				 possible->pg_data_max < NKV_PG_DATA_BYTES_MAX))
		why = print(list, "the pages that the nodes give up allow %" PRIu32 " to %" PRIu32,
			    possible->pg_data_min, possible->pg_data_max);
	add(list, "kernel.pg_data", number(list, list->machine->machine.kernel.pg_data_bytes), why);
}

static void assume_late_kernel(struct list *list, const char *unsaid)
{
	const struct nkv_log_machine *machine = list->machine;
	const struct nkv_kernel *kernel = &machine->machine.kernel;

	if (machine->image_end == NKV_LOG_GUESSED)
		add(list, "kernel.image_end", address(list, kernel->image_end),
		    print(list, "it fits the end of the mapping in line %zu",
			  list->facts->facts[NKV_LOG_FACT_MAPPED_END].position.line));
	if (machine->nr_cpus != NKV_LOG_KNOWN)
		add(list, "kernel.nr_cpus", number(list, kernel->nr_cpus),
		    machine->nr_cpus == NKV_LOG_GUESSED
			    ? "it fits the ends of low memory and of its page tables"
			    : unsaid);
}

static void assume_kernel(struct list *list)
{
	const struct nkv_log_machine *machine = list->machine;
	const struct nkv_kernel *kernel = &machine->machine.kernel;
	const char *unsaid = is_planned(list)
				     ? "the log lacks the line that shows it"
				     : "it belongs to the planned kernel, not to the log's";

	if (machine->page_offset != NKV_LOG_KNOWN)
		add(list, "kernel.page_offset", address(list, kernel->page_offset), unsaid);
	assume_struct_page(list, unsaid);
	assume_pg_data(list);
	if (machine->max_numnodes != NKV_LOG_KNOWN)
		add(list, "kernel.max_numnodes", number(list, kernel->max_numnodes),
		    "no kernel prints it");
	add(list, "kernel.cache_line", number(list, kernel->cache_line_bytes),
	    "no kernel prints it");
	if (machine->text != NKV_LOG_KNOWN)
		add(list, "kernel.text", address(list, kernel->text), unsaid);
	if (machine->init_pg_tables_end != NKV_LOG_KNOWN)
		add(list, "kernel.init_pg_tables_end", address(list, kernel->init_pg_tables_end),
		    unsaid);
	assume_late_kernel(list, unsaid);
	if (!list->facts->facts[NKV_LOG_FACT_CPU].given)
		add(list, "kernel.amd_k7", "false", "the log does not name the processor");
}

/* --- everything else --- */

/* The start of vmalloc's addresses shows low memory only to the next multiple. */
static const char *why_of_vmalloc(struct list *list)
{
	const struct nkv_log_fact_value *start = &list->facts->facts[NKV_LOG_FACT_VMALLOC_START];

	return print(list,
		     "the vmalloc addresses in line %zu allow vmalloc=0x%" PRIx64 " to 0x%" PRIx64
		     "; the log has no command line",
		     start->position.line, list->choice->candidate.vmalloc_bytes,
		     list->choice->possible.vmalloc_max);
}

static const char *why_of_cmdline(struct list *list)
{
	const struct nkv_log_fact_value *highmem =
		&list->facts->facts[NKV_LOG_FACT_HIGHMEM_ASKED_MB];
	const struct nkv_kernel_candidate *candidate = &list->choice->candidate;

	if (candidate->words != NKV_LOG_WORDS_OWN)
		return print(list, "it turns the firmware's map into that of line %zu, %s",
			     nkv_log_map_in_effect(list->facts)->position.line,
			     list->facts->cmdline.given
				     ? "which the log's own command line does not"
				     : "and the log has none");
	if (highmem->given)
		return print(list, "line %zu shows that there was one, but the log has none",
			     highmem->position.line);
	if (list->choice->possible.vmalloc_max > candidate->vmalloc_bytes)
		return why_of_vmalloc(list);
	if (candidate->vmalloc_bytes > 0 || candidate->has_highmem)
		return print(list,
			     "it leaves as much %s as the log shows; the log has no command line",
			     !candidate->has_highmem	     ? "low memory"
			     : candidate->vmalloc_bytes == 0 ? "high memory"
							     : "low and high memory");
	return "the log has none";
}

static void assume_cmdline(struct list *list)
{
	if (!list->facts->cmdline.given || list->choice->candidate.words != NKV_LOG_WORDS_OWN)
		add(list, "cmdline", print(list, "\"%s\"", list->machine->machine.cmdline),
		    why_of_cmdline(list));
}

static const char *why_of_initrd(struct list *list)
{
	const struct nkv_log_fact_value *ramdisk = &list->facts->facts[NKV_LOG_FACT_RAMDISK_START];
	const struct nkv_log_fact_value *end = &list->facts->facts[NKV_LOG_FACT_INITRD_END];
	const struct nkv_log_fact_value *kva = &list->facts->facts[NKV_LOG_FACT_KVA_START_PFN];
	const struct nkv_log_fact_value *large = &list->facts->facts[NKV_LOG_FACT_INITRD_TOO_LARGE];

	if (ramdisk->given)
		return print(list,
			     "line %zu has it at an address that no boot loader uses for a 32-bit "
			     "kernel",
			     ramdisk->position.line);
	if (list->facts->loader.initrd_start.given)
		return print(list, "line %zu shows where it begins, but not its size",
			     list->facts->loader.initrd_start.position.line);
	if (end->given)
		return print(list, "line %zu shows where it ended, but not where it began",
			     end->position.line);
	if (large->given)
		return print(list,
			     "line %zu shows that it was at least half as large as low memory",
			     large->position.line);
	return print(list, "the KVA in line %zu ends just below an initrd in this large page",
		     kva->position.line);
}

static void assume_initrd(struct list *list)
{
	const struct nkv_machine *machine = &list->machine->machine;
	const struct nkv_log_fact_value *freed = &list->facts->facts[NKV_LOG_FACT_INITRD_FREED_KIB];
	const struct nkv_log_fact_value *seen = &list->facts->facts[NKV_LOG_FACT_INITRD_SEEN];
	const struct nkv_log_fact_value *ramdisk = &list->facts->facts[NKV_LOG_FACT_RAMDISK_START];

	if (list->machine->initrd == NKV_LOG_KNOWN)
		return;
	if (list->machine->initrd == NKV_LOG_GUESSED)
		add(list, "initrd",
		    print(list, "{start: 0x%" PRIx32 ", size: 0x%" PRIx32 "}",
			  machine->initrd_start, machine->initrd_size),
		    why_of_initrd(list));
	else if (ramdisk->given)
		add(list, "initrd", "none",
		    print(list,
			  "line %zu has one of %" PRIu64
			  " KiB, which does not fit where a 32-bit kernel has it",
			  ramdisk->position.line,
			  (list->facts->facts[NKV_LOG_FACT_RAMDISK_END].number - ramdisk->number) >>
				  10));
	else if (freed->given || seen->given)
		add(list, "initrd", "none",
		    print(list,
			  "line %zu shows that there was one, but the log does not show where",
			  freed->given ? freed->position.line : seen->position.line));
	else
		add(list, "initrd", "none", "the log has none");
}

static void assume_ebda(struct list *list)
{
	uint32_t ebda = list->machine->machine.ebda;

	if (list->machine->ebda == NKV_LOG_GUESSED)
		add(list, "ebda", address(list, ebda),
		    "the map reserves memory from there to 640 KiB, where the EBDA usually is");
	else if (list->machine->ebda == NKV_LOG_ASSUMED)
		add(list, "ebda", "none", "the log has none");
}

static void assume_numaq(struct list *list)
{
	if (list->machine->numaq == NKV_LOG_GUESSED)
		add(list, "numaq", print(list, "%zu quads", list->machine->machine.quad_count),
		    "the log does not show where each quad begins and ends; on all known machines "
		    "they are equal in size and adjacent");
}

static void assume_srat(struct list *list)
{
	const struct nkv_log_fact_value *table = &list->facts->facts[NKV_LOG_FACT_SRAT_TABLE];

	if (list->machine->srat == NKV_LOG_KNOWN)
		return;
	if (list->machine->srat == NKV_LOG_GUESSED) {
		add(list, "srat.memory",
		    print(list, "%zu entries", list->machine->machine.memory_count),
		    print(list,
			  "the log has no SRAT entries, but shows the nodes made from them, from "
			  "line %zu on",
			  list->machine->memory_positions[0].line));
		return;
	}
	add(list, "srat", "none",
	    table->given
		    ? print(list,
			    "line %zu shows that there is one, but the log has none of its entries",
			    table->position.line)
		    : "the log has none");
}

/* They do not matter without an SRAT, or if the log's kernel read it. */
static void assume_tables(struct list *list)
{
	if (list->machine->has_some_tables && list->machine->machine.has_srat &&
	    !list->machine->reads_srat)
		add(list, "acpi", "none",
		    print(list,
			  "the log shows only some of the tables, as in line %zu: the kernel is "
			  "assumed to find the SRAT",
			  list->facts->table_positions[0].line));
}

bool nkv_log_assume(const struct nkv_boot_facts *facts, const struct nkv_kernel_choice *choice,
		    const struct nkv_log_machine *machine, const struct nkv_override *overrides,
		    size_t override_count, struct nkv_pool *pool,
		    struct nkv_log_assumptions *assumptions)
{
	struct list list = { facts,	     choice, machine,	  overrides,
			     override_count, pool,   assumptions, false };

	assumptions->count = 0;
	assume_profile(&list);
	assume_setting(&list);
	assume_kernel(&list);
	assume_cmdline(&list);
	assume_initrd(&list);
	assume_ebda(&list);
	if (machine->machine.reserve_count == 0)
		add(&list, "reserve", "none", "the log shows no other firmware data");
	assume_srat(&list);
	assume_tables(&list);
	assume_numaq(&list);
	return !list.no_memory;
}
