package view

import (
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// What a customer reads says by which version of the procedure their case is handled and
// where it can be read, and who writes with how to reach them; in the words of the
// procedure, and with nothing that is kept from customers (OK-19, KG-24, KG-25).
func TestLettersSayByWhichProcedure(t *testing.T) {
	for _, tc := range []struct {
		name, preset   string
		change         func(*Frame, *complaint.Case)
		says, saysNone []string
	}{
		{"dated, with the document", "okonomi", func(f *Frame, _ *complaint.Case) { f.Document = "https://firm.example/forretningsgang.pdf" },
			[]string{"som beskrevet i \"Forretningsgang for klager\", version 1 af 8. april 2022. Du kan læse det hele her: https://firm.example/forretningsgang.pdf\n\nMed venlig hilsen\nSanne Bakker\nNoorderlicht Advies\nklantcontact@noorderlicht.example"}, nil},
		{"without a date, at a page that names it", "cygnus", func(f *Frame, _ *complaint.Case) { f.Published = []string{"https://firm.example/klachten"} },
			[]string{"Wij behandelen uw klacht zoals beschreven in \"Klachtenregeling\", versie 1. U kunt dit lezen op https://firm.example/klachten"}, nil},
		{"said je", "exactpi", func(f *Frame, _ *complaint.Case) { f.Document = "https://firm.example/p" },
			[]string{"je klacht zoals beschreven in \"Klachtenprocedure\", versie 1 van 1 januari 2020. Je kunt dit lezen op"}, []string{" u ", " uw "}},
		{"nowhere to be read", "klachten", func(f *Frame, _ *complaint.Case) { f.Contact = "" },
			[]string{"versie 1.\n\nMet vriendelijke groet,\nSanne Bakker\nNoorderlicht Advies"}, []string{"lezen op"}},
		{"with a function", "klachten", func(_ *Frame, c *complaint.Case) {
			c.Roster.People = map[string]complaint.Profile{sanne: {Title: "Directeur"}}
		}, []string{"Sanne Bakker\nDirecteur\nNoorderlicht"}, nil},
		{"another word for a complaint", "kerngroep", func(f *Frame, c *complaint.Case) {
			f.Document, f.Contact = "https://firm.example/klachtenregeling.pdf", "klachten@firm.example"
			c.Roster.People = map[string]complaint.Profile{sanne: {Title: "Hoofd klachten"}}
		}, []string{"uw melding zoals beschreven in onze procedure, versie 1.\n\n", "Sanne Bakker\nNoorderlicht Advies"}, []string{"klacht", "lezen op"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, c := sampleFrame(t, lang.EN, "2026-03-05 12:10"), presetCase(t, tc.preset)
			tc.change(f, c)
			delay := DelayText(f, c, &complaint.Extension{Day: "2026-04-20"})
			for what, text := range map[string]string{"receipt": ReceiptText(f, c), "delay": delay} {
				for _, says := range tc.says {
					if !strings.Contains(text, says) {
						t.Errorf("the %s lacks %q:\n%s", what, says, text)
					}
				}
				for _, none := range tc.saysNone {
					if strings.Contains(strings.ToLower(text), none) {
						t.Errorf("the %s has %q:\n%s", what, none, text)
					}
				}
			}
			if below := BelowAnswer(f, c); !strings.Contains(delay, below[:strings.Index(below, "\n\n")]) || !strings.HasSuffix(delay, below[strings.Index(below, "\n\n")+2:]) {
				t.Errorf("below an answer stands something else:\n%s", below)
			}
		})
	}
}

// More time is told in the form in which it is put on record: why, and by when to expect
// the answer, ready to be copied (KG-28 to KG-30).
func TestMoreTimeIsToldInWords(t *testing.T) {
	c := inventedCase(t, givenToMilan(t))
	f := sampleFrame(t, lang.EN, "2026-03-10 12:05")
	if form := jsonText(asJSON(t, ExtendForm(f, c, complaint.ExtensionForm{}))); strings.Contains(form, "meer tijd") {
		t.Errorf("before anything was asked there is a text to send: %s", form)
	}
	must(t, c.Extend(extension(t), member(milan), at(t, "2026-03-10 12:00")))
	must(t, c.AgreeExtension(1, member(sanne), at(t, "2026-03-10 12:30")))
	reason := `De reden daarvoor is:\n>\n>` + Escape(c.Delay(&c.Extensions[0]).Reason) + `.\n>\n>`
	form := jsonText(asJSON(t, ExtendForm(f, c, complaint.ExtensionForm{})))
	for _, want := range []string{"Beste Anna de Vries", "Wij hebben meer tijd nodig voor je melding (kenmerk K-2026-0042)", reason, "uiterlijk maandag 20 april 2026 uitsluitsel"} {
		if !strings.Contains(form, want) {
			t.Errorf("the form lacks %q: %s", want, form)
		}
	}
}

// An answer in writing gets what belongs below it, one in a conversation nothing.
func TestWhatStandsBelowAnAnswer(t *testing.T) {
	for _, tc := range []struct {
		form, via string
		want      bool
	}{{"email", "", true}, {"letter", "letter", true}, {"phone", "", false}, {"email", "phone", false}, {"phone", "email", true}} {
		c := caseAt(t, complaint.FaceApproved)
		c.Answer().Form = tc.form
		text := jsonText(asJSON(t, DeliverForm(sampleFrame(t, lang.EN, "2026-03-13 10:00"), c, complaint.Delivery{Via: tc.via})))
		if got := strings.Contains(text, "Put this below the answer"); got != tc.want {
			t.Errorf("%s given by %q: %v, want %v", tc.form, tc.via, got, tc.want)
		}
	}
}

// Where the word for a complaint is only pointed out, and nothing is said rather, it stays.
func TestTheWordForAComplaint(t *testing.T) {
	for _, tc := range []struct {
		avoid []procedure.Avoided
		want  string
	}{
		{nil, "uw klacht"},
		{[]procedure.Avoided{{Word: "klacht"}}, "uw klacht"},
		{[]procedure.Avoided{{Word: "klacht", Rather: "bericht"}}, "uw bericht"},
	} {
		c := presetCase(t, "klachten")
		c.Procedure.Wording.Avoid = tc.avoid
		if text := ReceiptText(sampleFrame(t, lang.EN, "2026-03-05 12:10"), c); !strings.Contains(strings.ToLower(text), tc.want+",") {
			t.Errorf("%v: %s", tc.avoid, text)
		}
	}
}

// inOwnWords lets a case be of a procedure that words each text to who complains itself,
// with all that each may say.
func inOwnWords(c *complaint.Case) *complaint.Case {
	p := *c.Procedure
	p.Texts = map[string]string{}
	for id, letter := range procedure.Letters {
		p.Texts[id] = "<" + id
		for _, name := range slices.Concat(letter.Needs, letter.May) {
			p.Texts[id] += " " + name + "={{." + name + "}}"
		}
		p.Texts[id] += ">"
	}
	c.Procedure = &p
	return c
}

// A company's own texts stand in what is sent and in the forms that hold it, with all
// that each may say filled in; what looks like a variable in it stays what it is (D19).
func TestLettersInTheWordsOfTheCompany(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-05 12:10")
	f.Document, f.Company.Name = "https://firm.example/f.pdf", "{{.number}} Ltd"
	dutch, led := inOwnWords(inventedCase(t)), inOwnWords(presetCase(t, "klachten"))
	form := jsonText(asJSON(t, ReceiptForm(f, dutch, ConfirmedSent, complaint.Receipt{})))
	said := []string{
		form, ReceiptText(f, led), DelayText(f, dutch, &complaint.Extension{Day: "2026-04-20"}), BelowAnswer(f, dutch),
	}
	dutch.Roster.Away = []complaint.Absence{{User: sanne, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-16 00:00")}}
	f.Viewer = member(fatima)
	said = append(said, ReceiptText(f, dutch))
	for i, text := range said {
		if strings.Contains(text, "[letter") || !strings.Contains(text, "{{.number}} Ltd") || strings.Count(text, "{{") != strings.Count(text, "{{.number}} Ltd") {
			t.Errorf("text %d says %s", i, text)
		}
	}
	all := strings.Join(append(said, PassedText(f, dutch)), "\n")
	for id := range procedure.Letters {
		if id != "letter.customer" && !strings.Contains(all, "<"+id+" ") {
			t.Errorf("%s is said nowhere in\n%s", id, all)
		}
	}
	for _, want := range []string{"number=K-2026-0042", "who=Sanne Bakker", "version=versie 3", "role=", "back=maandag 16 maart 2026", "url=https://firm.example/f.pdf", "name=Anna de Vries"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is said nowhere in\n%s", want, all)
		}
	}
}

// Whoever reads another language reads colleagues' texts in ours; the letter is in the
// language of the procedure and so in the company's words.
func TestOwnWordsAreForLettersOnly(t *testing.T) {
	f, c := sampleFrame(t, lang.DA, "2026-03-05 12:10"), inOwnWords(inventedCase(t))
	f.CalledIn(c)
	if said := f.P.T("letter.until", "when", "x"); strings.Contains(said, "<letter") {
		t.Errorf("in Danish it says %s", said)
	}
	if said := ReceiptText(f, c); !strings.HasPrefix(said, "<letter.received ") {
		t.Errorf("the letter says %s", said)
	}
}

// Whoever writes signs with their own card: name, function, firm, telephone and mail
// address, as far as the company says them (KG-25).
func TestTheOwnCardBelowAnAnswer(t *testing.T) {
	f := sampleFrame(t, lang.NL, "2026-03-13 10:00")
	f.Viewer = member(milan)
	c := presetCase(t, "kerngroep")
	profile := complaint.Profile{Title: "adviseur", Phone: "+31 20 1234567", Email: "milan@noorderlicht.example"}
	c.Roster.People = map[string]complaint.Profile{milan: profile}
	want := "Milan de Wit\nadviseur\nNoorderlicht Advies\n+31 20 1234567\nmilan@noorderlicht.example\nklantcontact@noorderlicht.example"
	if got := BelowAnswer(f, c); !strings.HasSuffix(got, want) {
		t.Errorf("signed\n%s", got)
	}
	profile.Email = "klachten@noorderlicht.example" // a word that is kept from customers
	c.Roster.People[milan] = profile
	if got := BelowAnswer(f, c); strings.Contains(got, "klachten@") {
		t.Errorf("signed\n%s", got)
	}
}

// The form that tells an answer says that it was approved only where the procedure asks for
// that, and why what belongs below it is in another language than the screen.
func TestTheFormOfTellingSaysWhatTheAnswerIs(t *testing.T) {
	for _, tc := range []struct {
		preset, want, not string
	}{{"okonomi", "This is the answer:", "approved"}, {"exactpi", "This is what was approved:", "This is the answer"}} {
		if form := jsonText(asJSON(t, DeliverForm(sampleFrame(t, lang.EN, "2026-03-13 10:00"), presetCase(t, tc.preset), complaint.Delivery{}))); !strings.Contains(form, tc.want) || strings.Contains(form, tc.not) {
			t.Errorf("%s: %s", tc.preset, form)
		}
	}
	c := caseAt(t, complaint.FaceApproved)
	c.Answer().Form = "email"
	for l, want := range map[lang.Language]bool{lang.EN: true, lang.NL: false} {
		f := sampleFrame(t, l, "2026-03-13 10:00")
		if got := strings.Contains(jsonText(asJSON(t, DeliverForm(f, c, complaint.Delivery{Via: "email"}))), f.P.T("greeting.language")); got != want {
			t.Errorf("%s: says why it is in another language %v, want %v", l, got, want)
		}
	}
}

// A letter greets in the form of address of the procedure, by a title where the name has
// one; to a firm, or somebody of whom no title is known, it says neither a name that does
// not fit nor a capital that does not belong there.
func TestLettersGreet(t *testing.T) {
	for _, tc := range []struct{ preset, name, want string }{
		{"klachten", "Mevrouw P. Smit", "Geachte mevrouw Smit,"},
		{"klachten", "De heer Jansen, Bakkerij Zon", "Geachte heer Jansen,"},
		{"klachten", "Interieur Klaproos", "Geachte heer, mevrouw,"},
		{"exactpi", "Mevr. A. de Vries, Bakkerij Zon", "Beste mevrouw De Vries,"},
		{"exactpi", "Interieur Klaproos", "Beste Interieur Klaproos,"},
		{"okonomi", "Fru A. Holm", "Kære fru A. Holm"},
		{"okonomi", "Solbageriet", "Kære Solbageriet"},
	} {
		f, like := sampleFrame(t, lang.EN, "2026-03-05 12:10"), presetCase(t, tc.preset)
		c, r := complaint.New(like.Workspace, like.Procedure, like.Calendar, like.Roster), sampleRegistration(t)
		r.Name, r.Street, r.Postcode, r.Town = tc.name, "Markt 1", "1234 AB", "Utrecht"
		must(t, c.Register(r, member(lotte), at(t, "2026-03-05 10:20")))
		if text := ReceiptText(f, c); !strings.HasPrefix(text, tc.want+"\n") {
			t.Errorf("%s, %q: %s", tc.preset, tc.name, text)
		}
	}
}
