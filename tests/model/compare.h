/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the comparison of a model with a plan is made of. */
#ifndef TESTS_MODEL_COMPARE_H
#define TESTS_MODEL_COMPARE_H

#include <numakva/plan.h>

#include "model.h"

struct comparison {
	const struct model *model;
	const struct nkv_plan *plan;
	FILE *out;
	unsigned int differences;
};

/* Prints what differs, with its name and number. */
void same(struct comparison *c, const char *what, size_t index, uint64_t model, uint64_t core);
void same_word(struct comparison *c, const char *what, const char *model, const char *core);

void compare_map(struct comparison *c, const char *what, const struct map *map,
		 const struct nkv_e820_map *core);
void compare_chunks(struct comparison *c);
void compare_memmap(struct comparison *c, size_t i, unsigned int nid);
void compare_pages(struct comparison *c, const char *what, const struct finding *finding,
		   const struct nkv_range_list *list);
void compare_ranges(struct comparison *c);
void compare_ram(struct comparison *c);
void compare_hazards(struct comparison *c);

/* Kernels from 2.6.27 on. */
void compare_late(struct comparison *c);
void compare_late_hazard(struct comparison *c, const struct nkv_hazard *hazard);

#endif
