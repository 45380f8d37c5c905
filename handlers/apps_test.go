package handlers

import (
	"slices"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/playground"
)

const (
	slackbot = "USLACKBOT"
	planner  = "U0PLANNER" // an app of another maker
)

// In whatever form people are chosen, an app among them is refused under its field,
// and nothing else of the form is looked at first; a form without one goes its way.
func TestNoFormTakesAnApp(t *testing.T) {
	o := newOffice(t)
	must(t, o.AddUser(playground.User{ID: planner, Name: "planner", RealName: "Planner", Bot: true}))
	self, err := o.h.Slack.Self(t.Context())
	must(t, err)
	submits := o.h.Routes().Submits
	for _, tc := range []struct{ form, field string }{
		{"case.file", "about"}, {"case.file", "deliverers"}, {"case.assign", "deliverers"}, {"case.interest", "who"},
		{"case.consult", "with"}, {"case.inform", "who"}, {"case.colleague", "user"}, {"case.coowner", "user"},
		{"case.correct", "about"}, {"case.measure", "owner"}, {"measure.move", "owner"}, {"case.close", "owner"},
		{"answer.draft", "who1"}, {"case.contact", "who1"}, {"away", "deputy"}, {"people.name", "users"},
	} {
		if submits[tc.form] == nil {
			t.Fatalf("there is no form %s", tc.form)
		}
		for who, app := range map[string]string{"Slackbot": slackbot, "Ombud": self.User, "Planner": planner} {
			r := &bot.Request{Kind: bot.KindSubmit, Route: tc.form, User: sanne, Team: firm, View: bot.View{
				ID: "V1", Metadata: view.Metadata{Number: "K-2026-0001", Lang: "nl"}.String(), Values: map[string]bot.Field{tc.field: {Users: []string{milan, app}}},
			}}
			_, err := submits[tc.form](t.Context(), r)
			resp, _ := o.h.Explain(r, err, "")
			if got := resp.Errors[tc.field]; !strings.HasPrefix(got, "Een app kan hier niet: ") || !strings.Contains(got, who) || strings.Contains(got, "Milan") {
				t.Errorf("%s, %s: %q", tc.form, tc.field, got)
			}
		}
	}
}

// Somebody without a full account can be whom a complaint is about; an app cannot,
// and what was typed stays.
func TestWhomAComplaintIsAbout(t *testing.T) {
	o := newOffice(t)
	p := o.as(lotte)
	p.command("/klacht", "")
	p.fill(phoned())
	p.fill(map[string]any{"about": []string{slackbot, gast}})
	if seen := p.submit(); !strings.Contains(seen.Errors["about"], "Slackbot") || strings.Contains(seen.Errors["about"], "Gast") {
		t.Fatalf("%+v", seen.Errors)
	}
	p.fill(map[string]any{"about": []string{gast}})
	p.submit()
	if c := o.caseOf("K-2026-0001"); !slices.Equal(c.About, []string{gast}) {
		t.Errorf("it is about %v", c.About)
	}
}
