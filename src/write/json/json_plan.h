/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_PLAN_H
#define NUMAKVA_WRITE_JSON_JSON_PLAN_H

#include "write/json/json_object.h"
#include "write/subject.h"

/* Puts the members of a plan's object (formats: the plan). */
void nkv_json_put_plan(struct nkv_json *json, const struct nkv_subject *subject);

/* Puts where a machine is from, if known: a file that is not NULL, a line that is not 0. */
void nkv_json_put_place(struct nkv_json *json, const char *file, size_t line);

/* Puts the members of the object for a machine, or an input, that could not be read. */
void nkv_json_put_unread(struct nkv_json *json, const struct nkv_subject *subject);

#endif
