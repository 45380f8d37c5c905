package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// Whatever waits for a decision stands in one part, each with the way to take it.
func TestWhatWaitsForADecision(t *testing.T) {
	answer, handler, delay := caseAt(t, complaint.FaceInApproval), proposed(t), inventedCase(t, givenToMilan(t))
	handler.Number, delay.Number = "K-2026-0043", "K-2026-0044"
	if err := delay.Extend(extension(t), member(milan), at(t, "2026-03-10 12:00")); err != nil {
		t.Fatal(err)
	}
	const now = "2026-03-12 15:30"
	lists := &HomeLists{Leads: true}
	for _, c := range []*complaint.Case{answer, handler, delay} {
		lists.Turns = append(lists.Turns, turn(t, c, sanne, now))
	}
	SortTurns(lists.Turns)
	inLanguages(t, "home.decide", now, func(f *Frame) screen { return HomeTab(f, lists) })
	f := sampleFrame(t, lang.EN, now)
	for _, tc := range []struct{ number, words string }{
		{"K-2026-0042:v1", "version 1 · Written by"}, {"K-2026-0043", "Proposed: *Milan de Wit*"}, {"K-2026-0044", "asks to move the answer"},
	} {
		raw := string(mustJSON(t, HomeTab(f, lists)))
		if !strings.Contains(raw, `"value":"`+tc.number+`"`) || !strings.Contains(raw, tc.words) {
			t.Errorf("%s: the way to it is %s", tc.number, raw)
		}
	}
}
