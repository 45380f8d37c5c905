package complaint

import (
	"slices"
	"testing"
	"time"
)

// settled takes an assigned case to where it can be closed.
func (w *walk) settled(handler, approves string, d Draft, now time.Time) {
	w.t.Helper()
	w.do("draft", w.c.Prepare(d, member(handler), now))
	w.do("approve", w.c.Approve(len(w.c.Answers), member(approves), now))
	w.do("deliver", w.c.Deliver(Delivery{At: now, Via: d.Form, Said: "All of it"}, member(handler), now))
	w.do("follow up", w.c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now))
}

// kindsOf are those of some duties.
func kindsOf(duties []Duty) []string {
	list := []string{}
	for _, d := range duties {
		list = append(list, d.Kind)
	}
	return list
}

// left are the duties that a closed case left.
func left(t *testing.T, c *Case) []string {
	t.Helper()
	duties, err := c.Duties()
	if err != nil {
		t.Fatal(err)
	}
	return kindsOf(slices.DeleteFunc(duties, func(d Duty) bool { return !d.Left }))
}

// A case that closes with something of its procedure undone says so before, on
// record and for good: the duty counts as never met, and as owed once the case is
// taken up again. One that ends with all done leaves nothing.
func TestWhatIsLeftAtClosing(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	letter := draft()
	letter.Form, letter.Reasons, letter.Promises = "letter", "She was told twice that somebody would call back.", nil
	spoken := letter // which is no confirmation in writing (PK-12)
	spoken.Form = "phone"
	for _, tc := range []struct {
		name  string
		case_ func(t *testing.T) *walk
		want  []string
	}{
		{"a receipt that nobody confirmed", func(t *testing.T) *walk {
			w := &walk{t, klachten(t)}
			w.do("assess", w.c.Classify(assessed(), member(mees), now))
			w.do("assign", w.c.Assign(Assignment{Handler: mees, Name: "Mees", Title: "director", Why: "officer"}, member(mees), now))
			w.settled(mees, sanne, spoken, now)
			return w
		}, []string{DutyConfirm}},
		{"a procedure that nobody explained", func(t *testing.T) *walk {
			w := &walk{t, walkTo(t, FaceNew)}
			f := w.c.Filing()
			w.do("read back", w.c.RecordReadBack(ReadBackForm{Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: w.c.TextHash, At: at(t, "2026-03-05 10:30"), Via: "phone"}, member(lotte), at(t, "2026-03-05 10:31")))
			w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: []string{joost}, Skip: "hung up"}, member(sanne), at(t, "2026-03-05 11:00")))
			w.do("contact", w.c.LogContact(ContactForm{At: at(t, "2026-03-06 09:00"), Via: "phone", Reached: true, How: "call", Day: "2026-03-20"}, member(milan), at(t, "2026-03-06 09:00")))
			w.settled(milan, mees, letter, now)
			return w
		}, []string{"explain"}},
		{"nothing", func(t *testing.T) *walk { return &walk{t, walkTo(t, FaceReady)} }, []string{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := tc.case_(t)
			c, now := w.c, at(t, "2026-03-19 12:00")
			if got := kindsOf(c.Undone()); !slices.Equal(got, tc.want) || len(left(t, c)) > 0 {
				t.Fatalf("before closing %v is undone, want %v; left %v", got, tc.want, left(t, c))
			}
			w.do("close", c.Close(Report{Handling: "refunded", Lesson: "call back", Archive: "shelf 4"}, member(sanne), now))
			if e := c.LastClosing(); !slices.Equal(e.Data.Undone, slices.Clip(tc.want)) && len(tc.want) > 0 || !slices.Equal(left(t, c), tc.want) {
				t.Errorf("on record %v, left %v", e.Data.Undone, left(t, c))
			}
			for _, kind := range tc.want {
				if d := dutyOf(t, c, kind); d.Open() || d.Void || !d.Done.IsZero() {
					t.Errorf("%s is open %v, void %v, done %v", kind, d.Open(), d.Void, d.Done)
				}
			}
			again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, c.Events, c.Entries)
			if !slices.Equal(left(t, again), tc.want) {
				t.Errorf("loaded, it left %v", left(t, again))
			}
			w.do("reopen", c.Reopen("came back", now, member(sanne), now))
			if got := left(t, c); len(got) > 0 {
				t.Errorf("taken up again it left %v", got)
			}
		})
	}
}

// Where the procedure wants a duty done first, no case closes without (CY-15, CY-17).
func TestClosingWaitsForADuty(t *testing.T) {
	now := at(t, "2026-03-12 12:00")
	w := &walk{t, walkTo(t, FaceNew)}
	c := w.c
	f := c.Filing()
	c.Procedure.Close.Duties = []string{"explain"}
	w.do("read back", c.RecordReadBack(ReadBackForm{Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: at(t, "2026-03-05 10:30"), Via: "phone"}, member(lotte), at(t, "2026-03-05 10:31")))
	w.do("assign", c.Assign(Assignment{Handler: milan, Name: "Milan", Title: "head", Why: "process", Deliverers: []string{joost}, Skip: "hung up"}, member(sanne), at(t, "2026-03-05 11:00")))
	w.do("contact", c.LogContact(ContactForm{At: at(t, "2026-03-06 09:00"), Via: "phone", Reached: true, How: "call", Day: "2026-03-20"}, member(milan), at(t, "2026-03-06 09:00")))
	d := draft()
	d.Promises = nil
	w.settled(milan, mees, d, now)
	if got := refusalOf(c.Close(Report{Handling: "refunded"}, member(sanne), now)); got != "error.close_blocked" || c.Face() != FaceReady {
		t.Errorf("closed without: %q, it is %s", got, c.Face())
	}
	w.do("explain", c.Explain(Explanation{At: now, Via: "phone", Given: "kopie meegegeven"}, member(lotte), now))
	w.do("close", c.Close(Report{Handling: "refunded"}, member(sanne), now))
	if len(c.LastClosing().Data.Undone) > 0 {
		t.Errorf("left %v", c.LastClosing().Data.Undone)
	}
	if duties := presetOf(t, "cygnus").Close.Duties; !slices.Equal(duties, []string{"inform"}) {
		t.Errorf("cygnus waits for %v", duties)
	}
}
