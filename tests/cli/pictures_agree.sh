#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The map for a terminal and the SVG of a machine agree, because both are made from one drawing.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
export LC_ALL=C

# What the map's legend names. It lists what is drawn; numbers of nodes stand for colours there.
legend_of_map() {
	tail -n 1 "$dir/map" | sed 's/   */\n/g' | sed 's/^[^ ]* //' | grep -v 'by its number$'
}

# What the SVG's legend names, without the scale of its axis, which a map has not.
legend_of_svg() {
	sed -n '/>Legend</,$p' "$dir/svg" | sed -n 's|^<text [^>]*>\(.*\)</text>$|\1|p' |
		grep -v -e '^Legend$' -e '^axis to scale$'
}

# What the map says of calls and hazards, without the marks beside it.
figures_of_map() {
	sed '1,/^Physical memory/d' "$dir/map" |
		grep -oE '[a-z0-9_-]+, [0-9]+ pages?, [0-9.]+ [KMG]iB|[a-z]+(-[a-z]+)+: .*' |
		sed 's/ [ !^iX]*$//' | sort -u
}

texts_of_svg() {
	sed -n 's|^<text [^>]*>\(.*\)</text>$|\1|p' "$dir/svg"
}

for machine in configs/*.yaml; do
	name=$(basename "$machine" .yaml)
	"$plan" -f map --ascii --width=1000 "$machine" >"$dir/map"
	"$plan" -f svg "$machine" >"$dir/svg"
	check "$name: one legend" cmp <(legend_of_map | sort) <(legend_of_svg | sort)
	texts_of_svg >"$dir/texts"
	figures_of_map >"$dir/figures"
	check "$name: the map has figures" test -s "$dir/figures"
	is "$name: calls and hazards with the same figures" \
		"$(while read -r text; do grep -F -o -m 1 -e "$text" "$dir/texts" | head -n 1; done <"$dir/figures")" \
		"$(cat "$dir/figures")"
done
finish
