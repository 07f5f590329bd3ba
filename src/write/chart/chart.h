/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How a machine changes in a sweep: its points, and pictures of them. */
#ifndef NUMAKVA_WRITE_CHART_CHART_H
#define NUMAKVA_WRITE_CHART_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <numakva/plan.h>

#include "write/rows/columns.h"
#include "write/subject.h"

enum { NKV_CHART_TEXT_BYTES = 192 };

struct nkv_chart_point {
	uint64_t x, y; /* of the last key, and of the one before it (0 without one) */
	enum nkv_verdict verdict;
	bool fails; /* its check fails */
	/* pages; and the value of the column that is shown */
	struct nkv_cell free, left, kva, wasted, shown;
	uint64_t hazards; /* bit (1 << enum nkv_hazard_code) */
};

/* Points that share a machine, a kernel, and all keys but the last two. */
struct nkv_chart {
	struct nkv_chart_point *points;
	size_t count, capacity;
	char name[NKV_CHART_TEXT_BYTES];    /* of the machine */
	char summary[NKV_CHART_TEXT_BYTES]; /* the kernel and the other keys */
	struct nkv_limits limits;
	const struct nkv_profile *profile;
	enum nkv_memory_model memory_model;
	const struct nkv_column *column; /* shown in a map; NULL: the verdict */
	struct nkv_variation outer[NKV_VARY_KEYS];
	size_t outer_count;
	bool is_checked;		/* points are checked against limits */
	enum nkv_vary_key x_key, y_key; /* y_key is NKV_VARY_KEYS if there is only one key */
};

/* Whether a point belongs to the chart. */
bool nkv_chart_continues(const struct nkv_chart *chart, const struct nkv_subject *subject);

/* Begins the chart of a point. An old chart is freed. */
void nkv_chart_begin(struct nkv_chart *chart, const struct nkv_subject *subject,
		     const struct nkv_column *column);

/* Adds a point. Returns false if there was no memory. */
bool nkv_chart_add(struct nkv_chart *chart, const struct nkv_subject *subject);

void nkv_chart_free(struct nkv_chart *chart);

/* Draws the chart like nkv_svg_draw(): lines for one key, a map for two. */
bool nkv_chart_draw(FILE *out, const struct nkv_chart *chart, size_t *height);

/* A key in words. */
const char *nkv_chart_key_words(enum nkv_vary_key key);

/* A value of a key in its usual form. Returns `text`. */
const char *nkv_chart_value(enum nkv_vary_key key, uint64_t value, char text[NKV_CHART_TEXT_BYTES]);

#endif
