package handlers

import (
	"context"
	"strings"
	"testing"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

// A short form that grew stale says who changed the case, keeps what was typed and
// can be sent again; when its work is done already, that is said instead.
func TestStaleShortForms(t *testing.T) {
	type submit func(context.Context, *bot.Request) (bot.Response, error)
	o := newOffice(t)
	readBack := o.filed(map[string]any{"done": []string{"readback"}})
	unknown := o.filed(map[string]any{"unknown": "unknown", "phone": "", "name": ""})
	for _, tc := range []struct {
		name, number, typed string
		submit              submit
		values              map[string]bot.Field
		who                 string
	}{
		{"explain", readBack, `"letter"`, o.h.submitExplain, map[string]bot.Field{"via": {Option: "letter"}, "when": {At: o.now.Unix()}}, "Lotte Jansen wijzigde"},
		{"reach", unknown, "030 1234567", o.h.submitReach, map[string]bot.Field{"name": {Text: "De buurman"}, "phone": {Text: "030 1234567"}}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			stale := view.Metadata{Number: tc.number, Rev: 99, Lang: "nl"}
			r := &bot.Request{Kind: bot.KindSubmit, User: sanne, View: bot.View{ID: "V1", Metadata: stale.String(), Values: tc.values}}
			resp, err := tc.submit(t.Context(), r)
			if err != nil || resp.Update == nil {
				t.Fatalf("no form to look at: %+v, %v", resp, err)
			}
			raw, err := resp.Update.JSON()
			must(t, err)
			if said := string(raw); !strings.Contains(said, tc.typed) || !strings.Contains(said, ":warning:") || !strings.Contains(said, tc.who) {
				t.Errorf("lacks %q or %q:\n%s", tc.typed, tc.who, said)
			}
			before := o.caseOf(tc.number).Rev(complaint.StepReadBack)
			r.View.Metadata = resp.Update.Metadata
			if _, err = tc.submit(t.Context(), r); err != nil || o.caseOf(tc.number).Rev(complaint.StepReadBack) != before+1 {
				t.Errorf("not recorded when sent again: %v", err)
			}
			r.View.Metadata = stale.String()
			if _, err = tc.submit(t.Context(), r); err == nil || strings.Contains(err.Error(), "changed meanwhile") {
				t.Errorf("what is done already: %v", err)
			}
		})
	}
}
