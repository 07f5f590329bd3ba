/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines for the tests of kernels before 2.6.16. */
#ifndef TESTS_CORE_OLD_H
#define TESTS_CORE_OLD_H

#include "boot.h"

/* A machine of 11 GiB, with a hole from 3 to 4 GiB, and that SRAT. */
struct nkv_machine old_machine(const char *profile, const struct nkv_srat_memory *memory,
			       size_t count);

#endif
