package main

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// life is how one invented case went: step by step through the rules of the case, at
// working times, until it stands where it is meant to or today is reached.
type life struct {
	p        *lang.Printer
	cal      *calendar.Calendar
	c        *complaint.Case
	received time.Time
	at, now  time.Time // of the last step; today
	rank, of int       // 0: the newest of so many
}

// openOf is how many of so many cases are still open.
func openOf(n int) int { return min(len(ends), (n*9+19)/20) }

// begin finds when the case came in: the older, the longer ago.
func (l *life) begin() error {
	rank, of := l.rank, l.of
	open := openOf(of)
	back := rank * recent / max(open, 1)
	if rank >= open {
		back = recent + (rank-open)*(span-recent)/(of-open)
	}
	day := l.now.AddDate(0, 0, -back)
	at, err := working(l.cal, day, 0, 9+rank%7, (rank*17)%60)
	if err != nil {
		return err
	}
	for at.After(l.now.Add(-30 * time.Minute)) { // today is not over yet
		day = day.AddDate(0, 0, -1)
		if at, err = working(l.cal, day, 0, 9+rank%7, (rank*17)%60); err != nil {
			return err
		}
	}
	l.received = at
	return nil
}

// ends are where cases stand that are still open, by rank: 1 filed, 2 read back, 3
// assigned, 4 contacted, 5 and 7 waiting for approval, 6 sent back, 8 approved, 9 told,
// 10 asked whether it is solved. A few are late.
var ends = []int{1, 1, 2, 3, 2, 4, 3, 4, 1, 4, 5, 6, 7, 8, 4, 9, 7, 8, 9, 9, 5, 9, 10, 10, 4, 10, 10}

const (
	whole   = 99 // the whole road
	leaving = 50 // withdrawn on the way
)

// goal is after how many steps the case rests.
func (l *life) goal() int {
	switch {
	case l.rank < openOf(l.of):
		return ends[l.rank]
	case l.rank%11 == 7:
		return leaving
	}
	return whole
}

// errRest ends a life early: today is reached.
var errRest = errors.New("the case rests")

// walked tells whether a procedure goes the road of the tour and of these lives. Of
// another, a life takes the steps that are allowed.
func walked(p *procedure.Procedure) bool { return p.Steps.FirstContact && p.FollowUp.Required }

func (l *life) live(t story) error {
	if err := l.file(t); err != nil {
		return err
	}
	goal := l.goal()
	var road []func() error
	switch {
	case goal == leaving:
		road = []func() error{l.readBack, l.assign, l.withdraw}
	case l.rank%9 == 5: // one in nine customers is not satisfied at first
		road = []func() error{l.readBack, l.assign, l.contact, l.draft, l.changes, l.draft, l.approve, l.deliver, l.unhappy, l.draft, l.approve, l.deliver, l.happy, l.close}
	default:
		road = []func() error{l.readBack, l.assign, l.contact, l.draft, l.changes, l.draft, l.approve, l.deliver, l.happy, l.close}
	}
	for i, step := range road {
		if i+1 >= goal {
			break
		}
		if err := step(); errors.Is(err, errRest) || err != nil && !walked(l.c.Procedure) {
			break
		} else if err != nil {
			return fmt.Errorf("step %d of %s: %w", i+1, l.c.Face(), err)
		}
	}
	return l.c.Remind(l.now) // what was due until now was told then
}

func (l *life) file(t story) error {
	via := t.via
	if l.c.Procedure.Channel(via) == nil || via == "letter" { // a letter needs its scan
		via = "phone"
	}
	r := complaint.Registration{
		Filing: complaint.Filing{Name: t.customer, Phone: fmt.Sprintf("+31 20 555 %04d", l.rank), Email: fmt.Sprintf("customer%d@example.org", l.rank), Handle: "@klant", Summary: t.summary, Story: t.text},
		Via:    via, ReceivedAt: l.received, KeepOld: true,
	}
	if l.rank%13 == 8 && slices.Contains(l.c.Procedure.Natures, "discrimination") {
		r.Nature = "discrimination" // for few eyes
	}
	if l.rank%3 == 0 {
		r.Deliverers = []string{joost}
	}
	filer := []string{lotte, lotte, milan, lotte, mees}[l.rank%5]
	return l.c.Register(r, colleague(filer), l.received.Add(20*time.Minute))
}

// later moves on by some business days, unless that is past today.
func (l *life) later(days int) error {
	if l.at.Before(l.received.Add(20 * time.Minute)) {
		l.at = l.received.Add(20 * time.Minute)
	}
	next := l.at.Add(35 * time.Minute)
	if days > 0 {
		var err error
		if next, err = working(l.cal, l.at, days, 9+(l.rank+days)%7, (l.rank*13)%60); err != nil {
			return err
		}
	}
	if !next.Before(l.now) {
		return errRest
	}
	l.at = next
	return nil
}

func (l *life) readBack() error {
	if err := l.later(0); err != nil {
		return err
	}
	f := l.c.Filing()
	return l.c.RecordReadBack(complaint.ReadBackForm{
		Verdict: complaint.ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: l.c.TextHash, At: l.at, Via: "phone", Explained: true,
	}, colleague(l.c.Filer), l.at)
}

func (l *life) assign() error {
	if err := l.later(1); err != nil {
		return err
	}
	user, name, title := milan, "Milan de Wit", l.p.T("demo.function.milan")
	if l.rank%4 == 2 {
		user, name, title = fatima, "Fatima El Idrissi", l.p.T("demo.function.fatima")
	}
	a := complaint.Assignment{Handler: user, Name: name, Title: title, Why: l.c.Procedure.Assign.Reasons[1], Deliverers: l.c.Deliverers}
	if len(a.Deliverers) == 0 {
		a.Deliverer = "Karin Dekker"
	}
	if err := l.c.Assign(a, colleague(sanne), l.at); err != nil {
		return err
	}
	return l.c.Delivered(complaint.FormSent, user, l.at, l.at)
}

func (l *life) contact() error {
	if err := l.later(1); err != nil {
		return err
	}
	day, err := working(l.cal, l.at, 18, 12, 0)
	if err != nil {
		return err
	}
	return l.c.LogContact(complaint.ContactForm{
		At: l.at, Via: "phone", With: l.c.Filing().Name, Reached: true,
		How: l.p.T("demo.past.plan"), Day: calendar.DayOf(day, l.cal.Zone()).String(),
	}, colleague(l.c.Handler), l.at)
}

func (l *life) draft() error {
	if err := l.later(2 + min(l.rank/6, 4)); err != nil { // the longer ago, the slower
		return err
	}
	answer, text := l.c.Procedure.Answer, "demo.past.answer"
	if len(l.c.Answers) == 0 {
		text = "demo.past.first" // sent back for what the next version says
	}
	return l.c.Prepare(complaint.Draft{
		Answer: complaint.Answer{Text: l.p.T(text), Reasons: l.p.T("demo.past.reasons"), OralWhy: l.p.T("demo.past.oral")},
		Form:   answer.Forms[0], Outcome: answer.Outcomes[l.rank%len(answer.Outcomes)], Ask: true,
	}, colleague(l.c.Handler), l.at)
}

func (l *life) changes() error {
	if err := l.later(1); err != nil {
		return err
	}
	return l.c.AskChanges(l.c.Answer().Version, l.p.T("demo.past.comment"), colleague(mees), l.at)
}

func (l *life) approve() error {
	if err := l.later(1); err != nil {
		return err
	}
	return l.c.Approve(l.c.Answer().Version, colleague(mees), l.at)
}

func (l *life) deliver() error {
	if err := l.later(0); err != nil {
		return err
	}
	return l.c.Deliver(complaint.Delivery{At: l.at, Via: l.c.Procedure.Answer.Forms[0], With: l.c.Filing().Name}, colleague(l.c.Handler), l.at)
}

func (l *life) followUp(result complaint.Kind, note string) error {
	if err := l.later(5); err != nil {
		return err
	}
	return l.c.RecordFollowUp(complaint.FollowUpForm{Result: result, At: l.at, Via: "phone", Note: note}, colleague(lotte), l.at)
}

func (l *life) happy() error   { return l.followUp(complaint.Satisfied, "") }
func (l *life) unhappy() error { return l.followUp(complaint.Dissatisfied, l.p.T("demo.past.unhappy")) }

func (l *life) withdraw() error {
	if err := l.later(2); err != nil {
		return err
	}
	return l.c.Withdraw(complaint.EndForm{Reason: l.p.T("demo.past.withdrawn"), With: l.c.Filing().Name, Via: "phone", At: l.at}, colleague(sanne), l.at)
}

func (l *life) close() error {
	if err := l.later(1); err != nil {
		return err
	}
	return l.c.Close(complaint.Report{Handling: l.p.T("demo.past.handling"), Lesson: l.p.T("demo.past.lesson")}, colleague(sanne), l.at)
}

// colleague is a full member of the firm.
func colleague(id string) complaint.Person { return complaint.Person{ID: id, Member: true} }
