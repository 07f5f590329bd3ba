/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machines for the tests of kernels in which the KVA is searched for. */
#ifndef TESTS_CORE_LATE_H
#define TESTS_CORE_LATE_H

#include "boot.h"

/* With that kernel: a PC of 1 GiB less 64 KiB, and a machine of 2 GiB. */
struct nkv_machine late_pc(const char *profile);
struct nkv_machine late_machine(const char *profile);

#endif
