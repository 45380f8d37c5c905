package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// The card and the file of a case that goes round the channel say so, whatever took it
// there; of any other they do not.
func TestACaseRoundTheChannelSaysSo(t *testing.T) {
	const now = "2026-03-09 13:00"
	c := caseAt(t, complaint.FaceInProgress)
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		f := sampleFrame(t, l, now)
		said := f.P.T("filing.confidential")
		for round, open := range map[bool]*complaint.Case{false: c, true: roundTheChannel(t)} {
			for _, s := range []screen{Card(f, open), CaseFile(f, open, TabOverview, 1)} {
				if got := strings.Contains(asJSON(t, s), said); got != round {
					t.Errorf("%s, round the channel %v, says so %v", l, round, got)
				}
			}
		}
	}
}

func roundTheChannel(t *testing.T) *complaint.Case {
	t.Helper()
	c := caseAt(t, complaint.FaceInProgress)
	must(t, c.DeclareInterest(complaint.Interest{How: "my sister"}, member(fatima), at(t, "2026-03-09 12:00")))
	must(t, c.TakeConfidentialRoute([]string{fatima}, at(t, "2026-03-09 12:00")))
	return c
}

// The messages of who filed such a case and of who handles it say so as well; the latter's
// says who leads it now, which is not the officer who is kept out.
func TestMessagesOfACaseRoundTheChannelSaySo(t *testing.T) {
	const now = "2026-03-09 13:00"
	about := caseAt(t, complaint.FaceInProgress)
	must(t, about.DeclareInterest(complaint.Interest{How: "my sister", Channel: []string{sanne}}, member(sanne), at(t, "2026-03-09 12:00")))
	for _, l := range []lang.Language{lang.NL, lang.DA, lang.EN} {
		f := sampleFrame(t, l, now)
		said, led := f.P.T("filing.confidential"), f.P.T("desk.led", "who", f.NameList([]string{fatima}))
		for round, c := range map[bool]*complaint.Case{false: caseAt(t, complaint.FaceInProgress), true: about} {
			f.Viewer = member(c.Filer)
			if got := strings.Contains(asJSON(t, Receipt(f, c)), said); got != round {
				t.Errorf("%s, round the channel %v, the filer's says so %v", l, round, got)
			}
			f.Viewer = member(c.Handler)
			if got := asJSON(t, Desk(f, c)); strings.Contains(got, said+" "+led) != round {
				t.Errorf("%s, round the channel %v, the handler's says not so, or not who leads:\n%s", l, round, got)
			}
		}
	}
}
