#!/usr/bin/env bash
# MariaDB and Redis of this bench's own: data inside the bench folder, loopback ports, nothing else touched.
#   servers.sh start             starts what does not run yet, and prints the name of each server that it started
#   servers.sh stop [NAME...]    stops the servers named (all of this bench's, if none is)
#   servers.sh status            prints the name and port of each server of this bench that runs
#   servers.sh password          prints the password of MariaDB's root
# DB_PORT, REDIS_CACHE_PORT and REDIS_QUEUE_PORT choose ports. DB_HOST (with DB_PORT, DB_ROOT_PASSWORD) and
# REDIS_URL name servers that exist already: those are never started or stopped here.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

DB_DIR=$SERVERS/mariadb
SOCKET=$DB_DIR/mysqld.sock
PASSWORD_FILE=$SERVERS/db_root_password

db_port() {
	local kept=13306
	[ ! -s "$DB_DIR/port" ] || kept=$(<"$DB_DIR/port")
	printf '%s\n' "${DB_PORT:-$kept}"
}

# An option wins; then the bench's own configuration, which the sites read; then what bench itself chooses.
redis_port() {
	local name=$1 asked=$2 usual=$3
	[ -z "$asked" ] || { printf '%s\n' "$asked" && return; }
	loopback_port "$(json_value "$COMMON_CONFIG" "redis_$name" "redis://127.0.0.1:$usual")"
}

redis_ports() {
	[ -z "${REDIS_URL:-}" ] || return 0
	{
		redis_port cache "${REDIS_CACHE_PORT:-}" 13000
		redis_port queue "${REDIS_QUEUE_PORT:-}" 11000
	} | sort -u
}

db_password() {
	[ -s "$PASSWORD_FILE" ] || (umask 077 && head -c 18 /dev/urandom | base64 | tr -d '/+=' >"$PASSWORD_FILE")
	cat "$PASSWORD_FILE"
}

# The password goes through the environment, never the command line, which every user of the machine can read.
as_root() { MYSQL_PWD=$(db_password) "$@"; }
# A ping is answered with or without the right password.
db_alive() { [ -S "$SOCKET" ] && mariadb-admin --no-defaults --socket="$SOCKET" -uroot ping >/dev/null 2>&1; }
db_secured() { as_root mariadb --no-defaults --socket="$SOCKET" -uroot -e 'do 0' >/dev/null 2>&1; }

make_db() {
	have mariadb-install-db || fail "MariaDB's server is not installed: run 'make packages', or set DB_HOST to use an existing one."
	mkdir -p "$DB_DIR"
	# A first start that was interrupted leaves half a data directory, which holds nobody's data yet.
	[ ! -e "$DB_DIR/being-made" ] || rm -rf "$DB_DIR/data"
	touch "$DB_DIR/being-made"
	mariadb-install-db --no-defaults --user="$(id -un)" --datadir="$DB_DIR/data" \
		--auth-root-authentication-method=normal --skip-test-db >"$DB_DIR/install.log" 2>&1 </dev/null ||
		fail "MariaDB's data directory could not be made: see $DB_DIR/install.log"
	rm "$DB_DIR/being-made"
}

# A new MariaDB has a root without a password for every name of the machine. Ours has one for its socket and one for
# the loopback address, both with the password; setting that of the first is what marks the work as done.
secure_db() {
	mariadb --no-defaults --socket="$SOCKET" -uroot <<-SQL
		DELETE FROM mysql.global_priv WHERE User = 'root' AND Host <> 'localhost';
		FLUSH PRIVILEGES;
		CREATE USER root@127.0.0.1 IDENTIFIED BY '$(db_password)';
		GRANT ALL ON *.* TO root@127.0.0.1 WITH GRANT OPTION;
		ALTER USER root@localhost IDENTIFIED BY '$(db_password)';
	SQL
}

start_db() {
	local port tries=0
	if db_alive; then
		db_secured || secure_db
		return
	fi
	port=$(db_port)
	! port_open "$port" || fail "Port $port, which MariaDB is to use, is taken by another program: set DB_PORT to a free one."
	if [ ! -d "$DB_DIR/data" ] || [ -e "$DB_DIR/being-made" ]; then make_db; fi
	have mariadbd || fail "MariaDB's server is not installed: run 'make packages', or set DB_HOST to use an existing one."
	move_db_port "$port"
	setsid nohup mariadbd --no-defaults --user="$(id -un)" --datadir="$DB_DIR/data" --socket="$SOCKET" \
		--pid-file="$DB_DIR/mysqld.pid" --bind-address=127.0.0.1 --port="$port" \
		--character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci --skip-name-resolve \
		--innodb-buffer-pool-size=512M --innodb-flush-log-at-trx-commit=2 \
		>"$DB_DIR/mariadb.log" 2>&1 </dev/null &
	until db_alive; do
		tries=$((tries + 1))
		[ $tries -lt 240 ] || fail "MariaDB did not start: see $DB_DIR/mariadb.log"
		kill -0 $! 2>/dev/null || fail "MariaDB did not start: see $DB_DIR/mariadb.log"
		sleep 0.25
	done
	db_secured || secure_db
	printf '%s\n' mariadb
}

# Sites remember the port of their database: when it moves, they are told.
move_db_port() {
	local new=$1 old config
	old=$([ ! -s "$DB_DIR/port" ] || cat "$DB_DIR/port")
	if [ -n "$old" ] && [ "$old" != "$new" ]; then
		for config in "$BENCH_DIR"/sites/*/site_config.json; do
			[ "$(json_value "$config" db_port)" != "$old" ] || set_json "$config" "db_port=$new"
		done
	fi
	printf '%s\n' "$new" >"$DB_DIR/port"
}

redis_is_ours() { [ -d "$SERVERS" ] && [ "$(redis-cli -p "$1" config get dir 2>/dev/null | tail -n 1)" = "$(cd "$SERVERS" && pwd -P)" ]; }
redis_alive() { [ "$(redis-cli -p "$1" ping 2>/dev/null)" = PONG ]; }

start_redis() {
	local port
	for port in $(redis_ports); do
		if redis_alive "$port"; then
			# A bench that was there before may bring its own Redis; a bench made here must not share another's.
			redis_is_ours "$port" || ! bench_is_ours ||
				fail "Port $port is taken by another Redis: set REDIS_CACHE_PORT and REDIS_QUEUE_PORT to free ones."
			continue
		fi
		! port_open "$port" ||
			fail "Port $port, which Redis is to use, is taken by another program: set REDIS_CACHE_PORT and REDIS_QUEUE_PORT to free ones."
		have redis-server || fail "Redis is not installed: run 'make packages', or set REDIS_URL to use an existing one."
		redis-server --port "$port" --bind 127.0.0.1 --daemonize yes --save '' --appendonly no \
			--dir "$SERVERS" --pidfile "$SERVERS/redis-$port.pid" --logfile "$SERVERS/redis-$port.log" >/dev/null
		wait_for_redis "$port"
		printf '%s\n' "redis-$port"
	done
}

wait_for_redis() {
	local tries=0
	until redis_alive "$1"; do
		tries=$((tries + 1))
		[ $tries -lt 40 ] || fail "Redis did not start: see $SERVERS/redis-$1.log"
		sleep 0.1
	done
}

stop_db() {
	local tries=0
	db_alive || return 0
	# What MariaDB takes for an order to close down cleanly.
	kill -TERM "$(<"$DB_DIR/mysqld.pid")"
	# The socket goes before the last page is written: a restart must not meet the old process.
	while [ -e "$DB_DIR/mysqld.pid" ] && [ $tries -lt 120 ]; do
		tries=$((tries + 1))
		sleep 0.25
	done
}

stop_redis() {
	redis_is_ours "$1" || return 0
	redis-cli -p "$1" shutdown nosave >/dev/null 2>&1 || true
}

stop() {
	local name
	if [ $# -eq 0 ]; then
		# Those that have a file here, because the bench's configuration may have named other ports when they started.
		for name in "$SERVERS"/redis-*.pid; do
			name=${name##*/redis-}
			stop_redis "${name%.pid}"
		done
		stop_db
		return
	fi
	for name in "$@"; do
		case $name in
		mariadb) stop_db ;;
		redis-*) stop_redis "${name#redis-}" ;;
		*) fail "No server is called '$name'." ;;
		esac
	done
}

status() {
	local port
	! db_alive || printf 'mariadb %s\n' "$(db_port)"
	for port in $(redis_ports); do
		! redis_alive "$port" || printf 'redis %s\n' "$port"
	done
}

case ${1:-start} in
start)
	mkdir -p "$SERVERS"
	[ -n "${DB_HOST:-}" ] || start_db
	[ -n "${REDIS_URL:-}" ] || start_redis
	;;
stop) stop "${@:2}" ;;
status) status ;;
port) db_port ;;
password) mkdir -p "$SERVERS" && db_password ;;
*)
	echo "usage: servers.sh start | stop [NAME...] | status | port | password" >&2
	exit 2
	;;
esac
