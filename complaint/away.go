package complaint

import (
	"fmt"
	"slices"
	"time"

	"ombud/calendar"
)

// Absence is a period in which somebody does no work. Until is exclusive.
type Absence struct {
	ID     string       `json:"id,omitempty"`
	User   string       `json:"user"`
	From   time.Time    `json:"from"`
	Until  time.Time    `json:"until"`
	Deputy string       `json:"deputy"`
	Answer DeputyAnswer `json:"answer,omitempty"`
	Rev    int          `json:"rev,omitempty"`   // raised by each change
	File   bool         `json:"file,omitempty"`  // from the configuration: it wins, and only its file can change it
	Asked  bool         `json:"asked,omitempty"` // of the configuration: its deputy was asked, see [Roster.Asks]
	Told   bool         `json:"told,omitempty"`  // the return was told
	By     string       `json:"by,omitempty"`    // who set or ended it for them; empty: they did
	// Begun and Gone say that its beginning and its end were acted upon, see [Roster.Turned].
	Begun bool `json:"begun,omitempty"`
	Gone  bool `json:"gone,omitempty"`
	Ended bool `json:"ended,omitempty"` // somebody ended it or took it back
}

// DeputyAnswer is what a deputy said to standing in; empty: nothing yet, and
// reminders reach them all the same.
type DeputyAnswer string

// The answers of a deputy.
const (
	DeputyTakes  DeputyAnswer = "taken"
	DeputyCannot DeputyAnswer = "refused"
)

// turns notes that the absence began, or is over, and tells whether that is news.
func (a *Absence) turns(now time.Time) bool {
	was := *a
	a.Begun, a.Gone = a.Begun || !now.Before(a.From), a.Gone || !now.Before(a.Until)
	return *a != was
}

// In tells whether the absence runs at that moment.
func (a *Absence) In(at time.Time) bool { return !at.Before(a.From) && at.Before(a.Until) }

// AwayUntil gives the end of the absence that user is in, or the zero time.
func (r *Roster) AwayUntil(user string, at time.Time) time.Time {
	for i := range r.Away {
		if a := &r.Away[i]; a.User == user && a.In(at) {
			return a.Until
		}
	}
	return time.Time{}
}

// BackOn is, while all of these people are away, the working day on which the first of them
// is back; false where one is there, or nobody knows.
func (c *Case) BackOn(users []string, at time.Time) (day calendar.Day, away bool) {
	var back time.Time
	for _, u := range users {
		until := c.Roster.AwayUntil(u, at)
		if until.IsZero() && !c.Roster.HasLeft(u, at) {
			return day, false
		}
		if !until.IsZero() && (back.IsZero() || until.Before(back)) {
			back = until
		}
	}
	if back.IsZero() {
		return day, false
	}
	day = calendar.DayOf(back, c.Zone())
	if next, err := c.Calendar.Onward().NextBusinessDay(day); err == nil && !c.Calendar.Onward().IsBusinessDay(day) {
		return next, true
	}
	return day, true
}

// Absent tells whether user does no work at that moment: away, or gone for good.
func (r *Roster) Absent(user string, at time.Time) bool {
	return r.HasLeft(user, at) || !r.AwayUntil(user, at).IsZero()
}

// nextTurn is the first moment after at from which somebody is away or back, or has a
// role or no longer has it; the zero time when none is known.
func (r *Roster) nextTurn(at time.Time) time.Time {
	var next time.Time
	sooner := func(turns ...time.Time) {
		for _, t := range turns {
			if t.After(at) && (next.IsZero() || t.Before(next)) {
				next = t
			}
		}
	}
	for _, a := range r.Away {
		sooner(a.From, a.Until)
	}
	for _, h := range r.Holders {
		sooner(h.From, h.Until)
	}
	return next
}

// DeputyOf gives who stands in for user at that moment: the deputy named for
// the absence, unless they cannot or are away too, else the standing one, else nobody.
func (r *Roster) DeputyOf(user string, at time.Time) string {
	standing := r.People[user].Deputy
	for i := range r.Away {
		a := &r.Away[i]
		if a.User != user || a.Deputy == "" || !a.In(at) {
			continue
		}
		deputy := r.deputyFor(a)
		if r.Absent(deputy, at) && standing != "" && !r.Absent(standing, at) {
			deputy = standing
		}
		return deputy
	}
	return standing
}

// here leaves out who is away.
func (r *Roster) here(users []string, at time.Time) []string {
	return slices.DeleteFunc(slices.Clone(users), func(u string) bool { return r.Absent(u, at) })
}

// OwnAbsences are the absences that user is in or that are to come, the nearest first.
func (r *Roster) OwnAbsences(user string, now time.Time) []Absence {
	list := slices.DeleteFunc(slices.Clone(r.Away), func(a Absence) bool { return a.User != user || !now.Before(a.Until) })
	slices.SortStableFunc(list, func(a, b Absence) int { return a.From.Compare(b.From) })
	return list
}

// ActingFor lists the absences that run now and in which user stands in.
func (r *Roster) ActingFor(user string, now time.Time) []Absence {
	var list []Absence
	for i := range r.Away {
		if a := &r.Away[i]; a.In(now) && a.User != user && r.DeputyOf(a.User, now) == user {
			list = append(list, *a)
		}
	}
	return list
}

// Places are in whose place user acts now: their own first, then that of everybody
// whose deputy they are.
func (r *Roster) Places(user string, now time.Time) []string {
	users := []string{user}
	for _, a := range r.ActingFor(user, now) {
		if !slices.Contains(users, a.User) {
			users = append(users, a.User)
		}
	}
	return users
}

// ActsAs tells whether user holds one of the roles, or stands in for somebody who
// does. Management agrees in person, deputies stand in in person and who reads for privacy
// and audit does so in person: nobody stands in for that.
func (r *Roster) ActsAs(user string, now time.Time, roles ...Role) bool {
	if r.HasAny(user, now, roles...) {
		return true
	}
	roles = slices.DeleteFunc(slices.Clone(roles), func(role Role) bool {
		return role == RoleManagement || role == RoleDeputy || role == RoleReader
	})
	return slices.ContainsFunc(r.Places(user, now), func(who string) bool { return r.HasAny(who, now, roles...) })
}

// Absence finds an absence, nil when it was changed or withdrawn since.
func (r *Roster) Absence(id string) *Absence {
	i := slices.IndexFunc(r.Away, func(a Absence) bool { return a.ID == id && id != "" })
	if i < 0 {
		return nil
	}
	return &r.Away[i]
}

// MayChangeAway refuses to change an absence that is over, or was changed or taken back,
// and one that the configuration says.
func (r *Roster) MayChangeAway(id string, now time.Time) error {
	switch a := r.Absence(id); {
	case a == nil || !now.Before(a.Until):
		return refuse("error.away_gone")
	case a.File:
		return refuse("error.away_file")
	}
	return nil
}

// keepAway is for how long an absence that is over is remembered.
const keepAway = 90 * 24 * time.Hour

// awaySetters are the roles whose holders may say that somebody else is away, as when
// a colleague falls ill (OK-11).
var awaySetters = []Role{RoleOfficer, RoleManagement}

// SetsAway tells whether this person may say that others are away.
func (r *Roster) SetsAway(by Person, now time.Time) bool {
	return by.Member && r.HasAny(by.ID, now, awaySetters...)
}

// MaySetAway refuses whoever may not say that user is away: that is for themselves,
// and for the officer and management in person.
func (r *Roster) MaySetAway(user string, by Person, now time.Time) error {
	if by.Member && by.ID == user && user != "" || user != "" && r.SetsAway(by, now) {
		return nil
	}
	return r.only(r.HoldingAny(now, awaySetters...), awaySetters...)
}

// SetAway lets somebody be away from a day until another, with a deputy. With the id of
// one that is set it changes that one, whose person it stays. It takes the place of what
// was set before for any of these days, too; before gives that. What is set for other
// days stays, and so does one that says just this, with what its deputy answered: nobody
// is asked twice. A deputy who is away on one of these days is refused, which keeps deputies
// from standing in for each other in a circle.
func (r *Roster) SetAway(a Absence, by Person, now time.Time) (set *Absence, before []Absence, err error) {
	changed := a.ID
	if changed != "" {
		old := r.Absence(changed)
		switch {
		case old == nil || !now.Before(old.Until):
			return nil, nil, Refusals{refuseField("from", "error.away_gone")}
		case old.File:
			return nil, nil, Refusals{refuseField("from", "error.away_file")}
		}
		a.User = old.User
	}
	if err := r.MaySetAway(a.User, by, now); err != nil {
		return nil, nil, err
	}
	if err := r.checkAway(a, now); err != nil {
		return nil, nil, err
	}
	if old := r.SetBefore(a, by); old != nil && (changed == "" || old.ID == changed) && !old.asksAnew(by) {
		return old, nil, nil
	}
	a.ID, a.By = fmt.Sprintf("%s-%d", a.User, now.UnixMilli()), a.setBy(by)
	if by.ID == a.Deputy { // whoever names themselves has answered
		a.Answer = DeputyTakes
	}
	r.Away = slices.DeleteFunc(r.Away, func(old Absence) bool {
		gives := old.touches(a.From, a.Until) || changed != "" && old.ID == changed
		replaced := !old.File && old.User == a.User && now.Before(old.Until) && gives
		if replaced {
			before = append(before, old)
		}
		return replaced || !old.File && now.Sub(old.Until) > keepAway
	})
	r.Away = append(r.Away, a)
	return &r.Away[len(r.Away)-1], before, nil
}

// setBy is what By says when this person sets or ends the absence.
func (a *Absence) setBy(by Person) string {
	if by.ID == a.User {
		return ""
	}
	return by.ID
}

// touches tells whether the absence and a period share a moment.
func (a *Absence) touches(from, until time.Time) bool {
	return a.From.Before(until) && from.Before(a.Until)
}

func (r *Roster) checkAway(a Absence, now time.Time) error {
	var rs Refusals
	add := func(field, text string, args ...any) { rs = append(rs, refuseField(field, text, args...)) }
	switch {
	case a.From.IsZero():
		add("from", "error.away_from")
	case !a.Until.After(a.From):
		add("until", "error.away_order")
	case !a.Until.After(now):
		add("until", "error.away_past")
	}
	switch a.Deputy {
	case "":
		add("deputy", "error.away_deputy")
	case a.User:
		add("deputy", "error.away_self")
	default:
		if until := r.awayWithin(a.Deputy, a.From, a.Until); !until.IsZero() {
			add("deputy", "error.away_deputy_away", "who", User(a.Deputy), "until", Until(until))
		}
	}
	for _, own := range r.Away {
		if own.File && own.User == a.User && own.touches(a.From, a.Until) {
			add("from", "error.away_file")
			break
		}
	}
	return rs.orNil()
}

// awayWithin gives the end of an absence of user that touches a period.
func (r *Roster) awayWithin(user string, from, until time.Time) time.Time {
	for _, a := range r.Away {
		if a.User == user && a.touches(from, until) {
			return a.Until
		}
	}
	return time.Time{}
}

// Back ends an absence, or takes it back when it is to come: the one of that id, and
// without it the nearest of whoever says so.
func (r *Roster) Back(id string, by Person, now time.Time) (*Absence, error) {
	if own := r.OwnAbsences(by.ID, now); id == "" {
		if len(own) == 0 {
			return nil, refuse("error.not_away")
		}
		id = own[0].ID
	}
	if err := r.MayChangeAway(id, now); err != nil {
		return nil, err
	}
	a := r.Absence(id)
	if err := r.MaySetAway(a.User, by, now); err != nil {
		return nil, err
	}
	if a.From.After(now) { // they were never away
		a.From, a.Told = now, true
	}
	a.Until, a.By, a.Ended = now, a.setBy(by), true
	a.Rev++
	return a, nil
}

// AnswerAway records whether a deputy stands in. Only that deputy may say so,
// while the absence is not over; an answer can be changed.
func (r *Roster) AnswerAway(id string, answer DeputyAnswer, by Person, now time.Time) (*Absence, error) {
	a := r.Absence(id)
	if a == nil || a.Deputy != by.ID || !by.Member || !now.Before(a.Until) {
		return nil, refuse("error.away_over")
	}
	if a.Answer != answer {
		a.Answer, a.Begun = answer, false // who stands in sees other cases from now on, see [Roster.Turned]
		a.Rev++
	}
	return a, nil
}

// Uncovered lists the officers for whom nobody would stand in: with no deputy
// of their own and no other in that role.
func (r *Roster) Uncovered(now time.Time) []string {
	return slices.DeleteFunc(slices.Clone(r.Holding(RoleOfficer, now)), func(officer string) bool {
		deputies := append(r.Holding(RoleDeputy, now), r.DeputyOf(officer, now))
		if r.Lead != "" { // then they are several as a rule, and each leads
			deputies = append(deputies, r.Holding(r.Lead, now)...)
		}
		return slices.ContainsFunc(deputies, func(u string) bool {
			return u != "" && u != officer && !r.Absent(u, now)
		})
	})
}
