/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/forms/boot_facts.h"

#include <stdio.h>
#include <string.h>

#include "read/forms/log_version.h"

void nkv_boot_facts_begin(struct nkv_boot_facts *facts, const struct nkv_position *first)
{
	memset(facts, 0, sizeof(*facts));
	facts->origin = first->origin;
	facts->first = facts->last = *first;
}

void nkv_log_fact_note(struct nkv_log_fact_value *value, uint64_t number,
		       const struct nkv_position *position)
{
	if (!value->given)
		*value = (struct nkv_log_fact_value){ .given = true,
						      .number = number,
						      .position = *position };
}

void nkv_log_cmdline_note(struct nkv_log_cmdline *cmdline, const char *text, size_t length,
			  const struct nkv_position *position)
{
	size_t blanks = strspn(text, " \t");

	if (cmdline->given || blanks > length)
		return;
	*cmdline = (struct nkv_log_cmdline){ .given = true, .position = *position };
	snprintf(cmdline->text, sizeof(cmdline->text), "%.*s", (int)(length - blanks),
		 text + blanks);
}

/* Other kernels can print nodes, too, but they also print how much low memory there is. */
static bool ends_in_nodes(const struct nkv_boot_facts *facts)
{
	return facts->nodes[0].start_pfn.given &&
	       !nkv_log_fact(facts, NKV_LOG_FACT_LOWMEM_MB)->given;
}

bool nkv_log_is_planned(const struct nkv_boot_facts *facts)
{
	return ends_in_nodes(facts) || nkv_log_fact(facts, NKV_LOG_FACT_KVA_OF_NODE)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_KVA_TOTAL)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_KVA_START_PFN)->given ||
	       nkv_log_fact(facts, NKV_LOG_FACT_RESERVE_PAGES)->given;
}

/* --- pfns --- */

/* Kernels from this version on print pfns in hexadecimal. */
static const char hexadecimal_from[] = "2.6.27";

static bool prints_hexadecimal(const struct nkv_boot_facts *facts)
{
	if (nkv_log_fact(facts, NKV_LOG_FACT_HEXADECIMAL_PFN)->given)
		return true;
	if (facts->version[0])
		return nkv_log_version_is_from(facts->version, hexadecimal_from);
	return nkv_log_fact(facts, NKV_LOG_FACT_HEXADECIMAL_LINE)->given;
}

static void settle(struct nkv_log_fact_value *value)
{
	if (value->is_pfn)
		value->number = value->hexadecimal;
}

static void settle_pfns(struct nkv_boot_facts *facts)
{
	for (size_t i = 0; i < NKV_LOG_FACT_COUNT; i++)
		settle(&facts->facts[i]);
	for (size_t nid = 0; nid < NKV_LOG_NODES_MAX; nid++) {
		settle(&facts->nodes[nid].start_pfn);
		settle(&facts->nodes[nid].end_pfn);
	}
}

void nkv_boot_facts_settle(struct nkv_boot_facts *facts)
{
	if (prints_hexadecimal(facts))
		settle_pfns(facts);
	if (!facts->cmdline.given)
		facts->cmdline = facts->loader.cmdline;
}
