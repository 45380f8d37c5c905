package main

import (
	"io"
	"log/slog"

	"ombud/bot"
)

// Streams is where a command reads and writes, so that tests can run it
// without the process's own files.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// logFrom is how handlers of logs are set up: from this level on, and with nothing of an
// error that may quote somebody.
func logFrom(level slog.Level) *slog.HandlerOptions {
	return &slog.HandlerOptions{Level: level, ReplaceAttr: bot.LogAttr}
}

// usageError says that the command was called wrongly: exit code 2.
type usageError struct{ err error }

// Error returns the message of the error within.
func (e usageError) Error() string { return e.err.Error() }

// Unwrap returns the error within.
func (e usageError) Unwrap() error { return e.err }

// ExitCode returns 2; kong and main ask for it.
func (e usageError) ExitCode() int { return 2 }

// foundError says that the command ran and found problems: exit code 3.
type foundError struct{ err error }

// Error returns the message of the error within.
func (e foundError) Error() string { return e.err.Error() }

// Unwrap returns the error within.
func (e foundError) Unwrap() error { return e.err }

// ExitCode returns 3; main asks for it.
func (e foundError) ExitCode() int { return 3 }
