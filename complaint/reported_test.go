package complaint

import (
	"slices"
	"testing"
	"time"
)

// Whoever handles a complaint reports how, also where the answer was told without; closing
// begins with it, and the officer can write it in their place (EX-17).
func TestTheHandlingIsReported(t *testing.T) {
	told, now := at(t, "2026-03-13 14:00"), at(t, "2026-03-16 12:00")
	for _, tc := range []struct {
		name, with, by, words string
		owed                  bool
		want                  string
	}{
		{"by the handler", "", milan, " The bill was paid back ", true, ""},
		{"by the officer in their place", "", sanne, "The bill was paid back", true, ""},
		{"without words", "", milan, " ", true, "reason error.report_missing"},
		{"by whoever filed it", "", lotte, "Paid back", true, "error.not_allowed"},
		{"by whom it is about", "", joost, "Paid back", true, "no such case"},
		{"told with the answer", "Paid back", milan, "Paid twice", false, "error.wrong_state"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceApproved)
			must(t, c.Deliver(Delivery{At: told, Via: "phone", Handling: tc.with}, member(milan), told))
			var owed []Duty
			duties, err := c.Duties()
			must(t, err)
			for _, d := range duties {
				if d.Kind == "report" {
					owed = append(owed, d)
				}
			}
			if !tc.owed {
				if len(owed) > 0 || c.Reported() != tc.with {
					t.Errorf("owed %+v, reported %q", owed, c.Reported())
				}
			} else if len(owed) != 1 || !owed[0].House || owed[0].Owner != RoleHandler || !owed[0].Due.Equal(at(t, "2026-03-18 00:00")) || c.StepOf(&owed[0]) != StepReport {
				t.Fatalf("owed %+v", owed)
			}
			_, others := c.Next()
			if slices.Contains(others, StepReport) != tc.owed {
				t.Errorf("offered: %v", others)
			}
			if got := refusedFor(c.ReportHandling(tc.words, member(tc.by), now)); got != tc.want {
				t.Fatalf("refused with %q, want %q", got, tc.want)
			}
			if tc.want != "" {
				return
			}
			if d := dutyOf(t, c, "report"); d.Open() || c.Reported() != "The bill was paid back" {
				t.Errorf("open %v, reported %q", d.Open(), c.Reported())
			}
			if got := refusedFor(c.ReportHandling("again", member(milan), now)); got != "error.wrong_state" {
				t.Errorf("a second time: %q", got)
			}
			e := c.newest(Reported)
			must(t, c.Correct(CorrectForm{Fact: Fact{FactNote, e.Seq}, Text: "Paid by half", Reason: "mistyped"}, member(sanne), now))
			if c.Reported() != "Paid by half" {
				t.Errorf("corrected, it is %q", c.Reported())
			}
		})
	}
}

// A customer who comes back is answered anew, and that is reported anew; what was left of
// the first answer falls away.
func TestEachAnswerIsReported(t *testing.T) {
	c := wholeAnswer(t)
	back := at(t, "2026-03-17 12:00")
	must(t, c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: back, Via: "phone", Note: "not all of it"}, member(lotte), back))
	if d := dutyOf(t, c, "report"); !d.Void {
		t.Errorf("of the first answer: %+v", d)
	}
	if got := refusedFor(c.ReportHandling("Paid back", member(milan), back)); got != "error.wrong_state" {
		t.Errorf("before the second answer: %q", got)
	}
}

// wholeAnswer is a case of which the answer was told without a report.
func wholeAnswer(t *testing.T) *Case {
	c, told := walkTo(t, FaceApproved), at(t, "2026-03-13 14:00")
	must(t, c.Deliver(Delivery{At: told, Via: "phone"}, member(milan), told))
	return c
}

// What was reported of the first answer is not the report of the second.
func TestAReportIsOfOneAnswer(t *testing.T) {
	c, now := wholeAnswer(t), at(t, "2026-03-16 12:00")
	must(t, c.ReportHandling("Paid back", member(milan), now))
	must(t, c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "not all of it"}, member(lotte), now))
	d := c.AnswerText(1)
	must(t, c.Prepare(Draft{Form: "email", Outcome: "upheld", Answer: d, Ask: true}, member(milan), now))
	must(t, c.Approve(2, member(mees), now))
	must(t, c.Deliver(Delivery{At: now.Add(time.Hour), Via: "phone"}, member(milan), now.Add(time.Hour)))
	if got := refusedFor(c.ReportHandling("Paid the rest", member(milan), now.Add(2*time.Hour))); got != "" {
		t.Errorf("of the second answer: %q", got)
	}
	if got := c.Reported(); got != "Paid the rest" {
		t.Errorf("closing begins with %q", got)
	}
}

// Whether the handling was reported with the answer follows a correction of the telling, and
// the answer told again in another form: what is owed is what somebody can do, and the
// other way round (EX-17).
func TestTheReportFollowsHowTheAnswerWasTold(t *testing.T) {
	told, now, again := at(t, "2026-03-13 14:00"), at(t, "2026-03-16 12:00"), at(t, "2026-03-16 11:00")
	for _, tc := range []struct {
		name, with string
		steps      func(w *walk, correct func(way, handling string))
		owed       bool
		done       time.Time // zero where it is owed, or never was
	}{
		{"filled in", "", func(_ *walk, correct func(way, handling string)) { correct("phone", "Paid back") }, false, time.Time{}},
		{"filled in and taken out", "", func(_ *walk, correct func(way, handling string)) {
			correct("phone", "Paid back")
			correct("phone", "")
		}, true, time.Time{}},
		{"taken out", "Paid back", func(_ *walk, correct func(way, handling string)) { correct("phone", "") }, true, time.Time{}},
		{"another way", "Paid back", func(_ *walk, correct func(way, handling string)) { correct("chat", "Paid back") }, false, time.Time{}},
		{"told again with", "", func(w *walk, correct func(way, handling string)) {
			correct("chat", "")
			w.do("again", w.c.Deliver(Delivery{At: again, Via: "email", Handling: "Paid back"}, member(milan), now))
		}, false, again},
		{"told again without", "", func(w *walk, correct func(way, handling string)) {
			correct("chat", "")
			w.do("again", w.c.Deliver(Delivery{At: again, Via: "email"}, member(milan), now))
		}, true, time.Time{}},
		{"told again with, and taken out", "", func(w *walk, correct func(way, handling string)) {
			correct("chat", "")
			w.do("again", w.c.Deliver(Delivery{At: again, Via: "email", Handling: "Paid back"}, member(milan), now))
			correct("email", "")
		}, true, time.Time{}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceApproved)
			must(t, c.Deliver(Delivery{At: told, Via: "phone", Handling: tc.with}, member(milan), told))
			tc.steps(&walk{t, c}, func(way, handling string) {
				form := c.OnRecord(Fact{FactContact, c.newest(Told).Seq})
				form.Code, form.Handling, form.Reason = way, handling, "mistyped"
				must(t, c.Correct(form, member(sanne), now))
			})
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if d := reportOf(t, c); d.Open() != tc.owed || !d.Done.Equal(tc.done) {
					t.Errorf("%s: owed %+v, want open %v, done %v", how, d, tc.owed, tc.done)
				}
				want := "error.wrong_state"
				if tc.owed {
					want = ""
				}
				if got := refusedFor(c.ReportHandling("Paid back", member(milan), now)); got != want {
					t.Errorf("%s: reporting it is refused with %q, want %q", how, got, want)
				}
				if d := reportOf(t, c); d.Open() {
					t.Errorf("%s: still owed: %+v", how, d)
				}
			}
		})
	}
}

// reportOf is the duty to report as it stands, one that is over where there is none.
func reportOf(t *testing.T, c *Case) Duty {
	t.Helper()
	duties, err := c.Duties()
	must(t, err)
	for _, d := range duties {
		if d.Is("report", max(c.Round, 1)) {
			return d
		}
	}
	return Duty{Void: true}
}

// That the handling was reported with the answer stays known when the words are erased.
func TestAReportFilledInOutlivesItsWords(t *testing.T) {
	c, now := wholeAnswer(t), at(t, "2026-03-16 12:00")
	form := c.OnRecord(Fact{FactContact, c.newest(Told).Seq})
	form.Handling, form.Reason = "Paid back", "forgotten"
	must(t, c.Correct(form, member(sanne), now))
	var events []Event
	for _, e := range c.Events {
		events = append(events, c.Written(e))
	}
	left := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, Anonymous(events), Entries{})
	if d := reportOf(t, left); !d.Void || d.Past > 0 {
		t.Errorf("owed %+v", d)
	}
}
