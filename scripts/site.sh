#!/usr/bin/env bash
# A site of the bench with the app on it, up to date with this checkout. The servers must run.
#   site.sh demo    the site SITE, which people look at; made the bench's default site if the bench was made here
#   site.sh test    the site TEST_SITE, which the tests write to; never the default, sends no mail, runs no schedule;
#                   made anew where a run that was killed may have left rows on it
#   site.sh ledger  the same with ERPNext, which the bench must have: the site TEST_LEDGER_SITE
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

KIND=${1:?demo, test or ledger}
case $KIND in
demo) NAME=$SITE ;;
test) NAME=$TEST_SITE ;;
ledger) NAME=$TEST_LEDGER_SITE ;;
*) fail "usage: site.sh demo | test | ledger" ;;
esac
CONFIG=$BENCH_DIR/sites/$NAME/site_config.json
BEING_MADE=$STATE/being-made-$NAME
STAMP=$STATE/schema-$NAME
PASSWORD_FILE=$STATE/administrator-$NAME
AS_MADE=$BENCH_DIR/sites/$NAME/as_made # of a test site: tests/site/conftest.py keeps it

admin_password() {
	[ -s "$PASSWORD_FILE" ] || (umask 077 && head -c 12 /dev/urandom | base64 | tr -d '/+=' >"$PASSWORD_FILE")
	cat "$PASSWORD_FILE"
}

# Everything that `bench migrate` brings from the checkout into the database: when it changes, the site is migrated.
schema() {
	(
		cd "$REPO"
		find "$APP" -type f \( -name '*.json' -o -name '*.txt' -o -name hooks.py -o -path '*/patches/*.py' \
			-o -path '*/setup/*.py' ! -path '*/setup/demo/*' \) -print0 | sort -z | xargs -0 sha256sum
		grep '^__version__' "$BENCH_DIR/apps/frappe/frappe/__init__.py"
		[ "$KIND" != ledger ] || grep '^__version__' "$BENCH_DIR/apps/erpnext/erpnext/__init__.py"
	) | sha256sum | cut -c1-16
}

database_options() {
	if [ -n "${DB_HOST:-}" ]; then
		[ -n "${DB_ROOT_PASSWORD:-}" ] || fail "DB_HOST is set: set DB_ROOT_PASSWORD too, so that the site's database can be made there."
		printf '%s\n' --db-host "$DB_HOST" --db-port "${DB_PORT:-3306}" --db-root-username "${DB_ROOT_USER:-root}" \
			--db-root-password "$DB_ROOT_PASSWORD" --mariadb-user-host-login-scope %
	else
		printf '%s\n' --db-host 127.0.0.1 --db-port "$("$REPO/scripts/servers.sh" port)" --db-root-username root \
			--db-root-password "$("$REPO/scripts/servers.sh" password)" --mariadb-user-host-login-scope 127.0.0.1
	fi
}

# The questions that the desk asks at the first login, answered for the United Kingdom.
answer_wizard() {
	frappe_quietly "answering the first questions" --site "$NAME" execute \
		frappe.desk.page.setup_wizard.setup_wizard.setup_complete --kwargs '{"args": {
			"language": "English (United Kingdom)", "country": "United Kingdom", "timezone": "Europe/London",
			"currency": "GBP", "full_name": "Administrator", "enable_telemetry": 0}}' || exit 1
}

# Until the wizard has set the site's time zone Frappe writes India's time: everything that it came with would be from
# the future for some hours, and a test that asks what is new would be told all of it.
put_into_past() {
	(cd "$BENCH_DIR/sites" && ../env/bin/python - "$NAME") <<-'PYTHON' >>"$LOG" 2>&1 || fail "The times on $NAME could not be set: see $LOG"
		import sys
		import frappe
		import frappe.utils
		frappe.init(sys.argv[1], sites_path=".")
		frappe.connect()
		now = frappe.utils.now()
		for table in frappe.db.get_tables(cached=False):
		    if "creation" in frappe.db.get_db_table_columns(table):
		        frappe.db.sql(f"update `{table}` set creation = %s where creation > %s", (now, now))
		frappe.db.commit()
	PYTHON
}

make_site() {
	local options=() force=()
	mapfile -t options < <(database_options)
	[ ${#options[@]} -gt 0 ] || exit 1
	# What is there is ours: the attempt before this one did not end, or tests have left it in disorder.
	[ ! -e "$BEING_MADE" ] || force=(--force)
	touch "$BEING_MADE"
	detail "making $NAME: a minute or two"
	frappe_quietly "making the site $NAME" new-site "$NAME" "${options[@]}" --admin-password "$(admin_password)" "${force[@]}" || exit 1
	if [ "$KIND" = ledger ]; then
		detail "installing ERPNext on it: some minutes"
		frappe_quietly "installing ERPNext on $NAME" --site "$NAME" install-app erpnext || exit 1
	fi
	frappe_quietly "installing the app on $NAME" --site "$NAME" install-app "$APP" || exit 1
	# with ERPNext the questions are about a company, too: the tests answer them, and open its books
	[ "$KIND" = ledger ] || answer_wizard
	[ "$KIND" = demo ] || put_into_past
	schema >"$STAMP"
	rm "$BEING_MADE"
}

# A site that was there before, or one whose app has changed since.
update_site() {
	[ "$(cat "$STAMP" 2>/dev/null)" != "$(schema)" ] || { detail "$NAME is up to date" && return; }
	if ! [ -e "$STAMP" ] && ! bench_command --site "$NAME" list-apps 2>>"$LOG" | grep -q "^$APP\b"; then
		detail "installing the app on $NAME"
		frappe_quietly "installing the app on $NAME" --site "$NAME" install-app "$APP" || exit 1
	else
		detail "migrating $NAME"
		frappe_quietly "migrating $NAME" --site "$NAME" migrate --skip-search-index || exit 1
	fi
	schema >"$STAMP"
}

# A test that commits takes the mark away, and puts it back when its rows are gone. A site that nobody here made is kept.
left_in_disorder() { [ "$KIND" != demo ] && [ -e "$STAMP" ] && [ ! -e "$AS_MADE" ]; }

# The people of both sites are invented: mail to them is written, so that it can be read in the desk, and never sent.
NO_MAIL=(mute_emails=1 mail_server=localhost auto_email_id=mentoring@example.org)

settle_demo() {
	local port
	port=$(json_value "$COMMON_CONFIG" webserver_port 8000)
	set_json "$CONFIG" "${NO_MAIL[@]}" "host_name=http://localhost:${WEB_PORT:-$port}"
	! bench_is_ours || [ "$(json_value "$COMMON_CONFIG" default_site)" = "$NAME" ] ||
		frappe_quietly "making $NAME the default site" use "$NAME" || exit 1
}

# A bench_id of its own gives the site's jobs queues of their own, which no worker of this bench serves.
settle_test() {
	set_json "$CONFIG" "${NO_MAIL[@]}" allow_tests=1 pause_scheduler=1 throttle_user_limit=100000 "bench_id=tests-on-$NAME"
	touch "$AS_MADE"
}

[ "$SITE" != "$TEST_SITE" ] || fail "SITE and TEST_SITE are both $SITE: the tests must have a site of their own."
[ "$KIND" != ledger ] || { [ "$NAME" != "$SITE" ] && [ "$NAME" != "$TEST_SITE" ]; } ||
	fail "TEST_LEDGER_SITE is $NAME, which is another site's name: the tests with ERPNext must have a site of their own."
mkdir -p "$STATE"
if left_in_disorder; then
	detail "the last run on $NAME did not end in order"
	touch "$BEING_MADE"
fi
if [ -e "$CONFIG" ] && [ ! -e "$BEING_MADE" ]; then
	update_site
else
	make_site
fi
case $KIND in
demo) settle_demo ;;
test | ledger) settle_test ;;
esac
