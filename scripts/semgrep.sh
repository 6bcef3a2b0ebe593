#!/usr/bin/env bash
# semgrep with Frappe's own rules, at the commit below; RULES is kept in the checkout, or SEMGREP_RULES names a copy.
#   semgrep.sh            checks the app
#   semgrep.sh --check    only says in one sentence why the rules cannot be had; silent if all is well
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

SOURCE=https://github.com/frappe/semgrep-rules
COMMIT=92e1241cd9894caf478f644e8383f908824b1950
RULES=.lint/semgrep-rules

NOT_APPLIED=(
	frappe-no-functional-code          # map() and filter() with a named function read well enough
	frappe-monkey-patching-not-allowed # takes a variable for the imported name that it shares with an argument
)

fetch_rules() {
	[ "$(git -C "$RULES" rev-parse HEAD 2>/dev/null)" != "$COMMIT" ] || return 0
	rm -rf "$RULES"
	mkdir -p "$RULES"
	git -C "$RULES" init --quiet
	if ! GIT_TERMINAL_PROMPT=0 timeout 120 git -C "$RULES" fetch --quiet --depth 1 "$SOURCE" "$COMMIT" 2>/dev/null; then
		rm -rf "$RULES"
		return 1
	fi
	git -C "$RULES" checkout --quiet FETCH_HEAD
}

if [ -n "${SEMGREP_RULES:-}" ]; then
	RULES=$SEMGREP_RULES
elif ! fetch_rules; then
	echo "The semgrep rules $SOURCE cannot be reached: set SEMGREP_RULES to a copy of them." >&2
	exit 1
fi
[ "${1:-}" != --check ] || exit 0

options=()
for rule in "${NOT_APPLIED[@]}"; do options+=(--exclude-rule "$(tr '/' '.' <<<"${RULES#/}" | sed 's/^\.//').rules.$rule"); done
exec semgrep scan --error --quiet --metrics=off --disable-version-check --config "$RULES/rules" "${options[@]}" mentoring_scheme
