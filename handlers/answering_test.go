package handlers

import (
	"slices"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
	"ombud/playground"
)

// handled is a case that Milan handles: filed, assigned, the customer called.
func (o *office) handled() string {
	o.t.Helper()
	number := o.filed(map[string]any{"done": []string{"readback", "explained"}})
	o.does(number, func(c *complaint.Case) error {
		return c.Assign(complaint.Assignment{
			Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process", Deliverers: []string{joost},
		}, full(sanne), o.now)
	})
	o.does(number, func(c *complaint.Case) error { return c.Delivered(complaint.FormSent, milan, o.now, o.now) })
	o.does(number, func(c *complaint.Case) error {
		return c.LogContact(complaint.ContactForm{
			At: o.now, Via: "phone", Reached: true, How: "We zoeken het uit", Day: "2026-03-20",
		}, full(milan), o.now)
	})
	return number
}

// filed is a case that Lotte just filed.
func (o *office) filed(fields map[string]any) string {
	o.t.Helper()
	o.file(lotte, fields)
	rows, err := o.store.Cases(o.t.Context(), db.Filter{Limit: 1})
	must(o.t, err)
	return rows[0].Number
}

// post posts a message as the sender would, drawn for nobody in particular.
func (o *office) post(channel, number string, draw func(*view.Frame, *complaint.Case) *view.Message) string {
	o.t.Helper()
	f := &view.Frame{Company: o.h.Company, P: o.h.printer(&bot.Request{}), Now: o.now}
	ts, _, err := o.h.Slack.Post(o.t.Context(), channel, "", draw(f, o.caseOf(number)), "")
	must(o.t, err)
	return ts
}

// presses presses a button of a posted message.
func (p person) presses(channel, ts, action string, picks ...playground.Pick) {
	p.o.t.Helper()
	seen, err := p.Press(channel, ts, action, picks...)
	must(p.o.t, err)
	p.fine(seen)
}

// asked is a handled case with an answer that waits for approval.
func (o *office) asked() string {
	o.t.Helper()
	number := o.handled()
	o.does(number, func(c *complaint.Case) error { return c.Prepare(answer(), full(milan), o.now) })
	return number
}

// approved is a case whose answer may be told.
func (o *office) approved() string {
	o.t.Helper()
	number := o.asked()
	o.does(number, func(c *complaint.Case) error { return c.Approve(1, full(mees), o.now) })
	return number
}

// told is a case whose answer reached the customer.
func (o *office) told() string {
	o.t.Helper()
	number := o.approved()
	o.does(number, func(c *complaint.Case) error {
		return c.Deliver(complaint.Delivery{At: o.now, Via: "phone"}, full(milan), o.now)
	})
	return number
}

// satisfied is a case that is ready to close.
func (o *office) satisfied() string {
	o.t.Helper()
	number := o.told()
	o.does(number, func(c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	})
	return number
}

func (o *office) does(number string, do func(*complaint.Case) error) {
	o.t.Helper()
	_, err := o.store.UpdateCase(o.t.Context(), number, do)
	must(o.t, err)
}

func full(user string) complaint.Person { return complaint.Person{ID: user, Member: true} }

func answer() complaint.Draft {
	return complaint.Draft{
		Answer: complaint.Answer{Text: "U heeft gelijk, wij vergoeden de boete.", Reasons: "Het dossier bleef liggen.", OralWhy: "Belt liever"},
		Form:   "phone", Outcome: "upheld", Ask: true,
	}
}

// version draws a message about one version of the answer.
func version(v int) func(*view.Frame, *complaint.Case) *view.Message {
	return func(f *view.Frame, c *complaint.Case) *view.Message { return view.ApprovalRequest(f, c, v) }
}

func TestDraftAnswer(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(milan)
	p.press(klachten, "answer.draft.open", view.Card, number)
	o.shows(p, "Antwoord "+number, "We zoeken het uit")
	p.fill(map[string]any{"form": "phone"})
	p.fill(map[string]any{"text": "U heeft gelijk.", "reasons": "Het dossier bleef liggen.", "oral_why": "Belt liever", "what1": "Boete vergoeden", "who1": milan})
	p.inView("answer.draft.more")
	if state := string(p.Modal().State); !strings.Contains(state, "U heeft gelijk.") || !strings.Contains(state, "what2") {
		t.Fatalf("after one more row: %s", state)
	}
	p.fill(map[string]any{"outcome": "upheld", "approver": mees})
	if seen := p.submit(); seen.Errors["when1"] == "" {
		t.Errorf("a promise without a day: %v", seen.Errors)
	}
	p.fill(map[string]any{"when1": "2026-03-20"})
	p.submit()
	c := o.caseOf(number)
	a := c.Answer()
	if a == nil || !a.Asked || a.AskedOf != mees || a.Form != "phone" || a.Author != milan {
		t.Fatalf("kept %+v", a)
	}
	words := c.AnswerText(1)
	if want := (complaint.Promise{What: "Boete vergoeden", Who: "Milan de Wit", User: milan, When: "2026-03-20"}); len(words.Promises) != 1 || words.Promises[0] != want {
		t.Errorf("promises %+v", words.Promises)
	}
	if words.OralWhy != "Belt liever" {
		t.Errorf("why not in writing: %q", words.OralWhy)
	}
}

// Of two who revise at once the second is told, and keeps what they typed.
func TestDraftTwoAtOnce(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p, s := o.as(milan), o.as(sanne)
	for _, who := range []person{p, s} {
		who.press(klachten, "answer.draft.open", view.Card, number)
		who.fill(map[string]any{"form": "email"})
		who.fill(map[string]any{"outcome": "upheld", "text": "Antwoord van " + who.o.h.Company.Name, "reasons": "Het dossier bleef liggen.", "ask": "keep"})
	}
	s.submit()
	o.shows(s, "Versie 1 is als concept bewaard")
	p.fill(map[string]any{"text": "Mijn eigen woorden"})
	p.submit()
	o.shows(p, "Sanne Bakker wijzigde deze zaak")
	if state := string(p.Modal().State); !strings.Contains(state, "Mijn eigen woorden") {
		t.Errorf("what was typed is lost: %s", state)
	}
	if n := len(o.caseOf(number).Answers); n != 1 {
		t.Errorf("%d versions, want the first", n)
	}
	p.submit()
	if n := len(o.caseOf(number).Answers); n != 2 {
		t.Errorf("%d versions after looking again, want 2", n)
	}
}

func TestApproveInTheThread(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	o.as(mees).press(klachten, "answer.approve", version(1), number)
	if a := o.caseOf(number).Answer(); a.Verdict != complaint.Approved || a.DecidedBy != mees {
		t.Errorf("%s by %s", a.Verdict, a.DecidedBy)
	}
}

// Whoever may not decide is told who may, and changes nothing; the second of
// two is told who was first.
func TestWhoMayApprove(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	ts := o.post(klachten, number, version(1))
	tests := []struct {
		user string
		want []string
	}{
		{milan, []string{"Jij schreef dit antwoord", "Sanne Bakker", "Mees Vos"}},
		{fatima, []string{"Sanne Bakker", "Mees Vos"}},
		{lotte, []string{"Sanne Bakker"}}, // who reads it in the channel is told who can
		{joost, []string{"Er is geen zaak " + number}},
	}
	for _, tc := range tests {
		for _, action := range []string{"answer.approve", "answer.changes.open"} {
			p := o.as(tc.user)
			must(t, o.Join(klachten, tc.user))
			p.presses(klachten, ts, action)
			o.shows(p, tc.want...)
		}
	}
	if a := o.caseOf(number).Answer(); a.Verdict != "" {
		t.Fatalf("decided by somebody who may not: %s", a.Verdict)
	}
	o.as(mees).presses(klachten, ts, "answer.approve")
	p := o.as(sanne)
	p.presses(klachten, ts, "answer.approve")
	o.shows(p, "Mees Vos was je voor", "akkoord")
}

func TestAskForChanges(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(mees)
	p.press(klachten, "answer.read", version(1), number)
	o.shows(p, "U heeft gelijk, wij vergoeden de boete.")
	p.inView("answer.changes.open")
	p.fill(map[string]any{"comment": "   "})
	if seen := p.submit(); !strings.Contains(seen.Errors["comment"], "veranderen") {
		t.Errorf("without a comment: %v", seen.Errors)
	}
	p.fill(map[string]any{"comment": "Noem het bedrag"})
	p.submit()
	if m := p.Modal(); m != nil {
		t.Errorf("a window stays open: %s", m.CallbackID)
	}
	c := o.caseOf(number)
	if c.Face() != complaint.FaceChangesAsked || c.Comment(1) != "Noem het bedrag" {
		t.Errorf("%s, %q", c.Face(), c.Comment(1))
	}
	m := o.as(milan)
	m.press(klachten, "answer.draft.open", view.Card, number)
	o.shows(m, "Noem het bedrag", "Mees Vos")
	m.submit()
	if a := o.caseOf(number).Answer(); a.Version != 2 || !a.Asked {
		t.Errorf("after revising: %+v", a)
	}
}

func TestApproveWhileReading(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(mees)
	p.press(klachten, "answer.review", view.Card, number)
	p.inView("answer.approve")
	o.shows(p, "Akkoord van", "Mees Vos")
	if strings.Contains(p.ViewText(p.Modal()), "Wijziging vragen") {
		t.Error("a decided version still has buttons")
	}
}

func TestDeliver(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	p := o.as(milan)
	p.press(klachten, "answer.deliver.open", view.Card, number)
	o.shows(p, "U heeft gelijk, wij vergoeden de boete.")
	p.fill(map[string]any{"when": at(t, "2026-03-04 09:00").Unix()})
	if seen := p.submit(); !strings.Contains(seen.Errors["when"], "goedgekeurd") {
		t.Errorf("told before it was approved: %v", seen.Errors)
	}
	p.fill(map[string]any{"when": o.now.Unix(), "reaction": "Opgelucht"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceAnswered {
		t.Errorf("after delivery the case is %s", c.Face())
	}
}

func TestFollowUp(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	h := o.as(milan)
	h.press(klachten, "followup.open", view.Card, number)
	h.fill(map[string]any{"result": "satisfied", "why": "  "})
	if seen := h.submit(); seen.Errors["why"] == "" {
		t.Errorf("the handler asks without a reason: %v", seen.Errors)
	}
	_, err := h.CloseView()
	must(t, err)
	must(t, o.Join(klachten, lotte))
	p := o.as(lotte)
	p.press(klachten, "followup.open", view.Card, number)
	p.fill(map[string]any{"result": "dissatisfied"})
	o.shows(p, "de zaak gaat weer open")
	p.fill(map[string]any{"note": "   "})
	if seen := p.submit(); seen.Errors["note"] == "" {
		t.Errorf("not satisfied without a word: %v", seen.Errors)
	}
	p.fill(map[string]any{"note": "De boete staat nog open", "grade": "2", "ticks": []string{"stays"}})
	p.submit()
	events := o.caseOf(number).Events
	if e := events[slices.IndexFunc(events, func(e complaint.Event) bool { return e.Kind == complaint.Dissatisfied })]; e.Data.Grade != 2 || !e.Data.Has("stays") {
		t.Errorf("noted beside it: grade %d, %v", e.Data.Grade, e.Data.Flags)
	}
	if c := o.caseOf(number); c.Face() != complaint.FaceReopened || c.Round != 2 {
		t.Errorf("not satisfied: %s, round %d", c.Face(), c.Round)
	}
}

func TestCloseCase(t *testing.T) {
	o := newOffice(t)
	number := o.told()
	p := o.as(sanne)
	closing := func(f *view.Frame, c *complaint.Case) *view.Message { // a button of a moment when the case was ready
		ready := o.caseOf(number)
		ready.FollowedUp = complaint.Satisfied
		return view.Card(f, ready)
	}
	p.press(klachten, "case.close.open", closing, number)
	o.shows(p, "nog open: vraag de melder")
	_, err := p.CloseView()
	must(t, err)
	o.does(number, func(c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	})
	p.press(klachten, "case.close.open", view.Card, number)
	p.fill(map[string]any{"handling": " "})
	if seen := p.submit(); seen.Errors["handling"] == "" {
		t.Errorf("closed without a report: %v", seen.Errors)
	}
	p.fill(map[string]any{"handling": "Boete vergoed"})
	p.submit()
	o.shows(p, number+" is afgesloten", "Bewaard tot en met zo 5 maart 2028")
	if c := o.caseOf(number); c.Open() {
		t.Error("the case still runs")
	}
}

// Whoever may not take a step is told who may, before a form is filled.
func TestFormsOfStepsThatAreNotTheirs(t *testing.T) {
	tests := []struct {
		step, user string
		at         func(*office) string
		face       complaint.Face
		who        string
	}{
		{"answer.draft.open", mees, (*office).handled, complaint.FaceInProgress, "Milan de Wit"},
		{"answer.deliver.open", mees, (*office).approved, complaint.FaceApproved, "Milan de Wit"},
		{"followup.open", mees, (*office).told, complaint.FaceAnswered, "Lotte Jansen"},
		{"case.close.open", milan, (*office).satisfied, complaint.FaceReady, "Sanne Bakker"},
		{"answer.draft.open", nora, (*office).handled, complaint.FaceInProgress, "Milan de Wit"},
		{"answer.deliver.open", nora, (*office).approved, complaint.FaceApproved, "Milan de Wit"},
		{"followup.open", nora, (*office).told, complaint.FaceAnswered, "Lotte Jansen"},
		{"case.close.open", nora, (*office).satisfied, complaint.FaceReady, "Sanne Bakker"},
	}
	for _, tc := range tests {
		t.Run(tc.step+" "+tc.user, func(t *testing.T) {
			o := newOffice(t)
			o.reads()
			must(t, o.Join(klachten, nora))
			number := tc.at(o)
			if face := o.caseOf(number).Face(); face != tc.face {
				t.Fatalf("the case is %s, want %s", face, tc.face)
			}
			p := o.as(tc.user)
			p.press(klachten, tc.step, view.Card, number)
			o.shows(p, "Nu: ", tc.who)
		})
	}
}

func TestCaseFileByTab(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(milan)
	ts := o.post(klachten, number, view.Card)
	p.presses(klachten, ts, "case.more", playground.Choosing(view.MoreValue(number, complaint.StepOpenFile)))
	o.shows(p, "Dossier "+number, "Hoofd Samenstel", "Joost Visser")
	p.inView("case.tab.answers")
	o.shows(p, "U heeft gelijk, wij vergoeden de boete.")
	p.inView("case.tab.history")
	o.shows(p, "Behandelaar toegewezen")
	p.inView("case.tab.files")
	o.shows(p, "geen bestanden")
	l := o.as(lotte)
	l.command("/klacht", "toon "+number)
	if text := l.ViewText(l.Modal()); strings.Contains(text, "Hoofd Samenstel") || strings.Contains(text, "wij vergoeden") {
		t.Errorf("the filer reads what is not theirs:\n%s", text)
	}
}
