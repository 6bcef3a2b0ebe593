#!/usr/bin/env bash
# Takes the pictures of docs/pictures/ anew, from the demo that `make site` has made: pictures.sh [NAME…]
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

start_log pictures
trap 'stop_busy; release_servers' EXIT
trap 'exit 130' INT TERM

[ -e "$BENCH_DIR/sites/$SITE/site_config.json" ] || fail "There is no site $SITE yet: run make site first."
"$REPO/scripts/app.sh" --with-tests
use_servers || fail "$(tail -n 1 "$STATE/servers.said")"
cd "$BENCH_DIR/sites"
"$BENCH_DIR/env/bin/python" "$REPO/scripts/pictures.py" --site "$SITE" "$@"
