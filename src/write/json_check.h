/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_CHECK_H
#define NUMAKVA_WRITE_JSON_CHECK_H

#include <cjson/cJSON.h>

#include <numakva/plan.h>

#include "write/judgement.h"

/* The plan as nkv_json_plan() makes it, with the key `check`; to be deleted before the plan is. */
cJSON *nkv_json_checked_plan(const struct nkv_plan *plan, const struct nkv_judgement *judgement);

#endif
