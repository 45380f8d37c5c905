package complaint

import (
	"slices"
	"testing"
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
			if got := textOf(c.Reopen("came back", now, member(tc.by), now)); got != "error.reopen_late" {
				t.Errorf("reopening: %q", got)
			}
		})
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
