package complaint

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// readAway lets the absences of the configuration hold that r has. One that reads as it
// did goes on with what was said about it; any other is a new one, of which its deputy is
// asked. Where it names no deputy, whoever stands in for that person as a rule is asked.
// One that ran and is not named any more is over, as if somebody had ended it.
func (r *Roster) readAway(old *Roster, now time.Time) {
	var own []Absence
	for i := range r.Away {
		a := &r.Away[i]
		a.Deputy = cmp.Or(a.Deputy, r.People[a.User].Deputy)
		a.follows(old.Away, now)
		own = append(own, *a)
	}
	for _, was := range old.Away {
		if was.File {
			named := slices.ContainsFunc(own, func(a Absence) bool { return a.User == was.User && a.touches(was.From, was.Until) })
			if named || was.ID == "" || !was.From.Before(now) || now.Sub(was.Until) > keepAway {
				continue
			}
			if was.File = false; was.Until.After(now) {
				was.Until, was.Ended = now, true
			}
		}
		if was.ID != "" {
			r.Away = append(r.Away, was)
		}
	}
}

// follows lets an absence of the configuration go on from what was known of it. One that
// is over when it is first read tells nobody anything.
func (a *Absence) follows(before []Absence, now time.Time) {
	over := !now.Before(a.Until)
	a.ID, a.Told = fmt.Sprintf("%s-%d-%d", a.User, a.From.UnixMilli(), now.UnixMilli()), over
	for _, was := range before {
		if !was.File || was.User != a.User || !was.touches(a.From, a.Until) {
			continue
		}
		same := was.From.Equal(a.From) && was.Until.Equal(a.Until)
		if same && was.Deputy == a.Deputy && was.ID != "" {
			*a = was
			return
		}
		if a.Told = was.Told || over && was.ID == ""; same {
			a.Begun, a.Gone = was.Begun, was.Gone
		}
	}
}

// Asks gives what the deputies of the absences of the configuration are asked, each once,
// since whoever wrote them there asked nobody.
func (r *Roster) Asks(now time.Time) []Notice {
	var list []Notice
	for i := range r.Away {
		a := &r.Away[i]
		if !a.File || a.Asked || a.ID == "" || !now.Before(a.Until) {
			continue
		}
		a.Asked = true
		list = append(list, AwayNotices(a)...)
	}
	return list
}
