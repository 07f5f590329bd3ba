/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_POINT_H
#define NUMAKVA_WRITE_JSON_JSON_POINT_H

#include "write/json/json_object.h"
#include "write/subject.h"

/* Puts the point of a sweep that a plan belongs to: `sweep`, and `fold` for a range of points. */
void nkv_json_put_point(struct nkv_json *json, const struct nkv_point *point);

#endif
