#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Long runs in 64 MiB: a large fleet in one stream and in files, a boot at the end of a long log.
# LONG_MACHINES, LONG_FILES and LONG_MIB say how long; make check-long has the real sizes. All is
# done with its progress shown.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh

plan=${NUMAKVA_PLAN:-./numakva-plan}
machines=${LONG_MACHINES:-2000} files=${LONG_FILES:-200} mib=${LONG_MIB:-20}
dir=$(scratch)
LIMIT=$((64 << 20))

# limited NAME ARGUMENT...: runs it in the memory that it may have; output and messages go to
# $dir/out and $dir/err.
limited() {
	local name=$1 status
	shift
	prlimit --data=$LIMIT "$plan" --progress "$@" >"$dir/out" 2>"$dir/err"
	status=$?
	is "$name, ends well" "$status" 0
	like "$name, shows progress" "$(tr '\r' '\n' <"$dir/err")" '^[0-9]+ machines?, '
}

# fleet FIRST COUNT: so many machines, a line each; 100 sizes in turn.
fleet() {
	awk -v first="$1" -v count="$2" 'BEGIN {
		for (i = first; i < first + count; i++)
			printf "{\"numakva\": 1, \"name\": \"m%07d\", \"e820\": [{\"start\": 0, " \
				"\"end\": 654336, \"type\": \"usable\"}, {\"start\": \"1M\", " \
				"\"end\": \"%dM\", \"type\": \"usable\"}]}\n", i, 64 + i % 100
	}'
}

# nameless: plans without what tells them from those of the same size.
nameless() { sed -E 's/m[0-9]{7}/m/; s/"(file|line)":[^,]*,//g'; }

# repeats NAME FORMAT: $dir/out has a row for each machine, the first hundred and the last
# as they are alone.
repeats() {
	local name=$1 format=$2 header=0
	[ "$format" != tsv ] || header=1
	is "$name, a row each" "$(wc -l <"$dir/out")" $((machines + header))
	fleet 0 100 | "$plan" -f "$format" - | tail -n +$((1 + header)) | nameless >"$dir/want"
	is "$name, the first are right" \
		"$(head -n $((100 + header)) "$dir/out" | tail -n 100 | nameless | cksum)" \
		"$(cksum <"$dir/want")"
	is "$name, the last are right" "$(tail -n 100 "$dir/out" | nameless | sort | cksum)" \
		"$(sort "$dir/want" | cksum)"
}

# --- one stream ---

fleet 0 "$machines" >"$dir/fleet.json"
for jobs in 1 2; do
	for format in ndjson tsv; do
		name="$machines machines, -f $format --jobs=$jobs"
		limited "$name" -f "$format" --jobs=$jobs --summary "$dir/fleet.json"
		repeats "$name" "$format"
		like "$name, are summed up" "$(cat "$dir/err")" \
			"^numakva-plan: $machines machines: boots $machines, "
	done
done

# --- a signal ---

echo before >"$dir/kept"
"$plan" -f tsv -o "$dir/kept" - < <(cat "$dir/fleet.json"; sleep 10) 2>"$dir/err" &
begun=$!
sleep 2
kill "$begun"
wait "$begun"
is "SIGTERM in the middle" "$?" $((128 + 15))
is "what was there is still there" "$(cat "$dir/kept")" before
is "nothing is left beside it" "$(cd "$dir" && echo k*)" kept
rm -f "$dir/fleet.json" "$dir/out"

# --- files ---

mkdir "$dir/files"
fleet 0 "$files" | (cd "$dir/files" && split -l 1 -a 7 --additional-suffix=.json)
for jobs in 1 2; do
	name="$files files, --jobs=$jobs"
	limited "$name" -f tsv --jobs=$jobs "$dir/files"
	is "$name, a row each" "$(wc -l <"$dir/out")" $((files + 1))
	is "$name, are all there" "$(tail -n +2 "$dir/out" | cut -f 1 | sort | sha1sum)" \
		"$(fleet 0 "$files" | grep -o 'm[0-9]\{7\}' | sha1sum)"
done
rm -rf "$dir/files"

# --- a log ---

log=tests/data/logs/qemu-A-flat-1G.log
name="$mib MiB before a boot"
limited "$name" -f json - < <(
	yes 'Nov 30 10:00:00 host daemon[123]: nothing that a kernel says' | head -c $((mib << 20))
	echo
	cat "$log"
)
is "$name, is planned as alone" "$(jq -cS 'del(.. | .file?, .line?)' <"$dir/out")" \
	"$("$plan" -f json - <"$log" 2>"$dir/err" | jq -cS 'del(.. | .file?, .line?)')"
finish
