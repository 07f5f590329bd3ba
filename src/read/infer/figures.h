/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Figures of a kernel that no line prints, but that other lines limit: values
 * are tried by planning.
 */
#ifndef NUMAKVA_READ_INFER_FIGURES_H
#define NUMAKVA_READ_INFER_FIGURES_H

#include <stddef.h>
#include <stdint.h>

#include "read/infer/planning.h"

/* The number of struct page sizes that are tried: multiples of 4. */
enum { NKV_LOG_SIZES_MAX = (NKV_STRUCT_PAGE_BYTES_MAX - NKV_STRUCT_PAGE_BYTES_MIN) / 4 + 1 };

/* The values that a candidate's figures can have without more contradictions. */
struct nkv_log_possible {
	uint32_t struct_page_bytes[NKV_LOG_SIZES_MAX]; /* ascending */
	size_t struct_page_count;
	uint32_t pg_data_min, pg_data_max; /* with the candidate's struct page */
	/* The candidate's is the least; 0: it is the only one, or the usual one. */
	uint64_t vmalloc_max;
};

/*
 * Gives a candidate the figures with the fewest contradictions. Among equals it
 * takes the default, otherwise the likeliest. Returns the contradictions that
 * are left.
 */
struct nkv_log_contradictions nkv_figures_solve(struct nkv_planning *planning,
						struct nkv_kernel_candidate *candidate);

void nkv_figures_possible(struct nkv_planning *planning,
			  const struct nkv_kernel_candidate *candidate,
			  struct nkv_log_possible *possible);

#endif
