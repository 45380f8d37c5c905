package view

import (
	"strings"
	"testing"

	"ombud/complaint"
	"ombud/lang"
)

func TestAsk(t *testing.T) {
	const now = "2026-03-09 09:00"
	c := caseAt(t, complaint.FaceInApproval)
	inLanguages(t, "ask.sorry", now, func(f *Frame) screen {
		text := f.P.T("error.not_allowed_step", "button", StepName(f.P, complaint.StepReview), "roles", f.P.Either(RoleWords(f.P, []complaint.Role{complaint.RoleManagement})), "who", f.NameList([]string{sanne, mees}))
		return SorryAsk(f, text, c.Number, complaint.StepReview, []string{sanne, mees})
	})
	inLanguages(t, "ask.done", now, func(f *Frame) screen { return Asked(f, sanne, true) })
	inLanguages(t, "ask.again", now, func(f *Frame) screen { return Asked(f, sanne, false) })
	inLanguages(t, "ask.nudge", now, func(f *Frame) screen { return Nudge(f, c, complaint.StepReview, milan) })
	inLanguages(t, "ask.nudge_file", now, func(f *Frame) screen { return Nudge(f, c, complaint.StepOpenFile, milan) })
	taken := &complaint.Event{Actor: mees, Recorded: at(t, now)}
	inLanguages(t, "ask.taken", now, func(f *Frame) screen { return NudgeOver(f, c, complaint.StepReview, taken) })
	inLanguages(t, "ask.over", now, func(f *Frame) screen { return NudgeOver(f, c, complaint.StepReview, nil) })
	f := sampleFrame(t, lang.EN, now)
	f.Viewer = member(mees)
	if raw := string(mustJSON(t, NudgeOver(f, c, complaint.StepReview, taken))); !strings.Contains(raw, "Done in case") || strings.Contains(raw, "primary") {
		t.Errorf("who did it reads %s", raw)
	}
}

// What a button carries is ids only, and comes back as it went.
func TestAskValue(t *testing.T) {
	for _, tc := range []struct {
		value, number string
		step          complaint.Step
		user          string
	}{
		{askValue("K-2026-0042", complaint.StepReview, sanne), "K-2026-0042", complaint.StepReview, sanne},
		{"K-2026-0042", "K-2026-0042", "", ""},
		{"", "", "", ""},
		{"a:b:c:d", "a", "b", "c:d"},
	} {
		if number, step, user := ParseAsk(tc.value); number != tc.number || step != tc.step || user != tc.user {
			t.Errorf("%q is %q, %q, %q", tc.value, number, step, user)
		}
	}
	raw := string(mustJSON(t, SorryAsk(sampleFrame(t, lang.EN, "2026-03-09 09:00"), "No.", "K-2026-0042", complaint.StepReview, []string{sanne})))
	if value := `"value":"K-2026-0042:review:U0SANNE"`; !strings.Contains(raw, value) {
		t.Errorf("%s lacks %s", raw, value)
	}
}

// Every button and form that begins a step is known to belong to it.
func TestStepOfRoute(t *testing.T) {
	for step, action := range stepActions {
		if got := StepOfRoute(action); got != step {
			t.Errorf("%s is of %q, want %q", action, got, step)
		}
	}
	for route, want := range map[string]complaint.Step{
		"case.assign": complaint.StepAssign, "case.followup": complaint.StepFollowUp, "answer.approve": complaint.StepReview,
		"answer.changes": complaint.StepReview, "answer.deliver": complaint.StepDeliver, "home.page": "", "": "",
	} {
		if got := StepOfRoute(route); got != want {
			t.Errorf("%s is of %q, want %q", route, got, want)
		}
	}
}
