package handlers

import (
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// closedLongAgo is a case that closed more than a year ago, and the card that
// was drawn then.
func closedLongAgo(o *office) (number, card string) {
	number = o.satisfied()
	o.does(number, func(c *complaint.Case) error {
		return c.Close(complaint.Report{Handling: "Hersteld"}, full(sanne), o.now)
	})
	card = o.post(klachten, number, view.Card)
	o.turn(at(o.t, "2027-03-30 10:00"))
	return number, card
}

// comesBack presses Reopen on the old card and fills in what is new.
func (o *office) comesBack(p person, card string) {
	o.t.Helper()
	p.presses(klachten, card, "case.reopen.open")
	p.fill(map[string]any{"summary": "Weer een boete", "story": "Er kwam opnieuw een boete over hetzelfde jaar."})
}

// The Reopen button of a card from long ago records a new case with the same
// customer, and each of the two names the other.
func TestReopenButtonAfterItsTime(t *testing.T) {
	o := newOffice(t)
	number, card := closedLongAgo(o)
	p := o.as(milan)
	o.comesBack(p, card)
	o.shows(p, "gekoppeld aan "+number)
	p.fill(map[string]any{"via": "email"}) // drawn anew
	p.fill(map[string]any{"email": "anna@example.com"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not filed: %v", seen.Errors)
	}
	o.shows(p, "K-2027-0001")
	old, c := o.caseOf(number), o.caseOf("K-2027-0001")
	if !slices.Equal(c.Related, []string{number}) || !slices.Equal(old.Related, []string{c.Number}) || old.Open() || c.Filing().Name != "Anna de Vries" {
		t.Errorf("linked %v and %v, the old one is %s, of %q", c.Related, old.Related, old.Face(), c.Filing().Name)
	}
	p.inView("case.file.again") // another one, which follows on nothing
	p.fill(phoned())
	p.fill(map[string]any{"phone": "010 765 43 21"})
	p.submit()
	if c := o.caseOf("K-2027-0002"); len(c.Related) != 0 {
		t.Errorf("the next is linked to %v", c.Related)
	}
	o.as(sanne).command("/klacht", "toon "+number)
	o.shows(o.as(sanne), "K-2027-0001")
}

// The list of all actions offers the new case in the place of reopening, and
// turns into its form.
func TestFileAnewFromTheListOfActions(t *testing.T) {
	o := newOffice(t)
	number, card := closedLongAgo(o)
	s := o.as(sanne)
	s.presses(klachten, card, "case.open") // a card drawn now says so itself
	_, err := s.CloseView()
	must(t, err)
	fresh := o.post(klachten, number, view.Card)
	if text := s.Text(s.Messages(klachten)[len(s.Messages(klachten))-1]); !strings.Contains(text, "Nieuwe, gekoppelde zaak") || strings.Contains(text, "Heropenen") {
		t.Errorf("the card says %q", text)
	}
	s.presses(klachten, fresh, "case.anew.open")
	o.shows(s, "gekoppeld aan "+number)
	_, err = s.CloseView()
	must(t, err)
	r := &bot.Request{Kind: bot.KindAction, Route: "case.all", Team: firm, User: sanne, Action: bot.Action{ID: "case.all", Value: number}}
	resp, err := o.h.Routes().Actions["case.all"](t.Context(), r)
	must(t, err)
	raw, err := resp.Open.JSON()
	must(t, err)
	if !strings.Contains(string(raw), "case.anew.open") || strings.Contains(string(raw), "case.reopen.open") {
		t.Errorf("offers %s", raw)
	}
	r.Action.ID, r.View = "case.anew.open", bot.View{ID: "V1", Modal: true, Metadata: resp.Open.Metadata}
	resp, err = o.h.Routes().Actions["case.anew.open"](t.Context(), r)
	if err != nil || resp.Update == nil || resp.Update.CallbackID != "case.file" {
		t.Errorf("the list turns into %+v, %v", resp, err)
	}
}

// Who came back in time has their case taken up again, though it is written down too late:
// the list of all actions offers that beside the new case, its form says between which
// days, and the history keeps both times.
func TestReopenedWrittenDownLate(t *testing.T) {
	o := newOffice(t)
	number, _ := closedLongAgo(o)
	m := o.as(milan)
	card := o.post(klachten, number, view.Card)
	m.presses(klachten, card, "case.open")
	m.inView("case.all")
	if list := m.ViewText(m.Modal()); strings.Contains(list, "op tijd terug") || !strings.Contains(list, "Nieuwe, gekoppelde zaak") {
		t.Errorf("the handler is offered %s", list)
	}
	s := o.as(sanne)
	s.presses(klachten, card, "case.open")
	s.inView("case.all")
	s.inView("case.reopen_late.open")
	o.shows(s, "nu pas vastgelegd", "2026", "tot en met")
	came := at(t, "2027-02-26 16:00")
	for _, wrong := range []string{"2026-03-01 10:00", "2027-03-29 10:00"} {
		s.fill(map[string]any{"reason": "Belde vorige maand, nu gevonden", "when": at(t, wrong).Unix()})
		if seen := s.submit(); !strings.Contains(seen.Errors["when"], "Kies een moment van") {
			t.Errorf("at %s: %v", wrong, seen.Errors)
		}
	}
	s.fill(map[string]any{"when": came.Unix()})
	if seen := s.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	c := o.caseOf(number)
	e := c.Events[len(c.Events)-1]
	if c.Face() != complaint.FaceReopened || c.Round != 2 || !e.At.Equal(came) || !e.Recorded.Equal(o.now) || len(c.Related) != 0 {
		t.Fatalf("it is %s in round %d, since %v, linked to %v", c.Face(), c.Round, e.At, c.Related)
	}
	duties, err := c.Duties()
	must(t, err)
	want := at(t, "2027-03-03 00:00")
	if !slices.ContainsFunc(duties, func(d complaint.Duty) bool {
		return d.Kind == complaint.DutyReopened && d.Round == 2 && d.Due.Equal(want)
	}) {
		t.Errorf("nothing is owed by %v: %+v", want, duties)
	}
	s.closes()
	s.presses(klachten, o.post(klachten, number, view.Card), "case.more", choosing(number, complaint.StepOpenFile))
	s.inView("case.tab.history")
	o.shows(s, "26 feb", "30 maart")
}

// What is kept as a draft, or asked about because the customer has a case
// already, does not lose the link.
func TestTheLinkSurvivesADraft(t *testing.T) {
	o := newOffice(t)
	number, card := closedLongAgo(o)
	p := o.as(milan)
	o.comesBack(p, card)
	p.inView("case.draft.save")
	_, err := p.CloseView()
	must(t, err)
	p.command("/klacht", "")
	p.inView("case.draft.continue")
	o.shows(p, "gekoppeld aan "+number)
	p.submit()
	if c := o.caseOf("K-2027-0001"); !slices.Equal(c.Related, []string{number}) {
		t.Errorf("linked to %v", c.Related)
	}
	_, err = p.CloseView()
	must(t, err)
	o.comesBack(p, card)
	p.submit()
	if p.Modal().CallbackID != "case.alike" {
		t.Fatalf("asks nothing about the case that is open: %s", p.Modal().CallbackID)
	}
	p.inView("case.alike.new")
	if c, old := o.caseOf("K-2027-0002"), o.caseOf(number); !slices.Equal(c.Related, []string{number}) || len(old.Related) != 2 {
		t.Errorf("linked to %v, and back to %v", c.Related, old.Related)
	}
}

// The new case keeps out whom the old one keeps out, and is as confidential, by
// whatever way it is filed and though the form is cleared; the form begins with
// what was known.
func TestTheNewCaseKeepsOutWhomTheOldOneDid(t *testing.T) {
	for _, tc := range []struct {
		name   string
		hidden bool
		file   func(p person)
	}{
		{"as the form begins", false, func(p person) { p.submit() }},
		{"the form cleared", false, func(p person) {
			p.fill(map[string]any{"deliverers": []string{}})
			p.submit()
		}},
		{"of a confidential case", true, func(p person) {
			p.fill(map[string]any{"deliverers": []string{}})
			p.submit()
		}},
		{"through a draft", true, func(p person) {
			p.fill(map[string]any{"deliverers": []string{}})
			p.inView("case.draft.save")
			p.closes()
			p.command("/klacht", "")
			p.inView("case.draft.continue")
			p.submit()
		}},
		{"through the question where it belongs", false, func(p person) {
			p.fill(map[string]any{"deliverers": []string{}})
			p.submit()
			if p.Modal().CallbackID != "case.alike" {
				p.o.t.Fatalf("asks nothing: %s", p.Modal().CallbackID)
			}
			p.inView("case.alike.new")
		}},
		{"confidential, without that question", true, func(p person) {
			p.fill(map[string]any{"deliverers": []string{}})
			p.submit()
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			o := newOffice(t)
			number, card := closedLongAgo(o)
			o.does(number, func(c *complaint.Case) error {
				f := complaint.Interest{Users: []string{fatima}, How: "Zijn zus"}
				if tc.hidden {
					f.Channel = []string{fatima}
				}
				return c.DeclareInterest(f, full(sanne), o.now)
			})
			if strings.Contains(tc.name, "question") { // of which there is one with a case that is open
				o.file(milan, nil)
			}
			p := o.as(milan)
			o.comesBack(p, card)
			o.shows(p, "wordt ook buiten de nieuwe zaak gehouden")
			if state := string(p.Modal().State); !strings.Contains(state, joost) || strings.Contains(state, fatima) {
				t.Errorf("the form begins with %s", state)
			}
			tc.file(p)
			old, fresh := o.caseOf(number), ""
			if len(old.Related) == 1 {
				fresh = old.Related[0]
			}
			c := o.caseOf(fresh)
			for _, who := range []string{joost, fatima} {
				if !c.IsInvolved(who) || c.MaySee(full(who), complaint.PartState, o.now) {
					t.Errorf("%s is kept out of %s and not of %s", who, number, fresh)
				}
			}
			if old.Confidential != tc.hidden || c.Confidential != tc.hidden || c.IsInvolved(milan) {
				t.Errorf("confidential %v, after %v; kept out are %v", c.Confidential, old.Confidential, c.Involved())
			}
		})
	}
}

// What is added to a case that is open instead keeps the same people out of it.
func TestAnAdditionOfOneWhoCameBackKeepsOut(t *testing.T) {
	o := newOffice(t)
	number, card := closedLongAgo(o)
	open := o.file(milan, nil)
	p := o.as(milan)
	o.comesBack(p, card)
	p.fill(map[string]any{"deliverers": []string{}})
	p.submit()
	if o.caseOf(open).IsInvolved(joost) {
		t.Fatal("kept out before anything was added")
	}
	p.inView("case.alike.add")
	if c := o.caseOf(open); !c.IsInvolved(joost) || !o.caseOf(number).IsInvolved(joost) {
		t.Errorf("%s keeps out %v", open, c.Involved())
	}
}

// Whoever could not have reopened the case cannot link to it, whatever form
// they forge, and a case that can be reopened still is.
func TestFilingAnewIsRefused(t *testing.T) {
	o := newOffice(t)
	running := o.filed(map[string]any{"name": "Piet", "phone": "030 7654321"})
	number, card := closedLongAgo(o)
	must(t, o.Join(klachten, lotte))
	l := o.as(lotte)
	l.presses(klachten, card, "case.reopen.open")
	o.shows(l, "Nu: ", "Sanne Bakker")
	submit := func(user, after string) error {
		_, err := o.h.submitFiling(t.Context(), &bot.Request{Kind: bot.KindSubmit, Team: firm, User: user, View: bot.View{
			ID: "V" + user, Modal: true, Metadata: view.Metadata{Number: after, Lang: "nl"}.String(), Values: map[string]bot.Field{
				"via": {Option: "phone"}, "received": {At: o.now.Unix()}, "name": {Text: "Anna"}, "phone": {Text: "010 1234567"},
				"summary": {Text: "Weer"}, "story": {Text: "Er kwam opnieuw een boete."},
			},
		}})
		return err
	}
	before := o.cases()
	for _, tc := range []struct{ user, after, want string }{
		{lotte, number, "not_allowed"}, {joost, number, "no such case"}, {milan, "K-2026-9999", "no such case"}, {sanne, running, "wrong_state"},
	} {
		if err := submit(tc.user, tc.after); err == nil || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s after %s: %v, want %s", tc.user, tc.after, err, tc.want)
		}
	}
	if o.cases() != before || len(o.caseOf(number).Related) != 0 {
		t.Errorf("%d cases more, the closed one is linked to %v", o.cases()-before, o.caseOf(number).Related)
	}
	o.turn(at(t, "2026-03-06 10:00")) // the same card, in time
	p := o.as(milan)
	p.presses(klachten, card, "case.reopen.open")
	o.shows(p, "Waarmee kwam de melder terug?")
}

// A question that turns out to be a complaint, long after it can no longer be undone:
// its card offers a case of its own, which asks when it became one.
func TestAQuestionBecomesAComplaint(t *testing.T) {
	o := newOffice(t)
	number := o.file(lotte, nil)
	o.does(number, func(c *complaint.Case) error {
		return c.NotAComplaint(complaint.EndForm{End: complaint.EndQuestion, Reason: "Vroeg naar de datum", Reply: "12 maart", Via: "phone", At: o.now}, full(sanne), o.now)
	})
	o.turn(o.now.AddDate(0, 0, 8))
	p := o.as(sanne)
	p.presses(klachten, o.post(klachten, number, view.Card), "case.anew.open")
	o.shows(p, "gekoppeld aan "+number)
	if state := string(p.Modal().State); !strings.Contains(state, "Jaarrekening te laat") {
		t.Errorf("what the question was about is to be typed again: %s", state)
	}
	if state := string(p.Modal().State); strings.Contains(state, `"selected_date_time":1`) {
		t.Errorf("when it became a complaint is said for them: %s", state)
	}
	p.fill(map[string]any{"received": o.now.AddDate(0, 0, -1).Unix()})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not taken: %v", seen.Errors)
	}
	old := o.caseOf(number)
	if len(old.Related) != 1 || old.Face() != complaint.FaceNoComplaint {
		t.Fatalf("the question is %s, linked to %v", old.Face(), old.Related)
	}
	if c := o.caseOf(old.Related[0]); !slices.Contains(c.Related, number) || !c.ReceivedAt.Equal(o.now.AddDate(0, 0, -1).Truncate(time.Second)) {
		t.Errorf("received %v, linked to %v", c.ReceivedAt, c.Related)
	}
}
