/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Pages of so many machines that not all can have a part, or a picture. */
#define _POSIX_C_SOURCE 200809L
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <numakva/numakva.h>

#include "made_plan.h"
#include "write/formats.h"
#include "write/html/html_parts.h"
#include "write/writer.h"

enum { PAGE_BYTES = 4900000, NAME_BYTES_MAX = 30000 };

static const struct nkv_e820_entry map[] = {
	{ 0, 0x9f000, NKV_E820_USABLE },
	{ 0x100000, 0x1ff00000, NKV_E820_USABLE },
};

/* A fleet, and the page that is made of it. */
struct fleet {
	size_t early;			/* unstable machines before all others */
	size_t boots, unstable, panics; /* machines, in turn as long as there are some */
	size_t name_bytes;
	char *page;
};

/* A long name: pages show its begin, and have it whole where they describe the machine. */
static void name_machine(char *name, size_t bytes)
{
	memset(name, 'n', bytes);
	memcpy(name, "host", 4);
	name[bytes] = '\0';
}

static void write_one(struct nkv_output *output, const struct nkv_plan *plan,
		      enum nkv_verdict verdict)
{
	struct nkv_plan changed = *plan;
	const struct nkv_subject subject = { .plan = &changed, .title = plan->machine->name };

	changed.verdict = verdict;
	cr_assert(nkv_output_subject(output, nkv_format_find("html"), &subject));
}

static void write_page(struct fleet *fleet)
{
	char name[NAME_BYTES_MAX + 1];
	const struct nkv_machine machine = {
		.name = name,
		.kernel = nkv_kernel_default(),
		.e820 = map,
		.e820_count = sizeof(map) / sizeof(map[0]),
	};
	struct nkv_plan *plan;
	size_t bytes;
	struct nkv_output output = { .file = open_memstream(&fleet->page, &bytes) };

	name_machine(name, fleet->name_bytes);
	plan = make_plan(&machine);
	cr_assert(nkv_output_begin(&output, nkv_format_find("html")));
	for (size_t i = 0; i < fleet->early; i++)
		write_one(&output, plan, NKV_VERDICT_UNSTABLE);
	for (size_t i = 0; i < fleet->boots || i < fleet->unstable || i < fleet->panics; i++) {
		if (i < fleet->boots)
			write_one(&output, plan, NKV_VERDICT_BOOTS);
		if (i < fleet->unstable)
			write_one(&output, plan, NKV_VERDICT_UNSTABLE);
		if (i < fleet->panics)
			write_one(&output, plan, NKV_VERDICT_PANICS);
	}
	cr_assert(nkv_output_end(&output, nkv_format_find("html")));
	fclose(output.file);
	free(plan);
}

static size_t count(const char *page, const char *words)
{
	size_t found = 0;

	for (; (page = strstr(page, words)); page++)
		found++;
	return found;
}

/* The number of the last machine that has a part. */
static unsigned long last_part(const char *page)
{
	const char *found = NULL;

	while ((page = strstr(page, "<article id=\"m")))
		found = page += strlen("<article id=\"m");
	return found ? strtoul(found, NULL, 10) : 0;
}

/* Expect the panics, and of the unstable machines the first, to have the 200 parts. */
Test(pages, of_more_than_two_hundred_that_fail_the_worst_have_parts)
{
	struct fleet fleet = { .boots = 5, .unstable = 120, .panics = 110, .name_bytes = 3000 };
	size_t pictures;
	char said[100];

	write_page(&fleet);
	pictures = count(fleet.page, "<figure ");
	snprintf(said, sizeof(said), "the 200 worst of 230; the first %zu have pictures and",
		 pictures);
	cr_expect(strstr(fleet.page, said), "%s", said);
	cr_expect_eq(count(fleet.page, "<article "), 200);
	cr_expect_eq(count(fleet.page, "<strong>panics</strong></span></summary>"), 110);
	cr_expect_eq(count(fleet.page, "<strong>unstable</strong></span></summary>"), 90);
	/* Of the first five turns each has three machines, and each other one two. */
	cr_expect_eq(last_part(fleet.page), 5 * 3 + 84 * 2 + 1);
	cr_expect_eq(count(fleet.page, "<tr class=panics><th><a"), 110);
	cr_expect_eq(count(fleet.page, "<tr class=unstable><th><a"), 90);
	cr_expect_eq(count(fleet.page, "<tr class=boots><th>host"), 5);
	cr_expect_gt(pictures, 20);
	cr_expect_lt(pictures, 200);
	cr_expect_lt(strlen(fleet.page), (size_t)PAGE_BYTES);
	cr_expect_gt(strlen(fleet.page), (size_t)PAGE_BYTES - 800000);
	free(fleet.page);
}

/* Expect a panic to have a part even behind two hundred machines that fail, but less badly. */
Test(pages, the_worst_has_a_part_even_if_it_is_last)
{
	struct fleet fleet = { .early = 200, .panics = 1, .name_bytes = 10 };

	write_page(&fleet);
	cr_expect_eq(count(fleet.page, "<article "), 200);
	cr_expect_eq(count(fleet.page, "<strong>panics</strong></span></summary>"), 1);
	cr_expect_eq(count(fleet.page, "<article id=\"m201\""), 1);
	cr_expect_eq(count(fleet.page, "<article id=\"m200\""), 0);
	free(fleet.page);
}

/* Expect parts with names of 30 KB to be dropped from the end, and none to have a picture. */
Test(pages, drop_parts_that_do_not_fit)
{
	struct fleet fleet = { .panics = 201, .name_bytes = NAME_BYTES_MAX };
	size_t parts;

	write_page(&fleet);
	parts = count(fleet.page, "<article ");
	cr_expect_gt(parts, 140);
	cr_expect_lt(parts, 165, "%zu", parts);
	cr_expect_eq(last_part(fleet.page), parts);
	free(fleet.page);
}

/* Expect each of two hundred machines to have its part with a picture, however large the page. */
Test(pages, of_two_hundred_have_all)
{
	struct fleet fleet = { .boots = 198, .panics = 2, .name_bytes = 6000 };

	write_page(&fleet);
	cr_expect_eq(count(fleet.page, "<figure "), 200);
	cr_expect_eq(last_part(fleet.page), 200);
	cr_expect_gt(strlen(fleet.page), (size_t)PAGE_BYTES);
	free(fleet.page);
}

/* Expect that a part needs the room that is set aside for it, but for some of its frame. */
Test(pages, parts_have_the_room_that_they_need)
{
	const struct nkv_machine machine = {
		.name = "host",
		.kernel = nkv_kernel_default(),
		.e820 = map,
		.e820_count = sizeof(map) / sizeof(map[0]),
	};
	struct nkv_plan *plan = make_plan(&machine);
	const struct nkv_subject subject = { .plan = plan, .title = machine.name };
	struct nkv_html_part part = { .number = 1 };

	cr_assert(nkv_html_part_make(&part, &subject));
	for (int in_full = 0; in_full < 2; in_full++) {
		char *text = NULL;
		size_t bytes, room = nkv_html_part_bytes(&part, in_full);
		FILE *out = open_memstream(&text, &bytes);

		nkv_html_part_put(out, &part, in_full, true);
		fclose(out);
		cr_expect_leq(bytes, room);
		cr_expect_gt(bytes + 100, room);
		free(text);
	}
	nkv_html_part_free(&part);
	free(plan);
}

/* Expect the title of a page to have at most 200 columns, of which dots are the last three. */
Test(pages, titles_are_short)
{
	struct fleet fleet = { .boots = 1, .name_bytes = 300 };
	const char *title, *end;

	write_page(&fleet);
	title = strstr(fleet.page, "<title>host");
	cr_assert(title);
	title += strlen("<title>");
	end = strstr(title, "nnn...</title>");
	cr_assert(end);
	cr_expect_eq(end + strlen("nnn...") - title, 200);
	free(fleet.page);
}
