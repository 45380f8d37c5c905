package complaint

import (
	"errors"
	"slices"
	"testing"
	"time"
)

// From the moment at which a closed case can no longer be reopened, whoever
// could have done that files a new case that is linked to it.
func TestFileAnew(t *testing.T) {
	const inTime, late = "2027-03-18 23:59", "2027-03-19 00:00"
	for _, tc := range []struct {
		name, by, now string
		face          Face
		want          string
	}{
		{"handler", milan, late, FaceClosed, ""},
		{"officer", sanne, late, FaceClosed, ""},
		{"deputy", fatima, late, FaceClosed, ""},
		{"filer", lotte, late, FaceClosed, "error.not_allowed"},
		{"management", mees, late, FaceClosed, "error.not_allowed"},
		{"whom it is about", joost, late, FaceClosed, "none"},
		{"somebody else", "U0OTHER", late, FaceClosed, "none"},
		{"while it can be reopened", milan, inTime, FaceClosed, "error.wrong_state"},
		{"while it runs", milan, late, FaceAnswered, "error.wrong_state"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now := walkTo(t, tc.face), at(t, tc.now)
			before := len(c.Events)
			if got := refusalOf(c.FiledAnew("K-2027-0003", member(tc.by), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
			if linked := slices.Contains(c.Related, "K-2027-0003"); linked != (tc.want == "") || linked != (len(c.Events) == before+1) {
				t.Errorf("linked %v with %d events", linked, len(c.Events)-before)
			}
			if tc.want != "" {
				return
			}
			if err := c.FiledAnew("K-2027-0003", member(tc.by), now); err != nil || len(c.Events) != before+1 || c.Open() {
				t.Errorf("a second time: %v, %d events, open %v", err, len(c.Events)-before, c.Open())
			}
			if allowed := c.Allowed(member(tc.by), now); !slices.Contains(allowed, StepAnew) || slices.Contains(allowed, StepReopen) {
				t.Errorf("offers %v", allowed)
			}
			want := "error.reopen_late"
			if tc.by != milan { // who may say that they came back before
				want = "error.reopen_term"
			}
			if got := textOf(c.Reopen("came back", now, member(tc.by), now)); got != want {
				t.Errorf("reopening: %q, want %q", got, want)
			}
		})
	}
}

// Who came back in time has their case taken up again, though it is written down when the
// time is over: by the officer or deputy, who say when that was. The duties of the new
// round count from then.
func TestReopenedWrittenDownLate(t *testing.T) {
	const now = "2027-03-25 10:00"
	for _, tc := range []struct{ name, by, came, now, want string }{
		{"the officer", sanne, "2027-03-11 10:00", now, ""},
		{"the deputy", fatima, "2027-03-11 10:00", now, ""},
		{"in the last minute", sanne, "2027-03-18 23:59", now, ""},
		{"in the minute of the closing", sanne, "2026-03-18 12:00", now, ""},
		{"before the closing", sanne, "2026-03-18 11:59", now, "error.reopen_term"},
		{"after the term", sanne, "2027-03-19 00:00", now, "error.reopen_term"},
		{"in the future", sanne, "2027-03-26 00:00", now, "error.reopen_term"},
		{"without a moment", sanne, "", now, "error.reopen_term"},
		{"the handler", milan, "2027-03-11 10:00", now, "error.reopen_late"},
		{"the filer", lotte, "2027-03-11 10:00", now, "error.not_allowed"},
		{"management", mees, "2027-03-11 10:00", now, "error.not_allowed"},
		{"whom it is about", joost, "2027-03-11 10:00", now, ErrNotFound.Error()},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, now, came := walkTo(t, FaceClosed), at(t, tc.now), time.Time{}
			if tc.came != "" {
				came = at(t, tc.came)
			}
			closed := c.ClosedAt
			err := c.Reopen("The fine came again", came, member(tc.by), now)
			if got := textOf(err); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			var rs Refusals
			if tc.want == "error.reopen_term" && (!errors.As(err, &rs) || rs[0].Field != "when" || !slices.Equal(rs[0].Args, []any{"closed", closed, "until", c.ReopenableUntil()})) {
				t.Errorf("the refusal is %+v", rs)
			}
			if tc.want != "" {
				return
			}
			e := c.Events[len(c.Events)-1]
			if e.Kind != Reopened || !e.At.Equal(came) || !e.Recorded.Equal(now) || c.Round != 2 || c.Face() != FaceReopened {
				t.Errorf("%s at %v, recorded %v, round %d", e.Kind, e.At, e.Recorded, c.Round)
			}
			w := &walk{t, walkTo(t, FaceClosed)}
			w.do("reopen at once", w.c.Reopen("The fine came again", came, member(tc.by), came))
			if d, want := dutyOf(t, c, DutyReopened), dutyOf(t, w.c, DutyReopened); !d.Open() || d.Round != 2 || !d.Due.Equal(want.Due) {
				t.Errorf("due %v in round %d, want %v", d.Due, d.Round, want.Due)
			}
		})
	}
	if got := refusalOf(walkTo(t, FaceClosed).MayReopenLate(member(sanne), at(t, "2027-03-18 23:59"))); got != "error.wrong_state" {
		t.Errorf("while it can be reopened: %q", got)
	}
}

// When they came back is corrected within the same time.
func TestWhenTheyCameBackIsCorrected(t *testing.T) {
	c, now := walkTo(t, FaceClosed), at(t, "2027-03-25 10:00")
	(&walk{t, c}).do("reopen", c.Reopen("The fine came again", at(t, "2027-03-11 10:00"), member(sanne), now))
	fact := Fact{FactAt, seqOf(t, c, Reopened)}
	for when, want := range map[string]string{"2027-03-19 00:00": "error.reopen_term", "2026-03-18 11:59": "error.reopen_term", "2027-03-18 23:59": ""} {
		if got := textOf(c.Correct(CorrectForm{Fact: fact, At: at(t, when), Reason: "read wrong"}, member(sanne), now)); got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
}

// The new case says from its first moment which one it follows, tells nobody
// more than any new case does, and has its own clocks.
func TestFiledAfterAnother(t *testing.T) {
	plain, after := newCase(t), newCase(t)
	now := at(t, "2026-03-05 10:20")
	form := registration(t)
	if err := plain.Register(form, member(milan), now); err != nil {
		t.Fatal(err)
	}
	form.After = "K-2025-0007"
	if err := after.Register(form, member(milan), now); err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(after.Related, []string{"K-2025-0007"}) || len(plain.Related) != 0 {
		t.Errorf("linked to %v", after.Related)
	}
	if one, other := plain.FirstDuty(), after.FirstDuty(); !one.Due.Equal(other.Due) || after.Round != 1 {
		t.Errorf("first due %v and %v, round %d", one.Due, other.Due, after.Round)
	}
	told := func(c *Case) (list []string) {
		for _, e := range c.Events {
			for _, n := range c.Notices(e) {
				if n.Kind != NoticeLine {
					list = append(list, string(n.Kind)+n.To)
				}
			}
		}
		slices.Sort(list)
		return slices.Compact(list)
	}
	if one, other := told(plain), told(after); !slices.Equal(one, other) {
		t.Errorf("tells %v, not %v", other, one)
	}
	again := Load(after.Workspace, after.Number, after.Procedure, after.Calendar, after.Roster, after.Events, after.Entries)
	if !slices.Equal(again.Related, after.Related) {
		t.Errorf("built again it is linked to %v", again.Related)
	}
}

// A question becomes a complaint at any time while it is kept, as a case of its own that
// is linked to it; its record stays (OK-20).
func TestAQuestionBecomesAComplaint(t *testing.T) {
	for _, tc := range []struct {
		name, by, now string
		end           func(*Case) error
		want          string
	}{
		{"an hour later", sanne, "2026-03-05 12:00", nil, ""},
		{"after a week", fatima, "2026-03-12 12:00", nil, ""},
		{"after a year", sanne, "2027-03-12 12:00", nil, ""},
		{"by a colleague", "U0OTHER", "2026-03-12 12:00", nil, "none"},
		{"by whom it concerns", joost, "2026-03-12 12:00", nil, "none"},
		{"that was withdrawn", sanne, "2026-03-12 12:00", func(c *Case) error {
			return c.Withdraw(withdrawal(at(t, "2026-03-05 11:00")), member(sanne), at(t, "2026-03-05 11:00"))
		}, "error.wrong_state"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceConfirmed)
			c.Deliverers = []string{joost}
			end := tc.end
			if end == nil {
				end = func(c *Case) error {
					return c.NotAComplaint(question(at(t, "2026-03-05 11:00")), member(sanne), at(t, "2026-03-05 11:00"))
				}
			}
			w := &walk{t, c}
			w.do("end", end(c))
			if got := refusalOf(c.FiledAnew("K-2026-0099", member(tc.by), at(t, tc.now))); got != tc.want {
				t.Fatalf("%q, want %q", got, tc.want)
			}
			if tc.want == "" && (c.Face() != FaceNoComplaint || !slices.Contains(c.Related, "K-2026-0099")) {
				t.Errorf("it is %s, linked to %v", c.Face(), c.Related)
			}
		})
	}
}
