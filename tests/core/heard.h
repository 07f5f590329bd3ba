/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a planned kernel prints, for the tests of that. */
#ifndef TESTS_CORE_HEARD_H
#define TESTS_CORE_HEARD_H

#include "core/console/console.h"

enum { SAID_MAX = 512 };

struct heard {
	struct nkv_said said[SAID_MAX];
	size_t count;
};

/* What the plan's kernel prints, in a buffer that the next call takes. */
const struct heard *listen_to(const struct nkv_plan *plan);

/* The first that was said in that form, or NULL; and the last of all. */
const struct nkv_said *find_said(const struct heard *heard, enum nkv_console_form form);
const struct nkv_said *last_said(const struct heard *heard);

#endif
