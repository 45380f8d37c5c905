package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/procedure"
)

// occurred is something that happened, and when it was written down; empty: at once.
type occurred struct {
	kind     Kind
	at       string
	recorded string
	data     Data
}

// script is a case of a preset, received on Thursday 5 March 2026 at ten, in
// which these things were written down in this order.
func script(t testing.TB, preset string, list ...occurred) *Case {
	t.Helper()
	c := presetCase(t, preset, zoneOf(preset))
	here := func(text string) time.Time {
		when, err := time.ParseInLocation("2006-01-02 15:04", "2026-"+text, c.Zone())
		must(t, err)
		return when
	}
	received := here("03-05 10:00")
	c.record(Received, member(lotte), received, received, Data{Via: "phone"}, c.put(Filing{Name: "Anna"}))
	for _, s := range list {
		if s.recorded == "" {
			s.recorded = s.at
		}
		c.record(s.kind, member(milan), here(s.at), here(s.recorded), s.data, 0)
	}
	return c
}

// fate is what became of a duty.
func fate(d Duty) string {
	switch {
	case d.Open():
		return "owed"
	case d.Void:
		return "void"
	case d.Left:
		return "missed"
	case !d.Done.Before(d.Due):
		return "late"
	}
	return "met"
}

// fates are the runs of a duty in all rounds, oldest first: its last day, what became of
// it and when it was over.
func fates(t testing.TB, c *Case, kind string) string {
	t.Helper()
	duties, err := c.Duties()
	must(t, err)
	var list []string
	for _, d := range duties {
		if d.Kind != kind {
			continue
		}
		line := c.Calendar.LastDay(d.Due).String()[5:] + " " + fate(d)
		for _, over := range []time.Time{d.Done, d.Ended} {
			if !over.IsZero() {
				line += " " + over.In(c.Zone()).Format("01-02")
			}
		}
		list = append(list, line)
	}
	return strings.Join(list, ", ")
}

// What happened decides, not what was written down first: a talk that was logged after a
// later one counts from the day on which it was held, in every kind of clock.
func TestDutiesGoByWhatHappenedFirst(t *testing.T) {
	contact := func(on, day string, recorded string) []occurred {
		talk := []occurred{{Contacted, on, recorded, Data{}}}
		if day != "" {
			talk = append(talk, occurred{PlanAgreed, on, recorded, Data{Day: day}})
		}
		return talk
	}
	for _, tc := range []struct {
		preset, kind string
		before       []occurred
		one, other   func(recorded string) []occurred
		want         string
	}{
		{
			"exactpi", DutyContact, []occurred{{HandlerAssigned, "03-05 11:00", "", Data{User: milan}}, {FormSent, "03-05 11:01", "", Data{User: milan}}},
			func(r string) []occurred { return contact("03-06 10:00", "", r) }, func(r string) []occurred { return contact("03-12 10:00", "", r) }, "03-09 met 03-06",
		},
		{
			"kerngroep", DutyContact, nil,
			func(r string) []occurred { return contact("03-06 09:00", "", r) }, func(r string) []occurred { return contact("03-12 10:00", "", r) }, "03-06 met 03-06",
		},
		{
			"exactpi", DutyPromised, nil,
			func(r string) []occurred { return contact("03-06 10:00", "2026-03-17", r) }, func(r string) []occurred { return contact("03-12 10:00", "2026-03-20", r) }, "03-20 owed",
		},
		{
			"okonomi", DutySilence, nil,
			func(r string) []occurred { return contact("03-06 10:00", "", r) }, func(r string) []occurred { return contact("03-12 10:00", "", r) }, "03-19 owed",
		},
		{
			"cygnus", "update", []occurred{{HandlerAssigned, "03-05 11:00", "", Data{User: milan}}},
			func(r string) []occurred { return contact("03-06 10:00", "", r) }, func(r string) []occurred { return contact("03-12 10:00", "", r) }, "03-19 owed",
		},
	} {
		t.Run(tc.preset+" "+tc.kind, func(t *testing.T) {
			partner := func(c *Case) *Case {
				c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RolePartner, User: milan})
				return c
			}
			for name, list := range map[string][]occurred{
				"at once":        slices.Concat(tc.before, tc.one(""), tc.other("")),
				"as it happened": slices.Concat(tc.before, tc.one("03-12 12:00"), tc.other("03-12 12:05")),
				"the other way":  slices.Concat(tc.before, tc.other("03-12 12:00"), tc.one("03-12 12:05")),
			} {
				c := partner(script(t, tc.preset, list...))
				if got := fates(t, c, tc.kind); got != tc.want {
					t.Errorf("%s: %s, want %s", name, got, tc.want)
				}
				if tc.kind == DutyPromised && c.PlanDay != "2026-03-20" {
					t.Errorf("%s: the day agreed is %s", name, c.PlanDay)
				}
				if first := c.ContactedAt.In(c.Zone()).Format("01-02"); first != "03-06" {
					t.Errorf("%s: contacted first on %s", name, first)
				}
			}
		})
	}
}

// What people enter are whole minutes: what happened in that of the start, and was written
// down after it, came after it.
func TestWithinAMinuteTheRecordDecides(t *testing.T) {
	for _, tc := range []struct {
		name string
		list []occurred
		want string
	}{
		{"a talk before the form came", []occurred{{Contacted, "03-05 10:59", "", Data{}}, {FormSent, "03-05 11:00", "", Data{}}}, "03-09 owed"},
		{"one that was logged after it came", []occurred{{FormSent, "03-05 11:00", "", Data{}}, {Contacted, "03-05 10:59", "03-05 11:05", Data{}}}, "03-09 met 03-05"},
		{"in one minute, before", []occurred{{Contacted, "03-05 11:00", "", Data{}}, {FormSent, "03-05 11:00", "", Data{}}}, "03-09 owed"},
		{"in one minute, after", []occurred{{FormSent, "03-05 11:00", "", Data{}}, {Contacted, "03-05 11:00", "", Data{}}}, "03-09 met 03-05"},
		{
			"in the minute of another form", []occurred{{FormSent, "03-05 11:00", "", Data{}}, {FormSent, "03-16 11:00", "", Data{}}, {Contacted, "03-16 11:00", "03-16 11:20", Data{}}},
			"03-09 missed 03-16, 03-18 met 03-16",
		},
		{
			"a talk of the one before, logged late", []occurred{{FormSent, "03-05 11:00", "", Data{}}, {FormSent, "03-16 11:00", "", Data{}}, {Contacted, "03-09 11:00", "03-16 11:20", Data{}}},
			"03-09 met 03-09, 03-18 owed",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if got := fates(t, script(t, "exactpi", tc.list...), DutyContact); got != tc.want {
				t.Errorf("%s, want %s", got, tc.want)
			}
		})
	}
	c := script(t, "exactpi",
		occurred{Drafted, "03-05 10:30", "", Data{}}, occurred{ApprovalAsked, "03-05 11:00", "", Data{Version: 1}},
		occurred{ChangesAsked, "03-05 11:10", "", Data{Version: 1}}, occurred{Drafted, "03-05 11:30", "", Data{}},
		occurred{ApprovalAsked, "03-05 11:31", "", Data{Version: 2}},
		occurred{Approved, "03-05 11:29", "", Data{Version: 2}}) // by a machine whose clock is behind
	if got := fates(t, c, DutyApprove); got != "03-06 met 03-05, 03-06 met 03-05" {
		t.Errorf("approved by another machine: %s", got)
	}
}

// A duty that begins anew keeps its former self where that was done or missed, whatever
// comes after; a start before that puts it off, and nothing more (EX-13).
func TestADutyThatBeginsAnewKeepsWhatItWas(t *testing.T) {
	asked, given := Data{Why: string(AskNoReply)}, Data{Why: string(AskNoReply)}
	for _, tc := range []struct {
		name, preset, kind string
		list               []occurred
		want               string
	}{
		{
			"a form to somebody else when the first was late", "exactpi", DutyContact,
			[]occurred{{FormSent, "03-05 11:00", "", Data{}}, {FormSent, "03-16 10:00", "", Data{}}, {Contacted, "03-17 10:00", "", Data{}}},
			"03-09 missed 03-16, 03-18 met 03-17",
		},
		{
			"a form to somebody else in time", "exactpi", DutyContact,
			[]occurred{{FormSent, "03-05 11:00", "", Data{}}, {FormSent, "03-09 23:59", "", Data{}}}, "03-11 owed",
		},
		{
			"a form to somebody else after the talk", "exactpi", DutyContact,
			[]occurred{{FormSent, "03-05 11:00", "", Data{}}, {Contacted, "03-06 10:00", "", Data{}}, {FormSent, "03-16 10:00", "", Data{}}},
			"03-09 met 03-06, 03-18 owed",
		},
		{
			"three forms, two of them in vain", "exactpi", DutyContact,
			[]occurred{{FormSent, "03-05 11:00", "", Data{}}, {FormSent, "03-16 10:00", "", Data{}}, {FormSent, "03-30 10:00", "", Data{}}},
			"03-09 missed 03-16, 03-18 missed 03-30, 04-01 owed",
		},
		{
			"a late talk, then a form", "exactpi", DutyContact,
			[]occurred{{FormSent, "03-05 11:00", "", Data{}}, {Contacted, "03-12 10:00", "", Data{}}, {FormSent, "03-16 10:00", "", Data{}}},
			"03-09 late 03-12, 03-18 owed",
		},
		{
			"more time, asked for twice", "kerngroep", DutyDecideDelay,
			[]occurred{
				{ExtensionAsked, "03-10 10:00", "", Data{Day: "2026-04-10"}}, {ExtensionRefused, "03-16 10:00", "", Data{Attempt: 1}},
				{ExtensionAsked, "03-17 10:00", "", Data{Day: "2026-04-10"}},
			},
			"03-11 late 03-16, 03-18 owed",
		},
		{
			"an answer put up again", "exactpi", DutyApprove,
			[]occurred{
				{Drafted, "03-10 09:00", "", Data{}}, {ApprovalAsked, "03-10 10:00", "", Data{Version: 1}}, {ChangesAsked, "03-16 10:00", "", Data{Version: 1}},
				{Drafted, "03-17 09:00", "", Data{}}, {ApprovalAsked, "03-17 10:00", "", Data{Version: 2}}, {Approved, "03-18 10:00", "", Data{Version: 2}},
			},
			"03-11 late 03-16, 03-18 met 03-18",
		},
		{
			"a request, and another", "exactpi", DutyDecide,
			[]occurred{{AgreementAsked, "03-10 10:00", "", asked}, {AgreementDenied, "03-16 10:00", "", given}, {AgreementAsked, "03-17 10:00", "", asked}, {AgreementDenied, "03-17 11:00", "", given}},
			"03-11 late 03-16, 03-18 met 03-17",
		},
		{
			"nobody handles it, twice", "exactpi", DutyReassign,
			[]occurred{
				{HandlerNeeded, "03-10 10:00", "", Data{}}, {HandlerAssigned, "03-16 10:00", "", Data{User: milan}},
				{HandlerNeeded, "03-17 10:00", "", Data{}}, {HandlerAssigned, "03-18 10:00", "", Data{User: lotte}},
			},
			"03-11 late 03-16, 03-18 met 03-18",
		},
		{
			"who was asked never said so", "exactpi", DutyAccept,
			[]occurred{{HandlerAssigned, "03-10 10:00", "", Data{User: milan}}, {HandlerAssigned, "03-16 10:00", "", Data{User: lotte}}},
			"03-11 missed 03-16, 03-17 owed",
		},
		{
			"a week without news, then some", "cygnus", "update",
			[]occurred{{HandlerAssigned, "03-05 11:00", "", Data{User: mees}}, {Updated, "03-10 10:00", "", Data{}}, {Updated, "03-20 10:00", "", Data{}}},
			"03-17 missed 03-20, 03-27 owed",
		},
		{
			"silence", "okonomi", DutySilence,
			[]occurred{{Noted, "03-10 10:00", "", Data{}}, {Noted, "03-20 10:00", "", Data{}}},
			"03-17 missed 03-20, 03-27 owed",
		},
		{
			"a third party that did not rule, and another", "kerngroep", DutyRuling,
			[]occurred{
				{Told, "03-10 10:00", "", Data{}}, {Disputed, "03-11 10:00", "", Data{Day: "2026-04-10", Why: "no"}},
				{Ruled, "04-20 10:00", "", Data{Flags: []string{FlagUndecided}}}, {Disputed, "04-21 10:00", "", Data{Day: "2026-05-20", Why: "no"}},
			},
			"04-10 late 04-20, 05-20 owed",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := presetPartner(script(t, tc.preset, tc.list...))
			for how, c := range map[string]*Case{"at hand": c, "loaded": reload(c)} {
				if got := fates(t, c, tc.kind); got != tc.want {
					t.Errorf("%s: %s, want %s", how, got, tc.want)
				}
				keys := map[string]bool{}
				duties, _ := c.Duties()
				for _, d := range duties {
					keys[fmt.Sprint(d.Kind, d.Round, d.Past)] = true
					if d.Past > 0 && d.Open() {
						t.Errorf("%s: %s %d was over and is owed", how, d.Kind, d.Past)
					}
				}
				if len(keys) != len(duties) {
					t.Errorf("%s: %d of %d duties are told apart", how, len(keys), len(duties))
				}
			}
		})
	}
}

// presetPartner has Mees be a partner as well.
func presetPartner(c *Case) *Case {
	c.Roster.Holders = append(slices.Clone(c.Roster.Holders), Holder{Role: RolePartner, User: mees})
	return c
}

// Words that were corrected after their approval are read back again: that they were
// approved late stays so, each time (EX-05). An approval counts from when it was recorded,
// as it is one of the words as they stood then.
func TestReadingBackAgainKeepsWhatItWas(t *testing.T) {
	w := &walk{t, walkTo(t, FaceNew)}
	read := func(on, when string) {
		f := w.c.Filing()
		w.do("read back", w.c.RecordReadBack(ReadBackForm{
			Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: w.c.TextHash, At: at(t, on), Via: "phone", Explained: true,
		}, member(lotte), at(t, when)))
	}
	correct := func(text, when string) {
		w.do("correct", w.c.Correct(CorrectForm{Fact: Fact{Seq: 1, Code: FactStory}, Text: text, Reason: "she said so"}, member(sanne), at(t, when)))
	}
	read("2026-03-10 10:00", "2026-03-10 10:01")
	correct("The accounts were promised for October, in writing.", "2026-03-11 10:05")
	read("2026-03-11 10:00", "2026-03-11 10:10") // she said what is wrong, and agreed, in one talk
	correct("The accounts were promised for August, in writing.", "2026-03-12 10:00")
	read("2026-03-16 10:00", "2026-03-16 10:01")
	correct("The accounts were promised for July, in writing.", "2026-03-17 10:00")
	const want = "03-06 late 03-10, 03-12 met 03-11, 03-13 late 03-16, 03-18 owed"
	for how, c := range map[string]*Case{"at hand": w.c, "loaded": reload(w.c)} {
		if got := fates(t, c, DutyReadBack); got != want {
			t.Errorf("%s: %s, want %s", how, got, want)
		}
		if got := fates(t, c, "explain"); got != "03-11 met 03-10" {
			t.Errorf("%s: explained %s", how, got)
		}
	}
}

// No period ends sooner than the least that it is said to take.
func TestNoPeriodIsShorterThanItsLeast(t *testing.T) {
	c := presetCase(t, "kerngroep", zoneOf("kerngroep"))
	for _, name := range procedure.Presets() {
		for _, spec := range presetOf(t, name).Duties {
			if spec.Within == nil {
				continue
			}
			for start := at(t, "2026-03-05 00:00"); start.Before(at(t, "2026-04-05 00:00")); start = start.Add(47 * time.Minute) {
				due, err := c.Calendar.Due(start, *spec.Within, spec.Roll)
				if must(t, err); due.Due.Sub(start) < spec.Within.Least() || spec.Within.Least() <= 0 && spec.Within.N() > 4 {
					t.Fatalf("%s %s from %s ends %s", name, spec.Within, start, due.Due)
				}
			}
		}
	}
}

// What may not be due after the answer is due no later than the answer was at first: more
// time for that is none for the receipt, and a receipt that was late stays late (B4.10).
func TestMoreTimeLiftsNothingElse(t *testing.T) {
	for _, tc := range []struct {
		name string
		list []occurred
		want string
	}{
		{"no more time", nil, "03-12 owed"},
		{"more time", []occurred{{Extended, "03-09 10:00", "", Data{Day: "2026-04-10"}}}, "03-12 owed"},
		{"more time, and a late receipt", []occurred{{Extended, "03-09 10:00", "", Data{Day: "2026-04-10"}}, {Acknowledged, "03-13 10:00", "", Data{}}}, "03-12 late 03-13"},
		{"told too late", []occurred{{Extended, "03-13 10:00", "", Data{Day: "2026-04-10"}}}, "03-12 owed"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := presetCase(t, "klachten", zoneOf("klachten"))
			week, days := period(t, "1w"), period(t, "7bd")
			p := *c.Procedure
			p.Duties = slices.Clone(p.Duties)
			for i := range p.Duties {
				switch d := &p.Duties[i]; d.Kind {
				case DutyConfirm:
					d.Within = days
				case "decision":
					d.Within = week
				}
			}
			p.Extend = procedure.Extend{Of: "decision", Most: week, Announce: week}
			c.Procedure = &p
			received := at(t, "2026-03-05 10:00")
			c.record(Received, member(lotte), received, received, Data{Via: "phone"}, c.put(Filing{Name: "Anna"}))
			for _, s := range tc.list {
				c.record(s.kind, member(milan), at(t, "2026-"+s.at), at(t, "2026-"+s.at), s.data, 0)
			}
			if got := fates(t, c, DutyConfirm); got != tc.want {
				t.Errorf("the receipt: %s, want %s", got, tc.want)
			}
			d := dutyOf(t, c, "decision")
			if longer := len(d.Was) > 0; longer != strings.HasPrefix(tc.name, "more") {
				t.Errorf("the answer is due %s, was %v", d.Due, d.Was)
			}
		})
	}
}
