/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans held against a boot (--compare=LOG). */
#ifndef NUMAKVA_CLI_PLAN_COMPARING_H
#define NUMAKVA_CLI_PLAN_COMPARING_H

#include <stdbool.h>
#include <stdio.h>

#include <numakva/compare.h>

#include "cli/exit.h"
#include "read/log/boot_record.h"
#include "write/writer.h"

/* A log, and the boot of it that plans are held against. */
struct nkv_log {
	FILE *file;	  /* at its beginning, to be read for the machine, too */
	const char *name; /* in messages */
	struct nkv_record_reader *reader;
	struct nkv_boot_record record;
};

/*
 * Opens the log at `path`; "-" is standard input. Says what is wrong, and
 * returns what the exit status is to be then; NKV_EXIT_OK if nothing is.
 * The log is to be closed in any case.
 */
enum nkv_exit nkv_log_open(struct nkv_log *log, const char *path, int boot);

void nkv_log_close(struct nkv_log *log);

/*
 * Holds a plan against a boot, and writes what comes of it. Returns false if
 * there is no memory; else *differs says whether something is not the same.
 */
bool nkv_compare_plan(struct nkv_output *output, const struct nkv_format *format,
		      const struct nkv_subject *subject, const struct nkv_boot_record *record,
		      bool *differs);

#endif
