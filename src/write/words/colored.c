/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/colored.h"

void nkv_put_colored(FILE *out, bool color, const char *escape, const char *words)
{
	if (color && *escape)
		fprintf(out, "%s%s\033[0m", escape, words);
	else
		fputs(words, out);
}
