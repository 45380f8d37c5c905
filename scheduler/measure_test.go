package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
)

// A corrective action of a case that ended: its owner hears of it once, is
// reminded months later, and is told no more when it is done. The digest counts
// it, and comes for a late one though no complaint is open.
func TestACorrectiveActionAfterTheCase(t *testing.T) {
	f := newFirm(t)
	f.digestDue("2026-03-05 10:00")
	number := f.file()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.EndCase(complaint.EndForm{End: complaint.EndQuestion, Reason: "A question, and we answer it better", Reply: "In May", Via: "email", At: now}, member(sanne), now)
	})
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.TakeMeasure(complaint.MeasureForm{
			What: "Answer such questions on the site", Owner: joost, Who: "Joost", Day: "2026-03-18", Changes: complaint.ChangesNothing,
		}, member(sanne), now)
	})
	f.sendAll()
	told := func(words string) int { return count(f.said(joost), words) }
	if n := told("A corrective action in " + number + " is yours"); n != 1 {
		t.Fatalf("the owner hears of it %d times: %q", n, f.said(joost))
	}
	f.digestDue("2026-03-09 09:00")
	if n := f.digests(); n != 1 || !strings.Contains(strings.Join(blocksOf(f.slack.As(sanne).Messages(channel)), "\n"), "*Corrective actions:* 1 open, 0 overdue") {
		t.Fatalf("%d digests: %q", n, f.inChannel())
	}
	f.digestDue("2026-03-16 09:00")
	if n := f.digests(); n != 1 {
		t.Errorf("%d digests, the last of them about what is in time only", n)
	}
	f.remindAt("2026-03-17 09:00")
	f.sendAll()
	if n := len(f.reminders(joost, "carry out the corrective action")); n != 1 {
		t.Errorf("%d reminders: %q", n, f.said(joost))
	}
	f.digestDue("2026-03-23 09:00")
	if n := f.digests(); n != 2 || !strings.Contains(strings.Join(blocksOf(f.slack.As(sanne).Messages(channel)), "\n"), "1 open, 1 overdue") {
		t.Errorf("%d digests of a late one: %q", n, f.inChannel())
	}
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.FinishMeasure(1, now, "", member(joost), now) })
	f.sendAll()
	if n := told("is yours"); n != 0 {
		t.Errorf("the message still says that it is theirs: %q", f.said(joost))
	}
	f.digestDue("2026-03-30 09:00")
	if n := f.digests(); n != 2 {
		t.Errorf("%d digests once it is done", n)
	}
}
