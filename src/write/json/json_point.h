/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_POINT_H
#define NUMAKVA_WRITE_JSON_JSON_POINT_H

#include "write/json/json_object.h"
#include "write/subject.h"

/* Puts which point of a sweep a plan is of: `sweep`, and `fold` for a range of points. */
void nkv_json_put_point(struct nkv_json *json, const struct nkv_point *point);

#endif
