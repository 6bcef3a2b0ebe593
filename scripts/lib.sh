# Words and options that the other scripts share; sourced, never run.
# shellcheck shell=bash
# shellcheck disable=SC2034 # the scripts that source this file use what it sets

REPO=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
APP=mentoring_scheme

# Options of the user, with what they are when nothing is said. `make help` explains them.
BENCH_DIR=${BENCH_DIR:-$HOME/frappe-bench}
FRAPPE_PATH=${FRAPPE_PATH:-https://github.com/frappe/frappe}
FRAPPE_BRANCH=${FRAPPE_BRANCH:-version-15}
SITE=${SITE:-mentoring.localhost}
TEST_SITE=${TEST_SITE:-mentoring.test}
TEST_LEDGER_SITE=${TEST_LEDGER_SITE:-mentoring-ledger.test}
BIND=${BIND:-127.0.0.1}

case $BENCH_DIR in /*) ;; *) BENCH_DIR=$PWD/$BENCH_DIR ;; esac
[ ! -d "$FRAPPE_PATH" ] || FRAPPE_PATH=$(cd "$FRAPPE_PATH" && pwd -P)
SERVERS=$BENCH_DIR/servers
# What these scripts keep for themselves in the bench folder: stamps of finished steps, tools, passwords.
STATE=$BENCH_DIR/.$APP
TOOLS=$STATE/tools
LOG_DIR=$REPO/.logs
LOG=${LOG:-$LOG_DIR/make.log}

# Debian keeps mariadbd where an ordinary user's PATH does not look.
PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
[ ! -d "$TOOLS/bin" ] || PATH=$TOOLS/bin:$PATH
export PATH LOG

say() { printf '%s\n' "$@"; }
detail() { printf '      %s\n' "$*"; }
fail() {
	printf '%s\n' "$*" >&2
	exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }

start_log() {
	LOG=$LOG_DIR/$1.log
	mkdir -p "$LOG_DIR"
	: >"$LOG"
}

without_passwords() {
	local word previous=
	printf '\n$'
	for word in "$@"; do
		case $previous in *-password) word='***' ;; esac
		printf ' %s' "$word"
		previous=$word
	done
	printf '\n'
}

BUSY=
stop_busy() {
	[ -z "$BUSY" ] || kill -TERM -- "-$BUSY" 2>/dev/null || true
	BUSY=
}
trap stop_busy EXIT

# quietly WHAT COMMAND...: the command's noise goes to the log; its last lines are shown only when it fails.
# The command has a process group of its own, so that Ctrl-C ends all of it.
quietly() {
	local what=$1 waited=0 rc=0
	shift
	mkdir -p "$(dirname "$LOG")"
	without_passwords "$@" >>"$LOG"
	setsid "$@" >>"$LOG" 2>&1 </dev/null &
	BUSY=$!
	while kill -0 "$BUSY" 2>/dev/null; do
		sleep 0.2
		waited=$((waited + 1))
		[ $((waited % 300)) -ne 0 ] || detail "still at it after $((waited / 300)) min ($LOG)"
	done
	wait "$BUSY" || rc=$?
	BUSY=
	[ "$rc" -eq 0 ] || show_failure "$what"
	return "$rc"
}

show_failure() {
	printf 'This did not work: %s. The last lines of %s:\n' "$1" "$LOG" >&2
	tail -n 20 "$LOG" | sed 's/^/    /' >&2
}

# A Python environment in the folder $1, made anew.
make_environment() {
	rm -rf "$1"
	if python3 -c 'import ensurepip, venv' 2>/dev/null; then
		quietly "making a Python environment" python3 -m venv "$1"
	elif ! have uv; then
		say "Python environments cannot be made here; as root: apt-get install python3-venv" >&2
		return 1
	else
		quietly "making a Python environment" uv venv --quiet --seed "$1"
	fi
}

# Frappe's own commands, as `bench` runs them; without the bench tool, which refuses to run for root.
bench_command() {
	(cd "$BENCH_DIR/sites" && exec ../env/bin/python -m frappe.utils.bench_helper frappe "$@")
}

# A Frappe command whose noise goes to the log: frappe_quietly WHAT ARGUMENTS...
frappe_quietly() {
	local what=$1
	shift
	quietly "$what" env -C "$BENCH_DIR/sites" "$BENCH_DIR/env/bin/python" -m frappe.utils.bench_helper frappe "$@"
}

# A Frappe command whose output is for the user, in a process group of its own like those of quietly.
frappe_apart() {
	local rc=0
	setsid env -C "$BENCH_DIR/sites" "$BENCH_DIR/env/bin/python" -m frappe.utils.bench_helper frappe "$@" </dev/null &
	BUSY=$!
	wait "$BUSY" || rc=$?
	BUSY=
	return $rc
}

bench_exists() { [ -x "$BENCH_DIR/env/bin/python" ] && [ -d "$BENCH_DIR/apps/frappe/frappe" ] && [ -d "$BENCH_DIR/sites" ]; }
# ERPNext is an optional companion: whoever wants it has it fetched into the bench, which takes a few minutes.
bench_has_ledger() { [ -d "$BENCH_DIR/apps/erpnext/erpnext" ] && grep -qx erpnext "$BENCH_DIR/sites/apps.txt" 2>/dev/null; }
bench_is_ours() { [ -e "$STATE/made-here" ]; }

# json_value FILE KEY [DEFAULT]: one value of a JSON object, or the default where file or key is not there.
json_value() {
	python3 - "$@" <<-'PYTHON'
		import json, sys
		file, key, default = (*sys.argv[1:], "")[:3]
		try:
		    value = json.load(open(file)).get(key, default)
		except FileNotFoundError:
		    value = default
		print("" if value is None else value)
	PYTHON
}

# set_json FILE KEY=VALUE...: a value that reads as a whole number becomes one.
set_json() {
	python3 - "$@" <<-'PYTHON'
		import json, os, sys
		file, *pairs = sys.argv[1:]
		found = json.load(open(file)) if os.path.exists(file) else {}
		wanted = dict(pair.split("=", 1) for pair in pairs)
		changed = {**found, **{k: int(v) if v.isdigit() else v for k, v in wanted.items()}}
		if changed != found:
		    with open(file, "w") as out:
		        json.dump(changed, out, indent=1, sort_keys=True)
	PYTHON
}

COMMON_CONFIG=$BENCH_DIR/sites/common_site_config.json

# The port in a Redis address such as redis://127.0.0.1:13000; empty where the server is on another machine.
loopback_port() {
	case $1 in
	redis://127.0.0.1:* | redis://localhost:*)
		local rest=${1##*:}
		printf '%s\n' "${rest%%/*}"
		;;
	esac
}

port_open() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# Whoever needs the servers holds a shared lock while it does. The one that started them stops them when it ends,
# unless somebody else has come to need them meanwhile.
STARTED=
use_servers() {
	mkdir -p "$STATE"
	exec 8>"$STATE/servers.lock"
	flock -s 8
	local rc=0
	STARTED=$("$REPO/scripts/servers.sh" start 8>&- 9>&- 2>"$STATE/servers.said") || rc=$?
	# shellcheck disable=SC2086 # one word a server
	[ -z "$STARTED" ] || detail started $STARTED
	[ "$rc" -eq 0 ] || cat "$STATE/servers.said" >&2
	return $rc
}
release_servers() {
	[ -n "$STARTED" ] || return 0
	if flock -n -x 8; then
		# shellcheck disable=SC2086 # one word a server
		"$REPO/scripts/servers.sh" stop $STARTED 8>&- || true
	else
		detail "left running for another command that uses them:" "$STARTED"
	fi
	STARTED=
}
