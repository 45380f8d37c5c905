package handlers

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

var noon = time.Date(2026, 3, 5, 12, 0, 0, 0, time.UTC)

func TestRegistration(t *testing.T) {
	got := (&Handlers{}).registration(&bot.View{Values: map[string]bot.Field{
		"via": {Option: "letter"}, "received": {At: noon.Unix()}, "name": {Text: " Anna de Vries \n"}, "address": {Text: "Dorpsstraat 1"},
		"summary": {Text: "Accounts late"}, "story": {Text: "They came late."}, "wish": {Text: ""},
		"about": {Users: []string{"U0JOOST"}}, "deliverers": {Users: []string{"U0MILAN"}}, "deliverer": {Text: "Bo Jansen"},
		"nature": {Option: view.NatureLater}, "files": {Files: []bot.File{{ID: "F1", Name: "brief.pdf", MIME: "application/pdf", Size: 12}}},
		"done": {Options: []string{"readback", "explained"}}, "coi": {Options: []string{"coi"}}, "interest": {Text: "my file"},
		"given": {Text: " kopie meegegeven "},
	}})
	want := complaint.Registration{
		Filing: complaint.Filing{
			Name: "Anna de Vries", Address: "Dorpsstraat 1", Summary: "Accounts late", Story: "They came late.",
			Deliverer: "Bo Jansen", Interest: "my file",
			Files: []complaint.Attachment{{ID: "F1", Name: "brief.pdf", MIME: "application/pdf", Size: 12}},
		},
		Via: "letter", ReceivedAt: noon, About: []string{"U0JOOST"}, Deliverers: []string{"U0MILAN"},
		Interested: true, ReadBack: true, Explained: true, Given: "kopie meegegeven",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if empty := (&Handlers{}).registration(&bot.View{}); !empty.ReceivedAt.IsZero() || empty.Unknown || empty.Interested {
		t.Errorf("an empty form gives %+v", empty)
	}
}

func TestContactForm(t *testing.T) {
	values := map[string]bot.Field{
		"reached": {Option: "yes"}, "via": {Option: "phone"}, "when": {At: noon.Unix()}, "with": {Text: "Anna"},
		"solved": {Options: []string{"solved"}}, "how": {Text: "refund"}, "day": {Date: "2026-03-20"}, "note": {Text: "glad"},
	}
	spoke := complaint.ContactForm{
		At: noon, Via: "phone", With: "Anna", Reached: true, Solved: true, How: "refund", Day: "2026-03-20", Note: "glad",
	}
	if diff := cmp.Diff(spoke, contactForm(&bot.View{Values: values})); diff != "" {
		t.Errorf("reached (-want +got)\n%s", diff)
	}
	values["reached"] = bot.Field{Option: "no"}
	tried := complaint.ContactForm{At: noon, Via: "phone", With: "Anna", Note: "glad"}
	if diff := cmp.Diff(tried, contactForm(&bot.View{Values: values})); diff != "" {
		t.Errorf("a try agrees nothing (-want +got)\n%s", diff)
	}
}

func TestAssignmentAndReadBackForms(t *testing.T) {
	a := assignment(&bot.View{Values: map[string]bot.Field{
		"handler": {Option: "U0MILAN"}, "title": {Text: "Hoofd Samenstel "}, "why": {Option: "other"}, "why_text": {Text: "knows it"},
		"deliverers": {Users: []string{"U0JOOST"}}, "deliverer": {Text: "Bo"}, "unknown": {Text: "long ago"}, "skip": {Text: "abroad"}, "brief": {Text: "call"},
	}})
	want := complaint.Assignment{
		Handler: "U0MILAN", Title: "Hoofd Samenstel", Why: "other", WhyText: "knows it", Brief: "call",
		Deliverers: []string{"U0JOOST"}, Deliverer: "Bo", Unknown: "long ago", Skip: "abroad",
	}
	if diff := cmp.Diff(want, a, cmpopts.IgnoreUnexported(complaint.Assignment{})); diff != "" {
		t.Errorf("assignment (-want +got)\n%s", diff)
	}
	r := readBackForm(&bot.View{Values: map[string]bot.Field{
		"verdict": {Option: "readback_approved"}, "summary": {Text: "s"}, "story": {Text: "t"}, "via": {Option: "phone"},
		"when": {At: noon.Unix()}, "note": {Text: "n"}, "done": {Options: []string{"explained"}},
	}}, view.Metadata{Hash: "h"})
	form := complaint.ReadBackForm{
		Verdict: complaint.ReadBackApproved, Summary: "s", Story: "t", Via: "phone", At: noon, Note: "n", Explained: true, Hash: "h",
	}
	if diff := cmp.Diff(form, r); diff != "" {
		t.Errorf("read-back (-want +got)\n%s", diff)
	}
}

func TestMessageTime(t *testing.T) {
	for ts, want := range map[string]int64{"1772712000.000200": 1772712000, "": 0, "abc": 0, "-5": 0, "1e300": 0, "NaN": 0} {
		got := messageTime(ts)
		if want == 0 != got.IsZero() || want != 0 && got.Unix() != want {
			t.Errorf("%q is %v", ts, got)
		}
	}
}

func TestWarns(t *testing.T) {
	soft := complaint.Refusals{{Text: "error.name_missing"}, {Text: "error.old_receipt"}}
	if !warns(soft, "error.old_receipt") || warns(soft, "error.handler_away") || warns(nil, "error.old_receipt") {
		t.Error("a warning is one of the refusals, and nothing else")
	}
}
