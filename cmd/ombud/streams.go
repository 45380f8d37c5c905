package main

import "io"

// Streams is where a command reads and writes, so that tests can run it
// without the process's own files.
type Streams struct {
	In  io.Reader
	Out io.Writer
	Err io.Writer
}

// usageError says that the command was called wrongly: exit code 2.
type usageError struct{ err error }

// Error returns the message of the error within.
func (e usageError) Error() string { return e.err.Error() }

// Unwrap returns the error within.
func (e usageError) Unwrap() error { return e.err }

// ExitCode returns 2; kong and main ask for it.
func (e usageError) ExitCode() int { return 2 }
