package handlers

import (
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/calendar"
	"ombud/complaint"
)

// corrects opens the form from the list of all actions and chooses a fact.
func (o *office) corrects(p person, number, fact string) {
	o.t.Helper()
	p.presses(algemeen, o.post(algemeen, number, view.Card), "case.more", choosing(number, complaint.StepAll))
	p.inView("case.correct.open")
	p.fill(map[string]any{"fact": fact})
}

// The officer sees what a new time of receipt moves before it is saved, what is
// missing, and then finds it everywhere.
func TestCorrectReceipt(t *testing.T) {
	o := newOffice(t)
	number := o.filed(nil)
	p := o.as(sanne)
	o.corrects(p, number, "received:1")
	o.shows(p, "Nu staat er", "do 5 maart")
	p.fill(map[string]any{"received": at(t, "2026-03-03 09:00")})
	o.shows(p, "vr 6 maart → wo 4 maart", "wordt hierdoor te laat")
	p.fill(map[string]any{"reason": "  "})
	if seen := p.submit(); !strings.Contains(seen.Errors["reason"], "reden") {
		t.Errorf("without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"received": o.now.Add(time.Hour)})
	if seen := p.submit(); !strings.Contains(seen.Errors["received"], "toekomst") {
		t.Errorf("in the future: %v", seen.Errors)
	}
	p.fill(map[string]any{"received": at(t, "2026-03-03 09:00")})
	p.fill(map[string]any{"reason": "Stond op de voicemail"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if !c.ReceivedAt.Equal(at(t, "2026-03-03 09:00")) || !c.FirstDuty().Overdue(o.now) {
		t.Errorf("received %v, first owed %+v", c.ReceivedAt, c.FirstDuty())
	}
	if was := c.Written(c.Events[0]); was.At.Equal(c.ReceivedAt) {
		t.Error("what was written is not kept")
	}
}

// "Satisfied" was pressed by mistake: until the case is closed the officer puts it right,
// after seeing what that does, or records what the customer says now.
func TestSatisfiedIsPutRight(t *testing.T) {
	o := newOffice(t)
	number := o.satisfied()
	p := o.as(sanne)
	seq := len(o.caseOf(number).Events)
	for o.caseOf(number).Events[seq-1].Kind != complaint.Satisfied {
		seq--
	}
	o.corrects(p, number, complaint.Fact{Code: complaint.FactResult, Seq: seq}.String())
	p.fill(map[string]any{fmt.Sprintf("result.%d", seq): "no_reply"})
	o.shows(p, "Dit verandert aan de termijnen")
	p.fill(map[string]any{"reason": "Verkeerde knop"})
	p.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceAnswered || c.Tries() != 1 {
		t.Fatalf("it is %s after %d tries", c.Face(), c.Tries())
	}
	o.does(number, func(c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	})
	lotte := o.as(lotte)
	lotte.presses(algemeen, o.post(algemeen, number, view.Card), "followup.open")
	o.shows(lotte, "Als tevreden vastgelegd op")
	if text := lotte.ViewText(lotte.Modal()); strings.Contains(text, "Geen reactie") {
		t.Errorf("other results are offered: %s", text)
	}
	lotte.fill(map[string]any{"note": "De boete kwam opnieuw"})
	lotte.submit()
	if c := o.caseOf(number); c.Face() != complaint.FaceReopened || c.Round != 2 {
		t.Errorf("it is %s in round %d", c.Face(), c.Round)
	}
}

// What the handler is called in the file is put right; who is somebody else's matter.
func TestWhatTheHandlerIsCalledIsPutRight(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(sanne)
	var seq int
	for _, e := range o.caseOf(number).Events {
		if e.Kind == complaint.HandlerAssigned {
			seq = e.Seq
		}
	}
	o.corrects(p, number, complaint.Fact{Code: complaint.FactTitle, Seq: seq}.String())
	p.fill(map[string]any{"function": "  ", "reason": "Nieuwe functie"})
	if seen := p.submit(); !strings.Contains(seen.Errors["function"], "functie") {
		t.Errorf("without a function: %v", seen.Errors)
	}
	p.fill(map[string]any{"function": "Adviseur"})
	p.submit()
	if a := o.caseOf(number).Appointment(); a.Title != "Adviseur" || a.Name == "" || o.caseOf(number).Handler != milan {
		t.Errorf("called %+v", a)
	}
}

// A search finds a customer by the number that is right, and no more by the
// one that was wrong.
func TestCorrectedPhoneIsFound(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"phone": "+31 6 11112222"})
	p := o.as(sanne)
	o.corrects(p, number, "phone:1")
	p.fill(map[string]any{"phone": "030 765 43 21"})
	p.fill(map[string]any{"reason": "Verkeerd verstaan"})
	p.submit()
	for phone, want := range map[string]int{"+31 6 11112222": 0, "0307654321": 1} {
		if found, err := o.store.Alike(t.Context(), "", phone, 5); err != nil || len(found) != want {
			t.Errorf("%s: found %v, %v", phone, found, err)
		}
	}
}

// submitted is a form as somebody could forge it.
func corrected(number, user, rev, fact string, values map[string]bot.Field) *bot.Request {
	values["fact"], values["reason"] = bot.Field{Option: fact}, bot.Field{Text: "Verkeerd verstaan"}
	return &bot.Request{Kind: bot.KindSubmit, Team: firm, User: user, View: bot.View{
		ID: "V1", Modal: true, Metadata: number + "|" + rev + "|0||nl|", Values: values,
	}}
}

// Who may not correct, what is no fact, and a form that grew stale or was sent
// twice.
func TestCorrectRefusals(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	rev := "2" // who delivered the service, and the assignment
	name := func() map[string]bot.Field { return map[string]bot.Field{"name": {Text: "Anna Vries"}} }
	for user, want := range map[string]string{joost: "no such case", milan: "not_allowed", lotte: "not_allowed"} {
		if _, err := o.h.submitCorrect(t.Context(), corrected(number, user, rev, "name:1", name())); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", user, err)
		}
		_, err := o.h.openCorrect(t.Context(), &bot.Request{Kind: bot.KindAction, Team: firm, User: user, Action: bot.Action{Value: number}})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s opens the form: %v", user, err)
		}
	}
	for _, fact := range []string{"at:1", "day:99", "name", "state:1", "at:-1", ""} {
		if _, err := o.h.submitCorrect(t.Context(), corrected(number, sanne, rev, fact, name())); err == nil || !strings.Contains(err.Error(), "fact_missing") {
			t.Errorf("the forged fact %q: %v", fact, err)
		}
		r := corrected(number, sanne, rev, fact, name())
		r.Action.BlockID = "fact"
		if _, err := o.h.redrawCorrect(t.Context(), r); err != nil {
			t.Errorf("the forged fact %q is drawn: %v", fact, err)
		}
	}
	errs, shown := make([]error, 2), make([]bool, 2)
	var both sync.WaitGroup
	for i := range 2 {
		both.Go(func() {
			var resp bot.Response
			resp, errs[i] = o.h.submitCorrect(t.Context(), corrected(number, sanne, rev, "name:1", name()))
			shown[i] = resp.Update != nil
		})
	}
	both.Wait()
	if errs[0] != nil || errs[1] != nil || shown[0] || shown[1] {
		t.Errorf("sent twice: %v, shown again %v", errs, shown)
	}
	c := o.caseOf(number)
	if n := c.Rev(complaint.StepCorrect); c.Filing().Name != "Anna Vries" || n != 3 {
		t.Errorf("%q after %d changes", c.Filing().Name, n)
	}
	resp, err := o.h.submitCorrect(t.Context(), corrected(number, fatima, rev, "name:1", map[string]bot.Field{"name": {Text: "Anna de Wit"}}))
	must(t, err)
	raw, err := resp.Update.JSON()
	must(t, err)
	if said := string(raw); !strings.Contains(said, ":warning:") || !strings.Contains(said, "Anna de Wit") || !strings.Contains(said, "Sanne Bakker wijzigde") {
		t.Errorf("a stale form: %s", said)
	}
}

// A correction that moves deadlines is not saved before the form told so, even
// when it was sent at once.
func TestCorrectTellsBeforeItSaves(t *testing.T) {
	o := newOffice(t)
	number := o.filed(map[string]any{"done": []string{"readback", "explained"}})
	r := corrected(number, sanne, "0", "story:1", map[string]bot.Field{"story": {Text: "De jaarrekening kwam pas in december."}})
	resp, err := o.h.submitCorrect(t.Context(), r)
	must(t, err)
	if resp.Update == nil || o.caseOf(number).Rev(complaint.StepCorrect) != 0 {
		t.Fatal("saved before it was told that the report must be read back again")
	}
	r.View.Metadata = resp.Update.Metadata
	if resp, err = o.h.submitCorrect(t.Context(), r); err != nil || resp.Update != nil {
		t.Fatalf("not saved the second time: %v", err)
	}
	if c := o.caseOf(number); c.Face() != complaint.FaceNew || c.FirstDuty().Kind != complaint.DutyReadBack {
		t.Errorf("the case is %s, first owed %+v", c.Face(), c.FirstDuty())
	}
}

// A receipt more than a year ago is asked again, and kept when it is meant.
func TestCorrectAnOldReceipt(t *testing.T) {
	o := newOffice(t)
	number := o.filed(nil)
	p := o.as(sanne)
	o.corrects(p, number, "received:1")
	p.fill(map[string]any{"received": at(t, "2025-03-04 09:00")})
	p.fill(map[string]any{"reason": "De brief lag in een la"})
	if seen := p.submit(); !strings.Contains(seen.Errors["received"], "een jaar geleden") {
		t.Fatalf("not asked again: %v", seen.Errors)
	}
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Errorf("not kept: %v", seen.Errors)
	}
	if c := o.caseOf(number); !c.ReceivedAt.Equal(at(t, "2025-03-04 09:00")) {
		t.Errorf("received %v", c.ReceivedAt)
	}
}

// A receipt that is put right to before another version came into force has the case
// judged by what was in force then: the form says so and counts by it, and so does the case
// from then on (D9).
func TestCorrectSaysWhichVersionsHold(t *testing.T) {
	o := newOffice(t)
	newer, err := calendar.New(calendar.Config{Set: "nl-office", Zone: "Europe/Amsterdam", First: 2024, Last: 2032, Closed: []string{"2026-03-05"}})
	must(t, err)
	must(t, o.store.SaveCalendar(t.Context(), newer, at(t, "2026-03-05 00:00")))
	number := o.filed(nil) // received on Thursday 5 March
	p := o.as(sanne)
	o.corrects(p, number, "received:1")
	p.fill(map[string]any{"received": at(t, "2026-03-05 00:30")})
	if open := p.Modals(); strings.Contains(p.ViewText(&open[len(open)-1]), "een andere versie") {
		t.Error("of a moment under the same versions it says so as well")
	}
	p.fill(map[string]any{"received": at(t, "2026-03-04 09:00")})
	o.shows(p, "Voor deze zaak geldt na de correctie wat toen gold", "Wijs een behandelaar toe: vr 6 maart → do 5 maart")
	p.fill(map[string]any{"reason": "Een dag eerder op de voicemail"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if c.CalendarVersion() == newer.Version() || c.Events[len(c.Events)-1].Kind != complaint.Rejudged {
		t.Errorf("judged by calendar %s; it ends with %s", c.CalendarVersion(), c.Events[len(c.Events)-1].Kind)
	}
}

// What was said in a contact, with whom and how is put right in one form that stands as
// it was logged; what is missing is said under its field.
func TestTheWordsOfAContactArePutRight(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	p := o.as(sanne)
	var fact complaint.Fact
	for _, f := range o.caseOf(number).Facts() {
		if f.Code == complaint.FactContact {
			fact = f
		}
	}
	o.corrects(p, number, fact.String())
	o.shows(p, "Nu staat er", "Telefoon", "We zoeken het uit")
	p.fill(map[string]any{fact.Part("how"): " ", fact.Part("via"): "meeting", fact.Part("with"): "Anna", fact.Part("note"): "Ze kwam langs", "reason": "Het was geen telefoon"})
	if seen := p.submit(); seen.Errors[fact.Part("how")] == "" {
		t.Errorf("nothing agreed: %v", seen.Errors)
	}
	p.fill(map[string]any{fact.Part("how"): "We betalen terug"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	c := o.caseOf(number)
	e := c.Events[fact.Seq-1]
	if n := c.Note(e); n.Text != "Ze kwam langs" || n.With != "Anna" || e.Data.Via != "meeting" || c.Written(e).Data.Via != "phone" {
		t.Errorf("on record: %+v by %s", n, e.Data.Via)
	}
	if plan, day := c.Plan(); plan.How != "We betalen terug" || day != "2026-03-20" {
		t.Errorf("agreed %+v by %s", plan, day)
	}
}

// Where a ruling is carried out by the last day that was promised of it, that follows a
// correction of the promise, and the form tells so before.
func TestACorrectedPromiseMovesTheRuling(t *testing.T) {
	o := newOffice(t)
	number := disputed(o)
	o.does(number, func(c *complaint.Case) error {
		return c.RecordRuling(complaint.Ruling{Text: "Helft terug", At: o.now, Promises: []complaint.Promise{{What: "Overmaken", When: "2026-03-16"}}}, full(sanne), o.now)
	})
	p := o.as(sanne)
	fact := complaint.Fact{Code: complaint.FactDay, Seq: len(o.caseOf(number).Events)}
	o.corrects(p, number, fact.String())
	p.fill(map[string]any{fact.Field(): "2026-03-18"})
	o.shows(p, "Voer de uitspraak uit: ma 16 maart → wo 18 maart")
	p.fill(map[string]any{"reason": "Verkeerd getypt"})
	p.submit()
	if c := o.caseOf(number); c.RulingDay != "2026-03-18" {
		t.Errorf("carried out by %s", c.RulingDay)
	}
}

// In a case of 200 events the first contact is found through the pages of the list, and put
// right.
func TestAnOldStepIsFoundAndPutRight(t *testing.T) {
	o := newOffice(t)
	number := o.handled()
	var first complaint.Fact
	for _, f := range o.caseOf(number).Facts() {
		if f.Code == complaint.FactContact {
			first = f
		}
	}
	o.does(number, func(c *complaint.Case) error {
		for i := range 200 {
			if err := c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Note: fmt.Sprint("Poging ", i)}, full(milan), o.now); err != nil {
				return err
			}
		}
		return nil
	})
	p := o.as(sanne)
	o.corrects(p, number, "page:1")
	o.shows(p, "Latere stappen…", "in de lijst")
	for page := 2; !strings.Contains(p.ViewText(p.Modal()), "staan 1 tot en met"); page++ {
		p.fill(map[string]any{"fact": fmt.Sprintf("page:%d", page)})
	}
	p.fill(map[string]any{"fact": first.String()})
	o.shows(p, "We zoeken het uit", "staan 1 tot en met")
	p.fill(map[string]any{first.Part("with"): "Anna", "reason": "Met haar gesproken"})
	if seen := p.submit(); len(seen.Errors) > 0 {
		t.Fatalf("not corrected: %v", seen.Errors)
	}
	c := o.caseOf(number)
	if n := c.Note(c.Events[first.Seq-1]); n.With != "Anna" {
		t.Errorf("with %q", n.With)
	}
}
