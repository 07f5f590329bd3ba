/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A machine as a reader of something else than a description found it: what
 * --set says is put in, and the whole is held against the rules of descriptions.
 */
#ifndef NUMAKVA_READ_MACHINE_DRAFT_H
#define NUMAKVA_READ_MACHINE_DRAFT_H

#include <stddef.h>

#include <numakva/machine.h>

#include "read/machine/builder.h"
#include "read/document.h"
#include "read/report.h"

struct nkv_draft {
	struct nkv_machine machine; /* its strings must live as long as the builder's machine */
	struct nkv_mark mark;	    /* where it begins in the input */
	/* Where each entry of a list stands; NULL: where the machine begins. */
	const struct nkv_mark *e820_marks;
	const struct nkv_mark *reserve_marks;
	const struct nkv_mark *processor_marks;
	const struct nkv_mark *memory_marks;
};

/*
 * Makes the builder's machine of the draft, and reports what is wrong with it,
 * and with the overrides, at its mark.
 */
void nkv_draft_finish(const struct nkv_draft *draft, const struct nkv_override *overrides,
		      size_t override_count, struct nkv_builder *builder,
		      struct nkv_report *report);

#endif
