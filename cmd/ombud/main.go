// Command ombud runs a company's written complaint procedure in Slack.
//
//	ombud demo    try it in the browser, without Slack
//	ombud serve   the bot on a real workspace
//	ombud due     when does a period end, and why
//	ombud procedure check FILE    is a written procedure without mistakes
//
// Exit codes: 0 fine, 1 failed, 2 called or configured wrongly, 3 ran and
// found problems.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"ombud/scheduler"
)

// version is set when a release is built.
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	env := &environment{
		Getenv: os.Getenv,
		Now:    time.Now,
		Streams: &Streams{
			In: os.Stdin, Out: os.Stdout, Err: os.Stderr,
		},
	}
	code := run(ctx, os.Args[1:], env)
	stop()
	os.Exit(code) //nolint:gocritic // stop was called
}

// environment is all that the program takes from the world around it.
type environment struct {
	*Streams
	Getenv func(string) string
	Now    func() time.Time // machine time
}

// commands is the tree of what can be asked on the command line.
type commands struct {
	Demo      DemoCmd      `cmd:"" help:"Try everything in the browser: no account, no network."`
	Serve     ServeCmd     `cmd:"" help:"Run the bot on Slack."`
	Due       DueCmd       `cmd:"" help:"Print when a period ends, and why."`
	Run       RunCmd       `cmd:"" help:"Run one job of the schedule once."`
	Manifest  ManifestCmd  `cmd:"" help:"Print the manifest that creates the app in Slack."`
	Key       KeyCmd       `cmd:"" help:"Make a master key."`
	Procedure ProcedureCmd `cmd:"" help:"List, show and check written procedures."`
	Version   VersionCmd   `cmd:"" help:"Print the version."`
}

// run does what the arguments ask and gives the exit code.
func run(ctx context.Context, args []string, env *environment) int {
	var tree commands
	parser, err := kong.New(&tree,
		kong.Name("ombud"),
		kong.Description("Runs a company's written complaint procedure in Slack, from the first phone call to the satisfied customer."),
		kong.Vars{"jobs": strings.Join(scheduler.Jobs(), ",")},
		kong.Writers(env.Out, env.Err),
		kong.Exit(func(code int) { panic(exit(code)) }),
		kong.BindTo(ctx, (*context.Context)(nil)),
		kong.Bind(env, env.Streams),
	)
	if err != nil {
		return fail(env, err)
	}
	if len(args) == 0 || len(args) == 1 && args[0] == "help" {
		args = []string{"--help"}
	}
	return parse(parser, args, env)
}

// exit carries the code with which kong wants to end, after --help.
type exit int

func parse(parser *kong.Kong, args []string, env *environment) (code int) {
	defer func() {
		if r := recover(); r != nil {
			e, ok := r.(exit)
			if !ok {
				panic(r)
			}
			code = int(e)
		}
	}()
	command, err := parser.Parse(args)
	if err != nil {
		return fail(env, usageError{err})
	}
	if err := command.Run(); err != nil {
		return fail(env, err)
	}
	return 0
}

// fail says what went wrong and gives the exit code for it.
func fail(env *environment, err error) int {
	if errors.Is(err, context.Canceled) {
		return 0
	}
	_, _ = fmt.Fprintln(env.Err, "ombud:", err)
	var coded interface{ ExitCode() int }
	if errors.As(err, &coded) {
		return coded.ExitCode()
	}
	return 1
}

// VersionCmd is `ombud version`.
type VersionCmd struct{}

// Run prints the version.
func (VersionCmd) Run(s *Streams) error {
	_, err := fmt.Fprintln(s.Out, "ombud", version)
	return err
}
