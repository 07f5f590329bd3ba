/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds where low memory ends and where the KVA goes (4). */
#include "core/boot/boot.h"

enum { LOWMEM_PAGES_MIN = 16384 }; /* 64 MiB: highmem= must leave at least this */

static void say(struct nkv_lowmem_call *call, enum nkv_lowmem_message_kind kind, nkv_ulong first_mb,
		nkv_ulong second_mb)
{
	call->messages[call->message_count++] =
		(struct nkv_lowmem_message){ kind, first_mb, second_mb };
}

static nkv_ulong pages_to_mb(nkv_ulong pages)
{
	return pages >> 8;
}

/* What the kernel's HIGHMEM setting does with memory above MAXMEM. */
static void limit_by_highmem_setting(struct nkv_boot *boot, struct nkv_lowmem_call *call)
{
	struct nkv_plan *plan = boot->plan;

	if (boot->kernel->highmem == NKV_HIGHMEM_OFF) {
		say(call, NKV_MESSAGE_WILL_BE_USED, pages_to_mb(plan->maxmem_pfn), 0);
		say(call,
		    plan->max_pfn > NKV_PFN_4G ? NKV_MESSAGE_USE_HIGHMEM64G
					       : NKV_MESSAGE_USE_HIGHMEM,
		    0, 0);
		plan->max_pfn = plan->maxmem_pfn;
	} else if (boot->kernel->highmem == NKV_HIGHMEM_4G && plan->max_pfn > NKV_PFN_4G) {
		plan->max_pfn = NKV_PFN_4G;
		say(call, NKV_MESSAGE_4G_WILL_BE_USED, 0, 0);
		say(call, NKV_MESSAGE_USE_HIGHMEM64G, 0, 0);
	}
}

/* The branch for more memory than the kernel can map as low memory. */
static nkv_ulong max_low_pfn_above_maxmem(struct nkv_boot *boot, struct nkv_lowmem_call *call)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong maxmem = plan->maxmem_pfn;

	if (boot->highmem_pages == NKV_HIGHMEM_UNSET)
		boot->highmem_pages = plan->max_pfn - maxmem;
	if (boot->highmem_pages + maxmem < plan->max_pfn)
		plan->max_pfn = maxmem + boot->highmem_pages;
	if (boot->highmem_pages + maxmem > plan->max_pfn) {
		say(call, NKV_MESSAGE_HIGHMEM_ONLY, pages_to_mb(plan->max_pfn - maxmem),
		    pages_to_mb(boot->highmem_pages));
		boot->highmem_pages = 0;
	}
	limit_by_highmem_setting(boot, call);
	return maxmem;
}

/* The branch for less memory, where highmem= can still reduce low memory. */
static nkv_ulong max_low_pfn_within_maxmem(struct nkv_boot *boot, struct nkv_lowmem_call *call)
{
	nkv_ulong max_pfn = boot->plan->max_pfn;

	if (boot->highmem_pages == NKV_HIGHMEM_UNSET)
		boot->highmem_pages = 0;
	if (!nkv_has_highmem(boot->kernel)) {
		if (boot->highmem_pages != 0)
			say(call, NKV_MESSAGE_HIGHMEM_NO_KERNEL, 0, 0);
		return max_pfn;
	}
	if (boot->highmem_pages >= max_pfn) {
		say(call, NKV_MESSAGE_HIGHMEM_BIGGER, pages_to_mb(boot->highmem_pages),
		    pages_to_mb(max_pfn));
		boot->highmem_pages = 0;
	}
	if (boot->highmem_pages != 0 && max_pfn - boot->highmem_pages < LOWMEM_PAGES_MIN) {
		say(call, NKV_MESSAGE_HIGHMEM_SMALLER, pages_to_mb(boot->highmem_pages), 0);
		boot->highmem_pages = 0;
	}
	return max_pfn - boot->highmem_pages;
}

nkv_ulong nkv_find_max_low_pfn(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	struct nkv_lowmem_call *call = &plan->lowmem_calls[plan->lowmem_call_count++];

	call->max_pfn_before = plan->max_pfn;
	call->highmem_pages_before = boot->highmem_pages;
	call->max_low_pfn = plan->max_pfn > plan->maxmem_pfn
				    ? max_low_pfn_above_maxmem(boot, call)
				    : max_low_pfn_within_maxmem(boot, call);
	call->max_pfn_after = plan->max_pfn;
	call->highmem_pages_after = boot->highmem_pages;
	return call->max_low_pfn;
}

void nkv_find_min_low_pfn(struct nkv_boot *boot)
{
	boot->plan->boot_min_low_pfn = nkv_pfn_up(boot->kernel->init_pg_tables_end);
	boot->plan->min_low_pfn = boot->plan->boot_min_low_pfn;
}

void nkv_find_highmem(struct nkv_boot *boot, nkv_ulong low_end_pfn)
{
	struct nkv_plan *plan = boot->plan;

	if (!nkv_has_highmem(boot->kernel))
		return;
	plan->highstart_pfn = nkv_min(plan->max_pfn, low_end_pfn);
	plan->highend_pfn = plan->max_pfn;
}

bool nkv_kva_place_in_lowmem(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong top;

	nkv_find_min_low_pfn(boot);
	top = nkv_find_max_low_pfn(boot);
	if (boot->rules->kva_below_initrd && boot->machine->initrd_start != 0)
		top = nkv_pfn_down(boot->machine->initrd_start);
	plan->kva_wanted_pfn = top - plan->kva_pages;
	plan->kva_slack_pages = plan->kva_wanted_pfn % plan->pages_per_large_page;
	plan->kva_start_pfn = plan->kva_wanted_pfn - plan->kva_slack_pages;
	if (boot->rules->kva_takes_slack) {
		plan->wasted_pages = plan->kva_slack_pages;
		plan->kva_pages += plan->kva_slack_pages;
	}
	plan->max_low_pfn = nkv_find_max_low_pfn(boot);
	nkv_find_highmem(boot, plan->max_low_pfn);
	return true;
}

bool nkv_kva_place_above_lowmem(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;
	nkv_ulong top;

	nkv_find_min_low_pfn(boot);
	top = nkv_find_max_low_pfn(boot);
	if (plan->kva_pages > top)
		return false;
	plan->max_low_pfn = top - plan->kva_pages;
	nkv_find_highmem(boot, plan->max_low_pfn);
	plan->kva_start_pfn = plan->highstart_pfn;
	return true;
}

bool nkv_nodes_clamp(struct nkv_boot *boot)
{
	struct nkv_plan *plan = boot->plan;

	for (size_t i = 0; i < plan->node_count; i++) {
		struct nkv_node *node = &plan->nodes[i];

		node->end_pfn = nkv_min(node->end_pfn, plan->max_pfn);
		node->start_pfn = nkv_min(node->start_pfn, plan->max_pfn);
		if (node->start_pfn > node->end_pfn) {
			plan->stopped_nid = node->nid;
			return false;
		}
	}
	return true;
}
