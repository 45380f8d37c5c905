package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

// The window of closing says in one sentence whether the case can be closed now.
func TestOneSentenceOnClosing(t *testing.T) {
	const notYet, anyway, ready = "cannot be closed yet", "You may close the case now.", "All that has to be done before closing is done."
	undone := presetCase(t, "kerngroep")
	for name, tc := range map[string]struct {
		c    *complaint.Case
		want string
	}{
		"something has to be done first": {caseAt(t, complaint.FaceAnswered), notYet},
		"everything is done":             {caseAt(t, complaint.FaceReady), ready},
		"nothing of it, and more left":   {undone, notYet},
	} {
		f := sampleFrame(t, lang.EN, "2026-03-18 14:00")
		m := CloseForm(f, tc.c, Closing{})
		raw := string(mustJSON(t, m))
		for _, says := range []string{notYet, anyway, ready} {
			if strings.Contains(raw, says) != (says == tc.want) {
				t.Errorf("%s: says %q or not, want %q:\n%s", name, says, tc.want, raw)
			}
		}
		if (m.Submit == "") != (tc.want == notYet) {
			t.Errorf("%s: can be sent: %v", name, m.Submit != "")
		}
	}
	c := caseAt(t, complaint.FaceReady)
	if got := mayClose(sampleFrame(t, lang.EN, "2026-03-18 14:00"), c, false); got != "close.not_yet" {
		t.Errorf("with something open: %s", got)
	}
}

// What one person alone sees offers the steps that they may take: not another handler to
// the handler, and nothing to who only reads. The card in the channel offers all.
func TestOwnButtonsAreStepsOneMayTake(t *testing.T) {
	c := caseAt(t, complaint.FaceInProgress)
	for user, want := range map[string][]string{
		sanne: {"answer.draft.open", "case.contact.open", "case.assign.open"}, milan: {"answer.draft.open", "case.contact.open"}, mees: nil,
	} {
		f := sampleFrame(t, lang.EN, "2026-03-06 12:00")
		f.Viewer = member(user)
		for name, raw := range map[string]string{
			"file": string(mustJSON(t, CaseFile(f, c, TabOverview, 1))), "thread": string(mustJSON(t, Buttons(f, c))),
		} {
			for _, action := range []string{"answer.draft.open", "case.contact.open", "case.assign.open"} {
				has := strings.Contains(raw, `"action_id":"`+action+`"`)
				if wanted := strings.Contains(strings.Join(want, " "), action); has != wanted {
					t.Errorf("%s of %s has %s: %v, want %v", name, user, action, has, wanted)
				}
			}
		}
	}
	if card := string(mustJSON(t, Card(sampleFrame(t, lang.EN, "2026-03-06 12:00"), c))); !strings.Contains(card, "case.assign.open") {
		t.Error("the card has no other handler")
	}
}
