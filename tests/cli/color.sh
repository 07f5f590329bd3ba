#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# When the text form is coloured.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

config=configs/pc-1n-1g.yaml
escape=$(printf '\033\\[')

# colored COMMAND...: yes or no.
colored() {
	capture "$@"
	grep -q "$escape" "$dir/out" && echo yes || echo no
}

# The environment of whoever runs the tests does not count.
unset NO_COLOR
export TERM=xterm

is "no colour into a file" "$(colored "$plan" "$config")" no
is "--color=auto is the same" "$(colored "$plan" --color=auto "$config")" no
is "--color=always" "$(colored "$plan" --color=always "$config")" yes
is "--color" "$(colored "$plan" --color "$config")" yes
is "--color=never" "$(colored "$plan" --color=never "$config")" no
is "the last --color counts" "$(colored "$plan" --color --color=never "$config")" no
is "--color=always counts above NO_COLOR" \
	"$(NO_COLOR=1 colored "$plan" --color=always "$config")" yes
capture "$plan" "$config"
cp "$dir/out" "$dir/plain"
capture "$plan" --color=always "$config"
is "colours change nothing else" "$(sed "s/${escape}[0-9;]*m//g" "$dir/out")" "$(cat "$dir/plain")"
for format in json ndjson; do
	is "no colour in $format" "$(colored "$plan" --color=always -f "$format" "$config")" no
done

# --- characters ---

# other COMMAND...: how many bytes of its output are not ASCII.
other() { "$@" | LC_ALL=C tr -d '\0-\177' | wc -c; }
is "a map is ASCII in the C locale" "$(LC_ALL=C other "$plan" -f map "$config")" 0
utf8=$(locale -a 2>/dev/null | grep -iE -m 1 'utf-?8$')
if [ -n "$utf8" ]; then
	check "it has lines of UTF-8 where there is UTF-8" test "$(LC_ALL=$utf8 other "$plan" -f map "$config")" -gt 0
	is "--ascii keeps it ASCII" "$(LC_ALL=$utf8 other "$plan" -f map --ascii "$config")" 0
fi

if has_terminal; then
	is "colour on a terminal" \
		"$(colored script -qec "$plan $config" /dev/null)" yes
	is "--color=never on a terminal" \
		"$(colored script -qec "$plan --color=never $config" /dev/null)" no
	is "NO_COLOR turns it off" \
		"$(NO_COLOR=1 colored script -qec "$plan $config" /dev/null)" no
	is "an empty NO_COLOR does not" \
		"$(NO_COLOR='' colored script -qec "$plan $config" /dev/null)" yes
	width() { script -qec "stty cols $1; $plan $config" /dev/null | tr -d '\r'; }
	export NO_COLOR=1
	is "a terminal's width is that of the text" "$(width 60)" "$("$plan" --width=60 "$config")"
	check "which is another one" test "$(width 60)" != "$(width 90)"
	is "one without a width has the usual one" "$(width 0)" "$("$plan" "$config")"
	unset NO_COLOR
	is "TERM=dumb turns it off" \
		"$(TERM=dumb colored script -qec "$plan $config" /dev/null)" no
else
	skip "colour on a terminal" "script(1) makes none here"
fi

finish
