package view

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
	"ombud/procedure"
)

// inventedCase is a case of the invented procedure, which has the steps that
// the presets lack, filed and on its way as far as the steps take it.
func inventedCase(t testing.TB, steps ...func(*complaint.Case) error) *complaint.Case {
	t.Helper()
	source, err := os.ReadFile("../../procedure/testdata/invented.yml")
	if err != nil {
		t.Fatal(err)
	}
	p, err := procedure.Parse(source)
	if err != nil {
		t.Fatal(err)
	}
	like := sampleCase(t)
	c := complaint.New(like.Workspace, p, like.Calendar, like.Roster)
	c.Number = like.Number
	if err := c.Register(sampleRegistration(t), member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	for _, step := range steps {
		if err := step(c); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

// givenToMilan assigns the case and makes the first contact.
func givenToMilan(t testing.TB) func(*complaint.Case) error {
	return func(c *complaint.Case) error {
		now := at(t, "2026-03-05 11:00")
		if err := c.Assign(complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Hoofd Samenstel", Why: "process"}, member(sanne), now); err != nil {
			return err
		}
		return c.LogContact(complaint.ContactForm{At: now, Via: "phone", Reached: true, How: "we look into it", Day: "2026-03-20"}, member(milan), now)
	}
}

func extension(t testing.TB) complaint.ExtensionForm {
	return complaint.ExtensionForm{Day: "2026-04-20", Reason: "An <expert> is ill", Internal: "She & her sister are away", Via: "phone", At: at(t, "2026-03-10 12:00")}
}

func TestClassifyForm(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	inLanguages(t, "classify", "2026-03-05 10:40", func(f *Frame) screen {
		return ClassifyForm(f, c, complaint.Classification{Class: c.Class})
	})
	inLanguages(t, "classify.told", "2026-03-05 10:40", func(f *Frame) screen { return Weighty(f, c, "legal") })
}

func TestReclassifyingShowsOldAndNew(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	for _, class := range []complaint.Class{
		{Nature: "service", Weight: "minor", Submitted: "oral"}, {Nature: "other", Weight: "legal", Submitted: "written"},
	} {
		if err := c.Classify(complaint.Classification{Class: class, Judgement: complaint.Judgement{Object: "accounts"}}, member(sanne), at(t, "2026-03-05 10:40")); err != nil {
			t.Fatal(err)
		}
	}
	f := sampleFrame(t, lang.EN, "2026-03-05 10:45")
	first := eventLineAt(f, c, c.Events[len(c.Events)-2], lateEntry)
	if !strings.Contains(first, "Weight: Minor") || strings.Contains(first, "→ Minor") || strings.Contains(first, f.P.T("card.nature_open")) {
		t.Errorf("what nothing was said of before is not a plain value: %q", first)
	}
	line := eventLineAt(f, c, c.Events[len(c.Events)-1], lateEntry)
	for _, want := range []string{"Nature: Service → Other", "Weight: Minor → Legal or press", "Submitted: Orally → In writing"} {
		if !strings.Contains(line, want) {
			t.Errorf("%q lacks %q", line, want)
		}
	}
	if card, _ := Card(f, c).JSON(); strings.Contains(string(card), "accounts") {
		t.Error("the card names the product, which somebody typed")
	}
	inLanguages(t, "casefile.classified", "2026-03-05 10:45", func(f *Frame) screen { return CaseFile(f, c, TabHistory, 1) })
}

func TestReceiptForm(t *testing.T) {
	c := inventedCase(t)
	known := complaint.Receipt{At: at(t, "2026-03-05 12:00"), With: "Anna de Vries"}
	inLanguages(t, "ack.called", "2026-03-05 12:10", func(f *Frame) screen { return ReceiptForm(f, c, ConfirmedCalled, known) })
	inLanguages(t, "ack.sent", "2026-03-05 12:10", func(f *Frame) screen { return ReceiptForm(f, c, ConfirmedSent, known) })
	inLanguages(t, "card.ack", "2026-03-05 12:10", func(f *Frame) screen { return Card(f, c) })
	letter := complaint.Receipt{Via: "letter", Posted: "2026-03-05"}
	inLanguages(t, "ack.letter", "2026-03-05 12:10", func(f *Frame) screen { return ReceiptForm(f, c, ConfirmedSent, letter) })
	inLanguages(t, "ack.belated", "2026-03-25 12:10", func(f *Frame) screen {
		return Outdated(Belated(f, ReceiptForm(f, c, ConfirmedCalled, known), ""), f.P.T("error.belated"))
	})
	c.Procedure.Confirm.Forms = []string{"letter"}
	raw, _ := ReceiptForm(sampleFrame(t, lang.EN, "2026-03-05 12:10"), c, ConfirmedCalled, known).JSON()
	if strings.Contains(string(raw), "already called") || !strings.Contains(string(raw), `"block_id":"text"`) {
		t.Errorf("a procedure that wants a letter is offered a call: %s", raw)
	}
}

// The text to copy is in the language of the procedure, whoever reads the
// form, in the form of address and with the titles that it has, and says who stands in
// while the officer is away.
func TestReceiptText(t *testing.T) {
	c := inventedCase(t)
	f := sampleFrame(t, lang.EN, "2026-03-05 12:10")
	if text := ReceiptText(f, c); !strings.Contains(text, "Beste Anna de Vries") || !strings.Contains(text, "2 april 2026") || !strings.Contains(text, "Sanne Bakker") {
		t.Errorf("text:\n%s", text)
	}
	f.Viewer = member(fatima)
	c.Roster.Away = []complaint.Absence{{User: sanne, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-16 00:00")}}
	if text := ReceiptText(f, c); !strings.Contains(text, "Sanne Bakker, onze ombudsvrouw, is afwezig en is er weer op maandag 16 maart 2026") || !strings.HasSuffix(text, "Fatima El Idrissi\nNoorderlicht Advies\nklantcontact@noorderlicht.example") {
		t.Errorf("text of the deputy:\n%s", text)
	}
}

// Whoever stands in and confirms in a conversation reads what to say of that, in the
// language of the procedure, and ticks that it was said; nobody else does (OK-12).
func TestWhoStandsInReadsWhatToSay(t *testing.T) {
	c := inventedCase(t)
	c.Roster.Away = []complaint.Absence{{User: sanne, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-16 00:00"), Deputy: fatima}}
	says := "Sanne Bakker, onze ombudsvrouw, is afwezig en is er weer op maandag 16 maart 2026. Ik heb je melding aan Sanne Bakker doorgestuurd."
	for viewer, want := range map[string]bool{fatima: true, sanne: false} {
		f := sampleFrame(t, lang.EN, "2026-03-05 12:10")
		f.Viewer = member(viewer)
		form := jsonText(asJSON(t, ReceiptForm(f, c, ConfirmedCalled, complaint.Receipt{})))
		if strings.Contains(form, says) != want || strings.Contains(form, `passed_to_officer`) != want {
			t.Errorf("%s reads:\n%s", viewer, form)
		}
	}
	inLanguages(t, "ack.called.standing", "2026-03-05 12:10", func(f *Frame) screen {
		f.Viewer = member(fatima)
		return ReceiptForm(f, c, ConfirmedCalled, complaint.Receipt{PassedOn: true})
	})
	f := sampleFrame(t, lang.EN, "2026-03-05 12:10")
	receipt := complaint.Receipt{At: at(t, "2026-03-05 12:00"), Via: "phone", With: "her", Said: "we call", Day: "2026-03-20", PassedOn: true}
	if err := c.Acknowledge(receipt, member(fatima), f.Now); err != nil {
		t.Fatal(err)
	}
	if line := eventLineAt(f, c, c.Events[len(c.Events)-2], lateEntry); !strings.Contains(line, "said to whom it was passed on") {
		t.Errorf("on record: %s", line)
	}
}

// A text to the customer names the first day that they were promised, and none that is
// only a rule of our own (PK-12, PK-14, OK-16).
func TestReceiptTextPromisesNoHouseRule(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-05 12:10")
	danish, dutch := presetCase(t, "okonomi"), presetCase(t, "klachten")
	if text := ReceiptText(f, danish); strings.Contains(text, "senest") || !strings.Contains(text, "klage") {
		t.Errorf("our four weeks are promised:\n%s", text)
	}
	plan := func(c *complaint.Case, day string) {
		c.Roster.Holders = append(slices.Clone(c.Roster.Holders), complaint.Holder{Role: complaint.RoleOfficer, User: mees})
		must(t, c.LogContact(complaint.ContactForm{At: at(t, "2026-03-05 11:00"), Via: "phone", Reached: true, How: "call", Day: day}, member(mees), f.Now))
	}
	plan(danish, "2026-03-12")
	if text := ReceiptText(f, danish); !strings.Contains(text, "senest torsdag den 12. marts 2026") {
		t.Errorf("the agreed day is not there:\n%s", text)
	}
	plan(dutch, "2026-04-30")
	if text := ReceiptText(f, dutch); !strings.Contains(text, "19 maart 2026") || strings.Contains(text, "30 april") {
		t.Errorf("a later day than the two weeks is promised:\n%s", text)
	}
}

func TestRespond(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	inLanguages(t, "respond.decline", "2026-03-05 12:00", func(f *Frame) screen { return DeclineForm(f, c, "") })
	inLanguages(t, "respond.interest", "2026-03-05 12:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return InterestForm(f, c, complaint.Interest{})
	})
	inLanguages(t, "respond.interest.officer", "2026-03-05 12:00", func(f *Frame) screen { return InterestForm(f, c, complaint.Interest{}) })
	inLanguages(t, "respond.interest.done", "2026-03-05 12:00", func(f *Frame) screen { return InterestKept(f, c.Number) })
	if err := c.Accept(member(milan), at(t, "2026-03-05 12:00")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "desk.accepted", "2026-03-05 12:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(f, c)
	})
}

func TestVacant(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	if err := c.Decline("on leave", member(milan), at(t, "2026-03-05 12:00")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "vacant.declined", "2026-03-05 12:05", func(f *Frame) screen { return Vacant(f, c, complaint.VacantDeclined) })
	inLanguages(t, "vacant.interest", "2026-03-05 12:05", func(f *Frame) screen { return Vacant(f, c, complaint.VacantInterest) })
	inLanguages(t, "put_into", "2026-03-05 12:05", func(f *Frame) screen { return PutInto(f, c, complaint.Event{Kind: complaint.Added, Actor: lotte}) })
	inLanguages(t, "vacant.left", "2026-03-05 12:05", func(f *Frame) screen { return Vacant(f, c, complaint.VacantLeft) })
	inLanguages(t, "card.vacant", "2026-03-05 12:05", func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "desk.given_back", "2026-03-05 12:05", func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(f, c)
	})
	given := caseAt(t, complaint.FaceAssigned)
	inLanguages(t, "vacant.done", "2026-03-05 12:05", func(f *Frame) screen { return Vacant(f, given, complaint.VacantDeclined) })
}

func TestConsultForm(t *testing.T) {
	c := inventedCase(t, givenToMilan(t))
	inLanguages(t, "consult", "2026-03-09 12:00", func(f *Frame) screen {
		return ConsultForm(f, c, complaint.Consultation{With: lotte, At: f.Now, Unsaid: true})
	})
	inLanguages(t, "card.consult", "2026-03-09 12:00", func(f *Frame) screen { return Card(f, c) })
}

func TestExtension(t *testing.T) {
	c := inventedCase(t, givenToMilan(t))
	asHandler := func(f *Frame) *Frame {
		f.Viewer = member(milan)
		return f
	}
	c.Procedure.Extend.Agreement = ""
	inLanguages(t, "extend", "2026-03-10 12:00", func(f *Frame) screen { return ExtendForm(f, c, extension(t)) })
	c.Procedure.Extend.Agreement = "officer"
	inLanguages(t, "extend.late", "2026-03-27 12:00", func(f *Frame) screen { return ExtendForm(f, c, complaint.ExtensionForm{}) })
	inLanguages(t, "extend.ask", "2026-03-10 12:00", func(f *Frame) screen { return ExtendForm(asHandler(f), c, complaint.ExtensionForm{}) })
	now := at(t, "2026-03-10 12:00")
	step := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	step(c.Extend(extension(t), member(milan), now))
	inLanguages(t, "extend.request", "2026-03-10 12:05", func(f *Frame) screen { return ExtensionRequest(f, c, 1) })
	inLanguages(t, "casefile.delay", "2026-03-10 12:05", func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	for viewer, want := range map[string]int{sanne: 1, milan: 0, fatima: 0, joost: 0} {
		f := sampleFrame(t, lang.EN, "2026-03-10 12:05")
		f.Viewer = member(viewer)
		if n := strings.Count(string(mustJSON(t, CaseFile(f, c, TabOverview, 1))), `"extension.agree"`); n != want {
			t.Errorf("%s finds %d buttons to agree with more time, want %d", viewer, n, want)
		}
	}
	inLanguages(t, "extend.refuse", "2026-03-10 12:05", func(f *Frame) screen { return RefuseExtensionForm(f, c, 1) })
	step(c.AgreeExtension(1, member(sanne), now))
	inLanguages(t, "extend.request.agreed", "2026-03-10 12:05", func(f *Frame) screen { return ExtensionRequest(f, c, 1) })
	inLanguages(t, "extend.tell.letter", "2026-03-10 12:05", func(f *Frame) screen {
		return ExtendForm(asHandler(f), c, complaint.ExtensionForm{Via: "letter", Posted: "2026-03-10"})
	})
	inLanguages(t, "extend.tell", "2026-03-10 12:05", func(f *Frame) screen { return ExtendForm(asHandler(f), c, extension(t)) })
	step(c.Extend(complaint.ExtensionForm{Via: "phone", At: at(t, "2026-03-25 09:00")}, member(milan), at(t, "2026-03-25 10:00")))
	inLanguages(t, "extend.request.told", "2026-03-27 12:05", func(f *Frame) screen { return ExtensionRequest(f, c, 1) })
	inLanguages(t, "card.extended", "2026-03-27 12:05", func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "casefile.extended", "2026-03-27 12:05", func(f *Frame) screen { return CaseFile(f, c, TabOverview, 1) })
	f := sampleFrame(t, lang.EN, "2026-03-27 12:05")
	if lines := dutyLines(f, c, 4); !strings.Contains(lines, "~Thu 2 April~ Mon 20 April (extended once)") {
		t.Errorf("deadlines:\n%s", lines)
	}
}

// More time that was agreed is the handler's to tell by one day, wherever it is told: who
// agreed reads whose it is and has no button for it.
func TestAnAgreedExtensionIsTheHandlersToTell(t *testing.T) {
	now := at(t, "2026-03-06 12:00")
	c := presetCase(t, "kerngroep", func(c *complaint.Case) error {
		c.Handler = milan
		return c.Extend(extension(t), member(milan), now)
	}, func(c *complaint.Case) error { return c.AgreeExtension(1, member(mees), now) })
	inLanguages(t, "extend.request.others", "2026-03-06 12:05", func(f *Frame) screen {
		f.Viewer = member(mees)
		return ExtensionRequest(f, c, 1)
	})
	f := sampleFrame(t, lang.NL, "2026-03-06 12:05")
	for viewer, want := range map[string]struct {
		text   string
		button bool
	}{
		milan: {"Laat het de klant nu weten, uiterlijk ma 9 maart", true},
		mees:  {"Vertel de klant dat het langer duurt, uiterlijk ma 9 maart ⌂ · behandelaar", false},
		sanne: {"Vertel de klant dat het langer duurt, uiterlijk ma 9 maart ⌂ · behandelaar", false},
		"":    {"Vertel de klant dat het langer duurt, uiterlijk ma 9 maart ⌂ · behandelaar", true},
	} {
		f.Viewer = complaint.Person{ID: viewer, Member: true}
		got := jsonText(string(mustJSON(t, ExtensionRequest(f, c, 1))))
		if !strings.Contains(got, want.text) || strings.Contains(got, "case.extend.open") != want.button {
			t.Errorf("%q reads %s", viewer, got)
		}
	}
	if lines := dutyLines(f, c, 9); strings.Contains(lines, "26 maart") || !strings.Contains(lines, "ma 9 maart") {
		t.Errorf("the card has another day: %s", lines)
	}
}

func TestAnExtensionToldTooLate(t *testing.T) {
	form := extension(t)
	form.At = at(t, "2026-03-27 09:00")
	now := at(t, "2026-03-27 10:00")
	c := inventedCase(t, givenToMilan(t),
		func(c *complaint.Case) error { return c.Extend(form, member(sanne), form.At) },
		func(c *complaint.Case) error { return c.AgreeExtension(1, member(mees), form.At) },
		func(c *complaint.Case) error { return c.Extend(form, member(sanne), now) })
	inLanguages(t, "card.extended.late", "2026-03-27 12:05", func(f *Frame) screen { return Card(f, c) })
	f := sampleFrame(t, lang.EN, "2026-03-27 12:05")
	if lines, want := dutyLines(f, c, 4), "by Thu 2 April · customer told too late: answer expected on Mon 20 April"; !strings.Contains(lines, want) {
		t.Errorf("deadlines:\n%s", lines)
	}
}

func TestAnExtensionGivenUp(t *testing.T) {
	c := inventedCase(t, givenToMilan(t), func(c *complaint.Case) error {
		return c.Extend(extension(t), member(milan), at(t, "2026-03-10 12:00"))
	})
	inLanguages(t, "extend.keep_day", "2026-03-10 12:30", func(f *Frame) screen { return ReasonForm(f, c, complaint.StepKeepDay, Reason{}) })
	if err := c.KeepDay("The expert is well again", member(milan), at(t, "2026-03-10 13:00")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "extend.request.given_up", "2026-03-10 13:05", func(f *Frame) screen { return ExtensionRequest(f, c, 1) })
}

func TestARefusedExtension(t *testing.T) {
	c := inventedCase(t, givenToMilan(t), func(c *complaint.Case) error {
		return c.Extend(extension(t), member(milan), at(t, "2026-03-10 12:00"))
	}, func(c *complaint.Case) error {
		return c.RefuseExtension(1, "Find another expert", member(sanne), at(t, "2026-03-10 13:00"))
	})
	inLanguages(t, "extend.request.refused", "2026-03-10 13:05", func(f *Frame) screen { return ExtensionRequest(f, c, 1) })
}

func TestExcerptForm(t *testing.T) {
	x := complaint.Excerpt{Text: "She called again & wants the <fine> back", Author: milan, At: at(t, "2026-03-06 09:00")}
	m := Metadata{Lang: "en", Hash: Source("C0KLACHTEN", "1772784000.000100", milan)}
	inLanguages(t, "excerpt", "2026-03-06 09:30", func(f *Frame) screen { return ExcerptForm(f, m, x, ExcerptNote) })
	m.Number = "K-2026-0042"
	inLanguages(t, "excerpt.thread", "2026-03-06 09:30", func(f *Frame) screen { return ExcerptForm(f, m, x, ExcerptContact) })
	inLanguages(t, "excerpt.added", "2026-03-06 09:30", func(f *Frame) screen { return ExcerptAdded(f, caseAt(t, complaint.FaceAssigned)) })
	if channel, ts, author := ParseSource(m.Hash); channel != "C0KLACHTEN" || ts != "1772784000.000100" || author != milan {
		t.Errorf("read back %s %s %s", channel, ts, author)
	}
}

func TestNotesInTheContactLog(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	now := at(t, "2026-03-09 12:00")
	for _, link := range []string{"https://firm.slack.example/archives/C1/p1", "https://evil.example/|<!channel>"} {
		if err := c.AddNote(complaint.Excerpt{Text: "She called", Author: milan, At: now, Link: link, Source: link}, member(sanne), now); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.LogContact(complaint.ContactForm{
		At: now, Via: "email", Reached: true, Inbound: true, Note: "Sent the invoice", Files: []complaint.Attachment{{ID: "F1", Name: "a.pdf", Size: 9}},
	}, member(milan), now); err != nil {
		t.Fatal(err)
	}
	if err := c.Consult(complaint.Consultation{With: lotte, At: now, Said: "She was told September"}, member(milan), now); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "casefile.noted", "2026-03-09 12:30", func(f *Frame) screen { return CaseFile(f, c, TabContacts, 1) })
	late := complaint.Excerpt{Text: "She wrote", Author: milan, At: at(t, "2026-03-06 16:09"), Source: "C1:2"}
	if err := c.AddNote(late, member(sanne), at(t, "2026-03-10 17:38")); err != nil {
		t.Fatal(err)
	}
	f, e := sampleFrame(t, lang.EN, "2026-03-11 09:00"), c.Events[len(c.Events)-1]
	for page, blocks := range map[string][]slack.Block{"history": historyPiece(f, c, e), "contacts": contactPiece(f, c, e)} {
		raw := string(mustJSON(t, &Home{Blocks: blocks}))
		for _, want := range []string{"Sanne Bakker · Tue 10 March at 17:38", "written by Milan de Wit, Fri 6 March at 16:09"} {
			if !strings.Contains(raw, want) {
				t.Errorf("%s lacks %q: %s", page, want, raw)
			}
		}
	}
}
