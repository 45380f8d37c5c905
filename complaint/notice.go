package complaint

import (
	"fmt"
	"slices"
	"time"
)

// NoticeKind names what is told, and so how it is worded and where it goes.
type NoticeKind string

// The kinds of notices.
const (
	NoticeCard     NoticeKind = "card"      // make the case's root message true
	NoticeRepost   NoticeKind = "repost"    // post the root message anew, Ref is the minute
	NoticeLine     NoticeKind = "line"      // one line in the case's thread
	NoticeStory    NoticeKind = "story"     // make the customer's words in the thread true, at the level that has them
	NoticeReceipt  NoticeKind = "receipt"   // make the filer's message true
	NoticeDesk     NoticeKind = "desk"      // make the handler's message true; its first delivery is the form
	NoticeApproval NoticeKind = "approval"  // make the request in the thread true, Ref is the version
	NoticeAsk      NoticeKind = "ask"       // tell an approver by direct message, Ref is the version
	NoticeChanges  NoticeKind = "changes"   // tell the author what must change, Ref is the version
	NoticeApproved NoticeKind = "approved"  // tell whoever tells answers in the place of the handler that one may go to the customer, Ref is the version
	NoticePromise  NoticeKind = "promise"   // make a commitment's message to its owner true, Ref is its number
	NoticeMeasure  NoticeKind = "measure"   // make a corrective action's message to its owner true, Ref is its number
	NoticeRequest  NoticeKind = "request"   // make a request for agreement true, Ref is its event
	NoticeReminder NoticeKind = "reminder"  // make one duty's reminder true, Ref is duty:round
	NoticeUnheard  NoticeKind = "unheard"   // tell whoever looks after the app, once a day, that reminders reach nobody, or what Ref says
	NoticeOverdue  NoticeKind = "overdue"   // thread line about a duty, the older one goes, Ref is duty:round
	NoticeRemove   NoticeKind = "remove"    // take back what the channel holds of the case, or somebody in its place
	NoticeFile     NoticeKind = "file"      // fetch and seal an attachment, Ref is its id
	NoticeFileLost NoticeKind = "file_lost" // tell who added a file that it could not be kept
	NoticeCopy     NoticeKind = "copy"      // give somebody a kept file who asked for it, Ref is its id and the minute
	NoticeDigest   NoticeKind = "digest"    // weekly words for the channel, Ref is the slot
	NoticeDead     NoticeKind = "dead"      // tell the fallback that a message found nobody
	NoticeHeld     NoticeKind = "held"      // tell the officer of a case that the channel cannot show, Ref is its number and why
	NoticeWeight   NoticeKind = "weight"    // tell management of a case that weighs heavily or goes badly, Ref is the weight, [ToldRound] or [ToldGap]
	NoticeAdded    NoticeKind = "added"     // tell the handler that somebody added something to the file, Ref is the event
	NoticeTheirs   NoticeKind = "still"     // tell whoever leads what colleagues wrote that is still in the channel
	NoticeVacant   NoticeKind = "vacant"    // make the officer's message about a case without a handler true, Ref is the event
	NoticeForget   NoticeKind = "forget"    // take back what somebody was told, Ref is who
	NoticeAgain    NoticeKind = "again"     // make true what people were told in private of the case, or, of none, of all that goes on; Ref is the occasion
	NoticeDelay    NoticeKind = "delay"     // make the request for an extension in the thread true, Ref is its number
	NoticeDelayAsk NoticeKind = "delayask"  // the same for one person: who decides, and who asked; Ref is its number
	NoticeErase    NoticeKind = "erase"     // delete one message or file of an erased case, Ref is where
	NoticeKeeping  NoticeKind = "keeping"   // tell who leads what is erased soon, on hold, or left in Slack, Ref is the slot
	NoticeTrouble  NoticeKind = "trouble"   // tell the admin that the channel takes nothing, Ref is why and the day
)

// Standing tells whether a notice of this kind says how something stands when
// it is sent. One that waits makes a later one to the same place needless.
func (k NoticeKind) Standing() bool {
	switch k {
	case NoticeCard, NoticeStory, NoticeReceipt, NoticeDesk, NoticeApproval, NoticeAsk, NoticeChanges, NoticeApproved, NoticePromise, NoticeMeasure, NoticeRequest,
		NoticeReminder, NoticeAway, NoticeAwayAnswer, NoticeAwaySet, NoticeAwayGap, NoticeVacant, NoticeHearing, NoticeHeard, NoticeCoOwner, NoticeCoOwnerless, NoticeDelay, NoticeDelayAsk,
		NoticeLeft, NoticeLate, NoticeReturn, NoticeKeeping, NoticeMoves, NoticeHome:
		return true
	}
	return false
}

// NobodyAgrees is the Ref of a [NoticeUnheard] by which whoever looks after the app hears
// that a case has nobody who could agree with its answer, see [Case.Unanswerable].
const NobodyAgrees = "unagreed"

// ToChannel is the destination "the management channel"; any other
// destination is a Slack user id.
const ToChannel = "channel"

// Notice is something to be told to somebody, as ids only. Words, language
// and the true recipient are resolved when it is sent.
type Notice struct {
	Kind NoticeKind
	To   string // ToChannel or a user id; empty: nobody, work for ourselves
	Seq  int    // the event that caused it
	Ref  string
	// OnDelivered is recorded as an event with Slack's time when the notice
	// arrived: delivery itself was the step.
	OnDelivered Kind
}

// Key is unique per notice: the same fact is never told twice.
func (n Notice) Key(number string) string {
	return fmt.Sprintf("%s/%d/%s/%s/%s", number, n.Seq, n.Kind, n.To, n.Ref)
}

// Notices derives who must hear of event e, as the case stands after it.
func (c *Case) Notices(e Event) []Notice {
	w := wording{c: c, e: e}
	if e.Carried() { // who it concerns hears of all of it at once, by the event that says that a duplicate goes on here
		w.files()
		return w.notices
	}
	switch e.Kind {
	case Received:
		w.card()
		w.receipts()
		if c.NobodyThere(e.Recorded) {
			w.add(NoticeUnheard, "", "")
		}
		w.unanswerable()
		for _, f := range c.Filing().Files {
			w.add(NoticeFile, "", f.ID)
		}
	case Reminded:
		w.reminders()
		return w.notices
	case Unheard:
		w.everywhere(NoticeLine, "")
		w.add(NoticeUnheard, "", "")
		return w.notices
	case Snoozed, PassedOn:
		w.wish()
		return w.notices
	case Chased: // who is told of it is the reminder's to say
		return nil
	case Lapsed:
		w.lapsed()
		return w.notices
	case CaseErased: // what was told is taken back, which the store sees to
		return nil
	case FollowUpStarted:
		w.card()
	case FileKept:
		w.card()
		w.letter()
	case FileLost:
		w.card()
		w.letter()
		w.add(NoticeFileLost, c.Uploader(e.Data.File), e.Data.File)
	case RouteConfidential:
		w.add(NoticeRemove, ToChannel, "")
		if c.Open() {
			w.card()
			w.approval()
			w.receipts()
			w.desk()
		}
	case RouteEnded:
		w.routeEnded()
	default:
		w.step()
		w.told()
	}
	w.settled()
	w.homes()
	return w.notices
}

// wording gathers the notices of one event.
type wording struct {
	c       *Case
	e       Event
	notices []Notice
}

// add tells to, once. Somebody who is kept out of the case by now was told of it
// before anybody knew: then the notice takes back what they have.
// Whoever left the company is told nothing. What somebody has to act on is told to whoever
// stands in for them as well, see [absent].
func (w *wording) add(kind NoticeKind, to, ref string) {
	w.put(kind, to, ref)
	if absent[kind] == awayShared {
		w.share(kind, to, ref)
	}
}

// put is add for that person alone.
func (w *wording) put(kind NoticeKind, to, ref string) {
	if w.c.Roster.HasLeft(to, w.e.Recorded) {
		return
	}
	if n := (Notice{Kind: kind, To: to, Seq: w.e.Seq, Ref: ref}); !slices.Contains(w.notices, n) {
		w.notices = append(w.notices, n)
	}
}

// everywhere tells something where the case lives: the channel, or each
// member of the audience of a confidential case.
func (w *wording) everywhere(kind NoticeKind, ref string) {
	if w.c.shelved && !w.c.Open() {
		return
	}
	for _, to := range w.c.Places(w.e.Recorded) {
		w.add(kind, to, ref)
	}
}

// Places lists where the case's root message lives.
func (c *Case) Places(at time.Time) []string {
	if c.Confidential {
		return c.Audience(at)
	}
	return []string{ToChannel}
}

func (w *wording) card() { w.everywhere(NoticeCard, "") }

// line leaves one line in the thread, unless the event belongs to the one
// before it: said by the same person in the same form.
func (w *wording) line() {
	if e := w.e; e.Seq > 1 && (e.Kind == Explained || e.Kind == PlanAgreed || e.Kind == CommitmentMade) {
		before := w.c.Events[e.Seq-2]
		if before.Actor == e.Actor && before.Recorded.Equal(e.Recorded) {
			return
		}
	}
	w.everywhere(NoticeLine, "")
}

func (w *wording) approval() {
	if a := w.c.Answer(); a != nil && a.Asked {
		w.everywhere(NoticeApproval, fmt.Sprint(a.Version))
	}
}

func (w *wording) desk() {
	if w.c.Handler != "" {
		w.add(NoticeDesk, w.c.Handler, w.c.Handler)
	}
}

// form lets the handler's own message be the form, with whose arrival their clock begins.
func (w *wording) form() {
	for i := range w.notices {
		if n := &w.notices[i]; n.Kind == NoticeDesk && n.To == w.c.Handler {
			n.OnDelivered = FormSent
		}
	}
}

// step covers the events of the straight road: the card changes, most leave a
// line in the thread, and each tells the one person whose turn it is.
func (w *wording) step() {
	c, e := w.c, w.e
	w.card()
	w.keptOut()
	w.request()
	w.delayAgain()
	switch e.Kind {
	case HandlerAssigned:
		w.assigned()
		return
	case Drafted:
		w.older()
		w.edited()
	case ApprovalAsked:
		w.approval()
		w.older()
		for _, user := range c.toAsk(e.Data.Version, e.Recorded) {
			w.add(NoticeAsk, user, fmt.Sprint(e.Data.Version))
		}
	case ApprovalPassed:
		w.line()
		w.approval()
		w.passed()
	case ApprovalGiven, Approved, ChangesAsked, ApprovalWithdrawn:
		w.approval() // the request becomes what was decided, which is not said in another line
		if a := c.Answers[e.Data.Version-1]; a.SentBack() {
			w.add(NoticeChanges, a.Author, fmt.Sprint(e.Data.Version))
		}
		for _, user := range c.toldAbout(e.Data.Version, e.Recorded) {
			w.add(NoticeAsk, user, fmt.Sprint(e.Data.Version))
		}
	case CommitmentMade, CommitmentKept, CommitmentDropped:
		w.line()
		w.promise()
	case MeasureTaken, MeasureMoved, MeasureDone, MeasureDropped:
		w.line()
		w.measure()
	case FormSent, DelivererNamed, TextCorrected, ExtensionAsked, ExtensionAgreed, ExtensionRefused, ExtensionWithdrawn, InvolvedFound, HandlerNeeded, Classified, Extended:
		w.handling()
	case CoOwnerNamed:
		w.line()
		if before := c.CoOwnerBefore(e); before != "" {
			w.stillOwed(before)
		}
	case ColleagueTold:
		w.line()
		w.add(NoticeColleague, e.Data.User, fmt.Sprint(e.Seq))
	case Added, Noted:
		w.line()
		if c.Handler != "" && c.Handler != e.Actor && c.Open() { // who need not be in the channel
			w.add(NoticeAdded, c.Handler, fmt.Sprint(e.Seq))
		}
	case Separated:
		w.line()
		if before := w.before(); before != "" {
			w.add(NoticeDesk, before, before)
		}
	case Corrected:
		w.line()
		w.corrected()
		w.notTheirs()
		w.back()
	default:
		w.line()
	}
	w.standing()
	w.story()
	w.coOwner()
	w.approved()
	w.receipts() // they name whose turn it is
	w.desk()
	if (e.Kind == EndUndone || (e.Kind == Rejudged || e.Kind == Absorbed) && c.Open()) && c.FormSentAt.IsZero() { // the form was on its way when it ended, or was not asked for
		w.form()
	}
	w.files()
}

// passed asks whoever an answer was passed on to, and tells who was asked before.
func (w *wording) passed() {
	c, e := w.c, w.e
	asked := c.askedBefore(e.Data.Version, e)
	for _, user := range c.toAsk(e.Data.Version, e.Recorded) {
		if user != e.Actor && !slices.Contains(asked, user) {
			asked = append(asked, user)
		}
	}
	for _, user := range asked {
		w.add(NoticeAsk, user, fmt.Sprint(e.Data.Version))
	}
}

// files fetches what came with the event.
func (w *wording) files() {
	for _, f := range w.c.filesOf(w.e) {
		if !slices.Contains(w.c.FilesKept, f.ID) && !slices.Contains(w.c.FilesLost, f.ID) { // a duplicate's, or a letter's, may be here already
			w.add(NoticeFile, "", f.ID)
		}
	}
}

// story makes the complainant's words true where the thread has them, once they were
// corrected.
func (w *wording) story() {
	if e := w.e; (e.Kind == TextCorrected || e.Kind == Corrected) && e.Data.Hash != "" && !w.c.Confidential {
		w.add(NoticeStory, ToChannel, "")
	}
}

// request makes the last request true, where the case lives and for each who may
// decide, when it was made, decided or left with nothing to decide; whoever asked
// hears what became of it.
func (w *wording) request() {
	c, e := w.c, w.e
	if len(c.Requests) == 0 {
		return
	}
	r := &c.Requests[len(c.Requests)-1]
	if e.Seq != r.Seq && e.Seq != r.end && e.Seq != r.again && (e.Kind != EndUndone && e.Kind != RouteEnded || r.Moot) {
		return
	}
	asked := append(c.Places(e.Recorded), c.DecidersOf(r, r.At)...)
	if r.again > 0 {
		asked = append(asked, c.DecidersOf(r, c.Events[r.again-1].Recorded)...)
	}
	for _, to := range asked {
		w.add(NoticeRequest, to, fmt.Sprint(r.Seq))
	}
	if (e.Seq == r.end || e.Seq == r.again) && e.Actor != r.By {
		w.asker(NoticeRequest, r.By, fmt.Sprint(r.Seq))
	}
}

// promise tells the owner of a commitment that it is theirs, and later what
// became of it; not what they themselves just said.
func (w *wording) promise() {
	owner := w.c.CommitmentOwner(w.e.Data.Index)
	if owner != "" && (owner != w.e.Actor || w.e.Kind != CommitmentMade) {
		w.add(NoticePromise, owner, fmt.Sprint(w.e.Data.Index))
	}
}

// corrected makes a commitment's message true of which something was corrected; who was
// told of it and never had to keep it has it no more.
func (w *wording) corrected() {
	if was := w.c.Events[w.e.Data.Event-1]; was.Kind == CommitmentMade { // by when is in what its owner was told
		if owner := w.c.CommitmentOwner(was.Data.Index); owner != "" {
			w.add(NoticePromise, owner, fmt.Sprint(was.Data.Index))
		}
		if FactCode(w.e.Data.Why) != FactOwner {
			return
		}
		for _, user := range w.e.Data.Were {
			w.add(NoticePromise, user, fmt.Sprint(was.Data.Index))
		}
		w.stillOwed("")
	}
}
