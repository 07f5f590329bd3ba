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

void nkv_say_diagnostic(const struct nkv_diagnostic *diagnostic)
{
	static const char *const gravities[] = {
		[NKV_GRAVITY_ERROR] = "error",
		[NKV_GRAVITY_WARNING] = "warning",
		[NKV_GRAVITY_NOTE] = "note",
	};

	put_escaped(diagnostic->origin);
	fprintf(stderr, ":%zu:%zu: %s: ", diagnostic->line, diagnostic->column,
		gravities[diagnostic->gravity]);
	put_escaped(diagnostic->text);
	fputc('\n', stderr);
}
