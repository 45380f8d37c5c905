package view

import (
	"os"
	"strings"
	"testing"
	"time"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// inventedRules is the invented procedure of the tests.
func inventedRules(t testing.TB) *procedure.Procedure {
	t.Helper()
	source, err := os.ReadFile("../../procedure/testdata/invented.yml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := procedure.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// People read the titles and names of their own procedure in its own language, and the
// program's words in any other.
func TestPeopleAreCalledAsTheProcedureDoes(t *testing.T) {
	for _, tc := range []struct {
		rules    *procedure.Procedure
		language lang.Language
		who      string // leads, as the card says
		reason   string // offered for choosing them
		whose    string // contact, as the list of what is to do says
	}{
		{presetOf(t, "okonomi"), lang.DA, "klageansvarlig: ", "Klageansvarlig", "Kontakt anmelderen"},
		{presetOf(t, "okonomi"), lang.NL, "klachtenfunctionaris: ", "Klachtenfunctionaris", "Neem contact op met de klant"},
		{presetOf(t, "klachten"), lang.NL, "directie: ", "Directie", "Neem contact op met de klager"},
		{presetOf(t, "cygnus"), lang.NL, "klachtenfunctionaris: ", "Klachtenfunctionaris", "Neem contact op met de klager"},
		{presetOf(t, "exactpi"), lang.NL, "relatiemanager: ", "Relatiemanager", "Neem contact op met de melder"},
		{presetOf(t, "exactpi"), lang.EN, "complaints officer: ", "Complaints officer", "Contact the customer"},
		{inventedRules(t), lang.NL, "ombudsvrouw: ", "Ombudsvrouw", "Neem contact op met de relatie"},
	} {
		t.Run(tc.rules.Name+" "+string(tc.language), func(t *testing.T) {
			f := sampleFrame(t, tc.language, "2026-03-05 10:40")
			f.P = f.P.Named(WordsOf(tc.rules))
			like := sampleCase(t)
			like.Roster.Lead = complaint.Role(tc.rules.Lead)
			c := complaint.New(like.Workspace, tc.rules, like.Calendar, like.Roster)
			c.Number = like.Number
			filing := sampleRegistration(t)
			filing.Street, filing.Postcode, filing.Town = "Dorpsstraat 1", "1234 AB", "Utrecht"
			if err := c.Register(filing, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
				t.Fatal(err)
			}
			if card := jsonText(asJSON(t, Card(f, c))); !strings.Contains(card, tc.who) {
				t.Errorf("the card lacks %q: %s", tc.who, card)
			}
			if form := jsonText(asJSON(t, AssignForm(f, c, complaint.Assignment{}))); !strings.Contains(form, `"`+tc.reason+`"`) {
				t.Errorf("assigning lacks %q: %s", tc.reason, form)
			}
			if says := f.DutyName(tc.rules, "contact"); says != tc.whose {
				t.Errorf("a duty is called %q, want %q", says, tc.whose)
			}
			help := HelpText{Command: "/klacht", Officers: []string{sanne}, Lead: c.Roster.Leads()}
			if text := jsonText(asJSON(t, Help(f, help))); !strings.Contains(text, "("+strings.TrimSuffix(tc.who, ": ")+")") {
				t.Errorf("help lacks who leads: %s", text)
			}
		})
	}
}

// Whom a case may go to outside depends on what it is about and who complains: form, hint
// and the words for a customer who is not satisfied name those alone.
func TestThirdPartiesOfACase(t *testing.T) {
	rules := inventedRules(t)
	for _, tc := range []struct {
		name        string
		class       complaint.Class
		named, none []string
	}{
		{"not classified", complaint.Class{}, []string{"de rechter"}, []string{"de geschillencommissie", "het meldpunt discriminatie"}},
		{"about the service", complaint.Class{Nature: "service"}, []string{"de geschillencommissie", "de rechter"}, []string{"het meldpunt discriminatie"}},
		{"about discrimination", complaint.Class{Nature: "discrimination"}, []string{"het meldpunt discriminatie", "de rechter"}, []string{"de geschillencommissie"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c := inventedCase(t)
			c.Class, c.Round = tc.class, 2
			c.State, c.ToldAt = complaint.StateDecided, at(t, "2026-03-12 10:00")
			f := sampleFrame(t, lang.NL, "2026-03-19 11:00")
			f.P = f.P.Named(WordsOf(rules))
			hint := strings.Join(hints(f, c, complaint.Draft{Answer: complaint.Answer{Text: "Wij betalen terug."}}, true, false), "\n")
			for where, text := range map[string]string{
				"the form of a dispute": jsonText(asJSON(t, DisputeForm(f, c, complaint.DisputeForm{}, ""))),
				"a hint":                hint,
				"the follow-up":         jsonText(asJSON(t, FollowUpForm(f, c, complaint.FollowUpForm{}))),
			} {
				for _, body := range tc.named {
					if !strings.Contains(text, body) {
						t.Errorf("%s lacks %s: %s", where, body, text)
					}
				}
				for _, body := range tc.none {
					if strings.Contains(text, body) {
						t.Errorf("%s names %s: %s", where, body, text)
					}
				}
			}
		})
	}
	f := sampleFrame(t, lang.NL, "2026-03-19 11:00")
	if text := jsonText(asJSON(t, Written(f, registerOf(t, rules), nil, false))); !strings.Contains(text, "het meldpunt discriminatie is alleen voor: discriminatie") {
		t.Errorf("what the procedure promises does not say for whom: %s", text)
	}
}

// What took long stands on the card until the customer has the answer, and who leads is
// told in private of a handler who had the form late.
func TestWhatTookLongIsShown(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	c.ReceivedAt = at(t, "2026-03-02 10:00")
	inLanguages(t, "card.gap", "2026-03-05 11:30", func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "told.gap", "2026-03-05 11:30", func(f *Frame) screen { return Weighty(f, c, complaint.ToldGap) })
	inLanguages(t, "told.round", "2026-03-05 11:30", func(f *Frame) screen { return Weighty(f, c, complaint.ToldRound) })
	inLanguages(t, "told.anew", "2026-03-05 11:30", func(f *Frame) screen { return Weighty(f, c, complaint.ToldAnew) })
	f := sampleFrame(t, lang.EN, "2026-03-05 11:30")
	for _, says := range []string{"Filed only after 3 working days", "the form only 3 working days after"} {
		if !strings.Contains(asJSON(t, Card(f, c)), says) {
			t.Errorf("the card does not say %q", says)
		}
		c.ToldAt = f.Now
		if strings.Contains(asJSON(t, Card(f, c)), says) {
			t.Errorf("an answered case still says %q", says)
		}
		c.ToldAt = time.Time{}
	}
}
