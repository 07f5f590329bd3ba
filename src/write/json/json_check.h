/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_CHECK_H
#define NUMAKVA_WRITE_JSON_JSON_CHECK_H

#include <numakva/plan.h>

#include "write/json/json_object.h"
#include "write/subject.h"

/* Puts the result of a plan's check, as the key `check`. */
void nkv_json_put_check(struct nkv_json *json, const struct nkv_plan *plan,
			const struct nkv_check_result *result);

#endif
