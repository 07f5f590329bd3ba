/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "read/logcheck.h"

#include <inttypes.h>

#include <numakva/numakva.h>

#include "read/lognodes.h"

static const struct nkv_logfact_value *fact(const struct nkv_logfacts *facts, enum nkv_logfact id)
{
	return &facts->facts[id];
}

/* --- the map --- */

static void check_map_is_there(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *header = fact(facts, NKV_LOGFACT_MAP_HEADER);
	const struct nkv_logfact_value *other = fact(facts, NKV_LOGFACT_OTHER_MAP);

	if (other->given)
		nkv_report_error(report, &other->mark,
				 "this map is not from E820, wanted are 'BIOS-e820:' lines");
	else if (header->given)
		nkv_report_error(report, &header->mark,
				 "no entry of the E820 map follows, wanted are 'BIOS-e820:' lines");
	else
		nkv_report_error(report, &facts->first,
				 "no E820 map in this boot, wanted are 'BIOS-e820:' lines");
}

static void check_order(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	for (size_t i = 1; i < facts->e820_count; i++) {
		const struct nkv_e820_entry *last = &facts->e820[i - 1], *entry = &facts->e820[i];

		if (entry->start >= last->start + last->size)
			continue;
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &facts->e820_marks[i],
				  "this entry does not begin above the one before, as those that a "
				  "kernel prints do: the map may be of two");
		return;
	}
}

/* Of the usable entries, in pages. */
static uint64_t end_of_map(const struct nkv_logfacts *facts)
{
	uint64_t most = 0;

	for (size_t i = 0; i < facts->e820_count; i++) {
		uint64_t end = (facts->e820[i].start + facts->e820[i].size) >> NKV_PAGE_SHIFT;

		if (facts->e820[i].type == NKV_E820_USABLE && end > most)
			most = end;
	}
	return most;
}

static void check_map_is_whole(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *overflow = fact(facts, NKV_LOGFACT_MAP_OVERFLOW);
	const struct nkv_logfact_value *last_pfn = fact(facts, NKV_LOGFACT_LAST_PFN);
	uint64_t end = end_of_map(facts);

	if (overflow->given)
		nkv_report_error(report, &overflow->mark, "more than %d entries of the E820 map",
				 NKV_LOG_E820_MAX);
	if (!fact(facts, NKV_LOGFACT_MAP_HEADER)->given)
		nkv_report_remark(
			report, NKV_GRAVITY_WARNING, &facts->e820_marks[0],
			"no line says that the E820 map begins here, entries before may be "
			"missing");
	if (facts->ends_in_map)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &facts->last,
				  "the boot ends in its E820 map, entries may be missing");
	if (last_pfn->given && last_pfn->number > end)
		nkv_report_remark(report, NKV_GRAVITY_WARNING, &last_pfn->mark,
				  "last_pfn is 0x%" PRIx64
				  ", but the usable entries of the E820 map end at 0x%" PRIx64
				  ": some are missing",
				  last_pfn->number, end);
}

static void check_map(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *broken = fact(facts, NKV_LOGFACT_BROKEN_MAP);

	if (broken->given)
		nkv_report_error(report, &broken->mark,
				 "an entry of the E820 map that cannot be read");
	else if (facts->e820_count == 0)
		check_map_is_there(facts, report);
	if (facts->e820_count == 0)
		return;
	check_map_is_whole(facts, report);
	check_order(facts, report);
}

/* --- the SRAT --- */

static void check_srat_is_used(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *unused = fact(facts, NKV_LOGFACT_SRAT_UNUSED);
	const struct nkv_logfact_value *failed = fact(facts, NKV_LOGFACT_SRAT_FAILED);

	if (unused->given || failed->given)
		nkv_report_remark(report, NKV_GRAVITY_WARNING,
				  unused->given ? &unused->mark : &failed->mark,
				  "the log's kernel does without the SRAT, which is taken all the "
				  "same");
}

static void check_srat(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	const struct nkv_logfact_value *broken = fact(facts, NKV_LOGFACT_BROKEN_SRAT);
	const struct nkv_logfact_value *overflow = fact(facts, NKV_LOGFACT_SRAT_OVERFLOW);
	const struct nkv_logfact_value *x2apic = fact(facts, NKV_LOGFACT_X2APIC);

	if (broken->given)
		nkv_report_error(report, &broken->mark, "an SRAT entry that cannot be read");
	if (facts->bad_pxm.given)
		nkv_report_error(report, &facts->bad_pxm.mark,
				 "proximity domain %" PRIu64 ", wanted is 0 to %d",
				 facts->bad_pxm.number, NKV_PXM_MAX);
	if (overflow->given)
		nkv_report_error(report, &overflow->mark, "more SRAT entries than can be kept");
	if (x2apic->given)
		nkv_report_remark(report, NKV_GRAVITY_NOTE, &x2apic->mark,
				  "processors with an APIC id above 255 are left out, as by the "
				  "kernels that are planned");
	if (facts->memory_count + facts->processor_count == 0)
		return;
	nkv_log_check_nodes(facts, report);
	check_srat_is_used(facts, report);
}

void nkv_log_check(const struct nkv_logfacts *facts, struct nkv_report *report)
{
	check_map(facts, report);
	check_srat(facts, report);
}
