#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Cases: what is said of inputs that are as they should not be, each in tests/data/cases/.
#
# NAME.said begins with lines "# ", which say what is shown, and a command
# "$ numakva-plan ..."; what follows is what it prints there, then its messages
# without what was assumed and chosen, then its status if that is not 0. Its input is NAME.log
# or what else it names. "tests/cli/cases.sh --update [NAME...]", from the root
# of the tree, writes what follows anew; read the difference before you keep it.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
export LC_ALL=C

cases=tests/data/cases
mkdir "$dir/bin"
ln -s "$plan" "$dir/bin/numakva-plan"
PATH=$dir/bin:$PATH

# what_is_said FILE: its head, and what its command says now.
what_is_said() {
	local command
	sed '/^\$ /q' "$1"
	command=$(sed -n 's/^\$ //p;/^\$ /q' "$1")
	got=0
	(cd "$cases" && bash -o pipefail -c "$command") 2>"$dir/err" </dev/null || got=$?
	grep -vE ': note: (assumed|planned as) ' "$dir/err"
	[ "$got" -eq 0 ] || echo "status $got"
}

if [ "${1-}" = --update ]; then
	shift
	for name in "${@:-*}"; do
		for file in "$cases"/$name.said; do
			what_is_said "$file" >"$dir/now" && cp "$dir/now" "$file"
		done
	done
	exit
fi

count=0
for file in "$cases"/*.said; do
	name=$(basename "$file" .said)
	what_is_said "$file" >"$dir/now"
	if diff -u "$file" "$dir/now" >"$dir/diff"; then
		ok "$name: $(sed -n '1s/^# //p' "$file")"
	else
		not_ok "$name: $(sed -n '1s/^# //p' "$file")" "$(head -n 40 "$dir/diff")"
	fi
	count=$((count + 1))
done
check "there are cases" test "$count" -ge 60
is "each input is that of a case" "$(cd "$cases" && for input in *; do
	[ "$input" != "${input%.said}" ] || grep -qF -e "$input" ./*.said || echo "$input"
done)" ""

finish
