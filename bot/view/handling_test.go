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

func TestReadBackForm(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	filing := c.Filing()
	c.TextHash = "e164058e25a72c12f49ff16b6be4d21c" // else another each time
	known := complaint.ReadBackForm{Summary: filing.Summary, Story: filing.Story, Via: "phone", At: at(t, "2026-03-05 10:25"), Hash: c.TextHash}
	inLanguages(t, "readback", "2026-03-05 10:25", func(f *Frame) screen { return ReadBackForm(f, c, known) })
	inLanguages(t, "readback.explain", "2026-03-05 10:25", func(f *Frame) screen { return ExplainForm(f, c, complaint.Explanation{Via: "phone", At: f.Now}) })
	inLanguages(t, "readback.reach", "2026-03-05 10:25", func(f *Frame) screen { return ReachForm(f, c, complaint.Filing{}) })
}

func TestStaleReadBackKeepsWhatWasTyped(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	typed := complaint.ReadBackForm{
		Verdict: complaint.ReadBackRefused, Summary: "My words", Story: "My longer words, typed while somebody else saved.",
		Note: "She wants it shorter", Via: "email", At: at(t, "2026-03-05 10:22"), Explained: true, Hash: "old",
	}
	m := Outdated(ReadBackForm(sampleFrame(t, lang.EN, "2026-03-05 10:25"), c, typed), "Sanne Bakker changed this case 20 seconds ago.")
	raw, err := m.JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"20 seconds ago", "My words", "My longer words", "shorter", "readback_refused", "Annual accounts two months late"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("the form shown again lacks %q", want)
		}
	}
	got, err := ParseMetadata(m.Metadata)
	if err != nil || got.Hash != c.TextHash || got.Number != c.Number {
		t.Errorf("the form is bound to %+v (%v), want the text as it stands", got, err)
	}
}

func TestAssignForm(t *testing.T) {
	c := caseAt(t, complaint.FaceConfirmed)
	c.Deliverers = []string{joost}
	c.Roster.Away = []complaint.Absence{{User: milan, From: at(t, "2026-03-01 00:00"), Until: at(t, "2026-03-07 00:00")}}
	inLanguages(t, "assign", "2026-03-05 10:40", func(f *Frame) screen { return AssignForm(f, c, complaint.Assignment{}) })
	chosen := complaint.Assignment{Handler: fatima, Title: "Hoofd Samenstel", Deliverers: []string{joost}, Why: "other", WhyText: "Knows the file"}
	inLanguages(t, "assign.chosen", "2026-03-05 10:40", func(f *Frame) screen { return AssignForm(f, c, chosen) })
	fresh := caseAt(t, complaint.FaceNew)
	inLanguages(t, "assign.early", "2026-03-05 10:40", func(f *Frame) screen { return AssignForm(f, fresh, complaint.Assignment{}) })
	for _, by := range complaint.DeliveredBy[1:] {
		inLanguages(t, "assign.early."+by, "2026-03-05 10:40", func(f *Frame) screen { return AssignForm(f, fresh, complaint.Assignment{Delivered: by}) })
	}
}

// The form says which of the two it is that the customer does not know yet, names all
// dates, asks for one field of the three, and gives no reason for nobody.
func TestAssignFormSaysWhyItAsks(t *testing.T) {
	f, c := sampleFrame(t, lang.EN, "2026-03-05 10:40"), caseAt(t, complaint.FaceNew)
	early := string(mustJSON(t, AssignForm(f, c, complaint.Assignment{})))
	text := c.Filing()
	if err := c.RecordReadBack(complaint.ReadBackForm{
		Verdict: complaint.ReadBackApproved, Summary: text.Summary, Story: text.Story, Hash: c.TextHash, At: at(t, "2026-03-05 10:30"), Via: "phone",
	}, member(lotte), at(t, "2026-03-05 10:31")); err != nil {
		t.Fatal(err)
	}
	later := string(mustJSON(t, AssignForm(f, c, complaint.Assignment{})))
	for name, tc := range map[string]struct{ raw, want, not string }{
		"before the report": {early, "has not approved the report yet", "was not explained"},
		"before the rest":   {later, "The procedure was not explained to", "approved the report"},
	} {
		if !strings.Contains(tc.raw, tc.want) || strings.Contains(tc.raw, tc.not) {
			t.Errorf("%s: want %q and not %q in %s", name, tc.want, tc.not, tc.raw)
		}
	}
	for _, b := range AssignForm(f, c, complaint.Assignment{}).Blocks {
		if in, ok := b.(*slack.InputBlock); ok && in.Optional != slices.Contains([]string{"brief", "keep"}, in.BlockID) {
			t.Errorf("%s is optional: %v", in.BlockID, in.Optional)
		}
		if in, ok := b.(*slack.InputBlock); ok && strings.HasPrefix(in.BlockID, "why") {
			if radio, _ := in.Element.(*slack.RadioButtonsBlockElement); radio.InitialOption != nil {
				t.Error("a reason is proposed before anybody is chosen")
			}
		}
	}
	if lines := strings.Count(assignTop(f, c), "\n"); lines != len(openDuties(c, 99)) {
		t.Errorf("%d lines for %d dates", lines, len(openDuties(c, 99)))
	}
}

// Slack keeps what stands in an input while its ids stay, so the proposal for
// another handler needs another id.
func TestFunctionFollowsTheHandler(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-05 10:40")
	ids := map[string]bool{}
	for _, user := range []string{"", milan, fatima} {
		raw, err := json.Marshal(titleField(f, complaint.Assignment{Handler: user}))
		if err != nil {
			t.Fatal(err)
		}
		ids[string(raw)] = true
	}
	if len(ids) != 3 {
		t.Errorf("%d different fields for three handlers", len(ids))
	}
}

func TestDesk(t *testing.T) {
	for _, stop := range road {
		c := caseAt(t, stop.face)
		if slices.Contains([]complaint.Face{complaint.FaceNew, complaint.FaceConfirmed}, stop.face) {
			continue
		}
		inLanguages(t, "desk."+string(stop.face), stop.now, func(f *Frame) screen {
			f.Viewer = member(milan)
			return Desk(f, c)
		})
		for _, secret := range []string{"Anna", "Annual accounts", "Wants a call", "12345678"} {
			f := sampleFrame(t, lang.EN, stop.now)
			f.Viewer = member(milan)
			raw, _ := Desk(f, c).JSON()
			if strings.Contains(string(raw), secret) {
				t.Errorf("the desk at %s tells %q outside the case file", stop.face, secret)
			}
		}
	}
	c := passedOn(t)
	inLanguages(t, "desk.passed", "2026-03-05 12:00", func(f *Frame) screen {
		f.Viewer = member(milan)
		return Desk(f, c)
	})
}

// passedOn is a case that Milan handled and Fatima handles now.
func passedOn(t *testing.T) *complaint.Case {
	c := caseAt(t, complaint.FaceAssigned)
	if err := c.Assign(complaint.Assignment{
		Handler: fatima, Name: "Fatima", Title: "head", Why: "process", Skip: "away", Unknown: "nobody knows",
	}, member(sanne), at(t, "2026-03-05 11:30")); err != nil {
		t.Fatal(err)
	}
	return c
}

// Only whoever handled a case is told that somebody else does now, or nobody; a colleague
// who is asked for something no more, that it is not theirs to do.
func TestWhoNeverHandledIsNotToldOfHandling(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-16 09:00")
	passed, vacant := passedOn(t), passedOn(t)
	vacant.Handler = ""
	for name, tc := range map[string]struct {
		user, want string
		message    func() *Message
	}{
		"who handled it":              {milan, "Somebody else handles this case now.", func() *Message { return Desk(f, passed) }},
		"who handled it, and nobody":  {milan, "You no longer handle this case.", func() *Message { return Desk(f, vacant) }},
		"who promised something once": {boek, "This is no longer yours to do.", func() *Message { return Promise(f, promising(t, complaint.FaceAnswered), 1) }},
	} {
		f.Viewer = member(tc.user)
		if raw := string(mustJSON(t, tc.message())); !strings.Contains(raw, tc.want) {
			t.Errorf("%s reads:\n%s", name, raw)
		}
	}
}

func TestContactForm(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned)
	for name, typed := range map[string]complaint.ContactForm{
		"contact":         {Reached: true, Via: "phone", At: at(t, "2026-03-06 09:30"), With: "Anna de Vries"},
		"contact.attempt": {Via: "phone", At: at(t, "2026-03-06 09:30")},
	} {
		inLanguages(t, name, "2026-03-06 09:45", func(f *Frame) screen { return ContactForm(f, c, typed, 1) })
	}
	late := complaint.ContactForm{Reached: true, Via: "phone", At: at(t, "2026-03-16 09:30")}
	inLanguages(t, "contact.after_answer", "2026-03-16 09:45", func(f *Frame) screen { return ContactForm(f, caseAt(t, complaint.FaceAnswered), late, 1) })
}

// Whoever was asked to handle the case and has not answered reads in the form that
// recording it is their answer; the others do not.
func TestFormsSayThatTheyTakeTheCaseOn(t *testing.T) {
	typed := complaint.ContactForm{Via: "phone", At: at(t, "2026-03-06 09:30")}
	inLanguages(t, "contact.takes_on", "2026-03-06 09:45", func(f *Frame) screen {
		f.Viewer = member(milan)
		return ContactForm(f, caseAt(t, complaint.FaceAssigned), typed, 1)
	})
	accepted := caseAt(t, complaint.FaceAssigned)
	if err := accepted.Accept(member(milan), at(t, "2026-03-05 12:00")); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name   string
		c      *complaint.Case
		viewer string
		want   int
	}{
		{"asked", caseAt(t, complaint.FaceAssigned), milan, 1},
		{"accepted", accepted, milan, 0},
		{"the officer", caseAt(t, complaint.FaceAssigned), sanne, 0},
	} {
		f := sampleFrame(t, lang.EN, "2026-03-06 09:45")
		f.Viewer = member(tc.viewer)
		for _, s := range []*Modal{ContactForm(f, tc.c, typed, 1), DraftForm(f, tc.c, complaint.Draft{}, Room{})} {
			raw, err := json.Marshal(s)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Count(string(raw), f.P.T("respond.takes_on")); got != tc.want {
				t.Errorf("%s, %s: said %d times, want %d", tc.name, s.CallbackID, got, tc.want)
			}
		}
	}
}
