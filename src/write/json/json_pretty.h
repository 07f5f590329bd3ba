/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_PRETTY_H
#define NUMAKVA_WRITE_JSON_JSON_PRETTY_H

#include <stdbool.h>
#include <stdio.h>

#include <cjson/cJSON.h>

#include "write/json/json_object.h"

/*
 * Prints a value and a newline for people: indented by two blanks, what fits
 * into 100 columns on one line. Returns false if there was no memory.
 */
bool nkv_json_pretty(FILE *file, const cJSON *value);

/*
 * Prints what was put: text on a line of its own, a tree for people; and
 * forgets it. Returns false if there was no memory, also before.
 */
bool nkv_json_write(struct nkv_json *json, FILE *file);

#endif
