/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/verdict.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <numakva/numakva.h>

#include "write/words/hazard_text.h"
#include "write/words/kernel_text.h"
#include "write/words/size_text.h"
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
	case NKV_STOP_IMAGE:
		return "PANICS before it reads the map";
	case NKV_STOP_E820:
		return "PANICS on its command line";
	case NKV_STOP_PAGE_TABLES:
		return "PANICS while it maps low memory";
	case NKV_STOP_INITRD:
		return "PANICS while it moves the initrd";
	case NKV_STOP_KVA_RAM:
		return "PANICS while its nodes give up pages";
	case NKV_STOP_PLACEMENT:
		return "PANICS for lack of low memory";
	case NKV_STOP_NODE_RANGES:
		return "PANICS while it sets up its nodes";
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
	size_t nodes = plan->node_count, used;

	text[0] = '\0';
	if (nkv_plan_knows(plan, NKV_FACT_NODES))
		snprintf(text, NKV_SUMMARY_BYTES, "%zu node%s (%s), %" PRIu64 " MiB; ", nodes,
			 nodes == 1 ? "" : "s", nkv_memory_source_words(plan->memory_source),
			 nkv_pages_mb(plan->ram_pages));
	used = strlen(text);
	snprintf(text + used, NKV_SUMMARY_BYTES - used, "kernel %s, HIGHMEM %s%s",
		 nkv_kernel_text(kernel, name), nkv_highmem_name(kernel->highmem),
		 kernel->pae ? ", PAE" : ", no PAE");
	return text;
}

const char *nkv_memory_summary(const struct nkv_plan *plan, char text[NKV_SUMMARY_BYTES])
{
	char size[NKV_SIZE_TEXT_BYTES];

	if (plan->stopped_at == NKV_STOP_IMAGE || plan->stopped_at == NKV_STOP_E820)
		return "the boot stops before it is counted";
	snprintf(text, NKV_SUMMARY_BYTES, "%s of RAM, up to pfn 0x%" PRIx32,
		 nkv_size_text(plan->ram_pages, size), plan->e820_max_pfn);
	return text;
}
