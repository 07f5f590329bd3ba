/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Plans out: what a format is, and how plans are written in it. */
#ifndef NUMAKVA_WRITE_WRITER_H
#define NUMAKVA_WRITE_WRITER_H

#include "write/output.h"

/*
 * A format. Its functions return false if there was no memory; whether what
 * was written arrived is for the owner of the file to check when closing it.
 */
struct nkv_format {
	const char *name;
	const char *summary;   /* one line for --help */
	bool rows;	       /* writes rows, and needs struct nkv_output.rows */
	bool reports;	       /* writes checks for other programs: all of them, and no plans */
	const char *separator; /* between machines; NULL: nothing */
	bool points;	       /* tells the points of a sweep from one another */
	bool helps; /* says of a plan that does not boot what would help: nkv_subject.help */
	/* Whether it does so of this one; NULL: of all. */
	bool (*wants_help)(const struct nkv_output *output, const struct nkv_subject *subject);
	bool tells_check; /* its form of a plan tells what a check came to */
	bool draws;	  /* with characters, of UTF-8 if the locale has them */
	/*
	 * How wide its lines are where they go to no terminal: SIZE_MAX if nothing
	 * is folded there. 0: lines are as long as what is in them, everywhere.
	 */
	size_t columns;
	/*
	 * Parts of the output may be written apart, and put together in their
	 * order with separators between: a part begins and ends with these two,
	 * which may be NULL, in place of begin and end.
	 */
	bool in_parts;
	bool (*begin_part)(struct nkv_output *output);
	bool (*end_part)(struct nkv_output *output);
	/* Before the first machine, and after the last, also where there was none; or NULL. */
	bool (*begin)(struct nkv_output *output);
	bool (*end)(struct nkv_output *output);
	/* A plan; NULL for a format of checks. */
	nkv_write *plan;
	/* A range of points of a sweep, by its first plan; NULL where the format has none. */
	nkv_write *range;
	/* One document's plans for several kernels; NULL: one after the other. */
	bool (*side_by_side)(struct nkv_output *output, const struct nkv_subject *document,
			     const struct nkv_plan *const *plans, size_t count);
	/* A plan that was checked; NULL where this is nothing but a plan. */
	nkv_write *check;
	/* The format that takes its place where plans are checked; NULL: itself. */
	const struct nkv_format *checked;
	/* A plan held against a boot; NULL where the format has no form of it. */
	nkv_write *comparison;
	/* A machine that could not be read; NULL where the format has no place for it. */
	nkv_write *unread;
	/* An input that could not be opened or read on; NULL likewise. */
	nkv_write *lost;
};

/* Begins the output of a format, and ends it; false if there was no memory. */
bool nkv_output_begin(struct nkv_output *output, const struct nkv_format *format);
bool nkv_output_end(struct nkv_output *output, const struct nkv_format *format);

/* Whether parts of this output may be written apart. */
bool nkv_output_is_in_parts(const struct nkv_output *output, const struct nkv_format *format);

/* Begins a part of the output, and ends it; false if there was no memory. */
bool nkv_output_begin_part(struct nkv_output *output, const struct nkv_format *format);
bool nkv_output_end_part(struct nkv_output *output, const struct nkv_format *format);

/* Writes a part in which `machines` machines were written; flushes as the style has it. */
void nkv_output_part(struct nkv_output *output, const struct nkv_format *format, const char *part,
		     size_t bytes, size_t machines);

/*
 * Writes a subject, if its plan is to be kept, and counts and flushes as the style
 * has it: its comparison, or else its check, if the format has a form for it, or
 * else its plan; without a plan that it could not be read. Returns false if there
 * was no memory.
 */
bool nkv_output_subject(struct nkv_output *output, const struct nkv_format *format,
			const struct nkv_subject *subject);

/* Whether what is written of the subject says what would help it, which is then to be found before. */
bool nkv_output_wants_help(const struct nkv_output *output, const struct nkv_format *format,
			   const struct nkv_subject *subject);

/*
 * Whether what is written of a subject that was checked says what passes in place
 * of it: it takes long to find.
 */
bool nkv_output_wants_remedies(const struct nkv_output *output, const struct nkv_format *format,
			       const struct nkv_subject *subject);

/* Writes one document's plans for several kernels, all of which are kept. */
bool nkv_output_plans(struct nkv_output *output, const struct nkv_format *format,
		      const struct nkv_subject *document, const struct nkv_plan *const *plans,
		      size_t count);

/* Writes that the input of a subject could not be opened or read on, where the format has a place for it. */
bool nkv_output_lost(struct nkv_output *output, const struct nkv_format *format,
		     const struct nkv_subject *subject);

#endif
