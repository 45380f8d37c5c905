package view

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"ombud/calendar"
	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// What a procedure asks for before a step is told in words, each rule once, and our own
// rules as such.
func TestGuardsOfThePresets(t *testing.T) {
	for _, tc := range []struct {
		preset     string
		says, none []string
	}{
		{"okonomi", []string{
			"No answer before a consultation with the filer, or why that was not possible.",
			"No answer without the facts that it rests on.", "No answer without reasons.",
			"Whoever was consulted confirms it before the answer goes on.",
			"Only the complaints officer may answer in a conversation.",
			"An answer in a conversation needs a reason why it is not in writing.",
			"No case closes before the customer was asked whether it is solved, unless somebody outside ruled on it or it was agreed to close without. (house rule)",
		}, []string{"The answer cannot be postponed.", "The answer is given in writing."}},
		{"klachten", []string{
			"The answer cannot be postponed.", "No answer without reasons.", "Whoever writes the answer sees whether both sides were heard.",
			"The complaint is assessed before its receipt is confirmed.", "The management decides whether something was no complaint.",
			"No case closes without a lesson or an action, or the reason why there is none.",
		}, nil},
		{"cygnus", []string{
			"The answer is given in writing.", "Only the complaints officer gives the answer.", "Only the complaints officer classifies the complaint.",
			"No contact before a consultation with the complaints officer.", "No case closes before the procedure was explained to the customer.",
			"No case closes without its place in the archive.",
		}, []string{"The complaint is assessed before its receipt is confirmed.", "No answer without the facts that it rests on."}},
		{"kerngroep", []string{
			"No letter goes out before name and address are checked.",
			"Before the first contact there is a consultation with the management. Whoever skips it is warned.",
			"No more time without the agreement of the management.", "More time is at most 4 weeks, at most 3 times. (house rule)",
			"The customer is told of more time within 3 weeks of the receipt; told later, it does not move the deadline.",
			"No case closes before this is so: the customer was told that we are sorry and the customer has a business card.",
			"Never said to the customer: klacht, probleem, problem, fout.", "No case closes before the customer was asked whether it is solved, unless somebody outside ruled on it or it was agreed to close without.",
		}, []string{"The answer cannot be postponed."}},
		{"exactpi", []string{
			"The customer agrees to the report first.", "The management chooses who handles the case.",
			"Confidential, so not in the channel: discrimination.", "The confidant is told of discrimination as well.",
			"The management decides whether a case goes on without a contact. (house rule)",
			"Assigning records who delivered the service; that person never handles the case.",
		}, []string{"No answer without reasons."}},
	} {
		t.Run(tc.preset, func(t *testing.T) {
			lines := Guards(lang.New(lang.EN, "", nil), presetOf(t, tc.preset))
			for _, want := range tc.says {
				if !slices.Contains(lines, want) {
					t.Errorf("%q is not among\n%s", want, strings.Join(lines, "\n"))
				}
			}
			for _, none := range tc.none {
				if slices.Contains(lines, none) {
					t.Errorf("it says %q", none)
				}
			}
			slices.Sort(lines)
			if len(slices.Compact(slices.Clone(lines))) != len(lines) {
				t.Errorf("something is said twice:\n%s", strings.Join(lines, "\n"))
			}
		})
	}
}

// guardsByKey are the rules of the grammar that are guards, by the key that sets each
// (after a comma, another value of it).
func guardsByKey(t *testing.T) map[string]func(*procedure.Procedure) {
	month, err := calendar.ParsePeriod("1mo")
	must(t, err)
	return map[string]func(*procedure.Procedure){
		"steps.read_back":           func(p *procedure.Procedure) { p.Steps.ReadBack = true },
		"steps.check_details":       func(p *procedure.Procedure) { p.Steps.CheckDetails = true },
		"classify.by":               func(p *procedure.Procedure) { p.Classify.By = "officer" },
		"classify.first":            func(p *procedure.Procedure) { p.Classify.First, p.Confirm.Forms = true, []string{"email"} },
		"assign.deliverer_required": func(p *procedure.Procedure) { p.Assign.DelivererRequired = true },
		"assign.co_responsible":     func(p *procedure.Procedure) { p.Assign.CoResponsible = true },
		"contact.consult":           func(p *procedure.Procedure) { p.Contact.Consult = "management" },
		"contact.gate":              func(p *procedure.Procedure) { p.Contact.Consult, p.Contact.Gate = "officer", true },
		"confidential":              func(p *procedure.Procedure) { p.Confidential = []string{"service"} },
		"answer.approval.role":      func(p *procedure.Procedure) { p.Answer.Approval.Role = "management" },
		"answer.approval.two_for":   func(p *procedure.Procedure) { p.Answer.Approval.TwoFor = []string{"serious"} },
		"answer.facts_required":     func(p *procedure.Procedure) { p.Answer.FactsRequired = true },
		"answer.reasons_required":   func(p *procedure.Procedure) { p.Answer.ReasonsRequired = true },
		"answer.consult":            func(p *procedure.Procedure) { p.Answer.Consult = "filer" },
		"answer.consult_confirmed":  func(p *procedure.Procedure) { p.Answer.ConsultConfirmed = true },
		"answer.both_sides":         func(p *procedure.Procedure) { p.Answer.BothSides = true },
		"answer.forms":              func(p *procedure.Procedure) { p.Answer.Forms = []string{"email"} },
		"answer.spoken.by":          func(p *procedure.Procedure) { p.Answer.Spoken.By = "officer" },
		"answer.spoken.reason":      func(p *procedure.Procedure) { p.Answer.Spoken.Reason = true },
		"answer.spoken.note":        func(p *procedure.Procedure) { p.Answer.Spoken.Note = true },
		"answer.told_by":            func(p *procedure.Procedure) { p.Answer.ToldBy = "officer" },
		"extension.of":              func(p *procedure.Procedure) { p.Extend.Of = "decision" },
		"duties, no extension":      func(p *procedure.Procedure) { p.Duties = []procedure.Duty{{Kind: "decision"}} },
		"extension.announce":        func(p *procedure.Procedure) { p.Extend = procedure.Extend{Of: "decision", Announce: &month} },
		"extension.agreement":       func(p *procedure.Procedure) { p.Extend = procedure.Extend{Of: "decision", Agreement: "management"} },
		"extension.most":            func(p *procedure.Procedure) { p.Extend = procedure.Extend{Of: "decision", Most: &month, Times: 1} },
		"agreement.handler":         func(p *procedure.Procedure) { p.Agreement.Handler = "management" },
		"agreement.no_complaint":    func(p *procedure.Procedure) { p.Agreement.NoComplaint = "management" },
		"agreement.unreached":       func(p *procedure.Procedure) { p.Steps.FirstContact, p.Agreement.Unreached = true, "management" },
		"agreement.unverified":      func(p *procedure.Procedure) { p.FollowUp.Required, p.Agreement.Unverified = true, "management" },
		"confidant":                 func(p *procedure.Procedure) { p.Confidential, p.Confidant = []string{"service"}, []string{"service"} },
		"follow_up.required":        func(p *procedure.Procedure) { p.FollowUp.Required = true },
		"classify.required":         func(p *procedure.Procedure) { p.Classify.Required = true },
		"close.explained":           func(p *procedure.Procedure) { p.Close.Explained = true },
		"close.report":              func(p *procedure.Procedure) { p.Close.Report = true },
		"close.lesson":              func(p *procedure.Procedure) { p.Close.Lesson = true },
		"close.archive":             func(p *procedure.Procedure) { p.Close.Archive = true },
		"close.points":              func(p *procedure.Procedure) { p.Close.Points = []string{"sorry"} },
		"close.duties":              func(p *procedure.Procedure) { p.Close.Duties = []string{"inform"} },
		"close.measure_or_reason":   func(p *procedure.Procedure) { p.Close.MeasureOrReason = []string{"service"} },
		"wording.avoid":             func(p *procedure.Procedure) { p.Wording.Avoid = []procedure.Avoided{{Word: "klacht", Guard: true}} },
		"wording.avoid, as a hint":  func(p *procedure.Procedure) { p.Wording.Avoid = []procedure.Avoided{{Word: "klacht"}} },
	}
}

// noGuards are the keys beside them that hold nothing up: what a form offers, who is
// told or reminded, how something is counted or called, and what a duty says already.
var noGuards = []string{
	"steps.explain", "steps.first_contact", "steps.take_over", "steps.inform", "steps.enter", "steps.report", "steps.updates",
	"contact.by", "contact.note_required", "contact.folder", "contact.points",
	"acknowledge.forms", "acknowledge.day_required",
	"classify.second", "classify.assess", "classify.numbered", "classify.categories", "classify.parties",
	"assign.send_form", "assign.reasons", "assign.roles",
	"answer.outcomes", "answer.reasons_house", "answer.both_sides_house", "classify.required_house", "answer.approval.house",
	"extension.times", "extension.house", "extension.ask_before",
	"agreement.house", "agreement.alone",
	"follow_up.house", "follow_up.attempts", "follow_up.handler_may_ask", "follow_up.ready_before",
	"wording.allow", "wording.also", "wording.colleagues",
}

// keysOf lists the keys of the grammar below a type, as a procedure writes them.
func keysOf(typ reflect.Type, above string) []string {
	var keys []string
	for field := range typ.Fields() {
		key := above + field.Tag.Get("yaml")
		if field.Type.Kind() == reflect.Struct {
			keys = append(keys, keysOf(field.Type, key+".")...)
			continue
		}
		keys = append(keys, key)
	}
	return keys
}

// Each rule of the grammar that is a guard changes what is told; one that is left out
// would be known to nobody. A key that is new is either among them or said to be none.
func TestEachGuardIsTold(t *testing.T) {
	known := slices.Clone(noGuards)
	for name, set := range guardsByKey(t) {
		key, _, _ := strings.Cut(name, ",")
		known = append(known, key)
		bare := func() *procedure.Procedure {
			return &procedure.Procedure{Answer: procedure.Answer{Forms: []string{"phone"}}}
		}
		with := bare()
		set(with)
		say := lang.New(lang.EN, "", nil)
		before, after := Guards(say, bare()), Guards(say, with)
		if slices.Equal(before, after) || strings.Contains(strings.Join(after, "\n"), "[") {
			t.Errorf("%s: told as\n%s", name, strings.Join(after, "\n"))
		}
	}
	var p procedure.Procedure
	for section, of := range map[string]any{
		"steps.": p.Steps, "contact.": p.Contact, "acknowledge.": p.Confirm, "classify.": p.Classify, "assign.": p.Assign, "answer.": p.Answer,
		"extension.": p.Extend, "agreement.": p.Agreement, "follow_up.": p.FollowUp, "close.": p.Close, "wording.": p.Wording,
	} {
		for _, key := range keysOf(reflect.TypeOf(of), section) {
			if !slices.Contains(known, key) {
				t.Errorf("%s is a guard that nobody is told of, or none: say which", key)
			}
		}
	}
}

// Whoever is told to call reads what to keep in mind in that very message, before the
// call, and only they (KG-07, KG-15 to KG-18).
func TestTipsComeBeforeTheCall(t *testing.T) {
	f, c := sampleFrame(t, lang.NL, "2026-03-05 12:00"), presetCase(t, "kerngroep")
	f.Viewer = member(lotte)
	if text := jsonText(asJSON(t, Receipt(f, c))); !strings.Contains(text, "Voor het gesprek") || !strings.Contains(text, "Laat de klant uitpraten.") || !strings.Contains(text, "Overleg eerst met de") {
		t.Errorf("the receiver is told to call, and not how: %s", text)
	}
	for owner, reads := range map[string]bool{"filer": false, "handler": true} {
		handled := presetCase(t, "kerngroep", func(c *complaint.Case) error {
			c.Procedure.Duty("contact").Owner = owner
			return c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process"}, member(sanne), at(t, "2026-03-05 11:00"))
		})
		f.Viewer = member(milan)
		if text := jsonText(asJSON(t, Desk(f, handled))); strings.Contains(text, "Voor het gesprek") != reads {
			t.Errorf("with the call owed by the %s, the handler reads %s", owner, text)
		}
	}
	other := presetCase(t, "okonomi")
	f.Viewer = member(lotte)
	if text := jsonText(asJSON(t, Receipt(f, other))); strings.Contains(text, "Voor het gesprek") {
		t.Errorf("without a conversation card there is one: %s", text)
	}
}
