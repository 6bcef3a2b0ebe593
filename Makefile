# What this repository can do. The work is in scripts/; every option below may stand before or after the target:
#   make site WEB_PORT=8080
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help site start stop packages test test-policy test-static test-site test-ledger test-portal test-migration forecast benchmark strings pictures lint format clean

# Options come from the command line or the environment and are handed on to the scripts.
export BENCH_DIR FRAPPE_PATH FRAPPE_BRANCH PYTHON SITE TEST_SITE TEST_LEDGER_SITE TEST_JOBS BIND WEB_PORT SOCKETIO_PORT DB_HOST DB_PORT DB_ROOT_USER \
	DB_ROOT_PASSWORD REDIS_URL REDIS_CACHE_PORT REDIS_QUEUE_PORT SKIP_ASSETS CHROMIUM REQUIRE INSTALL_PACKAGES PYTEST_ARGS BASE PRESET MENTORS REFERRALS MONTHS

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s%s\n", $$1, $$2 }' Makefile
	@printf '\nOptions, and what they are when nothing is said:\n'
	@awk '/^## / { sub(/^## /, ""); print "  " $$0 }' Makefile

## BENCH_DIR=~/frappe-bench    the bench: used if it is there, else built
## FRAPPE_PATH, FRAPPE_BRANCH  where a new bench takes Frappe from (https://github.com/frappe/frappe, version-15)
## PYTHON                      the Python of a new bench (python3; 3.14 for Frappe 16)
## SITE, TEST_SITE             the sites' names (mentoring.localhost, mentoring.test)
## TEST_LEDGER_SITE            the site of the tests with ERPNext (mentoring-ledger.test)
## TEST_JOBS                   processes at once in which a suite runs, each on a test site of its own (2, on one core 1)
## BIND, WEB_PORT              where the site is served (127.0.0.1, 8000); SOCKETIO_PORT for realtime (9000)
## DB_PORT                     port of the bench's own MariaDB (13306); REDIS_CACHE_PORT, REDIS_QUEUE_PORT (13000, 11000)
## DB_HOST, DB_ROOT_PASSWORD   use a MariaDB that exists, with DB_PORT (3306) and DB_ROOT_USER (root)
## REDIS_URL                   use a Redis that exists, such as redis://127.0.0.1:6379
## SKIP_ASSETS=1               do not build scripts and style sheets
## CHROMIUM                    the browser of the portal's tests (the machine's chromium, else Playwright's own)
## REQUIRE="site"              test suites that must run: one that cannot be run then counts as a failure
## PRESET, MENTORS, REFERRALS, MONTHS   of `make forecast` (afc-fostering, 40, 6 a month, 24)
## FORECAST_ARGS               handed to it, such as FORECAST_ARGS="--set support_types[0].months=9 --plot forecast.svg"
## PYTEST_ARGS                 handed to pytest, such as PYTEST_ARGS="-k link -x"

site: ## From nothing to a site with demo data at http://localhost:8000; Ctrl-C stops it; can be run again
	@scripts/make_site.sh

start: ## Serve the site that `make site` has made
	@scripts/start.sh

stop: ## Stop the site's processes, MariaDB and Redis, wherever they were started
	@scripts/start.sh stop
	@scripts/servers.sh stop

packages: ## Install MariaDB, Redis, Node and what else a bench needs (root or sudo)
	@scripts/packages.sh

test: ## Run every test suite that can be run here, and say which those were
	@scripts/test.sh

test-policy: ## The rules alone: seconds, no Frappe
	@scripts/test.sh policy

test-static: ## What can be known of the app without a site
	@scripts/test.sh static

test-site: ## The app on a real site of its own
	@scripts/test.sh site

test-ledger: ## The app beside ERPNext, on a site of its own, where the bench has ERPNext
	@scripts/test.sh ledger

test-portal: ## What mentors and mentees see, in a real browser
	@scripts/test.sh portal

test-migration: ## Bring a site made by the commit BASE (origin/main) to this checkout, and test it there
	@scripts/migration.sh

forecast: ## What a policy will cost and need, from a preset and a few numbers (no site needed)
	@PYTHONPATH=. PYTHONDONTWRITEBYTECODE=1 "$${PYTHON:-python3}" -m mentoring_scheme.forecast --preset "$${PRESET:-afc-fostering}" \
		--mentors "$${MENTORS:-40}" --referrals-per-month "$${REFERRALS:-6}" --months "$${MONTHS:-24}" $(FORECAST_ARGS)

benchmark: ## Measure the daily job, the forecast, matching, payments, bringing in and reports, as ratios inside one run
	@scripts/benchmark.sh

strings: ## Gather the strings that people read for translation, and bring the languages' files up to date with them
	@scripts/strings.sh

pictures: ## Take the pictures of docs/ anew from the demo site; PICTURES="home link" takes only those
	@scripts/pictures.sh $(PICTURES)

lint: ## Everything that pre-commit checks; what can be put right by itself is
	@scripts/lint.sh

format: ## Let ruff put the Python code into the house style
	@scripts/lint.sh format

clean: ## Remove what the commands leave in this folder; the bench and its sites stay
	@rm -rf .venv .lint .logs .benchmarks .pytest_cache .hypothesis .ruff_cache .mypy_cache build dist
	@find . -name __pycache__ -type d -not -path './.git/*' -prune -exec rm -rf {} +
