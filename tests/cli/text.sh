#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The forms for people: what they promise of any machine.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

for file in configs/*.yaml; do
	name=$(basename "$file" .yaml)
	capture "$plan" "$file"
	is "text of $name is at most 100 columns wide" "$(awk 'length > 100' "$dir/out")" ""
	is "text of $name has no blanks at the ends of lines" "$(grep -n ' $' "$dir/out")" ""
	capture "$plan" -f explain "$file"
	is "explain of $name is at most 100 columns wide" "$(awk 'length > 100' "$dir/out")" ""
	for section in 0 1.1 1.2 1.3 1.4 1.5 2 3 4; do
		like "explain of $name has section $section" "$(out)" "^$section  "
	done
done

# A name and a command line that would command a terminal.
cat >"$dir/bold.yaml" <<'YAML'
numakva: 1
name: "a\e[1mb\nc\x9b2Jd"
cmdline: "x\e[2Jy mem=1G"
e820:
  - {start: 0x0, end: 0x9fc00, type: usable}
  - {start: 0x100000, end: 0x3fff0000, type: usable}
YAML
for format in text explain; do
	capture "$plan" -f "$format" "$dir/bold.yaml"
	is "$format passes no control character on" "$(LC_ALL=C tr -d '\n[:print:]' <"$dir/out" | wc -c)" 0
	like "$format shows them escaped" "$(head -n 1 "$dir/out")" '^a\\x1b\[1mb\\nc\\u009b2Jd: '
done

finish
