#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Runs tests of the command, such as cli/golden, with a program: command.sh PROGRAM BUILD TEST...
set -u
export NUMAKVA_PLAN=$1 NUMAKVA_BUILD=$2 LOGS=60
shift 2

# Each test ends at its first failure, and must reach its end.
for test; do
	bash "tests/$test.sh" 2>&1 |
		awk '/^not ok/ { exit 1 } /^1\.\.[1-9]/ { ends = 1 } END { exit !ends }' || exit 1
done
