/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _DEFAULT_SOURCE /* open_memstream, strsep */
#include "core/rules.h"
#include "write/console/boot_lines.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write/formats.h"

/* --- after setup --- */

static bool has_active_ranges(const struct nkv_plan *plan)
{
	return plan->stopped_at == NKV_STOP_NONE &&
	       plan->machine->kernel.profile->rules->span_rule == NKV_SPAN_ACTIVE_RANGES;
}

/* Without an SRAT the one range is registered last. */
static void put_flat_range(FILE *out, const struct nkv_plan *plan)
{
	if (plan->memory_source == NKV_MEMORY_FLAT && plan->active_range_count > 0)
		fprintf(out,
			"Entering add_active_range(0, %" PRIu32 ", %" PRIu32
			") 0 entries of %d used\n",
			plan->active_ranges[0].start_pfn, plan->active_ranges[0].end_pfn,
			NKV_ACTIVE_RANGES_MAX);
}

static int by_start(const void *a, const void *b)
{
	const struct nkv_active_range *first = a, *second = b;

	return first->start_pfn < second->start_pfn ? -1 : first->start_pfn > second->start_pfn;
}

static void put_node_map(FILE *out, const struct nkv_plan *plan)
{
	struct nkv_active_range ranges[NKV_ACTIVE_RANGES_MAX];

	memcpy(ranges, plan->active_ranges, plan->active_range_count * sizeof(*ranges));
	qsort(ranges, plan->active_range_count, sizeof(*ranges), by_start);
	fprintf(out, "early_node_map[%zu] active PFN ranges\n", plan->active_range_count);
	for (size_t i = 0; i < plan->active_range_count; i++)
		fprintf(out, "%u: %" PRIu32 " -> %" PRIu32 "\n", ranges[i].nid, ranges[i].start_pfn,
			ranges[i].end_pfn);
}

/* --- lines --- */

static size_t count_lines(const char *text)
{
	size_t count = 0;

	for (; *text; text++)
		count += *text == '\n';
	return count;
}

static char *trimmed(char *line)
{
	size_t length;

	line += strspn(line, " ");
	length = strlen(line);
	while (length > 0 && line[length - 1] == ' ')
		line[--length] = '\0';
	return line;
}

static bool split(struct nkv_boot_lines *lines)
{
	char *rest = lines->text;

	lines->lines = malloc((count_lines(lines->text) + 1) * sizeof(*lines->lines));
	if (!lines->lines)
		return false;
	for (char *line; (line = strsep(&rest, "\n"));)
		if (*trimmed(line))
			lines->lines[lines->count++] = trimmed(line);
	return true;
}

bool nkv_boot_lines(const struct nkv_plan *plan, struct nkv_boot_lines *lines)
{
	struct nkv_output output = { 0 };
	size_t bytes;
	bool is_written;

	*lines = (struct nkv_boot_lines){ 0 };
	output.file = open_memstream(&lines->text, &bytes);
	if (!output.file)
		return false;
	is_written = nkv_write_console(&output, &(struct nkv_subject){ .plan = plan });
	if (has_active_ranges(plan)) {
		put_flat_range(output.file, plan);
		put_node_map(output.file, plan);
	}
	if (fclose(output.file) == 0 && is_written && split(lines))
		return true;
	nkv_boot_lines_free(lines);
	return false;
}

void nkv_boot_lines_free(struct nkv_boot_lines *lines)
{
	free(lines->text);
	free(lines->lines);
}
