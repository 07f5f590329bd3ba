/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared by the parts of a chart. */
#ifndef NUMAKVA_WRITE_CHART_CHART_PARTS_H
#define NUMAKVA_WRITE_CHART_CHART_PARTS_H

#include "write/chart/chart.h"
#include "write/svg/svg_parts.h"

/* The plot, in pixels. */
enum {
	NKV_PLOT_X = 120,
	NKV_PLOT_WIDTH = NKV_SVG_WIDTH - NKV_PLOT_X - 48,
	NKV_PLOT_HEIGHT = 360,
};

struct nkv_plot {
	struct nkv_svg svg; /* its y is where the next part begins */
	const struct nkv_chart *chart;
	size_t points; /* in the sweep; fewer may be drawn */
	size_t top;    /* of the plot */
};

/* The step for a few round ticks: a power of two, or 1, 2 or 5 times a power of ten. */
uint64_t nkv_round_step(uint64_t range, size_t most, bool binary);

/* Whether a key's values are best divided by powers of two. */
bool nkv_key_is_binary(enum nkv_vary_key key);

/* The class of drawings for a verdict. */
const char *nkv_verdict_class(enum nkv_verdict verdict);

/* The title above a plot. */
void nkv_plot_head(struct nkv_plot *plot, const char *words);

/* Over one key: */
struct nkv_lines {
	struct nkv_plot *plot;
	uint64_t first, last; /* of the key */
	uint64_t most;	      /* pages at the top */
	bool seen[NKV_VERDICT_PANICS + 1];
};

/* The x of a value of the key. */
double nkv_lines_x(const struct nkv_lines *lines, uint64_t value);

/* Marks where each hazard begins, with its name below the axis. */
void nkv_lines_put_breaks(struct nkv_lines *lines);

/* Over two keys: */
enum nkv_direction {
	NKV_ACROSS,  /* the last key */
	NKV_UPWARDS, /* the one before it */
};

/* The different values of a key, in order. */
struct nkv_values {
	uint64_t *list; /* to be freed */
	size_t count;
};

/* Returns false if there was no memory. */
bool nkv_values_find(struct nkv_values *values, const struct nkv_chart *chart,
		     enum nkv_direction direction);

/* The index of a value. */
size_t nkv_values_index(const struct nkv_values *values, uint64_t value);

/* The width of the widest label, in pixels. */
size_t nkv_values_widest(const struct nkv_values *values, enum nkv_vary_key key);

/*
 * The least power of two so that one label in so many values has room, with `room` pixels for
 * each value.
 */
size_t nkv_label_stride(double room, size_t wanted);

/*
 * Whether a value has a label if one in `stride` has: the round ones, if all
 * values are multiples of their distance.
 */
bool nkv_values_is_labelled(const struct nkv_values *values, size_t index, size_t stride);

void nkv_plot_lines(struct nkv_plot *plot);
bool nkv_plot_map(struct nkv_plot *plot);

#endif
