/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signals that end the program, and the file that must not outlive it. */
#ifndef NUMAKVA_CLI_OUTPUT_SIGNALS_H
#define NUMAKVA_CLI_OUTPUT_SIGNALS_H

/* A pipe without a reader, or a file that may not grow, is told of by the write alone. */
void nkv_signals_ignore_failed_writes(void);

/* Signals that end the program wait between these two. */
void nkv_signals_hold(void);
void nkv_signals_release(void);

/* From now on such a signal removes the file first. `path` stays the caller's. */
void nkv_signals_remove(const char *path);

/* Nothing is to be removed any more. */
void nkv_signals_keep(void);

#endif
