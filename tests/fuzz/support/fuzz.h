/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What fuzz targets share. A target is one file, tests/fuzz/NAME.c, that
 * defines LLVMFuzzerTestOneInput(); its seeds are tests/fuzz/corpus/NAME/,
 * its dictionary, if it has one, is tests/fuzz/NAME.dict.
 */
#ifndef TESTS_FUZZ_SUPPORT_FUZZ_H
#define TESTS_FUZZ_SUPPORT_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <numakva/numakva.h>

#include "read/document.h"

/* Takes any bytes. Returns 0; aborts if something is wrong with the program. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Says what does not hold, and aborts. */
void fuzz_fail(const char *form, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Aborts with that text if `holds` is false. */
void fuzz_require(bool holds, const char *text);

/* A stream that reads the bytes; they may be none. To be closed. */
FILE *fuzz_open(const uint8_t *data, size_t size);

/*
 * Plans the machine, writes the plan in every format, and aborts if something
 * that is true of every plan is not true of this one. A machine that
 * nkv_machine_check() refuses must be refused by the planner, too.
 */
void fuzz_machine(const struct nkv_machine *machine);

/* The plan's own figures agree with each other; see properties.c. */
void fuzz_check_plan(const struct nkv_plan *plan);

/* Every form of a plan can be written, and is the same of a plan of the same machine in other memory. */
void fuzz_check_forms(const struct nkv_plan *plan, const struct nkv_plan *other);

/* The plan's machine, written as a description and read, plans the same; without one key it may be refused. */
void fuzz_check_description(const struct nkv_plan *plan);

/* What the plan's kernel prints, read as a log, does not contradict the plan. */
void fuzz_check_console(const struct nkv_plan *plan);

/* Fails unless a document has either a machine or an error; of both kinds it may have remarks. */
void fuzz_check_outcome(const struct nkv_document *document);

#endif
