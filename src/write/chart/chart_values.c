/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The values of a key, for the cells of a map and the labels of its axes. */
#include "write/chart/chart_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"

static int compare_values(const void *a, const void *b)
{
	const uint64_t *first = a, *second = b;

	return nkv_order(*first, *second);
}

bool nkv_values_find(struct nkv_values *values, const struct nkv_chart *chart,
		     enum nkv_direction direction)
{
	uint64_t *list = malloc(chart->count * sizeof(*list));

	if (!list)
		return false;
	for (size_t i = 0; i < chart->count; i++)
		list[i] = direction == NKV_UPWARDS ? chart->points[i].y : chart->points[i].x;
	qsort(list, chart->count, sizeof(*list), compare_values);
	values->list = list;
	values->count = 1;
	for (size_t i = 1; i < chart->count; i++)
		if (list[i] != list[values->count - 1])
			list[values->count++] = list[i];
	return true;
}

size_t nkv_values_index(const struct nkv_values *values, uint64_t value)
{
	const uint64_t *found =
		bsearch(&value, values->list, values->count, sizeof(*values->list), compare_values);

	return (size_t)(found - values->list);
}

size_t nkv_values_widest(const struct nkv_values *values, enum nkv_vary_key key)
{
	size_t widest = 0;

	for (size_t i = 0; i < values->count; i++) {
		char text[NKV_CHART_TEXT_BYTES];
		size_t length = strlen(nkv_chart_value(key, values->list[i], text));

		if (length > widest)
			widest = length;
	}
	return nkv_svg_text_width(widest, NKV_SVG_FONT);
}

size_t nkv_label_stride(double room, size_t wanted)
{
	size_t stride = 1;

	while (room * (double)stride < (double)wanted)
		stride *= 2;
	return stride;
}

bool nkv_values_is_labelled(const struct nkv_values *values, size_t index, size_t stride)
{
	uint64_t step = values->count > 1 ? values->list[1] - values->list[0] : 1;

	if (values->list[0] % step != 0)
		return index % stride == 0;
	return values->list[index] / step % stride == 0;
}
