/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef NUMAKVA_WRITE_JSON_JSON_PRETTY_H
#define NUMAKVA_WRITE_JSON_JSON_PRETTY_H

#include <stdbool.h>
#include <stdio.h>

#include "write/json/json_object.h"

/*
 * Prints an object and a newline for people: indented by two blanks, and what
 * fits into 100 columns on one line. `object` has no blanks between values.
 * Returns false if there was no memory.
 */
bool nkv_json_pretty(FILE *file, const char *object);

/*
 * Prints what was put, on one line or laid out for people, and empties it.
 * Returns false if there was no memory, now or before.
 */
bool nkv_json_write(struct nkv_json *json, FILE *file);

#endif
