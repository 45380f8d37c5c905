package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"strings"
)

// garbageOfServe is how much garbage serve lets gather before it is collected, in
// percent of what is in use: twice of what is usual. It stays under 80 MB with it.
const garbageOfServe = 200

// settle fits the process to a bot's work, which is many short steps with waiting in
// between: see decision 0023. What the environment says (GOMAXPROCS, GOGC) goes before.
func settle(database string) {
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(cores(database, runtime.GOMAXPROCS(0)))
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbageOfServe)
	}
}

// cores tells how many cores to work on, of as many as there are: all of them where the
// database is part of this process, else half of them. Postgres needs some too, and waking
// another thread for a step of a millisecond takes longer than the step waits for its turn.
func cores(database string, all int) int {
	if strings.HasPrefix(database, "sqlite:") {
		return all
	}
	return max(1, all/2)
}
