/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _DEFAULT_SOURCE /* winsize */
#define _POSIX_C_SOURCE 200809L
#include "cli/output/terminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { COLUMNS_MOST = 1000 };

static bool wants_color(const struct nkv_options *options, FILE *file)
{
	const char *no_color = getenv("NO_COLOR"), *terminal = getenv("TERM");

	if (options->color != NKV_WHEN_AUTO)
		return options->color == NKV_WHEN_ALWAYS;
	if (no_color && *no_color)
		return false;
	return isatty(fileno(file)) && !(terminal && strcmp(terminal, "dumb") == 0);
}

/* The locale only decides on characters; numbers are always written the same way. */
static bool locale_has_utf8(void)
{
	return setlocale(LC_CTYPE, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

size_t nkv_terminal_columns(const struct nkv_options *options, FILE *file, size_t otherwise)
{
	struct winsize size;

	if (options->picture.width > 0)
		return options->picture.width;
	if (ioctl(fileno(file), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return otherwise;
	return size.ws_col < COLUMNS_MOST ? size.ws_col : COLUMNS_MOST;
}

struct nkv_style nkv_terminal_style(const struct nkv_options *options, FILE *file)
{
	struct nkv_style style = { .color = wants_color(options, file) };

	/* Setting a locale opens half a dozen files, and most plans do not need one. */
	if (options->format->draws)
		style.utf8 = !options->picture.ascii && locale_has_utf8();
	if (options->format->columns > 0)
		style.columns = nkv_terminal_columns(options, file, options->format->columns);
	return style;
}
