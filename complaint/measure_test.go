package complaint

import (
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

const bo = "U0BOEK" // a colleague without a role

// action is a corrective action of Bo's that changes a written procedure.
func action() MeasureForm {
	return MeasureForm{
		What: " Plan the accounts in June ", Owner: bo, Who: "Bo Jansen", Day: "2026-06-30", Changes: ChangesToTell, TellBy: "2026-03-27",
	}
}

// acting is a case with that action.
func acting(t *testing.T, face Face) *Case {
	t.Helper()
	c := walkTo(t, face)
	must(t, c.TakeMeasure(action(), member(sanne), at(t, "2026-03-18 14:00")))
	return c
}

// owedBy lists what tasks ask of whom, as "kind:n who due" in the order of their kinds.
func owedBy(t *testing.T, c *Case) []string {
	t.Helper()
	duties, err := c.Duties()
	must(t, err)
	var list []string
	for _, d := range duties {
		if d.Open() && (d.Kind == DutyMeasure || d.Kind == DutyTellMeasure) {
			list = append(list, d.Kind+" "+d.User+" "+d.Due.In(c.Zone()).Format("2006-01-02 15:04"))
		}
	}
	return list
}

func TestACorrectiveActionIsADutyOfItsOwn(t *testing.T) {
	c := acting(t, FaceAnswered)
	if diff := cmp.Diff([]string{"measure U0BOEK 2026-07-01 00:00", "tell_measure U0MILAN 2026-03-28 00:00"}, owedBy(t, c)); diff != "" {
		t.Errorf("owed (-want +got):\n%s", diff)
	}
	e := find(t, c, MeasureTaken)
	if want := (Promise{What: "Plan the accounts in June", Who: "Bo Jansen", User: bo, When: "2026-06-30"}); c.MeasureWords(1) != want {
		t.Errorf("words: %+v", c.MeasureWords(1))
	}
	if diff := cmp.Diff(Data{Round: 1, Index: 1, User: bo, Day: "2026-06-30", Why: ChangesToTell, Tell: "2026-03-27"}, e.Data); diff != "" {
		t.Errorf("the event holds more than codes (-want +got):\n%s", diff)
	}
	if got := toldOf(c, e); !slices.Contains(got, "measure U0BOEK 1") || !slices.Contains(got, "line channel ") {
		t.Errorf("told: %v", got)
	}
	// who gives themselves something to do needs no message of it
	own := walkTo(t, FaceAnswered)
	f := action()
	f.Owner = sanne
	must(t, own.TakeMeasure(f, member(sanne), at(t, "2026-03-18 14:00")))
	if got := toldOf(own, find(t, own, MeasureTaken)); slices.Contains(got, "measure U0SANNE 1") {
		t.Errorf("told of their own: %v", got)
	}
}

func TestEachMistakeInACorrectiveAction(t *testing.T) {
	now := at(t, "2026-03-18 14:00")
	for name, tc := range map[string]struct {
		change func(*MeasureForm)
		want   string
	}{
		"no words":                  {func(f *MeasureForm) { f.What = "  " }, "what error.measure_missing"},
		"nobody":                    {func(f *MeasureForm) { f.Owner = "" }, "owner error.measure_owner"},
		"who is kept out":           {func(f *MeasureForm) { f.Owner = joost }, "owner error.measure_involved"},
		"no day":                    {func(f *MeasureForm) { f.Day = "" }, "day error.day_missing"},
		"a day that is past":        {func(f *MeasureForm) { f.Day = "2026-03-17" }, "day error.plan_day_past"},
		"beyond the calendar":       {func(f *MeasureForm) { f.Day = "2040-01-01" }, "day error.day_far"},
		"nothing about procedures":  {func(f *MeasureForm) { f.Changes = "" }, "changes error.changes_missing"},
		"by no day to tell":         {func(f *MeasureForm) { f.TellBy = "" }, "tell error.day_missing"},
		"told in the future":        {func(f *MeasureForm) { f.Changes, f.ToldAt = ChangesTold, now.Add(time.Hour) }, "told error.future"},
		"told before the complaint": {func(f *MeasureForm) { f.Changes, f.ToldAt = ChangesTold, at(t, "2026-03-01 10:00") }, "told error.before_receipt"},
		"told":                      {func(f *MeasureForm) { f.Changes, f.ToldAt, f.TellBy = ChangesTold, at(t, "2026-03-13 10:00"), "" }, ""},
		"no procedure changes":      {func(f *MeasureForm) { f.Changes, f.TellBy = ChangesNothing, "" }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			c, f := walkTo(t, FaceAnswered), action()
			tc.change(&f)
			before := len(c.Events)
			got := refusedFor(c.TakeMeasure(f, member(sanne), now))
			if got != tc.want || tc.want != "" && len(c.Events) != before {
				t.Fatalf("%q with %d events more, want %q", got, len(c.Events)-before, tc.want)
			}
			if tc.want == "" {
				if diff := cmp.Diff([]string{"measure U0BOEK 2026-07-01 00:00"}, owedBy(t, c)); diff != "" {
					t.Errorf("owed (-want +got):\n%s", diff)
				}
				if m := c.Measure(1); m.Procedure != (f.Changes == ChangesTold) || !m.ToldAt.Equal(f.ToldAt) {
					t.Errorf("kept as %+v", m)
				}
			}
		})
	}
}

// Each step of a corrective action by each person, and what they may read.
func TestWhoSeesToACorrectiveAction(t *testing.T) {
	now := at(t, "2026-03-19 10:00")
	for _, tc := range []struct{ who, take, done, drop, tell string }{
		{sanne, "", "", "", ""},
		{fatima, "", "", "", ""},
		{milan, "", "", "error.not_yours", ""},
		{mees, "", "error.not_yours", "error.not_yours", ""},
		{lotte, "", "error.not_yours", "error.not_yours", ""},
		{bo, "error.not_allowed", "", "error.not_yours", ""},
		{joost, "not found", "not found", "not found", "not found"},
		{"U0OTHER", "not found", "not found", "not found", "not found"},
	} {
		for what, want := range map[string]string{"take": tc.take, "done": tc.done, "drop": tc.drop, "tell": tc.tell} {
			c, by := acting(t, FaceAnswered), member(tc.who)
			steps := map[string]func() error{
				"take": func() error { return c.TakeMeasure(action(), by, now) },
				"done": func() error { return c.FinishMeasure(1, now, "", by, now) },
				"drop": func() error { return c.DropMeasure(1, "no longer sold", by, now) },
				"tell": func() error { return c.TellMeasure(1, now, by, now) },
			}
			if got := refusedWith(t, steps[what]()); got != want {
				t.Errorf("%s: %s: %q, want %q", tc.who, what, got, want)
			}
		}
	}
	c := acting(t, FaceAnswered)
	for part, want := range map[Part]bool{PartState: true, PartPromise: true, PartCard: false, PartFiling: false, PartAnswer: false} {
		if c.MaySee(member(bo), part, now) != want {
			t.Errorf("the owner sees %s: %v", part, !want)
		}
	}
	must(t, c.TakeMeasure(MeasureForm{What: "x", Owner: sanne, Day: "2026-04-01", Changes: ChangesNothing}, member(sanne), now))
	if !c.MaySeeMeasure(member(bo), 1, now) || c.MaySeeMeasure(member(bo), 2, now) || c.MaySeeMeasure(member(joost), 1, now) || c.MaySeePromise(member(bo), 1, now) {
		t.Error("the owner sees the wrong things")
	}
	for _, n := range []int{0, 3} {
		if got := refusedWith(t, c.FinishMeasure(n, now, "", member(sanne), now)); got != "not found" {
			t.Errorf("action %d: %q", n, got)
		}
	}
}

// A corrective action that ended says who said so, once; what shows it and why
// it was dropped are kept sealed.
func TestACorrectiveActionEndsOnce(t *testing.T) {
	c, now := acting(t, FaceAnswered), at(t, "2026-06-20 10:00")
	if got := refusedFor(c.FinishMeasure(1, at(t, "2026-03-18 13:00"), "", member(bo), now)); got != "when error.before_measure" {
		t.Errorf("done before it was recorded: %q", got)
	}
	if got := refusedFor(c.DropMeasure(1, " ", member(sanne), now)); got != "why error.reason_missing" {
		t.Errorf("dropped without a reason: %q", got)
	}
	for range 2 {
		must(t, c.FinishMeasure(1, at(t, "2026-06-18 16:00"), " The new planning, page 3 ", member(bo), now))
	}
	if n := len(c.Events); c.Events[n-1].Kind != MeasureDone || c.Events[n-2].Kind == MeasureDone || c.MeasureNote(1) != "The new planning, page 3" {
		t.Errorf("%+v says %q", c.Events[n-1], c.MeasureNote(1))
	}
	if got := refusedFor(c.FinishMeasure(1, now, "", member(sanne), now)); got != "error.promise_settled" {
		t.Errorf("by somebody else: %q", got)
	}
	if got := refusedFor(c.DropMeasure(1, "no", member(sanne), now)); got != "error.promise_settled" {
		t.Errorf("dropped after it was done: %q", got)
	}
	// that the customer is told of it is still owed
	if diff := cmp.Diff([]string{"tell_measure U0MILAN 2026-03-28 00:00"}, owedBy(t, c)); diff != "" {
		t.Errorf("owed (-want +got):\n%s", diff)
	}
	if got := refusedFor(c.TellMeasure(1, c.ReceivedAt.Add(-time.Hour), member(milan), now)); got != "when error.before_receipt" {
		t.Errorf("told before it came in: %q", got)
	}
	for range 2 {
		must(t, c.TellMeasure(1, now, member(milan), now))
	}
	if got := refusedFor(c.TellMeasure(1, now, member(sanne), now)); got != "error.promise_settled" {
		t.Errorf("told twice: %q", got)
	}
	if owed := owedBy(t, c); owed != nil || c.Measure(1).Owed() {
		t.Errorf("owed: %v", owed)
	}

	dropped := acting(t, FaceAnswered)
	must(t, dropped.DropMeasure(1, "We sold that line", member(sanne), now))
	if owed := owedBy(t, dropped); owed != nil || dropped.MeasureNote(1) != "We sold that line" {
		t.Errorf("dropped, it owes %v", owed)
	}
	if got := refusedFor(dropped.TellMeasure(1, now, member(milan), now)); got != "error.wrong_state" {
		t.Errorf("told of what is dropped: %q", got)
	}
}

// Closing ends the duties of the procedure. What is to be put right goes on:
// the case wakes for it months later, reminds by the ladder, and everybody who
// was reminded hears that it is done.
func TestCorrectiveActionsSurviveClosing(t *testing.T) {
	c := acting(t, FaceClosed)
	must(t, c.KeepCommitment(1, at(t, "2026-03-18 14:00"), member(milan), at(t, "2026-03-18 14:00")))
	must(t, c.TellMeasure(1, at(t, "2026-03-18 15:00"), member(milan), at(t, "2026-03-18 15:00")))
	wake, err := c.WakeAt(at(t, "2026-03-18 15:00"))
	must(t, err)
	if want := at(t, "2026-06-29 09:00"); !wake.Equal(want) {
		t.Fatalf("wakes at %v, want the day before at nine", wake.In(c.Zone()))
	}
	for _, tc := range []struct {
		at    string
		stage Stage
		users []string
	}{
		{"2026-06-29 09:00", StageDayBefore, []string{bo}},
		{"2026-06-30 09:00", StageDueDay, []string{bo}},
		{"2026-07-01 08:30", StageOverdue, []string{bo, sanne}},
		{"2026-07-02 09:00", StageDeputy, []string{fatima, sanne}},
		{"2026-07-06 09:00", StageFallback, []string{mees}},
	} {
		must(t, c.Remind(at(t, tc.at)))
		last := c.Events[len(c.Events)-1]
		if last.Kind != Reminded || last.Data.Duty != DutyMeasure || Stage(last.Data.Stage) != tc.stage || !slices.Equal(last.Data.Users, tc.users) {
			t.Errorf("at %s: %s %+v", tc.at, last.Kind, last.Data)
		}
	}
	done := at(t, "2026-07-07 10:00")
	must(t, c.FinishMeasure(1, done, "", member(bo), done))
	told := toldOf(c, c.Events[len(c.Events)-1])
	for _, want := range []string{"card channel ", "measure U0BOEK 1", "reminder U0BOEK measure:1", "reminder U0SANNE measure:1", "reminder U0MEES measure:1", "overdue channel measure:1"} {
		if !slices.Contains(told, want) {
			t.Errorf("not told %q: %v", want, told)
		}
	}
	if wake, err := c.WakeAt(done); err != nil || !wake.IsZero() {
		t.Errorf("with nothing owed it wakes at %v, %v", wake, err)
	}
}

// Where the owner turns out to be involved, the handler answers for it; where
// the handler left, the officer does. Nobody is forgotten.
func TestACorrectiveActionLeavesWhoIsInvolved(t *testing.T) {
	now := at(t, "2026-06-30 09:00")
	c := acting(t, FaceAnswered)
	c.Interested = append(c.Interested, bo)
	if c.MaySeeMeasure(member(bo), 1, now) || c.MeasureOwner(1) != milan {
		t.Errorf("it is still %s's", c.MeasureOwner(1))
	}
	for name, tc := range map[string]struct {
		change func(*Case)
		want   []string
	}{
		"the owner left":     {func(c *Case) { c.Roster.Leave(bo, at(t, "2026-04-01 09:00")) }, []string{sanne}},
		"nobody handles it":  {func(c *Case) { c.Interested, c.Handler = []string{bo}, "" }, []string{sanne}},
		"the owner is there": {func(*Case) {}, []string{bo}},
	} {
		c := acting(t, FaceClosed)
		tc.change(c)
		d, err := c.Owed(DutyMeasure, 1)
		must(t, err)
		if got := c.Recipients(d, StageDueDay, now); !slices.Equal(got, tc.want) {
			t.Errorf("%s: %v hear of it, want %v", name, got, tc.want)
		}
	}
}

// In which cases a corrective action can be recorded.
func TestWhereACorrectiveActionIsRecorded(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, face := range everyFace {
		want := ""
		if face == FaceFiledInError || face == FaceDuplicate {
			want = "error.wrong_state"
		}
		if face == FaceErased {
			want = "error.erased"
		}
		c := walkAside(t, face, now)
		if got := refusedFor(c.TakeMeasure(action(), member(sanne), now)); got != want {
			t.Errorf("%s: %q, want %q", face, got, want)
		}
		if slices.Contains(c.Allowed(member(sanne), now), StepMeasure) != (want == "") {
			t.Errorf("%s: allowed %v", face, c.Allowed(member(sanne), now))
		}
	}
	for face, offered := range map[Face]bool{FaceInProgress: false, FaceAnswered: true, FaceReady: true} {
		if _, others := walkTo(t, face).Next(); slices.Contains(others, StepMeasure) != offered {
			t.Errorf("%s offers %v", face, others)
		}
	}
}

// Closing asks why no corrective action follows where the matter came up
// before, or is of a nature of which the procedure asks it.
func TestClosingAsksForACorrectiveAction(t *testing.T) {
	now := at(t, "2026-03-18 14:00")
	none := func(*Case) {}
	for name, tc := range map[string]struct {
		change func(*Case)
		why    string
		want   string
	}{
		"once":                   {none, "", ""},
		"once, with a reason":    {none, "It was one slip", ""},
		"related to another":     {func(c *Case) { c.Related = []string{"K-2026-0007"} }, " ", "no_measure error.no_measure_why"},
		"not satisfied at first": {func(c *Case) { c.Round, c.toldRound = 2, 2 }, "", "no_measure error.no_measure_why"},
		"with the reason":        {func(c *Case) { c.Round, c.toldRound = 2, 2 }, "The supplier changed", ""},
		"of such a nature":       {func(c *Case) { c.Procedure.Close.MeasureOrReason, c.Nature = []string{"service"}, "service" }, "", "no_measure error.no_measure_why"},
		"of another nature":      {func(c *Case) { c.Procedure.Close.MeasureOrReason, c.Nature = []string{"service"}, "other" }, "", ""},
		"with an action": {func(c *Case) {
			c.Round, c.toldRound = 2, 2
			must(t, c.TakeMeasure(action(), member(sanne), now))
		}, "", ""},
		"with one that was dropped": {func(c *Case) {
			c.Round, c.toldRound = 2, 2
			must(t, c.TakeMeasure(action(), member(sanne), now))
			must(t, c.DropMeasure(1, "not needed", member(sanne), now))
		}, "", "no_measure error.no_measure_why"},
	} {
		t.Run(name, func(t *testing.T) {
			c := walkTo(t, FaceReady)
			tc.change(c)
			if got := refusedFor(c.Close(Report{Handling: "done", NoMeasure: tc.why}, member(sanne), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
