package scheduler

import (
	"context"
	"slices"
	"strings"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
	"ombud/db"
	"ombud/lang"
)

// mustSee is the part of a case that somebody must be allowed to see to be told
// of it so. For kinds that are not listed it is enough not to be involved.
var mustSee = map[complaint.NoticeKind]complaint.Part{
	complaint.NoticeCard:     complaint.PartCard,
	complaint.NoticeRepost:   complaint.PartCard,
	complaint.NoticeLine:     complaint.PartCard,
	complaint.NoticeOverdue:  complaint.PartCard,
	complaint.NoticeDesk:     complaint.PartAnswer,
	complaint.NoticeApproval: complaint.PartAnswer,
	complaint.NoticeAsk:      complaint.PartAnswer,
	complaint.NoticeChanges:  complaint.PartAnswer,
	complaint.NoticeApproved: complaint.PartAnswer,
	complaint.NoticePromise:  complaint.PartPromise,
	complaint.NoticeMeasure:  complaint.PartPromise,
	complaint.NoticeReceipt:  complaint.PartState,
	complaint.NoticeReminder: complaint.PartState,
	complaint.NoticeFileLost: complaint.PartFiling,
	complaint.NoticeWeight:   complaint.PartCard,
	complaint.NoticeVacant:   complaint.PartCard,
	complaint.NoticeDelay:    complaint.PartAnswer,
	complaint.NoticeDelayAsk: complaint.PartAnswer,
	complaint.NoticeNudge:    complaint.PartState,
	complaint.NoticeAdded:    complaint.PartAnswer,
	complaint.NoticeHeard:    complaint.PartAnswer,
	complaint.NoticeTheirs:   complaint.PartCard,
	complaint.NoticeCoOwner:  complaint.PartCard,

	complaint.NoticeCoOwnerless: complaint.PartCard,
	complaint.NoticeBack:        complaint.PartFiling,
}

// codeNoColleague is that somebody is no full, active member of the workspace.
const codeNoColleague = "no_colleague"

// toPerson lets a notice go to somebody's direct messages, if they are a
// colleague and may still know of the case.
func (x *delivery) toPerson(ctx context.Context) error {
	p, err := x.s.Slack.PersonNow(ctx, x.n.To)
	if err != nil {
		return err
	}
	if !p.Colleague() {
		return &bot.Error{Method: "users.info", Code: codeNoColleague, Class: bot.Destination}
	}
	dm, err := x.s.Slack.OpenDM(ctx, x.n.To)
	if err != nil {
		return err
	}
	x.f.Viewer = complaint.Person{ID: x.n.To, Member: true}
	if err := x.speak(ctx, x.f, x.n.To); err != nil {
		return err
	}
	if x.c == nil || x.mayKnow() {
		x.channel = dm
		return nil
	}
	if err := x.forgetPerson(ctx, dm); err != nil {
		return err
	}
	return errNothing
}

// speak draws in the language that somebody reads, as it is when the message
// goes out: what they chose, else that of the command they last used, else the
// company's.
func (x *delivery) speak(ctx context.Context, f *view.Frame, user string) error {
	said, _, err := x.s.Store.Language(ctx, user)
	if err != nil {
		return err
	}
	l, ok := lang.Parse(said)
	if !ok {
		l = x.s.Company.Language
	}
	f.P = f.Printer(l).In(x.s.zone())
	return nil
}

// handedOn are the messages to a handler of what is to be done, which say that somebody
// else handles the case once that is so.
var handedOn = []complaint.NoticeKind{complaint.NoticeChanges, complaint.NoticePromise}

func (x *delivery) mayKnow() bool {
	if x.n.Kind == complaint.NoticeCopy {
		id, _, _ := strings.Cut(x.n.Ref, " ")
		return x.c.MaySeeFile(x.f.Viewer, id, x.now)
	}
	if x.n.Kind == complaint.NoticeHearing || x.asks(x.n.Kind, x.n.Ref, x.n.To) { // it asks of what they know, and tells nothing
		return true
	}
	part, listed := mustSee[x.n.Kind]
	past := x.n.Kind == complaint.NoticeDesk && x.n.To != x.c.Handler && !x.c.ActsFor(x.n.To, x.c.Handler, x.now) || // it only says that the case passed on
		slices.Contains(handedOn, x.n.Kind) && x.n.To != x.c.Handler && x.c.Handled(x.n.To) ||
		x.n.Kind == complaint.NoticeCoOwner && x.n.To != x.c.CoOwner() ||
		x.n.Kind == complaint.NoticeMeasure && x.moved() && x.anothers() ||
		x.n.Kind == complaint.NoticeReminder && !x.c.Confidential // who may not see it any more is told that it is over
	if !listed || past {
		return !x.c.IsInvolved(x.n.To)
	}
	return x.c.MaySee(x.f.Viewer, part, x.now)
}

// forgetPerson takes back what somebody was told of a case that they may no
// longer see; what says no more than they may know stays.
func (x *delivery) forgetPerson(ctx context.Context, dm string) error {
	all, err := x.messages(ctx, "")
	if err != nil {
		return err
	}
	own := purpose(x.n.Kind, x.n.To, x.n.Ref)
	var gone []db.Message
	for _, m := range all {
		if x.n.Number == "" && m.Purpose != own { // of no case: only what names this one
			continue
		}
		if m.Channel == dm && !x.harmless(m.Purpose, x.n.To) {
			gone = append(gone, m)
		}
	}
	return x.unsay(ctx, gone)
}

// receipt makes the message true of who filed the case, or received it.
func (x *delivery) receipt(ctx context.Context) (told, error) {
	d, _, err := x.makeTrue(ctx, purpose(x.n.Kind, x.n.To, ""), "", view.Receipt(x.f, x.c))
	return d, err
}

// fileLost tells the filer that an attachment could not be kept.
func (x *delivery) fileLost(ctx context.Context) (told, error) {
	return x.post(ctx, purpose(x.n.Kind, x.n.To, x.n.Ref), "", view.FileLost(x.f, x.c, x.n.Ref))
}
