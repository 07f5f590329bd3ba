/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the command line asks for. */
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

/* Many machines: where they come from, who plans them, and what is told of them all. */
struct nkv_fleet_choice {
	const char *files_from; /* a list of files, "-" for standard input; or NULL */
	bool nul_separated;	/* its names end with a NUL, not a newline */
	bool recursive;		/* directories in directories are entered */
	unsigned int jobs;	/* threads that plan; 0: the main one plans itself */
	enum nkv_when progress;
	bool summary;
};

/* How inputs are read. */
struct nkv_input_choice {
	const struct nkv_input_format *from; /* NULL: what each input shows */
	const char *srat; /* a file that has the SRAT of every machine, or NULL */
	int boot;	  /* as in struct nkv_input */
};

/* How pictures are drawn, and how wide lines are. */
struct nkv_picture_choice {
	size_t width; /* columns; 0: those of the terminal */
	bool ascii;
	const struct nkv_column *column; /* of a map of two keys; NULL: the verdict */
};

enum { NKV_KERNELS_MAX = 32 };

/* A kernel to be planned. */
struct nkv_kernel_choice {
	const struct nkv_profile *profile;
	bool has_model; /* else it is built as each machine's kernel is */
	enum nkv_memory_model model;
};

/* Another name that -k gave a profile. */
struct nkv_kernel_alias {
	const char *name;
	struct nkv_kernel_choice choice;
};

/* Each machine planned for several kernels, and at each point of a sweep. */
struct nkv_whatif_choice {
	struct nkv_kernel_choice kernels[NKV_KERNELS_MAX];
	size_t kernel_count; /* 0: the one that each machine has */
	bool all_kernels;    /* those that a machine cannot be planned for are passed over */
	struct nkv_sweep sweep;
	bool fold;
	bool diff; /* two plans are held against each other */
};

/* Plans held against limits. */
struct nkv_check_choice {
	bool wanted;
	uint64_t allowed_hazards; /* besides those that the description allows */
};

/* What options say that bears on others, and what formats are for. */
enum nkv_trait {
	NKV_TRAIT_NONE,
	NKV_TRAIT_LIST, /* of files */
	NKV_TRAIT_NUL,	/* which ends its names */
	NKV_TRAIT_SWEEP,
	NKV_TRAIT_FOLD,
	NKV_TRAIT_DIFF,
	NKV_TRAIT_ROWS, /* something that only rows have a use for */
	NKV_TRAIT_NODES,
	NKV_TRAIT_WIDTH,
	NKV_TRAIT_CHECK,
	NKV_TRAIT_LIMITS, /* something that only checks have a use for */
	NKV_TRAIT_COMPARE,
	NKV_TRAIT_SEVERAL_PLANS, /* of a machine */
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
	const struct nkv_option *given[NKV_TRAITS]; /* the last option that said so, or NULL */
	struct nkv_input_choice input;
	struct nkv_fleet_choice fleet;
	const struct nkv_format *format; /* NULL until all options are known, if none is given */
	struct nkv_rows rows;
	struct nkv_whatif_choice whatif;
	const char *column_names; /* what --columns gives */
	struct nkv_check_choice check;
	const char *output; /* NULL: standard output */
	enum nkv_when color;
	struct nkv_picture_choice picture;
	const char *compare; /* a log that plans are held against, or NULL */
	bool quiet;
	const char *example_text;				 /* NKV_ACTION_EXAMPLE */
	struct nkv_kernel_alias kernel_aliases[NKV_KERNELS_MAX]; /* that -k gave its profiles */
	size_t kernel_alias_count;
	struct nkv_override *overrides; /* in the order given */
	size_t override_count;
	char **files; /* as given; none: standard input */
	size_t file_count;
};

/* Whether a machine is anything but one plan. */
bool nkv_whatif_wanted(const struct nkv_whatif_choice *choice);

/* Whether each plan is held against limits: a difference is one of two, and tells by its status. */
bool nkv_checks_plans(const struct nkv_options *options);

#endif
