/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef TESTS_WRITE_MADE_PLAN_H
#define TESTS_WRITE_MADE_PLAN_H

#include <numakva/plan.h>

/* The plan of a machine, with its workspace behind it; to be freed. The test fails without a plan. */
struct nkv_plan *make_plan(const struct nkv_machine *machine);

#endif
