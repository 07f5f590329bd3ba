/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/words/remedy_text.h"

#include <inttypes.h>
#include <string.h>

#include <numakva/numakva.h>

#include "base/paragraph.h"
#include "write/words/units.h"

static const char *const initrd_words[] = {
	[NKV_REMEDY_INITRD_NONE] = "none",
	[NKV_REMEDY_INITRD_KEPT] = "kept",
	[NKV_REMEDY_INITRD_MOVED] = "moved",
	[NKV_REMEDY_INITRD_LOST] = "LOST",
};

/* --- changes --- */

static void change_text(const struct nkv_change *change, char text[NKV_REMEDY_TEXT_BYTES])
{
	static const char *const words[NKV_CHANGE_KINDS] = {
		[NKV_CHANGE_MEM] = "mem=",
		[NKV_CHANGE_VMALLOC] = "vmalloc=",
		[NKV_CHANGE_HIGHMEM] = "highmem=",
	};
	uint64_t kb = change->size_kb;

	if (change->kind == NKV_CHANGE_PROFILE)
		snprintf(text, NKV_REMEDY_TEXT_BYTES, "kernel %s", change->profile->name);
	else if (change->kind == NKV_CHANGE_MODEL)
		snprintf(text, NKV_REMEDY_TEXT_BYTES, "%s",
			 change->model == NKV_MODEL_SPARSE ? "SPARSEMEM" : "DISCONTIGMEM");
	else if (change->kind == NKV_CHANGE_INITRD)
		snprintf(text, NKV_REMEDY_TEXT_BYTES, "initrd at 0x%" PRIx32, change->initrd_start);
	else if (kb == 0)
		snprintf(text, NKV_REMEDY_TEXT_BYTES, "no %s", words[change->kind]);
	else
		snprintf(text, NKV_REMEDY_TEXT_BYTES, "%s%" PRIu64 "%s", words[change->kind],
			 kb % 1024 == 0 ? kb / 1024 : kb, kb % 1024 == 0 ? "M" : "K");
}

/* "kernel 2.6.25", "mem=1022M", "no mem=", "initrd at 0x1f000000"; two are joined by "and". */
static void put_remedy(const struct nkv_remedy *remedy, char text[NKV_REMEDY_TEXT_BYTES])
{
	size_t used = 0;

	text[0] = '\0';
	for (size_t i = 0; i < remedy->change_count && used < NKV_REMEDY_TEXT_BYTES; i++) {
		char change[NKV_REMEDY_TEXT_BYTES];

		change_text(&remedy->changes[i], change);
		used += (size_t)snprintf(text + used, NKV_REMEDY_TEXT_BYTES - used, "%s%s",
					 i == 0 ? "" : " and ", change);
	}
}

/* --- costs --- */

static void ram_text(const struct nkv_remedy *remedy, char text[NKV_PRICE_BYTES])
{
	double percent = 0;

	if (remedy->ram_pages > 0)
		percent = 100 * (double)remedy->ram_lost_pages / (double)remedy->ram_pages;
	if (!remedy->priced)
		snprintf(text, NKV_PRICE_BYTES, "unknown");
	else if (remedy->ram_lost_pages == 0)
		snprintf(text, NKV_PRICE_BYTES, "none");
	else if (remedy->ram_lost_pages < 26)
		snprintf(text, NKV_PRICE_BYTES, "%" PRIu64 " page%s", remedy->ram_lost_pages,
			 remedy->ram_lost_pages == 1 ? "" : "s");
	else
		snprintf(text, NKV_PRICE_BYTES, "%.*f MiB (%.1f %%)",
			 remedy->ram_lost_pages < 2560 ? 1 : 0,
			 (double)remedy->ram_lost_pages / 256, percent);
}

static void lowmem_text(const struct nkv_remedy *remedy, char text[NKV_PRICE_BYTES])
{
	if (remedy->priced)
		snprintf(text, NKV_PRICE_BYTES, "%" PRIu64 " MiB",
			 nkv_pages_mb(remedy->lowmem_left_pages));
	else
		snprintf(text, NKV_PRICE_BYTES, "unknown");
}

const char *nkv_remedy_line(const struct nkv_remedy *remedy, char line[NKV_REMEDY_LINE_BYTES])
{
	char text[NKV_REMEDY_TEXT_BYTES], ram[NKV_PRICE_BYTES], lowmem[NKV_PRICE_BYTES];

	put_remedy(remedy, text);
	ram_text(remedy, ram);
	lowmem_text(remedy, lowmem);
	snprintf(line, NKV_REMEDY_LINE_BYTES, "%s (RAM lost: %s, low memory left: %s%s%s)", text,
		 ram, lowmem, remedy->initrd == NKV_REMEDY_INITRD_NONE ? "" : ", initrd ",
		 remedy->initrd == NKV_REMEDY_INITRD_NONE ? "" : initrd_words[remedy->initrd]);
	return line;
}

/* --- a table --- */

static bool is_kernel(const struct nkv_remedy *remedy)
{
	return remedy->changes[0].kind == NKV_CHANGE_PROFILE;
}

/* Whether two remedies differ only in the kernel. */
static bool is_alike(const struct nkv_remedy *a, const struct nkv_remedy *b)
{
	const struct nkv_change *second = &a->changes[1], *other = &b->changes[1];

	return is_kernel(a) && is_kernel(b) && a->change_count == b->change_count &&
	       second->kind == other->kind && second->size_kb == other->size_kb &&
	       second->initrd_start == other->initrd_start && second->model == other->model &&
	       a->priced == b->priced && a->initrd == b->initrd &&
	       a->ram_lost_pages == b->ram_lost_pages &&
	       nkv_pages_mb(a->lowmem_left_pages) == nkv_pages_mb(b->lowmem_left_pages);
}

/* "kernel 2.6.23, 2.6.25 and initrd at 0x1f000000" */
static void row_change(const struct nkv_remedy *remedies, size_t count,
		       char text[NKV_REMEDY_ROW_BYTES])
{
	char last[NKV_REMEDY_TEXT_BYTES];
	size_t used = 0;

	put_remedy(&remedies[count - 1], last);
	if (count > 1)
		used = (size_t)snprintf(text, NKV_REMEDY_ROW_BYTES, "kernel ");
	for (size_t i = 0; i + 1 < count; i++)
		used += (size_t)snprintf(text + used, NKV_REMEDY_ROW_BYTES - used, "%s, ",
					 remedies[i].changes[0].profile->name);
	snprintf(text + used, NKV_REMEDY_ROW_BYTES - used, "%s",
		 last + (count > 1 ? strlen("kernel ") : 0));
}

bool nkv_remedy_row_next(const struct nkv_remedy *remedies, size_t count, size_t *next,
			 struct nkv_remedy_row *row)
{
	const struct nkv_remedy *first = &remedies[*next];
	size_t alike = 1;

	if (*next >= count)
		return false;
	while (*next + alike < count && is_alike(first, &first[alike]))
		alike++;
	ram_text(first, row->ram);
	lowmem_text(first, row->lowmem);
	row->initrd = initrd_words[first->initrd];
	row_change(first, alike, row->change);
	*next += alike;
	return true;
}

const char *nkv_remedies_note(const struct nkv_remedy *remedies, size_t count)
{
	/* They are the last ones. */
	if (count == 0 || remedies[count - 1].initrd != NKV_REMEDY_INITRD_LOST)
		return NULL;
	return "LOST: the kernel ignores the initrd, and most systems then cannot mount the root "
	       "filesystem.";
}

void nkv_put_remedies(FILE *out, const struct nkv_remedy *remedies, size_t count, size_t indent,
		      size_t columns)
{
	static const char form[] = "%*s%-18s  %15s  %-6s  ";
	const char *note = nkv_remedies_note(remedies, count);
	struct nkv_remedy_row row;
	size_t next = 0, column = indent + 18 + 2 + 15 + 2 + 6 + 2;

	fprintf(out, form, (int)indent, "", "RAM lost", "low memory left", "initrd");
	fputs("with\n", out);
	while (nkv_remedy_row_next(remedies, count, &next, &row)) {
		fprintf(out, form, (int)indent, "", row.ram, row.lowmem, row.initrd);
		nkv_paragraph(out, row.change, column, column, columns);
	}
	if (note) {
		fprintf(out, "%*s", (int)indent, "");
		nkv_paragraph(out, note, indent, indent, columns);
	}
}

/* --- titles --- */

const char nkv_remedies_tried[] =
	"other kernels, the other memory model, mem=, highmem=, vmalloc=, another place for the "
	"initrd, and two of these together";

const char *nkv_help_title(const struct nkv_help *help)
{
	if (help->remedy_count == 0)
		return "Nothing that was tried helps:";
	return help->verdict == NKV_VERDICT_BOOTS ? "Boots with (cheapest first):"
						  : "Boots, but is unstable, with:";
}

bool nkv_helps(const struct nkv_hazard_info *info, const struct nkv_help *help)
{
	if (info->helped_by == 0)
		return *info->helps != '\0';
	for (size_t i = 0; help && i < help->remedy_count; i++)
		if (help->remedies[i].change_count == 1 && help->verdict == NKV_VERDICT_BOOTS &&
		    info->helped_by & 1U << help->remedies[i].changes[0].kind)
			return true;
	return false;
}
