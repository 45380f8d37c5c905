package scheduler

import (
	"context"
	"errors"
	"strings"
	"testing"

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
	if strings.Count(log, "panicked") != 2 || strings.Count(log, "TestAPanicIsLogged") != 2 {
		t.Errorf("the log does not say where: %s", log)
	}
}
