#!/usr/bin/env bash
# From nothing to a site with demo data that answers: every step looks first whether it is done already, so that the
# command can be run again and goes on where it stopped.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

STEPS=8
STEP=0
step() {
	STEP=$((STEP + 1))
	say "[$STEP/$STEPS] $*"
}

# Each script runs beside this one, which hands on to it whatever ends this one, and then waits for it to clear up.
CHILD=
run() {
	local rc=0
	"$REPO/scripts/$1" "${@:2}" 8>&- <&0 &
	CHILD=$!
	wait "$CHILD" || rc=$?
	CHILD=
	return $rc
}

# shellcheck disable=SC2317,SC2329 # called by trap
interrupted() {
	trap '' INT TERM
	[ -z "$CHILD" ] || { kill -TERM "$CHILD" 2>/dev/null && wait "$CHILD"; } || true
	[ -n "${SERVED:-}" ] && exit 0
	say "" "Stopped before the end. Run the command again to go on from here."
	exit 130
}

# In a function, so that bash has read all of this file before it stays in it: a newer version may replace it meanwhile.
make_site() {
	start_log site
	trap release_servers EXIT
	trap interrupted INT TERM

	# What most often stops everything is said before the long steps.
	run bench.sh --check
	! have python3 || run start.sh --check
	step "Programs"
	run packages.sh
	step "Bench: Frappe's $FRAPPE_BRANCH in $BENCH_DIR"
	run bench.sh
	step "MariaDB and Redis"
	use_servers
	step "The app in the bench"
	run app.sh --with-demo
	step "The site $SITE"
	run site.sh demo
	step "Assets"
	if [ -n "${SKIP_ASSETS:-}" ]; then
		detail "skipped, as SKIP_ASSETS says: the desk has no style until they are built"
	else
		run assets.sh
	fi
	step "Demo data"
	run demo.sh
	step "Web, realtime, worker and schedule"
	SERVED=yes # from here on Ctrl-C is the ordinary end
	run start.sh
}

make_site; exit
