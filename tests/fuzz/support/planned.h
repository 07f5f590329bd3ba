/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan and the memory that it is in; and what the writers make of plans. Without memory all abort. */
#ifndef TESTS_FUZZ_SUPPORT_PLANNED_H
#define TESTS_FUZZ_SUPPORT_PLANNED_H

#include <stdio.h>

#include <numakva/numakva.h>

#include "write/formats.h"

struct fuzz_planned {
	struct nkv_plan plan;
	void *workspace;
	enum nkv_error error;
};

/* Plans a machine in memory that is full of a pattern. To be freed. */
struct fuzz_planned *fuzz_plan(const struct nkv_machine *machine, int pattern);

void fuzz_planned_free(struct fuzz_planned *planned);

/* What a format makes of plans, which it calls for; to be freed. */
typedef bool fuzz_put(struct nkv_output *output, const struct nkv_format *format, const void *what);
char *fuzz_write(const struct nkv_format *format, fuzz_put *put, const void *what);

/* One plan, as a plan. */
bool fuzz_put_plan(struct nkv_output *output, const struct nkv_format *format, const void *plan);
char *fuzz_write_plan(const char *format, const struct nkv_plan *plan);

#endif
