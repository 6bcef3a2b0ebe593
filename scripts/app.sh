#!/usr/bin/env bash
# Makes this checkout the bench's app: a link in apps/, installed into the bench's Python as an editable package,
# listed in sites/apps.txt. `bench get-app` would clone the checkout, and edits made here would not be seen there.
#   app.sh               the app
#   app.sh --with-demo   and what its demo needs
#   app.sh --with-tests  and what its tests need
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

LINK=$BENCH_DIR/apps/$APP

link() {
	if [ -e "$LINK" ] && [ ! -L "$LINK" ]; then
		[ "$(cd "$LINK" && pwd -P)" = "$REPO" ] ||
			fail "$LINK is a folder of its own and not this checkout: run make there, or move it away and run this again."
		return
	fi
	[ "$(readlink "$LINK" 2>/dev/null)" = "$REPO" ] || ln -sfn "$REPO" "$LINK"
}

list() {
	local apps=$BENCH_DIR/sites/apps.txt
	! grep -qx "$APP" "$apps" 2>/dev/null || return 0
	# bench writes the file without a newline at its end.
	[ ! -s "$apps" ] || [ -z "$(tail -c 1 "$apps")" ] || echo >>"$apps"
	printf '%s\n' "$APP" >>"$apps"
}

# Where the bench's Python finds the package.
installed_from() {
	(cd "$BENCH_DIR/sites" && ../env/bin/python -c "
import importlib.util
spec = importlib.util.find_spec('$APP')
print(spec.origin if spec else '')") 2>/dev/null
}

install() {
	local what=$1 extra=$2 wanted stamp=$STATE/installed$2
	wanted=$(sha256sum "$REPO/pyproject.toml")
	[ "$(installed_from)" != "$REPO/$APP/__init__.py" ] || [ "$(cat "$stamp" 2>/dev/null)" != "$wanted" ] || return 0
	detail "installing $what into the bench"
	if "$BENCH_DIR/env/bin/python" -c 'import pip' 2>/dev/null; then
		quietly "installing the app" "$BENCH_DIR/env/bin/python" -m pip install --quiet -e "${REPO}${extra}" || exit 1
	else
		quietly "installing the app" uv pip install --quiet --python "$BENCH_DIR/env/bin/python" -e "${REPO}${extra}" || exit 1
	fi
	printf '%s\n' "$wanted" >"$stamp"
}

# Pages in other languages are read from what this leaves in the bench's assets; it does nothing where that is up to date.
translate() { frappe_quietly "compiling the translations" compile-po-to-mo --app "$APP" || exit 1; }

bench_exists || fail "There is no bench in $BENCH_DIR: run 'make site' first, or set BENCH_DIR."
mkdir -p "$STATE"
link
case ${1:-} in
--with-demo) install "the app and what its demo needs" "[demo]" ;;
--with-tests) install "the app and what its tests need" "[test]" ;;
*) install "the app" "" ;;
esac
list
translate
