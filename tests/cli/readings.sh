#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What inputs are read as, whole and line by line damaged, is what tests/data/readings/ has.
#
# "tests/cli/readings.sh --update", from the root of the tree, writes that again. Read the
# difference before you commit it.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

seeds=tests/fuzz/corpus
# Those for which kernels must be tried out take too long a hundred times.
SLOW='real-summit|real-athlon|old-2n-8g|numaq|hotplug|qemu-E'

# inputs NAME: what the inputs of that name are.
inputs() {
	case $1 in
	logs) find $seeds/bootlog -type f | grep -vE "$SLOW" ;;
	whole)
		find $seeds/bootlog tests/data/logs tests/cases -type f ! -name '*.json' ! -name '*.ndjson' \
			! -name '*.sh' ! -name '*.py'
		;;
	descriptions) find $seeds/description -type f ! -name '*.ndjson' ;;
	iomem) find $seeds/iomem -type f ;;
	esac | LC_ALL=C sort
}

# readings NAME
readings() {
	local options=()
	[ "$1" != whole ] || options=(--whole)
	inputs "$1" | PYTHONDONTWRITEBYTECODE=1 xargs "${PYTHON:-/usr/bin/python3}" \
		tests/readings/readings.py "$plan" "${options[@]}"
}

for name in logs whole descriptions iomem; do
	file=tests/data/readings/$name.txt
	if [ "${1-}" = --update ]; then
		readings $name >"$file"
		continue
	fi
	readings $name >"$dir/got" 2>"$dir/err"
	check "the readings of $name are as they were" diff -u "$file" "$dir/got"
	is "nothing went wrong with $name" "$(err)" ""
done
[ "${1-}" = --update ] || finish
