package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
	"ombud/procedure"
)

// The notices about reviews of the written procedure, of which no case knows.
const (
	NoticeRevision NoticeKind = "revision" // remind whoever sees to it of the review, Ref is the day of the reminder
	NoticeRevised  NoticeKind = "revised"  // let the reminders say that it was done, Ref is the number of the review
)

// The outcomes of a review.
const (
	RevisionSame    = "same"   // the procedure works as intended and stays as it is
	RevisionChanges = "change" // something in it is to change
)

// RevisionOutcomes lists them in the order in which the form asks.
var RevisionOutcomes = []string{RevisionSame, RevisionChanges}

// Revision is one review of the written procedure, kept as evidence: it is never
// changed afterwards.
type Revision struct {
	N        int          // counted from 1 in a workspace
	Version  int          // of the procedure that was reviewed, as the program counts them
	Day      calendar.Day // on which it was done
	By       string
	Recorded time.Time
	Outcome  string
	// Attested: whoever reviewed it saw that the document at the company's address
	// is the version in force.
	Attested bool
	Words    RevisionWords // sealed
}

// RevisionWords is what was written down in a review.
type RevisionWords struct {
	Findings string `json:"findings"`          // with no change: why none is needed
	Changes  string `json:"changes,omitempty"` // what is to change, by when
	Address  string `json:"address,omitempty"` // that was attested
}

// RevisionForm is what the form about a review says.
type RevisionForm struct {
	Day      string // civil day
	Outcome  string
	Findings string
	Changes  string
	Attested bool
}

// Register is what there is to know of the written procedure of a company.
type Register struct {
	Procedure *procedure.Procedure // in force; shared, nobody may change it
	Version
	Versions []Version    // all, oldest first
	Last     Revision     // the last review; the zero value: there was none
	Next     calendar.Day // by which the next one is due
}

// Version is one state of the procedure that is or was in force.
type Version struct {
	Number int       // as the program counts them, from 1
	Hash   string    // of the text, in hexadecimal
	From   time.Time // since when it is in force
}

// Late tells whether the review is overdue: its last day is over. Zone is the
// company's.
func (g *Register) Late(now time.Time, zone *time.Location) bool {
	return calendar.DayOf(now, zone).After(g.Next)
}

// Reviewers lists who is reminded of the review at that moment: those in the
// procedure's role for it, or who stands in for them, else who leads the cases,
// else who looks after the app.
func (r *Roster) Reviewers(p *procedure.Procedure, at time.Time) []string {
	for _, users := range [][]string{r.Holding(Role(p.Review.By), at), r.leaders(at), r.Keepers(at)} {
		if there := r.there(users, at); len(there) > 0 {
			return there
		}
	}
	return nil
}

// KeepersThere lists who looks after the app and is there, or stands in for somebody who
// does; with none of them there the last in line, and with nobody there whoever does.
func (r *Roster) KeepersThere(at time.Time) []string {
	for _, users := range [][]string{r.Keepers(at), r.Holding(RoleFallback, at)} {
		if there := r.there(users, at); len(there) > 0 {
			return there
		}
	}
	return r.Keepers(at)
}

// there puts who stands in into the place of those who are away.
func (r *Roster) there(users []string, at time.Time) []string {
	var there []string
	for _, u := range users {
		if r.Absent(u, at) {
			u = r.DeputyOf(u, at)
		}
		if u != "" && !r.Absent(u, at) && !slices.Contains(there, u) {
			there = append(there, u)
		}
	}
	return there
}

// MayReview refuses whoever neither sees to the review nor stands in for those
// who do.
func (r *Roster) MayReview(p *procedure.Procedure, by Person, now time.Time) error {
	if by.Member && (r.Has(by.ID, Role(p.Review.By), now) || slices.Contains(r.Reviewers(p, now), by.ID)) {
		return nil
	}
	who := r.Holding(Role(p.Review.By), now)
	if len(who) == 0 {
		who = r.Reviewers(p, now)
	}
	return r.only(who, Role(p.Review.By))
}

// Review makes the review that a form says, the one after the last, which is the
// zero Revision when there was none. It needs findings, also when nothing changes,
// and what is to change when something does; it was on no day to come and not
// before the last one. Zone is the company's.
func (f RevisionForm) Review(last Revision, by Person, now time.Time, zone *time.Location) (*Revision, error) {
	var rs Refusals
	add := func(field, text string, args ...any) { rs = append(rs, refuseField(field, text, args...)) }
	day, err := calendar.ParseDay(f.Day)
	switch {
	case err != nil:
		add("day", "error.revision_day")
	case day.After(calendar.DayOf(now, zone)):
		add("day", "error.future")
	case day.Before(last.Day):
		add("day", "error.revision_before", "day", last.Day)
	}
	if !slices.Contains(RevisionOutcomes, f.Outcome) {
		add("outcome", "error.revision_outcome")
	}
	words := RevisionWords{Findings: strings.TrimSpace(f.Findings), Changes: strings.TrimSpace(f.Changes)}
	if words.Findings == "" {
		add("findings", "error.revision_findings")
	}
	if f.Outcome == RevisionChanges && words.Changes == "" {
		add("changes", "error.revision_changes")
	}
	if f.Outcome == RevisionSame && words.Changes != "" {
		add("changes", "error.revision_same")
	}
	if len(rs) > 0 {
		return nil, rs
	}
	return &Revision{
		N: last.N + 1, Day: day, By: by.ID, Recorded: now, Outcome: f.Outcome, Attested: f.Attested, Words: words,
	}, nil
}
