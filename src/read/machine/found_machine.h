/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine that was found in something other than a description: in a log, in
 * the firmware or in an SRAT. --set applies to it, and the rules of
 * descriptions hold for it.
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
	struct nkv_position position; /* its beginning in the input */
	/* The position of each entry of a list; NULL: that of the machine. */
	const struct nkv_position *e820_positions;
	const struct nkv_position *reserve_positions;
	const struct nkv_position *processor_positions;
	const struct nkv_position *memory_positions;
	const struct nkv_position *table_positions;
	const struct nkv_position *quad_positions;
};

/*
 * Makes the builder's machine from what was found and from the overrides, and
 * reports what is wrong.
 */
void nkv_found_machine_build(const struct nkv_found_machine *found,
			     const struct nkv_override *overrides, size_t override_count,
			     struct nkv_builder *builder, struct nkv_report *report);

#endif
