/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The choices of the command line. */
#ifndef NUMAKVA_CLI_OPTIONS_CHOICES_H
#define NUMAKVA_CLI_OPTIONS_CHOICES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <numakva/sweep.h>

#include "read/input.h"
#include "write/rows/rows.h"
#include "write/writer.h"

enum nkv_action {
	NKV_ACTION_PLAN,
	NKV_ACTION_EXAMPLE,
	NKV_ACTION_LIST_EXAMPLES,
	NKV_ACTION_LIST_PROFILES,
	NKV_ACTION_LIST_HAZARDS,
	NKV_ACTION_LIST_COLUMNS,
	NKV_ACTION_HELP,
	NKV_ACTION_HELP_ALL,
	NKV_ACTION_USAGE,
	NKV_ACTION_VERSION,
};

enum nkv_when {
	NKV_WHEN_AUTO,
	NKV_WHEN_ALWAYS,
	NKV_WHEN_NEVER,
};

enum { NKV_JOBS_MAX = 256 };

/*
 * Many machines: where they come from, how many threads plan them, and what is reported about
 * all.
 */
struct nkv_fleet_choice {
	const char *files_from; /* a list of files, "-" for standard input; or NULL */
	bool nul_separated;	/* its names end in NULs, not newlines */
	bool recursive;		/* directories in directories are entered */
	unsigned int jobs;	/* the number of threads; 0: the main thread plans */
	enum nkv_when progress;
	bool summary;
};

/* How inputs are read. */
struct nkv_input_choice {
	const struct nkv_input_format *from; /* NULL: it is recognised */
	const char *srat;		     /* a file with the SRAT of every machine, or NULL */
	int boot;			     /* as in struct nkv_input */
};

/* How pictures are drawn, and the width of lines. */
struct nkv_picture_choice {
	size_t width; /* in columns; 0: that of the terminal */
	bool ascii;
	const struct nkv_column *column; /* shown in a map of two keys; NULL: the verdict */
};

enum { NKV_KERNELS_MAX = 64 }; /* more than three of each profile: with either model, and without */

/* A kernel to be planned. */
struct nkv_planned_kernel {
	const struct nkv_profile *profile;
	bool has_model; /* false: the model is that of each machine's kernel */
	enum nkv_memory_model model;
};

/* Another name for a profile, given to -k. */
struct nkv_kernel_alias {
	const char *name;
	struct nkv_planned_kernel choice;
};

/* Each machine is planned for several kernels, and at each point of a sweep. */
struct nkv_whatif_choice {
	struct nkv_planned_kernel kernels[NKV_KERNELS_MAX];
	size_t kernel_count; /* 0: only the machine's own */
	bool all_kernels;    /* kernels for which a machine cannot be planned are skipped */
	struct nkv_sweep sweep;
	bool fold;
	bool diff; /* two plans are compared */
};

/* The check of plans against limits. */
struct nkv_check_choice {
	bool wanted;
	uint64_t allowed_hazards; /* in addition to those that the description allows */
};

/* The properties of options and formats that exclude or require each other. */
enum nkv_trait {
	NKV_TRAIT_NONE,
	NKV_TRAIT_LIST, /* of files */
	NKV_TRAIT_NUL,	/* which ends its names */
	NKV_TRAIT_SWEEP,
	NKV_TRAIT_FOLD,
	NKV_TRAIT_DIFF,
	NKV_TRAIT_ROWS, /* something that only formats with rows can use */
	NKV_TRAIT_NODES,
	NKV_TRAIT_WIDTH,
	NKV_TRAIT_CHECK,
	NKV_TRAIT_LIMITS, /* something that only checks can use */
	NKV_TRAIT_COMPARE,
	NKV_TRAIT_SEVERAL_PLANS, /* for each machine */
	NKV_TRAIT_FORMAT_OF_WIDTH,
	NKV_TRAIT_FORMAT_OF_DIFFERENCES,
	NKV_TRAIT_FORMAT_OF_RANGES,
	NKV_TRAIT_FORMAT_OF_POINTS,
	NKV_TRAIT_FORMAT_OF_COMPARISONS,
	NKV_TRAITS,
};

struct nkv_option;

struct nkv_options {
	enum nkv_action action;
	/* the last option with that property, or NULL */
	const struct nkv_option *given[NKV_TRAITS];
	struct nkv_input_choice input;
	struct nkv_fleet_choice fleet;
	const struct nkv_format *format; /* NULL if none is given, until all options are known */
	struct nkv_rows rows;
	struct nkv_whatif_choice whatif;
	const char *column_names; /* the argument of --columns */
	struct nkv_check_choice check;
	const char *output; /* NULL: standard output */
	enum nkv_when color;
	struct nkv_picture_choice picture;
	const char *compare; /* a log to compare plans with, or NULL */
	bool quiet;
	const char *example_text;				 /* NKV_ACTION_EXAMPLE */
	struct nkv_kernel_alias kernel_aliases[NKV_KERNELS_MAX]; /* given to -k */
	size_t kernel_alias_count;
	struct nkv_override *overrides; /* in the order given */
	size_t override_count;
	char **files; /* as given; none: standard input */
	size_t file_count;
};

/* Whether several plans are made of a machine. */
bool nkv_whatif_wanted(const struct nkv_whatif_choice *choice);

/*
 * Whether each plan is checked. A difference is that of two plans; its exit status shows the
 * check.
 */
bool nkv_checks_plans(const struct nkv_options *options);

#endif
