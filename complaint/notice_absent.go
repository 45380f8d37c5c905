package complaint

import (
	"slices"
	"time"
)

// whileAway says what becomes of a kind of notice while the person whom it is for is away.
type whileAway string

const (
	awayNobody whileAway = "nobody"  // it goes to the channel, or is work of our own
	awayThere  whileAway = "there"   // whom it goes to was chosen among those who are there
	awayShared whileAway = "standin" // whoever stands in for them is told as well, see [Case.instead]
	awayTheirs whileAway = "theirs"  // it is for them alone, and waits until they are back
)

// absent is that rule for each kind of notice: what is to be acted on is heard by somebody
// who is there, as reminders are (OK-11).
var absent = map[NoticeKind]whileAway{
	NoticeCard: awayThere, NoticeRepost: awayThere, NoticeLine: awayThere, NoticeApproval: awayThere, NoticeDelay: awayThere, NoticeOverdue: awayThere, // see [Case.Audience]
	NoticeStory: awayNobody, NoticeDigest: awayNobody, NoticeRemove: awayNobody, NoticeFile: awayNobody, NoticeErase: awayNobody,
	NoticeAgain: awayNobody, NoticeForget: awayNobody, NoticeSight: awayNobody, NoticeSigned: awayNobody, NoticeRevised: awayNobody,
	NoticeUnheard: awayNobody, // what comes of it is of the kind NoticeTrouble

	NoticeDesk: awayShared, NoticeChanges: awayShared, NoticeApproved: awayShared, NoticeAdded: awayShared,
	NoticePromise: awayShared, NoticeMeasure: awayShared, NoticeHeard: awayShared,

	NoticeReminder: awayThere, NoticeLate: awayThere, NoticeVacant: awayThere, NoticeCoOwnerless: awayThere, NoticeHeld: awayThere, NoticeDead: awayThere,
	NoticeAsk: awayThere, // who approves does so in person: with who was asked by name away, the others are asked
	// Whoever decides does so in person, and others are asked with them away; of who asked
	// see [wording.asker].
	NoticeRequest: awayThere, NoticeDelayAsk: awayThere,
	NoticeNudge: awayThere, NoticeTheirs: awayThere, NoticeKeeping: awayThere, NoticeAwayGap: awayThere, NoticeLeft: awayThere,
	NoticeTrouble: awayThere, NoticeConcerns: awayThere, NoticeLink: awayThere, NoticeMoves: awayThere, NoticeCalendar: awayThere, NoticeRevision: awayThere,
	NoticeAway: awayThere, // a deputy who is away as well is a gap, which is told: see [Gap]

	NoticeReceipt:    awayTheirs, // what they filed; what is asked of them is a duty, of which reminders come
	NoticeFileLost:   awayTheirs, // nobody else has the file
	NoticeCopy:       awayTheirs, // they asked for it just now
	NoticeTalk:       awayTheirs, // they wrote to the app just now
	NoticeAwayAnswer: awayTheirs, // of their own absence; who leads is told beside them
	NoticeAwaySet:    awayTheirs, // the same
	NoticeReturn:     awayTheirs, // they are back
	NoticeNamed:      awayTheirs, // a role of their own; it runs while they are away
	NoticeHome:       awayTheirs, // their own page, which nobody else opens
	NoticeBack:       awayTheirs, // they were kept out of it by mistake, and nobody in their place
	NoticeHearing:    awayTheirs, // whether they were heard nobody else knows
	NoticeCoOwner:    awayTheirs, // it names what they answer for beside the handler; of each duty of it reminders come
	NoticeColleague:  awayTheirs, // words that were written for that one reader
	NoticeAdvice:     awayTheirs, // whether there is anything to recommend, once a year: it has time
	NoticeWeight:     awayTheirs, // management is told what to know, not to do, and nobody stands in for it; who leads is there, see [Case.inCharge]
}

// instead lists who hears what a person has to act on in the case while they are away:
// whoever stands in for them, else whoever leads it and is there, as with what they owe.
// It gives nobody while they are there.
func (c *Case) instead(user string, at time.Time) []string {
	if user == "" || !c.Roster.Absent(user, at) {
		return nil
	}
	var users []string
	for _, r := range c.onDuty(&Duty{Owner: RoleHandler, User: user}, RoleHandler, at) {
		if r.User != user {
			users = append(users, r.User)
		}
	}
	return users
}

// ActsFor tells whether user hears of the case in the place of who, who is away.
func (c *Case) ActsFor(user, who string, at time.Time) bool {
	return slices.Contains(c.instead(who, at), user)
}

// toldAnew are the events of which whoever caused them needs no telling: nobody could have
// a message of it yet.
var toldAnew = []Kind{CommitmentMade, MeasureTaken, ChangesAsked, Added, Noted}

// share tells whoever stands in for somebody who is away what that one is told; not what
// they just did, or said, themselves.
func (w *wording) share(kind NoticeKind, who, ref string) {
	for _, user := range w.c.instead(who, w.e.Recorded) {
		if kind == NoticeHeard && user == w.c.heardFrom(ref) {
			continue
		}
		if kind == NoticeDesk || user != w.e.Actor || !slices.Contains(toldAnew, w.e.Kind) {
			w.put(kind, user, ref)
		}
	}
}

// asker tells whoever asked for something what became of it, or who stands in for them.
func (w *wording) asker(kind NoticeKind, user, ref string) {
	for _, to := range w.c.eligible([]string{user}) {
		w.add(kind, to, ref)
		w.share(kind, to, ref)
	}
}
