package view

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// notWords are the keys of sealed entries that hold no words somebody typed, and
// the parts of an address, which shows them joined.
var notWords = []string{"salt", "id", "mime", "size", "user", "when", "link", "street", "postcode", "town"}

// typedWords lists every line that somebody typed and the case keeps sealed.
func typedWords(t *testing.T, c *complaint.Case) []string {
	t.Helper()
	var lines []string
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			for _, line := range strings.Split(v, "\n") {
				lines = append(lines, strings.TrimSpace(line))
			}
		case []any:
			for _, each := range v {
				walk(each)
			}
		case map[string]any:
			for key, each := range v {
				if !slices.Contains(notWords, key) {
					walk(each)
				}
			}
		}
	}
	for _, raw := range c.Entries {
		var v any
		if err := json.Unmarshal(raw, &v); err != nil {
			t.Fatal(err)
		}
		walk(v)
	}
	return slices.DeleteFunc(lines, func(line string) bool { return line == "" })
}

// wholeFile is every page of the case file as the viewer of the frame reads it.
func wholeFile(t *testing.T, f *Frame, c *complaint.Case) string {
	t.Helper()
	all := ""
	for _, tab := range Tabs {
		all += string(mustJSON(t, CaseFile(f, c, tab, 1)))
	}
	return strings.NewReplacer(`\"`, `"`).Replace(unescaped([]byte(all)))
}

// asksItself records a follow-up by the handler, who says why they ask.
func asksItself(result complaint.Kind) func(t *testing.T, c *complaint.Case) error {
	return func(t *testing.T, c *complaint.Case) error {
		when := at(t, "2026-03-18 11:00")
		form := complaint.FollowUpForm{Result: result, At: when, Via: "phone", Note: "What she <said>", Why: "She only talks to me & nobody else"}
		return c.RecordFollowUp(form, member(milan), when)
	}
}

// What somebody had to type, and was sealed, whoever may read the file finds in
// it; somebody without a part in the case finds none of it.
func TestEveryTypedWordIsShown(t *testing.T) {
	later := "2026-03-20 10:00"
	on := func(face complaint.Face) func(*testing.T) *complaint.Case {
		return func(t *testing.T) *complaint.Case { return caseAt(t, face) }
	}
	cygnus := func(t *testing.T) *complaint.Case { return presetCase(t, "cygnus") }
	asked := func(t *testing.T) *complaint.Case {
		c := inventedCase(t, givenToMilan(t))
		must(t, c.Extend(extension(t), member(milan), at(t, "2026-03-10 12:00")))
		return c
	}
	for name, tc := range map[string]struct {
		from func(*testing.T) *complaint.Case
		do   func(*testing.T, *complaint.Case) error
	}{
		"the straight road": {on(complaint.FaceClosed), func(*testing.T, *complaint.Case) error { return nil }},
		"an involved filer": {involvedCase, func(*testing.T, *complaint.Case) error { return nil }},
		"satisfied":         {on(complaint.FaceAnswered), asksItself(complaint.Satisfied)},
		"not satisfied":     {on(complaint.FaceAnswered), asksItself(complaint.Dissatisfied)},
		"no reply":          {on(complaint.FaceAnswered), asksItself(complaint.NoReply)},
		"wants no contact":  {on(complaint.FaceAnswered), asksItself(complaint.NoContact)},
		"extension refused": {asked, func(t *testing.T, c *complaint.Case) error {
			return c.RefuseExtension(1, "It has <waited> enough", member(sanne), at(t, later))
		}},
		"cannot take it": {on(complaint.FaceAssigned), func(t *testing.T, c *complaint.Case) error {
			return c.Decline("I am <away> in March", member(milan), at(t, later))
		}},
		"interest of a user": {on(complaint.FaceInProgress), func(t *testing.T, c *complaint.Case) error {
			return c.DeclareInterest(complaint.Interest{Users: []string{milan}, How: "He is her brother & neighbour"}, member(sanne), at(t, later))
		}},
		"no corrective action": {on(complaint.FaceReady), func(t *testing.T, c *complaint.Case) error {
			c.Related = []string{"K-2026-0007"}
			report := complaint.Report{Handling: strings.Repeat("Long. ", 40) + "Refunded", Lesson: "Plan earlier", NoMeasure: "It was one <letter> only"}
			return c.Close(report, member(sanne), at(t, later))
		}},
		"progress": {cygnus, func(t *testing.T, c *complaint.Case) error {
			c.Roster.Holders = append(c.Roster.Holders, complaint.Holder{Role: complaint.RolePartner, User: milan})
			given := complaint.Assignment{Handler: milan, Name: "Milan de Wit", Title: "Partner", Why: "other", WhyText: "Nobody <else> knows it"}
			must(t, c.Assign(given, member(sanne), at(t, later)))
			return c.Update("The expert <looks> at it", member(milan), at(t, later))
		}},
		"informed by name": {cygnus, func(t *testing.T, c *complaint.Case) error {
			return c.Inform(complaint.Informing{Name: "P. <Partner>", At: at(t, later), Via: "phone", Note: "Told about the fine"}, member(sanne), at(t, later))
		}},
		"withdrawn": {on(complaint.FaceConfirmed), func(t *testing.T, c *complaint.Case) error {
			return c.EndCase(complaint.EndForm{End: complaint.EndWithdrawn, Reason: "It is <fine>", With: "Her husband", Via: "phone", At: at(t, later)}, member(sanne), at(t, later))
		}},
		"third party": {on(complaint.FaceAnswered), func(t *testing.T, c *complaint.Case) error {
			when := at(t, later)
			form := complaint.DisputeForm{At: when, Day: "2026-06-01", Binding: complaint.Bindings[0]}
			form.Name, form.AskedBy, form.Documents = "The <Institute>", "Anna & her lawyer", "The whole file"
			must(t, c.HandOver(form, member(sanne), when))
			return c.RecordRuling(complaint.Ruling{Text: "Pay <half>", At: when, Day: "2026-06-30"}, member(sanne), when)
		}},
	} {
		t.Run(name, func(t *testing.T) {
			c := tc.from(t)
			if err := tc.do(t, c); err != nil {
				t.Fatal(err)
			}
			f := sampleFrame(t, lang.EN, "2026-03-20 10:05")
			if c.IsInvolved(sanne) {
				t.Fatal("the reader must not be involved")
			}
			file := wholeFile(t, f, c)
			for _, line := range typedWords(t, c) {
				if !strings.Contains(file, Escape(line)) {
					t.Errorf("asked, sealed and shown nowhere: %q", line)
				}
			}
			f.Viewer = member("U0OTHER")
			file = wholeFile(t, f, c)
			for _, line := range typedWords(t, c) {
				if strings.Contains(file, Escape(line)) {
					t.Errorf("somebody without a part in it reads %q", line)
				}
			}
		})
	}
}

// Whom a colleague of the firm told is named in the history, not only the name
// that was typed; a partner who filed it is not named a second time.
func TestHistoryNamesWhoWasInformed(t *testing.T) {
	c := presetCase(t, "cygnus")
	now := at(t, "2026-03-20 10:00")
	must(t, c.Inform(complaint.Informing{User: mees, At: now, Via: "phone"}, member(sanne), now))
	f := sampleFrame(t, lang.EN, "2026-03-20 10:05")
	if raw := wholeFile(t, f, c); !strings.Contains(raw, "Who knows of it: Mees Vos") {
		t.Errorf("who was informed is not named: %s", raw)
	}
	own := c.Events[len(c.Events)-1]
	own.Data.User, own.Entry = own.Actor, 0
	if text := besidesWhy(f, c, own); text != "" {
		t.Errorf("the filer is named as informed: %q", text)
	}
}

// Each line of the checklist that is still open has the step which meets it beside
// it, for who may take it; what is met has none.
func TestTheChecklistLeadsOn(t *testing.T) {
	const now = "2026-03-18 14:00"
	for name, tc := range map[string]struct {
		c      *complaint.Case
		viewer string
		has    []string
		lacks  []string
	}{
		"nothing told yet":   {caseAt(t, complaint.FaceInProgress), sanne, []string{"answer.draft.open"}, []string{"followup.open", "case.contact.open"}},
		"to be told":         {caseAt(t, complaint.FaceApproved), milan, []string{"answer.deliver.open"}, nil},
		"not followed up":    {caseAt(t, complaint.FaceAnswered), sanne, []string{"followup.open"}, []string{"answer.draft.open"}},
		"without a part":     {caseAt(t, complaint.FaceAnswered), "U0OTHER", nil, []string{"followup.open"}},
		"ready":              {caseAt(t, complaint.FaceReady), sanne, nil, []string{`"meet"`}},
		"ruled, not carried": {ruledCase(t, "2026-06-30"), sanne, []string{"case.ruling.done"}, []string{"followup.open"}},
	} {
		t.Run(name, func(t *testing.T) {
			f := sampleFrame(t, lang.EN, now)
			f.Viewer = member(tc.viewer)
			m := CloseForm(f, tc.c, Closing{})
			raw := string(mustJSON(t, m))
			checkScreen(t, name, m, []byte(raw))
			for _, want := range tc.has {
				if !strings.Contains(raw, want) {
					t.Errorf("lacks %q: %s", want, raw)
				}
			}
			for _, not := range tc.lacks {
				if strings.Contains(raw, not) {
					t.Errorf("has %q: %s", not, raw)
				}
			}
		})
	}
}

// ruledCase is a case that a third party ruled on; day is by when the ruling is
// carried out, empty for nothing to do.
func ruledCase(t *testing.T, day string) *complaint.Case {
	t.Helper()
	c, when := caseAt(t, complaint.FaceAnswered), at(t, "2026-03-18 11:00")
	form := complaint.DisputeForm{Name: "The Institute", AskedBy: "Anna", At: when, Day: "2026-06-01", Binding: complaint.Bindings[0]}
	must(t, c.HandOver(form, member(sanne), when))
	ruling := complaint.Ruling{Text: "Pay half", At: when, Day: day}
	if day == "" {
		ruling.Nothing = "It was paid before"
	}
	must(t, c.RecordRuling(ruling, member(sanne), when))
	return c
}

// A case that a third party ended is closed with a customer who was not
// satisfied; that nobody asked them would be false.
func TestClosedAfterARuling(t *testing.T) {
	c := ruledCase(t, "")
	must(t, c.Close(complaint.Report{Handling: "As ruled", Lesson: "Plan earlier", NoMeasure: "The ruling says it all"}, member(sanne), at(t, "2026-03-18 12:00")))
	inLanguages(t, "card.closed_ruled", "2026-03-18 12:05", func(f *Frame) screen { return Card(f, c) })
	for l, want := range map[lang.Language]string{
		lang.EN: "not satisfied, decided by a third party", lang.NL: "niet tevreden, beslist door een derde", lang.DA: "ikke tilfreds, afgjort af en tredjepart",
	} {
		if raw := string(mustJSON(t, Card(sampleFrame(t, l, "2026-03-18 12:05"), c))); !strings.Contains(raw, want) {
			t.Errorf("%s: the card lacks %q: %s", l, want, raw)
		}
	}
}

// Once the outcome is known the card says what closing still asks for, and offers that
// first; the file keeps why nothing of a ruling is carried out.
func TestTheCardSaysWhatClosingStillAsks(t *testing.T) {
	c := ruledCase(t, "")
	for l, want := range map[lang.Language]string{
		lang.EN: "Nothing to carry out: It was paid before", lang.NL: "Niets uit te voeren: It was paid before", lang.DA: "Der skal ikke ske noget: It was paid before",
	} {
		if raw := string(mustJSON(t, CaseFile(sampleFrame(t, l, "2026-03-18 12:05"), c, TabOverview, 1))); !strings.Contains(raw, want) {
			t.Errorf("%s: the file lacks %q", l, want)
		}
	}
	if raw := string(mustJSON(t, Card(sampleFrame(t, lang.EN, "2026-03-18 12:05"), c))); strings.Contains(raw, "Still open before closing") {
		t.Errorf("nothing is open: %s", raw)
	}
	c.Procedure = presetOf(t, "kerngroep") // asks for more
	for l, want := range map[lang.Language]string{
		lang.EN: "Still open before closing: check the name and address of the customer, ", lang.NL: "Nog open vóór het afsluiten: controleer naam en adres van de klant, ",
		lang.DA: "Mangler endnu før afslutningen: kontrollér kundens navn og adresse, ",
	} {
		raw := string(mustJSON(t, Card(sampleFrame(t, l, "2026-03-18 12:05"), c)))
		if !strings.Contains(raw, want) || strings.Index(raw, "case.details.open") > strings.Index(raw, "case.close.open") {
			t.Errorf("%s: the card lacks %q, or offers closing first: %s", l, want, raw)
		}
	}
}

// Only tries that nobody answered are numbered, and past the number that the
// procedure asks for there is no "of".
func TestTheNumberOfATry(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	try := func(result complaint.Kind, when string) {
		t.Helper()
		must(t, c.RecordFollowUp(complaint.FollowUpForm{Result: result, At: at(t, when), Via: "phone", Note: "n"}, member(lotte), at(t, when)))
	}
	f := sampleFrame(t, lang.EN, "2026-03-20 10:00")
	for i, want := range []string{"attempt 1 of 3", "attempt 2 of 3", "attempt 3 of 3", "attempt 4 ·"} {
		if i == 1 {
			try(complaint.NoContact, "2026-03-16 09:00") // is no try without a reply
		}
		try(complaint.NoReply, "2026-03-17 10:00")
		line := eventLineAt(f, c, c.Events[len(c.Events)-1], lateEntry)
		if !strings.Contains(line, want) || c.Unanswered() != i+1 {
			t.Errorf("try %d: %q, want %q; counted %d", i+1, line, want, c.Unanswered())
		}
	}
	if raw := string(mustJSON(t, FollowUpForm(f, c, complaint.FollowUpForm{}))); !strings.Contains(raw, "attempt 5") || strings.Contains(raw, "attempt 5 of") {
		t.Errorf("the form numbers the next try otherwise: %s", raw)
	}
}

// The window of closing is drawn anew after a step that was taken from it, for who may close,
// as long as there is nothing to fill in; a closed case has none.
func TestTheWindowOfClosingIsAPage(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	f := sampleFrame(t, lang.EN, "2026-03-18 12:05")
	f.Viewer = member(sanne)
	m, err := ParseMetadata(CloseForm(f, c, ClosingOf(c)).Metadata)
	if err != nil || len(m.Pages) != 1 {
		t.Fatalf("it remembers %v (%v)", m.Pages, err)
	}
	if again := AtPage(f, c, m.Pages[0]); again == nil || again.CallbackID != "case.close" {
		t.Errorf("it is drawn anew as %+v", again)
	}
	f.Viewer = member(joost)
	if again := AtPage(f, c, m.Pages[0]); again != nil {
		t.Errorf("drawn for who may not close: %+v", again)
	}
	ready := caseAt(t, complaint.FaceReady)
	if m, err := ParseMetadata(CloseForm(f, ready, ClosingOf(ready)).Metadata); err != nil || len(m.Pages) > 0 {
		t.Errorf("a form to fill in is a page: %v (%v)", m.Pages, err)
	}
}
