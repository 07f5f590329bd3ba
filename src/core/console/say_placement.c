/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines about the remap, the KVA and low memory (3 to 5). */
#include "core/console/console.h"
#include "core/kernel.h"
#include "core/rules.h"

static void say_node_remap(const struct nkv_console *console, const struct nkv_node *node)
{
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_RESERVING,
					   .values = { node->reserved_pages, node->nid } });
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_SHRINKING,
						    .values = { node->nid, node->present_end_pfn,
								node->present_end_pfn -
									node->reserved_pages } });
	if (node->alignment_pages)
		nkv_console_say(console, (struct nkv_said){
						 .form = NKV_SAY_SHRINKING_FURTHER,
						 .values = { node->nid, node->alignment_pages } });
}

void nkv_say_remap(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	for (size_t i = 0; i < plan->node_count; i++)
		if (plan->nodes[i].gives)
			say_node_remap(console, &plan->nodes[i]);
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_RESERVING_TOTAL,
						    .values = { plan->remap_total_pages } });
}

/* --- 4 --- */

/* The form in older kernels, and in kernels from 2.6.30 on. */
static enum nkv_console_form message_form(const struct nkv_rules *rules,
					  enum nkv_lowmem_message_kind kind)
{
	static const enum nkv_console_form forms[][2] = {
		[NKV_MESSAGE_HIGHMEM_ONLY] = { NKV_SAY_HIGHMEM_ONLY, NKV_SAY_HIGHMEM_ONLY_NEW },
		[NKV_MESSAGE_WILL_BE_USED] = { NKV_SAY_WILL_BE_USED, NKV_SAY_WILL_BE_USED },
		[NKV_MESSAGE_4G_WILL_BE_USED] = { NKV_SAY_4G_WILL_BE_USED,
						  NKV_SAY_4G_WILL_BE_USED },
		[NKV_MESSAGE_USE_HIGHMEM64G] = { NKV_SAY_USE_HIGHMEM64G, NKV_SAY_USE_HIGHMEM64G },
		[NKV_MESSAGE_USE_HIGHMEM] = { NKV_SAY_USE_HIGHMEM, NKV_SAY_USE_HIGHMEM },
		[NKV_MESSAGE_HIGHMEM_BIGGER] = { NKV_SAY_HIGHMEM_BIGGER,
						 NKV_SAY_HIGHMEM_BIGGER_NEW },
		[NKV_MESSAGE_HIGHMEM_SMALLER] = { NKV_SAY_HIGHMEM_SMALLER,
						  NKV_SAY_HIGHMEM_SMALLER_NEW },
		[NKV_MESSAGE_HIGHMEM_NO_KERNEL] = { NKV_SAY_HIGHMEM_NO_KERNEL,
						    NKV_SAY_HIGHMEM_NO_KERNEL },
	};

	if (kind == NKV_MESSAGE_USE_HIGHMEM64G && rules->advises_pae)
		return NKV_SAY_USE_PAE;
	return forms[kind][rules->has_new_highmem_words];
}

struct nkv_said nkv_lowmem_message_said(const struct nkv_plan *plan,
					const struct nkv_lowmem_message *message)
{
	return (struct nkv_said){
		.form = message_form(plan->machine->kernel.profile->rules, message->kind),
		.values = { message->first_mb, message->second_mb },
	};
}

void nkv_say_lowmem_messages(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	for (size_t i = 0; i < plan->lowmem_call_count; i++)
		for (size_t j = 0; j < plan->lowmem_calls[i].message_count; j++)
			nkv_console_say(console, nkv_lowmem_message_said(
							 plan, &plan->lowmem_calls[i].messages[j]));
}

void nkv_say_highmem(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	if (plan->machine->kernel.highmem != NKV_HIGHMEM_OFF)
		nkv_console_say(
			console,
			(struct nkv_said){
				.form = NKV_SAY_HIGHMEM_MB,
				.values = { (plan->highend_pfn - plan->highstart_pfn) >> 8 } });
}

void nkv_say_lowmem(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_LOWMEM_MB,
						    .values = { plan->max_low_pfn >> 8 } });
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_LOW_PFNS,
					   .values = { plan->boot_min_low_pfn, plan->max_low_pfn,
						       plan->highstart_pfn } });
}

static void say_ends(const struct nkv_console *console)
{
	nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_MAX_PFN,
						    .values = { console->plan->max_pfn } });
	nkv_say_highmem(console);
	nkv_say_lowmem(console);
}

void nkv_say_kva_in_lowmem(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_say_lowmem_messages(console);
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_KVA_START,
					   .values = { plan->kva_start_pfn, plan->max_low_pfn } });
	say_ends(console);
}

void nkv_say_kva_above_lowmem(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_say_lowmem_messages(console);
	if (plan->stopped_at == NKV_STOP_PLACEMENT)
		return;
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_RESERVE_PAGES,
					   .values = { plan->kva_pages,
						       plan->max_low_pfn + plan->kva_pages } });
	say_ends(console);
}

/* --- 4.7 --- */

static nkv_ulong to_vaddr(const struct nkv_plan *plan, nkv_ulong pfn)
{
	return plan->machine->kernel.page_offset + nkv_pfn_phys(pfn);
}

nkv_ulong nkv_window_pages(const struct nkv_node *node)
{
	return node->gives ? node->reserved_pages : node->memmap_bytes;
}

void nkv_say_window(const struct nkv_console *console, const struct nkv_node *node, nkv_ulong end)
{
	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_WINDOW,
					   .values = { node->nid, node->remap_vaddr_start, end } });
}

void nkv_say_lowmem_end(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_LOWMEM_ENDS,
					   .values = { to_vaddr(plan, plan->max_low_pfn) } });
}

void nkv_say_highmem_start(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_console_say(console,
			(struct nkv_said){ .form = NKV_SAY_HIGHMEM_STARTS,
					   .values = { to_vaddr(plan, plan->highstart_pfn) } });
}

/* The printed end is counted from high memory, which is the kernel's own mistake. */
void nkv_say_windows(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;

	nkv_say_lowmem_end(console);
	for (size_t i = 0; i < plan->node_count; i++) {
		const struct nkv_node *node = &plan->nodes[i];

		nkv_say_window(console, node,
			       to_vaddr(plan, plan->highstart_pfn + node->remap_offset_pages +
						      nkv_window_pages(node)));
	}
	nkv_say_highmem_start(console);
}

/* --- 5 --- */

void nkv_say_initrd(const struct nkv_console *console)
{
	const struct nkv_plan *plan = console->plan;
	const struct nkv_machine *machine = plan->machine;

	switch (plan->initrd_fate) {
	case NKV_INITRD_BEYOND_LOWMEM:
		nkv_console_say(console,
				(struct nkv_said){ .form = NKV_SAY_INITRD_BEYOND,
						   .values = { (nkv_ulong)(machine->initrd_start +
									   machine->initrd_size),
							       nkv_pfn_phys(plan->max_low_pfn) } });
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_INITRD_DISABLED });
		break;
	case NKV_INITRD_WRAPS:
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_INITRD_WRAPS });
		break;
	case NKV_INITRD_TOO_LARGE:
		nkv_console_say(console, (struct nkv_said){ .form = NKV_SAY_INITRD_TOO_LARGE });
		break;
	default:
		break;
	}
}
