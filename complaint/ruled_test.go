package complaint

import (
	"slices"
	"testing"
	"time"

	"ombud/procedure"
)

// outside is a body with a ruling that binds, or not.
func outside(t testing.TB, binding string) DisputeForm {
	f := handOver(t)
	f.Binding = binding
	return f
}

// settledOutside takes an answered case to a third party and closes it on its ruling.
func (w *walk) settledOutside(binding string, now time.Time) {
	w.t.Helper()
	f := outside(w.t, binding)
	f.At, f.Day = now, "2026-09-01"
	w.do("hand over", w.c.HandOver(f, member(sanne), now))
	w.do("rule", w.c.RecordRuling(Ruling{Text: "Refund half", At: now, Day: "2026-09-01"}, member(sanne), now))
	w.do("carry out", w.c.CarryOut(now, member(sanne), now))
	w.do("close", w.c.Close(Report{Handling: "as ruled", NoMeasure: "the ruling says what changes"}, member(sanne), now))
}

// What a third party decided with a ruling that binds nobody decides again: no answer,
// no other body, whichever that is (KG-21). One that does not bind leaves the way open.
func TestARulingThatBindsIsTheLast(t *testing.T) {
	first, second := at(t, "2026-03-19 11:00"), at(t, "2026-04-20 11:00")
	for _, tc := range []struct {
		name, first, second string
		reopened            bool
		want                string
	}{
		{"binding, then a body that does not bind", "yes", "no", false, "error.reopen_ruled"},
		{"binding, then one that does", "yes", "yes", false, "error.reopen_ruled"},
		{"binding, then one of which nobody knows", "yes", "unknown", false, "error.reopen_ruled"},
		{"not binding, then one that is", "no", "yes", false, ""},
		{"not binding, then another", "no", "no", false, ""},
		{"nobody knows, then one that binds", "unknown", "yes", false, ""},
		{"not binding, answered again", "no", "", true, ""},
		{"binding, answered again", "yes", "", true, "error.reopen_ruled"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := &walk{t, walkTo(t, FaceAnswered)}
			w.settledOutside(tc.first, first)
			f := outside(t, tc.second)
			f.At, f.Day = second, "2026-09-01"
			again := func() error { return w.c.HandOver(f, member(sanne), second) }
			if tc.reopened {
				again = func() error { return w.c.Reopen("she came back", second, member(sanne), second) }
			}
			before := len(w.c.Events)
			if got := textOf(again()); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
			if done := len(w.c.Events) > before; done != (tc.want == "") {
				t.Errorf("recorded: %v", done)
			}
			if bound := tc.first == "yes"; w.c.Bound() != bound || w.c.BecomesAnother(second) != bound || slices.Contains(w.c.More(), StepDispute) != (!bound && tc.reopened) {
				t.Errorf("bound %v, goes on as another %v, menu %v", w.c.Bound(), w.c.BecomesAnother(second), w.c.More())
			} else if got := textOf(w.c.MayReopenLate(member(sanne), at(t, "2027-06-01 10:00"))); bound && got != "error.reopen_ruled" {
				t.Errorf("reopened long after: %q", got)
			}
		})
	}
}

// A ruling that binds after one that did not holds for good too, also once the case is
// built from its events, or a correction builds it anew.
func TestARulingThatBindsIsRemembered(t *testing.T) {
	w := &walk{t, walkTo(t, FaceAnswered)}
	w.settledOutside("no", at(t, "2026-03-19 11:00"))
	if w.c.Bound() {
		t.Fatal("bound by a ruling that does not bind")
	}
	w.settledOutside("yes", at(t, "2026-04-20 11:00"))
	w.do("correct", w.c.Correct(CorrectForm{Fact: Fact{FactAt, seqOf(t, w.c, Contacted)}, At: at(t, "2026-03-05 15:00"), Reason: "a day before"}, member(sanne), at(t, "2026-04-21 11:00")))
	again := Load(w.c.Workspace, w.c.Number, w.c.Procedure, w.c.Calendar, w.c.Roster, w.c.Events, w.c.Entries)
	if !w.c.Bound() || !again.Bound() {
		t.Errorf("bound %v, loaded %v", w.c.Bound(), again.Bound())
	}
}

// A ruling says what is carried out and by when, or why nothing is; of one that does not
// bind, why it is not followed (KG-22). Nobody does any of it later than its last day.
func TestARulingSaysWhatFollows(t *testing.T) {
	now := at(t, "2026-03-19 11:00")
	for _, tc := range []struct {
		name, binding string
		ruling        Ruling
		want          string
		face          Face
	}{
		{"a day", "yes", Ruling{Day: "2026-04-01"}, "", FaceRuled},
		{"who does what", "yes", Ruling{Promises: []Promise{{What: "refund", Who: "Milan", When: "2026-04-01"}}}, "", FaceRuled},
		{"why nothing", "yes", Ruling{Nothing: "The claim was denied"}, "", FaceReady},
		{"neither", "yes", Ruling{}, "nothing error.ruling_nothing", FaceDispute},
		{"spaces", "yes", Ruling{Nothing: " "}, "nothing error.ruling_nothing", FaceDispute},
		{"both a day and why not", "yes", Ruling{Day: "2026-04-01", Nothing: "denied"}, "nothing error.ruling_both", FaceDispute},
		{"both who and why not", "no", Ruling{Promises: []Promise{{What: "refund", Who: "Milan", When: "2026-04-01"}}, Nothing: "denied"}, "nothing error.ruling_both", FaceDispute},
		{"not binding, nothing said", "no", Ruling{}, "nothing error.ruling_follow", FaceDispute},
		{"perhaps binding, nothing said", "unknown", Ruling{}, "nothing error.ruling_follow", FaceDispute},
		{"not binding, not followed", "no", Ruling{Nothing: "We see it otherwise"}, "", FaceReady},
		{"not binding, followed", "no", Ruling{Day: "2026-04-01"}, "", FaceRuled},
		{"a task on the last day", "yes", Ruling{Day: "2026-04-01", Promises: []Promise{{What: "refund", Who: "Milan", When: "2026-04-01"}}}, "", FaceRuled},
		{"a task after the last day", "yes", Ruling{Day: "2026-04-01", Promises: []Promise{
			{What: "write", Who: "Milan", When: "2026-03-31"}, {What: "refund", Who: "Milan", When: "2026-04-02"},
		}}, "when2 error.ruling_task_late", FaceDispute},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			(&walk{t, c}).do("hand over", c.HandOver(outside(t, tc.binding), member(sanne), now))
			tc.ruling.Text, tc.ruling.At = "as follows", now
			if got := refusedFor(c.RecordRuling(tc.ruling, member(sanne), now)); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
			if c.Face() != tc.face {
				t.Errorf("face %s, want %s", c.Face(), tc.face)
			}
			if tc.want == "" && c.RulingNothing() != tc.ruling.Nothing {
				t.Errorf("kept %q of why nothing follows", c.RulingNothing())
			}
		})
	}
}

// Once it is known how the matter ended, the case asks for what closing still lacks, and
// never again for what was heard or done.
func TestWhatIsLeftOnceTheOutcomeIsKnown(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	satisfied := func(c *Case) error {
		return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone"}, member(lotte), now)
	}
	ruled := func(c *Case) error {
		f := outside(t, "yes")
		f.At = now
		if err := c.HandOver(f, member(sanne), now); err != nil {
			return err
		}
		if err := c.RecordRuling(Ruling{Text: "Refund", At: now, Day: "2026-04-01"}, member(sanne), now); err != nil {
			return err
		}
		return c.CarryOut(now, member(sanne), now)
	}
	check := func(c *Case) error { return c.CheckDetails(checked(t), member(sanne), now) }
	for _, tc := range []struct {
		name   string
		answer func(*testing.T) *Case
		heard  func(*Case) error
		next   Step
		meet   func(*Case) error // nil: nothing that a person does
	}{
		{"details of a satisfied customer", answeredDutch([]string{"sorry", "own_card"}), satisfied, StepDetails, check},
		{"details after a ruling", answeredDutch([]string{"sorry", "own_card"}), ruled, StepDetails, check},
		{"points of the conversation", answeredDutch(nil, check), satisfied, StepContact, func(c *Case) error {
			f := talk(t)
			f.At = now
			return c.LogContact(f, member(sanne), now)
		}},
		{"the class", answeredCygnus("classify"), satisfied, StepClassify, func(c *Case) error { return c.Classify(classed(), member(sanne), now) }},
		{"the pointer to the regulation", answeredCygnus("explain"), satisfied, StepExplain, func(c *Case) error {
			return c.Explain(Explanation{At: now, Via: "phone", Given: "kopie meegegeven"}, member(sanne), now)
		}},
		{"who is told of it", answeredCygnus("inform"), satisfied, StepInform, func(c *Case) error {
			return c.Inform(Informing{User: milan, At: now, Via: "phone"}, member(sanne), now)
		}},
		{"a file on its way", func(t *testing.T) *Case { return withFile(t, walkTo(t, FaceAnswered)) }, satisfied, StepClose, nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := tc.answer(t)
			w := &walk{t, c}
			w.do("hear", tc.heard(c))
			if next, others := c.Next(); c.Face() != FaceReady || next != tc.next || tc.next != StepClose && !slices.Contains(others, StepClose) {
				t.Fatalf("%s, next %s beside %v; want %s", c.Face(), next, others, tc.next)
			}
			before := len(c.Events)
			for what, again := range map[string]error{
				"a try without a reply": c.RecordFollowUp(FollowUpForm{Result: NoReply, At: now, Via: "phone"}, member(lotte), now),
				"carrying out":          c.CarryOut(now, member(sanne), now),
				"closing unheard":       c.AskClose("nobody answers", member(sanne), now),
			} {
				if again == nil {
					t.Errorf("%s is recorded again", what)
				}
			}
			if got := textOf(c.Close(Report{Handling: "x", Archive: "x", NoMeasure: "x"}, member(sanne), now)); got != "error.close_blocked" {
				t.Errorf("closed with that open: %q", got)
			}
			if len(c.Events) != before {
				t.Fatalf("%d events more", len(c.Events)-before)
			}
			if tc.meet == nil {
				return
			}
			w.do("meet it", tc.meet(c))
			if next, others := c.Next(); c.Face() != FaceReady || next != StepClose || slices.Contains(others, StepClose) {
				t.Errorf("then %s, next %s beside %v", c.Face(), next, others)
			}
		})
	}
}

// answeredDutch is a case of kerngroep that was answered after a talk with those points.
func answeredDutch(points []string, before ...func(*Case) error) func(*testing.T) *Case {
	return func(t *testing.T) *Case {
		w, now := dutch(t), at(t, "2026-03-12 12:00")
		f := talk(t)
		f.Points, f.KeepUnadvised = points, true
		w.do("contact", w.c.LogContact(f, member(lotte), f.At))
		for _, step := range before {
			w.do("before", step(w.c))
		}
		w.do("assign", w.c.Assign(Assignment{Handler: milan, Name: "Milan de Wit", Title: "adviseur", Why: "process"}, member(sanne), now))
		w.do("draft", w.c.Prepare(draft(), member(milan), now))
		w.do("approve", w.c.Approve(1, member(mees), now))
		w.do("deliver", w.c.Deliver(Delivery{At: now, Via: "phone"}, member(milan), now))
		return w.c
	}
}

// answeredCygnus is an answered case of cygnus in which one of its first steps was left out.
func answeredCygnus(without string) func(*testing.T) *Case {
	return func(t *testing.T) *Case {
		c, now := cygnus(t, lotte), at(t, "2026-03-12 12:00")
		w := &walk{t, c}
		d := draft()
		d.Form, d.Promises, d.Reasons = "letter", nil, "Two months late, without a word."
		for _, step := range []struct {
			name string
			try  func() error
		}{
			{"classify", func() error { return c.Classify(classed(), member(sanne), now) }},
			{"assign", func() error {
				return c.Assign(Assignment{Handler: sanne, Name: "Sanne Bakker", Title: "officer", Why: "officer"}, member(sanne), now)
			}},
			{"explain", func() error {
				return c.Explain(Explanation{At: now, Via: "phone", Given: "kopie meegegeven"}, member(sanne), now)
			}},
			{"inform", func() error { return c.Inform(Informing{User: milan, At: now, Via: "phone"}, member(sanne), now) }},
			{"draft", func() error { return c.Prepare(d, member(sanne), now) }},
			{"approve", func() error { return c.Approve(1, member(mees), now) }},
			{"tell", func() error { return c.Deliver(Delivery{At: now, Via: "letter"}, member(sanne), now) }},
		} {
			if step.name != without {
				w.do(step.name, step.try())
			}
		}
		return c
	}
}

// withFile lets a document come in that nobody has fetched yet.
func withFile(t *testing.T, c *Case) *Case {
	add := Addition{Registration: Registration{Filing: Filing{Files: []Attachment{{ID: "F9", Name: "photo.png", Size: 9}}}}}
	(&walk{t, c}).do("add", c.AddInformation(add, member(sanne), at(t, "2026-03-20 11:00")))
	return c
}

// A dispute ends what telling and asking end, and nothing of what closing asks for
// later: that is owed, and reminded of, as before.
func TestADisputeEndsWhatTheAnswerEnds(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		name   string
		answer func(*testing.T) *Case
		duty   string
		want   string
	}{
		{"name and address", answeredDutch([]string{"sorry", "own_card"}), "check_details", "owed"},
		{"the class", answeredCygnus("classify"), "classify", "owed"},
		{"the pointer to the regulation", answeredCygnus("explain"), "explain", "owed"},
		{"who is told of it", answeredCygnus("inform"), "inform", "owed"},
		{"the call afterwards", answeredDutch(nil), DutyFollowUp, "missed"},
		{"the promise of a new answer", func(t *testing.T) *Case { return walkBack(t, FaceReopened) }, DutyRework, "void"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := tc.answer(t)
			if d := dutyOf(t, c, tc.duty); !d.Open() {
				t.Fatalf("not owed before: %+v", d)
			}
			f := outside(t, "yes")
			f.At = now
			(&walk{t, c}).do("hand over", c.HandOver(f, member(sanne), now))
			if got := fate(dutyOf(t, c, tc.duty)); got != tc.want {
				t.Errorf("it is %s, want %s", got, tc.want)
			}
		})
	}
}

// Whoever handled the case grades it only where the procedure lets them, or when nobody
// else is left: the call afterwards is somebody else's, and so are its reminders (EX-18).
func TestWhoIsToCallAfterwards(t *testing.T) {
	monday := at(t, "2026-03-16 10:00")
	away := func(user, deputy string) func(*Case) {
		return func(c *Case) {
			c.Roster.Away = append(c.Roster.Away, Absence{User: user, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-30 00:00"), Deputy: deputy})
		}
	}
	for _, tc := range []struct {
		name    string
		callers []string
		set     func(*Case)
		want    []string
	}{
		{"nobody is named: the officer", nil, nil, []string{sanne}},
		{"nobody is named, and the officer handles: who filed it", nil, officerHandles, []string{lotte}},
		{"nobody is named, the officer handles, and a colleague received it", nil, func(c *Case) {
			officerHandles(c)
			c.receiver = "U0OTHER"
		}, []string{"U0OTHER"}},
		{"nobody is named, the officer handles and received it", nil, func(c *Case) {
			officerHandles(c)
			c.receiver = sanne
		}, []string{lotte}},
		{"nobody is named, and the officer handles and filed it", nil, func(c *Case) { c.Handler, c.Filer = sanne, sanne }, []string{sanne}},
		{"nobody is named, one of two officers handles", nil, func(c *Case) {
			officerHandles(c)
			c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleOfficer, User: fatima})
		}, []string{fatima}},
		{"nobody is named, the officer handles, where handlers ask", nil, func(c *Case) {
			officerHandles(c)
			handlersAsk(c)
		}, []string{sanne}},
		{"somebody else", []string{lotte}, nil, []string{lotte}},
		{"the handler among them", []string{milan, lotte}, nil, []string{lotte}},
		{"the handler alone: who filed it", []string{milan}, nil, []string{lotte}},
		{"the handler alone, who filed it too: the officer", []string{milan}, func(c *Case) { c.Filer = milan }, []string{sanne}},
		{"the handler alone, and the case about who filed it", []string{milan}, func(c *Case) { c.About = []string{lotte} }, []string{sanne}},
		{"the handler alone, and who filed it left", []string{milan}, func(c *Case) { c.Roster.Left = map[string]time.Time{lotte: at(t, "2026-03-14 00:00")} }, []string{sanne}},
		{"the handler stands in for the caller", []string{lotte}, away(lotte, milan), []string{sanne}},
		{"somebody else stands in", []string{lotte}, away(lotte, fatima), []string{fatima}},
		{"the deliverer", []string{joost}, nil, []string{lotte}},
		{"who may, where handlers do", []string{milan, lotte}, handlersAsk, []string{milan, lotte}},
		{"the handler alone, where handlers do", []string{milan}, handlersAsk, []string{milan}},
		{"the officer handles and is all there is", []string{sanne}, func(c *Case) { c.Handler, c.Filer = sanne, sanne }, []string{sanne}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			c.Roster.Holders = slices.DeleteFunc(c.Roster.Holders, func(h Holder) bool { return h.Role == RoleFollowUp })
			for _, u := range tc.callers {
				c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RoleFollowUp, User: u})
			}
			if tc.set != nil {
				tc.set(c)
			}
			d := dutyOf(t, c, DutyFollowUp)
			if got := c.Recipients(&d, StageDueDay, monday); !slices.Equal(got, tc.want) {
				t.Errorf("reminded: %v, want %v", got, tc.want)
			}
			if tc.callers == nil && tc.set == nil && awaits(c, c.AwaitedBy(), lotte, monday) {
				t.Error("who filed it finds it, though the officer asks")
			}
			for _, u := range tc.want {
				if !awaits(c, c.AwaitedBy(), u, monday) {
					t.Errorf("%s does not find it among what may wait for them", u)
				}
				if err := c.MayFollowUp(member(u), monday); err != nil {
					t.Errorf("%s is reminded of what they may not do: %v", u, err)
				}
			}
		})
	}
}

func officerHandles(c *Case) { c.Handler = sanne }

func handlersAsk(c *Case) {
	p := *c.Procedure
	p.FollowUp = procedure.FollowUp{Required: true, Attempts: 3, ReadyBefore: 2, HandlerMayAsk: true}
	c.Procedure = &p
}
