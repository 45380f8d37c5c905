package complaint

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// advised is a case of cygnus of which the officer recommended something.
func advised(t *testing.T) *Case {
	t.Helper()
	c := presetCase(t, "cygnus", "Europe/Amsterdam")
	must(t, c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")))
	must(t, c.Recommend(Recommendation{What: " Plan the accounts in June ", To: mees, Who: "Mees Vos"}, member(sanne), at(t, "2026-03-06 10:00")))
	return c
}

// The officer recommends at any time, to somebody of management who is neither
// involved nor the officer, and the answer is owed by a day of its own (CY-36).
func TestRecommending(t *testing.T) {
	now := at(t, "2026-03-06 10:00")
	good := Recommendation{What: "Plan earlier", To: mees}
	for _, tc := range []struct {
		name   string
		by     string
		f      Recommendation
		change func(*Case)
		want   []string
	}{
		{"by the officer", sanne, good, nil, nil},
		{"by the deputy", fatima, good, nil, nil},
		{"by a handler", milan, good, nil, []string{ErrNotFound.Error()}},
		{"by management", mees, Recommendation{What: "Plan", To: sanne}, nil, []string{" error.not_allowed"}},
		{"without words", sanne, Recommendation{What: " ", To: mees}, nil, []string{"what error.recommend_missing"}},
		{"to nobody", sanne, Recommendation{What: "Plan"}, nil, []string{"to error.recommend_to"}},
		{"to oneself", sanne, Recommendation{What: "Plan", To: sanne}, nil, []string{"to error.recommend_to"}},
		{"to somebody who decides nothing", sanne, Recommendation{What: "Plan", To: milan}, nil, []string{"to error.recommend_to"}},
		{"to somebody involved", sanne, good, func(c *Case) {
			c.About, c.Roster.Holders = []string{mees}, append(c.Roster.Holders, Holder{Role: RoleManagement, User: joost})
		}, []string{"to error.recommend_to"}},
		{"with nobody to recommend to", sanne, good, func(c *Case) { c.About = []string{mees} }, []string{" error.nobody_left"}},
		{"of a closed case", sanne, good, func(c *Case) { c.State = StateClosed }, nil},
		{"of one that was filed in error", sanne, good, func(c *Case) { c.State = StateFiledInError }, []string{" error.wrong_state"}},
		{"by a procedure without", sanne, good, func(c *Case) { c.Procedure.Recommend.To = "" }, []string{" error.wrong_state"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := presetCase(t, "cygnus", "Europe/Amsterdam")
			must(t, c.Register(registration(t), member(lotte), at(t, "2026-03-05 10:20")))
			if tc.change != nil {
				tc.change(c)
			}
			err := c.Recommend(tc.f, member(tc.by), now)
			got := said(err)
			if err != nil && got == nil {
				got = []string{err.Error()}
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("refused with %v, want %v", got, tc.want)
			}
			if offered := c.Allows(StepRecommend, member(tc.by), now); offered && slices.Contains(tc.want, " error.nobody_left") {
				t.Error("offered all the same")
			}
			if tc.want != nil {
				return
			}
			d := dutyOf(t, c, DutyAdvice)
			if !d.Open() || d.User != mees || d.Owner != RoleManagement || !d.Due.Equal(at(t, "2026-03-21 00:00")) || !c.Measures[0].Advice {
				t.Errorf("owed: %+v", d)
			}
		})
	}
}

// Management adopts or rejects it, with the reason, once; nobody else does, and it is
// no corrective action.
func TestAnsweringARecommendation(t *testing.T) {
	now := at(t, "2026-03-10 10:00")
	adopt := func(by, why string) func(*Case) error {
		return func(c *Case) error { return c.FinishMeasure(1, now, why, member(by), now) }
	}
	reject := func(by, why string) func(*Case) error {
		return func(c *Case) error { return c.DropMeasure(1, why, member(by), now) }
	}
	for _, tc := range []struct {
		name    string
		step    func(*Case) error
		want    string
		verdict Kind
	}{
		{"adopted", adopt(mees, "from next year on"), "", MeasureDone},
		{"adopted without a word", adopt(mees, " "), "evidence error.reason_missing", ""},
		{"rejected", reject(mees, "too dear"), "", MeasureDropped},
		{"rejected without a word", reject(mees, ""), "why error.reason_missing", ""},
		{"by who made it", adopt(sanne, "yes"), "error.not_yours", ""},
		{"by the deputy", reject(fatima, "no"), "error.not_yours", ""},
		{"given to somebody else", func(c *Case) error { return c.MayMoveMeasure(1, member(mees), now) }, "error.wrong_state", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := advised(t)
			if got := refusedFor(tc.step(c)); got != tc.want {
				t.Errorf("refused with %q, want %q", got, tc.want)
			}
			if m := c.Measure(1); m.Verdict != tc.verdict {
				t.Errorf("it is %q, want %q", m.Verdict, tc.verdict)
			}
			if d := dutyOf(t, c, DutyAdvice); d.Open() != (tc.verdict == "") || tc.verdict != "" && !d.Done.Equal(now) || d.Void {
				t.Errorf("answered %q, owed %+v", tc.verdict, d)
			}
			if tc.verdict == "" {
				return
			}
			if got := refusedFor(reject(mees, "after all not")(c)); tc.verdict == MeasureDone && got != "error.promise_settled" {
				t.Errorf("answered twice: %q", got)
			}
			if e := c.Events[len(c.Events)-1]; !c.IsAdvice(e) || c.IsAdvice(c.Events[0]) || c.MeasureNote(1) == "" {
				t.Errorf("on record %+v with %q", e, c.MeasureNote(1))
			}
		})
	}
	c := advised(t)
	c.Related = []string{"K-2026-0001"}
	must(t, adopt(mees, "from next year on")(c))
	if !c.AsksWhyNoMeasure() {
		t.Error("a recommendation passes for a corrective action")
	}
}

// Whom it went to hears of it and is reminded until they answered, and it makes no
// complaint late.
func TestARecommendationIsRemindedOf(t *testing.T) {
	c := advised(t)
	var to []string
	for _, n := range c.Notices(c.Events[len(c.Events)-1]) {
		if n.Kind == NoticeMeasure {
			to = append(to, n.To)
		}
	}
	if !slices.Equal(to, []string{mees}) {
		t.Errorf("told %v, want who it went to", to)
	}
	if first := c.FirstDuty(); first == nil || first.Kind == DutyAdvice {
		t.Errorf("the complaint owes first %+v", first)
	}
	tick(t, c, at(t, "2026-03-18 08:00"), at(t, "2026-03-23 10:00"))
	want := []string{
		"2026-03-19 09:00 day_before [U0MEES]", "2026-03-20 09:00 due_day [U0MEES]", "2026-03-20 15:30 two_hours [U0MEES]",
		"2026-03-23 08:30 overdue [U0MEES U0SANNE]",
	}
	if diff := cmp.Diff(want, told(c, DutyAdvice)); diff != "" {
		t.Errorf("reminders (-want +got):\n%s", diff)
	}
	must(t, c.FinishMeasure(1, at(t, "2026-03-23 11:00"), "yes", member(mees), at(t, "2026-03-23 11:00")))
	tick(t, c, at(t, "2026-03-23 11:00"), at(t, "2026-03-27 10:00"))
	if diff := cmp.Diff(want, told(c, DutyAdvice)); diff != "" {
		t.Errorf("answered, and still reminded (-want +got):\n%s", diff)
	}
}
