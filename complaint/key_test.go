package complaint

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ombud/calendar"
	"ombud/procedure"
	"ombud/procedure/proceduretest"
)

// keyed is an obligation that a key of a preset carries: what people meet on a short road
// with the preset as it ships, and what they meet without the key.
type keyed struct {
	id            string // of the obligation
	key           string // see [proceduretest.Without]
	also          string // other keys, which speak of that one
	meets         func(t *testing.T, p *procedure.Procedure) string
	with, without string
}

// Each key of a preset carries its obligation: taken out of the YAML, it changes what
// people meet. A key that nobody reads, or that repeats what holds anyway, fails here.
func TestEachKeyCarriesItsObligation(t *testing.T) {
	for preset, rows := range map[string][]keyed{
		"okonomi": keysOfOkonomi, "klachten": slices.Concat(keysOfKlachten, keysOfPositions), "cygnus": slices.Concat(keysOfCygnus, keysOfPartners),
		"kerngroep": slices.Concat(keysOfKerngroep, keysOfWords), "exactpi": keysOfExactpi,
	} {
		for _, row := range rows {
			t.Run(row.id, func(t *testing.T) {
				keys := append(strings.Fields(row.also), row.key)
				if got := row.meets(t, presetOf(t, preset)); got != row.with {
					t.Errorf("with %s: %q, want %q", row.key, got, row.with)
				}
				if got := row.meets(t, proceduretest.Without(t, preset, keys...)); got != row.without {
					t.Errorf("without %s: %q, want %q", row.key, got, row.without)
				}
			})
		}
	}
}

// Where a road of these tests ends: before that step of [roadOf].
const (
	beforeTakeOver = iota
	beforeClass
	beforeReceipt
	beforeReadBack
	beforeDetails
	beforeAssign
	beforeExplain
	beforeInform
	beforeContact
	beforeConsult
	beforeHearing
	beforeDraft
	beforeApproval
	beforeTelling
	beforeAsking
	wholeRoad
)

// filled is a filing that every preset accepts.
func filled(t testing.TB) Registration {
	r := registration(t)
	r.Street, r.Postcode, r.Town, r.Email = "Markt 1", "1234 AB", "Utrecht", "anna@example.com"
	return r
}

// unfiled is a case of that procedure that nobody filed yet.
func unfiled(t testing.TB, p *procedure.Procedure) *Case {
	t.Helper()
	cal, err := calendar.New(calendar.Config{Set: p.Calendar, Zone: "Europe/Amsterdam", First: 2024, Last: 2032})
	if err != nil {
		t.Fatal(err)
	}
	c := New("T0FIRM", p, cal, sampleRoster())
	c.Roster.Holders = append(c.Roster.Holders, Holder{Role: RolePartner, User: milan}, Holder{Role: RoleConfidant, User: "U0VERA"})
	return leads(c)
}

// along takes a case of that procedure down its road, up to before a step: each an hour
// after the other, whatever the procedure does not have left out.
func along(t *testing.T, p *procedure.Procedure, until int, change ...func(*Registration)) *Case {
	t.Helper()
	c, r := unfiled(t, p), filled(t)
	for _, f := range change {
		f(&r)
	}
	must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	for i, step := range roadOf(c)[:until] {
		_ = step(hourOf(t, i)) // a step that this procedure has not is refused
	}
	return c
}

// hourOf is when the step of that number is taken.
func hourOf(t testing.TB, step int) time.Time {
	return at(t, "2026-03-05 11:00").Add(time.Duration(step) * time.Hour)
}

// later is a day on which every road of these tests was gone.
func later(t testing.TB) time.Time { return at(t, "2026-03-09 12:00") }

// files says what comes of a filing: the refusal, or nothing.
func files(change func(*Registration)) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		c, r := unfiled(t, p), filled(t)
		change(&r)
		return refusedFor(c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
	}
}

// owesThen says by which day a duty is owed at that point of the road.
func owesThen(until int, kind string) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string { return dueOf(t, along(t, p, until), kind) }
}

// dueOf is the last day of the newest duty of a kind, and of one in hours its moment.
func dueOf(t *testing.T, c *Case, kind string) string {
	t.Helper()
	duties, err := c.Duties()
	must(t, err)
	for _, d := range slices.Backward(duties) {
		if d.Kind != kind {
			continue
		}
		if d.Hours {
			return d.Due.In(c.Zone()).Format("2006-01-02 15:04")
		}
		return c.Calendar.LastDay(d.Due).String()
	}
	return "not owed"
}

// nextAt says which step the card asks for at that point of the road.
func nextAt(until int) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		next, _ := along(t, p, until).Next()
		return string(next)
	}
}

// offers says whether a step is the person's to take at that point of the road.
func offers(until int, step Step, by string) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		if along(t, p, until).Allows(step, member(by), later(t)) {
			return "offered"
		}
		return "not offered"
	}
}

// does says what comes of a step at that point of the road: the refusal, or nothing.
func does(until int, try func(t *testing.T, c *Case) error) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string { return refusedFor(try(t, along(t, p, until))) }
}

// prepares hands in an answer that was changed.
func prepares(change func(*Draft)) func(*testing.T, *procedure.Procedure) string {
	return does(beforeDraft, func(t *testing.T, c *Case) error {
		d := draft()
		d.Form, d.Facts, d.Reasons, d.Promises = c.Procedure.Answer.Forms[0], "so it was", "so it is", nil
		change(&d)
		return c.Prepare(d, member(sanne), later(t))
	})
}

// hints says whether a look over an answer minds something.
func hints(code HintCode, d Draft) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		for _, h := range along(t, p, beforeDraft).Hints(d) {
			if h.Code == code {
				return fmt.Sprintf("looked at: %v", h.Good)
			}
		}
		return "nobody looks"
	}
}

// classifies says what comes of a classification.
func classifies(change func(*Classification)) func(*testing.T, *procedure.Procedure) string {
	return does(beforeClass, func(t *testing.T, c *Case) error {
		f := Classification{Class: Class{Nature: c.Procedure.Natures[0], Weight: "minor", Submitted: "oral"}, Judgement: Judgement{Assessment: "hear both"}}
		if list := c.Procedure.Classify.Categories; len(list) > 0 {
			f.Category = list[0]
		}
		if list := c.Procedure.Classify.Parties; len(list) > 0 {
			f.Party = list[0]
		}
		change(&f)
		return c.Classify(f, member(sanne), later(t))
	})
}

// closes says what comes of closing with all that is asked for but what is left out.
func closes(until int, change func(*Report)) func(*testing.T, *procedure.Procedure) string {
	return does(until, func(t *testing.T, c *Case) error {
		r := Report{Handling: "Refunded", Lesson: "Plan earlier", Archive: "folder 12"}
		change(&r)
		return c.Close(r, member(sanne), later(t))
	})
}

// unmet says which condition of closing stands open when the whole road was gone.
func unmet(skip int) func(*testing.T, *procedure.Procedure) string {
	return func(t *testing.T, p *procedure.Procedure) string {
		c := along(t, p, skip)
		road := roadOf(c)
		for i := skip + 1; i < len(road); i++ {
			_ = road[i](hourOf(t, i)) // as in along
		}
		for _, cond := range c.ClosingConditions() {
			if !cond.Met {
				return cond.Text
			}
		}
		return "may close"
	}
}

// handlerGone says until when another handler is owed, once the one of the case turned
// out to be involved.
func handlerGone(t *testing.T, p *procedure.Procedure) string {
	c := along(t, p, beforeExplain)
	must(t, c.DeclareInterest(Interest{How: "I know her"}, member(c.Handler), hourOf(t, beforeExplain)))
	return dueOf(t, c, "reassign")
}
