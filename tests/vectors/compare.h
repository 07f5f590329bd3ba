/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A plan against what is expected of it (formats: the vectors). */
#ifndef TESTS_VECTORS_COMPARE_H
#define TESTS_VECTORS_COMPARE_H

#include <stdbool.h>

#include <cjson/cJSON.h>

/*
 * Whether everything in `want` is in `got`: an object's keys, a list's
 * elements, in order and number. If not, says the first difference in `why`.
 */
bool is_part_of(const cJSON *want, const cJSON *got, const char *path, char why[512]);

/* Likewise for a list of hazards: those of the codes that the kernel was asked for, no more. */
bool has_hazards(const cJSON *want, const cJSON *got, char why[512]);

/* The verdict that the hazards of those codes alone come to. */
const char *verdict_of(const cJSON *hazards);

#endif
