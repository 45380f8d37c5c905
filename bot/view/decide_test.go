package view

import (
	"strings"
	"testing"

	"github.com/slack-go/slack"

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
	lists := &HomeLists{Leads: true, Approve: some(3, delay, handler, answer)}
	inLanguages(t, "home.decide", "2026-03-12 15:30", func(f *Frame) screen { return HomeTab(f, lists) })
	f := sampleFrame(t, lang.EN, "2026-03-12 15:30")
	for number, c := range map[string]*complaint.Case{"K-2026-0042:v1": answer, "K-2026-0043": handler, "K-2026-0044": delay} {
		raw := string(mustJSON(t, &Home{Blocks: []slack.Block{approvalRow(f, c)}}))
		if !strings.Contains(raw, `"value":"`+number+`"`) {
			t.Errorf("%s: the way to it is %s", number, raw)
		}
	}
}
