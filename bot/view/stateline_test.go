package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Under the facts of its card a case says what brought it to where it stands, and
// whom it waits for; nothing where the deadlines say all of that.
func TestStateLine(t *testing.T) {
	for face, want := range map[complaint.Face]string{
		complaint.FaceNew:          "",
		complaint.FaceConfirmed:    "*Customer approved the report* · Phone · Lotte Jansen · Thu 5 March at 10:30",
		complaint.FaceAssigned:     "",
		complaint.FaceInProgress:   "",
		complaint.FaceInApproval:   "*Approval asked* · version 1 · Milan de Wit · Thu 12 March at 15:00 · waits for Sanne Bakker or Mees Vos",
		complaint.FaceChangesAsked: "*Changes asked* · version 1 · Mees Vos · Thu 12 March at 15:40",
		complaint.FaceApproved:     "*Answer approved* · version 2 · Mees Vos · Thu 12 March at 16:00",
		complaint.FaceAnswered:     "*Answer given to the customer* · Phone · Milan de Wit · Fri 13 March at 10:00",
		complaint.FaceReopened:     "*Customer is not satisfied, the case is open again* · Phone · Lotte Jansen · Thu 19 March at 11:00",
		complaint.FaceDispute:      "*Handed to an independent third party* · Binding · Sanne Bakker · Thu 19 March at 11:00",
		complaint.FaceRuled:        "*The third party ruled* · Sanne Bakker · Thu 19 March at 11:00",
		complaint.FaceReady:        "*Customer is satisfied* · Phone · Lotte Jansen · Wed 18 March at 11:00",
	} {
		c, now := faceOf(t, face)
		if got := stateLine(sampleFrame(t, lang.EN, now), c); got != want {
			t.Errorf("%s: %q, want %q", face, got, want)
		}
	}
}

// What else a case waits for: somebody who was asked by name, agreement to more
// time, somebody to handle it.
func TestStateLineBeside(t *testing.T) {
	now := at(t, "2026-03-12 16:00")
	named := caseAt(t, complaint.FaceInApproval)
	late := inventedCase(t, givenToMilan(t))
	vacant := caseAt(t, complaint.FaceAssigned)
	anew := caseAt(t, complaint.FaceAssigned)
	for _, err := range []error{
		named.Delegate(1, mees, member(sanne), now),
		late.Extend(extension(t), member(milan), now),
		vacant.Decline("on leave", member(milan), now),
		anew.Decline("on leave", member(milan), now),
		anew.Assign(complaint.Assignment{Handler: fatima, Name: "Fatima El Idrissi", Title: "adviser", Why: "officer"}, member(sanne), now),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	f := sampleFrame(t, lang.EN, "2026-03-12 16:05")
	for name, tc := range map[string]struct {
		c    *complaint.Case
		want string
	}{
		"asked by name":   {named, "*Somebody else is asked to decide* · version 1 · passed on by Sanne Bakker to Mees Vos · Thu 12 March at 16:00 · waits for Mees Vos"},
		"more time":       {late, "*Extension asked* · by Mon 20 April · Milan de Wit · Thu 12 March at 16:00 · waits for Sanne Bakker"},
		"no handler":      {vacant, "*Another handler is needed* · Milan de Wit · Thu 12 March at 16:00"},
		"another handler": {anew, ""},
	} {
		got := stateLine(f, tc.c)
		if got[strings.LastIndex(got, "\n")+1:] != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
	if err := late.AgreeExtension(1, member(sanne), now); err != nil {
		t.Fatal(err)
	}
	if got := stateLine(f, late); !strings.HasSuffix(got, "*Extension agreed* · by Mon 20 April · Sanne Bakker · Thu 12 March at 16:00") {
		t.Errorf("agreed: %q", got)
	}
}

// After a try that nobody answered the card, the form and the reminder say from
// which day the next one counts; after enough of them nothing does.
func TestNextTry(t *testing.T) {
	c := caseAt(t, complaint.FaceAnswered)
	for i, day := range []string{"2026-03-16 10:00", "2026-03-17 10:00", "2026-03-18 10:00"} {
		when := at(t, day)
		if err := c.RecordFollowUp(complaint.FollowUpForm{Result: complaint.NoReply, At: when, Via: "phone"}, member(lotte), when); err != nil {
			t.Fatal(err)
		}
		f := sampleFrame(t, lang.EN, day)
		next := []string{"ext attempt from Tue 17 March; 1 of 3 made", "ext attempt from Wed 18 March; 2 of 3 made", ""}[i]
		d, err := c.Owed(complaint.DutyFollowUp, 1)
		if err != nil {
			t.Fatal(err)
		}
		for where, said := range map[string]string{
			"card": stateLine(f, c), "form": followUpTop(f, c), "reminder": besideReminder(f, c, d, complaint.StageDueDay),
		} {
			if strings.Contains(said, "ext attempt") != (next != "") || !strings.Contains(said, next) {
				t.Errorf("after %d the %s says %q, want %q", i+1, where, said, next)
			}
		}
	}
}

// At level standard the card says whom it is about, who recorded it and, in a few
// words, why it is where it is; its first two blocks name nobody.
func TestCardStandard(t *testing.T) {
	for _, tc := range []struct {
		face complaint.Face
		told string
	}{
		{complaint.FaceNew, ""}, {complaint.FaceInProgress, ""},
		{complaint.FaceChangesAsked, "Say by when the fine is refunded &amp; by whom"},
		{complaint.FaceReopened, "The fine came again"}, {complaint.FaceDispute, "Arbiter"},
	} {
		c, now := faceOf(t, tc.face)
		c.About = []string{joost}
		inLanguages(t, "card.standard."+string(tc.face), now, func(f *Frame) screen {
			f.Standard = true
			return Card(f, c)
		})
		for _, standard := range []bool{true, false} {
			f := sampleFrame(t, lang.EN, now)
			f.Standard = standard
			m := Card(f, c)
			raw := strings.ReplaceAll(string(mustJSON(t, m)), `\u0026`, "&")
			for _, said := range []string{"Joost Visser (kept out of this case)", `*Filed by*\nLotte Jansen`, "*Customer*", tc.told} {
				if strings.Contains(raw, said) != standard && said != "" {
					t.Errorf("%s, standard %v, says %q: %v", tc.face, standard, said, !standard)
				}
			}
			m.Blocks = m.Blocks[:2]
			for _, name := range sampleNames {
				if first := string(mustJSON(t, m)); strings.Contains(first, name) || strings.Contains(first, "Anna") {
					t.Errorf("%s: the first blocks name somebody: %s", tc.face, first)
				}
			}
		}
	}
}

func TestStory(t *testing.T) {
	c := caseAt(t, complaint.FaceNew)
	inLanguages(t, "story", "2026-03-05 10:25", func(f *Frame) screen { return Story(f, c) })
	inLanguages(t, "story.standard", "2026-03-05 10:25", func(f *Frame) screen {
		f.Standard = true
		return Story(f, c)
	})
}
