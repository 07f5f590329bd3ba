/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs that are incomplete or contradict themselves. */
#ifndef NUMAKVA_READ_LOG_LOG_CHECK_H
#define NUMAKVA_READ_LOG_LOG_CHECK_H

#include "read/report.h"
#include "read/forms/boot_facts.h"

/* Reports what is missing or broken in the map, and what contradicts it. */
void nkv_log_check_map(const struct nkv_boot_facts *facts, struct nkv_report *report);

/* The same of the SRAT. */
void nkv_log_check_srat(const struct nkv_boot_facts *facts, struct nkv_report *report);

#endif
