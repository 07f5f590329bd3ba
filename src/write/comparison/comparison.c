/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "write/comparison/comparison.h"

const char *nkv_line_state_name(enum nkv_line_state state)
{
	static const char *const names[] = {
		[NKV_LINE_SAME] = "same",
		[NKV_LINE_DIFFERENT] = "different",
		[NKV_LINE_ONLY_PLANNED] = "only planned",
		[NKV_LINE_ONLY_LOGGED] = "only in the log",
		[NKV_LINE_LEFT_OUT] = "left out",
	};

	return names[state];
}

const char *nkv_left_out_words(enum nkv_left_out why)
{
	static const char *const words[] = {
		[NKV_LEFT_OUT_NOT] = "",
		[NKV_LEFT_OUT_OTHER_KERNEL] =
			"in what the log's kernel, which is another one, does its own way",
		[NKV_LEFT_OUT_NODES] = "about the SRAT, which the log says nothing about",
		[NKV_LEFT_OUT_LEVEL] = "printed for debugging, which the log has nothing of",
		[NKV_LEFT_OUT_BEGINS] = "before the beginning of the log",
		[NKV_LEFT_OUT_ENDS] = "after the end of the log",
		[NKV_LEFT_OUT_CUT] = "cut out of the log, or not in an excerpt of one",
		[NKV_LEFT_OUT_NO_NUMA] =
			"in what a kernel without NUMA, as the log's, does its own way",
	};

	return words[why];
}

const char *nkv_outcome_words(enum nkv_outcome_reason reason)
{
	static const char *const words[] = {
		[NKV_OUTCOME_OTHER_KERNEL] =
			"the log is another kernel's: its outcome says nothing about this one",
		[NKV_OUTCOME_NO_NUMA] = ("the log's kernel is built without NUMA, and prints "
					 "nothing of what is planned"),
		[NKV_OUTCOME_LOG_ENDS] = "the log ends before it shows what became of the boot",
		[NKV_OUTCOME_BOOTED] = "it came through setup, as planned",
		[NKV_OUTCOME_BOOTED_THEN_FAULT] =
			"it came through setup and went wrong later, which may be another matter",
		[NKV_OUTCOME_FAULT_UNPLANNED] = "it died in setup, and was planned not to",
		[NKV_OUTCOME_BAD_PAGES_UNPLANNED] = "it found bad pages, and none were planned",
		[NKV_OUTCOME_INITRD_UNPLANNED] =
			"it found bad pages once it had an initrd, of which the plan has none",
		[NKV_OUTCOME_DIED_AS_PLANNED] = "it died in setup, as planned",
		[NKV_OUTCOME_DIED_OTHERWISE] =
			"it died in setup, as planned, but not by the BUG that was planned",
		[NKV_OUTCOME_SURVIVED] = "it came through setup, and was planned to die in it",
		[NKV_OUTCOME_BAD_PAGES] = "it found bad pages, where they were planned",
		[NKV_OUTCOME_BAD_PAGES_ASTRAY] =
			"it found bad pages, as planned, but also where none were planned",
		[NKV_OUTCOME_BAD_PAGES_SOMEWHERE] =
			"it found bad pages, as planned; which ones they are cannot be told",
		[NKV_OUTCOME_CORRUPTED] = "it went wrong in setup, as planned",
		[NKV_OUTCOME_NOT_SHOWN] =
			"it shows nothing of what was planned to go wrong, which may be luck",
	};

	return words[reason];
}

const char *nkv_fault_name(enum nkv_fault_kind kind)
{
	static const char *const names[] = {
		[NKV_FAULT_BUG] = "bug",
		[NKV_FAULT_TRAP] = "trap",
		[NKV_FAULT_PANIC] = "panic",
		[NKV_FAULT_NO_ROOT] = "no-root",
	};

	return names[kind];
}

const struct nkv_console_kind *nkv_compared_kind(const struct nkv_compared_line *line)
{
	return line->plan_line ? line->plan_line->kind : line->log_line->kind;
}
