/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_PLAN_H
#define NUMAKVA_WRITE_JSON_PLAN_H

#include <cjson/cJSON.h>

#include <numakva/plan.h>

/*
 * The plan as formats: the plan (JSON) has it. To be deleted, before the plan
 * is; NULL if there is no memory.
 */
cJSON *nkv_json_plan(const struct nkv_plan *plan);

/* The object that stands for a machine that could not be read; likewise. */
cJSON *nkv_json_unread(const char *machine, const char *error);

#endif
