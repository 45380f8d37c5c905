#!/bin/sh
# Runs the benchmarks of the packages that it is given, or of all that have any, and
# prints a table. A target stands in the unit of a figure, as in p99-ms<=5.
set -eu
cd "$(dirname "$0")/.."
go=${GO:-go}
[ $# -gt 0 ] || set -- $(grep -rl --include='*_test.go' '^func Benchmark' . | xargs -n1 dirname | sort -u)
postgres=$(ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null | sort -V | tail -n 1)

date -u '+%Y-%m-%d %H:%M UTC'
awk -F': ' '/^model name/ && !n++ {printf "%s, ", $2} END {}' /proc/cpuinfo
awk -v cores="$(nproc)" '/^MemTotal/ {printf "%d cores, %d MB, load %s\n", cores, $2/1024, load}' load="$(cut -d' ' -f1-3 /proc/loadavg)" /proc/meminfo
echo "$($go version), $("${postgres:-postgres}" --version), node $(node --version 2>/dev/null || echo missing)"
echo

# The Postgres waits for the disk at each commit, as a company's does.
$go run ./db/dbtest/pg -durable -- $go test -run '^$' -bench "${BENCH:-.}" -timeout 20m "$@" 2>&1 | awk '
	BEGIN { printf "%-44s %-18s %12s  %s\n", "benchmark", "figure", "measured", "target" }
	/^pkg:/ { package = $2; sub(/^[^\/]*\//, "", package) }
	/^Benchmark/ && NF >= 4 {
		name = $1; sub(/^Benchmark/, "", name); sub(/-[0-9]+$/, "", name); name = package " " name
		for (i = 3; i < NF; i += 2) {
			unit = $(i+1); target = ""; word = ""
			if (unit == "ns/op" && $i + 0 < 1) continue
			if (match(unit, /[<>]=/)) {
				target = substr(unit, RSTART); limit = substr(target, 3) + 0; unit = substr(unit, 1, RSTART - 1)
				met = target ~ /^</ ? $i + 0 <= limit : $i + 0 >= limit
				word = met ? "met" : "MISSED"; count[word]++
			}
			printf "%-44s %-18s %12s  %-8s %s\n", name, unit, $i, target, word; fflush()
		}
		next
	}
	/^(goos|goarch|pkg|cpu|PASS|ok|\?)/ { next }
	/^(FAIL|--- FAIL|panic)/ { failed = 1 }
	{ print; fflush() }
	END { printf "\n%d targets met, %d missed\n", count["met"], count["MISSED"]; exit failed }'
