/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/output/diagnostics.h"

#include <stdio.h>
#include <string.h>

#include "cli/program.h"
#include "base/escape.h"

static void put_escaped(FILE *to, const char *text)
{
	nkv_put_escaped(to, text, strlen(text));
}

void nkv_say_why(FILE *to, const char *what, const char *subject, const char *why)
{
	fprintf(to, NKV_PROGRAM_NAME ": %s '", what);
	put_escaped(to, subject);
	fputs("': ", to);
	put_escaped(to, why);
	fputc('\n', to);
}

void nkv_say_errno(const char *what, const char *subject, int error)
{
	nkv_say_why(stderr, what, subject, strerror(error));
}

void nkv_say(FILE *to, const char *what)
{
	fputs(NKV_PROGRAM_NAME ": ", to);
	put_escaped(to, what);
	fputc('\n', to);
}

void nkv_say_note(const char *words)
{
	fputs(NKV_PROGRAM_NAME ": note: ", stderr);
	put_escaped(stderr, words);
	fputc('\n', stderr);
}

void nkv_warn_alias(const char *alias, const char *name, bool near_with_sparse)
{
	fprintf(stderr,
		NKV_PROGRAM_NAME
		": warning: kernel '%s' is planned as '%s', which has the same rules%s\n",
		alias, name, near_with_sparse ? " with DISCONTIGMEM" : "");
}

const char *nkv_diagnostic_place(const struct nkv_diagnostic *diagnostic,
				 char place[NKV_PLACE_BYTES])
{
	if (diagnostic->line > 0)
		snprintf(place, NKV_PLACE_BYTES, ":%zu:%zu", diagnostic->line, diagnostic->column);
	else if (diagnostic->column > 0)
		snprintf(place, NKV_PLACE_BYTES, ": offset 0x%zx", diagnostic->column);
	else
		place[0] = '\0';
	return place;
}

void nkv_say_assumptions(FILE *to, const char *origin, const struct nkv_assumption *assumptions,
			 size_t count)
{
	if (count == 0)
		return;
	put_escaped(to, origin);
	fputs(": note: assumed", to);
	for (size_t i = 0; i < count; i++) {
		fputs(i > 0 ? ", " : " ", to);
		put_escaped(to, assumptions[i].key);
		fputc(' ', to);
		put_escaped(to, assumptions[i].value);
	}
	fputs("; --format=yaml says why\n", to);
}

void nkv_say_diagnostic(FILE *to, const struct nkv_diagnostic *diagnostic)
{
	static const char *const gravities[] = {
		[NKV_GRAVITY_ERROR] = "error",
		[NKV_GRAVITY_WARNING] = "warning",
		[NKV_GRAVITY_NOTE] = "note",
	};

	char place[NKV_PLACE_BYTES];

	put_escaped(to, diagnostic->origin);
	fprintf(to, "%s: %s: ", nkv_diagnostic_place(diagnostic, place),
		gravities[diagnostic->gravity]);
	put_escaped(to, diagnostic->text);
	fputc('\n', to);
}
