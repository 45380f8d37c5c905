package complaint

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/calendar"
	"ombud/procedure"
)

// closedOn is a case of kerngroep's terms (one to three years, two as a house rule)
// that closed at that moment.
func closedOn(t testing.TB, when string) *Case {
	t.Helper()
	c := walkTo(t, FaceReady)
	c.Procedure.Retention = presetOf(t, "kerngroep").Retention
	if err := c.Close(Report{Handling: "done"}, member(sanne), at(t, when)); err != nil {
		t.Fatal(err)
	}
	return c
}

// How long each procedure keeps a case: counted from closing, clamped to the end of a
// short month, and never rolled to a working day (KG-10, KG-11).
func TestKeepingIsCountedFromClosing(t *testing.T) {
	for _, tc := range []struct{ preset, closed, from, until, most string }{
		{"kerngroep", "2026-03-18 12:00", "2027-03-19", "2028-03-18", "2029-03-18"},
		{"kerngroep", "2028-02-29 10:00", "2029-03-01", "2030-02-28", "2031-02-28"}, // a leap day: the last of February
		{"kerngroep", "2026-12-31 23:59", "2028-01-01", "2028-12-31", "2029-12-31"}, // a Sunday, New Year's Eve
		{"kerngroep", "2026-03-29 02:30", "2027-03-30", "2028-03-29", "2029-03-29"}, // an hour that no clock showed
		{"exactpi", "2026-03-18 12:00", "", "2028-03-18", ""},
		{"okonomi", "2026-08-31 12:00", "", "2028-08-31", ""},
		{"klachten", "2026-04-30 09:00", "", "2028-04-30", ""},
		{"cygnus", "2026-10-25 02:30", "", "2028-10-25", ""}, // an hour that came twice
	} {
		t.Run(tc.preset+" "+tc.closed, func(t *testing.T) {
			c := walkTo(t, FaceReady)
			if _, closed := c.Keeping(); closed || !c.EraseAt().IsZero() {
				t.Fatal("a case that runs has a day to be erased on")
			}
			c.Procedure.Retention = presetOf(t, tc.preset).Retention
			if err := c.Close(Report{Handling: "done"}, member(sanne), at(t, tc.closed)); err != nil {
				t.Fatal(err)
			}
			k, ok := c.Keeping()
			if !ok || text(k.From) != tc.from || text(k.Until) != tc.until || text(k.Most) != tc.most {
				t.Errorf("from %s until %s at most %s", text(k.From), text(k.Until), text(k.Most))
			}
			if want := k.Until.AddDays(1).Start(c.Zone()); !c.EraseAt().Equal(want) {
				t.Errorf("erased at %v, want %v", c.EraseAt(), want)
			}
		})
	}
}

func text(d calendar.Day) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

// Whatever is done to a closed case moves nothing; only one that is taken up again
// and closes again is counted anew.
func TestOnlyReopeningMovesTheEnd(t *testing.T) {
	c, late := closedOn(t, "2026-03-18 12:00"), at(t, "2026-09-01 10:00")
	w := &walk{t, c}
	w.do("correct", c.Correct(CorrectForm{Fact: Fact{FactName, 1}, Text: "Anna Vries", Reason: "misspelt"}, member(sanne), late))
	w.do("measure", c.TakeMeasure(MeasureForm{What: "plan earlier", Owner: fatima, Who: "Fatima", Day: "2026-12-01", Changes: ChangesNothing}, member(sanne), late))
	w.do("hold", c.PutOnHold(HoldForm{"a claim", "2026-11-02"}, member(sanne), late))
	w.do("release", c.Release("settled", member(mees), late))
	if day, _ := c.KeepUntil(); text(day) != "2028-03-18" {
		t.Errorf("touched later, it is kept until %v", day)
	}
	w.do("reopen", c.Reopen("came back", late, member(milan), late))
	if day, ok := c.KeepUntil(); ok {
		t.Errorf("running again, it is kept until %v", day)
	}
	again := draft()
	again.Promises = nil
	w.do("answer", c.Prepare(again, member(milan), late))
	w.do("approve", c.Approve(2, member(mees), late))
	w.do("deliver", c.Deliver(Delivery{At: late, Via: "phone"}, member(milan), late))
	w.do("follow up", c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: late, Via: "phone"}, member(lotte), late))
	w.do("close", c.Close(Report{Handling: "done"}, member(sanne), late))
	if k, _ := c.Keeping(); text(k.From) != "2027-09-02" || text(k.Until) != "2028-09-01" || text(k.Most) != "2029-09-01" {
		t.Errorf("closed again: %+v", k)
	}
}

// A hold needs a reason and a day, stops the clock's erasing and every order, and
// only management may keep a case beyond its longest term.
func TestHoldKeepsACase(t *testing.T) {
	c, now := closedOn(t, "2026-03-18 12:00"), at(t, "2026-09-01 10:00")
	for _, tc := range []struct {
		name, by, want string
		form           HoldForm
	}{
		{"no reason", sanne, "error.reason_missing", HoldForm{" ", "2027-01-04"}},
		{"no day", sanne, "error.day_missing", HoldForm{"a claim", ""}},
		{"a day that is past", sanne, "error.plan_day_past", HoldForm{"a claim", "2026-08-31"}},
		{"the officer beyond the longest term", fatima, "error.hold_past_most", HoldForm{"a claim", "2029-03-19"}},
		{"the handler", milan, "error.not_allowed", HoldForm{"a claim", "2027-01-04"}},
		{"whom it concerns", joost, "no such case", HoldForm{"a claim", "2027-01-04"}},
		{"a colleague", "U0OTHER", "no such case", HoldForm{"a claim", "2027-01-04"}},
	} {
		if err := c.PutOnHold(tc.form, member(tc.by), now); textOf(err) != tc.want || c.Hold() != nil {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	w := &walk{t, c}
	w.do("order", c.OrderErase(EraseForm{EraseRequest, "she asked", c.Number}, member(sanne), at(t, "2027-03-19 00:00")))
	w.do("hold to the last day", c.PutOnHold(HoldForm{"a claim", "2029-03-18"}, member(fatima), at(t, "2027-03-20 09:00")))
	if c.Order != nil {
		t.Error("a hold leaves the order to erase standing")
	}
	w.do("management, beyond it", c.PutOnHold(HoldForm{"still in court", "2029-09-03"}, member(mees), at(t, "2028-03-01 09:00")))
	if h := c.Hold(); h.N != 2 || h.By != mees || h.Day != "2029-09-03" || c.HoldReason() != "still in court" {
		t.Errorf("held: %+v %q", h, c.HoldReason())
	}
	much := at(t, "2029-06-01 09:00")
	if err := c.Erase(much); textOf(err) != "error.held" {
		t.Errorf("the clock erases a case on hold: %v", err)
	}
	if err := c.MayOrderErase(member(mees), much); textOf(err) != "error.held" {
		t.Errorf("a case on hold may be ordered erased: %v", err)
	}
	if err := c.Release("", member(sanne), much); textOf(err) != "error.reason_missing" {
		t.Errorf("released without a reason: %v", err)
	}
	w.do("release", c.Release("the court has ruled", member(sanne), much))
	if err := c.Release("again", member(sanne), much); textOf(err) != "error.wrong_state" {
		t.Errorf("released twice: %v", err)
	}
	w.do("erase", c.Erase(much))
}

// The day to look at a hold again is a duty of whoever leads, of a closed case too.
func TestHoldIsLookedAtAgain(t *testing.T) {
	c := closedOn(t, "2026-03-18 12:00")
	w := &walk{t, c}
	w.do("hold", c.PutOnHold(HoldForm{"a claim", "2026-09-10"}, member(mees), at(t, "2026-09-01 10:00")))
	d := dutyOf(t, c, DutyHold)
	if !d.Open() || d.Owner != RoleOfficer || !slices.Equal(c.Recipients(&d, StageDueDay, at(t, "2026-09-10 09:00")), []string{sanne}) {
		t.Fatalf("the duty is %+v", d)
	}
	w.do("remind", c.Remind(at(t, "2026-09-10 09:05")))
	told := c.Events[len(c.Events)-1]
	if told.Kind != Reminded || told.Data.Duty != DutyHold || !slices.Equal(told.Data.Users, []string{sanne}) {
		t.Errorf("reminded: %+v", told)
	}
	wake, err := c.WakeAt(at(t, "2026-09-10 09:05"))
	if err != nil || wake.IsZero() {
		t.Errorf("the clock never looks again: %v %v", wake, err)
	}
	w.do("another day", c.PutOnHold(HoldForm{"a claim", "2027-01-04"}, member(sanne), at(t, "2026-09-10 11:00")))
	settled := c.Notices(c.Events[len(c.Events)-1])
	if !slices.ContainsFunc(settled, func(n Notice) bool { return n.Kind == NoticeReminder && n.To == sanne && n.Ref == "hold:1" }) {
		t.Errorf("the reminder goes on asking: %v", settled)
	}
	if d := dutyOf(t, c, DutyHold); d.Round != 2 || !d.Open() || text(c.Calendar.LastDay(d.Due)) != "2027-01-04" {
		t.Errorf("then the duty is %+v", d)
	}
}

// Between the shortest and the longest term an officer may have a case erased: with a
// reason and its number typed, a week later, and it can be stopped until then.
func TestErasureIsOrdered(t *testing.T) {
	good := EraseForm{EraseRequest, "she asked us to", "k-2026-0042 "}
	with := func(change func(*EraseForm)) EraseForm {
		f := good
		change(&f)
		return f
	}
	for _, tc := range []struct {
		name, by, when, want string
		form                 EraseForm
	}{
		{"a day too early", sanne, "2027-03-18 23:59", "error.erase_early", good},
		{"the first day", fatima, "2027-03-19 00:00", "", good},
		{"by management", mees, "2027-06-01 09:00", "", good},
		{"by the handler", milan, "2027-06-01 09:00", "error.not_allowed", good},
		{"by whom it concerns", joost, "2027-06-01 09:00", "no such case", good},
		{"without a reason", sanne, "2027-06-01 09:00", "error.reason_missing", with(func(f *EraseForm) { f.Reason = " " })},
		{"for no reason on the form", sanne, "2027-06-01 09:00", "error.erase_why", with(func(f *EraseForm) { f.Why = EraseTerm })},
		{"with another number", sanne, "2027-06-01 09:00", "error.erase_number", with(func(f *EraseForm) { f.Number = "K-2026-0041" })},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := closedOn(t, "2026-03-18 12:00")
			err := c.OrderErase(tc.form, member(tc.by), at(t, tc.when))
			if textOf(err) != tc.want {
				t.Fatalf("%v, want %q", err, tc.want)
			}
			if early := (*Refusal)(nil); tc.want == "error.erase_early" && errors.As(err, &early) {
				if day, _ := early.Args[1].(calendar.Day); text(day) != "2027-03-19" {
					t.Errorf("the refusal names %v as the first day", early.Args)
				}
			}
		})
	}
	t.Run("of a case that runs", func(t *testing.T) {
		c := walkTo(t, FaceAnswered)
		if err := c.OrderErase(good, member(sanne), at(t, "2027-06-01 09:00")); textOf(err) != "error.wrong_state" {
			t.Error(err)
		}
	})
	t.Run("and stopped", func(t *testing.T) {
		c, w := closedOn(t, "2026-03-18 12:00"), &walk{t, nil}
		w.do("order", c.OrderErase(good, member(sanne), at(t, "2027-06-01 09:00")))
		if err := c.OrderErase(good, member(mees), at(t, "2027-06-02 09:00")); textOf(err) != "error.erase_ordered" {
			t.Errorf("ordered twice: %v", err)
		}
		if day, _ := c.KeepUntil(); text(day) != "2027-06-07" {
			t.Errorf("ordered, it is kept until %v", day)
		}
		if err := c.Erase(at(t, "2027-06-07 23:59")); textOf(err) != "error.erase_early" {
			t.Errorf("erased before the week was over: %v", err)
		}
		w.do("stop", c.StopErase(member(mees), at(t, "2027-06-07 23:59")))
		if err := c.Erase(at(t, "2027-06-08 04:00")); textOf(err) != "error.erase_early" {
			t.Errorf("erased although it was stopped: %v", err)
		}
		if err := c.StopErase(member(mees), at(t, "2027-06-08 04:00")); textOf(err) != "error.wrong_state" {
			t.Errorf("stopped twice: %v", err)
		}
	})
	t.Run("and the case was taken up again", func(t *testing.T) {
		c, w := closedOn(t, "2026-03-18 12:00"), &walk{t, nil}
		w.do("order", c.OrderErase(good, member(sanne), at(t, "2027-03-19 09:00")))
		c.Procedure.Reopen.Within = period(t, "5y")
		w.do("reopen", c.Reopen("came back", at(t, "2027-03-20 09:00"), member(milan), at(t, "2027-03-20 09:00")))
		if c.Order != nil || c.MayErase(at(t, "2028-01-01 00:00")) == nil {
			t.Error("a case that runs is erased")
		}
	})
	t.Run("never later than its term", func(t *testing.T) {
		c, w := closedOn(t, "2026-03-18 12:00"), &walk{t, nil}
		w.do("order", c.OrderErase(good, member(sanne), at(t, "2028-03-16 09:00")))
		if day, _ := c.KeepUntil(); text(day) != "2028-03-18" {
			t.Errorf("kept until %v, beyond its term", day)
		}
	})
}

func period(t testing.TB, s string) *calendar.Period {
	t.Helper()
	p, err := calendar.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return &p
}

// The clock erases a case when its term is over, not a minute earlier, and never one
// whose procedure names no end.
func TestTheClockErasesAtTheEnd(t *testing.T) {
	c := closedOn(t, "2026-03-18 12:00")
	if err := c.Erase(at(t, "2028-03-18 23:59")); textOf(err) != "error.erase_early" {
		t.Errorf("a minute early: %v", err)
	}
	(&walk{t, c}).do("erase", c.Erase(at(t, "2028-03-19 00:00")))
	last := c.Events[len(c.Events)-1]
	if last.Kind != CaseErased || last.Actor != "" || last.Data.Why != EraseTerm || c.Face() != FaceErased || c.State != StateClosed {
		t.Errorf("erased as %+v, %s of %s", last, c.Face(), c.State)
	}
	if err := c.Erase(at(t, "2028-03-20 00:00")); textOf(err) != "error.erased" {
		t.Errorf("erased twice: %v", err)
	}
	endless := closedOn(t, "2026-03-18 12:00")
	endless.Procedure.Retention = procedure.Retention{Min: period(t, "1y")}
	if err := endless.Erase(at(t, "2031-01-01 00:00")); textOf(err) != "error.wrong_state" {
		t.Errorf("erased without a term: %v", err)
	}
}

// Nothing may be done in a case that was erased, whoever asks and however it ended;
// those who lead read that it was erased, everybody else finds nothing.
func TestAnErasedCaseIsOver(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, face := range append(slices.Clone(sideRoads[2:]), FaceClosed) {
		t.Run(string(face), func(t *testing.T) {
			c := walkAside(t, face, now)
			c.Procedure.Retention = presetOf(t, "kerngroep").Retention
			much := at(t, "2028-06-01 09:00")
			(&walk{t, c}).do("erase", c.Erase(much))
			c = Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, Anonymous(c.Events), nil)
			for _, who := range []string{sanne, fatima, mees, milan, lotte, joost, "U0OTHER"} {
				if steps := c.Allowed(member(who), much); len(steps) > 0 {
					t.Errorf("%s may %v", who, steps)
				}
				leads := who == sanne || who == fatima || who == mees
				if c.MaySee(member(who), PartState, much) != leads || c.MaySee(member(who), PartFiling, much) {
					t.Errorf("%s sees the wrong part of it", who)
				}
				if err := c.Reopen("came back", much, member(who), much); err == nil || leads != (textOf(err) == "error.erased") {
					t.Errorf("%s is told %v", who, err)
				}
			}
			before := len(c.Events)
			for _, err := range []error{c.Remind(much), c.StartFollowUp(much), c.KeepFile("F1", much), c.LoseFile("F2", "gone", much), c.TakeConfidentialRoute([]string{joost}, much)} {
				if err != nil {
					t.Error(err)
				}
			}
			if len(c.Events) != before {
				t.Errorf("the clock records %v", c.Events[before:])
			}
			if wake, err := c.WakeAt(much); err != nil || !wake.IsZero() || c.FirstDuty() != nil {
				t.Errorf("it still owes: %v %v %v", wake, err, c.FirstDuty())
			}
		})
	}
	t.Run("of a confidential one they read less", func(t *testing.T) {
		c := closedOn(t, "2026-03-18 12:00")
		c.Confidential = true
		(&walk{t, c}).do("erase", c.Erase(at(t, "2028-06-01 09:00")))
		if c.MaySee(member(sanne), PartCard, now) || !c.MaySee(member(sanne), PartState, now) {
			t.Error("the nature of a confidential case outlives it")
		}
	})
}

// What is left of any case names nobody and can be read: no id of a person, a file or
// a window, no hash, and no step that runs into what is gone.
func TestWhatIsLeftIsAnonymous(t *testing.T) {
	cal, procedures := sampleCalendar(t), []*procedure.Procedure{inventedProcedure(t)}
	for _, name := range procedure.Presets() {
		procedures = append(procedures, presetOf(t, name))
	}
	rapid.Check(t, func(r *rapid.T) {
		p := *procedures[rapid.IntRange(0, len(procedures)-1).Draw(r, "procedure")]
		p.Retention = procedure.Retention{Target: period(t, "24mo")}
		c := New("T0FIRM", &p, cal, sampleRoster())
		c.Number = "K-2026-0001"
		now := at(t, "2026-03-05 10:20")
		form := registration(t)
		form.About = []string{joost}
		form.Street, form.Postcode, form.Town = "Markt 1", "1234 AB", "Utrecht"
		if err := c.Register(form, member(lotte), now); err != nil {
			r.Fatal(err)
		}
		for range rapid.IntRange(1, 15).Draw(r, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 40).Draw(r, "hours")) * time.Hour)
			by := rapid.SampledFrom([]string{sanne, fatima, mees, milan, lotte}).Draw(r, "by")
			_ = push(r, c, member(by), now)
		}
		if c.Open() {
			_ = c.Withdraw(withdrawal(now), member(sanne), now)
		}
		if c.Hold() != nil {
			_ = c.Release("over", member(sanne), now)
		}
		if c.Open() || c.Hold() != nil { // nobody is left to end it
			return
		}
		if err := c.Erase(now.AddDate(4, 0, 0)); err != nil {
			r.Fatalf("%s: %v", c.State, err)
		}
		left := Load(c.Workspace, c.Number, c.Procedure, cal, c.Roster, Anonymous(c.Events), nil)
		raw, _ := json.Marshal(left.Events)
		for _, id := range []string{sanne, fatima, mees, milan, joost, lotte, "U0BOEK"} {
			if strings.Contains(string(raw), id) {
				r.Fatalf("%s is still named in %s", id, raw)
			}
		}
		if left.State != c.State || !left.ClosedAt.Equal(c.ClosedAt) || left.Outcome != c.Outcome || left.Nature != c.Nature || left.Round != c.Round || !left.ToldAt.Equal(c.ToldAt) {
			r.Fatalf("figures changed: %s %s %s, were %s %s %s", left.State, left.Outcome, left.Nature, c.State, c.Outcome, c.Nature)
		}
		duties, err := left.Duties()
		if err != nil || slices.ContainsFunc(duties, func(d Duty) bool { return d.Open() }) {
			r.Fatalf("it still owes: %v %v", duties, err)
		}
		if next, more := left.Next(); next != StepOpenFile || len(more) > 0 || len(left.Involved()) > 0 {
			r.Fatalf("next %v %v, involved %v", next, more, left.Involved())
		}
	})
}
