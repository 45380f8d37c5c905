package demo

import (
	"errors"
	"fmt"
	"slices"
	"strings"
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
	story    story
	received time.Time
	at, now  time.Time // of the last step; today
	rank, of int       // 0: the newest of so many
	home     home      // of the firm
	fresh    bool      // nobody has looked at it yet
}

// openOf is how many of so many cases are still open.
func openOf(n int) int { return min(len(ends), (n*9+19)/20) }

// begin finds when the case came in: the older, the longer ago.
func (l *life) begin() error {
	rank, of := l.rank, l.of
	open := openOf(of)
	back := rank * recent / len(ends)
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
var ends = []int{1, 1, 2, 2, 3, 4, 3, 4, 5, 4, 6, 7, 8, 4, 9, 7, 8, 9, 9, 5, 9, 10, 9, 10, 4, 10, 10}

const (
	told       = 9  // one of the ends
	newestTold = 14 // its first rank

	whole   = 99 // the whole road
	leaving = 50 // withdrawn on the way
)

// goal is after how many steps the case rests.
func (l *life) goal() int {
	switch {
	case l.rank < openOf(l.of) && ends[l.rank] >= told && !l.c.Procedure.FollowUp.Required && l.rank > newestTold:
		return whole // nobody is asked anything after the answer, and a tidy firm has closed it
	case l.rank < openOf(l.of):
		return ends[l.rank]
	case l.rank%11 == 7:
		return leaving
	}
	return whole
}

// errRest ends a life early: today is reached.
var errRest = errors.New("the case rests")

// toured tells whether a procedure goes the road of the tour.
func toured(p *procedure.Procedure) bool {
	return p.Steps.ReadBack && p.Steps.FirstContact && p.FollowUp.Required && !p.Steps.CheckDetails
}

// ships tells whether a procedure came with the program. Of a company's own, a life
// takes the steps that are allowed: it may ask for what nobody could know here.
func ships(p *procedure.Procedure) bool { return slices.Contains(procedure.Presets(), p.Name) }

func (l *life) live(t story) error {
	l.story = t
	if err := l.file(); err != nil {
		return err
	}
	if err := l.takeOver(); err != nil && !errors.Is(err, errRest) {
		return err
	}
	goal := l.goal()
	var road []func() error
	switch {
	case goal == leaving:
		road = []func() error{l.greet, l.assign, l.withdraw}
	case l.rank%9 == 5 && l.c.Procedure.FollowUp.Required: // one in nine customers is not satisfied at first
		road = []func() error{l.greet, l.assign, l.contact, l.draft, l.changes, l.draft, l.approve, l.deliver, l.unhappy, l.draft, l.approve, l.deliver, l.happy, l.close}
	default:
		road = []func() error{l.greet, l.assign, l.contact, l.draft, l.changes, l.draft, l.approve, l.deliver, l.happy, l.close}
	}
	for i, step := range road {
		if i+1 >= goal {
			break
		}
		if err := step(); errors.Is(err, errRest) || err != nil && !ships(l.c.Procedure) {
			break
		} else if err != nil {
			return fmt.Errorf("step %d of %s: %w", i+1, l.c.Face(), err)
		}
	}
	l.c.Lapse(l.now)         // nobody is told that a day was over before they came here
	return l.c.Remind(l.now) // what was due until now was told then
}

func (l *life) file() error {
	t, via := l.story, l.story.via
	if ch := l.c.Procedure.Channel(via); ch == nil || ch.Scan || ch.Original { // there is no document
		via = "phone"
	}
	r := complaint.Registration{
		Filing: complaint.Filing{Name: t.customer, Phone: fmt.Sprintf(l.home.phone, l.rank), Email: fmt.Sprintf("customer%d@example.org", l.rank), Summary: t.summary, Story: t.text},
		Via:    via, ReceivedAt: l.received, KeepOld: true,
	}
	if via == "social" {
		r.Handle = "@" + strings.ToLower(strings.ReplaceAll(t.customer, " ", "_"))
	}
	street := fmt.Sprintf(l.home.street, l.rank+1)
	r.Address = street + ", " + l.home.postcode + " " + l.home.town
	if l.c.Procedure.Intake.AddressParts {
		r.Street, r.Postcode, r.Town = street, l.home.postcode, l.home.town
	}
	if l.c.Procedure.Intake.WishRequired {
		r.Wish = l.p.T("demo.past.wish")
	}
	if slices.Contains(l.c.Procedure.Confidant, t.nature) {
		r.Nature, r.Against = t.nature, complaint.Againsts[0] // for few eyes
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

// greet is what comes before a case is assigned, as far as its procedure has it.
func (l *life) greet() error {
	p := l.c.Procedure
	for _, step := range []struct {
		has bool
		do  func() error
	}{
		{p.Classify.First, l.classify}, {len(p.Contact.By) > 0, l.call}, {p.Steps.ReadBack, l.readBack}, {p.Steps.CheckDetails, l.check}, {len(p.Confirm.Forms) > 0, l.confirm}, {p.Steps.Enter, l.enter},
	} {
		if !step.has {
			continue
		}
		if err := l.later(0); err != nil {
			return err
		}
		if err := step.do(); err != nil {
			return err
		}
	}
	return nil
}

// call is the first contact by whoever received the complaint.
func (l *life) call() error {
	filer := colleague(l.c.Filer)
	if advisers := l.c.Advisers(l.c.Filer, l.at); l.c.AwaitsAdvice() && len(advisers) > 0 {
		said := complaint.Consultation{With: advisers[0], At: l.at, Said: l.p.T("demo.past.advice")}
		if err := l.c.Consult(said, filer, l.at); err != nil {
			return err
		}
	}
	return l.speak(filer)
}

func (l *life) check() error {
	f := l.c.Filing()
	return l.c.CheckDetails(complaint.DetailsForm{
		Name: f.Name, Street: f.Street, Postcode: f.Postcode, Town: f.Town, How: complaint.DetailHows[0], At: l.at,
	}, colleague(l.c.Filer), l.at)
}

func (l *life) confirm() error {
	return l.c.Acknowledge(complaint.Receipt{
		At: l.at, Via: l.c.Procedure.Confirm.Forms[0], With: l.c.Filing().Name, Said: l.p.T("demo.past.plan"),
	}, colleague(sanne), l.at)
}

func (l *life) readBack() error {
	f := l.c.Filing()
	return l.c.RecordReadBack(complaint.ReadBackForm{
		Verdict: complaint.ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: l.c.TextHash, At: l.at, Via: "phone", Explained: true,
	}, colleague(l.c.Filer), l.at)
}

func (l *life) assign() error {
	if err := l.later(1); err != nil {
		return err
	}
	user := milan
	if l.rank%4 == 2 {
		user = fatima
	}
	if able := l.c.Handlers(l.at); !slices.Contains(able, user) && len(able) > 0 {
		user = able[l.rank%len(able)]
	}
	who := person(user)
	why := "process"
	if !slices.Contains(l.c.Procedure.Assign.Reasons, why) {
		why = l.c.Procedure.Assign.Reasons[0]
	}
	a := complaint.Assignment{Handler: user, Name: l.home.name(who), Title: l.p.T(who.title), Why: why, Deliverers: l.c.Deliverers}
	if len(a.Deliverers) == 0 {
		a.Deliverer = l.home.outsider
	}
	if err := l.c.Assign(a, colleague(sanne), l.at); err != nil {
		return err
	}
	return errors.Join(l.c.Delivered(complaint.FormSent, user, l.at, l.at), l.inform())
}

// inform tells the partner concerned, who does not handle the case, where the procedure
// has that.
func (l *life) inform() error {
	if l.c.MayInform(colleague(sanne), l.at) != nil {
		return nil
	}
	return l.c.Inform(complaint.Informing{Name: l.home.outsider, At: l.at, Via: "phone"}, colleague(sanne), l.at)
}

func (l *life) contact() error {
	if !l.c.AwaitsContact() {
		return nil
	}
	if err := l.later(1); err != nil {
		return err
	}
	return l.speak(colleague(l.c.Handler))
}

// speak is a first contact in which a day is agreed.
func (l *life) speak(by complaint.Person) error {
	day, err := working(l.cal, l.at, 18, 12, 0)
	if err != nil {
		return err
	}
	return l.c.LogContact(complaint.ContactForm{
		At: l.at, Via: "phone", With: l.c.Filing().Name, Reached: true,
		How: l.p.T("demo.past.plan"), Day: calendar.DayOf(day, l.cal.Zone()).String(),
		Note: l.note(), Points: l.c.Procedure.Contact.Points, Folder: l.folder(l.c.Procedure.Contact.Folder),
	}, by, l.at)
}

// note is what was said, where the procedure wants that written down.
func (l *life) note() string {
	if !l.c.Procedure.Contact.NoteRequired {
		return ""
	}
	return l.p.T("demo.past.plan")
}

// approved tells whether the answer may be told already, as where nobody's agreement
// is needed.
func (l *life) approved() bool {
	a := l.c.Answer()
	return a != nil && a.Verdict == complaint.Approved
}

func (l *life) draft() error {
	if l.approved() {
		return nil
	}
	if err := l.later(1 + min(l.rank/14, 4)); err != nil { // the longer ago, the slower
		return err
	}
	if err := inTurn(l.prepare, l.consult); err != nil {
		return err
	}
	answer, text := l.c.Procedure.Answer, "demo.past.answer"
	if len(l.c.Answers) == 0 {
		text = "demo.past.first" // sent back for what the next version says
	}
	outcome, why := among(answer.Outcomes, "upheld"), "demo.past.reasons"
	if l.rank%4 == 1 {
		outcome, why = among(answer.Outcomes, "partly", outcome), "demo.past.partly"
	}
	words := complaint.Answer{Text: l.p.T(text), Reasons: l.p.T(why), OralWhy: l.p.T("demo.past.oral")}
	if answer.FactsRequired {
		words.Facts = l.p.T("demo.past.facts")
	}
	return l.c.Prepare(complaint.Draft{
		Answer: words, Form: answer.Forms[0], Outcome: outcome, Ask: true,
	}, colleague(l.c.Handler), l.at)
}

func (l *life) changes() error {
	if l.approved() {
		return nil
	}
	if err := l.later(1); err != nil {
		return err
	}
	return l.c.AskChanges(l.c.Answer().Version, l.p.T("demo.past.comment"), l.approver(), l.at)
}

func (l *life) approve() error {
	if l.approved() {
		return nil
	}
	if err := l.later(1); err != nil {
		return err
	}
	return l.c.Approve(l.c.Answer().Version, l.approver(), l.at)
}

func (l *life) deliver() error {
	if err := l.later(0); err != nil {
		return err
	}
	d := complaint.Delivery{At: l.at, Via: l.c.Procedure.Answer.Forms[0], With: l.c.Filing().Name, Handling: l.p.T("demo.past.handling"), Late: l.p.T("demo.past.late")}
	if l.c.Procedure.Answer.Spoken.Note {
		d.Said = l.p.T("demo.past.said")
	}
	return l.c.Deliver(d, l.teller(), l.at)
}

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
	if l.c.AsksWhyNoMeasure() {
		if err := l.improve(); err != nil {
			return err
		}
	}
	r := complaint.Report{Handling: l.p.T("demo.past.handling"), Lesson: l.p.T("demo.past.lesson"), Archive: l.folder(l.c.Procedure.Close.Archive)}
	err := l.c.Close(r, colleague(sanne), l.at)
	if err != nil || len(l.c.Measures) == 0 || errors.Is(l.later(15), errRest) {
		return err
	}
	return l.c.FinishMeasure(1, l.at, l.p.T("demo.past.evidence"), colleague(l.c.Handler), l.at)
}

// improve records what changes after a customer who was not satisfied at first.
func (l *life) improve() error {
	day, err := working(l.cal, l.at, 20, 12, 0)
	if err != nil {
		return err
	}
	return l.c.TakeMeasure(complaint.MeasureForm{
		What: l.p.T("demo.past.measure"), Owner: l.c.Handler, Who: l.c.Appointment().Name,
		Day: calendar.DayOf(day, l.cal.Zone()).String(), Changes: complaint.ChangesNothing,
	}, colleague(sanne), l.at)
}

// colleague is a full member of the firm.
func colleague(id string) complaint.Person { return complaint.Person{ID: id, Member: true} }
