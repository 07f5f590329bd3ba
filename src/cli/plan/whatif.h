/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What-if: each machine planned for several kernels, and at each point of a
 * sweep.
 */
#ifndef NUMAKVA_CLI_PLAN_WHATIF_H
#define NUMAKVA_CLI_PLAN_WHATIF_H

#include <stdbool.h>

#include <numakva/sweep.h>

#include "cli/exit.h"
#include "cli/plan/room.h"
#include "write/writer.h"

enum { NKV_KERNELS_MAX = 16 };

/* What the command line asks for. */
struct nkv_whatif_choice {
	const struct nkv_profile *kernels[NKV_KERNELS_MAX];
	size_t kernel_count; /* 0: the one that each machine has */
	struct nkv_sweep sweep;
	bool fold;
	bool diff;		  /* two plans are held against each other */
	const char *sweep_option; /* an option of sweeps that is given, or NULL */
};

/* Whether a machine is anything but one plan. */
bool nkv_whatif_wanted(const struct nkv_whatif_choice *choice);

/* Takes one machine, as it is varied. Returns false if no other is to come. */
typedef bool nkv_whatif_take(void *context, const struct nkv_machine *machine,
			     const struct nkv_point *point);

struct nkv_whatif {
	const struct nkv_whatif_choice *choice;
	const struct nkv_format *format;
	struct nkv_output *output;
	const struct nkv_subject *document; /* that the machine is of */
	FILE *messages;
	struct nkv_room *varied; /* what differs from the machine at the point at hand */
};

/*
 * Goes through a machine's kernels and points. Each is given to `take`, but
 * where plans are not written one by one: ranges of points that share a
 * verdict, and kernels side by side. A point at which the machine cannot be
 * planned is said, and makes the status NKV_EXIT_INPUT; NKV_EXIT_INTERNAL means
 * that there was no memory, which is for the caller to say.
 */
enum nkv_exit nkv_whatif_machine(struct nkv_whatif *whatif, const struct nkv_machine *machine,
				 nkv_whatif_take *take, void *context);

#endif
