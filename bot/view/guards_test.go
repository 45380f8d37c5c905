package view

import (
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
			"No answer before a consultation with: filer, or why that was not possible.",
			"Only this role may answer in a conversation: complaints officer.",
			"An answer in a conversation needs a reason why it is not in writing.",
			"No case closes before the customer was asked whether it is solved, unless somebody outside ruled on it or it was agreed to close without. (house rule)",
		}, []string{"The answer cannot be postponed.", "The answer is given in writing."}},
		{"klachten", []string{
			"The answer cannot be postponed.", "No answer without reasons.", "Whoever writes the answer sees whether both sides were heard.",
			"The complaint is assessed before its receipt is confirmed.", "Whether something was no complaint is decided by: management.",
			"No case closes without a lesson or an action, or the reason why there is none.",
		}, nil},
		{"cygnus", []string{
			"The answer is given in writing.", "The answer is given only by: complaints officer.", "Classified only by: complaints officer.",
			"No contact before a consultation with: complaints officer.", "No case closes before the customer knows of the procedure.",
			"No case closes without its place in the archive.",
		}, []string{"The complaint is assessed before its receipt is confirmed."}},
		{"kerngroep", []string{
			"No letter goes out before name and address are checked.",
			"Before the first contact there is a consultation with: management. Whoever skips it is warned.",
			"More time is agreed by: management.", "More time is at most 4 weeks, at most 3 times. (house rule)",
			"The customer is told of more time within 3 weeks of the receipt; told later, it does not move the deadline.",
			"No case closes before this is so: the customer was told that we are sorry and the customer has a business card.",
			"Never said to the customer: klacht, probleem, problem, fout.", "No case closes before the customer was asked whether it is solved, unless somebody outside ruled on it or it was agreed to close without.",
		}, []string{"The answer cannot be postponed."}},
		{"exactpi", []string{
			"The customer agrees to the report first.", "Who handles the case is chosen by: management.",
			"Confidential, so not in the channel: discrimination.", "Also told of discrimination: confidant.",
			"Whether a case goes on without a contact is decided by: management. (house rule)",
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

// Each rule of the grammar that is a guard changes what is told; one that is left out
// would be known to nobody.
func TestEachGuardIsTold(t *testing.T) {
	month, err := calendar.ParsePeriod("1mo")
	must(t, err)
	for name, set := range map[string]func(*procedure.Procedure){
		"read back":       func(p *procedure.Procedure) { p.Steps.ReadBack = true },
		"details":         func(p *procedure.Procedure) { p.Steps.CheckDetails = true },
		"classify by":     func(p *procedure.Procedure) { p.Classify.By = "officer" },
		"classify first":  func(p *procedure.Procedure) { p.Classify.First, p.Confirm.Forms = true, []string{"email"} },
		"deliverer":       func(p *procedure.Procedure) { p.Assign.DelivererRequired = true },
		"co-responsible":  func(p *procedure.Procedure) { p.Assign.CoResponsible = true },
		"advice":          func(p *procedure.Procedure) { p.Contact.Consult = "management" },
		"confidential":    func(p *procedure.Procedure) { p.Confidential = []string{"service"} },
		"approval":        func(p *procedure.Procedure) { p.Answer.Approval.Role = "management" },
		"two agree":       func(p *procedure.Procedure) { p.Answer.Approval.TwoFor = []string{"serious"} },
		"reasons":         func(p *procedure.Procedure) { p.Answer.ReasonsRequired = true },
		"consultation":    func(p *procedure.Procedure) { p.Answer.Consult = "filer" },
		"both sides":      func(p *procedure.Procedure) { p.Answer.BothSides = true },
		"in writing":      func(p *procedure.Procedure) { p.Answer.Forms = []string{"email"} },
		"spoken by":       func(p *procedure.Procedure) { p.Answer.Spoken.By = "officer" },
		"spoken, why":     func(p *procedure.Procedure) { p.Answer.Spoken.Reason = true },
		"spoken, noted":   func(p *procedure.Procedure) { p.Answer.Spoken.Note = true },
		"told by":         func(p *procedure.Procedure) { p.Answer.ToldBy = "officer" },
		"more time":       func(p *procedure.Procedure) { p.Extend.Of = "decision" },
		"no more time":    func(p *procedure.Procedure) { p.Duties = []procedure.Duty{{Kind: "decision"}} },
		"more time, most": func(p *procedure.Procedure) { p.Extend = procedure.Extend{Of: "decision", Most: &month, Times: 1} },
		"handler":         func(p *procedure.Procedure) { p.Agreement.Handler = "management" },
		"no complaint":    func(p *procedure.Procedure) { p.Agreement.NoComplaint = "management" },
		"asked":           func(p *procedure.Procedure) { p.FollowUp.Required = true },
		"classified":      func(p *procedure.Procedure) { p.Classify.Required = true },
		"explained":       func(p *procedure.Procedure) { p.Close.Explained = true },
		"report":          func(p *procedure.Procedure) { p.Close.Report = true },
		"lesson":          func(p *procedure.Procedure) { p.Close.Lesson = true },
		"archive":         func(p *procedure.Procedure) { p.Close.Archive = true },
		"points":          func(p *procedure.Procedure) { p.Close.Points = []string{"sorry"} },
		"duties":          func(p *procedure.Procedure) { p.Close.Duties = []string{"inform"} },
		"measure":         func(p *procedure.Procedure) { p.Close.MeasureOrReason = []string{"service"} },
		"words":           func(p *procedure.Procedure) { p.Wording.Avoid = []procedure.Avoided{{Word: "klacht", Guard: true}} },
		"hints":           func(p *procedure.Procedure) { p.Wording.Avoid = []procedure.Avoided{{Word: "klacht"}} },
	} {
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
