#!/usr/bin/env bash
# Serves the site SITE until Ctrl-C: web, realtime, worker and schedule, as `bench start` does, but on the loopback
# address only (or on BIND). The servers that it had to start are stopped with it.
#   start.sh         starts, prints the address and who may sign in, and stays
#   start.sh --check says in one sentence why it could not start; silent if all is well
#   start.sh stop    ends what an earlier start.sh has left behind
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

RUN=$STATE/run
SERVICES="web realtime worker schedule"
WEB_PORT=${WEB_PORT:-$(json_value "$COMMON_CONFIG" webserver_port 8000)}
# Pages ask the bench's configuration for this port. In a bench made here bench.sh writes the option into it.
bench_is_ours || [ ! -e "$COMMON_CONFIG" ] || SOCKETIO_PORT=
SOCKETIO_PORT=${SOCKETIO_PORT:-$(json_value "$COMMON_CONFIG" socketio_port 9000)}
ADDRESS=http://localhost:$WEB_PORT

# When the process $1 began, as the kernel counts it; nothing if it has ended. Process numbers are used again.
began() { sed -n 's/.*) [^Z] //p' "/proc/$1/stat" 2>/dev/null | cut -d ' ' -f 19; }

recorded() { sed -n "${2}p" "$RUN/$1" 2>/dev/null; }

alive() {
	local since
	since=$(began "$(recorded "$1" 1)")
	[ -n "$since" ] && [ "$since" = "$(recorded "$1" 2)" ]
}

# start NAME COMMAND...: in a process group of its own, so that Ctrl-C reaches this script alone, which ends them in order.
start() {
	local name=$1
	shift
	(cd "$BENCH_DIR/sites" && exec setsid "$@" >"$LOG_DIR/$name.log" 2>&1 </dev/null 8>&-) &
	printf '%s\n%s\n' $! "$(began $!)" >"$RUN/$name"
}

end() {
	local name tries=0
	for name in $SERVICES; do
		! alive "$name" || kill -TERM -- "-$(recorded "$name" 1)" 2>/dev/null || true
	done
	for name in $SERVICES; do
		while alive "$name"; do
			# A worker ends its job first. It may take a while, but not for ever.
			[ $tries -lt 100 ] || kill -KILL -- "-$(recorded "$name" 1)" 2>/dev/null || true
			tries=$((tries + 1))
			sleep 0.1
		done
		rm -f "$RUN/$name"
	done
}

start_all() {
	local python=$BENCH_DIR/env/bin/python
	export SITE BIND
	# DEV_SERVER, as `bench start` sets it: lets pages find the realtime server on its own port.
	start web env DEV_SERVER=1 "$BENCH_DIR/env/bin/gunicorn" --bind "$BIND:$WEB_PORT" --workers 2 --threads 4 --worker-class gthread \
		--timeout 120 --graceful-timeout 5 --pythonpath "$REPO/scripts" serve:application
	start realtime env FRAPPE_SITE="$SITE" node --require "$REPO/scripts/loopback.cjs" ../apps/frappe/socketio.js
	start worker "$python" -m frappe.utils.bench_helper frappe worker
	start schedule "$python" -m frappe.utils.bench_helper frappe schedule
}

answers() {
	python3 - "http://127.0.0.1:$WEB_PORT/api/method/ping" <<-'PYTHON' 2>/dev/null
		import sys, urllib.request
		# No proxy: the machine's own may not know its way back here.
		opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
		opener.open(sys.argv[1], timeout=20).read()
	PYTHON
}

first_dead() {
	local name
	for name in $SERVICES; do
		alive "$name" || { printf '%s\n' "$name" && return; }
	done
}

wait_until_served() {
	local tries=0 dead
	until answers; do
		dead=$(first_dead)
		[ -z "$dead" ] || give_up "$dead"
		tries=$((tries + 1))
		[ $tries -lt 120 ] || give_up web
		sleep 0.5
	done
}

give_up() {
	LOG=$LOG_DIR/$1.log
	show_failure "the $1 process"
	exit 1
}

welcome() {
	say "" "The site $SITE is at $ADDRESS" ""
	"$REPO/scripts/demo.sh" accounts 8>&- || true
	[ ! -s "$STATE/administrator-$SITE" ] || say "" "Administrator, password $(<"$STATE/administrator-$SITE")"
	say "" "Logs are in $LOG_DIR. Ctrl-C stops everything."
}

check() {
	local name
	for name in $SERVICES; do
		! alive "$name" || fail "The site is being served already by another command: stop it there, or with 'make stop'."
	done
	! port_open "$WEB_PORT" || fail "Port $WEB_PORT is taken by another program: set WEB_PORT to a free one."
	! port_open "$SOCKETIO_PORT" ||
		fail "Port $SOCKETIO_PORT, for realtime updates, is taken by another program: set SOCKETIO_PORT to a free one."
}

case ${1:-} in
--check)
	check
	exit
	;;
stop)
	[ ! -d "$RUN" ] || touch "$RUN/stopping"
	end
	exit
	;;
esac

# In a function, so that bash has read all of this file before it stays in it: a newer version may replace it meanwhile.
serve() {
	[ -e "$BENCH_DIR/sites/$SITE/site_config.json" ] || fail "There is no site $SITE in $BENCH_DIR: run 'make site'."
	check
	mkdir -p "$RUN" "$LOG_DIR"
	rm -f "$RUN/stopping"
	trap 'end; release_servers' EXIT
	trap 'say "" "Stopping."; exit 0' INT TERM
	use_servers
	start_all
	wait_until_served
	welcome
	wait -n || true
	[ ! -e "$RUN/stopping" ] || { say "" "Stopped by another command." && exit; }
	give_up "$(first_dead)"
}

serve
