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
			"that the log's kernel, a different one, prints differently",
		[NKV_LEFT_OUT_NODES] = "about the SRAT, which the log does not mention",
		[NKV_LEFT_OUT_LEVEL] = "printed for debugging, of which the log shows nothing",
		[NKV_LEFT_OUT_BEGINS] = "before the beginning of the log",
		[NKV_LEFT_OUT_ENDS] = "after the end of the log",
		[NKV_LEFT_OUT_CUT] = "cut out of the log, or not in an excerpt of one",
		[NKV_LEFT_OUT_NO_NUMA] =
			"that a kernel without NUMA, like the log's, prints differently",
	};

	return words[why];
}

const char *nkv_outcome_words(enum nkv_outcome_reason reason)
{
	static const char *const words[] = {
		[NKV_OUTCOME_OTHER_KERNEL] =
			("the log is from a different kernel: its outcome says nothing about the "
			 "planned one"),
		[NKV_OUTCOME_NO_NUMA] =
			("the log's kernel is built without NUMA, so it prints nothing that is "
			 "planned"),
		[NKV_OUTCOME_LOG_ENDS] = "the log ends before it shows the outcome of the boot",
		[NKV_OUTCOME_BOOTED] = "it came through setup, as planned",
		[NKV_OUTCOME_BOOTED_THEN_FAULT] =
			"it came through setup and went wrong later, perhaps for another reason",
		[NKV_OUTCOME_FAULT_UNPLANNED] = "it stopped in setup, which was not planned",
		[NKV_OUTCOME_BAD_PAGES_UNPLANNED] = "it found bad pages, but none were planned",
		[NKV_OUTCOME_INITRD_UNPLANNED] =
			"it found bad pages once it had an initrd, which the plan does not have",
		[NKV_OUTCOME_DIED_AS_PLANNED] = "it stopped in setup, as planned",
		[NKV_OUTCOME_DIED_OTHERWISE] =
			"it stopped in setup, as planned, but not at the planned BUG",
		[NKV_OUTCOME_SURVIVED] = "it came through setup, but was planned to stop there",
		[NKV_OUTCOME_BAD_PAGES] = "it found bad pages where they were planned",
		[NKV_OUTCOME_BAD_PAGES_ASTRAY] =
			"it found bad pages, as planned, but also where none were planned",
		[NKV_OUTCOME_BAD_PAGES_SOMEWHERE] =
			"it found bad pages, as planned, but does not show which",
		[NKV_OUTCOME_CORRUPTED] = "it went wrong in setup, as planned",
		[NKV_OUTCOME_NOT_SHOWN] = "it shows none of the planned faults, which may be luck",
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
