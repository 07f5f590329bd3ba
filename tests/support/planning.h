/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From a description to what a format makes of it, in memory. */
#ifndef TESTS_SUPPORT_PLANNING_H
#define TESTS_SUPPORT_PLANNING_H

#include <stdio.h>

#include <numakva/plan.h>

#include "write/formats.h"

/* A file of the tests' directory, open; or its copy with .gz, unpacked. The test fails without either. */
FILE *open_test_file(const char *name);

/* The plan of a description in that format, to be freed. The test fails without a plan. */
char *plan_text(const char *description, const char *format);

/* The same, in a style of its own. */
char *plan_text_styled(const char *description, const char *format, struct nkv_style style);

/* Does something with the plan of a description, which is gone afterwards. */
typedef void use_function(const struct nkv_plan *plan, void *context);
void use_plan(const char *description, use_function *use, void *context);

#endif
