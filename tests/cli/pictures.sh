#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Pictures are those in tests/pictures/, and as wide as they should be.
#
# "tests/cli/pictures.sh --update", from the root of the tree, draws them anew;
# they are then to be looked at before they are committed.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
export LC_ALL=C

formats='map'
machines='example-2n-10g pc-1n-1g made-8n-32g'

# draw FORMAT MACHINE: nothing of the environment comes in.
draw() {
	LC_ALL=C.UTF-8 "$plan" --color=never -f "$1" "configs/$2.yaml" </dev/null
}

if [ "${1-}" = --update ]; then
	for machine in $machines; do
		for format in $formats; do
			draw "$format" "$machine" >"tests/pictures/$machine.$format" || exit
		done
	done
	exit
fi

for machine in $machines; do
	for format in $formats; do
		draw "$format" "$machine" >"$dir/picture" 2>&1
		check "$machine, $format" cmp "tests/pictures/$machine.$format" "$dir/picture"
	done
done

config=configs/pc-1n-1g.yaml
# widest: the widest line, in characters.
widest() {
	LC_ALL=C.UTF-8 wc -L <"$dir/out"
}
capture "$plan" -f map "$config"
is "a map in the C locale is ASCII" "$(tr -d ' -~\n' <"$dir/out")" ""
cp "$dir/out" "$dir/ascii"
capture env LC_ALL=C.UTF-8 "$plan" -f map --ascii "$config"
is "--ascii counts above the locale" "$(out)" "$(cat "$dir/ascii")"
capture env LC_ALL=C.UTF-8 "$plan" -f map "$config"
check "a map in a UTF-8 locale has blocks" grep -q '█' "$dir/out"
is "a map is 80 columns wide in a pipe" "$(widest)" 80
capture env LC_ALL=C.UTF-8 "$plan" -f map --width=132 "$config"
is "--width=132" "$(widest)" 132
capture "$plan" -f map --color=always "$config"
is "colours change nothing else of a map" "$(sed 's/\x1b\[[0-9;]*m//g' "$dir/out")" \
	"$(cat "$dir/ascii")"
if has_terminal; then
	capture env LC_ALL=C.UTF-8 script -qec "stty cols 100; $plan -f map --color=never $config" \
		/dev/null
	tr -d '\r' <"$dir/out" >"$dir/plain" && mv "$dir/plain" "$dir/out"
	is "a map is as wide as the terminal" "$(widest)" 100
else
	skip "a map is as wide as the terminal" "script(1) makes none here"
fi

finish
