package complaint

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// FlagToConfirm marks a consultation of which whoever was asked is asked in turn whether
// they were heard.
const FlagToConfirm = "to_confirm"

// The messages about that.
const (
	NoticeHearing NoticeKind = "hearing" // ask whoever was consulted whether they were heard, Ref is the event
	NoticeHeard   NoticeKind = "heard"   // tell whoever noted it, and the handler, what they said; Ref is the same
)

// Hearing is a consultation that counts once whoever was asked says that they were heard
// (OK-13).
type Hearing struct {
	Seq  int    // of the event that noted it
	By   string // who noted it
	With string // who was asked
	At   time.Time
	Void bool // they had not received the complaint, as it was thought, or were not asked at all
	// Asked is when that was noted, and so when they were asked to confirm it.
	Asked time.Time
	Says  Kind // ConsultConfirmed, ConsultDenied; empty: nothing yet
	Said  time.Time
	// Over is since when nothing waits for what they say, of one that is Void since it was
	// noted; zero: it does, or they said it.
	Over time.Time
	// entry is what they wrote with a denial.
	entry int
}

// mustConfirm tells whether whoever was asked has to say that they were heard before that
// consultation counts. That it was not possible is for whoever notes it to answer for:
// else a colleague who does not reply would hold up the answer. So is what somebody said
// who is kept out of the case, and is to hear nothing of it.
func (c *Case) mustConfirm(f Consultation) bool {
	return c.Procedure.Answer.ConsultConfirmed && c.isAdvice(f) && !f.Impossible && !c.IsInvolved(f.With)
}

// Hearing gives the one that event seq noted, nil when it noted none.
func (c *Case) Hearing(seq int) *Hearing {
	for i := range c.Hearings {
		if c.Hearings[i].Seq == seq {
			return &c.Hearings[i]
		}
	}
	return nil
}

// Unconfirmed gives the consultation of which whoever was asked has still to say whether
// they were heard, nil when none waits: one that was noted anew, or was not possible after
// all, asks for nothing any more, nor does one of an answer that the customer has.
func (c *Case) Unconfirmed() *Hearing {
	for i := range c.Hearings {
		if h := &c.Hearings[len(c.Hearings)-1-i]; !h.Void {
			if c.Open() && h.Says == "" && h.Over.IsZero() {
				return h
			}
			break
		}
	}
	return nil
}

// awaitsHearing tells whether a consultation waits for somebody who is asked to confirm it,
// and not for one who left, or is kept out of the case, of whom nobody is reminded.
func (c *Case) awaitsHearing() bool {
	h := c.Unconfirmed()
	return h != nil && !c.lost(h.With)
}

// Contradicted tells whether event e is a consultation that whoever was asked says they
// never had.
func (c *Case) Contradicted(e Event) bool {
	h := c.Hearing(e.Seq)
	return h != nil && h.Says == ConsultDenied
}

// heardFrom is who was asked in the consultation that such a message is about, empty where
// it is about none.
func (c *Case) heardFrom(ref string) string {
	seq, _ := strconv.Atoi(ref) // else none has that number
	if h := c.Hearing(seq); h != nil {
		return h.With
	}
	return ""
}

// HearingComment is what whoever was asked wrote with a denial. Erased, it is empty.
func (c *Case) HearingComment(h *Hearing) string {
	var n Note
	c.read(h.entry, &n)
	return n.Text
}

// MaySayHeard refuses everybody but whoever was asked in the consultation of that event,
// and them too once they answered or nothing waits for it. They may be kept out of the
// case: whether they were heard they know all the same, and it tells them nothing else.
func (c *Case) MaySayHeard(seq int, by Person, now time.Time) error {
	h := c.Hearing(seq)
	switch {
	case c.Erased() && c.MaySee(by, PartState, now):
		return c.Gone()
	case c.Erased() || h == nil || !by.Member:
		return ErrNotFound
	case h.With != by.ID && c.MaySee(by, PartCard, now):
		return refuse("error.hearing_not_yours", "who", User(h.With))
	case h.With != by.ID:
		return ErrNotFound
	case h.Says != "":
		return refuse("error.hearing_answered", "at", h.Said)
	case h != c.Unconfirmed():
		return refuse("error.hearing_over")
	}
	return nil
}

// ConfirmHeard records that whoever was asked in the consultation of that event says that
// they were heard: now it counts. Saying so twice is saying so once.
func (c *Case) ConfirmHeard(seq int, by Person, now time.Time) error {
	if h := c.Hearing(seq); h != nil && h.With == by.ID && h.Says == ConsultConfirmed && !c.Erased() {
		return nil
	}
	if err := c.MaySayHeard(seq, by, now); err != nil {
		return err
	}
	c.record(ConsultConfirmed, by, now, now, Data{Event: seq}, 0)
	return nil
}

// DenyHeard records that they say they were not, in their words: the consultation is
// missing again.
func (c *Case) DenyHeard(seq int, words string, by Person, now time.Time) error {
	if err := c.MaySayHeard(seq, by, now); err != nil {
		return err
	}
	return c.recordWords(ConsultDenied, Data{Event: seq}, words, refuseField("words", "error.hearing_words"), by, now)
}

func (c *Case) applyConsulted(e Event) {
	c.Advised = c.Advised || e.Data.Has(FlagBeforeContact)
	settles := c.settlesConsultation(e)
	if settles {
		c.overtaken(e)
	}
	if !c.hear(e, settles) && settles {
		c.consultedIn(e.Seq)
	}
}

// hear has whoever was asked in a consultation say whether they were heard, as long as it
// counts, and tells whether that is to be said of it.
func (c *Case) hear(e Event, settles bool) bool {
	if !e.Data.Has(FlagToConfirm) {
		return false
	}
	h := Hearing{Seq: e.Seq, By: e.Actor, With: e.Data.User, At: e.At, Void: !settles, Asked: e.Recorded}
	if h.Void {
		h.Over = e.Recorded
	}
	c.Hearings = append(c.Hearings, h)
	return true
}

// consultedIn keeps that the consultation which event seq noted counts for the answer of
// this round; of several the first does.
func (c *Case) consultedIn(seq int) {
	if c.Consultation == "" {
		c.Consultation, c.consulted = Consulted, seq
	}
}

func (c *Case) applyHeard(e Event) {
	h := c.Hearing(e.Data.Event)
	h.Says, h.Said, h.entry = e.Kind, e.At, e.Entry
	if e.Kind == ConsultConfirmed && !h.Void && h.Over.IsZero() {
		c.consultedIn(h.Seq)
	}
}

// hearings makes true, after such an event, what was asked of whoever was consulted, and
// what whoever noted it heard of that: of the newest consultation and the one that it
// took the place of.
func (w *wording) hearings() {
	c, e := w.c, w.e
	if len(c.Hearings) == 0 || !slices.Contains(append([]Kind{Consulted, ConsultConfirmed, ConsultDenied, DelivererNamed}, turns...), e.Kind) {
		return
	}
	for _, h := range c.Hearings[max(0, len(c.Hearings)-2):] {
		w.add(NoticeHearing, h.With, fmt.Sprint(h.Seq))
		if h.Says == "" {
			continue
		}
		for _, user := range c.eligible([]string{h.By, c.Handler, w.before()}) {
			if user != "" && user != h.With {
				w.add(NoticeHeard, user, fmt.Sprint(h.Seq))
			}
		}
	}
}
