/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/plan/errors.h"

#include <stdio.h>
#include <stdlib.h>

#include "cli/output/diagnostics.h"

/* Returns NULL if there is no memory. */
static char *error_line(const struct nkv_diagnostic *diagnostic)
{
	static const char form[] = "%s%s: %s";
	char place[NKV_PLACE_BYTES];
	int length = snprintf(NULL, 0, form, diagnostic->origin,
			      nkv_diagnostic_place(diagnostic, place), diagnostic->text);
	char *line = length < 0 ? NULL : malloc((size_t)length + 1);

	if (line)
		snprintf(line, (size_t)length + 1, form, diagnostic->origin, place,
			 diagnostic->text);
	return line;
}

bool nkv_errors_of(const struct nkv_document *document, struct nkv_errors *errors)
{
	*errors = (struct nkv_errors){ calloc(document->diagnostic_count, sizeof(char *)), 0 };
	for (size_t i = 0; errors->lines && i < document->diagnostic_count; i++) {
		if (document->diagnostics[i].gravity != NKV_GRAVITY_ERROR)
			continue;
		errors->lines[errors->count] = error_line(&document->diagnostics[i]);
		if (!errors->lines[errors->count])
			return false;
		errors->count++;
	}
	return errors->lines != NULL;
}

void nkv_errors_free(struct nkv_errors *errors)
{
	for (size_t i = 0; i < errors->count; i++)
		free(errors->lines[i]);
	free(errors->lines);
}
