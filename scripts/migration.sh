#!/usr/bin/env bash
# Does a site of an earlier version come to this one? A site made by the commit BASE (origin/main), demo data and all,
# is migrated to this checkout, twice, because a migration that is interrupted is run again. The site goes afterwards.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

BASE=${BASE:-origin/main}
TREE=$STATE/migration-base
export TEST_SITE=migration.test SITE=migration.localhost

# The scripts of either version bring up the app of that version: each works for the checkout that it lies in.
site_at() { "$1/scripts/app.sh" --with-tests 8>&- && "$1/scripts/site.sh" test 8>&-; }

drop_site() {
	[ -d "$BENCH_DIR/sites/$TEST_SITE" ] || return 0
	frappe_quietly "removing $TEST_SITE" drop-site "$TEST_SITE" --force --no-backup --archived-sites-path "$STATE/dropped" \
		--db-root-username "${DB_ROOT_USER:-root}" --db-root-password "${DB_ROOT_PASSWORD:-$("$REPO/scripts/servers.sh" password)}" || true
	rm -rf "$STATE/dropped" "$STATE/schema-$TEST_SITE" "$STATE/demo-$TEST_SITE"
}

leave() {
	stop_busy
	[ ! -d "$TREE" ] || git -C "$REPO" worktree remove --force "$TREE"
	[ ! -L "$BENCH_DIR/apps/$APP" ] || "$REPO/scripts/app.sh" 8>&- || true
	release_servers
}

start_log migration
git -C "$REPO" rev-parse --verify --quiet "$BASE^{commit}" >/dev/null || fail "There is no commit $BASE here: fetch it, or set BASE."
git -C "$REPO" cat-file -e "$BASE:scripts/site.sh" 2>/dev/null || { say "NOT RUN: $BASE has no app that can be installed." && exit; }
"$REPO/scripts/bench.sh"
trap leave EXIT
trap 'exit 130' INT TERM
use_servers
drop_site
rm -rf "$TREE"
git -C "$REPO" worktree prune
git -C "$REPO" worktree add --quiet --detach "$TREE" "$BASE"
say "A site at $BASE ($(git -C "$REPO" rev-parse --short "$BASE"))"
site_at "$TREE"
SITE=$TEST_SITE "$TREE/scripts/demo.sh" 8>&-
say "The same site at this checkout"
for _ in first second; do
	rm -f "$STATE/schema-$TEST_SITE"
	site_at "$REPO"
done
drop_site
say "The site came from $BASE to this checkout."
