/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Compares plans with a boot (--compare=LOG). */
#ifndef NUMAKVA_CLI_PLAN_COMPARING_H
#define NUMAKVA_CLI_PLAN_COMPARING_H

#include <stdbool.h>
#include <stdio.h>

#include <numakva/compare.h>

#include "cli/exit.h"
#include "read/log/boot_record.h"
#include "write/writer.h"

/* A log, and its boot with which plans are compared. */
struct nkv_log {
	FILE *file;	  /* at its beginning, to be read for the machine as well */
	const char *name; /* for messages */
	struct nkv_record_reader *reader;
	struct nkv_boot_record record;
};

/*
 * Opens the log at `path`; "-" is standard input. Reports errors, and returns
 * the exit status for them, or NKV_EXIT_OK. Close the log in any case.
 */
enum nkv_exit nkv_log_open(struct nkv_log *log, const char *path, int boot);

void nkv_log_close(struct nkv_log *log);

/*
 * Compares a plan with a boot, and writes the result. Returns false if there is
 * no memory. Otherwise *differs says whether anything differs.
 */
bool nkv_compare_plan(struct nkv_output *output, const struct nkv_format *format,
		      const struct nkv_subject *subject, const struct nkv_boot_record *record,
		      bool *differs);

#endif
