#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every command in README and the man pages works, and prints the output that is shown.
#
# A command is a line that begins with "$ ", with the lines that follow while
# it is not complete. What comes after it, up to the next command or the end
# of the block, is what it prints; a line "..." stands for any lines.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc

root=$PWD

# A directory to work in: the tree, with room for the files that the examples make.
play=$dir/play
mkdir -p "$play" "$dir/bin"
for entry in configs man src tests schemas include README NEWS; do
	[ -e "$root/$entry" ] && ln -s "$root/$entry" "$play/$entry"
done
ln -s "$plan" "$play/numakva-plan"
ln -s "$plan" "$dir/bin/numakva-plan"
PATH=$dir/bin:$PATH
export PARALLEL_HOME=$dir/parallel
mkdir -p "$PARALLEL_HOME"
touch "$PARALLEL_HOME/will-cite"

# Blocks of README: lines indented by four blanks or a tab. Each block ends with a line "%%".
readme_blocks() {
	awk '/^(    |\t)/ { sub(/^(    |\t)/, ""); print; inside = 1; next }
		/^$/ && inside { print ""; next }
		inside { print "%%"; inside = 0 }
		END { if (inside) print "%%" }' README
}

# Blocks of a man page: what is between .Bd -literal and .Ed.
man_blocks() {
	awk '/^\.Bd -literal/ { inside = 1; next }
		/^\.Ed/ { if (inside) print "%%"; inside = 0 }
		inside { gsub(/\\e/, "\\"); gsub(/\\&/, ""); gsub(/\\-/, "-"); print }' "$1"
}

# shown_like WANT GOT: the files are the same, where "..." in WANT stands for any lines.
shown_like() {
	awk 'FNR == NR { want[++n] = $0; next }
		{ got[++m] = $0 }
		END { exit !matches(1, 1) }
		function matches(w, g) {
			for (; w <= n; w++) {
				if (want[w] == "...") {
					for (; g <= m + 1; g++)
						if (matches(w + 1, g))
							return 1
					return 0
				}
				if (g > m || want[w] != got[g])
					return 0
				g++
			}
			return g > m
		}' "$1" "$2"
}

# run_command DOCUMENT COMMAND: runs it, and compares with $dir/shown if anything is shown.
run_command() {
	local name="$1: ${2%%$'\n'*}"
	case $2 in
	make*)
		# Others use what it would build, so that it is a dry run; tests/build/build.sh builds.
		check "$name" bash -c "${2/make/make -n}"
		return
		;;
	*parallel*)
		if ! command -v parallel >/dev/null; then
			skip "$name" "there is no GNU parallel"
			return
		fi
		;;
	esac
	if ! (cd "$play" && bash -o pipefail -c "$2") \
		>"$dir/got" 2>"$dir/err" </dev/null; then
		not_ok "$name" "$(head -n 5 "$dir/err")"
	elif [ -s "$dir/shown" ] && ! shown_like "$dir/shown" "$dir/got"; then
		not_ok "$name" "$(diff -u "$dir/shown" "$dir/got" | head -n 40)"
	else
		ok "$name"
	fi
}

# trim: without empty lines at the end.
trim() {
	awk '{ line[NR] = $0 } NF { last = NR } END { for (i = 1; i <= last; i++) print line[i] }'
}

# run_blocks DOCUMENT: runs the commands in the blocks of standard input.
run_blocks() {
	local line command='' commands=0
	: >"$dir/raw"
	while IFS= read -r line; do
		if [ -n "$command" ] && ! bash -n -c "$command" 2>/dev/null; then
			command+=$'\n'$line
			continue
		fi
		case $line in
		'$ '* | %%)
			trim <"$dir/raw" >"$dir/shown"
			[ -z "$command" ] || run_command "$1" "$command"
			: >"$dir/raw"
			command=''
			[ "$line" = %% ] || { command=${line#??}; commands=$((commands + 1)); }
			;;
		*) [ -z "$command" ] || printf '%s\n' "$line" >>"$dir/raw" ;;
		esac
	done
	check "$1 has commands" test "$commands" -gt 0
}

# The descriptions that README and numakva-plan.5 show are those that their commands plan.
save_description() {
	awk -v wanted="$2" '/^%%$/ { if (text ~ "\nname: " wanted "\n") printf "%s", substr(text, 2)
			text = ""; command = 0; next }
		/^\$ / { command = 1 }
		command { next }
		{ text = text "\n" $0 }
		text == "\n" { text = "" }' <<<"$1" | sed -e '1{/^$/d}' >"$play/$2.yaml"
	echo >>"$play/$2.yaml"
	check "$2.yaml is shown" grep -q '^numakva: 1$' "$play/$2.yaml"
}
save_description "$(readme_blocks)" mine
save_description "$(man_blocks man/numakva-plan.5)" two-nodes

check "README can be read in one go" test "$(wc -l <README)" -le 250
run_blocks README <<<"$(readme_blocks)"
for section in 1 5 7; do
	run_blocks numakva-plan.$section <<<"$(man_blocks man/numakva-plan.$section)"
done

if command -v mandoc >/dev/null; then
	for page in man/numakva-plan.?; do
		is "$page is clean" "$(mandoc -Tlint -W warning "$page" 2>&1)" ""
	done
else
	skip "the man pages are clean" "there is no mandoc"
fi
if command -v man >/dev/null; then
	for page in man/numakva-plan.1 man/numakva-plan.5; do
		is "head and foot of $page name the project" \
			"$(man -l "$page" 2>/dev/null | sed -n '1p;$p' | grep -c 'numakva-plan')" 2
	done
else
	skip "head and foot of the man pages name the project" "there is no man"
fi
# Every option and every exit status is documented.
for option in $("$plan" --help=all | grep -oE -- '--[a-z-]+' | sort -u); do
	like "numakva-plan.1 has $option" "$(cat man/numakva-plan.1)" "Fl -${option#--}( |$)"
done
for status in 0 1 64 65 66 70 74; do
	like "numakva-plan.1 has status $status" "$(cat man/numakva-plan.1)" "^\.It $status\$"
	like "README has status $status" "$(cat README)" "^ +$status  "
done
# Every key of a description is documented.
for key in $("$plan" --example=example-2n-10g | grep -oE '[a-z_0-9]+:' | tr -d : | sort -u); do
	like "numakva-plan.5 has key $key" "$(cat man/numakva-plan.5)" "^\.(It )?Li .*\b$key\b|^\.Li $key\b"
done
# So is every key of a plan.
capture "$plan" --check -j --limit max_kva=1G configs/*.yaml
for key in $(jq -r 'paths | .[-1] | strings' "$dir/out" | sort -u); do
	like "numakva-plan.5 has key $key of the plan" "$(cat man/numakva-plan.5)" "^\.(It )?(Li .*)?\b$key\b"
done
# And of a comparison.
capture "$plan" -j --compare=tests/data/logs/real-numaq-1n-1g-2.6.18-mm3.log configs/numaq-1n-1g.yaml
for key in $(jq -r 'paths | .[-1] | strings' "$dir/out" | sort -u); do
	like "numakva-plan.5 has key $key of a comparison" "$(cat man/numakva-plan.5)" "^\.(It )?(Li .*)?\b$key\b"
done

finish
