package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Whoever writes the line about a case reads where it will be read: in the channel only
// where the company's cards show it, and the case is not kept out of it.
func TestTheLineSaysWhereItIsRead(t *testing.T) {
	const channel, lists = "This line is shown in the channel.", "Colleagues with a role see this line in their lists."
	for _, tc := range []struct {
		name                   string
		standard, confidential bool
		filing, correct        string
	}{
		{"minimal cards", false, false, lists, lists},
		{"standard cards", true, false, channel, channel},
		{"standard cards, a confidential case", true, true, channel, lists},
	} {
		f := sampleFrame(t, lang.EN, "2026-03-09 09:00")
		f.Standard = tc.standard
		c := caseAt(t, complaint.FaceInProgress)
		c.Confidential = tc.confidential
		filing := string(mustJSON(t, FilingForm(f, presetOf(t, "exactpi"), complaint.Registration{Via: "phone"}, Offer{}, Metadata{})))
		if !strings.Contains(filing, tc.filing) {
			t.Errorf("%s: the filing form lacks %q", tc.name, tc.filing)
		}
		if hint := summaryHint(f, f.Tells(c)); !strings.HasPrefix(hint, tc.correct) {
			t.Errorf("%s: a correction says %q", tc.name, hint)
		}
	}
}

// The window of deadlines says which stretch of time is on.
func TestTheStretchOfDeadlinesIsSaid(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-10 09:00")
	for q, want := range map[DueQuery]string{
		{Today: true}:                "*Today*, Tue 10 March",
		{}:                           "*Seven days* from Tue 10 March",
		{After: "3"}:                 "*Seven days* from Tue 10 March",
		{Today: true, After: "late"}: "*Today*, Tue 10 March",
	} {
		if raw := string(mustJSON(t, DueModal(f, q, nil, ""))); !strings.Contains(raw, want) {
			t.Errorf("%+v lacks %q: %s", q, want, raw)
		}
	}
}

// Who has been away for long reads the first cases, and opens the others.
func TestReturnedShowsTheRest(t *testing.T) {
	f := sampleFrame(t, lang.EN, "2026-03-16 09:00")
	c := caseAt(t, complaint.FaceAssigned)
	for n, rest := range map[int]string{0: "", 1: "", returnLines: "", returnLines + 1: "and 1 more", returnLines + 7: "and 7 more"} {
		var cases []*complaint.Case
		for range n {
			cases = append(cases, c)
		}
		raw := string(mustJSON(t, Returned(f, weekOff(t), cases)))
		if got := strings.Count(raw, "• "); got != min(n, returnLines) {
			t.Errorf("%d cases: %d lines", n, got)
		}
		if button := strings.Contains(raw, `"home.all"`); button != (rest != "") || !strings.Contains(raw, rest) {
			t.Errorf("%d cases: %s", n, raw)
		}
	}
}
