/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The hazards of a plan, with their figures. */
#ifndef NUMAKVA_WRITE_JSON_JSON_HAZARD_H
#define NUMAKVA_WRITE_JSON_JSON_HAZARD_H

#include <numakva/plan.h>

#include "write/json/json_object.h"

/* "hazards": a list. */
void nkv_json_put_hazards(struct nkv_json *json, const struct nkv_plan *plan);

#endif
