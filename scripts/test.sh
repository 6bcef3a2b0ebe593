#!/usr/bin/env bash
# Runs the test suites, and says in its last lines which of them ran, with how many tests.
#   test.sh [policy] [static] [site] [ledger] [portal]    (all of them, if none is named)
# policy and static need nothing but Python. site and portal need a bench: BENCH_DIR, or one that can be built from
# FRAPPE_PATH; where neither is to be had they are reported as NOT RUN, which is a failure only if REQUIRE names them.
# ledger needs a bench that has ERPNext as well, and has a site of its own; portal needs a browser as well: CHROMIUM, or
# what tests/portal/find_browser.py finds.
# site and portal run in TEST_JOBS processes at once, each on a site of its own.
# PYTEST_ARGS is handed to pytest.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

VENV=$REPO/.venv
export PYTEST_ADDOPTS=${PYTEST_ARGS:-}
# Two, where the machine has the cores: each more costs a site, and a minute to make it.
TEST_JOBS=${TEST_JOBS:-$(($(nproc) > 1 ? 2 : 1))}

outcome() { printf '%s\t%s\t%s\n' "$@" >>"$REPORTS/outcomes"; }

make_venv() {
	local wanted
	wanted=$(sha256sum "$REPO/pyproject.toml")
	[ "$(cat "$VENV/installed" 2>/dev/null)" != "$wanted" ] || return 0
	say "Making the tests' own environment in .venv"
	make_environment "$VENV" || return 1
	quietly "installing the test packages" "$VENV/bin/python" -m pip install --quiet -e "${REPO}[test]" || return 1
	printf '%s\n' "$wanted" >"$VENV/installed"
}

# run_suite NAME PYTHON [SITE...]: one process for each site, each test file in one of them.
# Pytest's own report of what it ran goes to a file, from which the table is made.
run_suite() {
	local name=$1 python=$2 report=$REPORTS/$1.xml rc=0 at_once=()
	shift 2
	[ $# -lt 2 ] || at_once=(--numprocesses $# --dist loadfile)
	say "" "== $name"
	(cd "$REPO" && exec env SITE="$*" BENCH_DIR="$BENCH_DIR" "$python" -m pytest "tests/$name" "${at_once[@]}" --junitxml="$report" \
		-o junit_family=xunit2 -o cache_dir="$LOG_DIR/pytest-$name" </dev/null 8>&- 9>&-) || rc=$?
	outcome "$name" RAN "$rc"
}

run_without_site() {
	if make_venv; then
		run_suite "$1" "$VENV/bin/python"
	else
		outcome "$1" BROKEN "its environment could not be made: see $LOG"
	fi
}

# The reason in plain words why no site can be had, on standard error; nothing if there is one or can be.
find_bench() {
	"$REPO/scripts/bench.sh" --check || return 1
	bench_exists && [ ! -e "$STATE/being-made" ] && return
	[ -z "${INSTALL_PACKAGES:-}" ] || "$REPO/scripts/packages.sh" >&2 || return 1
	"$REPO/scripts/packages.sh" --check
}

# prepare_bench: 0 when bench and servers are ready for tests; otherwise the outcome of what needs them is in PREPARED.
PREPARED=
prepare_bench() {
	local said
	if ! said=$(find_bench 2>&1 >/dev/null | tail -n 1); then
		PREPARED="NOT RUN"$'\t'$said
		return 1
	fi
	"$REPO/scripts/bench.sh" || { PREPARED="BROKEN"$'\t'"the bench could not be built: see $LOG" && return 1; }
	mkdir -p "$STATE"
	if [ -n "${INSTALL_PACKAGES:-}" ]; then "$REPO/scripts/packages.sh" || true; fi
	if ! use_servers; then
		PREPARED="NOT RUN"$'\t'$(tail -n 1 "$STATE/servers.said")
		return 1
	fi
	PREPARED=ready
}

# The names of the sites on which the suite $1, whose first site is $2, runs at once.
sites_of() {
	local number
	printf '%s\n' "$2"
	[ "$1" != ledger ] || return 0
	for ((number = 2; number <= TEST_JOBS; number++)); do printf '%s\n' "${2%.*}-$number.${2##*.}"; done
}

# hold_sites SITE...: they are this run's alone from here on, until others are held.
HELD=
hold_sites() {
	[ "$HELD" != "$*" ] || return 0
	exec 9>"$STATE/tests-$1.lock"
	flock -n 9 || { detail "waiting for other tests on this site to end" && flock 9; }
	HELD=$*
}

# prepare_sites KIND SITE...: also when they were prepared before, for the suite before may have left one in disorder.
prepare_sites() {
	local kind=$1 site
	shift
	hold_sites "$@"
	"$REPO/scripts/app.sh" --with-tests || return 1
	for site in "$@"; do
		if [ "$kind" = ledger ]; then TEST_LEDGER_SITE=$site "$REPO/scripts/site.sh" ledger || return 1; else
			TEST_SITE=$site "$REPO/scripts/site.sh" test || return 1
		fi
	done
}

# Fails with the reason in plain words where there is no browser. The bench has what the tests need by now.
find_browser() {
	if [ -n "${INSTALL_PACKAGES:-}" ]; then "$REPO/scripts/packages.sh" --browser >&2 || true; fi
	(cd "$REPO" && "$BENCH_DIR/env/bin/python" tests/portal/find_browser.py 2>&1 >/dev/null </dev/null) | tail -n 1
}

# run_on_site NAME KIND SITE
run_on_site() {
	local name=$1 kind=$2 lacking='' sites=()
	mapfile -t sites < <(sites_of "$kind" "$3")
	say "" "Preparing ${sites[*]} in $BENCH_DIR ($LOG)"
	[ -n "$PREPARED" ] || prepare_bench || true
	if [ "$PREPARED" != ready ]; then
		outcome "$name" "${PREPARED%%$'\t'*}" "${PREPARED#*$'\t'}"
	elif [ "$kind" = ledger ] && ! bench_has_ledger; then
		outcome "$name" "NOT RUN" "the bench in $BENCH_DIR has no ERPNext, which is optional: bench get-app erpnext --branch $FRAPPE_BRANCH"
	elif ! prepare_sites "$kind" "${sites[@]}"; then
		outcome "$name" BROKEN "the site could not be made or migrated: see $LOG"
	elif [ "$name" = portal ] && ! lacking=$(find_browser); then
		outcome "$name" "NOT RUN" "$lacking"
	elif [ "$name" = portal ] && ! "$REPO/scripts/assets.sh"; then
		outcome "$name" BROKEN "the scripts of the desk could not be built: see $LOG"
	else
		run_suite "$name" "$BENCH_DIR/env/bin/python" "${sites[@]}"
	fi
}

have python3 || fail "The tests need Python 3.10 or newer; as root: apt-get install python3 python3-venv"
start_log test
# Reports of this run's own: somebody may run the tests twice at once.
REPORTS=$(mktemp -d)
trap 'stop_busy; release_servers; rm -rf "$REPORTS"' EXIT
trap 'exit 130' INT TERM

suites=("$@")
if [ ${#suites[@]} -eq 0 ]; then
	suites=(policy static site)
	[ ! -d "$REPO/tests/ledger" ] || suites+=(ledger)
	[ ! -d "$REPO/tests/portal" ] || suites+=(portal)
fi
for suite in "${suites[@]}"; do
	case $suite in
	policy | static) run_without_site "$suite" ;;
	site | portal) run_on_site "$suite" test "$TEST_SITE" ;;
	ledger) run_on_site "$suite" ledger "$TEST_LEDGER_SITE" ;;
	*) fail "There is no suite '$suite'." ;;
	esac
done
cp "$REPORTS"/*.xml "$LOG_DIR" 2>/dev/null || true # for whoever wants to read them
python3 "$REPO/scripts/report.py" "$REPORTS/outcomes" "$REPORTS" "${REQUIRE:-}"
