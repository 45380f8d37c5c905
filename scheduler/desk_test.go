package scheduler

import (
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/playground"
)

// told walks an answered case on to where the customer was told.
func (f *firm) toldCase() string {
	f.t.Helper()
	number := f.answered()
	f.business.Set(at("2026-03-12 16:00"))
	f.step(number, func(c *complaint.Case, now time.Time) error { return c.Approve(1, member(mees), now) })
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.Deliver(complaint.Delivery{At: now, Via: "phone", With: "Anna de Vries"}, member(milan), now)
	})
	f.business.Set(at("2026-03-19 11:00"))
	f.sendAll()
	return number
}

// askedAgain records that the customer is, or is not, satisfied.
func (f *firm) askedAgain(number string, result complaint.Kind) {
	f.t.Helper()
	f.step(number, func(c *complaint.Case, now time.Time) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: result, At: now, Via: "phone", Note: "The fine came again"}, member(lotte), now)
	})
	f.sendAll()
}

// desks are what stands with somebody as the message of who handles a case.
func (f *firm) desks(user string) (all []playground.Message) {
	f.t.Helper()
	for _, m := range f.slack.As(user).DMs() {
		if strings.Contains(m.Text, " · yours · ") {
			all = append(all, m)
		}
	}
	return all
}

// A customer who comes back is news for the handler: a new message takes the place
// of the old one, once, and is edited from then on.
func TestTheHandlerHearsThatTheCustomerCameBack(t *testing.T) {
	for name, comeBack := range map[string]func(*firm, string){
		"not satisfied": func(f *firm, number string) { f.askedAgain(number, complaint.Dissatisfied) },
		"reopened": func(f *firm, number string) {
			f.askedAgain(number, complaint.Satisfied)
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.Close(complaint.Report{Handling: "Put right"}, member(sanne), now)
			})
			f.sendAll()
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.Reopen("the customer called again", now, member(sanne), now)
			})
			f.sendAll()
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFirm(t)
			number := f.toldCase()
			before := f.desks(milan)
			if len(before) != 1 {
				t.Fatalf("the handler reads %q, want one desk", f.said(milan))
			}
			comeBack(f, number)
			after := f.desks(milan)
			if len(after) != 1 || after[0].TS == before[0].TS || !strings.Contains(after[0].Text, "Reopened") {
				t.Fatalf("the handler reads %q, want one new desk that says Reopened", texts(after))
			}
			f.step(number, func(c *complaint.Case, now time.Time) error {
				return c.Prepare(complaint.Draft{
					Answer: complaint.Answer{Text: "We pay the second fine too.", Reasons: "It came of the same delay."}, Form: "phone", Outcome: "upheld", Ask: true,
				}, member(milan), now)
			})
			f.sendAll()
			if then := f.desks(milan); len(then) != 1 || then[0].TS != after[0].TS || then[0].Edited == "" {
				t.Errorf("the handler reads %q, want the same desk brought up to date", texts(then))
			}
			f.assign(number, fatima)
			f.sendAll()
			if left, gone := f.desks(milan), count(f.said(milan), "handed over"); len(left) != 0 || gone != 1 {
				t.Errorf("who handled it reads %q, want that it was handed over", f.said(milan))
			}
			if theirs := f.desks(fatima); len(theirs) != 1 {
				t.Errorf("who handles it now reads %q, want one desk", f.said(fatima))
			}
			if b := f.backlog(); b.Waiting != 0 || b.Dead != 0 {
				t.Errorf("backlog %+v, want none\n%s", b, f.log)
			}
		})
	}
}
