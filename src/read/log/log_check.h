/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Finds logs that are incomplete or contradict themselves. */
#ifndef NUMAKVA_READ_LOG_LOG_CHECK_H
#define NUMAKVA_READ_LOG_LOG_CHECK_H

#include "read/report.h"
#include "read/forms/boot_facts.h"

/* Reports a log of another architecture. Returns false if the lines show none, or x86_64. */
bool nkv_log_report_architecture(const char *architecture, const struct nkv_position *position,
				 struct nkv_report *report);

/* Reports missing and broken parts of the map, and contradictions to it. */
void nkv_log_check_map(const struct nkv_boot_facts *facts, struct nkv_report *report);

/* The same for the SRAT. */
void nkv_log_check_srat(const struct nkv_boot_facts *facts, struct nkv_report *report);

#endif
