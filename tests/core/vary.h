/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Varied machines for the tests of the core. */
#ifndef TESTS_CORE_VARY_H
#define TESTS_CORE_VARY_H

#include <numakva/vary.h>

/* A machine that was varied, with its workspace; .error says how that went. */
struct varied {
	struct nkv_machine machine;
	enum nkv_error error;
	void *workspace;
};

/* To be given to end_vary(). */
struct varied vary(const struct nkv_machine *machine, const struct nkv_variation *variations,
		   size_t count);
struct varied scale(const struct nkv_machine *machine, uint64_t total);
void end_vary(struct varied *varied);

#endif
