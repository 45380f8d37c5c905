package scheduler

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/complaint"
	"ombud/db"
)

// What panics may quote somebody's words: the log keeps to where it was.
func TestAPanicIsLoggedByItsPlaceAlone(t *testing.T) {
	const words = "Bakkerij Zon is angry"
	f := newFirm(t)
	number := f.file()
	tellers["angry"] = func(*delivery, context.Context) (told, error) { panic(words) }
	t.Cleanup(func() { delete(tellers, "angry") })
	x := &delivery{s: f.Scheduler, n: db.Claimed{Number: number, Notice: complaint.Notice{Kind: "angry"}}, now: f.Now()}
	if _, err := x.tell(t.Context()); !errors.Is(err, errPanic) {
		t.Errorf("error %v, want %v", err, errPanic)
	}
	f.tick(t.Context(), job{name: "angry", kind: interval, run: func(*Scheduler, context.Context, turn) (string, error) { panic(words) }})
	log := f.log.String()
	if strings.Contains(log, words) || strings.Contains(log, "goroutine") {
		t.Errorf("the log repeats what panicked: %s", log)
	}
	if strings.Count(log, "panicked") != 2 || !strings.Contains(log, "job=angry") || strings.Count(log, "TestAPanicIsLogged") != 2 {
		t.Errorf("the log does not say where: %s", log)
	}
}

// What panics once a message is out, while that is written down, ends neither the
// others nor the process, and is not said twice.
func TestAPanicAfterTheMessagePutsTheNoticeBack(t *testing.T) {
	for _, tc := range []struct {
		name  string
		after int // how often the time may be asked once the desk was told, before it panics
		fails error
	}{
		{"where it is marked", 0, nil},
		{"where its arrival is recorded", 1, nil},
		{"where its failure is", 0, &bot.Error{Method: "chat.postMessage", Code: "user_disabled", Class: bot.Destination}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f := newFirm(t)
			number := f.file()
			f.assign(number, milan)
			left := -1
			desk := tellers[complaint.NoticeDesk]
			tellers[complaint.NoticeDesk] = func(x *delivery, ctx context.Context) (told, error) {
				d, err := desk(x, ctx)
				if x.n.OnDelivered != "" && x.n.Attempts == 1 {
					left = tc.after
					err = errors.Join(err, tc.fails)
				}
				return d, err
			}
			t.Cleanup(func() { tellers[complaint.NoticeDesk] = desk })
			f.Now = func() time.Time {
				if left--; left == -1 {
					panic("Bakkerij Zon is angry")
				}
				return f.business.Now()
			}
			f.sendAll()
			if got := f.backlog(); got.Waiting != 1 || got.Dead != 0 {
				t.Errorf("backlog %+v, want the one notice waiting\n%s", got, f.log)
			}
			if got := len(f.thread()); got != 2 {
				t.Errorf("the thread shows %d messages, want card and line", got)
			}
			f.machine.Add(firstWait)
			f.sendAll()
			c, err := f.Store.Case(t.Context(), number)
			f.do("load", err)
			if got := f.said(milan); len(got) != 1 || c.FormSentAt.IsZero() {
				t.Errorf("the handler was told %q, arrived at %v; want once", got, c.FormSentAt)
			}
			if log := f.log.String(); strings.Contains(log, "Bakkerij") || strings.Count(log, "panicked") != 1 {
				t.Errorf("log %s, want where it was, once", log)
			}
		})
	}
}

// A case that panics keeps no other from being reminded or from leaving the channel,
// and the error names it without what was said.
func TestACaseThatPanicsStopsNoOther(t *testing.T) {
	f := newFirm(t)
	bad, good := f.file(), f.file()
	f.assign(bad, milan)
	f.assign(good, milan)
	f.business.Set(at("2026-03-09 09:00"))
	report, err := f.visit(t.Context(), turn{at: f.Now()}, func(c *complaint.Case) error {
		if c.Number == bad {
			panic("Bakkerij Zon is angry")
		}
		return c.Remind(f.Now())
	})
	if err == nil || !strings.Contains(err.Error(), bad+": panicked at ") || strings.Contains(err.Error(), "Bakkerij") {
		t.Errorf("error %v, want the case and the place", err)
	}
	if !strings.Contains(report, good) || strings.Contains(report, bad) {
		t.Errorf("report %q, want %s reminded", report, good)
	}

	calls := 0
	f.Scheduler.Now = func() time.Time {
		if calls++; calls == 1 {
			panic("Bakkerij Zon is angry")
		}
		return f.business.Now()
	}
	lines, err := f.keepFrom(t.Context(), joost, turn{at: f.business.Now()})
	if err == nil || len(lines) != 1 || !strings.Contains(lines[0], good) {
		t.Errorf("%q left the channel, %v; want %s", lines, err, good)
	}
}

// No panic of a worker ends the process: it is logged, and the others go on.
func TestAWorkerThatPanics(t *testing.T) {
	f := newFirm(t)
	f.Machine = func() time.Time { panic("Bakkerij Zon is angry") }
	ctx, cancel := context.WithCancel(t.Context())
	f.Log = slog.New(cancelling{f.Log.Handler(), cancel})
	f.serve(ctx)
	if err := f.drain(t.Context()); !errors.Is(err, bot.ErrPanic) || strings.Contains(err.Error(), "Bakkerij") {
		t.Errorf("drain ends in %v", err)
	}
	if log := f.log.String(); strings.Contains(log, "Bakkerij") || !strings.Contains(log, "a worker failed") || !strings.Contains(log, "TestAWorkerThatPanics") {
		t.Errorf("log %s, want where it was", log)
	}
}

// cancelling ends the worker at its first line.
type cancelling struct {
	slog.Handler
	cancel context.CancelFunc
}

func (c cancelling) Handle(ctx context.Context, r slog.Record) error {
	c.cancel()
	return c.Handler.Handle(ctx, r)
}
