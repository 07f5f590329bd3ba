/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs that are incomplete or contradict themselves. */
#ifndef NUMAKVA_READ_LOG_LOGCHECK_H
#define NUMAKVA_READ_LOG_LOGCHECK_H

#include "read/forms/logfacts.h"
#include "read/report.h"

/* Reports what is missing or broken in the map, and what contradicts it. */
void nkv_log_check_map(const struct nkv_logfacts *facts, struct nkv_report *report);

/* The same of the SRAT. */
void nkv_log_check_srat(const struct nkv_logfacts *facts, struct nkv_report *report);

#endif
