package complaint

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/procedure"
)

// Who was just told what they owe is not reminded of it in the same hours, unless the time
// for it ends in these: wherever random people bring a case of each procedure, and whenever
// an approval is asked for. The last reminder before a deadline always comes.
func TestNoReminderOnTheHeelsOfTheNews(t *testing.T) {
	procedures := []*procedure.Procedure{inventedProcedure(t)}
	for _, name := range procedure.Presets() {
		procedures = append(procedures, presetOf(t, name))
	}
	rapid.Check(t, func(r *rapid.T) {
		c, now := drawnCase(t, r, procedures)
		for range rapid.IntRange(1, 20).Draw(r, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 600).Draw(r, "minutes")) * time.Minute)
			_ = push(r, c, member(rapid.SampledFrom(everybody).Draw(r, "by")), now) // most are refused
		}
		holdFresh(t, c)
	})
	for asked := at(t, "2026-03-12 08:00"); asked.Before(at(t, "2026-03-15 08:00")); asked = asked.Add(37 * time.Minute) {
		c := walkTo(t, FaceInProgress)
		must(t, c.Prepare(draft(), member(milan), asked))
		holdFresh(t, c)
	}
}

func holdFresh(t *testing.T, c *Case) {
	t.Helper()
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	for i := range duties {
		d := &duties[i]
		news := d.Start
		if news.Before(c.RegisteredAt) {
			news = c.RegisteredAt
		}
		end, err := c.Calendar.PrevWorking(c.WorkingDeadline(d))
		if err != nil {
			t.Fatal(err)
		}
		last := false
		for _, s := range ladder {
			at, told, err := c.momentIn(d, s, c.Zone())
			if err != nil {
				t.Fatal(err)
			}
			last = last || told && s == StageTwoHours
			if told && !s.Late() && s != StageStart && at.Before(news.Add(2*time.Hour)) && !end.Before(news.Add(4*time.Hour)) {
				t.Errorf("%s: %s begins at %v and is due at %v, the rung %s comes at %v", c.Procedure.Name, d.Kind, news, d.Due, s, at)
			}
		}
		if d.Open() && !d.Quiet && !last && end.After(news.Add(4*time.Hour)) {
			t.Errorf("%s: nobody hears of %s, begun at %v, before %v", c.Procedure.Name, d.Kind, news, d.Due)
		}
	}
}

// Filed at the end of an afternoon, what is due the next day is told by the card alone, and
// then two hours before its time is over.
func TestWhoJustGotTheCaseIsNotRemindedAtOnce(t *testing.T) {
	c, r := presetCase(t, "cygnus", "Europe/Amsterdam"), registration(t)
	filed := at(t, "2026-03-05 16:42")
	r.ReceivedAt, r.Nature = filed, "financial"
	must(t, c.Register(r, member(lotte), filed))
	tick(t, c, filed, at(t, "2026-03-06 18:00"))
	for _, e := range c.Events {
		if e.Kind == Reminded && e.At.Before(at(t, "2026-03-06 09:00")) {
			t.Errorf("%v are reminded of %s at %v (%s)", e.Data.Users, e.Data.Duty, e.At, e.Data.Stage)
		}
	}
	if len(told(c, "assign")) == 0 {
		t.Error("nobody is reminded the next day")
	}
}
