/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_POINT_H
#define NUMAKVA_WRITE_JSON_POINT_H

#include <stdbool.h>

#include <cjson/cJSON.h>

#include "write/point.h"

/*
 * Adds to a plan which point of a sweep it is of: `sweep`, and `fold` for a
 * range of points. Returns false if there is no memory.
 */
bool nkv_json_add_point(cJSON *plan, const struct nkv_point *point);

#endif
