package complaint

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ombud/procedure"
)

// A case is pushed by random people in random order. Whatever happens, it
// never closes with a condition unmet, nobody involved is ever told or lets
// anything happen, clocks never run backwards, and its events build it again.
func TestNoSequenceOfStepsBreaksTheRules(t *testing.T) {
	procedures, cal := []*procedure.Procedure{inventedProcedure(t)}, sampleCalendar(t)
	for _, name := range procedure.Presets() {
		procedures = append(procedures, presetOf(t, name))
	}
	two := sampleProcedure(t)
	two.Name, two.Answer.Approval.TwoFor = "two", []string{"serious", "legal"}
	procedures = append(procedures, two)
	start := at(t, "2026-03-05 10:20")
	rapid.Check(t, func(r *rapid.T) {
		c := New("T0FIRM", rapid.SampledFrom(procedures).Draw(r, "procedure"), cal, sampleRoster())
		c.Number = "K-2026-0001"
		now := start
		form := registration(t)
		form.Street, form.Postcode, form.Town = "Markt 1", "1234 AB", "Utrecht"
		form.About = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{joost, fatima, mees}), 0, 2, rapid.ID).Draw(r, "about")
		if err := c.Register(form, member(lotte), now); err != nil {
			r.Fatal(err)
		}
		told := map[string]bool{}
		holdTold(r, c, c.Events, told)
		people := []string{sanne, fatima, mees, milan, joost, lotte, "U0OTHER"}
		for range rapid.IntRange(1, 40).Draw(r, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 40).Draw(r, "hours")) * time.Hour)
			by := Person{ID: rapid.SampledFrom(people).Draw(r, "by"), Member: rapid.IntRange(0, 9).Draw(r, "member") > 0}
			before, out := len(c.Events), c.IsInvolved(by.ID)
			err := push(r, c, by, now)
			if err != nil && len(c.Events) != before {
				r.Fatalf("a refused step left %d events: %v", len(c.Events)-before, err)
			}
			if before != len(c.Events) && c.Events[before].Actor == by.ID && (!by.Member || out) {
				r.Fatalf("%s, who is kept out, recorded %s", by.ID, c.Events[before].Kind)
			}
			holdTold(r, c, c.Events[before:], told)
			check(r, c, now)
		}
	})
}

// push tries one random step.
func push(r *rapid.T, c *Case, by Person, now time.Time) error {
	day := now.AddDate(0, 0, 9).Format("2006-01-02")
	promises := []Promise{{What: "refund", Who: "Somebody", User: rapid.SampledFrom([]string{"", fatima, lotte}).Draw(r, "who"), When: day}}
	switch rapid.IntRange(0, 32).Draw(r, "step") {
	case 0:
		f := c.Filing()
		verdict := rapid.SampledFrom([]Kind{ReadBackApproved, ReadBackRefused, ReadBackUnreachable}).Draw(r, "verdict")
		return c.RecordReadBack(ReadBackForm{Verdict: verdict, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone", Note: "said so", Explained: true}, by, now)
	case 1:
		handler := rapid.SampledFrom([]string{milan, fatima, joost, sanne}).Draw(r, "handler")
		err := c.Assign(Assignment{Handler: handler, Name: "somebody", Title: "adviser", Why: "officer", Deliverers: []string{joost}, Skip: rapid.SampledFrom([]string{"", "on holiday"}).Draw(r, "skip"), KeepFiler: rapid.Bool().Draw(r, "keep")}, by, now)
		if err != nil {
			return err
		}
		return c.Delivered(FormSent, c.Handler, now, now)
	case 2:
		return c.LogContact(ContactForm{At: now, Via: "phone", Reached: rapid.Bool().Draw(r, "reached"), How: "call", Day: day, Note: "said", Promises: promises, Points: rapid.SampledFrom([][]string{nil, {"sorry", "own_card"}}).Draw(r, "points"), KeepUnadvised: true}, by, now)
	case 3:
		d := draft()
		d.Promises = promises
		return c.Prepare(d, by, now)
	case 4:
		return c.Approve(len(c.Answers), by, now)
	case 5:
		return c.AskChanges(len(c.Answers), "name the amount", by, now)
	case 6:
		return c.Deliver(Delivery{At: now, Via: "phone"}, by, now)
	case 7:
		result := rapid.SampledFrom([]Kind{Satisfied, Dissatisfied, NoReply, NoContact}).Draw(r, "result")
		return c.RecordFollowUp(FollowUpForm{Result: result, At: now, Via: "phone", Note: "said", Why: "nobody else is in"}, by, now)
	case 8:
		switch rapid.IntRange(0, 5).Draw(r, "of a duty") {
		case 0:
			return c.Snooze("contact", c.Round, now.Add(time.Hour), by, now)
		case 1:
			return c.PassOn("contact", c.Round, by, now)
		case 2:
			return c.Chase("decision", c.Round, by, now)
		}
		return c.Remind(now)
	case 9:
		second := Registration{Filing: Filing{Story: "one thing more"}}
		second.About = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{joost, fatima, mees, milan, sanne}), 0, 1, rapid.ID).Draw(r, "second")
		return c.AddInformation(Addition{Registration: second}, by, now)
	case 10:
		return pushAside(r, c, by, now)
	case 11:
		return c.KeepCommitment(rapid.IntRange(0, 3).Draw(r, "n"), now, by, now)
	case 12:
		return c.DropCommitment(rapid.IntRange(0, 3).Draw(r, "n"), "not needed", by, now)
	case 13:
		return c.WithdrawApproval(len(c.Answers), "wrong", by, now)
	case 14:
		return c.Delegate(len(c.Answers), rapid.SampledFrom([]string{sanne, mees, joost}).Draw(r, "to"), by, now)
	case 15:
		return c.Close(Report{Handling: "done", Lesson: "none", Archive: "map 1", NoMeasure: rapid.SampledFrom([]string{"", "one slip"}).Draw(r, "no measure")}, by, now)
	case 16:
		return pushCorrection(r, c, by, now)
	case 17, 18:
		return pushMeasure(r, c, by, now)
	case 19:
		return pushKeeping(r, c, by, now)
	}
	return pushHandling(r, c, by, now)
}

// pushHandling tries one of the steps beside the straight road.
func pushHandling(r *rapid.T, c *Case, by Person, now time.Time) error {
	switch rapid.IntRange(0, 14).Draw(r, "beside") {
	case 10:
		return c.CheckDetails(DetailsForm{Name: "Anna", Street: "Markt 2", Postcode: "1234 AB", Town: "Utrecht", How: "asked", At: now}, by, now)
	case 12:
		a := &Absence{ID: "leave", User: by.ID, From: now.AddDate(0, 0, rapid.IntRange(-2, 9).Draw(r, "from")), Until: now.AddDate(0, 0, 20), Deputy: rapid.SampledFrom([]string{fatima, joost}).Draw(r, "deputy")}
		if rapid.Bool().Draw(r, "gone") {
			return c.AbsenceGone(a, "she is here", by, now)
		}
		return c.TellOfAbsence(a, AwayWord{What: "say so", Name: func(string) string { return "somebody" }}, by, now)
	case 13:
		return c.TellColleague(rapid.SampledFrom([]string{sanne, mees, joost, lotte}).Draw(r, "colleague"), "send the planning", by, now)
	case 0:
		class := Class{Nature: rapid.SampledFrom([]string{"service", "discrimination"}).Draw(r, "nature"), Against: "employee", Weight: rapid.SampledFrom(Weights).Draw(r, "weight"), Submitted: "oral"}
		return c.Classify(Classification{Class: class, Judgement: Judgement{Object: "accounts"}}, by, now)
	case 1:
		return c.Acknowledge(Receipt{At: now, Via: rapid.SampledFrom([]string{"phone", "letter"}).Draw(r, "via"), With: "her", Said: "said", Address: "Kade 1", Day: now.AddDate(0, 0, 9).Format("2006-01-02")}, by, now)
	case 2:
		return c.Accept(by, now)
	case 3:
		return c.Decline("on leave", by, now)
	case 4:
		found := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{milan, sanne, mees, by.ID}), 0, 1, rapid.ID).Draw(r, "found")
		return c.DeclareInterest(Interest{Users: found, How: "it is my sister", Channel: []string{milan, mees}}, by, now)
	case 5:
		return c.Consult(Consultation{With: rapid.SampledFrom([]string{lotte, sanne}).Draw(r, "with"), At: now, Said: "said"}, by, now)
	case 6:
		day := now.AddDate(0, 0, rapid.IntRange(0, 60).Draw(r, "days")).Format("2006-01-02")
		return c.Extend(ExtensionForm{Day: day, Reason: "an expert is ill", Via: "phone", At: now}, by, now)
	case 7:
		return c.AgreeExtension(len(c.Extensions), by, now)
	case 9:
		return c.ReplaceCoOwner(rapid.SampledFrom([]string{sanne, mees, milan, joost, lotte}).Draw(r, "co-owner"), "moved", by, now)
	case 8:
		return c.RefuseExtension(len(c.Extensions), "no", by, now)
	}
	return c.AddNote(Excerpt{Text: "said", Author: milan, At: now, Source: "C1:1"}, by, now)
}

// pushKeeping puts a case on hold, orders it erased, or takes either back.
func pushKeeping(r *rapid.T, c *Case, by Person, now time.Time) error {
	switch rapid.IntRange(0, 4).Draw(r, "of keeping") {
	case 0:
		return c.PutOnHold(HoldForm{"a claim", now.AddDate(0, 0, 30).Format("2006-01-02")}, by, now)
	case 1:
		return c.Release("settled", by, now)
	case 2:
		return c.OrderErase(EraseForm{EraseRequest, "she asked", c.Number}, by, now)
	case 3:
		return c.StopErase(by, now)
	}
	return c.Erase(now) // long before its term is over
}

// pushMeasure records a corrective action, or what became of one.
func pushMeasure(r *rapid.T, c *Case, by Person, now time.Time) error {
	n := rapid.IntRange(0, 3).Draw(r, "n")
	switch rapid.IntRange(0, 5).Draw(r, "of an action") {
	case 0:
		return c.FinishMeasure(n, now, rapid.SampledFrom([]string{"", "page 3"}).Draw(r, "evidence"), by, now)
	case 1:
		return c.DropMeasure(n, "not needed", by, now)
	case 2:
		return c.TellMeasure(n, now, by, now)
	case 3:
		return c.Recommend(Recommendation{What: "plan earlier", To: rapid.SampledFrom([]string{mees, sanne, milan}).Draw(r, "to"), Who: "Somebody"}, by, now)
	}
	day := now.AddDate(0, 0, rapid.IntRange(-1, 90).Draw(r, "days")).Format("2006-01-02")
	owner := rapid.SampledFrom([]string{joost, fatima, mees, lotte, "U0BOEK"}).Draw(r, "owner")
	if rapid.IntRange(0, 2).Draw(r, "moves") == 0 {
		return c.MoveMeasure(n, MeasureMove{Owner: owner, Who: "Somebody", Day: day, Why: rapid.SampledFrom([]string{"", "later"}).Draw(r, "why")}, by, now)
	}
	return c.TakeMeasure(MeasureForm{
		What: "plan earlier", Owner: owner, Who: "Somebody", Day: day, TellBy: day, ToldAt: now, Changes: rapid.SampledFrom(Changes).Draw(r, "changes"),
	}, by, now)
}

// pushCorrection corrects a random fact.
func pushCorrection(r *rapid.T, c *Case, by Person, now time.Time) error {
	f := CorrectForm{Fact: rapid.SampledFrom(c.Facts()).Draw(r, "fact"), Reason: "wrong", Code: rapid.SampledFrom([]string{"email", "dissatisfied", "satisfied", "no_reply", now.Format("2006-01-02")}).Draw(r, "code")}
	e := c.Events[f.Fact.Seq-1]
	f.At = e.At.Add(time.Duration(rapid.IntRange(-900, 900).Draw(r, "minutes")) * time.Minute)
	f.Text = rapid.SampledFrom([]string{"030 7654321", "anna@example.com", "The accounts came later than that."}).Draw(r, "text")
	f.Users = rapid.SliceOfNDistinct(rapid.SampledFrom([]string{joost, fatima, mees, milan, sanne}), 0, 2, rapid.ID).Draw(r, "users")
	return c.Correct(f, by, now)
}

// holdTold holds that nobody involved is told of a case, but to take back what
// they were told before it was known.
func holdTold(r *rapid.T, c *Case, events []Event, told map[string]bool) {
	for _, e := range events {
		for _, n := range c.Notices(e) {
			if n.To == ToChannel || n.Kind == NoticeReceipt || n.Kind == NoticeHome { // Home, drawn anew, has it no more
				continue
			}
			if c.IsInvolved(n.To) && !told[n.To] {
				r.Fatalf("%s, who is involved, is told %s of %s", n.To, n.Kind, e.Kind)
			}
			told[n.To] = true
		}
	}
}

// ownWords finds the approval of an answer by somebody who wrote at it since
// management last decided.
func ownWords(c *Case) (Event, bool) {
	var wrote []string
	for _, e := range c.Events {
		switch e.Kind {
		case Drafted:
			wrote = append(wrote, e.Actor)
		case ApprovalGiven, Approved:
			if slices.Contains(wrote, e.Actor) {
				return e, true
			}
			if e.Kind == Approved {
				wrote = nil
			}
		case ChangesAsked, ApprovalWithdrawn, Reopened, Dissatisfied:
			wrote = nil
		}
	}
	return Event{}, false
}

// afterTheLast finds an answer or a hand-over after a ruling that binds (KG-21), or a
// ruling that is carried out twice.
func afterTheLast(c *Case) (Event, bool) {
	binding, bound, done := "", false, false
	for _, e := range c.Events {
		switch e.Kind {
		case Disputed:
			binding = e.Data.Why
		case Ruled:
			bound, done = bound || binding == "yes", false
			continue
		case RulingDone:
			if done {
				return e, true
			}
			done = true
			continue
		}
		if bound && slices.Contains([]Kind{Drafted, Told, Disputed, Reopened}, e.Kind) {
			return e, true
		}
	}
	return Event{}, false
}

// check holds what must be true at any moment.
func check(r *rapid.T, c *Case, now time.Time) {
	if e, after := outOfOrder(c.Events); e != "" {
		r.Fatalf("%s came after %s", e, after)
	}
	if c.State == StateClosed {
		for _, cond := range c.ClosingConditions() {
			if !cond.Met {
				r.Fatalf("closed with %s unmet", cond.Text)
			}
		}
		if missing := lacking(c); len(missing) > 0 {
			r.Fatalf("closed without %v", missing)
		}
	}
	owed := 0
	for _, m := range c.Commitments {
		if m.Verdict == "" {
			owed++
		}
	}
	if owed != len(c.OpenCommitments()) {
		r.Fatalf("%d commitments are owed, %d are open", owed, len(c.OpenCommitments()))
	}
	for _, m := range c.Measures {
		if m.Verdict == "" {
			owed++
		}
		if m.untold() {
			owed++
		}
	}
	if c.Handler != "" && c.IsInvolved(c.Handler) {
		r.Fatalf("%s handles the case and is involved in it", c.Handler)
	}
	if co := c.CoOwner(); co != "" && (c.IsInvolved(co) || co == c.Handler) {
		r.Fatalf("%s is co-responsible, and involved or the handler", co)
	}
	for _, a := range c.Answers {
		if a.Verdict == Approved && a.DecidedBy == a.Author { // that nobody involved acts is held of each step
			r.Fatalf("version %d was approved by %s, its author", a.Version, a.DecidedBy)
		}
	}
	if a := c.Answer(); a != nil && a.Asked && a.Verdict == Approved && c.State == StatePrepared {
		if n := len(a.approvers()); n < c.Approvals() {
			r.Fatalf("version %d may be told after %d of %d approvals", a.Version, n, c.Approvals())
		}
	}
	if e, over := afterTheLast(c); over {
		r.Fatalf("%s in event %d, after what nobody decides again or does twice", e.Kind, e.Seq)
	}
	if e, mine := ownWords(c); mine {
		r.Fatalf("%s approved words of their own in event %d", e.Actor, e.Seq)
	}
	duties, err := c.Duties()
	if err != nil {
		r.Fatal(err)
	}
	for _, d := range duties {
		task := slices.Contains([]string{DutyCommitment, DutyMeasure, DutyTellMeasure, DutyAdvice}, d.Kind)
		if d.Open() && !c.Open() && !task && d.Kind != DutyHold {
			r.Fatalf("%s is owed though the case is %s", d.Kind, c.Face())
		}
		if task && d.Open() {
			owed--
		}
		if d.Due.Before(d.Start) || d.Literal.After(d.Due) {
			r.Fatalf("duty %s starts %v, due %v, literal %v", d.Kind, d.Start, d.Due, d.Literal)
		}
	}
	if owed != 0 {
		r.Fatalf("in state %s %d tasks are owed that are no duties", c.State, owed)
	}
	again := Load(c.Workspace, c.Number, c.Procedure, c.Calendar, c.Roster, slices.Clone(c.Events), c.Entries)
	if again.Face() != c.Face() || again.Round != c.Round || again.Handler != c.Handler || again.CoOwner() != c.CoOwner() || !slices.Equal(again.Commitments, c.Commitments) || !slices.Equal(again.Measures, c.Measures) {
		r.Fatalf("built again from its events the case is %s round %d, not %s round %d", again.Face(), again.Round, c.Face(), c.Round)
	}
	if _, err := c.WakeAt(now); err != nil {
		r.Fatal(err)
	}
}
