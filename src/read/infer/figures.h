/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Figures of a kernel that no line prints, but that those printed allow only
 * some values of: each is tried by planning.
 */
#ifndef NUMAKVA_READ_INFER_FIGURES_H
#define NUMAKVA_READ_INFER_FIGURES_H

#include <stddef.h>
#include <stdint.h>

#include "read/infer/planning.h"

/* The sizes of a struct page that are tried: multiples of 4. */
enum { NKV_LOG_SIZES_MAX = (NKV_STRUCT_PAGE_BYTES_MAX - NKV_STRUCT_PAGE_BYTES_MIN) / 4 + 1 };

/* What a candidate's figures may be without more of the log being contradicted. */
struct nkv_log_possible {
	uint32_t struct_page_bytes[NKV_LOG_SIZES_MAX]; /* ascending */
	size_t struct_page_count;
	uint32_t pg_data_min, pg_data_max; /* with the struct page of the candidate */
	/* The candidate's is the least; 0: it is the only one, or the usual. */
	uint64_t vmalloc_max;
};

/*
 * Gives a candidate the figures with which the fewest numbers of the log are
 * contradicted. Of several that are as good the default is taken, else the
 * likeliest. Returns what is contradicted then.
 */
struct nkv_log_contradictions nkv_figures_solve(struct nkv_planning *planning,
						struct nkv_kernel_candidate *candidate);

void nkv_figures_possible(struct nkv_planning *planning,
			  const struct nkv_kernel_candidate *candidate,
			  struct nkv_log_possible *possible);

#endif
