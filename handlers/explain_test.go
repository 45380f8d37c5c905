package handlers

import (
	"strings"
	"testing"

	"ombud/bot"
	"ombud/complaint"
)

// All that is wrong with a field stands under it, each once.
func TestAllThatIsWrongWithAFieldIsSaid(t *testing.T) {
	o := newOffice(t)
	refusals := complaint.Refusals{
		{Text: "error.summary_personal", Field: "summary"},
		{Text: "error.word_rather", Field: "summary", Args: []any{"word", "klacht", "rather", "melding"}},
		{Text: "error.summary_personal", Field: "summary"},
		{Text: "error.name_missing", Field: "name"},
	}
	resp, failed := o.h.Explain(&bot.Request{Kind: bot.KindSubmit, Team: firm, User: lotte}, refusals, "")
	p := o.h.printer(&bot.Request{})
	want := p.T("error.summary_personal") + " " + p.T("error.word_rather", "word", "klacht", "rather", "melding")
	if resp.Errors["summary"] != want || failed || len(resp.Errors) != 2 {
		t.Errorf("said %q, want %q", resp.Errors, want)
	}
	if strings.Contains(resp.Errors["name"], "klacht") {
		t.Errorf("under another field: %q", resp.Errors["name"])
	}
}
