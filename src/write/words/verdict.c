/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/verdict.h"

#include <inttypes.h>
#include <stdio.h>

#include <numakva/numakva.h>

#include "write/words/hazard_text.h"
#include "write/words/kernel_text.h"
#include "write/words/units.h"

const struct nkv_hazard *nkv_verdict_hazard(const struct nkv_plan *plan)
{
	const struct nkv_hazard *worst = NULL;

	for (size_t i = 0; plan->verdict != NKV_VERDICT_BOOTS && i < plan->hazard_count; i++)
		if (!worst || plan->hazards[i].severity > worst->severity)
			worst = &plan->hazards[i];
	return worst;
}

static const char *where_it_panics(const struct nkv_plan *plan)
{
	switch (plan->stopped_at) {
	case NKV_STOP_PLACEMENT:
		return "PANICS for want of low memory";
	case NKV_STOP_NODE_RANGES:
		return "PANICS while it sorts out its nodes";
	case NKV_STOP_BOOTMEM:
		return "PANICS in the boot-time allocator";
	case NKV_STOP_ZONES:
		return "PANICS while it sizes its zones";
	default:
		return "PANICS after setup";
	}
}

const char *nkv_verdict_words(const struct nkv_plan *plan)
{
	switch (plan->verdict) {
	case NKV_VERDICT_PANICS:
		return where_it_panics(plan);
	case NKV_VERDICT_UNSTABLE:
		return "UNSTABLE";
	default:
		return "boots";
	}
}

const char *nkv_verdict_reason(const struct nkv_plan *plan, char text[NKV_REASON_BYTES])
{
	if (plan->verdict == NKV_VERDICT_BOOTS)
		snprintf(text, NKV_REASON_BYTES, "nothing found that would stop it or corrupt it");
	else
		nkv_hazard_message(plan, nkv_verdict_hazard(plan), text);
	return text;
}

enum nkv_severity nkv_verdict_severity(const struct nkv_plan *plan)
{
	return plan->verdict == NKV_VERDICT_BOOTS ? NKV_SEVERITY_INFO
						  : nkv_verdict_hazard(plan)->severity;
}

const char *nkv_memory_source_words(enum nkv_memory_source source)
{
	static const char *const words[] = {
		[NKV_MEMORY_FLAT] = "flat",
		[NKV_MEMORY_SRAT] = "SRAT",
		[NKV_MEMORY_NUMAQ] = "NUMA-Q",
	};

	return words[source];
}

const char *nkv_machine_summary(const struct nkv_plan *plan, char text[NKV_SUMMARY_BYTES])
{
	const struct nkv_kernel *kernel = &plan->machine->kernel;
	char name[NKV_KERNEL_TEXT_BYTES];
	size_t nodes = plan->node_count;

	snprintf(text, NKV_SUMMARY_BYTES,
		 "%zu node%s (%s), %" PRIu64 " MiB; kernel %s, HIGHMEM %s%s", nodes,
		 nodes == 1 ? "" : "s", nkv_memory_source_words(plan->memory_source),
		 nkv_pages_mb(plan->ram_pages), nkv_kernel_text(kernel, name),
		 nkv_highmem_name(kernel->highmem), kernel->pae ? ", PAE" : ", no PAE");
	return text;
}
