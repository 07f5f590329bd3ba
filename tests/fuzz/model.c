/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bytes as the choices of which a machine is made, on which the core and the slow model must agree. */
#include "fuzz/support/fuzz.h"

#include <stdlib.h>

#include <numakva/numakva.h>

#include "model/model.h"
#include "support/machines.h"

/* Twice the memory takes twice as long. */
#define MEMORY_END (UINT64_C(2) << 30)

static void compare(struct model *model, const struct nkv_machine *machine)
{
	size_t bytes = nkv_workspace_bytes(machine);
	void *workspace = malloc(bytes);
	struct nkv_plan *plan = malloc(sizeof(*plan));
	enum nkv_error error;

	fuzz_require(workspace != NULL && plan != NULL, "no memory for a plan");
	error = nkv_plan_machine(machine, workspace, bytes, plan);
	if (model->end == END_MAP_THROWN_AWAY)
		fuzz_require(error == NKV_ERROR_E820_TOO_FEW || error == NKV_ERROR_E820_FULL,
			     "the model alone refuses the map");
	else
		fuzz_require(error == NKV_OK && model_compare(model, plan, stderr) == 0,
			     "the model and the core differ");
	free(plan);
	free(workspace);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static uint32_t pages[MODEL_PAGES];
	static struct model model;
	struct draw draw = draw_from_bytes(data, size);
	struct made_machine made;

	make_machine(&draw, MEMORY_END, &made);
	model_make_known(&made.machine.kernel);
	model_run(&model, &made.machine, pages);
	compare(&model, &made.machine);
	model_clear(&model);
	return 0;
}
