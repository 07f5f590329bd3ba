/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/remedy_text.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/paragraph.h"

void nkv_remedy_text(const struct nkv_remedy *remedy, char text[NKV_REMEDY_TEXT_BYTES])
{
	int used = 0;

	switch (remedy->kind) {
	case NKV_REMEDY_PROFILE:
		used = snprintf(text, NKV_REMEDY_TEXT_BYTES, "kernel %s", remedy->profile->name);
		break;
	case NKV_REMEDY_MEMORY_MODEL:
		used = snprintf(text, NKV_REMEDY_TEXT_BYTES, "%s",
				remedy->memory_model == NKV_MODEL_SPARSE ? "SPARSEMEM"
									 : "DISCONTIGMEM");
		break;
	case NKV_REMEDY_MEM:
		if (remedy->size_mb == 0)
			used = snprintf(text, NKV_REMEDY_TEXT_BYTES, "no mem=");
		else
			used = snprintf(text, NKV_REMEDY_TEXT_BYTES, "mem=%" PRIu32 "M",
					remedy->size_mb);
		break;
	case NKV_REMEDY_VMALLOC:
		used = snprintf(text, NKV_REMEDY_TEXT_BYTES, "vmalloc=%" PRIu32 "M",
				remedy->size_mb);
		break;
	case NKV_REMEDY_INITRD:
		used = snprintf(text, NKV_REMEDY_TEXT_BYTES, "initrd at 0x%" PRIx32,
				remedy->initrd_start);
		break;
	}
	if (remedy->initrd_disabled && used > 0 && used < NKV_REMEDY_TEXT_BYTES)
		snprintf(text + used, NKV_REMEDY_TEXT_BYTES - (size_t)used,
			 " (the initrd is then ignored)");
}

const char *nkv_remedies_line(const struct nkv_remedy *remedies, size_t count,
			      char line[NKV_REMEDIES_BYTES])
{
	size_t used = 0;

	line[0] = '\0';

	for (size_t i = 0; i < count; i++) {
		char text[NKV_REMEDY_TEXT_BYTES];
		bool is_next = i > 0 && remedies[i - 1].kind == NKV_REMEDY_PROFILE &&
			       remedies[i].kind == NKV_REMEDY_PROFILE;
		const char *between = i == 0 ? "" : is_next ? ", " : "; ";

		nkv_remedy_text(&remedies[i], text);
		used += (size_t)snprintf(line + used, NKV_REMEDIES_BYTES - used, "%s%s", between,
					 text + (is_next ? strlen("kernel ") : 0));
	}
	return line;
}

void nkv_put_remedies(FILE *out, const char *title, const struct nkv_remedy *remedies, size_t count,
		      size_t indent)
{
	char line[NKV_REMEDIES_BYTES];

	fputs(title, out);
	nkv_paragraph(out, nkv_remedies_line(remedies, count, line), strlen(title), indent);
}

const char *nkv_help_title(const struct nkv_help *help)
{
	if (help->remedy_count == 0)
		return "Nothing helps that was tried: other kernels or memory models, mem=, "
		       "vmalloc=, the initrd elsewhere.";
	return help->verdict == NKV_VERDICT_BOOTS ? "Boots with: "
						  : "Boots, but is unstable, with: ";
}
