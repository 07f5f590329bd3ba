/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Logs that are made of plans: as far as their lines depend on the kernel. */
#ifndef TESTS_READ_TOLD_PLAN_H
#define TESTS_READ_TOLD_PLAN_H

#include <stdbool.h>

#include "read/infer/kernel_choice.h"

#define TOLD_LOW "BIOS-e820: 0000000000000000 - 000000000009fc00 (usable)"
#define TOLD_CPUS "CPU 00 in proximity domain 00", "CPU 01 in proximity domain 01"
#define TOLD_MEMORY(range, pxm) "Memory range " range " in proximity domain 0" #pxm " enabled"

/* A machine. The second node's mem_map is 32 KiB less than two large pages. */
extern const char *const told_2g[];

/* The facts of a machine with that kernel. */
void tell_plan(struct nkv_boot_facts *facts, const char *const *machine,
	       const struct nkv_kernel_candidate *kernel, bool has_cmdline);

#endif
