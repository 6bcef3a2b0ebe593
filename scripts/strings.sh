#!/usr/bin/env bash
# Gathers the strings that people read into locale/main.pot and brings the languages' files up to date with it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

"$REPO/scripts/app.sh"
frappe_quietly "gathering the strings" generate-pot-file --app "$APP" || exit 1
"$BENCH_DIR/env/bin/python" "$REPO/scripts/strings.py"
frappe_quietly "compiling the translations" compile-po-to-mo --app "$APP" --force || exit 1
