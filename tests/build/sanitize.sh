#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs the core's tests with sanitizers; make check-sanitize runs all tests with them.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

unset MAKEFLAGS MAKELEVEL
name="the core's tests pass with sanitizers"
if "${CC:-cc}" -fsanitize=address,undefined -o "$dir/program" -x c - <<<'int main(void) { return 0; }' 2>/dev/null &&
	"$dir/program"; then
	ends "$name" 0 make -j2 check-sanitize-core
	like "they were run" "$(out)" '^[1-9][0-9]+ passed, 0 failed$'
else
	skip "$name" "the compiler has no sanitizers"
fi
finish
