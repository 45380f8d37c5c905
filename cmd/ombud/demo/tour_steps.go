package demo

import (
	"slices"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/playground"
)

// The invented people who act in the tour and in the past of the demo.
const (
	lotte, sanne, milan, mees, fatima, joost = "U0LOTTE", "U0SANNE", "U0MILAN", "U0MEES", "U0FATIMA", "U0JOOST"
)

func (t *tour) toFile(*complaint.Case) playground.Pointer {
	return playground.Pointer{User: lotte, Path: "c/" + t.hall, Action: playground.PointComposer, Say: t.p.T("demo.tour.file.say", "command", t.typed)}
}

func (t *tour) doFile(h *hand) error {
	p := t.world.slack.As(lotte)
	h.look(t.toFile(nil))
	if err := h.wait(2); err != nil {
		return err
	}
	seen, err := p.Command(t.hall, t.typed, "")
	if err := went(t.typed, seen, err); err != nil {
		return err
	}
	return inTurn(
		func() error { return h.wait(2) },
		func() error {
			return h.fill(lotte, "name", "Anna de Vries", "phone", "+31 6 12345678",
				"summary", t.p.T("demo.tour.words.summary"), "story", t.p.T("demo.tour.words.story"), "wish", t.p.T("demo.tour.words.wish"),
				"deliverers", []string{joost}, "done", []string{"readback", "explained"}, "given", t.p.T("demo.past.given"))
		},
		func() error { return h.send(lotte) },
		func() error { _, err := h.until("filed", func(*complaint.Case) bool { return true }); return err },
	)
}

func (t *tour) toCard(c *complaint.Case) playground.Pointer {
	p := t.to(sanne, "", c, "demo.tour.card.say")
	p.Action, p.Path = playground.PointCard, "c/"+t.firm
	return p
}

func (t *tour) doCard(h *hand) error {
	c, err := h.until("its card", func(c *complaint.Case) bool { _, _, ok := find(t.world.slack.As(sanne), "", c.Number); return ok })
	if err != nil {
		return err
	}
	h.look(t.toCard(c))
	if err := h.wait(3); err != nil {
		return err
	}
	t.world.slack.As(sanne).MarkRead(t.firm)
	return nil
}

func (t *tour) toAssign(c *complaint.Case) playground.Pointer {
	if c.State == complaint.StateRecorded && c.ReadBack == "" {
		return t.to(lotte, "case.readback.open", c, "demo.tour.readback.say")
	}
	return t.to(sanne, "case.assign.open", c, "demo.tour.assign.say")
}

func (t *tour) doAssign(h *hand) error {
	return inTurn(
		func() error { return t.readBack(h) },
		func() error { return h.press(sanne, "case.assign.open") },
		func() error { return h.wait(5) }, // Joost stands beside the list, with the reason
		func() error { return h.choose(sanne, "handler", milan) },
		func() error { return h.fill(sanne, "brief", t.p.T("demo.tour.words.brief")) },
		func() error { return h.send(sanne) },
		func() error {
			_, err := h.until("assigned", func(c *complaint.Case) bool { return isAssigned(t, c) })
			return err
		},
	)
}

// readBack does the step before, where a visitor filed by hand without it.
func (t *tour) readBack(h *hand) error {
	c := t.kase(h.ctx)
	if c == nil {
		return errNoCase
	}
	if c.State != complaint.StateRecorded || c.ReadBack != "" {
		return nil
	}
	return inTurn(
		func() error { return h.press(lotte, "case.readback.open") },
		func() error { return h.fill(lotte, "verdict", "readback_approved", "done", []string{"explained"}) },
		func() error { return h.send(lotte) },
	)
}

func (t *tour) toContact(c *complaint.Case) playground.Pointer {
	return t.to(milan, "case.contact.open", c, "demo.tour.contact.say")
}

func (t *tour) doContact(h *hand) error {
	return inTurn(
		func() error { return h.press(t.handler(h), "case.contact.open") },
		func() error {
			day, err := t.cal.AddBusinessDays(calendar.DayOf(t.world.clock.Now(), t.world.zone), 7)
			if err != nil {
				return err
			}
			return h.fill(t.handler(h), "with", "Anna de Vries", "how", t.p.T("demo.tour.words.plan"), "day", day.String())
		},
		func() error { return h.send(t.handler(h)) },
		func() error {
			_, err := h.until("contacted", func(c *complaint.Case) bool { return isContacted(t, c) })
			return err
		},
	)
}

// handler is who handles the case: a visitor may have chosen another than Milan.
func (t *tour) handler(h *hand) string {
	if c := t.kase(h.ctx); c != nil && c.Handler != "" {
		return c.Handler
	}
	return milan
}

// asked tells whether the newest answer waits for a decision.
func asked(c *complaint.Case) bool {
	a := c.Answer()
	return a != nil && a.Asked && a.Verdict == ""
}

func approved(c *complaint.Case) bool {
	a := c.Answer()
	return a != nil && a.Verdict == complaint.Approved
}

// toApproved points at what brings an answer to its approval: the draft, then the
// decision. Wish is the button of the decision.
func (t *tour) toApproved(c *complaint.Case, decide, say string) playground.Pointer {
	if asked(c) {
		return t.to(mees, decide, c, say)
	}
	return t.to(c.Handler, "answer.draft.open", c, "demo.tour.draft.say")
}

func (t *tour) toChanges(c *complaint.Case) playground.Pointer {
	return t.toApproved(c, "answer.changes.open", "demo.tour.changes.say")
}

func (t *tour) doChanges(h *hand) error {
	return inTurn(
		func() error { return t.draft(h, "demo.tour.words.answer") },
		func() error { return h.press(mees, "answer.changes.open") },
		func() error { return h.fill(mees, "comment", t.p.T("demo.tour.words.comment")) },
		func() error { return h.send(mees) },
		func() error {
			_, err := h.until("changes asked", func(c *complaint.Case) bool { return areChangesAsked(t, c) })
			return err
		},
	)
}

// draft writes an answer and asks for approval, unless one waits or is approved.
func (t *tour) draft(h *hand, words string) error {
	c := t.kase(h.ctx)
	if c == nil {
		return errNoCase
	}
	if asked(c) || approved(c) {
		return nil
	}
	return inTurn(
		func() error { return h.press(t.handler(h), "answer.draft.open") },
		func() error {
			return h.fill(t.handler(h), "form", "phone", "outcome", "upheld", "text", t.p.T(words), "reasons", t.p.T("demo.past.reasons"), "ask", []string{"ask"})
		},
		func() error { return h.send(t.handler(h)) },
		func() error { _, err := h.until("an answer to decide on", asked); return err },
	)
}

func (t *tour) toDeliver(c *complaint.Case) playground.Pointer {
	if approved(c) {
		return t.to(c.Handler, "answer.deliver.open", c, "demo.tour.deliver.say")
	}
	return t.toApproved(c, "answer.approve", "demo.tour.approve.say")
}

func (t *tour) doDeliver(h *hand) error { return t.deliver(h, "demo.tour.words.better") }

// deliver brings an answer to its approval and logs that the customer was told.
func (t *tour) deliver(h *hand, words string) error {
	before := 0
	return inTurn(
		func() error { return t.draft(h, words) },
		func() error {
			c := t.kase(h.ctx)
			if before = tellings(c); approved(c) {
				return nil
			}
			return h.press(mees, "answer.approve")
		},
		func() error { _, err := h.until("approved", approved); return err },
		func() error { return h.press(t.handler(h), "answer.deliver.open") },
		func() error { return h.fill(t.handler(h), "via", "phone", "with", "Anna de Vries") },
		func() error { return h.send(t.handler(h)) },
		func() error {
			_, err := h.until("told", func(c *complaint.Case) bool { return tellings(c) > before })
			return err
		},
	)
}

// tellings counts how often an answer was given to the customer.
func tellings(c *complaint.Case) (n int) {
	for _, e := range c.Events {
		if e.Kind == complaint.Told {
			n++
		}
	}
	return n
}

func (t *tour) toDays(*complaint.Case) playground.Pointer {
	return playground.Pointer{User: lotte, Path: "c/" + t.world.slack.DM(lotte), Action: playground.PointWorkday, Say: t.p.T("demo.tour.days.say")}
}

func (t *tour) doDays(h *hand) error {
	return h.days("the reminder", func(c *complaint.Case) bool { return isReminded(t, c) })
}

// mostDays is how many working days the hand lets pass at most.
const mostDays = 10

// days presses the clock's button for a working day until something came about.
func (h *hand) days(what string, ok func(*complaint.Case) bool) error {
	h.look(h.toDays(nil))
	for range mostDays {
		if c := h.kase(h.ctx); c != nil && ok(c) {
			return h.wait(2)
		}
		if err := h.wait(1); err != nil {
			return err
		}
		if _, err := h.world.advance(h.ctx, playground.StepWorkday, h.cal); err != nil {
			return err
		}
		h.look(h.toDays(nil))
	}
	_, err := h.until(what, ok)
	return err
}

// canAsk tells whether Lotte has been asked to phone the customer.
func (t *tour) canAsk(c *complaint.Case) bool {
	_, _, ok := find(t.world.slack.As(lotte), "followup.open", c.Number)
	return ok
}

func (t *tour) toUnhappy(c *complaint.Case) playground.Pointer {
	return t.to(lotte, "followup.open", c, "demo.tour.unhappy.say")
}

func (t *tour) doUnhappy(h *hand) error {
	return inTurn(
		func() error { return h.press(lotte, "followup.open") },
		func() error { return h.fill(lotte, "result", "dissatisfied", "note", t.p.T("demo.tour.words.unhappy")) },
		func() error { return h.send(lotte) },
		func() error {
			_, err := h.until("reopened", func(c *complaint.Case) bool { return isReopened(t, c) })
			return err
		},
	)
}

func (t *tour) toClose(c *complaint.Case) playground.Pointer {
	switch face := c.Face(); {
	case face == complaint.FaceReady:
		return t.to(sanne, "case.close.open", c, "demo.tour.close.say")
	case face == complaint.FaceAnswered && !t.canAsk(c):
		return t.toDays(c)
	case face == complaint.FaceAnswered:
		return t.to(lotte, "followup.open", c, "demo.tour.happy.say")
	}
	return t.toDeliver(c)
}

func (t *tour) doClose(h *hand) error {
	return inTurn(
		func() error {
			if c := t.kase(h.ctx); c == nil || slices.Contains([]complaint.Face{complaint.FaceReady, complaint.FaceAnswered}, c.Face()) {
				return nil
			}
			return t.deliver(h, "demo.tour.words.rework")
		},
		func() error {
			if c := t.kase(h.ctx); c == nil || c.Face() == complaint.FaceReady {
				return nil
			}
			return inTurn(
				func() error { return h.days("the call to the customer", t.canAsk) },
				func() error { return h.press(lotte, "followup.open") },
				func() error { return h.fill(lotte, "result", "satisfied") },
				func() error { return h.send(lotte) },
			)
		},
		func() error { return h.press(sanne, "case.close.open") },
		func() error {
			return h.fill(sanne, "handling", t.p.T("demo.tour.words.handling"), "lesson", t.p.T("demo.tour.words.lesson"), "no_measure", t.p.T("demo.tour.words.no_measure"))
		},
		func() error { return h.send(sanne) },
		func() error {
			_, err := h.until("closed", func(c *complaint.Case) bool { return isOver(t, c) })
			return err
		},
	)
}
