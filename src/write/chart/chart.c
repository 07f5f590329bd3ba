/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/chart/chart.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/grow.h"
#include "base/utf8.h"
#include "write/words/kernel_text.h"
#include "write/words/size_text.h"

enum { NAME_BYTES = 120 };

static struct nkv_cell pages_of(const struct nkv_plan *plan, enum nkv_fact fact, uint64_t pages)
{
	return (struct nkv_cell){ .known = nkv_plan_knows(plan, fact), .number = pages };
}

static uint64_t wasted_pages(const struct nkv_plan *plan)
{
	const struct nkv_hazard *wasted = nkv_plan_hazard(plan, NKV_HAZARD_PAGES_WASTED);

	return wasted ? wasted->pages : 0;
}

static uint64_t hazard_bits(const struct nkv_plan *plan)
{
	uint64_t bits = 0;

	for (size_t i = 0; i < plan->hazard_count; i++)
		bits |= UINT64_C(1) << plan->hazards[i].code;
	return bits;
}

/* Sets the values of the last key and of the one before it. */
static void place_point(const struct nkv_point *point, struct nkv_chart_point *placed)
{
	size_t count = point->variation_count;

	placed->x = point->variations[count - 1].value;
	placed->y = count > 1 ? point->variations[count - 2].value : 0;
}

bool nkv_chart_continues(const struct nkv_chart *chart, const struct nkv_subject *subject)
{
	const struct nkv_point *point = subject->point;
	struct nkv_chart_point placed;
	const struct nkv_chart_point *last;

	if (chart->count == 0 || chart->profile != subject->plan->machine->kernel.profile ||
	    chart->memory_model != subject->plan->machine->kernel.memory_model)
		return false;
	for (size_t i = 0; i < chart->outer_count; i++)
		if (chart->outer[i].value != point->variations[i].value)
			return false;
	/* Points come in order, so a point that is not later begins another machine. */
	place_point(point, &placed);
	last = &chart->points[chart->count - 1];
	return placed.y > last->y || (placed.y == last->y && placed.x > last->x);
}

static void write_summary(struct nkv_chart *chart, const struct nkv_plan *plan)
{
	char kernel[NKV_KERNEL_TEXT_BYTES];
	size_t used = (size_t)snprintf(chart->summary, sizeof(chart->summary), "kernel %s",
				       nkv_kernel_text(&plan->machine->kernel, kernel));

	for (size_t i = 0; i < chart->outer_count && used < sizeof(chart->summary); i++) {
		char value[NKV_CHART_TEXT_BYTES];

		used += (size_t)snprintf(
			chart->summary + used, sizeof(chart->summary) - used, ", %s %s",
			nkv_chart_key_words(chart->outer[i].key),
			nkv_chart_value(chart->outer[i].key, chart->outer[i].value, value));
	}
}

void nkv_chart_begin(struct nkv_chart *chart, const struct nkv_subject *subject,
		     const struct nkv_column *column)
{
	const struct nkv_plan *plan = subject->plan;
	const struct nkv_point *point = subject->point;
	size_t count = point->variation_count;

	nkv_chart_free(chart);
	snprintf(chart->name, sizeof(chart->name), "%.*s",
		 (int)nkv_utf8_cut(subject->title, NAME_BYTES), subject->title);
	chart->limits = plan->machine->limits;
	chart->profile = plan->machine->kernel.profile;
	chart->memory_model = plan->machine->kernel.memory_model;
	chart->column = column;
	chart->is_checked = subject->check != NULL;
	chart->x_key = point->variations[count - 1].key;
	chart->y_key = count > 1 ? point->variations[count - 2].key : NKV_VARY_KEYS;
	chart->outer_count = count > 2 ? count - 2 : 0;
	if (chart->outer_count > 0)
		memcpy(chart->outer, point->variations, chart->outer_count * sizeof(*chart->outer));
	write_summary(chart, plan);
}

bool nkv_chart_add(struct nkv_chart *chart, const struct nkv_subject *subject)
{
	const struct nkv_plan *plan = subject->plan;
	struct nkv_chart_point added = {
		.verdict = plan->verdict,
		.fails = subject->check && !subject->check->check.pass,
		.free = pages_of(plan, NKV_FACT_FREE, plan->free_pages),
		.left = pages_of(plan, NKV_FACT_RAM, plan->lowmem_left_pages),
		.kva = pages_of(plan, NKV_FACT_WINDOWS, plan->kva_pages),
		.wasted = pages_of(plan, NKV_FACT_ALWAYS, wasted_pages(plan)),
		.hazards = hazard_bits(plan),
	};
	const struct nkv_row row = nkv_row_of(subject);
	void *grown;

	added.wasted.known = true;
	place_point(subject->point, &added);
	if (chart->column)
		added.shown = nkv_column_cell(chart->column, &row);
	grown = nkv_grow(chart->points, &chart->capacity, chart->count + 1, sizeof(added));
	if (!grown)
		return false;
	chart->points = grown;
	chart->points[chart->count++] = added;
	return true;
}

void nkv_chart_free(struct nkv_chart *chart)
{
	free(chart->points);
	*chart = (struct nkv_chart){ 0 };
}

/* Multiples of a quarter of a GiB are written in GiB, so that the ticks of an axis look alike. */
static void write_size(uint64_t bytes, char text[NKV_CHART_TEXT_BYTES])
{
	const uint64_t quarter = UINT64_C(1) << 28, quarters = bytes / quarter;

	if (bytes % NKV_PAGE_BYTES != 0)
		snprintf(text, NKV_CHART_TEXT_BYTES, "%" PRIu64, bytes);
	else if (quarters >= 4 && bytes % quarter == 0)
		snprintf(text, NKV_CHART_TEXT_BYTES, "%g GiB", (double)quarters / 4);
	else
		nkv_size_text(bytes / NKV_PAGE_BYTES, text);
}

const char *nkv_chart_key_words(enum nkv_vary_key key)
{
	static const char *const words[NKV_VARY_KEYS] = {
		[NKV_VARY_MEM] = "mem= of the command line",
		[NKV_VARY_HIGHMEM] = "highmem= of the command line",
		[NKV_VARY_VMALLOC] = "vmalloc= of the command line",
		[NKV_VARY_STRUCT_PAGE] = "bytes of a struct page",
		[NKV_VARY_PG_DATA] = "bytes of a pgdat",
		[NKV_VARY_INITRD_START] = "start of the initrd",
		[NKV_VARY_INITRD_SIZE] = "size of the initrd",
		[NKV_VARY_MEMORY] = "RAM",
	};

	return words[key];
}

const char *nkv_chart_value(enum nkv_vary_key key, uint64_t value, char text[NKV_CHART_TEXT_BYTES])
{
	switch (key) {
	case NKV_VARY_STRUCT_PAGE:
	case NKV_VARY_PG_DATA:
		snprintf(text, NKV_CHART_TEXT_BYTES, "%" PRIu64, value);
		break;
	case NKV_VARY_INITRD_START:
		snprintf(text, NKV_CHART_TEXT_BYTES, "0x%" PRIx64, value);
		break;
	default:
		write_size(value, text);
		break;
	}
	return text;
}
