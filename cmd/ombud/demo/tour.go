package demo

import (
	"context"
	"slices"
	"strings"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/db"
	"ombud/lang"
	"ombud/playground"
)

// tour is the demo's walk from a phone call to a closed case. Its case is the first
// that is filed after the beginning and not ended aside; whoever presses the buttons moves
// it on.
type tour struct {
	world  *world
	p      *lang.Printer
	cal    *calendar.Calendar
	firm   string // channel of the management
	hall   string // channel of everybody
	typed  string // the slash command of the language
	before int    // cases that were there at the beginning
}

// tourStep is one step: when it is done, and what to press when it is not. Do is
// the visitor's part, pressed by the demo.
type tourStep struct {
	title, text string // text ids
	done        func(*tour, *complaint.Case) bool
	next        func(*tour, *complaint.Case) playground.Pointer
	do          func(*tour, *hand) error
}

// tourSteps is the table of the tour.
func tourSteps() []tourStep {
	return []tourStep{
		{"demo.tour.file.heading", "demo.tour.file.text", isFiled, (*tour).toFile, (*tour).doFile},
		{"demo.tour.card.heading", "demo.tour.card.text", (*tour).cardSeen, (*tour).toCard, (*tour).doCard},
		{"demo.tour.assign.heading", "demo.tour.assign.text", isAssigned, (*tour).toAssign, (*tour).doAssign},
		{"demo.tour.contact.heading", "demo.tour.contact.text", isContacted, (*tour).toContact, (*tour).doContact},
		{"demo.tour.changes.heading", "demo.tour.changes.text", areChangesAsked, (*tour).toChanges, (*tour).doChanges},
		{"demo.tour.deliver.heading", "demo.tour.deliver.text", isDelivered, (*tour).toDeliver, (*tour).doDeliver},
		{"demo.tour.days.heading", "demo.tour.days.text", isReminded, (*tour).toDays, (*tour).doDays},
		{"demo.tour.unhappy.heading", "demo.tour.unhappy.text", isReopened, (*tour).toUnhappy, (*tour).doUnhappy},
		{"demo.tour.close.heading", "demo.tour.close.text", isOver, (*tour).toClose, (*tour).doClose},
	}
}

// page gives the tour to the page.
func (t *tour) page(begun bool) *playground.Tour {
	steps := tourSteps()
	out := &playground.Tour{Begun: begun}
	for _, s := range steps {
		out.Steps = append(out.Steps, playground.TourStep{Title: t.p.T(s.title), Text: t.p.T(s.text, "command", t.typed, "officer", t.p.T("words.role.officer"))})
	}
	out.Done = func(ctx context.Context) []bool {
		c := t.kase(ctx)
		done := make([]bool, len(steps))
		for i, s := range steps {
			done[i] = c != nil && s.done(t, c)
		}
		return done
	}
	out.Next = func(ctx context.Context, step int) playground.Pointer {
		c := t.kase(ctx)
		if c == nil {
			return t.toFile(nil)
		}
		return steps[step].next(t, c)
	}
	out.Do = func(ctx context.Context, step int, look func(playground.Pointer)) error {
		h := &hand{tour: t, ctx: ctx, look: look}
		for _, s := range steps[t.reached(ctx, steps[:step]):step] { // what the visitor skipped comes before it
			if err := s.do(t, h); err != nil {
				return err
			}
		}
		return steps[step].do(t, h)
	}
	return out
}

// reached is how many of the steps the case has behind it: up to the last that is done,
// since a visitor may go a shorter way.
func (t *tour) reached(ctx context.Context, steps []tourStep) int {
	c := t.kase(ctx)
	for i := len(steps); i > 0 && c != nil; i-- {
		if steps[i-1].done(t, c) {
			return i
		}
	}
	return 0
}

// kase is the tour's case as it stands, nil before it is filed.
func (t *tour) kase(ctx context.Context) *complaint.Case {
	b := t.world.bot.Load()
	if b == nil {
		return nil
	}
	ws := b.Store
	number, err := firstAfter(ctx, ws, t.before)
	if err != nil || number == "" {
		return nil
	}
	c, err := ws.Case(ctx, number)
	if err != nil {
		return nil
	}
	return c
}

// firstAfter is the number of the first case that was filed after so many and goes the
// straight road, "" for none.
func firstAfter(ctx context.Context, ws *db.Workspace, before int) (string, error) {
	rows, err := ws.Cases(ctx, db.Filter{Limit: before + 200})
	if err != nil || len(rows) <= before {
		return "", err
	}
	for _, row := range slices.Backward(rows[:len(rows)-before]) {
		if row.Open || row.State == complaint.StateClosed {
			return row.Number, nil
		}
	}
	return "", nil
}

func isFiled(*tour, *complaint.Case) bool { return true }

// cardSeen: somebody of the management looked at the channel since the card came.
func (t *tour) cardSeen(c *complaint.Case) bool {
	sanne := t.world.slack.As("U0SANNE")
	card, _, there := find(sanne, "", c.Number)
	return there && sanne.HasRead(t.firm, card.TS) // whatever came into its thread later
}

func isAssigned(_ *tour, c *complaint.Case) bool      { return c.Handler != "" }
func isContacted(_ *tour, c *complaint.Case) bool     { return has(c, complaint.Contacted) }
func areChangesAsked(_ *tour, c *complaint.Case) bool { return has(c, complaint.ChangesAsked) }
func isDelivered(_ *tour, c *complaint.Case) bool     { return has(c, complaint.Told) }

// isReminded: on the day on which the customer is to be asked, not when the answer was
// given, of which Lotte hears at once too.
func isReminded(_ *tour, c *complaint.Case) bool {
	return slices.ContainsFunc(c.Events, func(e complaint.Event) bool {
		return e.Kind == complaint.Reminded && e.Data.Duty == complaint.DutyFollowUp && e.Data.Stage == string(complaint.StageDueDay)
	})
}
func isReopened(_ *tour, c *complaint.Case) bool { return c.Round > 1 }
func isOver(_ *tour, c *complaint.Case) bool     { return c.State == complaint.StateClosed }

func has(c *complaint.Case, kind complaint.Kind) bool {
	return slices.ContainsFunc(c.Events, func(e complaint.Event) bool { return e.Kind == kind })
}

// to points at a button of the case for somebody, in the newest message that has
// it: to them, in the channel, or in the thread.
func (t *tour) to(user, action string, c *complaint.Case, say string) playground.Pointer {
	out := playground.Pointer{User: user, Path: "c/" + t.world.slack.DM(user), Action: action, Case: carriedBy(action, c), Say: t.p.T(say, "number", c.Number)}
	if _, path, ok := find(t.world.slack.As(user), action, out.Case); ok {
		out.Path = path
	}
	return out
}

// find is the newest message that a person sees with a button of a case, and the
// address of its place. With action "" any message of the app about the case will do.
func find(p *playground.Person, action, number string) (m playground.Message, path string, ok bool) {
	for _, ch := range p.Channels() {
		for _, root := range p.Messages(ch.ID) {
			for _, r := range append([]playground.Message{root}, replies(p, root)...) {
				if r.BotID == "" || ok && r.TS < m.TS || !carries(r.Blocks, action, number) {
					continue
				}
				m, path, ok = r, "c/"+ch.ID, true
				if r.ThreadTS != "" && r.ThreadTS != r.TS {
					path += "/" + r.ThreadTS
				}
			}
		}
	}
	return m, path, ok
}

func replies(p *playground.Person, root playground.Message) []playground.Message {
	if len(root.Replies) == 0 {
		return nil
	}
	return slices.DeleteFunc(p.Thread(root.Channel, root.TS), func(m playground.Message) bool { return m.TS == root.TS })
}

// carries tells whether blocks hold a button with that action (any, for "") whose
// value begins with the case number.
func carries(v any, action, number string) bool {
	switch v := v.(type) {
	case []map[string]any:
		return slices.ContainsFunc(v, func(o map[string]any) bool { return carries(o, action, number) })
	case []any:
		return slices.ContainsFunc(v, func(o any) bool { return carries(o, action, number) })
	case map[string]any:
		id, _ := v["action_id"].(string)
		value, _ := v["value"].(string)
		if id != "" && (action == "" || id == action) && strings.HasPrefix(value, number) {
			return true
		}
		for _, inner := range v {
			if carries(inner, action, number) {
				return true
			}
		}
	}
	return false
}
