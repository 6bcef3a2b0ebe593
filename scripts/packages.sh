#!/usr/bin/env bash
# The programs that a bench needs, from Debian's (or Ubuntu's) packages: installed by root or through sudo; any
# other user is told in one line what to install. Nothing that is there already is touched.
#   packages.sh            installs what is missing
#   packages.sh --check    only says what is missing, and fails if anything is
#   packages.sh --browser  installs the browser of the portal's tests, where there is none
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# Frappe 16 asks for a newer Node than Frappe 15 does, and for MariaDB's client library to build against.
case $FRAPPE_BRANCH in
version-15) NODE_AT_LEAST=18 ;;
*) NODE_AT_LEAST=24 ;;
esac

# "program package...": the packages are asked for when the program is not there.
NEEDED="
git git
python3 python3
cc build-essential python3-dev pkg-config libmariadb-dev
mariadb mariadb-client
mariadb-admin mariadb-client
node nodejs
npm npm
$([ -n "${DB_HOST:-}" ] || echo 'mariadbd mariadb-server-core')
$([ -n "${REDIS_URL:-}" ] || echo 'redis-server redis-server')
"
# Without these two everything works but the printing of agreements as PDF.
FOR_PDF=(wkhtmltopdf fontconfig)

missing() {
	local program packages
	while read -r program packages; do
		[ -z "$program" ] || have "$program" || printf '%s\n' "$packages"
	done <<<"$NEEDED"
	have uv || python3 -c 'import ensurepip, venv' 2>/dev/null || echo python3-venv
}

# As one line, each package once.
listed() { tr ' ' '\n' | sort -u | tr '\n' ' ' | sed 's/ $//'; }

as_superuser() {
	if [ "$(id -u)" -eq 0 ]; then
		"$@"
	else
		sudo "$@"
	fi
}

# Not through quietly: in a process group of its own sudo would ask for the password again.
apt_get() {
	printf '\n$ apt-get %s\n' "$*" >>"$LOG"
	as_superuser env DEBIAN_FRONTEND=noninteractive apt-get "$@" >>"$LOG" 2>&1 </dev/null || {
		show_failure "apt-get $1"
		return 1
	}
}

# sudo that would ask for a password is of use only where somebody can type one.
may_install() {
	have apt-get || return 1
	[ "$(id -u)" -eq 0 ] || { have sudo && { [ -t 0 ] || sudo -n true 2>/dev/null; }; }
}

# Debian starts a server as soon as its package is installed. Ours run inside the bench folder, so the machine's own
# is told not to start: now, through policy-rc.d, and at the next boot.
POLICY=/usr/sbin/policy-rc.d
install_quietly() {
	local policy_is_ours=
	if [ ! -e $POLICY ]; then
		policy_is_ours=yes
		printf '#!/bin/sh\nexit 101\n' | as_superuser tee $POLICY >/dev/null
		as_superuser chmod +x $POLICY
	fi
	local rc=0
	apt_get install -y --no-install-recommends "$@" || rc=$?
	[ -z "$policy_is_ours" ] || as_superuser rm -f $POLICY
	return $rc
}

keep_from_booting() {
	case " $1 " in
	*" redis-server "*)
		[ ! -d /run/systemd/system ] || as_superuser systemctl disable --quiet redis-server || true
		;;
	esac
}

# Prints those of the packages that this Debian has.
available() {
	local package
	for package in "$@"; do
		! apt-cache show "$package" >/dev/null 2>&1 || printf '%s\n' "$package"
	done
}

install() {
	local packages=$1 pdf=
	if ! may_install; then
		fail "Please install what is missing, as root or with sudo, then run this again: apt-get install $packages"
	fi
	detail "installing $packages ($LOG)"
	mkdir -p "$LOG_DIR"
	as_superuser true # asks for a password here, if it must, rather than behind the log
	apt_get update || exit 1
	have wkhtmltopdf || pdf=$(available "${FOR_PDF[@]}" | listed)
	# shellcheck disable=SC2086 # one word a package
	install_quietly $packages $pdf || exit 1
	keep_from_booting "$packages"
}

check_node() {
	local found
	found=$(node --version 2>/dev/null | sed 's/^v//;s/\..*//')
	[ "${found:-0}" -ge $NODE_AT_LEAST ] ||
		fail "Frappe's $FRAPPE_BRANCH needs Node $NODE_AT_LEAST or newer and this machine has ${found:-none}: install a newer one and put it first on PATH."
}

# Only the tests want it, so whoever only wants the site is not given it.
install_browser() {
	local program packages
	for program in ${CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
		! have "$program" || return 0
	done
	if ! may_install; then
		say "no browser could be installed here: neither root nor sudo without a password" && return 1
	fi
	apt_get update || return 1
	packages=$(available chromium | listed)
	[ -n "$packages" ] || { say "this system has no package chromium" && return 1; }
	detail "installing $packages ($LOG)"
	# shellcheck disable=SC2086 # one word a package
	install_quietly $packages
}

if [ "${1:-}" = --browser ]; then
	mkdir -p "$LOG_DIR"
	install_browser
	exit
fi
packages=$(missing | listed)
if [ "${1:-}" = --check ]; then
	[ -z "$packages" ] || fail "missing programs; as root: apt-get install $packages"
	check_node
	exit
fi
if [ -n "$packages" ]; then
	install "$packages"
	packages=$(missing | listed)
	[ -z "$packages" ] || fail "Still missing after the installation: $packages"
else
	detail "all there"
fi
check_node
