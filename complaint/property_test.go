package complaint

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/calendar"
	"ombud/procedure"
)

// zones are where the companies of the presets keep office.
var presetZones = map[string]string{"okonomi": "Europe/Copenhagen"}

func zoneOf(name string) string {
	if zone := presetZones[name]; zone != "" {
		return zone
	}
	return "Europe/Amsterdam"
}

// Of every preset, each duty that runs from the receipt is due no earlier for what
// came in later, on a day on which the company works, and its derivation counts to
// that very date again.
func TestDueDatesOfEveryPreset(t *testing.T) {
	for _, name := range procedure.Presets() {
		like := presetCase(t, name, zoneOf(name))
		rapid.Check(t, func(r *rapid.T) {
			begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
			early := begin.Add(time.Duration(rapid.IntRange(0, 2*365*24*60).Draw(r, "received")) * time.Minute)
			late := early.Add(time.Duration(rapid.IntRange(0, 9*24*60).Draw(r, "later")) * time.Minute)
			before, after := dutiesFrom(r, like, early), dutiesFrom(r, like, late)
			if len(before) == 0 || len(before) != len(after) {
				r.Fatalf("%s: %d and %d duties", name, len(before), len(after))
			}
			for i, d := range before {
				if after[i].Due.Before(d.Due) || after[i].Literal.Before(d.Literal) {
					r.Fatalf("%s: %s of %s is due %s, of %s %s", name, d.Kind, early, d.Due, late, after[i].Due)
				}
				holdDue(r, like, d)
			}
		})
	}
}

// dutiesFrom are the duties of a case that came in at that moment, none of them
// capped by another.
func dutiesFrom(r *rapid.T, like *Case, received time.Time) []Duty {
	c := New(like.Workspace, like.Procedure, like.Calendar, like.Roster)
	c.record(Received, member(lotte), received, received.Add(time.Minute), Data{Via: "phone"}, c.put(Filing{Name: "Anna"}))
	duties, err := c.Duties()
	if err != nil {
		r.Fatal(err)
	}
	return duties
}

// holdDue holds that a duty ends on a working day, or on the day as counted, and
// that its steps lead there.
func holdDue(r *rapid.T, c *Case, d Duty) {
	cal, spec := c.Calendar, c.Procedure.Duty(d.Kind)
	if last := cal.LastDay(d.Due); !cal.IsBusinessDay(last) && (spec.Roll != calendar.RollNone || !d.Due.Equal(d.Literal)) {
		r.Fatalf("%s ends on %s, which is closed", d.Kind, last)
	}
	again, err := cal.Due(d.Start, *spec.Within, spec.Roll)
	if other := c.Procedure.Duty(spec.NotAfter); err == nil && other != nil { // cut short by another, whose steps are its own
		if last, wrong := cal.Due(d.Start, *other.Within, other.Roll); wrong != nil || !d.Due.Equal(earlier(again.Due, last.Due)) {
			r.Fatalf("%s is due %s, alone %s, and %s %s (%v)", d.Kind, d.Due, again.Due, other.Kind, last.Due, wrong)
		}
		return
	}
	if err != nil || !again.Due.Equal(d.Due) || !again.Literal.Equal(d.Literal) || !slices.Equal(again.Steps, d.Steps) {
		r.Fatalf("%s is derived as %v, then as %v (%v)", d.Kind, d.Steps, again.Steps, err)
	}
	if end := replay(r, cal, d.Steps, *spec.Within); !end.Equal(d.Due) {
		r.Fatalf("the steps of %s lead to %s, not to %s: %v", d.Kind, end, d.Due, d.Steps)
	}
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

// replay counts along a derivation as a person would with a calendar on the wall:
// closed days are closed, others count, hours add up.
func replay(r *rapid.T, cal *calendar.Calendar, steps []calendar.Step, p calendar.Period) time.Time {
	var end time.Time
	var ran time.Duration
	counted := 0
	for _, s := range steps {
		switch s.Code {
		case calendar.StepClosed, calendar.StepCounted:
			for d := s.Day; !s.Last.Before(d); d = d.AddDays(1) {
				if cal.IsBusinessDay(d) != (s.Code == calendar.StepCounted) {
					r.Fatalf("%s stands under %s", d, s.Code)
				}
				if s.Code == calendar.StepCounted {
					counted++
				}
			}
			if s.Code == calendar.StepCounted && counted != s.N {
				r.Fatalf("%d days counted, %d said", counted, s.N)
			}
			end = s.Last.End(cal.Zone())
		case calendar.StepRan:
			ran += s.Run
		case calendar.StepAdded, calendar.StepClamped, calendar.StepRolled:
			end = s.Day.End(cal.Zone())
		case calendar.StepDue:
			if cal.LastDay(s.At) != s.Day {
				r.Fatalf("due %s and shown as %s", s.At, s.Day)
			}
			if ran > 0 { // where on the clock of the last day it ends is package calendar's to hold
				end = s.At
			}
		}
	}
	if ran != 0 && ran != time.Duration(p.N())*time.Hour {
		r.Fatalf("%s ran for %s", p, ran)
	}
	return end
}

// strayed is a case of a preset that went its road with steps left out and others
// too early, and was closed if it could be; taken up again, it went the road of another
// round in the same way.
func strayed(r *rapid.T, like *Case) (*Case, error) {
	c := New(like.Workspace, like.Procedure, like.Calendar, like.Roster)
	c.Number = like.Number
	clock := time.Date(2026, 3, 5, 10, 20, 0, 0, like.Calendar.Zone())
	form := Registration{Via: "phone", ReceivedAt: clock.Add(-20 * time.Minute), Filing: Filing{
		Name: "Anna de Vries", Phone: "+31 6 12345678", Email: "anna@bakkerijzon.example", Summary: "Accounts late", Wish: "the fine back", Street: "Markt 1", Postcode: "1234 AB", Town: "Utrecht",
		Story: "The accounts were promised for September and came in November.",
	}}
	if err := c.Register(form, member(lotte), clock); err != nil {
		return nil, err
	}
	clock = stray(r, c, roadOf(c), clock)
	err := tryClosing(r, c, clock)
	if rapid.Bool().Draw(r, "another round") {
		clock = stray(r, c, againOf(r, c), clock)
		err = tryClosing(r, c, clock)
	}
	return c, err
}

// stray takes steps an hour apart, in half of the tries some left out and some too early.
// At no moment a step is offered twice: Slack takes no card on which a button stands twice.
func stray(r *rapid.T, c *Case, steps []func(time.Time) error, clock time.Time) time.Time {
	tidy := rapid.Bool().Draw(r, "tidy")
	for i := range steps {
		if tidy {
			break
		}
		if j := i + rapid.SampledFrom([]int{0, 0, 0, 0, 1, 3}).Draw(r, "swap"); j < len(steps) {
			steps[i], steps[j] = steps[j], steps[i]
		}
	}
	for _, step := range steps {
		clock = clock.Add(time.Hour)
		if tidy || rapid.IntRange(0, 19).Draw(r, "left out") > 0 {
			_ = step(clock) // refused out of its order, which is what is tried
		}
		next, others := c.Next()
		for i, s := range others {
			if s == next || slices.Contains(others[:i], s) {
				r.Fatalf("%s, %s: %s is offered twice, beside %s", c.Procedure.Name, c.Face(), s, next)
			}
		}
	}
	return clock.Add(time.Hour)
}

func tryClosing(r *rapid.T, c *Case, now time.Time) error {
	words := func(what string) string {
		return rapid.SampledFrom([]string{"written", "written", "written", "written", "written", " "}).Draw(r, what)
	}
	report := Report{Handling: words("handling"), Lesson: words("lesson"), Archive: words("archive"), NoMeasure: "one slip"}
	if c.State == StateClosed { // closed already
		return nil
	}
	return c.Close(report, member(sanne), now)
}

// againOf is every step of another round: the customer comes back, the answer is written
// anew and told, and a third party may come between.
func againOf(r *rapid.T, c *Case) []func(time.Time) error {
	road := roadOf(c)
	again := []func(time.Time) error{
		func(now time.Time) error { return c.Reopen("came back", now, member(sanne), now) },
		func(now time.Time) error {
			return c.RecordFollowUp(FollowUpForm{Result: Dissatisfied, At: now, Via: "phone", Note: "no"}, member(lotte), now)
		},
	}
	if rapid.Bool().Draw(r, "third party") {
		again = append(again, func(now time.Time) error {
			day := now.AddDate(0, 1, 0).Format("2006-01-02")
			return c.HandOver(DisputeForm{Name: "Committee", Binding: "no", AskedBy: "Anna", At: now, Day: day}, member(sanne), now)
		}, func(now time.Time) error {
			return c.RecordRuling(Ruling{Text: "Refund half", At: now}, member(sanne), now)
		})
	}
	return append(again, road[len(road)-4:]...)
}

// roadOf is every step that a case may need from filing to closing.
func roadOf(c *Case) []func(time.Time) error {
	first := func(list []string, other string) string { return append(slices.Clone(list), other)[0] }
	handler := sanne
	if len(c.Candidates(c.RegisteredAt)) > 0 {
		handler = c.Candidates(c.RegisteredAt)[0]
	}
	return []func(time.Time) error{
		func(now time.Time) error { return c.TakeOver(member(mees), now) },
		func(now time.Time) error {
			class := Class{
				Nature: first(c.Procedure.Natures, ""), Weight: "minor", Submitted: "oral",
				Category: first(c.Procedure.Classify.Categories, ""), Party: first(c.Procedure.Classify.Parties, ""),
			}
			return c.Classify(Classification{Class: class, Judgement: Judgement{Object: "accounts", Assessment: "hear both"}}, member(sanne), now)
		},
		func(now time.Time) error {
			return c.Acknowledge(Receipt{At: now, Via: first(c.Procedure.Confirm.Forms, "phone"), With: "her", Said: "said", Address: "Kade 1"}, member(sanne), now)
		},
		func(now time.Time) error {
			f := c.Filing()
			return c.RecordReadBack(ReadBackForm{
				Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone", Explained: true,
			}, member(lotte), now)
		},
		func(now time.Time) error {
			return c.CheckDetails(DetailsForm{Name: "Anna", Street: "Markt 2", Postcode: "1234 AB", Town: "Utrecht", How: "asked", At: now}, member(lotte), now)
		},
		func(now time.Time) error {
			return c.Assign(Assignment{Handler: handler, Name: "Somebody", Title: "adviser", Why: c.Procedure.Assign.Reasons[0], Deliverers: []string{joost}}, member(sanne), now)
		},
		func(now time.Time) error {
			return c.Explain(Explanation{At: now, Via: "phone", Given: "kopie meegegeven"}, member(sanne), now)
		},
		func(now time.Time) error {
			return c.Inform(Informing{User: milan, At: now, Via: "phone"}, member(sanne), now)
		},
		func(now time.Time) error {
			f := ContactForm{
				At: now, Via: "phone", With: "Anna", Reached: true, How: "we look into it", Day: "2026-03-20", Note: "said", Folder: "folder 12", Points: c.Procedure.Contact.Points, KeepUnadvised: true,
			}
			return c.LogContact(f, member(sanne), now)
		},
		func(now time.Time) error {
			return c.Consult(Consultation{With: lotte, At: now, Said: "said"}, member(sanne), now)
		},
		func(now time.Time) error {
			if h := c.Unconfirmed(); h != nil {
				return c.ConfirmHeard(h.Seq, member(lotte), now)
			}
			return nil
		},
		func(now time.Time) error {
			d := draft()
			d.Form, d.Facts, d.Reasons, d.Promises = first(c.Procedure.Answer.Forms, "email"), "so it was", "so it is", nil
			return c.Prepare(d, member(sanne), now)
		},
		func(now time.Time) error { return c.Approve(len(c.Answers), member(mees), now) },
		func(now time.Time) error {
			return c.Deliver(Delivery{At: now, Via: first(c.Procedure.Answer.Forms, "email"), With: "Anna", Said: "said"}, member(sanne), now)
		},
		func(now time.Time) error {
			return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now)
		},
	}
}

// lacking is what a procedure asks before closing and the events of a closed case do
// not show: read from the file of the procedure and from the events alone, not from the
// rules of closing.
func lacking(c *Case) []string {
	opened, round, out := 0, 1, false // the event that opened the last round, which it is, with a third party
	var report Report
	for _, e := range c.Events {
		switch e.Kind {
		case Dissatisfied, Reopened:
			opened, round, out = e.Seq, round+1, false
		case Disputed, Ruled:
			out = e.Kind == Disputed
		case CaseClosed:
			report = c.Report(e)
		}
	}
	happened := func(kind Kind, is func(Event) bool) bool {
		return slices.ContainsFunc(c.Events, func(e Event) bool { return e.Kind == kind && (is == nil || is(e)) })
	}
	lately := func(e Event) bool { return e.Seq > opened }
	var missing []string
	need := func(asked bool, what string, there bool) {
		if asked && !there {
			missing = append(missing, what)
		}
	}
	p, ruled := c.Procedure, happened(Ruled, lately)
	agreed := func(asks ...Ask) bool {
		return happened(AgreementGiven, func(e Event) bool { return lately(e) && slices.Contains(asks, Ask(e.Data.Why)) })
	}
	need(true, "third party's word", !out)
	need(true, "answer told", ruled || happened(Told, func(e Event) bool { return lately(e) && e.Data.Round == round }))
	need(p.Answer.Approval.Role != "", "approval", ruled || happened(Approved, lately))
	need(p.FollowUp.Required, "satisfied", ruled || happened(Satisfied, lately) || agreed(AskNoReply, AskNoContact))
	need(p.Steps.FirstContact, "contact", happened(Contacted, nil) || happened(Unreached, nil))
	need(p.Steps.CheckDetails, "name and address checked", happened(DetailsChecked, nil))
	need(p.Classify.Required, "class", happened(Classified, nil))
	need(p.Close.Explained, "explained", happened(Explained, nil))
	need(p.Answer.Consult == "filer", "consultation", happened(Consulted, nil))
	need(p.Answer.ConsultConfirmed, "its confirmation", happened(ConsultConfirmed, nil))
	need(slices.Contains(p.Close.Duties, "inform"), "informed", happened(Informed, nil))
	for _, point := range p.Close.Points {
		spoke := func(e Event) bool { return e.Data.Has(point) }
		need(!c.Unreached(), point, happened(Contacted, spoke) || happened(Received, spoke))
	}
	need(p.Close.Report, "report", report.Handling != "")
	need(p.Close.Lesson, "lesson", report.Lesson != "")
	need(p.Close.Archive, "archive", report.Archive != "")
	return missing
}

// Of no preset does a case close before all that its procedure asks has happened,
// whatever was left out or came too early, in its first round and in another; nor where
// nobody is asked whether it is solved. A part of the tries does close, and of those a
// part in another round, so that this says something.
func TestNoPresetClosesTooEarly(t *testing.T) {
	again := 0
	for _, name := range append(procedure.Presets(), "unasked") {
		preset := name
		if name == "unasked" {
			preset = "klachten"
		}
		like, closed, open := presetCase(t, preset, zoneOf(preset)), 0, 0
		like.Procedure.FollowUp.Required = name != "unasked"
		rapid.Check(t, func(r *rapid.T) {
			c, err := strayed(r, like)
			if c == nil {
				r.Fatal(err)
			}
			if (err == nil) != (c.State == StateClosed) {
				r.Fatalf("%s: closing says %v, and the case is %s", name, err, c.State)
			}
			if c.State != StateClosed {
				open++
				return
			}
			if closed++; c.Round > 1 {
				again++
			}
			if missing := lacking(c); len(missing) > 0 {
				r.Fatalf("%s closed without %v", name, missing)
			}
		})
		if closed == 0 || open == 0 {
			t.Fatalf("%s: %d tries closed, %d did not", name, closed, open)
		}
	}
	if again == 0 {
		t.Error("none closed in another round")
	}
}
