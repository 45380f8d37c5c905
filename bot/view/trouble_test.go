package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestTrouble(t *testing.T) {
	const now, number = "2026-03-09 09:00", "K-2026-0042"
	for why := range channelTroubles {
		inLanguages(t, "trouble."+why, now, func(f *Frame) screen { return ChannelTrouble(f, why, "") })
	}
	for name, standard := range map[string]bool{"roleless.standard": true, "roleless.named": false} {
		inLanguages(t, "trouble."+name, now, func(f *Frame) screen {
			f.Standard = standard
			return ChannelTrouble(f, "roleless", joost)
		})
	}
	inLanguages(t, "trouble.missing.named", now, func(f *Frame) screen { return ChannelTrouble(f, "missing", joost) })
	inLanguages(t, "trouble.unheard.named", now, func(f *Frame) screen { return ChannelTrouble(f, "unheard", complaint.DutyApprove) })
	inLanguages(t, "trouble.outsider.named", now, func(f *Frame) screen { return ChannelTrouble(f, "outsider", joost) })
	for _, why := range shutChannel {
		inLanguages(t, "trouble.held."+why, now, func(f *Frame) screen { return Held(f, number, why) })
	}
	inLanguages(t, "trouble.undelivered", now, func(f *Frame) screen { return Undelivered(f, number, "reminder", milan) })
	inLanguages(t, "trouble.undelivered_none", now, func(f *Frame) screen { return Undelivered(f, "", "trouble", sanne) })
	inLanguages(t, "trouble.plain", now, func(f *Frame) screen { return Plain(f, number) })
}

func TestTroubleWithCodesNobodyKnows(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-09 09:00")
	for name, m := range map[string]*Message{
		"channel": ChannelTrouble(f, "flooded", "U0UNKNOWN"), "kind": Undelivered(f, "K-2026-0042", "flood", "U0UNKNOWN"), "no number": Plain(f, ""),
	} {
		if m.Text == "" || strings.Contains(m.Text, "[") {
			t.Errorf("%s: says %q, want a sentence", name, m.Text)
		}
	}
}

// Who leads reads on the card that nobody is left to agree with the answer, and what mends it
// (PK-20).
func TestNobodyAgreesStandsOnTheCard(t *testing.T) {
	c := presetCase(t, "klachten")
	c.Interested = append(c.Interested, mees)
	inLanguages(t, "card.unagreed", "2026-03-05 10:40", func(f *Frame) screen { return Card(f, c) })
	if !c.Unanswerable(at(t, "2026-03-05 10:40")) {
		t.Error("somebody is left")
	}
}
