/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The lines that the kernel prints, in its order and words (boot-layout 9). */
#include "write/console/console.h"
#include "write/console/said_text.h"

static void hear(void *listener, const struct nkv_said *said)
{
	struct nkv_text *text = (struct nkv_text *)listener;

	if (said->later)
		return;
	nkv_said_text(said, text);
	nkv_text_add_char(text, '\n');
}

bool nkv_write_console(struct nkv_output *output, const struct nkv_subject *subject)
{
	struct nkv_text text = { 0 };
	bool is_whole;

	nkv_plan_say(&(struct nkv_console){ subject->plan, hear, &text });
	is_whole = !text.failed;
	if (is_whole)
		fwrite(text.text, 1, text.length, output->file);
	nkv_text_free(&text);
	return is_whole;
}
