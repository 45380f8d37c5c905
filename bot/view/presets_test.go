package view

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// presetCase is a case of one of the other presets, filed and on its way as far
// as the steps take it.
func presetCase(t testing.TB, name string, steps ...func(*complaint.Case) error) *complaint.Case {
	t.Helper()
	source, err := procedure.Preset(name)
	if err != nil {
		t.Fatal(err)
	}
	p, err := procedure.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	return caseBy(t, p, steps...)
}

// caseBy is the same of any procedure.
func caseBy(t testing.TB, p *procedure.Procedure, steps ...func(*complaint.Case) error) *complaint.Case {
	t.Helper()
	like := sampleCase(t)
	if like.Roster.Lead = complaint.Role(p.Lead); p.Lead != "" {
		like.Roster.Holders = slices.DeleteFunc(like.Roster.Holders, func(h complaint.Holder) bool { return h.Role == complaint.RoleOfficer })
	}
	c := complaint.New(like.Workspace, p, like.Calendar, like.Roster)
	c.Number = like.Number
	r := sampleRegistration(t)
	r.Street, r.Postcode, r.Town = "Markt 1", "1234 AB", "Utrecht" // which some ask for
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		if err := step(c); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// The first card of each procedure offers what the procedure begins with, and
// names nobody an officer where there is none.
func TestFirstCardOfAProcedure(t *testing.T) {
	for _, name := range []string{"klachten", "cygnus", "kerngroep"} {
		t.Run(name, func(t *testing.T) {
			c := presetCase(t, name)
			inLanguages(t, "card."+name, "2026-03-05 10:40", func(f *Frame) screen {
				f.P = f.P.Named(WordsOf(c.Procedure))
				return Card(f, c)
			})
		})
	}
}

// Whoever looks at a case that was just filed finds every deadline with whose it is, and
// whoever filed it every one that is theirs.
func TestNothingOfANewCaseIsHidden(t *testing.T) {
	for _, name := range procedure.Presets() {
		t.Run(name, func(t *testing.T) {
			c := presetCase(t, name)
			f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
			f.P, f.Viewer = f.P.Named(WordsOf(c.Procedure)), member(lotte)
			card, filed := jsonText(asJSON(t, Card(f, c))), jsonText(asJSON(t, Filed(f, c, Metadata{})))
			row := jsonText(asJSON(t, HomeTab(f, &HomeLists{Filed: some(1, c)})))
			for _, d := range openDuties(c, math.MaxInt) {
				_, role := c.Owes(&d, f.Now)
				what := f.DutyName(c.Procedure, d.Kind) + " by "
				if !regexp.MustCompile(what + `[^\\]* · ` + f.P.T("words.role."+string(role))).MatchString(card) {
					t.Errorf("the card does not say that %s is for %s", d.Kind, role)
				}
				mine := d.Owner == complaint.RoleFiler
				if says := regexp.MustCompile(what + `[^\\]* · you`).MatchString(filed); says != mine {
					t.Errorf("whoever filed it learns that %s is theirs: %v", d.Kind, says)
				}
				if says := strings.Contains(row, what) || strings.Contains(row, "Your step: "+lang.Inline(what)); says != mine {
					t.Errorf("%s stands in the row of whoever filed it: %v", d.Kind, says)
				}
			}
		})
	}
	c := presetCase(t, "kerngroep")
	inLanguages(t, "filed.kerngroep", "2026-03-05 10:40", func(f *Frame) screen {
		f.P, f.Viewer = f.P.Named(WordsOf(c.Procedure)), member(lotte)
		return Filed(f, c, Metadata{})
	})
	inLanguages(t, "home.kerngroep", "2026-03-05 10:40", func(f *Frame) screen {
		f.P, f.Viewer = f.P.Named(WordsOf(c.Procedure)), member(mees)
		return HomeTab(f, &HomeLists{Leads: true, Others: some(1, c)})
	})
}

// A partner is shown with the firm they work for wherever one is chosen or told, and
// nobody else is (CY-01).
func TestPartnersAndTheirFirms(t *testing.T) {
	c := presetCase(t, "cygnus")
	r := *c.Roster
	r.Holders = append(slices.Clone(r.Holders), complaint.Holder{Role: complaint.RolePartner, User: milan}, complaint.Holder{Role: complaint.RolePartner, User: joost})
	r.People = map[string]complaint.Profile{
		milan: {Title: "Adviseur", Employer: "Noorderlicht Advies"}, joost: {Employer: "Visser & <Partners>"}, sanne: {Employer: "Elders"},
	}
	c.Roster = &r
	inLanguages(t, "inform.partners", "2026-03-05 10:40", func(f *Frame) screen {
		return InformForm(f, c, complaint.Informing{At: f.Now, Via: "phone"})
	})
	f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
	for _, tc := range []struct{ user, title, want string }{
		{milan, "Adviseur", "Adviseur · Noorderlicht Advies"},
		{joost, "", "Visser & <Partners>"},
		{sanne, "Officer", "Officer"}, // no partner
		{fatima, "Deputy", "Deputy"},
	} {
		if got := HandlerNote(c, tc.user, tc.title, f.Now); got != tc.want {
			t.Errorf("%s is listed with %q, want %q", tc.user, got, tc.want)
		}
	}
	for _, s := range []screen{PeopleModal(f, &Staff{Roster: &r}), InformForm(f, c, complaint.Informing{})} {
		text := jsonText(asJSON(t, s))
		for _, words := range []string{"Milan de Wit · Noorderlicht Advies", "Joost Visser · Visser &amp; &lt;Partners&gt;"} {
			if !strings.Contains(text, words) {
				t.Errorf("there is no %q in %s", words, text)
			}
		}
		if strings.Contains(text, "Elders") {
			t.Error("the firm of somebody who is no partner stands there")
		}
	}
}

// Where management leads, the customer is promised its position with the reasons
// (PK-12), and the form says who handles by that procedure.
func TestWordsOfManagement(t *testing.T) {
	c := presetCase(t, "klachten")
	f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
	text := ReceiptText(f, c)
	if want := "De directie laat u uiterlijk donderdag 19 maart 2026 haar standpunt weten, met de redenen daarvoor."; !strings.Contains(text, want) {
		t.Errorf("the letter:\n%s\nhas no %q", text, want)
	}
	if c.Procedure.Answer.ReasonsRequired = false; strings.Contains(ReceiptText(f, c), "redenen") {
		t.Error("reasons are promised that nobody owes")
	}
	if ours := presetCase(t, "kerngroep"); !ours.Procedure.Answer.ReasonsRequired || strings.Contains(ReceiptText(f, ours), "redenen") {
		t.Error("our own rule is told to the customer as what the company promises")
	}
	inLanguages(t, "assign.klachten", "2026-03-05 10:40", func(f *Frame) screen { return AssignForm(f, c, complaint.Assignment{}) })
	if text := asJSON(t, AssignForm(f, caseAt(t, complaint.FaceConfirmed), complaint.Assignment{})); strings.Contains(text, "cases are handled by") {
		t.Error("every handler is a choice, and still it is said who is none")
	}
	d := &complaint.Duty{Kind: complaint.DutyConfirm}
	if step := c.StepOf(d); step != complaint.StepClassify {
		t.Errorf("the reminder of the receipt offers %s before the assessment", step)
	}
	must(t, c.Classify(complaint.Classification{Class: complaint.Class{
		Nature: "treatment", Weight: "minor", Submitted: "oral", Category: "duration", Party: "prospect",
	}, Judgement: complaint.Judgement{Assessment: "hear both"}}, member(mees), f.Now))
	if step := c.StepOf(d); step != complaint.StepAck {
		t.Errorf("after it the reminder offers %s", step)
	}
}

// The form of a procedure that has a case assessed asks for more.
func TestAssessmentForm(t *testing.T) {
	c := presetCase(t, "klachten")
	typed := complaint.Classification{
		Class:     complaint.Class{Nature: "treatment", Category: "duration", Party: "prospect", Urgent: true},
		Judgement: complaint.Judgement{Assessment: "Hear <both>"},
	}
	inLanguages(t, "assess", "2026-03-05 10:40", func(f *Frame) screen { return ClassifyForm(f, c, typed) })
}

// What was assessed stands in the file, for who may read the filing, and on the
// card in a word.
func TestAssessmentInTheFile(t *testing.T) {
	assess := func(c *complaint.Case) error {
		return c.Classify(complaint.Classification{
			Class:     complaint.Class{Nature: "treatment", Weight: "serious", Submitted: "oral", Category: "duration", Party: "prospect", Urgent: true},
			Judgement: complaint.Judgement{Object: "annual accounts", Assessment: "Hear <both>"},
		}, member(mees), at(t, "2026-03-05 10:30"))
	}
	c := presetCase(t, "klachten", assess)
	f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
	file := string(mustJSON(t, CaseFile(f, c, TabOverview, 1)))
	card := string(mustJSON(t, Card(f, c)))
	for _, words := range []string{"Treatment", "serious", "urgent", "Long waits", "Prospect", "Hear &lt;both&gt;"} {
		if !strings.Contains(jsonText(file), words) {
			t.Errorf("the file does not say %q", words)
		}
	}
	for _, words := range []string{"Treatment", "serious", "urgent"} {
		if !strings.Contains(card, words) {
			t.Errorf("the card does not say %q", words)
		}
	}
	for _, words := range []string{"Hear", "officer"} {
		if strings.Contains(card, words) {
			t.Errorf("the card says %q", words)
		}
	}
}

// Classes with their numbers and letters, on the form, on the card and in the
// history, where the old one stays.
func TestClassesOfCygnus(t *testing.T) {
	class := func(nature, second string) func(*complaint.Case) error {
		return func(c *complaint.Case) error {
			return c.Classify(complaint.Classification{
				Class:     complaint.Class{Nature: nature, Second: second, Weight: "minor", Submitted: "written", Party: "representative"},
				Judgement: complaint.Judgement{Represents: "Bakery <Sun>", Authority: "a letter"},
			}, member(sanne), at(t, "2026-03-05 10:30"))
		}
	}
	c := presetCase(t, "cygnus", class("quality", "financial"), class("attitude", ""))
	inLanguages(t, "classify.cygnus", "2026-03-05 10:40", func(f *Frame) screen {
		return ClassifyForm(f, c, complaint.Classification{Class: c.Class, Judgement: c.Judgement()})
	})
	f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
	for screen, words := range map[string][]string{
		string(mustJSON(t, Card(f, c))):                                     {"I · Working method"},
		string(mustJSON(t, CaseFile(f, c, TabOverview, 1))):                 {"Representative of one", "Bakery &lt;Sun&gt;", "a letter"},
		string(mustJSON(t, CaseFile(f, c, TabHistory, 1))):                  {"II · Quality of the service → I · Working method", "III · Financial"},
		string(mustJSON(t, ClassifyForm(f, c, complaint.Classification{}))): {"A · ", "B · ", "III · Financial"},
	} {
		for _, w := range words {
			if !strings.Contains(jsonText(screen), w) {
				t.Errorf("nothing says %q in %s", w, screen)
			}
		}
	}
}

// jsonText undoes what JSON escapes of the marks that Slack reads.
func jsonText(raw string) string {
	return strings.NewReplacer(`\u0026`, "&", `\u003c`, "<", `\u003e`, ">").Replace(raw)
}

// The forms of a procedure with partners.
func TestInformForm(t *testing.T) {
	c := presetCase(t, "cygnus")
	typed := complaint.Informing{User: milan, Name: "P. Partner", At: at(t, "2026-03-05 10:30"), Via: "phone", Note: "said"}
	inLanguages(t, "inform", "2026-03-05 10:40", func(f *Frame) screen { return InformForm(f, c, typed) })
	told := complaint.Explanation{At: at(t, "2026-03-05 10:30"), Via: "phone", Given: "https://www.example.org/klachtenregeling"}
	inLanguages(t, "explain", "2026-03-05 10:40", func(f *Frame) screen { return ExplainForm(f, c, told) })
	inLanguages(t, "update", "2026-03-05 10:40", func(f *Frame) screen { return ReasonForm(f, c, complaint.StepUpdate, Reason{Text: "going well"}) })
	inLanguages(t, "enter", "2026-03-05 10:40", func(f *Frame) screen { return ReasonForm(f, c, complaint.StepEnter, Reason{Text: "Relation 1187"}) })
}

// By what one knows a complaint, with the way to file it.
func TestSigns(t *testing.T) {
	inLanguages(t, "signs", "2026-03-05 10:25", func(f *Frame) screen { return Signs(f) })
}

// Whoever points a customer to the regulation finds where it can be read.
func TestWhereTheRegulationCanBeRead(t *testing.T) {
	c := presetCase(t, "cygnus")
	for _, document := range []string{"", "https://www.example.org/klachtenregeling"} {
		f := sampleFrame(t, lang.NL, "2026-03-05 10:40")
		f.Document = document
		raw := string(mustJSON(t, ExplainForm(f, c, complaint.Explanation{Via: "phone", At: f.Now})))
		if strings.Contains(raw, "https://www.example.org/klachtenregeling") != (document != "") {
			t.Errorf("with %q it says %s", document, raw)
		}
	}
}

// The card of each procedure names the day of the answer from the first moment on, however
// much comes before it, and says how many deadlines more there are.
func TestCardNamesTheAnswer(t *testing.T) {
	for _, name := range procedure.Presets() {
		c := presetCase(t, name)
		f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
		text, all := dutyLines(f, c, cardDuties), openDuties(c, math.MaxInt)
		i := slices.IndexFunc(all, func(d complaint.Duty) bool { return toAnswer(c, &d) })
		if i >= 0 && !strings.Contains(text, owed(f, c, &all[i])) {
			t.Errorf("%s: no answer in\n%s", name, text)
		}
		if rest := len(all) - cardDuties; rest > 0 && !strings.HasSuffix(text, f.P.T("home.rest", "n", rest)) {
			t.Errorf("%s: %d deadlines, and the card says\n%s", name, len(all), text)
		}
		if n := strings.Count(text, "\n") + 1; n > cardDuties+1 {
			t.Errorf("%s: %d lines", name, n)
		}
	}
}

// Where the case is about partners, the form says who is to be told in person and
// proposes the first of them (CY-15).
func TestInformNamesThePartners(t *testing.T) {
	c, f := presetCase(t, "cygnus"), sampleFrame(t, lang.EN, "2026-03-05 10:40")
	r := *c.Roster
	r.Holders = append(slices.Clone(r.Holders), complaint.Holder{Role: complaint.RolePartner, User: milan}, complaint.Holder{Role: complaint.RolePartner, User: joost})
	c.Roster = &r
	shows := func() (named, proposed bool) {
		text := jsonText(asJSON(t, InformForm(f, c, complaint.Informing{At: f.Now, Via: "phone"})))
		return strings.Contains(text, "The complaint is about Milan de Wit: tell each"), strings.Contains(text, milan)
	}
	if named, proposed := shows(); named || proposed {
		t.Errorf("about no partner: names %v, proposes %v", named, proposed)
	}
	fact := complaint.Fact{Code: complaint.FactAbout, Seq: 1}
	err := c.Correct(complaint.CorrectForm{Fact: fact, Users: []string{milan}, Reason: "we asked", KeepOld: true}, complaint.Person{ID: sanne, Member: true}, f.Now)
	if err != nil {
		t.Fatal(err)
	}
	if named, proposed := shows(); !named || !proposed {
		t.Errorf("about a partner: names %v, proposes %v", named, proposed)
	}
}
