package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/complaint"
	"ombud/procedure"
)

// All that is wrong with a field stands under it, each once.
func TestAllThatIsWrongWithAFieldIsSaid(t *testing.T) {
	o := newOffice(t)
	refusals := complaint.Refusals{
		{Text: "error.summary_personal", Field: "summary"},
		{Text: "error.word", Field: "summary", Args: []any{"words", []procedure.Found{{Word: "klacht", Rather: "melding"}, {Word: "fout"}}}},
		{Text: "error.summary_personal", Field: "summary"},
		{Text: "error.name_missing", Field: "name"},
	}
	r := &bot.Request{Kind: bot.KindSubmit, Team: firm, User: lotte, View: bot.View{Inputs: []string{"name", "summary"}}}
	resp, failed := o.h.Explain(r, refusals, "")
	p := o.h.printer(&bot.Request{})
	want := p.T("error.summary_personal") + " " + p.T("error.word", "words", `"klacht" (liever: melding) en "fout"`)
	if resp.Errors["summary"] != want || failed || len(resp.Errors) != 2 {
		t.Errorf("said %q, want %q", resp.Errors, want)
	}
	if strings.Contains(resp.Errors["name"], "klacht") {
		t.Errorf("under another field: %q", resp.Errors["name"])
	}
	early := complaint.Refusals{{Text: "error.letter_address", Field: "address"}} // sent before its field was drawn
	if resp, _ := o.h.Explain(r, early, ""); len(resp.Errors) > 0 || resp.Push == nil {
		t.Errorf("said of a field that is not there: %+v", resp)
	}
}
