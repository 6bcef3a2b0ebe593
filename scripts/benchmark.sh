#!/usr/bin/env bash
# Measures what benchmarks/ holds, on the test site that `make test-site` has made: ratios inside one run, no verdict.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

start_log benchmark
trap 'stop_busy; release_servers' EXIT
trap 'exit 130' INT TERM

[ -e "$BENCH_DIR/sites/$TEST_SITE/site_config.json" ] || fail "There is no site $TEST_SITE yet: run make test-site first."
use_servers || fail "$(tail -n 1 "$STATE/servers.said")"
say "== the daily job"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/daily_job.py" --site "$TEST_SITE" --bench "$BENCH_DIR"
say "== the forecast"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/forecast.py"
say "== matching"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/matching.py"
say "== matching on the site"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/matching_site.py" --site "$TEST_SITE" --bench "$BENCH_DIR"
say "== payments"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/payments.py" --site "$TEST_SITE" --bench "$BENCH_DIR"
say "== reminders"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/reminders.py" --site "$TEST_SITE" --bench "$BENCH_DIR"
say "== bringing a scheme in"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/importing.py" --site "$TEST_SITE" --bench "$BENCH_DIR" --rows 500 1400
say "== reports"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/reports.py" --site "$TEST_SITE" --bench "$BENCH_DIR"
say "== the portal"
"$BENCH_DIR/env/bin/python" "$REPO/benchmarks/portal.py" --site "$TEST_SITE" --bench "$BENCH_DIR"
