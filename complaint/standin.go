package complaint

import (
	"slices"
	"strings"
	"time"

	"ombud/calendar"
)

// NoticeAwayGap tells of a [Gap] those who can name another deputy, and makes that message
// true; Ref names it, see [Roster.GapOf].
const NoticeAwayGap NoticeKind = "away_gap"

// Gap is a time in which somebody is away and whoever stands in for them is too. Nobody
// stands in for a deputy in that: what they were to do goes to the standing deputy, else
// to the next in line.
type Gap struct {
	Of, By      *Absence // of whom the deputy stands in for, and of that deputy
	From, Until time.Time
	Next        []string // to whom what is of the first goes then, as things stand; empty: nobody is there
}

// deputyFor is who was to stand in for an absence, whether they can or not.
func (r *Roster) deputyFor(a *Absence) string {
	standing := r.People[a.User].Deputy
	switch {
	case a.Deputy == "", a.Answer == DeputyCannot && standing != a.Deputy:
		return standing
	case a.Answer == DeputyCannot:
		return ""
	}
	return a.Deputy
}

// gap is what an absence and one of its deputy share, the zero Gap and false for nothing
// that is to come.
func (r *Roster) gap(of, by *Absence, now time.Time) (Gap, bool) {
	if r.deputyFor(of) != by.User || !of.touches(by.From, by.Until) {
		return Gap{}, false
	}
	g := Gap{Of: of, By: by, From: of.From, Until: of.Until}
	if by.From.After(g.From) {
		g.From = by.From
	}
	if by.Until.Before(g.Until) {
		g.Until = by.Until
	}
	if !now.Before(g.Until) {
		return Gap{}, false
	}
	at := g.From
	if at.Before(now) {
		at = now
	}
	g.Next = r.NextFor(of.User, at)
	return g, true
}

// Gaps lists the gaps that an absence makes: of those for whom its person was to stand in,
// and its own when its deputy is away.
func (r *Roster) Gaps(a *Absence, now time.Time) []Gap {
	var list []Gap
	for i := range r.Away {
		for _, pair := range [][2]*Absence{{&r.Away[i], a}, {a, &r.Away[i]}} {
			if g, is := r.gap(pair[0], pair[1], now); is {
				list = append(list, g)
			}
		}
	}
	return list
}

// NextFor lists to whom what is a person's goes at that moment, in a case that is no
// secret and concerns none of them: whoever stands in for them, else the next in line.
// It is empty while they are there, or nobody is.
func (r *Roster) NextFor(user string, at time.Time) []string {
	c := Case{Roster: r}
	return c.instead(user, at)
}

// ConfirmGaps refuses an absence once for the colleagues who would be left without a
// deputy, with the days in that zone and who then gets what is theirs.
func (r *Roster) ConfirmGaps(a *Absence, zone *time.Location, now time.Time) error {
	var rs Refusals
	for _, g := range r.Gaps(a, now) {
		from, last := calendar.DayOf(g.From, zone), calendar.DayOf(g.Until.Add(-time.Millisecond), zone)
		rs = append(rs, refuseField("until", "error.away_gap", "deputy", User(g.By.User), "who", User(g.Of.User), "from", from, "until", last))
		if len(g.Next) > 0 {
			rs = append(rs, refuseField("until", "error.away_gap_next", "who", User(g.Of.User), "next", Users(g.Next)))
		}
		if g.By.Deputy != "" && !slices.Contains(g.Next, g.By.Deputy) {
			rs = append(rs, refuseField("until", "error.away_gap_own", "deputy", User(g.By.Deputy), "who", User(g.By.User)))
		}
	}
	if len(rs) > 0 {
		rs = append(rs, refuseField("until", "error.away_gap_keep"))
	}
	return rs.orNil()
}

// GapNotices tells of the gaps that an absence makes: whoever is left without a deputy,
// who set that for them, and those who lead and are there.
func (r *Roster) GapNotices(a *Absence, now time.Time) []Notice {
	var list []Notice
	for _, g := range r.Gaps(a, now) {
		for _, to := range append([]string{g.Of.User, g.Of.By}, r.leaders(now)...) {
			n := Notice{Kind: NoticeAwayGap, To: to, Ref: g.Of.ID + " " + g.By.ID}
			if to != "" && to != g.By.User && g.Of.ID != "" && !slices.Contains(list, n) {
				list = append(list, n)
			}
		}
	}
	return list
}

// GapOf finds what a notice of [NoticeAwayGap] is about, the zero Gap and false when there
// is no such gap any more.
func (r *Roster) GapOf(ref string, now time.Time) (Gap, bool) {
	of, by, _ := strings.Cut(ref, " ")
	a, other := r.Absence(of), r.Absence(by)
	if a == nil || other == nil {
		return Gap{}, false
	}
	return r.gap(a, other, now)
}
