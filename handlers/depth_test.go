package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/complaint"
)

// Of two who decide at once the second is told, three windows deep as well, and
// keeps what they wrote.
func TestSecondToDecideThreeWindowsDeep(t *testing.T) {
	o := newOffice(t)
	number := o.asked()
	p := o.as(sanne)
	p.command("/klacht", "toon "+number)
	p.inView("answer.review")
	p.inView("answer.changes.open")
	p.fill(map[string]any{"comment": "Noem de datum ook"})
	o.does(number, func(c *complaint.Case) error { return c.Approve(1, full(mees), o.now) })
	seen := p.submit()
	if said := seen.Errors["comment"]; !strings.Contains(said, "Mees Vos was je voor") {
		t.Errorf("told %q", said)
	}
	if state := string(p.Modal().State); len(p.Modals()) != 3 || !strings.Contains(state, "Noem de datum ook") {
		t.Errorf("%d windows, in the top one %s", len(p.Modals()), state)
	}
}

// What Slack would refuse over a full stack is said in another way.
func TestTellOverAFullStack(t *testing.T) {
	o := newOffice(t)
	for _, tc := range []struct {
		name string
		r    bot.Request
		want string
	}{
		{"submission", bot.Request{Kind: bot.KindSubmit}, "push"},
		{"submission over two", bot.Request{Kind: bot.KindSubmit, View: bot.View{Full: true, Inputs: []string{"a", "b"}}}, "under a"},
		{"submission without inputs", bot.Request{Kind: bot.KindSubmit, View: bot.View{Full: true}}, "push"},
		{"button", bot.Request{Kind: bot.KindAction}, "open"},
		{"button over two", bot.Request{Kind: bot.KindAction, View: bot.View{Full: true}}, "message"},
	} {
		resp := o.h.tell(&tc.r, "Nee.")
		got := ""
		switch {
		case resp.Push != nil:
			got = "push"
		case resp.Open != nil:
			got = "open"
		case resp.Errors["a"] != "":
			got = "under a"
		case resp.Ephemeral != nil:
			got = "message"
		}
		if got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}
