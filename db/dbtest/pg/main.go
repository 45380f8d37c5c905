// Command pg runs another command with TEST_DATABASE_URL set to a private Postgres
// that all its tests share, and exits with that command's code:
//
//	go run ./db/dbtest/pg -- go test ./...
//
// When the variable is set already it starts nothing. With -durable the server keeps
// its data on disk and waits for it, which is slow and what benchmarks want.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"syscall"

	"ombud/db/dbtest"
)

func main() {
	code, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "pg:", err)
	}
	os.Exit(code)
}

func run(args []string) (int, error) {
	start := dbtest.Start
	if len(args) > 0 && args[0] == "-durable" {
		start, args = dbtest.StartDurable, args[1:]
	}
	if len(args) > 0 && args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		return 2, errors.New("usage: pg [-durable] -- command [argument ...]")
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
	if os.Getenv("TEST_DATABASE_URL") == "" {
		server, err := start()
		if err != nil {
			return 1, err
		}
		defer server.Stop()
		cmd.Env = append(os.Environ(), "TEST_DATABASE_URL="+server.URL)
	}
	err := cmd.Run()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return max(exit.ExitCode(), 1), nil
	}
	if err != nil {
		return 1, fmt.Errorf("run %s: %w", args[0], err)
	}
	return 0, nil
}
