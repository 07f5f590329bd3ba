#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-2.0-or-later
# The completion of bash.
set -u
# shellcheck source=tests/support/tap.sh
. tests/support/tap.sh
# shellcheck source=tests/cli/capture.inc
. tests/cli/capture.inc
# shellcheck source=completions/numakva-plan
. completions/numakva-plan
# Outside completion there is nothing to set.
compopt() { :; }

# completes WORD...: the completions of the last word, one on each line.
completes() {
	COMP_WORDS=("$plan" "$@")
	COMP_CWORD=$#
	COMPREPLY=()
	_numakva_plan "$plan"
	printf '%s\n' "${COMPREPLY[@]}"
}

# Every long option, except those whose names contain the name of another.
for option in $("$plan" --help=all | grep -oE -- '--[a-z-]+' | sort -u); do
	like "$option is completed" "$(completes "$option")" "^$option=?\$"
done
for format in $("$plan" --help=all | awk '/^Formats:/ { inside = 1; next } !NF { inside = 0 } inside { print $1 }'); do
	like "format $format is completed" "$(completes --format = "$format")" "^$format\$"
	like "format $format is completed after -f" "$(completes -f "$format")" "^$format\$"
done
for format in auto $("$plan" --help=all | awk '/^Input formats:/ { inside = 1; next } !NF { inside = 0 } inside { print $1 }'); do
	like "input format $format is completed" "$(completes --from = "$format")" "^$format\$"
done
for profile in $("$plan" --list-profiles | awk '{ print $1 }') 2.6.20; do
	like "profile $profile is completed" "$(completes --kernel = "$profile")" "^$profile\$"
done
for when in auto always never; do
	is "--progress=$when is completed" "$(completes --progress = "${when:0:2}")" "$when"
done
like "what --help takes is completed" "$(completes --help = a)" '^all$'
is "a column is completed" "$(completes --columns = kva_s)" kva_start_pfn
is "a further column is completed" "$(completes --columns = name,kva_s)" name,kva_start_pfn
is "a column after + is completed" "$(completes --columns = +kva_s)" +kva_start_pfn
is "a column to sort by is completed" "$(completes --sort = -kva_s)" -kva_start_pfn
is "a column to show in a chart is completed" "$(completes --column = kva_s)" kva_start_pfn
like "all kernels are completed" "$(completes --kernel = al)" '^all$'
like "a key to sweep is completed" "$(completes --sweep = initrd.st)" '^initrd.start=$'
like "an example is completed" "$(completes --example = numaq)" '^numaq-1n-1g$'

# --- the other shells, from the same tables ---

for shell in zsh fish; do
	ends "the completion for $shell is written" 0 env NUMAKVA_PLAN="$plan" scripts/make-completions $shell
	cp "$dir/out" "$dir/$shell"
	for option in $("$plan" --help=all | sed -nE 's/^  (-.,|   ) --([a-z-]+).*/\2/p'); do
		like "$shell completes --$option" "$(cat "$dir/$shell")" "(-l |--)${option}[] ,=[}]"
	done
	like "$shell completes formats" "$(cat "$dir/$shell")" '[(]?text json .* tap'
	like "$shell completes files" "$(cat "$dir/$shell")" 'output( -r -F|=.*_files)'
	if command -v $shell >/dev/null; then
		ends "$shell can read it" 0 $shell -n "$dir/$shell"
	else
		skip "$shell can read it" "there is no $shell"
	fi
done
if command -v fish >/dev/null; then
	is "fish completes a format" "$(HOME=$dir fish -c "source '$dir/fish'; complete -C 'numakva-plan --format js'" |
		cut -f 1)" json
else
	skip "fish completes a format" "there is no fish"
fi

cd configs || exit 1
is "a file is completed" "$(completes numaq)" numaq-1n-1g.yaml

finish
