/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The name of the command, and its version. */
#ifndef NUMAKVA_CLI_PROGRAM_H
#define NUMAKVA_CLI_PROGRAM_H

#define NKV_PROGRAM_NAME "numakva-plan"

/* What --version prints: several lines. */
extern const char nkv_version_text[];

#endif
