/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/diagnostics.h"

#include <stdio.h>
#include <string.h>

#include "cli/program.h"
#include "write/escape.h"

static void put_escaped(const char *text)
{
	nkv_put_escaped(stderr, text, strlen(text));
}

void nkv_say_why(const char *what, const char *subject, const char *why)
{
	fprintf(stderr, NKV_PROGRAM_NAME ": %s '", what);
	put_escaped(subject);
	fputs("': ", stderr);
	put_escaped(why);
	fputc('\n', stderr);
}

void nkv_say_errno(const char *what, const char *subject, int error)
{
	nkv_say_why(what, subject, strerror(error));
}

void nkv_say(const char *what)
{
	fputs(NKV_PROGRAM_NAME ": ", stderr);
	put_escaped(what);
	fputc('\n', stderr);
}

void nkv_warn_alias(const char *alias, const char *name)
{
	fprintf(stderr,
		NKV_PROGRAM_NAME
		": warning: kernel '%s' is planned as '%s', which has the same rules\n",
		alias, name);
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

void nkv_say_assumptions(const char *origin, const struct nkv_assumption *assumptions, size_t count)
{
	if (count == 0)
		return;
	put_escaped(origin);
	fputs(": note: assumed", stderr);
	for (size_t i = 0; i < count; i++) {
		fputs(i > 0 ? ", " : " ", stderr);
		put_escaped(assumptions[i].key);
		fputc(' ', stderr);
		put_escaped(assumptions[i].value);
	}
	fputs("; --format=yaml says why\n", stderr);
}

void nkv_say_diagnostic(const struct nkv_diagnostic *diagnostic)
{
	static const char *const gravities[] = {
		[NKV_GRAVITY_ERROR] = "error",
		[NKV_GRAVITY_WARNING] = "warning",
		[NKV_GRAVITY_NOTE] = "note",
	};

	char place[NKV_PLACE_BYTES];

	put_escaped(diagnostic->origin);
	fprintf(stderr, "%s: %s: ", nkv_diagnostic_place(diagnostic, place),
		gravities[diagnostic->gravity]);
	put_escaped(diagnostic->text);
	fputc('\n', stderr);
}
