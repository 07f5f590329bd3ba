/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From files of descriptions to plans written. */
#ifndef NUMAKVA_CLI_RUN_H
#define NUMAKVA_CLI_RUN_H

#include "cli/output/destination.h"
#include "cli/exit.h"
#include "cli/options/choices.h"

/*
 * Plans each machine of each file, in order, and writes each plan before the
 * next machine is read. What is wrong with one machine or file is said, and
 * the others are planned all the same; only a failed write, or no memory, is
 * the end. Returns the greatest status that applies, a failed write apart:
 * nkv_destination_close() tells that.
 */
enum nkv_exit nkv_run(const struct nkv_options *options, struct nkv_destination *destination);

#endif
