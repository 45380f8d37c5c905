package scheduler

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/bot/view"
	"ombud/complaint"
	"ombud/playground"
)

// What people do to a case in these tests, by name.
var acts = map[string]func(c *complaint.Case, now time.Time) error{
	"assign":    func(c *complaint.Case, now time.Time) error { return assignTo(c, milan, now) },
	"to fatima": func(c *complaint.Case, now time.Time) error { return assignTo(c, fatima, now) },
	"contact": func(c *complaint.Case, now time.Time) error {
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", With: "Anna", Reached: true, How: "call", Day: "2026-03-25",
			Promises: []complaint.Promise{{What: "send a copy", When: "2026-03-24"}}}, member(sanne), now)
	},
	"draft": func(c *complaint.Case, now time.Time) error { return draftBy(c, milan, now) },
	"edit":  func(c *complaint.Case, now time.Time) error { return draftBy(c, mees, now) },
	"changes": func(c *complaint.Case, now time.Time) error {
		return c.AskChanges(len(c.Answers), "amount", member(mees), now)
	},
	"approve": func(c *complaint.Case, now time.Time) error { return c.Approve(len(c.Answers), member(mees), now) },
	"delegate": func(c *complaint.Case, now time.Time) error {
		return c.Delegate(len(c.Answers), sanne, member(mees), now)
	},
	"take back": func(c *complaint.Case, now time.Time) error {
		return c.WithdrawApproval(len(c.Answers), "wrong", member(mees), now)
	},
	"deliver": func(c *complaint.Case, now time.Time) error {
		return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna"}, member(milan), now)
	},
	"satisfied":     func(c *complaint.Case, now time.Time) error { return heard(c, complaint.Satisfied, now) },
	"dissatisfied":  func(c *complaint.Case, now time.Time) error { return heard(c, complaint.Dissatisfied, now) },
	"no contact":    func(c *complaint.Case, now time.Time) error { return heard(c, complaint.NoContact, now) },
	"milan's own":   func(c *complaint.Case, now time.Time) error { return interest(c, milan, now) },
	"mees's own":    func(c *complaint.Case, now time.Time) error { return interest(c, mees, now) },
	"sanne's own":   func(c *complaint.Case, now time.Time) error { return interest(c, sanne, now) },
	"fatima's own":  func(c *complaint.Case, now time.Time) error { return interest(c, fatima, now) },
	"lotte's own":   func(c *complaint.Case, now time.Time) error { return interest(c, lotte, now) },
	"decline":       func(c *complaint.Case, now time.Time) error { return c.Decline("no time", member(milan), now) },
	"about lotte":   func(c *complaint.Case, now time.Time) error { return about(c, lotte, now) },
	"about fatima":  func(c *complaint.Case, now time.Time) error { return about(c, fatima, now) },
	"wait":          func(*complaint.Case, time.Time) error { return nil },
	"nothing known": func(c *complaint.Case, now time.Time) error { return c.TakeConfidentialRoute([]string{joost}, now) },
	"measure": func(c *complaint.Case, now time.Time) error {
		return c.TakeMeasure(complaint.MeasureForm{What: "checklist", Owner: fatima, Who: "Fatima", Day: "2026-05-01",
			Changes: complaint.ChangesToTell, TellBy: "2026-05-02"}, member(sanne), now)
	},
	"close": func(c *complaint.Case, now time.Time) error {
		return c.Close(complaint.Report{Handling: "done", NoMeasure: "none"}, member(sanne), now)
	},
	"withdrawn": func(c *complaint.Case, now time.Time) error {
		return c.Withdraw(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "she drops it", With: "Anna", Via: "phone", At: now}, member(sanne), now)
	},
	"withdrawn and undone": func(c *complaint.Case, now time.Time) error {
		if err := c.Withdraw(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "she drops it", With: "Anna", Via: "phone", At: now}, member(sanne), now); err != nil {
			return err
		}
		return c.UndoEnd(member(sanne), now)
	},
	"dispute": func(c *complaint.Case, now time.Time) error {
		return c.HandOver(complaint.DisputeForm{Name: "Board", Binding: "no", AskedBy: "Anna", At: now, Day: "2026-06-01"}, member(sanne), now)
	},
	"hand over": func(c *complaint.Case, now time.Time) error {
		return c.Reassign(milan, complaint.Assignment{Handler: fatima, Name: "Fatima", Title: "head", WhyText: "left"}, member(sanne), now)
	},
	"serious": func(c *complaint.Case, now time.Time) error {
		return c.Classify(complaint.Classification{Class: complaint.Class{Nature: "service", Weight: "serious", Submitted: "oral"}}, member(fatima), now)
	},
	"consult": func(c *complaint.Case, now time.Time) error {
		return c.Consult(complaint.Consultation{With: lotte, At: now, Said: "promised"}, member(milan), now)
	},
	"ask delay": func(c *complaint.Case, now time.Time) error {
		return c.Extend(complaint.ExtensionForm{Day: "2026-04-20", Reason: "an expert is ill"}, member(milan), now)
	},
	"agree delay": func(c *complaint.Case, now time.Time) error {
		return c.AgreeExtension(len(c.Extensions), member(sanne), now)
	},
	"ask close": func(c *complaint.Case, now time.Time) error { return c.AskClose("nobody answers", member(milan), now) },
	"no reply":  func(c *complaint.Case, now time.Time) error { return heard(c, complaint.NoReply, now) },
}

func assignTo(c *complaint.Case, user string, now time.Time) error {
	return c.Assign(complaint.Assignment{Handler: user, Name: "N", Title: "head", Why: "process", Deliverers: []string{joost}, Skip: "away"}, member(sanne), now)
}

func draftBy(c *complaint.Case, user string, now time.Time) error {
	return c.Prepare(complaint.Draft{Answer: complaint.Answer{Text: fmt.Sprintf("You are right, we refund the fine %d.", len(c.Answers)), OralWhy: "she asked", Reasons: "we were late"},
		Form: "phone", Outcome: "upheld", Ask: true}, member(user), now)
}

func heard(c *complaint.Case, result complaint.Kind, now time.Time) error {
	return c.RecordFollowUp(complaint.FollowUpForm{Result: result, At: now, Via: "phone", Note: "x"}, member(lotte), now)
}

func interest(c *complaint.Case, user string, now time.Time) error {
	return c.DeclareInterest(complaint.Interest{Users: []string{user}, How: "a friend", Channel: []string{user}}, member(user), now)
}

func about(c *complaint.Case, user string, now time.Time) error {
	return c.Correct(complaint.CorrectForm{Fact: complaint.Fact{Code: complaint.FactAbout, Seq: 1}, Users: []string{user}, Reason: "it is about them"}, member(sanne), now)
}

// roads are what happens to one case each, a step a working day.
var roads = []string{
	"withdrawn", "assign, decline, withdrawn", "assign, decline, to fatima", "assign, milan's own, withdrawn", "assign, contact, decline",
	"assign, contact, measure, fatima's own", "assign, contact, to fatima", "assign, contact, draft, withdrawn and undone", "assign, contact, draft, to fatima",
	"assign, contact, draft, milan's own", "assign, contact, draft, mees's own", "assign, contact, draft, sanne's own", "assign, contact, draft, delegate, edit, withdrawn",
	"assign, serious, contact, draft, withdrawn", "assign, contact, draft, about fatima",
	"assign, contact, draft, changes, withdrawn", "assign, contact, draft, changes, to fatima", "assign, contact, draft, changes, milan's own",
	"assign, contact, draft, approve, withdrawn", "assign, contact, draft, approve, take back, withdrawn",
	"assign, contact, draft, approve, to fatima", "assign, contact, draft, approve, milan's own", "assign, contact, draft, approve, mees's own",
	"assign, contact, draft, approve, deliver, dispute", "assign, contact, draft, approve, deliver, satisfied, measure, close",
	"assign, contact, draft, approve, deliver, no contact, dispute", "assign, contact, draft, approve, deliver, no contact, withdrawn",
	"assign, contact, draft, approve, deliver, no contact, mees's own", "assign, contact, draft, approve, deliver, hand over, dissatisfied",
	"assign, contact, draft, approve, deliver, no reply, no reply, no reply, ask close, satisfied",
	"wait, withdrawn", "lotte's own", "about lotte", "nothing known, assign, contact, draft, approve",
}

// stops are where a case is left until everybody in line was reminded.
var stops = []string{
	"", "assign", "assign, contact", "assign, contact, draft", "assign, contact, draft, changes", "assign, contact, draft, approve", "assign, contact, draft, approve, deliver",
	"assign, contact, draft, approve, deliver, dissatisfied", "assign, contact, draft, approve, deliver, satisfied", "assign, contact, decline",
	"assign, milan's own", "assign, contact, measure",
}

// delays are roads of a procedure by which an answer may take longer.
var delays = []string{
	"assign, contact, consult, ask delay", "assign, contact, consult, ask delay, withdrawn", "assign, contact, consult, ask delay, draft, approve, deliver",
	"assign, contact, consult, ask delay, agree delay, to fatima", "assign, contact, consult, ask delay, agree delay, draft, approve, deliver",
}

var firstDays = []string{"2026-03-06", "2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12", "2026-03-13", "2026-03-16", "2026-03-17", "2026-03-18", "2026-03-19"}

// Whatever happens to a case, no message that somebody has offers a step that is not
// theirs to take, or not any more: in private each button is for its reader, in the
// channel for one of those who read it.
func TestNoMessageOffersWhatItsReaderMayNotOneByOne(t *testing.T) {
	f := newFirm(t)
	f.walk(roads)
}

// The same of what the deputy and the last in line are told of a case that nobody
// goes on with.
func TestNoReminderOffersWhatItsReaderMayNotOneByOne(t *testing.T) {
	f := newFirm(t)
	f.walk(stops, "2026-03-25", "2026-04-03", "2026-04-13", "2026-06-09")
}

// The same where an answer may take longer.
func TestNoMessageOffersADelayThatIsOverOneByOne(t *testing.T) {
	f := newFirm(t)
	f.invented()
	f.walk(delays)
}

// walk lets one case go each road, looks at every message on each day, and goes on to
// look on the days that follow.
func (f *firm) walk(roads []string, after ...string) {
	f.t.Helper()
	r := roster()
	r.Away = nil
	f.do("roster", f.Store.SaveRoster(f.t.Context(), r))
	walked := map[string]string{}
	numbers := make([]string, len(roads))
	for i := range roads {
		numbers[i] = f.file(func(r *complaint.Registration) { r.Phone = fmt.Sprintf("+31 6 1234%04d", i) }) // of one customer each
	}
	f.sendAll()
	found := map[string]bool{}
	every := func(string) bool { return true }
	for d, day := range firstDays[:longest(roads)] {
		f.morning(day)
		f.remindAt(day + " 10:00")
		moved := map[string]bool{}
		for i, road := range roads {
			if steps := strings.Split(road, ", "); road != "" && d < len(steps) {
				walked[numbers[i]], moved[numbers[i]] = strings.Join(steps[:d+1], ", "), true
				if _, err := f.Store.UpdateCase(f.t.Context(), numbers[i], func(c *complaint.Case) error { return acts[steps[d]](c, f.Now()) }); err != nil {
					f.t.Fatalf("%s: %v", walked[numbers[i]], err)
				}
			}
		}
		f.sendAll()
		f.deadButtons(walked, found, func(number string) bool { return moved[number] })
	}
	f.deadButtons(walked, found, every)
	for _, day := range after {
		f.morning(day)
		f.remindAt(day + " 16:00")
		f.sendAll()
		f.deadButtons(walked, found, every)
	}
}

// The same while people are away and back again, and roles change hands.
func TestNoMessageOffersWhatItsReaderMayNoMoreOneByOne(t *testing.T) {
	f := newFirm(t)
	f.mornings = map[string]func(){
		"2026-03-09": func() { f.off(milan, lotte, "2026-03-09 00:00", "2026-03-12 00:00") },
		"2026-03-10": func() { f.off(sanne, lotte, "2026-03-10 00:00", "2026-03-13 00:00") },
		"2026-03-11": func() { f.off(mees, joost, "2026-03-11 00:00", "2026-03-12 00:00") },
		"2026-03-13": func() { f.deputies("2026-03-13 00:00", joost) },
	}
	f.walk([]string{
		"assign", "assign, contact", "assign, decline", "assign, decline, to fatima", "assign, contact, draft", "assign, contact, draft, changes",
		"assign, contact, draft, approve", "assign, contact, draft, approve, deliver", "assign, contact, measure", "assign, contact, draft, to fatima",
	}, "2026-03-12", "2026-03-13", "2026-03-17", "2026-03-25")
}

// morning lets happen what does on such a day, and what comes of days that begin and end.
func (f *firm) morning(day string) {
	f.t.Helper()
	do := f.mornings[day]
	if f.mornings == nil {
		return
	}
	f.business.Set(at(day + " 00:10"))
	if do != nil {
		do()
	}
	f.run("returns", day+" 09:45")
	f.run("late", day+" 09:46")
}

// longest is of how many steps the longest of roads is.
func longest(roads []string) int {
	n := 0
	for _, road := range roads {
		n = max(n, strings.Count(road, ", ")+1)
	}
	return n
}

var caseNumber = regexp.MustCompile(`K-2026-\d{4}`)

// deadButtons complains, once each, of buttons in messages of those cases that nobody who
// reads them may press.
func (f *firm) deadButtons(walked map[string]string, found map[string]bool, of func(number string) bool) {
	f.t.Helper()
	cases := map[string]*complaint.Case{}
	check := func(where string, m playground.Message, readers ...string) {
		for _, b := range buttonsOf(m) {
			number := caseNumber.FindString(b.Value)
			if number == "" || !of(number) {
				continue
			}
			c := cases[number]
			if c == nil {
				var err error
				c, err = f.Store.Case(f.t.Context(), number)
				f.do("load", err)
				cases[number] = c
			}
			able := slices.ContainsFunc(readers, func(u string) bool { return f.presses(c, b, u) })
			if line := fmt.Sprintf("%s: %s: %s in %q", walked[number], where, b.Action, caseNumber.ReplaceAllString(m.Text, "K")); !able && !found[line] {
				found[line] = true
				f.t.Errorf("%s (%s)", line, f.Now().In(amsterdam).Format("2 Jan 15:04"))
			}
		}
	}
	people := []string{sanne, fatima, mees, milan, joost, lotte}
	for _, u := range people {
		for _, m := range f.slack.As(u).DMs() {
			check("DM of "+u[2:], m, u)
		}
	}
	for _, root := range f.slack.As(sanne).Messages(channel) {
		for _, m := range f.slack.As(sanne).Thread(channel, root.TS) {
			check("channel", m, people...)
		}
	}
}

// pressable is a button of a message.
type pressable struct {
	Type   string `json:"type"`
	Action string `json:"action_id"`
	Value  string `json:"value"`
}

// buttonsOf lists the buttons of a message, wherever they stand in it.
func buttonsOf(m playground.Message) []pressable {
	var blocks []struct {
		Accessory pressable   `json:"accessory"`
		Elements  []pressable `json:"elements"`
	}
	if err := json.Unmarshal([]byte(sentAs(m)), &blocks); err != nil {
		panic(err)
	}
	var all []pressable
	for _, b := range blocks {
		all = append(append(all, b.Accessory), b.Elements...)
	}
	return slices.DeleteFunc(all, func(b pressable) bool { return b.Type != "button" })
}

// presses tells whether a button does anything for that person.
func (f *firm) presses(c *complaint.Case, b pressable, user string) bool {
	by, now := member(user), f.Now()
	_, n := view.ParseValue(b.Value)
	decides := func(which func(complaint.Decision) bool) bool { return slices.ContainsFunc(c.ToDecide(by, now), which) }
	switch b.Action {
	case "extension.agree", "extension.refuse.open":
		return decides(func(d complaint.Decision) bool { return d.Delay == n })
	case "agreement.grant", "agreement.deny.open":
		return decides(func(d complaint.Decision) bool { return d.Request == n })
	case "answer.approve", "answer.changes.open":
		return decides(func(d complaint.Decision) bool { return d.Version == n })
	case "commitment.done.open":
		return c.MaySettle(n, false, by, now) == nil
	case "measure.done.open":
		return c.MayEndMeasure(n, false, by, now) == nil
	case "measure.told.open":
		return c.MayTellMeasure(n, by, now) == nil
	case "case.chase":
		choice := view.ParseDuty(b.Value)
		d, err := c.Owed(choice.Kind, choice.Round)
		return err == nil && c.MayChase(d, by, now) == nil
	}
	step := view.StepOfRoute(b.Action)
	return step == "" || step == complaint.StepAll || c.Allows(step, by, now)
}
