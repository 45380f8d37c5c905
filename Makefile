# What a contributor needs, by one name each. `make help` lists it.

GO     ?= go
LINT   := $(GO) tool -modfile=tools/go.mod golangci-lint
# One private Postgres for every package; nothing is started when TEST_DATABASE_URL is set.
WITHPG := $(GO) run ./db/dbtest/pg --
# Packages that drive databases, processes or browsers are left to `make test`.
SLOW   := ^ombud/(cmd/ombud$$|(db|handlers|playground|scheduler|survey)(/|$$))
UNIT    = $(shell $(GO) list ./... | grep -Ev '$(SLOW)')
# What of the program itself needs neither Postgres nor a browser.
CLI    := ^(TestManifest|TestDropped|TestProcedureFile|TestExit|TestWrong|TestStart|TestServe|TestDue|TestDemo|Test[A-Za-z]*Key|FuzzParseConfig)
# `make check` vets.
TEST   := $(GO) test -vet=off
# SQLite in Go is C that a program translated: watching it for races takes three quarters
# of the time of a test and watches nothing of ours. The reader of YAML keeps nothing.
RACE   := -race -gcflags='modernc.org/...=-race=false' -gcflags='github.com/goccy/...=-race=false'
# These do one thing after the other, which a test holds: no race to watch for.
ALONE  := ombud ombud/bot/limits ombud/bot/view ombud/calendar ombud/complaint ombud/procedure
BESIDE  = $(filter-out $(ALONE),$(shell $(GO) list ./...))
# Nor in these tests of the others, which go through a firm's past or all there is. What
# they use is watched in the tests beside them.
ROWS   := OneByOne$$
ROWSIN := ./cmd/ombud ./lang ./scheduler
# Chromium, the page and the race detector at once are too much for two cores.
PAGES  := InABrowser$$
PAGEIN := ./cmd/ombud ./playground
# What tests write need not survive: where there is memory for it, no disk is waited for.
MEMORY := $(shell df -Pk /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 2000000 {print "/dev/shm"}')
APT    := DEBIAN_FRONTEND=noninteractive apt-get

.DEFAULT_GOAL := help
.PHONY: help demo build check lint fmt test bench golden new-migration deps

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: ## try Ombud in a browser: no account, no network
	$(GO) run ./cmd/ombud demo

build: ## the program as one static file, ./ombud
	CGO_ENABLED=0 $(GO) build -trimpath -ldflags='-s -w' -o ombud ./cmd/ombud

check: ## format, vet, lint, import rule, sizes, manifest, texts, unit and command line tests (about a minute)
	@out=$$(gofmt -l .); \
	if [ -n "$$out" ]; then echo "not formatted (make fmt):"; echo "$$out"; exit 1; fi
	$(GO) vet ./...
	$(LINT) run
	$(GO) test $(UNIT)
	$(GO) test ./cmd/ombud -run '$(CLI)'

lint: ## the linters alone
	$(LINT) run

fmt: ## format every file
	$(LINT) fmt

test: export GOTMPDIR := $(or $(TMPDIR),/tmp)
test: export TMPDIR := $(or $(MEMORY),$(TMPDIR),/tmp)
test: deps ## every test on SQLite and Postgres, with the race detector where something runs beside, then the pages in Chromium
	$(WITHPG) $(TEST) -p 3 -parallel 4 $(RACE) -timeout 20m -skip '$(ROWS)|$(PAGES)' ./cmd/ombud $(BESIDE) # the longest first; some wait as Slack asks
	$(TEST) $(ALONE)
	$(TEST) -run '$(ROWS)' $(ROWSIN)
	$(TEST) -p 1 -run '$(PAGES)' $(PAGEIN)

# The bot that BenchmarkAck compares with. No part of the product, nor of the tests.
bench: ALSO := node:nodejs npm:npm
bench: deps tools/bolt/node_modules/.package-lock.json ## benchmarks with their targets, as ratios where a baseline can be measured beside (about eight minutes)
	@GO=$(GO) tools/bench.sh

tools/bolt/node_modules/.package-lock.json: tools/bolt/package-lock.json | deps
	npm ci --prefix tools/bolt --no-audit --no-fund

golden: ## rewrite the golden files; read the difference before you commit it
	@for p in $$(grep -rl --include='*_test.go' 'flag.Bool("update"' . | xargs -r -n1 dirname | sort -u); do \
		$(GO) test $$p -update || exit 1; done

new-migration: ## name=add_colour: the next numbered migration
	@test -n "$(name)" || { echo "usage: make new-migration name=add_colour"; exit 2; }
	@last=$$(ls db/migrations | sed -n 's/^\([0-9]\{5\}\)_.*/\1/p' | sort | tail -n 1); \
	file=$$(printf 'db/migrations/%05d_%s.sql' $$(expr $${last:-0} + 1) '$(name)'); \
	printf -- '-- +goose %s\n-- +goose StatementBegin\n\n-- +goose StatementEnd\n' Up Down > "$$file"; echo "$$file"

deps: ## install what `make test` or `make bench` needs and this machine lacks (Debian, as root), or name it
	@need=; \
	command -v cc >/dev/null || need="$$need gcc libc6-dev"; \
	[ -n "$$TEST_DATABASE_URL" ] || command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 \
		|| need="$$need postgresql"; \
	for b in chromium chromium-browser google-chrome chrome headless-shell; do command -v $$b >/dev/null && found=$$b; done; \
	[ -n "$$found" ] || need="$$need chromium fonts-liberation fonts-noto-color-emoji"; \
	for w in $(ALSO); do command -v $${w%:*} >/dev/null || need="$$need $${w#*:}"; done; \
	if [ -z "$$need" ]; then exit 0; fi; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		$(APT) update -qq && $(APT) install -y -qq --no-install-recommends $$need >/dev/null; \
	else echo "make $(or $(MAKECMDGOALS),test) needs these packages:$$need"; exit 1; fi
