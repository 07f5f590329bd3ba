/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds the marks on a line of a map. */
#include "write/map/map_parts.h"

#include <stdlib.h>

#include "base/number.h"

bool nkv_map_spans_make(struct nkv_map *map)
{
	struct nkv_spans *spans = &map->spans;
	size_t room = map->drawing->mark_count + 1;

	spans->all = malloc(room * sizeof(*spans->all));
	spans->here = malloc(room * sizeof(*spans->here));
	return spans->all && spans->here;
}

void nkv_map_spans_free(struct nkv_map *map)
{
	free(map->spans.all);
	free(map->spans.here);
}

static int compare_starts(const void *a, const void *b)
{
	const struct nkv_span *first = a, *second = b;

	return nkv_order(first->start, second->start);
}

static int compare_marks(const void *a, const void *b)
{
	const struct nkv_span *first = a, *second = b;

	return (first->mark > second->mark) - (first->mark < second->mark);
}

static void add_band(struct nkv_map *map, const struct nkv_band *band)
{
	const struct nkv_scale *scale = &map->scales[band->space];
	struct nkv_spans *spans = &map->spans;

	for (size_t i = 0; i < band->mark_count; i++) {
		const struct nkv_mark *mark = &map->drawing->marks[band->first_mark + i];
		size_t start = nkv_scale_start(scale, mark);

		spans->all[spans->count++] =
			(struct nkv_span){ mark, start, start + nkv_scale_width(scale, mark) };
	}
}

void nkv_map_spans_begin(struct nkv_map *map, enum nkv_space space)
{
	struct nkv_spans *spans = &map->spans;

	spans->count = spans->begun = spans->here_count = 0;
	for (size_t i = 0; i < map->drawing->band_count; i++)
		if (map->drawing->bands[i].space == space)
			add_band(map, &map->drawing->bands[i]);
	qsort(spans->all, spans->count, sizeof(*spans->all), compare_starts);
}

void nkv_map_spans_turn(struct nkv_map *map)
{
	struct nkv_spans *spans = &map->spans;
	size_t kept = 0;

	for (size_t i = 0; i < spans->here_count; i++)
		if (spans->here[i].end > map->from)
			spans->here[kept++] = spans->here[i];
	for (; spans->begun < spans->count; spans->begun++) {
		const struct nkv_span *span = &spans->all[spans->begun];

		if (span->start >= map->from + map->line.width)
			break;
		if (span->end > span->start && span->end > map->from)
			spans->here[kept++] = *span;
	}
	spans->here_count = kept;
	qsort(spans->here, kept, sizeof(*spans->here), compare_marks);
}

/* The number of marks on the line that come before this one. */
static size_t count_before(const struct nkv_spans *spans, const struct nkv_mark *mark)
{
	size_t low = 0, high = spans->here_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (spans->here[middle].mark < mark)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct nkv_span *nkv_map_spans_of(const struct nkv_map *map, const struct nkv_band *band,
					size_t *count)
{
	const struct nkv_mark *first = map->drawing->marks + band->first_mark;
	size_t start = count_before(&map->spans, first);

	*count = count_before(&map->spans, first + band->mark_count) - start;
	return map->spans.here + start;
}
