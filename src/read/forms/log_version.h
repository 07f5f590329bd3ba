/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Versions of kernels as they are printed. */
#ifndef NUMAKVA_READ_FORMS_LOG_VERSION_H
#define NUMAKVA_READ_FORMS_LOG_VERSION_H

#include <stdbool.h>

enum { NKV_LOG_VERSION_NUMBERS = 3 };

/* "2.6.23-rc3-mm1" as numbers, and whether more follows. Missing numbers are 0. */
struct nkv_log_version {
	unsigned long numbers[NKV_LOG_VERSION_NUMBERS];
	bool has_suffix;
};

struct nkv_log_version nkv_log_version_read(const char *text);

/* Whether a printed version is `least` or later; "" is before all others. */
bool nkv_log_version_is_from(const char *text, const char *least);

#endif
