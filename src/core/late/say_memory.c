/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines from the image to the initrd (1). */
#include <string.h>

#include "core/late/late.h"
#include "core/late/say.h"
#include "core/late/steps.h"

static void say_alone(const struct nkv_console *console, enum nkv_console_form form)
{
	nkv_console_say(console, (struct nkv_said){ .form = form });
}

static const struct nkv_late_rules *late_rules(const struct nkv_console *console)
{
	return console->plan->machine->kernel.profile->rules->late;
}

/* --- early reservations --- */

bool nkv_late_ends_in(const struct nkv_plan *plan, const struct nkv_step *step)
{
	return plan->stopped_at != NKV_STOP_NONE && plan->steps[plan->step_count - 1] == step;
}

void nkv_late_say_refused(const struct nkv_console *console, const struct nkv_step *step)
{
	const struct nkv_early_reservation *came = &console->plan->early_refused;
	const struct nkv_early_reservation *met = &console->plan->early_met;

	if (came->by == NULL || !nkv_late_ends_in(console->plan, step))
		return;
	if (met->by == NULL)
		say_alone(console, NKV_SAY_PANIC_EARLY_FULL);
	else
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_PANIC_EARLY_OVERLAP,
							    .values = { came->start, came->end - 1,
									met->start, met->end - 1 },
							    .word = came->by,
							    .second_word = met->by });
}

/* --- 1.7 --- */

/* Printed before the BIOS area is reserved, which is the last reservation of the image's step. */
static void say_ebda(const struct nkv_console *console)
{
	uint32_t ebda = console->plan->machine->ebda & ~UINT32_C(15);
	const char *refused = console->plan->early_refused.by;

	if (nkv_late_ends_in(console->plan, &nkv_step_image) &&
	    strcmp(refused, "BIOS reserved") != 0)
		return;
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_EBDA,
						    .values = { ebda, ebda ? ebda : 0xa0000 } });
}

void nkv_late_say_image(const struct nkv_console *console)
{
	if (late_rules(console)->prints_ebda)
		say_ebda(console);
	nkv_late_say_refused(console, &nkv_step_image);
}

/* --- 1.3 --- */

/* The name of the option: a word that the kernel complains about has one of these. */
static const char *option_name(const struct nkv_word *word)
{
	static const char *const names[] = { "memmap", "mem", "highmem" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (word->length >= strlen(names[i]) &&
		    memcmp(word->text, names[i], strlen(names[i])) == 0)
			return names[i];
	return "vmalloc";
}

void nkv_late_say_options(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	const char *cursor = plan->machine->cmdline ? plan->machine->cmdline : "";
	struct nkv_e820_map map = plan->bios_e820;
	struct nkv_word word;

	while (nkv_cmdline_read(&plan->machine->kernel, &cursor, &word)) {
		if (nkv_e820_apply(&plan->machine->kernel, &map, &word) == NKV_MAP_FULL)
			say_alone(console, NKV_SAY_MAP_FULL);
		if (word.malformed)
			nkv_console_say(console,
					(struct nkv_said){ .form = NKV_SAY_MALFORMED_OPTION,
							   .word = option_name(&word) });
	}
}

void nkv_late_say_user_map(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	if (plan->stopped_at == NKV_STOP_E820) {
		say_alone(console, NKV_SAY_PANIC_USER_MAP);
	} else if (plan->user_defined_e820) {
		say_alone(console, NKV_SAY_USER_MAP);
		nkv_say_map(console, NKV_SAY_USER_ENTRY, &plan->e820);
	}
}

/* --- 1.5 --- */

void nkv_late_say_last_pfn(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_console_say(
		console,
		(struct nkv_said){ .form = NKV_SAY_LAST_PFN,
				   .values = { plan->e820_max_pfn,
					       nkv_late_pfn_limit(&plan->machine->kernel) } });
}

/* --- 1.8 --- */

static void say_stretch(const struct nkv_console *console, nkv_ulong start, nkv_ulong end,
			const char *pages)
{
	if (start < end)
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_MAPPING,
							    .values = { start, end },
							    .word = pages });
}

/* Large pages map whole large pages after the first, which contains more than memory. */
static void say_mapping(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	nkv_ulong low = nkv_pfn_phys(plan->max_low_pfn);
	nkv_ulong large_page = nkv_pfn_phys(plan->pages_per_large_page);
	nkv_ulong whole_end = low - low % large_page;

	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_INIT_MAPPING, .values = { 0, low } });
	if (!plan->page_tables.has_large_pages || whole_end <= large_page) {
		say_stretch(console, 0, low, "4k");
		return;
	}
	say_stretch(console, 0, large_page, "4k");
	say_stretch(console, large_page, whole_end, "2M");
	say_stretch(console, whole_end, low, "4k");
}

static void say_tables(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	const struct nkv_page_tables *tables = &plan->page_tables;

	if (!tables->found) {
		say_alone(console, NKV_SAY_PANIC_PAGE_TABLES);
		return;
	}
	nkv_console_say(console, (struct nkv_said){
					 .form = NKV_SAY_PAGE_TABLES,
					 .values = { nkv_pfn_phys(plan->max_low_pfn), tables->start,
						     tables->start + tables->size_bytes } });
	if (nkv_late_ends_in(plan, &nkv_step_page_tables))
		say_alone(console, NKV_SAY_PANIC_LOW_PAGES);
}

void nkv_late_say_page_tables(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	if (late_rules(console)->prints_mapping)
		nkv_console_say(console,
				(struct nkv_said){ .form = NKV_SAY_MAPPED_AT_START,
						   .values = { plan->page_tables.mapped_end } });
	if (plan->page_tables.size_bytes != 0) {
		if (late_rules(console)->prints_mapping)
			say_mapping(console);
		say_tables(console);
	}
	nkv_late_say_refused(console, &nkv_step_page_tables);
}

/* --- 1.9 --- */

static void say_move(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	uint64_t start = plan->machine->initrd_start, size = plan->machine->initrd_size;
	uint64_t to = plan->initrd_start;

	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_RAMDISK_ALLOCATED,
						    .values = { to, to + size } });
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_RAMDISK_MOVED,
						    .values = { start, start + size - 1, to,
								to + size - 1 } });
}

void nkv_late_say_initrd(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	uint64_t start = plan->machine->initrd_start, size = plan->machine->initrd_size;

	if (plan->initrd_fate == NKV_INITRD_TOO_LARGE) {
		say_alone(console, NKV_SAY_INITRD_TOO_LARGE);
		return;
	}
	if (start == 0 || size == 0)
		return;
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_RAMDISK,
						    .values = { start, start + size } });
	if (plan->initrd_fate == NKV_INITRD_MOVED)
		say_move(console);
	else if (plan->stopped_at == NKV_STOP_INITRD)
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_PANIC_RAMDISK,
							    .values = { size } });
}
