/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/console/planned_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/grow.h"
#include "write/console/said_text.h"

/* Adds a line. The place of its text is set when all lines are there. */
static void hear(void *listener, const struct nkv_said *said)
{
	struct nkv_planned_lines *lines = (struct nkv_planned_lines *)listener;
	struct nkv_said other = *said;
	void *grown =
		nkv_grow(lines->lines, &lines->capacity, lines->count + 1, sizeof(*lines->lines));

	if (!grown) {
		lines->failed = true;
		return;
	}
	lines->lines = grown;
	lines->lines[lines->count++] = (struct nkv_planned_line){ .line = nkv_said_line(said) };
	nkv_said_text(said, &lines->text);
	nkv_text_add_char(&lines->text, '\0');
	other.in_later_words = !said->in_later_words;
	nkv_said_text(&other, &lines->text);
	nkv_text_add_char(&lines->text, '\0');
}

/* Sets the lines' pointers into the text, after the blanks with which they begin. */
static void find_texts(struct nkv_planned_lines *lines)
{
	const char *text = lines->text.text;

	for (size_t i = 0; i < lines->count; i++) {
		lines->lines[i].text = text + strspn(text, " ");
		text += strlen(text) + 1;
		lines->lines[i].other_text = text + strspn(text, " ");
		text += strlen(text) + 1;
	}
}

bool nkv_planned_lines(const struct nkv_plan *plan, struct nkv_planned_lines *lines)
{
	*lines = (struct nkv_planned_lines){ 0 };
	nkv_plan_say(&(struct nkv_console){ plan, hear, lines });
	if (lines->failed || lines->text.failed) {
		nkv_planned_lines_free(lines);
		return false;
	}
	find_texts(lines);
	return true;
}

void nkv_planned_lines_free(struct nkv_planned_lines *lines)
{
	nkv_text_free(&lines->text);
	free(lines->lines);
}
