/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs that are incomplete or contradict themselves. */
#ifndef NUMAKVA_READ_LOG_LOG_CHECK_H
#define NUMAKVA_READ_LOG_LOG_CHECK_H

#include "read/report.h"
#include "read/forms/boot_facts.h"

/* Reports a log of another architecture. Returns false if the lines show none, or x86_64. */
bool nkv_log_report_architecture(const char *architecture, const struct nkv_position *position,
				 struct nkv_report *report);

/* Reports what is missing or broken in the map, and what contradicts it. */
void nkv_log_check_map(const struct nkv_boot_facts *facts, struct nkv_report *report);

/* The same of the SRAT. */
void nkv_log_check_srat(const struct nkv_boot_facts *facts, struct nkv_report *report);

#endif
