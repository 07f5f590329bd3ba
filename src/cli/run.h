/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans all machines of all inputs. */
#ifndef NUMAKVA_CLI_RUN_H
#define NUMAKVA_CLI_RUN_H

#include "cli/output/destination.h"
#include "cli/exit.h"
#include "cli/options/choices.h"

/*
 * Plans each machine of each file, in order, and writes each plan before the
 * next machine is read. Errors in a machine or file are reported, and the
 * others are planned. Only a failed write or lack of memory ends the run.
 * Returns the greatest status that applies, except for a failed write, which
 * nkv_destination_close() returns.
 */
enum nkv_exit nkv_run(const struct nkv_options *options, struct nkv_destination *destination);

#endif
