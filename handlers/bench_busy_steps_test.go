package handlers

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// road brings a case that Milan handles to where it can be closed.
var road = []func(*office, *complaint.Case) error{
	func(o *office, c *complaint.Case) error {
		if err := c.Delivered(complaint.FormSent, milan, o.now, o.now); err != nil {
			return err
		}
		return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Reached: true, How: "We zoeken het uit", Day: "2026-03-20"}, full(milan), o.now)
	},
	func(o *office, c *complaint.Case) error { return c.Prepare(answer(), full(milan), o.now) },
	func(o *office, c *complaint.Case) error { return c.Approve(1, full(mees), o.now) },
	func(o *office, c *complaint.Case) error {
		return c.Deliver(complaint.Delivery{At: o.now, Via: "phone"}, full(milan), o.now)
	},
	func(o *office, c *complaint.Case) error {
		return c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.Satisfied, At: o.now, Via: "phone"}, full(lotte), o.now)
	},
}

// along brings each of the cases so many steps along the road.
func (o *office) along(numbers []string, steps int) []string {
	var wg sync.WaitGroup
	for half := range slices.Chunk(numbers, (len(numbers)+3)/4) {
		wg.Go(func() {
			for _, number := range half {
				if _, err := o.store.UpdateCase(context.Background(), number, func(c *complaint.Case) error {
					for _, step := range road[:steps] {
						if err := step(o, c); err != nil {
							return err
						}
					}
					return nil
				}); err != nil {
					o.t.Errorf("%s, step %d: %v", number, steps, err)
					return
				}
			}
		})
	}
	wg.Wait()
	if o.t.Failed() {
		o.t.FailNow()
	}
	return numbers
}

// steps are the buttons and forms from the contact to the closed case, and those beside
// that road, each of cases that stand where it is asked for. They take each of these
// cases once.
func (o *office) steps(b *testing.B, milans, fresh []string) []interaction {
	const each = 50 // of 2,000 interactions in turn, of more than forty kinds
	routes := o.h.Routes()
	pool := func(steps int) []string {
		if len(milans) < each {
			b.Fatal("too few cases for each step")
		}
		var mine []string
		mine, milans = milans[:each], milans[each:]
		return o.along(mine, steps)
	}
	form := func(name, user string, numbers []string, values map[string]bot.Field) interaction {
		return interaction{name, o.filling(routes.Actions[name+".open"], routes.Submits[name], user, numbers, values)}
	}
	press := func(action, user string, numbers []string) interaction {
		return interaction{action, o.pressing(routes.Actions[action], user, numbers)}
	}
	first := func(numbers []string) []string {
		var values []string
		for _, number := range numbers {
			values = append(values, view.Value(number, 1))
		}
		return values
	}
	followUp := o.filling(routes.Actions["followup.open"], routes.Submits["case.followup"], lotte, pool(4), map[string]bot.Field{
		"result": {Option: string(complaint.Satisfied)}, "via": {Option: "phone"}, "when": {At: o.now.Unix()},
	})
	far := pool(5)
	return []interaction{
		form("answer.draft", milan, pool(1), map[string]bot.Field{
			"form": {Option: "phone"}, "outcome": {Option: "upheld"}, "text": {Text: "U heeft gelijk, wij vergoeden de boete."}, "reasons": {Text: "Het dossier bleef liggen."},
			"oral_why": {Text: "Belt liever"}, "ask": {Option: "ask"}, "approver": {Option: view.AnyApprover},
		}),
		press("answer.approve", mees, first(pool(2))),
		press("answer.read", mees, first(pool(2))),
		form("answer.changes", mees, first(pool(2)), map[string]bot.Field{"comment": {Text: "Noem het bedrag"}}),
		form("answer.withdraw", mees, first(pool(3)), map[string]bot.Field{"why": {Text: "Het bedrag klopt niet"}}),
		form("answer.deliver", milan, pool(3), map[string]bot.Field{"via": {Option: "phone"}, "when": {At: o.now.Unix()}}),
		{"followup", followUp},
		form("case.close", sanne, pool(5), map[string]bot.Field{"handling": {Text: "Boete vergoed"}, "no_measure": {Text: "Eenmalig"}}),
		press("case.tab.history", milan, far),
		press("case.tab.answers", milan, far),
		form("case.end", sanne, fresh[:each], map[string]bot.Field{
			"end": {Option: string(complaint.EndDuplicate)}, "other": {Option: fresh[each]}, "reason": {Text: "Twee keer vastgelegd"},
		}),
		form("case.correct", sanne, fresh[each+1:2*each+1], map[string]bot.Field{
			"fact": {Option: "phone:1"}, "phone": {Text: "+31 20 5551234"}, "reason": {Text: "Verkeerd verstaan"},
		}),
		form("case.consult", milan, pool(1), map[string]bot.Field{"with": {Users: []string{fatima}}, "done": {Option: "yes"}, "said": {Text: "Zij kent het dossier"}, "when": {At: o.now.Unix()}}),
		{"the form of filing, drawn again", o.redrawn(routes.Actions["case.file:via"])},
		{"people", o.routed(routes.Actions["people.open"], sanne, "")},
	}
}

// redrawn chooses another way in while a complaint is typed.
func (o *office) redrawn(handle bot.Handler) doing {
	return func(ctx context.Context, i int) (bot.Response, error) {
		r := sent(lotte, fmt.Sprint("V0AGAIN", i), view.Metadata{Lang: "nl"}.String(), map[string]bot.Field{
			"name": {Text: "Anna"}, "story": {Text: "De jaarrekening kwam te laat."}, "via": {Option: "letter"},
		})
		r.Kind, r.View.CallbackID = bot.KindAction, "case.file"
		return handle(ctx, r)
	}
}
