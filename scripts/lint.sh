#!/usr/bin/env bash
# What pre-commit checks, over all files.
#   lint.sh           all of it
#   lint.sh format    only puts the Python code into the house style
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

ENVIRONMENT=$REPO/.lint/env
PRE_COMMIT=4.7.0

start_log lint
cd "$REPO"
if [ "$("$ENVIRONMENT/bin/pre-commit" --version 2>/dev/null)" != "pre-commit $PRE_COMMIT" ]; then
	detail "making the environment of the checks in .lint"
	make_environment "$ENVIRONMENT" || exit 1
	quietly "installing pre-commit" "$ENVIRONMENT/bin/python" -m pip install "pre-commit==$PRE_COMMIT" || exit 1
fi
if [ "${1:-}" = format ]; then
	"$ENVIRONMENT/bin/pre-commit" run ruff-format --all-files
	exit
fi
if ! said=$(scripts/semgrep.sh --check 2>&1); then
	say "NOT RUN: semgrep. $said"
	export SKIP=semgrep
fi
exec "$ENVIRONMENT/bin/pre-commit" run --all-files ${CI:+--show-diff-on-failure}
