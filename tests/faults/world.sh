#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Full disks, signals, and unusual files and names. tests/cli/output.sh tests /dev/full and closed
# pipes.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
export LC_ALL=C

config=$PWD/configs/example-2n-10g.yaml
record='{"numakva":1,"name":"m","e820":[{"start":0,"end":"640K","type":"usable"},{"start":"1M","end":"64M","type":"usable"}]}'
work=$dir/work

# afresh: makes an empty directory with an old output.
afresh() {
	rm -rf "$work"
	mkdir "$work"
	echo old >"$work/out"
}

# intact NAME: the old output is there, and nothing else.
intact() {
	is "$1: the old output stays, alone" "$(ls -A "$work") $(cat "$work/out")" "out old"
}

# --- a disk that is full in the middle of a file ---

for format in text json ndjson; do
	afresh
	got=0
	(
		ulimit -f 4
		exec "$plan" -f "$format" -o "$work/out" "$config" "$config" "$config" "$config"
	) 2>"$dir/err" || got=$?
	is "a file that may not grow ($format)" "$got $(err)" \
		"74 numakva-plan: cannot write '$work/out': File too large"
	intact "a file that may not grow ($format)"
done

small=$dir/small
mkdir "$small"
if mount -t tmpfs -o size=16k none "$small" 2>/dev/null; then
	echo old >"$small/out"
	ends "a small disk ends with 74" 74 "$plan" -f ndjson -o "$small/out" "$config" "$config" \
		"$config" "$config" "$config" "$config"
	is "and it is told of" "$(err)" \
		"numakva-plan: cannot write '$small/out': No space left on device"
	is "the old output stays, alone" "$(ls -A "$small") $(cat "$small/out")" "out old"
	umount "$small"
else
	skip "a small disk" "no tmpfs may be mounted"
fi

# --- signals while the output is written ---

for signal in INT TERM HUP QUIT ABRT ALRM USR1 USR2 VTALRM PROF XCPU IO PWR STKFLT; do
	if ! kill -l "$signal" >"$dir/number" 2>/dev/null; then
		skip "SIG$signal" "there is no such signal"
		continue
	fi
	afresh
	mkfifo "$dir/in"
	(
		trap - INT QUIT
		ulimit -c 0
		exec env --default-signal="$signal" "$plan" -f ndjson -o "$work/out" "$dir/in"
	) 2>"$dir/err" &
	child=$!
	exec 9>"$dir/in"
	for ((i = 0; i < 50; i++)); do printf '%s\n' "$record"; done >&9
	for ((i = 0; i < 200; i++)); do
		[ "$(find "$work" -type f | wc -l)" -eq 2 ] && break
		sleep 0.01
	done
	is "an output that is being written lies beside the old one" \
		"$(find "$work" -type f | wc -l) $(cat "$work/out")" "2 old"
	kill -s "$signal" "$child"
	got=0
	wait "$child" 2>/dev/null || got=$?
	exec 9>&-
	rm "$dir/in"
	is "SIG$signal ends the program" "$got" "$((128 + $(cat "$dir/number")))"
	intact "SIG$signal"
done

# --- files that change, or are not what they seem ---

# The program waits for its reader after 64 KiB of output, while the file is truncated.
for ((i = 0; i < 2000; i++)); do printf '%s\n' "$record"; done >"$dir/shrinks"
got=$(
	{
		status=0
		"$plan" -f ndjson "$dir/shrinks" 2>"$dir/err" || status=$?
		echo "$status" >"$dir/status"
	} | {
		sleep 0.3
		truncate -s 100 "$dir/shrinks"
		wc -l
	}
)
like "a file that shrinks while it is read ends early" "$((got < 2000)) $(cat "$dir/status")" \
	'^1 (0|65)$'

mkfifo "$dir/fifo"
printf '%s\n' "$record" >"$dir/fifo" &
capture timeout 10 "$plan" -f ndjson "$dir/fifo"
wait "$!"
is "a FIFO is read" "$got $(jq -r .machine "$dir/out")" "0 m"

mkdir "$dir/bare"
ends "a directory without descriptions ends with 65" 65 "$plan" "$dir/bare"
is "and it is told of" "$(err)" \
	"numakva-plan: nothing to read in '$dir/bare': expected *.yaml, *.yml, *.json, *.ndjson, *.log, *.txt, *.dmesg, *.eml or *.msg"
ends "a directory for output ends with 66" 66 "$plan" -o "$dir" "$config"
ends "a name that is too long ends with 66" 66 "$plan" "$(printf '%05000d' 0)"

cp "$config" "$dir/secret.yaml"
chmod 000 "$dir/secret.yaml"
chmod 755 "$dir"
cp "$plan" "$dir/program"
lower=()
[ "$(id -u)" -ne 0 ] || lower=(setpriv --reuid=65534 --regid=65534 --clear-groups)
if "${lower[@]}" "$dir/program" --version >/dev/null 2>&1; then
	ends "an unreadable file ends with 66" 66 "${lower[@]}" "$dir/program" "$dir/secret.yaml"
	is "and it is told of" "$(err)" \
		"numakva-plan: cannot open '$dir/secret.yaml': Permission denied"
else
	skip "an unreadable file" "root reads everything, and cannot be laid off"
fi

mkdir "$dir/many"
for ((i = 0; i < 10000; i++)); do printf '%s\n' "$record" >"$dir/many/$i"; done
got=0
(
	ulimit -n 32
	exec "$plan" -f ndjson -- "$dir/many"/*
) >"$dir/out" 2>"$dir/err" || got=$?
is "10,000 files, with 32 descriptors" "$got $(wc -l <"$dir/out")$(err)" "0 10000"

# --- names ---

odd=$dir/$'a\nb\xff\x1b[31m"\\.yaml'
printf 'numakva: 1\n' >"$odd"
ends "a name with a newline and bytes that are no text ends with 65" 65 "$plan" -f ndjson "$odd"
is "the message is one line" "$(wc -l <"$dir/err")" 1
is "without control characters" "$(grep -c "[[:cntrl:]]" "$dir/err")" 0
check "and the output is JSON in UTF-8" "${PYTHON:-/usr/bin/python3}" -c \
	'import json, sys; json.loads(open(sys.argv[1], "rb").read().decode("utf-8"))["error"]' \
	"$dir/out"
cp "$config" "$odd"
for format in json ndjson; do
	capture "$plan" -f "$format" --set $'name=a\nb\xff' "$odd"
	check "a name that is no text leaves $format in UTF-8, or is refused" \
		"${PYTHON:-/usr/bin/python3}" -c \
		'import sys; open(sys.argv[1], "rb").read().decode("utf-8")' "$dir/out"
done
finish
