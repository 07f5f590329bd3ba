/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Shared by the parts of a description. */
#ifndef NUMAKVA_WRITE_YAML_YAML_PARTS_H
#define NUMAKVA_WRITE_YAML_YAML_PARTS_H

#include <stdbool.h>
#include <stdio.h>

#include <numakva/numakva.h>

#include "base/number.h"
#include "write/output.h"

enum { NKV_YAML_COMMENT_BYTES = 32 };

struct nkv_yaml {
	FILE *out;
	const struct nkv_machine *machine;
	const struct nkv_subject *subject;
	bool failed; /* no memory */
};

const char *nkv_yaml_hex(uint64_t number, char text[NKV_NUMBER_BYTES]);

/* A size for a comment: 639 KiB, 1023.9 MiB. */
const char *nkv_yaml_amount(uint64_t bytes, char text[NKV_YAML_COMMENT_BYTES]);

/* The number of characters of a number in hexadecimal. */
int nkv_yaml_hex_width(uint64_t number);

int nkv_yaml_wider(int a, int b);

/* The assumption for a key, or NULL. */
const struct nkv_assumption *nkv_yaml_assumption(const struct nkv_yaml *yaml, const char *mapping,
						 const char *key);

/* Puts the comment that says why a value was assumed. */
void nkv_yaml_put_why(struct nkv_yaml *yaml, const struct nkv_assumption *assumed);

/* Puts that comment before a key that has no other. */
void nkv_yaml_put_assumed(struct nkv_yaml *yaml, const char *key);

const char *nkv_yaml_boolean(bool value);

/* Puts "start: 0x0,     end: 0x9fc00", in columns of the given widths. */
void nkv_yaml_put_range(FILE *out, uint64_t start, uint64_t size, int start_width, int end_width);

/* Put the nodes of the SRAT, the tables before the SRAT, or the quads. */
void nkv_yaml_put_srat(struct nkv_yaml *yaml);
void nkv_yaml_put_acpi(struct nkv_yaml *yaml);
void nkv_yaml_put_numaq(struct nkv_yaml *yaml);

#endif
