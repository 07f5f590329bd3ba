#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the system calls of a run with --output fail in turn.
#
# Expected: status 0 and the complete new output; or a status of the table, a message, and the old
# output; and no other file.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

machines=(configs/made-8n-32g.yaml configs/made-8n-32g.yaml configs/example-2n-10g.yaml)
format=ndjson
export LC_ALL=C

# run_with STRACE-OPTION...: a run in $dir/run under strace; $got is its status.
run_with() {
	rm -rf "$dir/run"
	mkdir "$dir/run"
	echo old >"$dir/run/out"
	got=0
	strace -qq -o "$dir/trace" "$@" "$plan" -f "$format" -o "$dir/run/out" "${machines[@]}" \
		>/dev/null 2>"$dir/err" </dev/null || got=$?
}

# first_of CALL: the number of the first such call after the program's start.
first_of() {
	echo $(($(sed '/SIGPIPE/q' "$dir/plain" | grep -c "^$1(") + 1))
}

# judge: prints what is wrong with the last run, if anything.
judge() {
	local files
	files=$(ls -A "$dir/run")
	if [ "$got" -eq 0 ]; then
		cmp -s "$dir/run/out" "$dir/whole" || echo "status 0, and not all output"
	else
		[[ " 66 70 74 " == *" $got "* ]] || echo "status $got"
		grep -q '^numakva-plan: ' "$dir/err" || echo "no message"
		[ "$(cat "$dir/run/out" 2>/dev/null)" = old ] || echo "the old output is gone"
	fi
	[ "$files" = out ] || echo "files: $files"
}

# in_turn CALL ERROR: each such call fails in turn.
in_turn() {
	local call=$1 error=$2 number wrong='' count=0
	for ((number = $(first_of "$call"); ; number++)); do
		run_with -e "trace=$call" -e "inject=$call:error=$error:when=$number"
		grep -q INJECTED "$dir/trace" || break
		wrong+=$(judge | sed "s/^/$call $number: /")
		count=$((count + 1))
	done
	is "every $call fails with $error ($count)" "$wrong" ""
	is "$call is called" "$((count > 0))" 1
}

if ! strace -qq -o "$dir/trace" true 2>/dev/null || grep -q __asan_init "$plan"; then
	skip "system calls that fail" "strace is missing, or may not trace $plan"
	finish
	exit
fi
run_with -e trace=all
is "a run without a fault succeeds" "$got$(err)" 0
cp "$dir/run/out" "$dir/whole"
cp "$dir/trace" "$dir/plain"
in_turn read EIO
in_turn write ENOSPC
in_turn write EIO
in_turn close EIO
in_turn fsync EIO
in_turn rename EACCES
in_turn openat EMFILE
in_turn openat ENOMEM
in_turn fchown EPERM
in_turn fchmod EPERM
in_turn newfstatat EIO

# A signal ends a run at any call: the output is the old one or the new one, and alone.
ended=0
wrong=
for call in openat fchmod write close fsync rename; do
	for ((number = $(first_of "$call"); ; number++)); do
		run_with -e "trace=$call" -e "inject=$call:signal=TERM:when=$number" 2>"$dir/ended"
		[ "$got" -ne 0 ] || break
		ended=$((ended + 1))
		cmp -s "$dir/run/out" "$dir/whole" || [ "$(cat "$dir/run/out")" = old ] || wrong+="$call $number: another output"
		[ "$got $(ls -A "$dir/run")" = "143 out" ] || wrong+="$call $number: status $got, $(ls -A "$dir/run")"
	done
done
is "a signal at any call leaves one output ($ended)" "$wrong" ""
is "there are such calls" "$((ended > 10))" 1

run_with -e trace=write -e inject=write:error=ENOSPC:when="$(first_of write)"
is "a full disk has status 74 and is told of" "$got $(err)" \
	"74 numakva-plan: cannot write '$dir/run/out': No space left on device"
run_with -e trace=rename -e inject=rename:error=EACCES
is "so has a rename that fails" "$got $(err)" \
	"74 numakva-plan: cannot write '$dir/run/out': Permission denied"
run_with -e trace=read -e inject=read:error=EIO:when="$(first_of read)"
is "so has a read that fails" "$got $(err)" \
	"74 numakva-plan: cannot read '${machines[0]}': Input/output error"
number=$(($(sed '/SIGPIPE/q' "$dir/plain" | grep -c "^openat(") + 1))
strace -qq -o "$dir/trace" -e trace=openat -e "inject=openat:error=EMFILE:when=$number+" "$plan" --compare=- \
	<tests/data/logs/qemu-A-flat-1G.log >"$dir/out" 2>"$dir/err" || got=$?
is "a log that cannot be kept for a second reading is told of" "$got $(err)" \
	"66 numakva-plan: cannot open '<stdin>': Too many open files"
# A signal during a call.
run_with -e trace=write -e inject=write:error=EINTR:when="$(first_of write)"
is "a write that is interrupted leaves one output or the other" "$(judge)" ""
finish
