/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/drawing/marks.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/grow.h"
#include "write/words/size_text.h"

struct nkv_band *nkv_drawing_add_band(struct nkv_drawing *drawing, enum nkv_band_kind kind,
				      enum nkv_space space, const char *name)
{
	struct nkv_band *band = &drawing->spare_band;
	void *grown = nkv_grow(drawing->bands, &drawing->band_capacity, drawing->band_count + 1,
			       sizeof(*band));

	if (grown) {
		drawing->bands = grown;
		band = &drawing->bands[drawing->band_count++];
	} else {
		drawing->failed = true;
	}
	*band = (struct nkv_band){
		.kind = kind, .space = space, .first_mark = drawing->mark_count, .pieces = "pieces"
	};
	snprintf(band->name, sizeof(band->name), "%s", name);
	return band;
}

struct nkv_mark *nkv_drawing_add_mark(struct nkv_drawing *drawing, enum nkv_mark_kind kind,
				      struct nkv_range pages)
{
	struct nkv_mark *mark = &drawing->spare;
	void *grown = nkv_grow(drawing->marks, &drawing->mark_capacity, drawing->mark_count + 1,
			       sizeof(*mark));

	if (grown)
		drawing->marks = grown;
	if (grown && drawing->band_count > 0) {
		mark = &drawing->marks[drawing->mark_count++];
		drawing->bands[drawing->band_count - 1].mark_count++;
	} else {
		drawing->failed = true;
	}
	*mark = (struct nkv_mark){ .kind = kind, .pages = pages, .nid = -1 };
	return mark;
}

void nkv_mark_label(struct nkv_mark *mark, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(mark->label, sizeof(mark->label), format, arguments);
	va_end(arguments);
}

void nkv_mark_title(struct nkv_mark *mark, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(mark->title, sizeof(mark->title), format, arguments);
	va_end(arguments);
}

uint64_t nkv_mark_pages(const struct nkv_mark *mark)
{
	return mark->pages.end_pfn > mark->pages.start_pfn
		       ? mark->pages.end_pfn - mark->pages.start_pfn
		       : 0;
}

void nkv_mark_title_pages(struct nkv_mark *mark)
{
	uint64_t pages = nkv_mark_pages(mark);
	size_t used = strlen(mark->title);
	char size[NKV_SIZE_TEXT_BYTES];

	snprintf(mark->title + used, sizeof(mark->title) - used,
		 ", %" PRIu64 " page%s (%s), 0x%" PRIx64 "..0x%" PRIx64, pages,
		 pages == 1 ? "" : "s", nkv_size_text(pages, size), mark->pages.start_pfn,
		 mark->pages.end_pfn);
}

bool nkv_mark_is_memoryless(const struct nkv_mark *mark)
{
	return mark->kind == NKV_MARK_NODE && nkv_mark_pages(mark) == 0;
}

struct nkv_range nkv_mark_extent(const struct nkv_mark *mark)
{
	struct nkv_range extent = mark->pages;

	if (extent.end_pfn <= extent.start_pfn)
		extent.end_pfn = extent.start_pfn + 1;
	return extent;
}

const struct nkv_band *nkv_drawing_next_band(const struct nkv_drawing *drawing,
					     enum nkv_space space, enum nkv_band_kind kind,
					     size_t *next)
{
	while (*next < drawing->band_count) {
		const struct nkv_band *band = &drawing->bands[(*next)++];

		if (band->space == space && band->kind == kind)
			return band;
	}
	return NULL;
}

const struct nkv_band *nkv_drawing_band_of(const struct nkv_drawing *drawing, size_t mark)
{
	const struct nkv_band *band = drawing->bands;

	while (mark >= band->first_mark + band->mark_count)
		band++;
	return band;
}
