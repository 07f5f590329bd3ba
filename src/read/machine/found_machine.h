/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine that was found in something else than a description: in a log, in
 * firmware or in an SRAT. --set is applied to it, and it must keep the rules of
 * descriptions.
 */
#ifndef NUMAKVA_READ_MACHINE_FOUND_MACHINE_H
#define NUMAKVA_READ_MACHINE_FOUND_MACHINE_H

#include <stddef.h>

#include <numakva/machine.h>

#include "read/document.h"
#include "read/report.h"
#include "read/machine/builder.h"

struct nkv_found_machine {
	struct nkv_machine machine;   /* its strings must live as long as the builder's machine */
	struct nkv_position position; /* where it begins in the input */
	/* Where each entry of a list stands; NULL: where the machine begins. */
	const struct nkv_position *e820_positions;
	const struct nkv_position *reserve_positions;
	const struct nkv_position *processor_positions;
	const struct nkv_position *memory_positions;
	const struct nkv_position *table_positions;
	const struct nkv_position *quad_positions;
};

/*
 * Makes the builder's machine of what was found and of the overrides, and reports
 * what is wrong with either.
 */
void nkv_found_machine_build(const struct nkv_found_machine *found,
			     const struct nkv_override *overrides, size_t override_count,
			     struct nkv_builder *builder, struct nkv_report *report);

#endif
