/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Holds the core against the slow model on random machines:
 *
 *     check-model MACHINES [FIRST [PROFILE]]
 *
 * A machine is made from its number, FIRST and up; with PROFILE all have that
 * kernel. Prints the number of each
 * machine on which the two differ, and where; then how the machines end.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "model.h"
#include "support/machines.h"

#define GB (UINT64_C(1) << 30)

/* After as many differences there is something to do. */
enum { DIFFERENCES_MAX = 20 };

struct check {
	const struct nkv_profile *profile; /* of all machines; or NULL */
	uint32_t *pages;
	unsigned long different;
	unsigned long refused;
	unsigned long verdicts[3];
	unsigned long hazards[NKV_HAZARD_COUNT];
};

static void *allocate(size_t bytes)
{
	void *memory = calloc(1, bytes);

	if (!memory) {
		fputs("no memory\n", stderr);
		exit(EXIT_FAILURE);
	}
	return memory;
}

/* Most machines are small, so that more of them are checked in the same time. */
static uint64_t draw_memory_end(struct draw *draw)
{
	static const uint64_t ends[] = { 1, 1, 1, 1, 2, 2, 4, 5, 8 };

	return ends[draw_below(draw, sizeof(ends) / sizeof(ends[0]))] * GB;
}

static void count_plan(struct check *check, const struct nkv_plan *plan)
{
	check->verdicts[plan->verdict]++;
	for (size_t i = 0; i < plan->hazard_count; i++)
		check->hazards[plan->hazards[i].code]++;
}

/* Whether the two differ, which is then printed. */
static bool differs(struct check *check, const struct nkv_machine *machine, struct model *model,
		    struct nkv_plan *plan)
{
	size_t bytes = nkv_workspace_bytes(machine);
	void *workspace = allocate(bytes);
	enum nkv_error error = nkv_plan_machine(machine, workspace, bytes, plan);
	bool differ;

	model_run(model, machine, check->pages);
	if (error != NKV_OK || model->end == END_MAP_THROWN_AWAY) {
		differ = (error != NKV_ERROR_E820_TOO_FEW && error != NKV_ERROR_E820_FULL) ||
			 model->end != END_MAP_THROWN_AWAY;
		if (differ)
			printf("the core says '%s'\n", nkv_error_text(error));
		check->refused++;
	} else {
		differ = model_compare(model, plan, stdout) > 0;
		count_plan(check, plan);
	}
	model_clear(model);
	free(workspace);
	return differ;
}

static void check_machine(struct check *check, unsigned long number)
{
	struct draw draw = draw_from_seed(number);
	struct made_machine *made = allocate(sizeof(*made));
	struct model *model = allocate(sizeof(*model));
	struct nkv_plan *plan = allocate(sizeof(*plan));

	make_machine(&draw, draw_memory_end(&draw), made);
	if (check->profile)
		made->machine.kernel.profile = check->profile;
	model_make_known(&made->machine.kernel);
	if (nkv_profile_reserves_early(made->machine.kernel.profile))
		made->machine.quad_count = 0;
	if (differs(check, &made->machine, model, plan)) {
		printf("machine %lu (kernel %s)\n", number, made->machine.kernel.profile->name);
		check->different++;
	}
	free(plan);
	free(model);
	free(made);
}

static void print_unknown(void)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count; i++)
		if (!model_knows(&profiles[i]))
			printf("         not modelled: %s\n", profiles[i].name);
}

static void print_counts(const struct check *check)
{
	print_unknown();
	for (int code = 0; code < NKV_HAZARD_COUNT; code++)
		printf("%8lu %s\n", check->hazards[code],
		       nkv_hazard_info((enum nkv_hazard_code)code)->code);
	for (int verdict = NKV_VERDICT_BOOTS; verdict <= NKV_VERDICT_PANICS; verdict++)
		printf("%8lu %s\n", check->verdicts[verdict],
		       nkv_verdict_name((enum nkv_verdict)verdict));
	printf("%8lu refused\n", check->refused);
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0, number;
	unsigned long first = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	struct check check = { .pages = allocate(MODEL_PAGES * sizeof(*check.pages)) };

	if (argc > 3)
		check.profile = nkv_profile_find(argv[3]);
	if (count == 0 || (argc > 3 && !check.profile)) {
		fputs("usage: check-model MACHINES [FIRST [PROFILE]]\n", stderr);
		return EXIT_FAILURE;
	}
	for (number = 0; number < count && check.different < DIFFERENCES_MAX; number++)
		check_machine(&check, first + number);
	print_counts(&check);
	printf("%lu machines, %lu differences\n", number, check.different);
	free(check.pages);
	return check.different == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
