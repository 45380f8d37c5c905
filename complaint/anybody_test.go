package complaint

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"ombud/calendar"
	"ombud/procedure"
)

// oneEach holds each role with one person of that name, who holds no other; two manage.
// Who files has none.
func oneEach(p *procedure.Procedure) *Roster {
	r := &Roster{Lead: Role(p.Lead), Holders: []Holder{{Role: RoleManagement, User: "management2"}}}
	for _, role := range procedure.Roles {
		if role != "filer" {
			r.Holders = append(r.Holders, Holder{Role: Role(role), User: role})
		}
	}
	return r
}

// playing are the roles that somebody of oneEach plays in a case.
func playing(c *Case, user string) []string {
	roles := []string{strings.TrimSuffix(user, "2")}
	if user == c.Handler {
		roles = append(roles, "handler")
	}
	return roles
}

// stepsOf are the steps of a case, each by whoever it is.
func stepsOf(c *Case) []func(by Person, now time.Time) error {
	p := c.Procedure
	first := func(list []string, other string) string { return append(slices.Clone(list), other)[0] }
	unless := func(over bool, step func(by Person, now time.Time) error) func(Person, time.Time) error {
		if over {
			return func(Person, time.Time) error { return ErrConflict }
		}
		return step
	}
	h, answer, waits := c.Unconfirmed(), c.Answer(), c.Waits()
	return []func(by Person, now time.Time) error{
		c.TakeOver,
		unless(c.Weight != "", func(by Person, now time.Time) error {
			class := Class{Nature: first(p.Natures, ""), Weight: "minor", Submitted: "oral", Category: first(p.Classify.Categories, ""), Party: first(p.Classify.Parties, "")}
			return c.Classify(Classification{Class: class, Judgement: Judgement{Object: "accounts", Assessment: "hear both"}}, by, now)
		}),
		func(by Person, now time.Time) error {
			return c.Acknowledge(Receipt{At: now, Via: first(p.Confirm.Forms, "phone"), With: "her", Said: "said", Address: "Kade 1", Day: "2026-03-20"}, by, now)
		},
		func(by Person, now time.Time) error {
			f := c.Filing()
			return c.RecordReadBack(ReadBackForm{Verdict: ReadBackApproved, Summary: f.Summary, Story: f.Story, Hash: c.TextHash, At: now, Via: "phone"}, by, now)
		},
		func(by Person, now time.Time) error {
			return c.CheckDetails(DetailsForm{Name: "Anna", Street: "Markt 2", Postcode: "1234 AB", Town: "Utrecht", How: "asked", At: now}, by, now)
		},
		func(by Person, now time.Time) error {
			return c.Explain(Explanation{At: now, Via: "phone", Given: "kopie meegegeven"}, by, now)
		},
		func(by Person, now time.Time) error {
			return c.Inform(Informing{Name: "Piet", At: now, Via: "phone"}, by, now)
		},
		unless(c.Handler != "" || len(c.Candidates(c.RegisteredAt)) == 0, func(by Person, now time.Time) error {
			return c.Assign(Assignment{Handler: c.Candidates(now)[0], Name: "Somebody", Title: "adviser", Why: p.Assign.Reasons[0], Deliverers: []string{joost}}, by, now)
		}),
		unless(waits == nil, func(by Person, now time.Time) error { return c.Grant(waits.Seq, by, now) }),
		c.Accept,
		unless(!c.AwaitsAdvice(), func(by Person, now time.Time) error {
			return c.Consult(Consultation{With: append(c.Advisers(by.ID, now), "")[0], At: now, Said: "said"}, by, now)
		}),
		unless(!c.ContactedAt.IsZero(), func(by Person, now time.Time) error {
			f := ContactForm{At: now, Via: "phone", With: "Anna", Reached: true, How: "we look into it", Day: "2026-03-20", Note: "said", Folder: "folder 12", Points: p.Contact.Points, KeepUnadvised: true}
			return c.LogContact(f, by, now)
		}),
		unless(c.ConsultMissing("", c.RegisteredAt) == "", func(by Person, now time.Time) error {
			return c.Consult(Consultation{With: append(c.ToConsult(now), "")[0], At: now, Said: "said"}, by, now)
		}),
		unless(h == nil, func(by Person, now time.Time) error { return c.ConfirmHeard(h.Seq, by, now) }),
		unless(answer != nil, func(by Person, now time.Time) error {
			d := draft()
			d.Form, d.Outcome, d.Reasons, d.OralWhy, d.Promises = first(p.Answer.Forms, "email"), p.Answer.Outcomes[0], "so it is", "she asked", nil
			d.Facts = "so it was"
			return c.Prepare(d, by, now)
		}),
		unless(answer == nil || answer.Verdict != "", func(by Person, now time.Time) error { return c.Approve(len(c.Answers), by, now) }),
		func(by Person, now time.Time) error {
			return c.Deliver(Delivery{At: now, Via: first(p.Answer.Forms, "email"), With: "Anna", Said: "said", Handling: "done"}, by, now)
		},
		func(by Person, now time.Time) error {
			return c.RecordFollowUp(FollowUpForm{Result: Satisfied, At: now, Via: "phone", Why: "she asked for me"}, by, now)
		},
		func(by Person, now time.Time) error {
			return c.Close(Report{Handling: "done", Lesson: "plan earlier", Archive: "folder 12"}, by, now)
		},
	}
}

// goesItsWay takes a case of that procedure from filing to closing, each step by whoever
// may take it, and says where it stopped; empty: it closed. Tried, if any, sees each step
// that anybody could have taken.
func goesItsWay(t *testing.T, p *procedure.Procedure, tried func(before, after *Case)) string {
	t.Helper()
	cal, err := calendar.New(calendar.Config{Set: p.Calendar, Zone: "Europe/Amsterdam", First: 2024, Last: 2032})
	must(t, err)
	c, r, now := New("T0FIRM", p, cal, oneEach(p)), filled(t), at(t, "2026-03-05 10:20")
	r.About, r.Via = nil, p.Intake.Channels[0].Name
	must(t, c.Register(r, member("filer"), now))
	taken := make([]int, len(stepsOf(c)))
	for moved := true; moved && c.State != StateClosed; {
		moved = false
		now = now.Add(20 * time.Minute)
		if c.Accepted && p.Assign.SendForm && c.newest(FormSent) == nil {
			must(t, c.Delivered(FormSent, c.Handler, now, now))
		}
		for i := 0; i < len(taken) && !moved; i++ {
			if taken[i] > 1 { // some can be taken over and over
				continue
			}
			next, people := c, append([]string{"management2"}, procedure.Roles...)
			for j := 0; j < len(people) && (tried != nil || !moved); j++ {
				if before := len(c.Events); tried == nil {
					_ = stepsOf(c)[i](member(people[j]), now) // as below
					moved = len(c.Events) > before
					continue
				}
				try := Load(c.Workspace, c.Number, p, cal, c.Roster, slices.Clone(c.Events), c.Entries)
				_ = stepsOf(try)[i](member(people[j]), now) // a step that is not theirs is refused
				if len(try.Events) > len(c.Events) {
					tried(c, try)
					next, moved = try, true
				}
			}
			if moved {
				taken[i]++
			}
			c = next
		}
	}
	if c.State == StateClosed {
		return ""
	}
	step, _ := c.Next()
	return "stopped before " + string(step)
}

// Whoever can record an event in a case of a preset is one of those of whom procedure check
// knows that they can: a duty of theirs is not taken for nobody's.
func TestWhoCanDoWhatAsCheckKnows(t *testing.T) {
	sources := map[string]*procedure.Procedure{"one of its own": inventedProcedure(t)}
	for _, name := range procedure.Presets() {
		sources[name] = presetOf(t, name)
	}
	did := map[Kind]bool{}
	for name, p := range sources {
		stopped := goesItsWay(t, p, func(before, after *Case) {
			for _, e := range after.Events[len(before.Events):] {
				doers := p.Doers(string(e.Kind))
				if doers == nil || e.Actor == Clock.ID || e.Actor == "fallback" && e.Kind == Approved { // in the place of all others
					continue
				}
				did[e.Kind] = true
				if !slices.ContainsFunc(playing(after, e.Actor), func(role string) bool { return slices.Contains(doers, role) }) {
					t.Errorf("%s: %s could record %s, which check holds for the %v", name, e.Actor, e.Kind, doers)
				}
			}
		})
		if stopped != "" {
			t.Errorf("%s: %s", name, stopped)
		}
	}
	for _, kind := range []Kind{TakenOver, Classified, Acknowledged, ReadBackApproved, Explained, DetailsChecked, Informed, HandlerAssigned, Accepted, Contacted, Told, Approved, Satisfied, CaseClosed} {
		if !did[kind] {
			t.Errorf("nobody recorded %s", kind)
		}
	}
}

// set gives the preset with another value under a path of keys, anew where there is none.
func set(t *testing.T, src []byte, path string, value any) []byte {
	t.Helper()
	var doc map[string]any
	must(t, yaml.Unmarshal(src, &doc))
	in, keys := doc, strings.Split(path, ".")
	for _, key := range keys[:len(keys)-1] {
		below, _ := in[key].(map[string]any)
		if below == nil {
			below = map[string]any{}
		}
		in[key], in = below, below
	}
	in[keys[len(keys)-1]] = value
	out, err := yaml.Marshal(doc)
	must(t, err)
	return out
}

// Whatever role stands in a key of a preset, and whatever duty closing waits for: where
// check finds nothing wrong a case goes its whole way.
func TestWhatCheckPassesGoesItsWay(t *testing.T) {
	passed := 0
	for _, name := range procedure.Presets() {
		src, err := procedure.Preset(name)
		must(t, err)
		variations := map[string][]any{"close.duties": nil}
		for _, key := range []string{"answer.told_by", "answer.spoken.by", "answer.consult", "steps.take_over", "classify.by", "lead"} {
			for _, role := range procedure.Roles {
				variations[key] = append(variations[key], role)
			}
		}
		for _, role := range procedure.Roles {
			variations["contact.by"] = append(variations["contact.by"], []string{role})
			variations["assign.roles"] = append(variations["assign.roles"], []string{role})
		}
		for _, d := range presetOf(t, name).Duties {
			variations["close.duties"] = append(variations["close.duties"], []string{d.Kind})
		}
		for key, values := range variations {
			for _, value := range values {
				own := set(t, src, key, value)
				if len(procedure.Check(name, own, func(string) bool { return true }, time.Now())) > 0 {
					continue
				}
				p, err := procedure.Parse(own)
				must(t, err)
				passed++
				if stopped := goesItsWay(t, p, nil); stopped != "" {
					t.Errorf("%s with %s: %v: %s", name, key, value, stopped)
				}
			}
		}
	}
	if passed < 50 {
		t.Errorf("only %d variations are let through", passed)
	}
}
