/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/options/lists.h"

#include <string.h>

#include <numakva/numakva.h>

#include "base/paragraph.h"
#include "cli/options/examples.h"
#include "write/rows/columns.h"

enum { SUMMARY_LEAST = 32 }; /* columns */

/* A real machine with an interesting plan. */
static const char default_example[] = "pc-1n-512m-nopae";

static size_t aliases_width(const struct nkv_profile *profile)
{
	size_t width = 0;

	for (const char *const *alias = profile->aliases; *alias; alias++)
		width += strlen(*alias) + (width > 0);
	return width > 0 ? width : 1;
}

static void put_aliases(FILE *out, const struct nkv_profile *profile)
{
	if (!*profile->aliases)
		fputc('-', out);
	for (const char *const *alias = profile->aliases; *alias; alias++)
		fprintf(out, "%s%s", alias == profile->aliases ? "" : ",", *alias);
}

/* Next to the aliases, or below them if there is too little room. */
static void put_summary(FILE *out, const struct nkv_profile *profile, size_t below, size_t beside,
			size_t columns)
{
	bool fits = columns >= beside + SUMMARY_LEAST;
	size_t column = fits ? beside : below;
	size_t blanks = fits ? beside - below - aliases_width(profile) : below;
	char text[192];

	snprintf(text, sizeof(text), "%s%s%s", profile->summary,
		 nkv_profile_has_sparse(profile) ? "; also /sparse" : "",
		 profile == nkv_profile_default() ? " (default)" : "");
	fprintf(out, "%s%*s", fits ? "" : "\n", (int)blanks, "");
	nkv_paragraph(out, text, column, column, columns);
}

void nkv_list_profiles(FILE *out, size_t columns)
{
	size_t count, names = 0, aliases = 0;
	const struct nkv_profile *profiles = nkv_profile_all(&count);

	for (size_t i = 0; i < count; i++) {
		size_t name = strlen(profiles[i].name), others = aliases_width(&profiles[i]);

		names = name > names ? name : names;
		aliases = others > aliases ? others : aliases;
	}
	for (size_t i = 0; i < count; i++) {
		fprintf(out, "%-*s  ", (int)names, profiles[i].name);
		put_aliases(out, &profiles[i]);
		put_summary(out, &profiles[i], names + 2, names + 2 + aliases + 2, columns);
	}
}

static void put_severity(FILE *out, const struct nkv_hazard_info *info)
{
	char range[32];

	if (info->least == info->severity)
		snprintf(range, sizeof(range), "%s", nkv_severity_name(info->severity));
	else
		snprintf(range, sizeof(range), "%s..%s", nkv_severity_name(info->least),
			 nkv_severity_name(info->severity));
	fprintf(out, "%-17s", range);
}

void nkv_list_hazards(FILE *out, size_t columns)
{
	enum { COLUMN = 24 + 2 + 17 + 2 };

	for (int code = 0; code < NKV_HAZARD_COUNT; code++) {
		const struct nkv_hazard_info *info = nkv_hazard_info((enum nkv_hazard_code)code);

		fprintf(out, "%-24s  ", info->code);
		put_severity(out, info);
		fputs("  ", out);
		nkv_paragraph(out, info->summary, COLUMN, COLUMN, columns);
	}
}

static const char *needed_option(const struct nkv_column *column)
{
	if (column->of_node)
		return " (with --nodes)";
	if (column->of_check)
		return " (with --check)";
	return column->of_fold ? " (with --fold)" : "";
}

void nkv_list_columns(FILE *out, size_t columns)
{
	enum { COLUMN = 18 + 2 + 7 + 2 };
	const struct nkv_column *column;
	char text[192];

	for (size_t i = 0; (column = nkv_column_at(i)); i++) {
		fprintf(out, "%-18s  %-7s  ", column->name, nkv_unit_name(column->unit));
		snprintf(text, sizeof(text), "%s%s", column->explanation, needed_option(column));
		nkv_paragraph(out, text, COLUMN, COLUMN, columns);
	}
}

void nkv_list_examples(FILE *out)
{
	for (size_t i = 0; i < nkv_example_count; i++)
		fprintf(out, "%s\n", nkv_examples[i].name);
}

const char *nkv_example_text(const char *name)
{
	const char *wanted = name ? name : default_example;

	for (size_t i = 0; i < nkv_example_count; i++)
		if (strcmp(nkv_examples[i].name, wanted) == 0)
			return nkv_examples[i].text;
	return NULL;
}
