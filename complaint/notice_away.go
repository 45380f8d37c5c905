package complaint

import (
	"slices"
	"time"
)

// The kinds of notices about absences, of which no case knows, and of what is
// late whatever the case.
const (
	NoticeAway       NoticeKind = "away"        // ask a deputy to stand in and make that message true, Ref is the absence
	NoticeAwayAnswer NoticeKind = "away_answer" // tell who is away, and who leads, what the deputy said, Ref is the absence
	NoticeAwaySet    NoticeKind = "away_set"    // tell somebody that others set or ended their absence, Ref is it
	NoticeReturn     NoticeKind = "return"      // tell who is back what happened, Ref is the absence
	NoticeConcerns   NoticeKind = "concerns"    // tell the admin what is wrong with who holds which role, Ref is the slot
	NoticeLate       NoticeKind = "late"        // the day's list of what is late for days, Ref is the day
)

// AwayNotices tells of an absence that was set, changed or ended: the deputy who
// is asked, whoever was asked for those that it takes the place of, who loses sight of what
// they saw by it, and who is away where others set it.
func AwayNotices(a *Absence, before ...Absence) []Notice {
	var list []Notice
	for _, old := range before {
		if old.Deputy != "" {
			list = append(list, Notice{Kind: NoticeAway, To: old.Deputy, Seq: old.Rev + 1, Ref: old.ID},
				Notice{Kind: NoticeSight, Ref: old.Deputy + "-" + old.ID})
		}
	}
	if a == nil {
		return list
	}
	if a.Deputy != "" {
		list = append(list, Notice{Kind: NoticeAway, To: a.Deputy, Seq: a.Rev, Ref: a.ID})
	}
	if a.By != "" {
		list = append(list, Notice{Kind: NoticeAwaySet, To: a.User, Seq: a.Rev, Ref: a.ID})
	}
	return list
}

// AnswerNotices tells what the deputy answered: who is away, whoever set that for
// them and, when there is now nobody, those who lead and are there as well, with who looks
// after the app where only the configuration can name another one.
func (r *Roster) AnswerNotices(a *Absence, now time.Time) []Notice {
	list := []Notice{{Kind: NoticeAway, To: a.Deputy, Seq: a.Rev, Ref: a.ID}}
	users := []string{a.User}
	if a.By != "" && a.By != a.Deputy {
		users = append(users, a.By)
	}
	if a.Answer == DeputyCannot {
		told := r.leaders(now, a.Deputy)
		if a.File || len(told) == 0 {
			told = append(told, r.KeepersThere(now)...)
		}
		for _, u := range told {
			if !slices.Contains(users, u) && u != a.Deputy {
				users = append(users, u)
			}
		}
	}
	for _, u := range users {
		list = append(list, Notice{Kind: NoticeAwayAnswer, To: u, Seq: a.Rev, Ref: a.ID})
	}
	return list
}

// Returned gives the notice that somebody is back, with what happened, for each
// absence that is over and of which that was not told, once they are at work.
func (r *Roster) Returned(now time.Time, atWork func(user string) bool) []Notice {
	var list []Notice
	for i := range r.Away {
		a := &r.Away[i]
		if a.Told || a.ID == "" || now.Before(a.Until) || !atWork(a.User) {
			continue
		}
		a.Told = true
		list = append(list, Notice{Kind: NoticeReturn, To: a.User, Ref: a.ID})
	}
	return list
}
