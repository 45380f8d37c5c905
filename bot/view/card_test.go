package view

import (
	"encoding/json"
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestCard(t *testing.T) {
	for _, stop := range road {
		c := caseAt(t, stop.face)
		inLanguages(t, "card."+string(stop.face), stop.now, func(f *Frame) screen { return Card(f, c) })
	}
}

func TestCardStandard(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	inLanguages(t, "card.standard", "2026-03-06 12:00", func(f *Frame) screen {
		f.Standard = true
		return Card(f, c)
	})
}

func TestCardTellsNoMoreThanItsLevel(t *testing.T) {
	private := []string{"Anna", "Annual accounts", "385", "Joost", "12345678", "Wants a call"}
	tests := []struct {
		name         string
		standard     bool
		confidential bool
		secret       []string
	}{
		{"minimal", false, false, private},
		{"standard", true, false, []string{"385", "Joost", "12345678", "Wants a call"}},
		{"standard but confidential", true, true, private},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			for _, stop := range road {
				c := caseAt(t, stop.face)
				c.Confidential = tc.confidential
				f := sampleFrame(t, lang.EN, stop.now)
				f.Standard = tc.standard
				raw, err := Card(f, c).JSON()
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range tc.secret {
					if strings.Contains(string(raw), s) {
						t.Errorf("the card at %s tells %q", stop.face, s)
					}
				}
			}
		})
	}
}

func TestCardFlags(t *testing.T) {
	c := sampleCase(t)
	r := sampleRegistration(t)
	r.Unknown, r.ReceivedAt = true, at(t, "2026-02-20 10:00")
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	if err := c.LoseFile("F1", "too_big", at(t, "2026-03-05 10:21")); err != nil {
		t.Fatal(err)
	}
	inLanguages(t, "card.flags", "2026-03-05 10:25", func(f *Frame) screen { return Card(f, c) })
}

func TestDeadlineWords(t *testing.T) {
	c := caseAt(t, complaint.FaceAssigned) // contact is due Mon 9 March
	tests := []struct{ now, want string }{
		{"2026-03-05 11:05", "*Due in 2 working days* · Contact the customer by Mon 9 March"},
		{"2026-03-06 09:00", "*Due in 1 working day* · Contact the customer by Mon 9 March"},
		{"2026-03-09 23:59", "*Due today* · Contact the customer by Mon 9 March"},
		{"2026-03-10 00:00", "*Overdue since Tue 10 March* · Contact the customer by Mon 9 March"},
		{"2026-03-12 00:00", "*Overdue since Tue 10 March* · Contact the customer by Mon 9 March"},
	}
	for _, tc := range tests {
		t.Run(tc.now, func(t *testing.T) {
			got := dutyLines(sampleFrame(t, lang.EN, tc.now), c, 1)
			if !strings.Contains(got, tc.want) {
				t.Errorf("got %q, want it to say %q", got, tc.want)
			}
		})
	}
}

// The green button of a card is the step that the procedure asks for now.
func TestCardOffersTheNextStep(t *testing.T) {
	want := map[complaint.Face]string{
		complaint.FaceNew: "case.readback.open", complaint.FaceConfirmed: "case.assign.open",
		complaint.FaceAssigned: "case.contact.open", complaint.FaceInProgress: "answer.draft.open",
		complaint.FaceInApproval: "answer.review", complaint.FaceChangesAsked: "answer.draft.open",
		complaint.FaceApproved: "answer.deliver.open", complaint.FaceAnswered: "followup.open",
		complaint.FaceReady: "case.close.open", complaint.FaceClosed: "",
	}
	for _, stop := range road {
		raw, err := json.Marshal(Card(sampleFrame(t, lang.EN, stop.now), caseAt(t, stop.face)).Blocks)
		if err != nil {
			t.Fatal(err)
		}
		var blocks []struct {
			Elements []struct {
				ActionID string `json:"action_id"`
				Style    string `json:"style"`
			} `json:"elements"`
		}
		if err := json.Unmarshal(raw, &blocks); err != nil {
			t.Fatal(err)
		}
		green := ""
		for _, b := range blocks {
			for _, e := range b.Elements {
				if e.Style == "primary" {
					green += e.ActionID
				}
			}
		}
		if green != want[stop.face] {
			t.Errorf("%s: green is %q, want %q", stop.face, green, want[stop.face])
		}
	}
}

func TestMoreValue(t *testing.T) {
	number, step := ParseMore(MoreValue("K-2026-0042", complaint.StepContact))
	if number != "K-2026-0042" || step != complaint.StepContact {
		t.Errorf("got %q %q", number, step)
	}
	if number, step := ParseMore("nonsense"); number != "nonsense" || step != "" {
		t.Errorf("a forged value gives %q %q", number, step)
	}
}
