#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Files, standard input, several machines, and the exit status for all of them.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

# machine NAME: the smallest description.
machine() {
	printf 'numakva: 1\nname: %s\ne820:\n' "$1"
	printf '  - {start: 0x0, end: 0x9fc00, type: usable}\n'
	printf '  - {start: 0x100000, end: 0x20000000, type: usable}\n'
}

# names: the machines of the plans in $dir/out, or the errors in their place.
names() {
	jq -r 'if .error then "error" else .machine end' "$dir/out" | paste -sd ' '
}

machine one >"$dir/one.yaml"
machine two >"$dir/two.yaml"
{ machine three; echo ---; machine four; } >"$dir/both.yaml"
{ machine five; echo 'bogus: 1'; echo ---; machine six; } >"$dir/mixed.yaml"
machine odd | sed 's/numakva: 1/numakva: [/' >"$dir/broken.yaml"
jq -nc '{numakva: 1, name: "seven", e820: [{start: 0, end: "0x9fc00", type: "usable"},
	{start: "1M", end: "512M", type: "usable"}]}' >"$dir/seven.json"

ends "a file" 0 "$plan" -f ndjson "$dir/one.yaml"
is "a file gives its plan" "$(names)" one
is "a file gives no message" "$(err)" ""

ends "several files and documents" 0 "$plan" -f ndjson "$dir/one.yaml" "$dir/both.yaml" "$dir/two.yaml"
is "plans come in the order of the files" "$(names)" "one three four two"

got=0
"$plan" -f ndjson <"$dir/both.yaml" >"$dir/out" 2>"$dir/err" || got=$?
is "no FILE reads standard input" "$got $(names)" "0 three four"

got=0
"$plan" -f ndjson "$dir/one.yaml" - "$dir/two.yaml" <"$dir/both.yaml" >"$dir/out" || got=$?
is "- is standard input among files" "$got $(names)" "0 one three four two"

got=0
{ cat "$dir/seven.json"; cat "$dir/seven.json"; } | "$plan" -f ndjson >"$dir/out" || got=$?
is "JSON, a line a machine" "$got $(names)" "0 seven seven"

got=0
printf '{"numakva": 1}\n' | "$plan" >"$dir/out" 2>"$dir/err" || got=$?
like "standard input is <stdin> in messages" "$got $(err)" '^65 <stdin>:1:[0-9]+: error: .*e820'

ends "a bad document among good ones" 65 "$plan" -f ndjson "$dir/mixed.yaml" "$dir/one.yaml"
is "the others are planned" "$(names)" "error six one"
is "the message has the place" "$(cut -d: -f1-4 "$dir/err")" "$dir/mixed.yaml:6:1: error"
like "the message names the key" "$(err)" "unknown key 'bogus'"
is "the line in its place says which machine and where" \
	"$(jq -r 'select(.error) | "\(.numakva) \(.machine) \(.error | startswith("'"$dir"'/mixed.yaml:6:1: "))"' \
		"$dir/out")" "1 five true"

# Comments before it may quote a log.
{ echo '# Linux version 2.6.23'; cat "$dir/one.yaml"; } >"$dir/commented.yaml"
for encoding in UTF-16 UTF-16LE UTF-16BE UTF-32 UTF-32LE UTF-32BE; do
	for name in one.yaml seven.json commented.yaml; do
		iconv -f UTF-8 -t "$encoding" "$dir/$name" >"$dir/wide"
		ends "$name in $encoding" 65 "$plan" -f ndjson "$dir/wide"
		is "is told what it is" "$(err)" \
			"$dir/wide:1:1: error: text in UTF-16 or UTF-32, expected UTF-8"
	done
done

ends "syntax error" 65 "$plan" -f ndjson "$dir/broken.yaml" "$dir/one.yaml"
is "syntax error does not stop the next file" "$(names)" "error one"
ends "an empty file" 65 "$plan" /dev/null
is "an empty file gives no plan" "$(out)" ""

ends "a file that is not there" 66 "$plan" -f ndjson "$dir/none.yaml" "$dir/one.yaml"
is "it has its line, and the others are planned" "$(names)" "error one"
is "a file that is not there is named" "$(err)" \
	"numakva-plan: cannot open '$dir/none.yaml': No such file or directory"
ends "a path through a file" 66 "$plan" "$dir/one.yaml/x"

ends "bad input, then a missing file: the greater" 66 "$plan" "$dir/mixed.yaml" "$dir/none.yaml"
ends "a missing file, then bad input: the greater" 66 "$plan" "$dir/none.yaml" "$dir/mixed.yaml"
ends "a failed read" 74 "$plan" -f ndjson /proc/self/mem "$dir/one.yaml"
like "a failed read is named" "$(err)" "^numakva-plan: cannot read '/proc/self/mem': "
is "a failed read does not stop the next file" "$(jq -r .machine "$dir/out" | tail -n 1)" one
ends "a failed read counts above a missing file" 74 "$plan" /proc/self/mem "$dir/none.yaml"

awkward=$dir/$(printf 'a\nb\033[31m\tc').yaml
echo 'numakva: 2' >"$awkward"
ends "a name with a newline" 65 "$plan" "$awkward"
like "control characters are shown as escapes" "$(head -n 1 "$dir/err")" \
	'/a\\nb\\x1b\[31m\\tc\.yaml:1:[0-9]+: error: '
ends "a missing name with a newline" 66 "$plan" "$awkward.not"
is "its message is one line" "$(wc -l <"$dir/err")" 1
capture "$plan" -f ndjson "$awkward"
is "ndjson carries the name as it is" "$(jq -r '.error | contains("/a\nb\u001b[31m\tc.yaml:1:")' "$dir/out")" true

bytes=$dir/$(printf 'x\377y').yaml
if echo 'numakva: 2' 2>/dev/null >"$bytes"; then
	ends "a name that is not UTF-8" 65 "$plan" -f ndjson "$bytes"
	check "ndjson is UTF-8 all the same" iconv -f UTF-8 -t UTF-8 -o /dev/null "$dir/out"
	check "and JSON" jq -e '.error' "$dir/out"
else
	skip "a name that is not UTF-8" "the file system refuses it"
fi

# A machine on a pipe is planned before the next one comes: the writer waits for the plan.
mkfifo "$dir/in" "$dir/back"
"$plan" -f ndjson "$dir/in" >"$dir/back" &
exec 3<>"$dir/in" 4<>"$dir/back"
cat "$dir/seven.json" >&3
read -r -t 20 line <&4
is "a machine on a pipe is answered at once" "$(jq -r .machine <<<"$line")" seven
exec 3>&- 4<&-
wait $!

finish
