package view

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/slack-go/slack"

	"ombud/complaint"
	"ombud/lang"
)

// inputs lists the block ids of a form's inputs, optional ones with a question mark.
func inputs(m *Modal) []string {
	var ids []string
	for _, b := range m.Blocks {
		if in, ok := b.(*slack.InputBlock); ok {
			id := in.BlockID
			if in.Optional {
				id += "?"
			}
			ids = append(ids, id)
		}
	}
	return ids
}

func TestFilingForm(t *testing.T) {
	p := sampleCase(t).Procedure
	for _, via := range []string{"oral", "phone", "email", "letter", "chat", "social"} {
		d := complaint.Registration{Via: via, ReceivedAt: at(t, "2026-03-05 10:00"), DayOnly: via == "letter"}
		inLanguages(t, "filing."+via, "2026-03-05 10:00", func(f *Frame) screen {
			return FilingForm(f, p, d, Offer{}, Metadata{Lang: string(f.P.Language())})
		})
	}
}

// Of a receipt of which nobody knows the hour the form asks the day, and so it stands on
// the card, in the file, with its history, and in the form that corrects it.
func TestReceiptWithoutAnHour(t *testing.T) {
	p, now := sampleCase(t).Procedure, "2026-03-05 10:00"
	inLanguages(t, "filing.day", now, func(f *Frame) screen {
		return FilingForm(f, p, complaint.Registration{Via: "phone", ReceivedAt: at(t, now), DayOnly: true}, Offer{}, Metadata{Lang: string(f.P.Language())})
	})
	c := caseAt(t, complaint.FaceNew)
	fact := complaint.Fact{Code: complaint.FactReceived, Seq: 1}
	must(t, c.Correct(complaint.CorrectForm{Fact: fact, At: at(t, now), DayOnly: true, Reason: "Nobody knows the hour."}, member(sanne), at(t, now)))
	inLanguages(t, "correct.day_only", now, func(f *Frame) screen { return CorrectForm(f, c, c.OnRecord(fact), nil, nil) })
	inLanguages(t, "card.day_only", now, func(f *Frame) screen { return Card(f, c) })
	inLanguages(t, "history.day_only", now, func(f *Frame) screen { return CaseFile(f, c, TabHistory, 0) })
}

// Only whoever speaks with the customer can read something back to them, and each
// procedure offers to tick what it asks for.
func TestWhatWasDoneWhenFiling(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-05 10:00")
	const back, enough = "Read it back to the customer. One way", "One way to reach the customer is enough"
	for _, tc := range []struct {
		preset, via string
		ticks       []string
		reach, hint string
	}{
		{"exactpi", "phone", []string{"readback", "explained"}, back, "only counts once the customer has approved"},
		{"exactpi", "email", nil, enough, ""},
		{"exactpi", "chat", nil, enough, ""},
		{"cygnus", "oral", []string{"explained"}, back, "It can be recorded later"},
		{"cygnus", "social", []string{"explained"}, enough, "It can be recorded later"},
		{"cygnus", "letter", nil, enough, ""},
		{"kerngroep", "phone", []string{"own_card"}, "Street, postcode and town are always needed", "It can be recorded later"},
		{"okonomi", "phone", nil, back, ""},
	} {
		d := complaint.Registration{Via: tc.via, ReadBack: true, Explained: true, OwnCard: true}
		form := FilingForm(f, presetOf(t, tc.preset), d, Offer{}, Metadata{})
		raw := asJSON(t, form)
		if !strings.Contains(raw, tc.reach) {
			t.Errorf("%s by %s does not say %q", tc.preset, tc.via, tc.reach)
		}
		var ticks []string
		for _, b := range form.Blocks {
			if in, ok := b.(*slack.InputBlock); ok && in.BlockID == "done" {
				box, _ := in.Element.(*slack.CheckboxGroupsBlockElement)
				for _, o := range box.InitialOptions {
					ticks = append(ticks, o.Value)
				}
				if len(box.Options) != len(ticks) || !strings.Contains(in.Hint.Text, tc.hint) {
					t.Errorf("%s by %s: %d options, hint %q", tc.preset, tc.via, len(box.Options), in.Hint.Text)
				}
			}
		}
		if !slices.Equal(ticks, tc.ticks) {
			t.Errorf("%s by %s: ticked %v, want %v", tc.preset, tc.via, ticks, tc.ticks)
		}
	}
	kerngroep, cygnus := presetOf(t, "kerngroep"), presetOf(t, "cygnus")
	inLanguages(t, "filing.own_card", "2026-03-05 10:00", func(f *Frame) screen {
		return FilingForm(f, kerngroep, complaint.Registration{Via: "phone", ReceivedAt: f.Now}, Offer{}, Metadata{})
	})
	inLanguages(t, "filing.explains", "2026-03-05 10:00", func(f *Frame) screen {
		return FilingForm(f, cygnus, complaint.Registration{Via: "chat", ReceivedAt: f.Now}, Offer{}, Metadata{})
	})
}

// Where the procedure has signs the form asks by which of them it was recognised, each in
// the length that Slack shows, and nowhere else (PK-08).
func TestFilingAsksForTheSigns(t *testing.T) {
	p := presetOf(t, "klachten")
	inLanguages(t, "filing.signs", "2026-03-05 10:00", func(f *Frame) screen {
		return FilingForm(f, p, complaint.Registration{Via: "email", ReceivedAt: f.Now, Signs: []string{"strong"}}, Offer{}, Metadata{})
	})
	f := sampleFrame(t, lang.NL, "2026-03-05 10:00")
	if raw := asJSON(t, FilingForm(f, presetOf(t, "okonomi"), complaint.Registration{Via: "email"}, Offer{}, Metadata{})); strings.Contains(raw, `"signs"`) {
		t.Error("a procedure without signs asks for them")
	}
	c := caseBy(t, p)
	c.Signs = []string{"word", "act"}
	said := "*Herkend aan:* het woord klacht, of een ander woord ervoor en een verwijt"
	if raw := jsonText(asJSON(t, CaseFile(f, c, TabOverview, 1))); !strings.Contains(raw, said) {
		t.Errorf("the file does not say %q:\n%s", said, raw)
	}
}

// The form of a case that follows on a closed one says so first, and remembers it.
func TestFilingAnewForm(t *testing.T) {
	p := sampleCase(t).Procedure
	d := complaint.Registration{Via: "phone", ReceivedAt: at(t, "2027-03-19 09:00"), Filing: complaint.Filing{Name: "Anna de Vries", Phone: "+31 6 12345678"}}
	inLanguages(t, "filing.anew", "2027-03-19 09:00", func(f *Frame) screen {
		return FilingForm(f, p, d, Offer{}, Metadata{Number: "K-2026-0042", Lang: string(f.P.Language())})
	})
	form := FilingForm(sampleFrame(t, lang.EN, "2027-03-19 09:00"), p, d, Offer{}, Metadata{Number: "K-2026-0042"})
	if m, err := ParseMetadata(form.Metadata); err != nil || m.Number != "K-2026-0042" {
		t.Errorf("remembers %+v, %v", m, err)
	}
}

func TestFilingFormAsksPerChannel(t *testing.T) {
	p := sampleCase(t).Procedure
	after := []string{
		"summary", "story", "wish?", "about?", "deliverers?", "deliverer?", "nature?", "files?",
	}
	for _, tc := range []struct {
		name     string
		d        complaint.Registration
		customer []string
		last     []string
	}{
		{"phone", complaint.Registration{Via: "phone"}, []string{"name", "phone?", "email?", "address?", "unknown?"}, []string{"done?", "coi?"}},
		{"oral", complaint.Registration{Via: "oral"}, []string{"name", "phone?", "email?", "address?", "unknown?"}, []string{"done?", "coi?"}},
		{"email", complaint.Registration{Via: "email"}, []string{"name", "email?", "phone?", "address?", "unknown?"}, []string{"coi?"}},
		{"letter", complaint.Registration{Via: "letter"}, []string{"name", "address?", "phone?", "email?", "unknown?"}, []string{"coi?"}},
		{"chat", complaint.Registration{Via: "chat"}, []string{"name", "handle?", "phone?", "email?", "address?", "unknown?"}, []string{"coi?"}},
		{"social", complaint.Registration{Via: "social"}, []string{"name", "handle?", "phone?", "email?", "address?", "unknown?"}, []string{"coi?"}},
		{"unknown customer", complaint.Registration{Via: "letter", Filing: complaint.Filing{Unknown: true}}, []string{"unknown?"}, []string{"coi?"}},
		{"interest", complaint.Registration{Via: "email", Interested: true}, []string{"name", "email?", "phone?", "address?", "unknown?"}, []string{"coi?", "interest"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, hour := sampleFrame(t, lang.NL, "2026-03-05 10:00"), "hour?"
			if tc.d.Via == "letter" {
				hour = "hour.letter?"
			}
			got, want := inputs(FilingForm(f, p, tc.d, Offer{}, Metadata{})), slices.Concat([]string{"via", "received", hour, "receiver?"}, tc.customer, after, tc.last)
			if !slices.Equal(got, want) {
				t.Errorf("asks  %v\nwant %v", got, want)
			}
		})
	}
}

func TestFiled(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	inLanguages(t, "filed", "2026-03-05 10:25", func(f *Frame) screen {
		f.Viewer = member(lotte)
		return Filed(f, c, Metadata{Lang: string(f.P.Language())})
	})
	inLanguages(t, "filed.tell", "2026-03-05 10:25", func(f *Frame) screen { return TellCustomer(f, c) })
	inLanguages(t, "filed.note", "2026-03-05 10:25", func(f *Frame) screen { return FiledNote(f, c) })
}

// What happens now is said of others and not ordered: of the one who may do it, of
// several who may, of the reader among them, and of a handler who is not yet named.
func TestWhatHappensNowIsAStatement(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	for l, want := range map[lang.Language][]string{
		lang.EN: {"Sanne Bakker assigns a handler by", "The handler, not yet named, answers the complaint by", "Sanne Bakker or Mees Vos assigns a handler by", "You or Mees Vos assigns a handler by", "Assign a handler by"},
		lang.NL: {"Sanne Bakker wijst een behandelaar toe, uiterlijk", "De behandelaar, nog niet aangewezen, beantwoordt de klacht, uiterlijk", "Sanne Bakker of Mees Vos wijst een behandelaar toe, uiterlijk", "Jij of Mees Vos wijst een behandelaar toe, uiterlijk", "Wijs een behandelaar toe, uiterlijk"},
		lang.DA: {"Sanne Bakker tildeler en sagsbehandler senest", "En sagsbehandler, der endnu ikke er udpeget, besvarer klagen senest", "Sanne Bakker eller Mees Vos tildeler en sagsbehandler senest", "Du eller Mees Vos tildeler en sagsbehandler senest", "Tildel en sagsbehandler senest"},
	} {
		f, two := sampleFrame(t, l, "2026-03-05 10:25"), sampleFrame(t, l, "2026-03-05 10:25")
		f.Viewer, two.Viewer = member(lotte), member(sanne)
		of := func(f *Frame, kind string, owner complaint.Role) string {
			d := complaint.Duty{Kind: kind, Owner: owner, Due: at(t, "2026-03-10 10:00")}
			return happens(f, c, &d)
		}
		for i, got := range []string{
			of(f, "assign", complaint.RoleOfficer), of(f, "decision", complaint.RoleHandler), of(f, "assign", complaint.RoleManagement),
			of(two, "assign", complaint.RoleManagement), of(two, "assign", complaint.RoleOfficer),
		} {
			if !strings.HasPrefix(got, want[i]) {
				t.Errorf("%s: says %q, want %q", l, got, want[i])
			}
		}
	}
}

// involvedCase was filed by somebody with an interest in it.
func involvedCase(t *testing.T) *complaint.Case {
	t.Helper()
	c, r := sampleCase(t), sampleRegistration(t)
	r.Interested, r.Interest = true, "I made the accounts"
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	return c
}

func TestInvolvedFilerLearnsTheNumberOnly(t *testing.T) {
	c, f := involvedCase(t), sampleFrame(t, lang.EN, "2026-03-05 10:25")
	f.Viewer = member(lotte)
	for name, s := range map[string]screen{"filed": Filed(f, c, Metadata{}), "note": FiledNote(f, c), "receipt": Receipt(f, c), "tell": TellCustomer(f, c)} {
		raw, err := s.JSON()
		if err != nil {
			t.Fatal(err)
		}
		for _, secret := range []string{"March", "Sanne", "Assign", "Read the report"} {
			if strings.Contains(string(raw), secret) {
				t.Errorf("%s tells an involved filer %q", name, secret)
			}
		}
	}
}

func TestReceipt(t *testing.T) {
	for _, stop := range road {
		c := caseAt(t, stop.face)
		if !slices.Contains([]complaint.Face{complaint.FaceNew, complaint.FaceAssigned, complaint.FaceAnswered, complaint.FaceClosed}, stop.face) {
			continue
		}
		inLanguages(t, "receipt."+string(stop.face), stop.now, func(f *Frame) screen {
			f.Viewer = member(lotte)
			return Receipt(f, c)
		})
	}
	c := involvedCase(t)
	inLanguages(t, "receipt.involved", "2026-03-05 10:25", func(f *Frame) screen { return Receipt(f, c) })
}

// Who received the complaint reads what is theirs to do and by when, with the buttons for it;
// who recorded it reads that it is theirs (KG-05).
func TestReceiptOfWhoReceivedIt(t *testing.T) {
	c, r := presetCase(t, "kerngroep"), sampleRegistration(t)
	c = complaint.New(c.Workspace, c.Procedure, c.Calendar, c.Roster)
	c.Number = "M-2026-0042"
	r.Street, r.Postcode, r.Town, r.Receiver = "Markt 1", "1234 AB", "Utrecht", milan
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	for name, who := range map[string]string{"receiver": milan, "filer": lotte} {
		inLanguages(t, "receipt.received."+name, "2026-03-05 12:10", func(f *Frame) screen {
			f.Viewer = member(who)
			return Receipt(f, c)
		})
		f := sampleFrame(t, lang.EN, "2026-03-05 12:10")
		f.Viewer = member(who)
		raw, err := Receipt(f, c).JSON()
		if err != nil {
			t.Fatal(err)
		}
		row, err := json.Marshal(filedRow(f, c))
		if err != nil {
			t.Fatal(err)
		}
		mine := who == milan
		if strings.Contains(string(raw), "*Your turn*") != mine || strings.Contains(string(row), "Your step: contact the customer") != mine {
			t.Errorf("%s reads %s and %s", name, raw, row)
		}
	}
}

func TestFileLost(t *testing.T) {
	c, r := sampleCase(t), sampleRegistration(t)
	r.Files = []complaint.Attachment{{ID: "F1", Name: "brief Anna de Vries.PDF", Size: 2 << 20}}
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "file.lost", "2026-03-05 10:25", func(f *Frame) screen { return FileLost(f, c, "F1") })
	raw, _ := FileLost(sampleFrame(t, lang.EN, "2026-03-05 10:25"), c, "F1").JSON()
	if strings.Contains(string(raw), "Vries") {
		t.Error("the message names the file, which names the customer")
	}
}

func TestHelp(t *testing.T) {
	few := HelpText{
		Command: "/klacht", Number: "K-2026-0042", Officers: []string{sanne}, Lead: complaint.RoleOfficer, Lines: []string{"help.line.new", "help.line.show"},
	}
	all := few
	all.All, all.Lines = true, []string{"help.line.new", "help.line.mine", "help.line.show", "help.line.search", "help.line.due", "help.line.list"}
	inLanguages(t, "help", "2026-03-05 10:25", func(f *Frame) screen { return Help(f, few) })
	inLanguages(t, "help.all", "2026-03-05 10:25", func(f *Frame) screen { return Help(f, all) })
	inLanguages(t, "help.window", "2026-03-05 10:25", func(f *Frame) screen { return HelpModal(f, all) })
}
