#!/usr/bin/env bash
# The scripts and style sheets that a browser needs, built with Frappe's own build.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

STAMP=$STATE/assets
ours() { (cd "$REPO" && find "$APP/public" -type f -print0 2>/dev/null | sort -z | xargs -0r sha256sum) | sha256sum | cut -c1-16; }

# In a bench made here the first build has left its stamp, unless it was interrupted.
none_yet() {
	[ ! -s "$BENCH_DIR/sites/assets/assets.json" ] || [ ! -e "$BENCH_DIR/sites/assets/frappe" ] || { bench_is_ours && [ ! -e "$STAMP" ]; }
}

if none_yet; then
	detail "building: some minutes ($LOG)"
	frappe_quietly "building the assets" build --production || exit 1
elif [ "$(cat "$STAMP" 2>/dev/null)" != "$(ours)" ]; then
	detail "building those of the app"
	frappe_quietly "building the app's assets" build --production --app "$APP" || exit 1
else
	detail "up to date"
fi
ours >"$STAMP"
