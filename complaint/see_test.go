package complaint

import (
	"slices"
	"testing"
)

func TestMaySee(t *testing.T) {
	now := at(t, "2026-03-20 12:00")
	for _, tc := range []struct {
		who                                  string
		by                                   Person
		state, card, filing, answer, readers bool
	}{
		{"officer", member(sanne), true, true, true, true, true},
		{"deputy", member(fatima), true, true, true, true, true},
		{"management", member(mees), true, true, true, true, true},
		{"handler", member(milan), true, true, true, true, false},
		{"filer", member(lotte), true, true, true, true, false}, // after the answer Lotte calls
		{"deliverer", member(joost), false, false, false, false, false},
		{"colleague", member("U0OTHER"), false, false, false, false, false},
		{"officer whom Slack calls a guest", Person{ID: sanne}, false, false, false, false, false},
		{"nobody", Person{}, false, false, false, false, false},
	} {
		t.Run(tc.who, func(t *testing.T) {
			c := walkTo(t, FaceAnswered)
			for part, want := range map[Part]bool{PartState: tc.state, PartCard: tc.card, PartFiling: tc.filing, PartAnswer: tc.answer, PartReaders: tc.readers} {
				if got := c.MaySee(tc.by, part, now); got != want {
					t.Errorf("%s: %v, want %v", part, got, want)
				}
			}
		})
	}
	t.Run("filer before the answer", func(t *testing.T) {
		c := walkTo(t, FaceInProgress)
		if !c.MaySee(member(lotte), PartFiling, now) || c.MaySee(member(lotte), PartAnswer, now) {
			t.Error("the filer reads what they wrote, not what the handler drafts")
		}
	})
	t.Run("filer with an interest", func(t *testing.T) {
		c := newCase(t)
		r := registration(t)
		r.Interested, r.Interest = true, "I am the customer's sister"
		if err := c.Register(r, member(lotte), now); err != nil {
			t.Fatal(err)
		}
		if !c.MaySee(member(lotte), PartState, now) || c.MaySee(member(lotte), PartFiling, now) {
			t.Error("an involved filer sees number and state only")
		}
	})
}

func TestNobodyInvolvedIsEverTold(t *testing.T) {
	for _, involved := range []string{sanne, fatima, mees, milan, joost} {
		t.Run(involved, func(t *testing.T) {
			c := newCase(t)
			c.Number = "K-2026-0042"
			r := registration(t)
			r.About = []string{involved}
			if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
				t.Fatal(err)
			}
			if err := c.TakeConfidentialRoute([]string{involved}, at(t, "2026-03-05 10:21")); err != nil {
				t.Fatal(err)
			}
			tick(t, c, at(t, "2026-03-05 10:20"), at(t, "2026-03-20 10:00"))
			for _, e := range c.Events {
				for _, n := range c.Notices(e) {
					if n.To == involved {
						t.Errorf("%s is told %s of event %d", involved, n.Kind, e.Seq)
					}
				}
			}
			if slices.Contains(c.Audience(at(t, "2026-03-05 10:21")), involved) {
				t.Errorf("%s is in the audience", involved)
			}
		})
	}
}

func TestConfidentialWithNobodyLeftIsRefusedLoudly(t *testing.T) {
	c := newCase(t)
	r := registration(t)
	r.About = []string{sanne, fatima, mees}
	if err := c.Register(r, member(lotte), at(t, "2026-03-05 10:20")); err != nil {
		t.Fatal(err)
	}
	if err := c.TakeConfidentialRoute([]string{sanne}, at(t, "2026-03-05 10:21")); err == nil {
		t.Error("accepted, though nobody is left to handle it")
	}
}
