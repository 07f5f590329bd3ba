/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <numakva/remedy.h>

#include <string.h>

enum {
	LIMIT_BYTES = 24, /* " mem=4294967295M" */
	MB_PAGES = 256,
	LARGE_PAGE_MB = 4, /* of either size, a whole number of large pages */
};

struct trial {
	const struct nkv_plan *plan; /* as it is */
	struct nkv_machine machine;  /* as it would be */
	char *cmdline;
	void *workspace;
	size_t workspace_bytes;
	struct nkv_remedy *remedies;
	size_t count;
};

static size_t cmdline_bytes(const struct nkv_machine *machine)
{
	size_t bytes = (machine->cmdline ? strlen(machine->cmdline) : 0) + LIMIT_BYTES;

	return (bytes + 15) / 16 * 16;
}

size_t nkv_remedies_bytes(const struct nkv_machine *machine)
{
	return sizeof(struct nkv_plan) + cmdline_bytes(machine) + nkv_workspace_bytes(machine);
}

/* Plans the machine of the trial, and notes the remedy if it is one. */
static void try_machine(struct trial *trial, struct nkv_remedy remedy)
{
	struct nkv_plan *plan = trial->workspace;
	char *lists = (char *)trial->workspace + sizeof(*plan);
	size_t place;

	if (trial->count == NKV_REMEDIES_MAX ||
	    nkv_plan_machine(&trial->machine, lists, trial->workspace_bytes - sizeof(*plan),
			     plan) != NKV_OK ||
	    plan->verdict >= trial->plan->verdict)
		return;
	remedy.verdict = plan->verdict;
	for (place = trial->count++; place > 0; place--) {
		if (trial->remedies[place - 1].verdict <= remedy.verdict)
			break;
		trial->remedies[place] = trial->remedies[place - 1];
	}
	trial->remedies[place] = remedy;
}

static void try_profiles(struct trial *trial)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);
	const struct nkv_profile *given = trial->machine.kernel.profile;

	for (size_t i = 0; i < count; i++) {
		if (&profiles[i] == given)
			continue;
		trial->machine.kernel.profile = &profiles[i];
		try_machine(trial, (struct nkv_remedy){ .profile = &profiles[i] });
	}
	trial->machine.kernel.profile = given;
}

/* " mem=", the number and "M" after the command line. */
static void write_limit(struct trial *trial, uint32_t limit_mb)
{
	const char *given = trial->plan->machine->cmdline;
	size_t length = given ? strlen(given) : 0;
	char digits[12], *end = trial->cmdline + length;
	size_t count = 0;

	if (given)
		memcpy(trial->cmdline, given, length);
	memcpy(end, " mem=", 5);
	end += 5;
	do {
		digits[count++] = (char)('0' + limit_mb % 10);
		limit_mb /= 10;
	} while (limit_mb > 0);
	while (count > 0)
		*end++ = digits[--count];
	memcpy(end, "M", 2);
}

static bool try_limit(struct trial *trial, uint32_t limit_mb)
{
	size_t before = trial->count;

	write_limit(trial, limit_mb);
	trial->machine.cmdline = trial->cmdline;
	try_machine(trial, (struct nkv_remedy){ .limit_mb = limit_mb });
	return trial->count > before;
}

/* The greatest limits first; one that helps is enough. */
static void try_limits(struct trial *trial)
{
	const uint32_t ends[] = { trial->plan->e820_max_pfn, trial->plan->maxmem_pfn };

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		uint32_t mb = ends[i] / MB_PAGES / LARGE_PAGE_MB * LARGE_PAGE_MB;

		if (ends[i] > trial->plan->e820_max_pfn || mb <= 2 * LARGE_PAGE_MB)
			continue;
		for (uint32_t step = 0; step < 2; step++)
			if (try_limit(trial, mb - step * LARGE_PAGE_MB))
				return;
	}
}

size_t nkv_remedies_find(const struct nkv_plan *plan, void *workspace, size_t workspace_bytes,
			 struct nkv_remedy remedies[NKV_REMEDIES_MAX])
{
	size_t text_bytes = cmdline_bytes(plan->machine);
	struct trial trial = {
		.plan = plan,
		.machine = *plan->machine,
		.cmdline = workspace,
		.remedies = remedies,
	};

	if (plan->verdict == NKV_VERDICT_BOOTS ||
	    workspace_bytes < nkv_remedies_bytes(plan->machine))
		return 0;
	trial.workspace = (char *)workspace + text_bytes;
	trial.workspace_bytes = workspace_bytes - text_bytes;
	try_profiles(&trial);
	try_limits(&trial);
	return trial.count;
}
