package complaint

import (
	"slices"
	"testing"
	"time"
)

// reminded is a case with promises whose owners were just reminded of them.
func reminded(t *testing.T, now time.Time) *Case {
	t.Helper()
	c := promising(t, FaceAnswered)
	c.Roster.People["U0BOEK"] = Profile{Deputy: lotte}
	must(t, c.Remind(now))
	if c.lastTold(DutyCommitment, 2, "U0BOEK").IsZero() {
		t.Fatalf("the owner was not reminded: %+v", c.Events[len(c.Events)-1])
	}
	return c
}

// A promise is put off like any other duty: by who was reminded of it, until
// before its end, and once more when it is late.
func TestAPromiseIsSnoozed(t *testing.T) {
	day := at(t, "2026-03-18 09:00") // its last
	c := reminded(t, day)
	d := dutyOf(t, c, DutyCommitment)
	times := c.SnoozeTimes(&d, "U0BOEK", day)
	if len(times) != 2 || !times[0].Equal(at(t, "2026-03-18 11:00")) {
		t.Fatalf("offers %v", times)
	}
	for _, tc := range []struct {
		who, until, want string
	}{
		{"U0BOEK", "2026-03-19 09:00", "error.snooze_deadline"},
		{joost, "2026-03-18 11:00", "not found"},
		{mees, "2026-03-18 11:00", "not found"}, // nobody reminded him
		{"U0BOEK", "2026-03-18 11:00", ""},
	} {
		if got := refusedWith(t, c.Snooze(DutyCommitment, 2, at(t, tc.until), member(tc.who), day)); got != tc.want {
			t.Errorf("%s until %s: %q, want %q", tc.who, tc.until, got, tc.want)
		}
	}
	before := len(c.Events)
	must(t, c.Remind(at(t, "2026-03-18 10:59")))
	if len(c.Events) != before {
		t.Errorf("told before that: %+v", c.Events[len(c.Events)-1].Data)
	}
	must(t, c.Remind(at(t, "2026-03-18 11:00")))
	if last := c.Events[len(c.Events)-1]; last.Kind != Reminded || last.Data.Round != 2 || !slices.Contains(last.Data.Users, "U0BOEK") {
		t.Errorf("then: %+v", last)
	}
}

// The deputy to whom a promise is handed hears of it, reads it and says that
// it was kept; of other promises they learn nothing.
func TestAPromiseIsPassedOn(t *testing.T) {
	day := at(t, "2026-03-18 09:00")
	c := reminded(t, day)
	c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.User == lotte })
	c.Filer = sanne // so that Lotte has no part in the case but this
	if c.MaySee(member(lotte), PartPromise, day) {
		t.Fatal("she reads promises already")
	}
	must(t, c.PassOn(DutyCommitment, 2, member("U0BOEK"), day))
	d := dutyOf(t, c, DutyCommitment)
	if got := c.Recipients(&d, StageTwoHours, day); !slices.Equal(got, []string{lotte}) {
		t.Errorf("told next: %v", got)
	}
	if !c.MaySeePromise(member(lotte), 2, day) || c.MaySeePromise(member(lotte), 1, day) || c.MaySee(member(lotte), PartAnswer, day) {
		t.Errorf("she reads of hers %v, of the other %v, the answer %v", c.MaySeePromise(member(lotte), 2, day), c.MaySeePromise(member(lotte), 1, day), c.MaySee(member(lotte), PartAnswer, day))
	}
	must(t, c.KeepCommitment(2, at(t, "2026-03-18 10:00"), member(lotte), at(t, "2026-03-18 10:05")))
	var told []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeReminder {
			told = append(told, n.To)
		}
	}
	if !slices.Equal(told, []string{"U0BOEK"}) {
		t.Errorf("%v have a reminder that says so", told)
	}
	if c.MaySee(member(lotte), PartPromise, at(t, "2026-03-18 10:06")) {
		t.Error("she still reads promises when it is over")
	}
}

// Nobody is asked for a promise that is not late, and no more than twice a day.
func TestAPromiseIsChased(t *testing.T) {
	late := at(t, "2026-03-19 09:00")
	c := reminded(t, at(t, "2026-03-18 09:00"))
	if got := refusedWith(t, c.Chase(DutyCommitment, 2, member(sanne), at(t, "2026-03-18 12:00"))); got != "error.not_overdue" {
		t.Errorf("in time: %q", got)
	}
	must(t, c.Chase(DutyCommitment, 2, member(sanne), late))
	if last := c.Events[len(c.Events)-1]; last.Kind != Reminded || last.Data.Stage != string(StageChased) || !slices.Equal(last.Data.Users, []string{"U0BOEK"}) {
		t.Errorf("%+v", last)
	}
	if got := refusedWith(t, c.Chase(DutyCommitment, 2, member(mees), late.Add(time.Hour))); got != "error.already_chased" {
		t.Errorf("again: %q", got)
	}
}
