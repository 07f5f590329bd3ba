/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A recorded machine, what is known of it, and its plan. */
#ifndef TESTS_VECTORS_VECTOR_H
#define TESTS_VECTORS_VECTOR_H

#include <cjson/cJSON.h>
#include <stdbool.h>

struct vector {
	const char *name;
	cJSON *wanted;
	char *machine; /* the description, as JSON */
	cJSON *plan;
};

typedef void check_function(const struct vector *vector);

/* The member of that name, or NULL. */
cJSON *key(const cJSON *object, const char *name);

/* Whether the kernel that was booted died before it was done. */
bool died(const struct vector *vector);

/* The plan against the boot of a kernel to 2.6.26, with SPARSEMEM, before 2.6.16, and from 2.6.27 on. */
check_function check_boot, check_sparse_boot, check_old_boot, check_late_boot;

#endif
