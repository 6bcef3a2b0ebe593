#!/usr/bin/env bash
# A bench in BENCH_DIR: the one that is there, or a new one built the official way (frappe-bench, `bench init`) from
# FRAPPE_PATH at FRAPPE_BRANCH, with PYTHON (an interpreter or, where it can be downloaded, a version).
#   bench.sh            makes it
#   bench.sh --check    only says, in one sentence, why there is none and none can be made; silent if all is well
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

YARN=1.22.22 # Frappe's build is written for classic yarn; a newer one may well be the machine's default

frappe_reachable() {
	GIT_TERMINAL_PROMPT=0 timeout 20 git ls-remote --exit-code "$FRAPPE_PATH" "refs/heads/$FRAPPE_BRANCH" "refs/tags/$FRAPPE_BRANCH" >/dev/null 2>&1
}

unreachable() {
	printf '%s' "There is no bench in $BENCH_DIR, and Frappe's repository $FRAPPE_PATH (branch $FRAPPE_BRANCH) cannot be reached: " \
		"set FRAPPE_PATH to a copy of it that can be, or BENCH_DIR to a bench that exists."
}

# Frappe 16 runs on no Python older than 3.14; uv, which bench uses, downloads one where the machine has none.
python_for_bench() {
	[ -z "${PYTHON:-}" ] || { printf '%s\n' "$PYTHON" && return; }
	case $FRAPPE_BRANCH in
	version-15) echo python3 ;;
	*) echo 3.14 ;;
	esac
}

make_tools() {
	mkdir -p "$TOOLS/bin"
	PATH=$TOOLS/bin:$PATH
	if [ ! -x "$TOOLS/bin/bench" ]; then
		detail "installing the bench tool"
		make_environment "$TOOLS/env" || exit 1
		quietly "installing frappe-bench" "$TOOLS/env/bin/python" -m pip install frappe-bench || exit 1
		# bench calls uv, which it brings along.
		[ ! -x "$TOOLS/env/bin/uv" ] || ln -sfn ../env/bin/uv "$TOOLS/bin/uv"
		ln -sfn ../env/bin/bench "$TOOLS/bin/bench"
	fi
	if [ ! -x "$TOOLS/bin/yarn" ]; then
		detail "installing yarn $YARN"
		quietly "installing yarn" npm install --prefix "$TOOLS" --no-save --no-fund --no-audit "yarn@$YARN" || exit 1
		ln -sfn ../node_modules/.bin/yarn "$TOOLS/bin/yarn"
	fi
}

# A folder with anything but our own tools in it is somebody's, even where no working bench is found in it.
no_bench_of_others() {
	[ -z "$(find "$BENCH_DIR" -mindepth 1 -maxdepth 1 ! -name ".$APP" ! -name servers -print -quit 2>/dev/null)" ] ||
		fail "$BENCH_DIR exists and is no working bench: set BENCH_DIR to another folder, or repair it."
}

# An interrupted `bench init` leaves a bench that neither works nor can be continued: its half-made parts go.
clear_half_made() {
	[ -e "$STATE/being-made" ] || return 0
	rm -rf "$BENCH_DIR/apps" "$BENCH_DIR/env" "$BENCH_DIR/sites" "$BENCH_DIR/config" "$BENCH_DIR/logs" \
		"$BENCH_DIR/Procfile" "$BENCH_DIR/patches.txt"
}

init_bench() {
	local launch
	# The bench tool refuses to run for root unless the bench around it says so; before there is one, this folder does.
	launch=$(mktemp -d)
	mkdir "$launch/sites"
	set_json "$launch/sites/common_site_config.json" "frappe_user=$(id -un)"
	touch "$STATE/being-made"
	detail "building it from $FRAPPE_PATH: several minutes ($LOG)"
	quietly "building the bench" env -C "$launch" "$TOOLS/bin/bench" init "$BENCH_DIR" --ignore-exist \
		--frappe-path "$FRAPPE_PATH" --frappe-branch "$FRAPPE_BRANCH" --python "$(python_for_bench)" \
		--no-backups --skip-redis-config-generation --skip-assets || { rm -rf "$launch" && exit 1; }
	rm -rf "$launch"
	bench_exists || fail "bench init ended without a usable bench: see $LOG"
	touch "$STATE/made-here"
	rm "$STATE/being-made"
}

# Ports and addresses that the options name; only a bench made here is changed, another keeps what its owner chose.
configure() {
	bench_is_ours || return 0
	local changes=()
	[ -z "${REDIS_CACHE_PORT:-}" ] || changes+=("redis_cache=redis://127.0.0.1:$REDIS_CACHE_PORT" "redis_socketio=redis://127.0.0.1:$REDIS_CACHE_PORT")
	[ -z "${REDIS_QUEUE_PORT:-}" ] || changes+=("redis_queue=redis://127.0.0.1:$REDIS_QUEUE_PORT")
	[ -z "${REDIS_URL:-}" ] || changes+=("redis_cache=$REDIS_URL" "redis_socketio=$REDIS_URL" "redis_queue=$REDIS_URL")
	[ -z "${WEB_PORT:-}" ] || changes+=("webserver_port=$WEB_PORT")
	[ -z "${SOCKETIO_PORT:-}" ] || changes+=("socketio_port=$SOCKETIO_PORT")
	[ ${#changes[@]} -eq 0 ] || set_json "$COMMON_CONFIG" "${changes[@]}"
}

if [ "${1:-}" = --check ]; then
	bench_exists && [ ! -e "$STATE/being-made" ] || ! have git || frappe_reachable || fail "$(unreachable)"
	exit
fi
if bench_exists && [ ! -e "$STATE/being-made" ]; then
	detail "the one in $BENCH_DIR"
else
	[ -e "$STATE/being-made" ] || no_bench_of_others
	frappe_reachable || fail "$(unreachable)"
	mkdir -p "$STATE"
	clear_half_made
	make_tools
	init_bench
fi
configure
