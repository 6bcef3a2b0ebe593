#!/usr/bin/env bash
# A believable year of two schemes on the site SITE.
#   demo.sh             makes it, once
#   demo.sh accounts    prints who may sign in, and how
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

DEMO=$APP.setup.demo
STAMP=$STATE/demo-$SITE
# The database's name is the site's own and new with every new site, hence so is the stamp.
site_identity() { json_value "$BENCH_DIR/sites/$SITE/site_config.json" db_name; }

if [ ! -e "$REPO/$APP/setup/demo/__init__.py" ]; then
	[ "${1:-}" = accounts ] || detail "this version of the app has none"
elif [ "${1:-}" = accounts ]; then
	PYTHONWARNINGS=ignore bench_command --site "$SITE" execute "$DEMO.accounts"
elif [ "$(cat "$STAMP" 2>/dev/null)" = "$(site_identity)" ]; then
	detail "already there"
else
	"$REPO/scripts/app.sh" --with-demo 8>&-
	PYTHONWARNINGS=ignore frappe_apart --site "$SITE" execute "$DEMO.make" || fail "The demo data could not be made on $SITE."
	site_identity >"$STAMP"
fi
