package demo

import (
	"context"
	"strings"
	"testing"
	"time"

	"ombud/lang"
	"ombud/playground"
)

// What the hand cannot do it tells: here nobody answers but Slack itself.
func TestTheHandTellsWhatItCannotDo(t *testing.T) {
	firm := firmOf(t, "exactpi", lang.EN)
	w := &world{slack: playground.New(playground.Config{Now: time.Now, Machine: time.Now}), clock: &Clock{Machine: time.Now}, zone: firm.Calendar.Zone(), beat: time.Minute}
	defer w.slack.Close()
	ok(t, Populate(w.slack, "C0KLACHTEN"))
	guide := &tour{world: w, p: firm.words(), cal: firm.Calendar, firm: "C0KLACHTEN", hall: hall, typed: "/complaint"}
	h := &hand{tour: guide, ctx: t.Context(), look: func(playground.Pointer) {}}
	if err := guide.readBack(h); err == nil {
		t.Error("read back a case that nobody filed")
	}
	if err := h.fill(lotte, "name", "Anna"); err == nil || !strings.Contains(err.Error(), "no form") {
		t.Errorf("filled in a form that is not there: %v", err)
	}
	seen, err := w.slack.As(lotte).Command(hall, "/complaint", "")
	if err := went("/complaint", seen, err); err == nil {
		t.Error("a command that nobody answers went well")
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	h.ctx = ended
	if err := h.wait(1); err == nil {
		t.Error("the hand goes on after the end")
	}
}
