#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Tests the making of mutants, and tries a few, always the same; make check-mutants tries all.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

export PYTHONDONTWRITEBYTECODE=1

check "mutants are made as they should be, and those explained are there" \
	"${PYTHON:-/usr/bin/python3}" tests/mutants/operators_test.py
name="some mutants of the core are killed, and the others explained"
if command -v gcc >/dev/null && command -v prlimit >/dev/null; then
	said=$("${PYTHON:-/usr/bin/python3}" tests/mutants/mutate.py "${NUMAKVA_BUILD:-build}" \
		--share 200 --least 90 --known --out "$(scratch)" 2>&1)
	like "$name" "$said" '^[1-9][0-9]* mutants, .* 0 not$'
	# shellcheck disable=SC2046 # options
	for floor in read write; do
		check "the unit tests of $floor use what the portable runner has" gcc -std=c11 -fsyntax-only \
			-Werror=implicit-function-declaration -DNUMAKVA_VERSION='""' -Iinclude -Isrc -Itests \
			"-Itests/$floor" -Itests/portable $(pkg-config --cflags yaml-0.1 libcjson) "tests/$floor"/*.c
	done
else
	skip "$name" "gcc or prlimit is missing"
fi
finish
