/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* argp */
#include "cli/options/help.h"

#include <string.h>

#include "base/paragraph.h"
#include "cli/options/option.h"
#include "cli/program.h"
#include "read/source.h"
#include "write/formats.h"

enum {
	HELP_COLUMNS = 79,
	TEXT_COLUMN = 29, /* the column of the options' texts */
	NAME_BYTES = 64,
};

static const char about[] =
	"Plan how a 32-bit x86 NUMA kernel lays out its memory when it boots, and find out whether it "
	"boots, panics, or boots and then fails.";

static const char files[] =
	"Each FILE is a boot log, a description of machines in YAML or JSON, or /proc/iomem; '-' or no "
	"FILE is standard input.";

static const char examples[] = //
	"Examples:\n"
	"  " NKV_PROGRAM_NAME " dmesg.txt\n"
	"      plan the machine whose boot log this is\n"
	"  " NKV_PROGRAM_NAME " --check --limit=min_lowmem_free=256M machine.yaml\n"
	"      check that it boots with 256 MiB of low memory free; show what would help\n";

static const char statuses[] =
	"Exit status: 1 if a machine fails the check, or the comparison finds a difference; otherwise 0, "
	"whatever the verdicts are. Errors: 64 wrong usage, 65 a machine that could not be read, 66 a file "
	"that cannot be opened, 70 out of memory, 74 a read or write that failed.";

/* Prints a paragraph at the left margin. */
static void put_paragraph(FILE *out, const char *text)
{
	nkv_paragraph(out, text, 0, 0, HELP_COLUMNS);
}

/* Writes an option as "-j, --json" or "    --jobs[=N]". */
static void name_option(const struct nkv_option *option, char name[static NAME_BYTES])
{
	const char *open = "=", *close = "";
	size_t used;

	if (option->may_be_alone) {
		open = "[=";
		close = "]";
	}
	if (option->letter)
		snprintf(name, NAME_BYTES, "-%c, --%s", option->letter, option->name);
	else
		snprintf(name, NAME_BYTES, "    --%s", option->name);
	used = strlen(name);
	if (option->argument)
		snprintf(name + used, NAME_BYTES - used, "%s%s%s", open, option->argument, close);
}

static void put_option(FILE *out, const struct nkv_option *option)
{
	char name[NAME_BYTES];
	int used;

	name_option(option, name);
	used = fprintf(out, "  %s", name);
	if (used > TEXT_COLUMN - 2) {
		fputc('\n', out);
		used = 0;
	}
	fprintf(out, "%*s", TEXT_COLUMN - used, "");
	nkv_paragraph(out, option->help, TEXT_COLUMN, TEXT_COLUMN, HELP_COLUMNS);
}

/* Prints the title of a group, and its options whose rank is in `ranks`, a set of bits. */
static void put_group(FILE *out, const struct nkv_option *group, unsigned int ranks)
{
	const char *title = group->name ? "" : group->help;
	bool is_empty = true;

	for (const struct nkv_option *option = group; option->help; option++) {
		if (!option->name || !(ranks & 1U << option->rank))
			continue;
		if (is_empty)
			fprintf(out, "\n%s%s", title, *title ? "\n" : "");
		is_empty = false;
		put_option(out, option);
	}
}

static void put_groups(FILE *out, unsigned int ranks)
{
	for (const struct nkv_option *const *group = nkv_option_groups; *group; group++)
		put_group(out, *group, ranks);
}

static void put_first_options(FILE *out)
{
	fputs("\nMost used:\n", out);
	for (const struct nkv_option *const *group = nkv_option_groups; *group; group++)
		for (const struct nkv_option *option = *group; option->help; option++)
			if (option->rank == NKV_RANK_FIRST)
				put_option(out, option);
}

static void put_usage(FILE *out)
{
	fputs("Usage: " NKV_PROGRAM_NAME " [OPTION...] [FILE...]\n", out);
	put_paragraph(out, about);
	fputc('\n', out);
	put_paragraph(out, files);
}

static void put_formats(FILE *out)
{
	size_t count;
	const struct nkv_format *formats = nkv_format_all(&count);

	fputs("\nFormats:\n", out);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %-9s %s%s\n", formats[i].name, formats[i].summary,
			i == 0 ? " (default)" : "");
}

static void put_input_formats(FILE *out)
{
	size_t count;
	const struct nkv_input_format *const *formats = nkv_input_format_all(&count);

	fputs("\nInput formats:\n", out);
	for (size_t i = 0; i < count; i++)
		fprintf(out, "  %-9s %s\n", formats[i]->name, formats[i]->summary);
}

void nkv_help(FILE *out)
{
	put_usage(out);
	put_first_options(out);
	fprintf(out, "\n%s\n", examples);
	put_paragraph(out, statuses);
	put_formats(out);
	put_groups(out, 1U << NKV_RANK_OTHER);
	fputs("\n--help=all prints every option; the manual is numakva-plan(1).\n", out);
}

void nkv_help_all(FILE *out)
{
	put_usage(out);
	put_groups(out, ~0U);
	put_formats(out);
	put_input_formats(out);
	fprintf(out, "\n%s\n", examples);
	put_paragraph(out, statuses);
}
