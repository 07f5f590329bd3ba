/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What a format is, and how plans are written in it. */
#ifndef NUMAKVA_WRITE_WRITER_H
#define NUMAKVA_WRITE_WRITER_H

#include "write/output.h"

/*
 * A format. Its functions return false if there was no memory. Failed writes
 * are found by the owner of the file when it closes the file.
 */
struct nkv_format {
	const char *name;
	const char *summary;   /* one line for --help */
	const char *separator; /* between machines; NULL: nothing */
	/*
	 * The width of its lines if the output is not a terminal: SIZE_MAX if
	 * nothing is folded there. 0: lines are never folded.
	 */
	size_t columns;
	bool rows;	  /* it writes rows, and needs struct nkv_output.rows */
	bool reports;	  /* it writes checks for other programs: all of them, and no plans */
	bool points;	  /* it shows the points of a sweep separately */
	bool helps;	  /* it shows remedies for a plan that does not boot: nkv_subject.help */
	bool tells_check; /* its output for a plan shows the result of a check */
	bool draws;	  /* it draws with characters: UTF-8 if the locale has it */
	bool in_parts;	  /* parts of its output can be written separately */
	/* Whether it shows them for this plan; NULL: for all. */
	bool (*wants_help)(const struct nkv_output *output, const struct nkv_subject *subject);
	/*
	 * Parts are joined in order, with separators. Each begins and ends with these two
	 * functions, which can be NULL, instead of begin and end.
	 */
	bool (*begin_part)(struct nkv_output *output);
	bool (*end_part)(struct nkv_output *output);
	/* Called before the first machine, and after the last, even if there was none; or NULL. */
	bool (*begin)(struct nkv_output *output);
	bool (*end)(struct nkv_output *output);
	/* Writes a plan; NULL for a format of checks. */
	nkv_write *plan;
	/*
	 * Writes a range of points of a sweep, by its first plan; NULL if the format has no
	 * ranges.
	 */
	nkv_write *range;
	/* Writes a document's plans for several kernels; NULL: one after another. */
	bool (*side_by_side)(struct nkv_output *output, const struct nkv_subject *document,
			     const struct nkv_plan *const *plans, size_t count);
	/* Writes a plan that was checked; NULL: as any plan. */
	nkv_write *check;
	/* The format used instead if plans are checked; NULL: this one. */
	const struct nkv_format *checked;
	/* Writes a plan that was compared with a boot; NULL if the format cannot. */
	nkv_write *comparison;
	/* Writes a machine that could not be read; NULL if the format cannot. */
	nkv_write *unread;
	/*
	 * Writes an input that could not be opened or read to its end; NULL if the format
	 * cannot.
	 */
	nkv_write *lost;
};

/* Begin and end the output of a format. Return false if there was no memory. */
bool nkv_output_begin(struct nkv_output *output, const struct nkv_format *format);
bool nkv_output_end(struct nkv_output *output, const struct nkv_format *format);

/* Whether parts of this output can be written separately. */
bool nkv_output_is_in_parts(const struct nkv_output *output, const struct nkv_format *format);

/* Begin and end a part of the output. Return false if there was no memory. */
bool nkv_output_begin_part(struct nkv_output *output, const struct nkv_format *format);
bool nkv_output_end_part(struct nkv_output *output, const struct nkv_format *format);

/* Writes a part with `machines` machines, and flushes if the style says so. */
void nkv_output_part(struct nkv_output *output, const struct nkv_format *format, const char *part,
		     size_t bytes, size_t machines);

/*
 * Writes a subject, unless its plan is filtered out; counts it, and flushes if
 * the style says so. Writes its comparison or its check, if there is one and
 * the format has a form for it; otherwise its plan; or, without a plan, that it
 * could not be read. Returns false if there was no memory.
 */
bool nkv_output_subject(struct nkv_output *output, const struct nkv_format *format,
			const struct nkv_subject *subject);

/* Whether the output for this subject shows remedies, which must be found before. */
bool nkv_output_wants_help(const struct nkv_output *output, const struct nkv_format *format,
			   const struct nkv_subject *subject);

/*
 * Whether the output for a subject that was checked shows the remedies that
 * pass. Finding them takes long.
 */
bool nkv_output_wants_remedies(const struct nkv_output *output, const struct nkv_format *format,
			       const struct nkv_subject *subject);

/* Writes a document's plans for several kernels, without filtering. */
bool nkv_output_plans(struct nkv_output *output, const struct nkv_format *format,
		      const struct nkv_subject *document, const struct nkv_plan *const *plans,
		      size_t count);

/*
 * Writes that the input of a subject could not be opened or read, if the format has a form for
 * that.
 */
bool nkv_output_lost(struct nkv_output *output, const struct nkv_format *format,
		     const struct nkv_subject *subject);

#endif
