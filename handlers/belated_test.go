package handlers

import (
	"cmp"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/slack-go/slack"

	"ombud/bot/view"
	"ombud/complaint"
)

// backdated is a step that ended a duty in time, and that is written down long after.
type backdated struct {
	kind   complaint.Kind
	office func(*testing.T) *office
	at     func(*office) string // the case as it stands in time
	user   string
	open   string // the button
	n      int    // of the task that it is about; 0: the case
	form   string // that it opens
	fields map[string]any
	typed  string // of what the form holds then
	now    string // when it is written down, empty: months later
}

var early = time.Date(2026, 3, 5, 11, 0, 0, 0, time.UTC)

var backdatedSteps = []backdated{
	{
		kind: complaint.ReadBackApproved, office: newOffice, at: (*office).filedPlain, user: lotte, open: "case.readback.open", form: "case.readback",
		fields: map[string]any{"verdict": "readback_approved", "note": "Ze las mee"}, typed: "Ze las mee",
	},
	{
		kind: complaint.ReadBackRefused, office: newOffice, at: (*office).filedPlain, user: lotte, open: "case.readback.open", form: "case.readback",
		fields: map[string]any{"verdict": "readback_refused", "note": "Wil het korter"}, typed: "Wil het korter",
	},
	{
		kind: complaint.ReadBackUnreachable, office: newOffice, at: (*office).filedPlain, user: lotte, open: "case.readback.open", form: "case.readback",
		fields: map[string]any{"verdict": "readback_unreachable", "note": "Neemt niet op"}, typed: "Neemt niet op",
	},
	{
		kind: complaint.Entered, office: inCygnus, at: (*office).filedPlain, user: sanne, open: "case.enter.open", form: "case.enter",
		fields: map[string]any{"reason": "Relatie 1187"}, typed: "Relatie 1187",
	},
	{
		kind: complaint.Explained, office: newOffice, at: readBack, user: lotte, open: "case.explain.open", form: "case.explain",
		fields: map[string]any{"via": "email"}, typed: "email",
	},
	{
		kind: complaint.Acknowledged, office: newInvented, at: (*office).inHand, user: sanne, open: "case.ack.open", form: "case.ack",
		fields: map[string]any{"said": "We bellen terug", "day": "2026-08-20"}, typed: "We bellen terug",
	},
	{
		kind: complaint.Consulted, office: inKerngroep, at: complete, user: mees, open: "case.consult.open", form: "case.consult",
		fields: map[string]any{"said": "Bel voor de middag", "done": "yes"}, typed: "Bel voor de middag",
	},
	{
		kind: complaint.DetailsChecked, office: inKerngroep, at: complete, user: sanne, open: "case.details.open", form: "case.details",
		fields: map[string]any{"how": "document", "town": "Zeist"}, typed: "Zeist",
	},
	{
		kind: complaint.Attempted, office: newOffice, at: (*office).handedOut, user: milan, open: "case.contact.open", form: "case.contact",
		fields: map[string]any{"reached": view.ContactTried, "note": "Voicemail"}, typed: "Voicemail",
	},
	{
		kind: complaint.Contacted, office: newOffice, at: (*office).handedOut, user: milan, open: "case.contact.open", form: "case.contact",
		fields: map[string]any{"how": "We zoeken het uit", "day": "2026-08-20"}, typed: "We zoeken het uit",
	},
	{
		kind: complaint.Informed, office: inCygnus, at: (*office).filedPlain, user: sanne, open: "case.inform.open", form: "case.inform",
		fields: map[string]any{"who": milan, "note": "Hij belt haar"}, typed: "Hij belt haar",
	},
	{
		kind: complaint.Extended, office: newInvented, at: agreedMoreTime, user: milan, open: "case.extend.open", form: "case.extend",
		fields: map[string]any{"via": "phone"}, typed: "phone", now: "2026-04-07 10:00",
	},
	{
		kind: complaint.Told, office: newOffice, at: (*office).approved, user: milan, open: "answer.deliver.open", form: "answer.deliver",
		fields: map[string]any{"reaction": "Opgelucht"}, typed: "Opgelucht",
	},
	{
		kind: complaint.Satisfied, office: newOffice, at: (*office).told, user: lotte, open: "followup.open", form: "case.followup",
		fields: map[string]any{"result": string(complaint.Satisfied), "note": "Blij ermee"}, typed: "Blij ermee",
	},
	{
		kind: complaint.Dissatisfied, office: newOffice, at: (*office).told, user: lotte, open: "followup.open", form: "case.followup",
		fields: map[string]any{"result": string(complaint.Dissatisfied), "note": "Wil meer"}, typed: "Wil meer",
	},
	{
		kind: complaint.Withdrawn, office: newOffice, at: (*office).handled, user: sanne, open: "case.end.open", form: "case.end",
		fields: map[string]any{"end": string(complaint.EndWithdrawn), "reason": "Ze ziet ervan af"}, typed: "Ze ziet ervan af",
	},
	{
		kind: complaint.Disputed, office: newOffice, at: (*office).told, user: sanne, open: "case.dispute.open", form: "case.dispute",
		fields: map[string]any{"name": "Mediator", "binding": "no", "initiative": "customer", "asked_by": "Anna", "day": "2026-09-01"}, typed: "Mediator",
	},
	{
		kind: complaint.Ruled, office: newOffice, at: disputed, user: sanne, open: "case.ruling.open", form: "case.ruling",
		fields: map[string]any{"text": "Helft terug", "nothing": "Al betaald"}, typed: "Helft terug",
	},
	{
		kind: complaint.RulingDone, office: newOffice, at: ruledOn, user: milan, open: "case.ruling.done", form: "case.ruling.done",
	},
	{
		kind: complaint.CommitmentKept, office: newOffice, at: (*office).promised, user: bo, open: "commitment.done.open", n: 1, form: "commitment.done",
	},
	{
		kind: complaint.MeasureDone, office: newOffice, at: (*office).improved, user: bo, open: "measure.done.open", n: 1, form: "measure.done",
		fields: map[string]any{"evidence": "Planning, blad 3"}, typed: "Planning, blad 3",
	},
	{
		kind: complaint.MeasureTold, office: newOffice, at: (*office).improved, user: milan, open: "measure.told.open", n: 1, form: "measure.told",
	},
}

// endsNothing is why of other steps with a time of their own nobody asks.
var endsNothing = map[complaint.Kind]string{
	complaint.NoReply:   "the complainant is asked again, by the same day",
	complaint.NoContact: "they are asked until management agrees not to, which is a decision",
	complaint.Reopened:  "what was left at the closing stays so, and when they may come back has a rule of its own",
}

// asksNothing is why of other forms with a moment nobody asks.
var asksNothing = map[string]string{
	"case.file":    "nothing is owed before it",
	"case.correct": "a correction has a reason of its own",
	"answer.draft": "the consultation in it ends no duty, as whoever was consulted does that",
	"case.reopen":  endsNothing[complaint.Reopened], "case.reopen_late": endsNothing[complaint.Reopened],
	"case.measure": "who knows already is owed nothing",
}

func inKerngroep(t *testing.T) *office { return newPreset(t, "kerngroep") }

func inCygnus(t *testing.T) *office {
	return underProcedure(t, "cygnus", complaint.Holder{Role: complaint.RolePartner, User: milan})
}

func readBack(o *office) string { return o.filed(map[string]any{"done": []string{"readback"}}) }

func complete(o *office) string {
	return o.filed(map[string]any{"street": "Markt 1", "postcode": "1234 AB", "town": "Utrecht", "wish": "De boete terug"})
}

func agreedMoreTime(o *office) string {
	number := moreTimeAsked(o)
	o.does(number, func(c *complaint.Case) error { return c.AgreeExtension(1, full(sanne), o.now) })
	return number
}

func ruledOn(o *office) string {
	number := disputed(o)
	o.does(number, func(c *complaint.Case) error {
		return c.RecordRuling(complaint.Ruling{
			Text: "Helft terug", Day: "2026-04-01", At: o.now, Promises: []complaint.Promise{{What: "Overmaken", User: milan, Who: "Milan", When: "2026-03-30"}},
		}, full(sanne), o.now)
	})
	o.does(number, func(c *complaint.Case) error {
		return c.KeepCommitment(c.RulingTasks()[0].N, o.now, full(milan), o.now)
	})
	return number
}

// Each form that ends a duty and asks when that was asks, of what is written down after the
// deadline as done before it, why only now. What was typed stays; without a reason it is
// refused under that field, and with one it stands in the file (B4.7).
func TestEachFormAsksWhyOnlyNow(t *testing.T) {
	for _, tc := range backdatedSteps {
		t.Run(string(tc.kind), func(t *testing.T) {
			o := tc.office(t)
			number := tc.at(o)
			must(t, o.joins(tc.user))
			o.turn(at(t, cmp.Or(tc.now, "2026-08-03 10:00")))
			p := o.as(tc.user)
			p.press(klachten, tc.open, about(tc.open, tc.n), number)
			if m := p.Modal(); m == nil || m.CallbackID != tc.form {
				t.Fatalf("no form: %+v", m)
			}
			p.fill(tc.fields)
			p.fill(map[string]any{"when": early})
			if seen := p.submit(); len(seen.Errors) > 0 {
				t.Fatalf("not taken: %v", seen.Errors)
			}
			if m := p.Modal(); m == nil || !strings.Contains(p.ViewText(m), "Waarom wordt het nu pas vastgelegd?") {
				t.Fatal("it does not ask why only now")
			}
			if state := string(p.Modal().State); !strings.Contains(state, tc.typed) || !strings.Contains(state, strconv.FormatInt(early.Unix(), 10)) {
				t.Errorf("what was typed is lost: %s", state)
			}
			if seen := p.submitRaw(map[string]any{"belated": " "}); !strings.Contains(seen.Errors["belated"], "na de termijn") {
				t.Errorf("without a reason: %v", seen.Errors)
			}
			p.fill(map[string]any{"belated": "Lag in een ander dossier"})
			if seen := p.submit(); len(seen.Errors) > 0 {
				t.Fatalf("not taken with a reason: %v", seen.Errors)
			}
			c, reasons, done := o.caseOf(number), "", false
			for _, e := range c.Events {
				reasons += c.BelatedWhy(e)
				done = done || e.Kind == tc.kind && e.At.Equal(early)
			}
			if !done || reasons != "Lag in een ander dossier" {
				t.Errorf("done %v, on record %q", done, reasons)
			}
		})
	}
}

// An answer that was told after its deadline asks why it took longer, in the place of that
// (OK-16): on the first try, with what was typed, and refused under the field without a reason. A
// time that was put right asks the other question alone.
func TestAnAnswerToldLateAsksWhy(t *testing.T) {
	o := newOffice(t)
	number := o.approved()
	o.turn(at(t, "2026-08-03 10:00"))
	p := o.as(milan)
	p.press(klachten, "answer.deliver.open", about("answer.deliver.open", 0), number)
	p.fill(map[string]any{"reaction": "Opgelucht"})
	p.submit()
	asks := func(when, one, not string) {
		t.Helper()
		m := p.Modal()
		if m == nil {
			t.Fatalf("%s: the form is closed", when)
		}
		if text := p.ViewText(m); !strings.Contains(text, one) || strings.Contains(text, not) || !strings.Contains(string(m.State), "Opgelucht") {
			t.Errorf("%s: %s %s", when, text, m.State)
		}
	}
	late, now := "Waarom duurde het antwoord langer?", "Waarom wordt het nu pas"
	asks("told today", late, now)
	if seen := p.submitRaw(map[string]any{"late": " "}); !strings.Contains(seen.Errors["late"], "na de termijn") {
		t.Errorf("without a reason: %v", seen.Errors)
	}
	p.fill(map[string]any{"late": "De deskundige was ziek"})
	p.fill(map[string]any{"via": "email"})
	if asks("another way", late, now); !strings.Contains(string(p.Modal().State), "De deskundige was ziek") {
		t.Errorf("the reason is lost: %s", p.Modal().State)
	}
	p.fill(map[string]any{"when": early})
	p.submit()
	asks("in time after all", now, late)
	p.fill(map[string]any{"when": o.now})
	p.fill(map[string]any{"belated": "Lag in een ander dossier"})
	p.submit()
	asks("and late again", late, now)
	p.fill(map[string]any{"late": "De deskundige was ziek"})
	if seen := p.submit(); len(seen.Errors) > 0 || p.Modal() != nil {
		t.Fatalf("not taken with a reason: %v", seen.Errors)
	}
	if c := o.caseOf(number); c.LateWhy(1) != "De deskundige was ziek" {
		t.Errorf("on record %q", c.LateWhy(1))
	}
}

// The question, and what was typed there, stay when the form is drawn anew: by a field, and
// since a colleague changed the case.
func TestWhyOnlyNowStaysInTheForm(t *testing.T) {
	o := newOffice(t)
	number := o.handedOut()
	o.turn(at(t, "2026-08-03 10:00"))
	p, plan := o.as(milan), map[string]any{"how": "We zoeken het uit", "day": "2026-08-20"}
	p.press(klachten, "case.contact.open", pressable("case.contact.open"), number)
	p.fill(plan)
	p.fill(map[string]any{"when": early})
	p.submit()
	p.fill(map[string]any{"belated": "Lag in een ander dossier"})
	asks := func(when string) {
		t.Helper()
		if m := p.Modal(); !strings.Contains(p.ViewText(m), "Waarom wordt het nu pas") || !strings.Contains(string(m.State), "Lag in een ander dossier") {
			t.Errorf("%s: %s %s", when, p.ViewText(m), m.State)
		}
	}
	p.fill(map[string]any{"reached": view.ContactTried})
	asks("nobody was reached")
	p.fill(map[string]any{"reached": view.ContactReached})
	p.fill(plan)
	asks("somebody was")
	o.does(number, func(c *complaint.Case) error {
		return c.LogContact(complaint.ContactForm{At: o.now, Via: "phone", Reached: true, How: "Ze belt zelf", Day: "2026-08-10"}, full(sanne), o.now)
	})
	p.submit()
	o.shows(p, "Sanne Bakker wijzigde deze zaak")
	asks("a colleague changed the case")
}

// Whatever has a time of its own is among those steps and forms, or has a reason not to be.
func TestWhoIsAskedWhyOnlyNow(t *testing.T) {
	asks := func(is func(backdated) bool) bool { return slices.ContainsFunc(backdatedSteps, is) }
	for _, kind := range datedKinds(t) {
		if asks(func(b backdated) bool { return b.kind == kind }) == (endsNothing[kind] != "") {
			t.Errorf("%s: it asks, or why not is said", kind)
		}
	}
	forms := momentForms(t)
	if len(forms) < 15 {
		t.Errorf("only %v ask for a moment", forms)
	}
	for _, form := range forms {
		if asks(func(b backdated) bool { return b.form == form }) == (asksNothing[form] != "") {
			t.Errorf("%s asks for a moment: it asks why only now, or why not is said", form)
		}
	}
}

// about is a message with that button alone, about the case or a task of it.
func about(action string, n int) func(*view.Frame, *complaint.Case) *view.Message {
	if n == 0 {
		return pressable(action)
	}
	return func(_ *view.Frame, c *complaint.Case) *view.Message {
		press := slack.NewButtonBlockElement(action, view.Value(c.Number, n), slack.NewTextBlockObject(slack.PlainTextType, action, false, false))
		return &view.Message{Text: action, Blocks: []slack.Block{slack.NewActionBlock("", press)}}
	}
}

// datedKinds are the kinds of events with a time of their own, as package complaint lists
// them.
func datedKinds(t *testing.T) []complaint.Kind {
	t.Helper()
	paths, err := filepath.Glob("../complaint/*.go")
	must(t, err)
	codes, dated := map[string]complaint.Kind{}, []string(nil)
	for _, path := range paths {
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, 0)
		must(t, err)
		ast.Inspect(file, func(n ast.Node) bool {
			spec, ok := n.(*ast.ValueSpec)
			if !ok || len(spec.Values) != 1 {
				return true
			}
			switch value := spec.Values[0].(type) {
			case *ast.BasicLit:
				if of, ok := spec.Type.(*ast.Ident); ok && of.Name == "Kind" {
					code, _ := strconv.Unquote(value.Value)
					codes[spec.Names[0].Name] = complaint.Kind(code)
				}
			case *ast.CompositeLit:
				if spec.Names[0].Name == "datedKinds" {
					for _, of := range value.Elts {
						dated = append(dated, of.(*ast.Ident).Name)
					}
				}
			}
			return true
		})
	}
	var kinds []complaint.Kind
	for _, name := range dated {
		kinds = append(kinds, codes[name])
	}
	if len(kinds) < 20 || slices.Contains(kinds, "") {
		t.Fatalf("the kinds with a time are %v", kinds)
	}
	return kinds
}

// momentForms are the forms that ask for a moment, of all that are on record of package view.
func momentForms(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob("../bot/view/testdata/*.nl.json")
	must(t, err)
	moment := regexp.MustCompile(`"type": ?"datetimepicker"`)
	var forms []string
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		must(t, err)
		var modal struct {
			CallbackID string `json:"callback_id"`
		}
		must(t, json.Unmarshal(raw, &modal))
		if moment.Match(raw) && !slices.Contains(forms, modal.CallbackID) {
			forms = append(forms, modal.CallbackID)
		}
	}
	return forms
}
