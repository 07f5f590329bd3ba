#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs each fuzz target with its seeds and with inputs that once crashed it.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

dir=$(scratch)
for source in tests/fuzz/*.c; do
	target=$(basename "$source" .c)
	program=${NUMAKVA_BUILD:-build}/tests/fuzz/$target-fuzz
	count=$(find "tests/fuzz/corpus/$target" -type f 2>/dev/null | wc -l)
	if [ "$count" -eq 0 ]; then
		not_ok "$target has seeds" "tests/fuzz/corpus/$target is empty"
	elif said=$("$program" "tests/fuzz/corpus/$target"/* 2>"$dir/err"); then
		is "$target survives its seeds" "$said" "$count"
	else
		not_ok "$target survives its seeds" "$(tail -n 5 "$dir/err")"
	fi
	[ -e "tests/fuzz/$target.dict" ] || continue
	is "the dictionary of $target is one" \
		"$(grep -vnE '^(#.*|([a-z0-9_]+=)?"([^"\\]|\\["\\]|\\x[0-9a-fA-F]{2})+")?$' "tests/fuzz/$target.dict")" ""
done
finish
