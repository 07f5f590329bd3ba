/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Signals that end the program, and the temporary file that they must not leave. */
#ifndef NUMAKVA_CLI_OUTPUT_SIGNALS_H
#define NUMAKVA_CLI_OUTPUT_SIGNALS_H

/* A closed pipe, or a file that may not grow, is then noticed only by the failed write. */
void nkv_signals_ignore_failed_writes(void);

/* Signals that end the program wait between these two calls. */
void nkv_signals_hold(void);
void nkv_signals_release(void);

/* From now on such a signal first removes the file. The caller owns `path`. */
void nkv_signals_remove(const char *path);

/* From now on nothing is removed. */
void nkv_signals_keep(void);

#endif
