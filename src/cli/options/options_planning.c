/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Options that choose what is planned. */
#define _GNU_SOURCE /* argp */
#include "cli/options/option.h"

#include <errno.h>
#include <string.h>

#include "read/kernel_name.h"

static bool is_same(const struct nkv_planned_kernel *a, const struct nkv_planned_kernel *b)
{
	return a->profile == b->profile && a->has_model == b->has_model && a->model == b->model;
}

/* Adds a kernel, unless it is there already. */
static void choose_kernel(struct nkv_whatif_choice *whatif, struct nkv_planned_kernel kernel)
{
	for (size_t i = 0; i < whatif->kernel_count; i++)
		if (is_same(&whatif->kernels[i], &kernel))
			return;
	if (whatif->kernel_count < NKV_KERNELS_MAX)
		whatif->kernels[whatif->kernel_count++] = kernel;
}

/* Reads "sparse" or "discontig". */
static bool read_model(const char *name, enum nkv_memory_model *model)
{
	for (*model = NKV_MODEL_DISCONTIG; *model <= NKV_MODEL_SPARSE; ++*model)
		if (strcmp(nkv_memory_model_name(*model), name) == 0)
			return true;
	return false;
}

/* Cuts "/MODEL" off a name. */
static error_t take_model(char *name, struct nkv_planned_kernel *kernel, struct argp_state *state)
{
	char *slash = strchr(name, '/');

	if (!slash)
		return 0;
	*slash = '\0';
	kernel->has_model = true;
	if (read_model(slash + 1, &kernel->model))
		return 0;
	argp_error(state, "unknown memory model '%s', expected sparse or discontig", slash + 1);
	return EINVAL;
}

static error_t add_kernel(struct nkv_options *options, char *name, struct argp_state *state)
{
	char words[NKV_KERNEL_WORDS_BYTES];
	struct nkv_planned_kernel kernel = { 0 };
	error_t error = take_model(name, &kernel, state);

	if (error != 0)
		return error;
	kernel.profile = nkv_kernel_name_find(name, words);
	if (!kernel.profile) {
		argp_error(state, "%s", words);
		return EINVAL;
	}
	if (kernel.model == NKV_MODEL_SPARSE && !nkv_profile_has_sparse(kernel.profile)) {
		argp_error(state, "kernel '%s' cannot be planned with SPARSEMEM", name);
		return EINVAL;
	}
	if (strcmp(kernel.profile->name, name) != 0 &&
	    options->kernel_alias_count < NKV_KERNELS_MAX)
		options->kernel_aliases[options->kernel_alias_count++] =
			(struct nkv_kernel_alias){ name, kernel };
	choose_kernel(&options->whatif, kernel);
	return 0;
}

static void add_all_kernels(struct nkv_whatif_choice *whatif)
{
	size_t count;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count; i++) {
		struct nkv_planned_kernel kernel = { &profiles[i], true, NKV_MODEL_DISCONTIG };

		choose_kernel(whatif, kernel);
		kernel.model = NKV_MODEL_SPARSE;
		if (nkv_profile_has_sparse(kernel.profile))
			choose_kernel(whatif, kernel);
	}
}

static error_t add_kernels(struct nkv_options *options, char *names, struct argp_state *state)
{
	char *name;
	error_t error = 0;

	while (error == 0 && (name = strsep(&names, ",")))
		error = add_kernel(options, name, state);
	return error;
}

/* The kernel that descriptions are read for: one that leaves the model to them, if there is one. */
static const struct nkv_planned_kernel *first_read(const struct nkv_whatif_choice *whatif)
{
	for (size_t i = 0; i < whatif->kernel_count; i++)
		if (!whatif->kernels[i].has_model)
			return &whatif->kernels[i];
	return &whatif->kernels[0];
}

/* The last -k counts. A single kernel replaces that of each description. */
static error_t take_kernel(const struct nkv_given *given)
{
	struct nkv_options *options = given->options;
	struct nkv_whatif_choice *whatif = &options->whatif;
	char *argument = given->argument;
	const struct nkv_planned_kernel *kernel;
	bool several = strchr(argument, ',') != NULL || strcmp(argument, "all") == 0;
	error_t error = 0;

	whatif->kernel_count = 0;
	whatif->all_kernels = strcmp(argument, "all") == 0;
	options->kernel_alias_count = 0;
	if (whatif->all_kernels)
		add_all_kernels(whatif);
	else
		error = add_kernels(options, argument, given->state);
	if (error != 0)
		return error;
	kernel = first_read(whatif);
	nkv_options_override(options, "kernel.profile", kernel->profile->name);
	if (kernel->has_model)
		nkv_options_override(options, "kernel.memory_model",
				     nkv_memory_model_name(kernel->model));
	if (!several)
		whatif->kernel_count = 0;
	return 0;
}

static error_t take_set(const struct nkv_given *given)
{
	struct argp_state *state = given->state;
	char *argument = given->argument, *equals = strchr(argument, '=');
	char why[NKV_OVERRIDE_WHY_BYTES];

	if (!equals) {
		argp_error(state, "--set takes KEY=VALUE, not '%s'", argument);
		return EINVAL;
	}
	*equals = '\0';
	if (!nkv_override_check(argument, why)) {
		argp_error(state, "--set %s: %s", argument, why);
		return EINVAL;
	}
	nkv_options_override(given->options, argument, equals + 1);
	return 0;
}

const struct nkv_option nkv_planning_options[] = {
	{ .help = "Kernel and machine:" },
	{ "kernel", 'k', "PROFILE[/MODEL]",
	  .help = "the kernel to boot, in place of that of the description; several, separated by "
		  "commas, or 'all' are shown side by side; MODEL is discontig or sparse",
	  .rank = NKV_RANK_FIRST, .take = take_kernel },
	{ "set", .argument = "KEY=VALUE",
	  .help = "change one value of every description, such as cmdline=mem=1022M",
	  .rank = NKV_RANK_FIRST, .take = take_set },
	{ 0 },
};
