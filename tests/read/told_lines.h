/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The facts of some lines, and what is said of them. */
#ifndef TESTS_READ_TOLD_LINES_H
#define TESTS_READ_TOLD_LINES_H

#include "read/forms/boot_facts.h"
#include "read/report.h"

/*
 * The facts of lines of the log "log", numbered from 1; NULL ends them. A line that no form takes
 * whole is taken as one that is broken; "[snip]" is a cut, of the map and of the SRAT. Lists have
 * more behind their ends: what should not matter.
 */
void take_lines(struct nkv_boot_facts *facts, const char *const *lines);

/*
 * Expects these diagnostics, in this order, such as "W3 640 KiB|N1 not from E820": a letter for
 * the gravity (Error, Warning, Note), the line, and words of the text. "" is none.
 */
void expect_said(const struct nkv_diagnostic *said, size_t count, const char *wanted);

#endif
