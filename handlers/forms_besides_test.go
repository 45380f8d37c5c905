package handlers

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"ombud/bot"
	"ombud/bot/view"
	"ombud/complaint"
)

func TestReceiptForms(t *testing.T) {
	values := map[string]bot.Field{
		"how": {Option: view.ConfirmedCalled}, "via": {Option: "phone"}, "when": {At: noon.Unix()},
		"with": {Text: " Anna "}, "said": {Text: "We call back"}, "day": {Date: "2026-03-20"},
		"text": {Text: "Dear madam"}, "files": {Files: []bot.File{{ID: "F1", Name: "brief.pdf", MIME: "application/pdf", Size: 12}}},
	}
	called := complaint.Receipt{At: noon, Via: "phone", With: "Anna", Said: "We call back", Day: "2026-03-20"}
	if diff := cmp.Diff(called, receiptForm(&bot.View{Values: values})); diff != "" {
		t.Errorf("called (-want +got)\n%s", diff)
	}
	values["how"], values["via"] = bot.Field{Option: view.ConfirmedSent}, bot.Field{Option: "letter"}
	sent := complaint.Receipt{
		At: noon, Via: "letter", Said: "Dear madam",
		Files: []complaint.Attachment{{ID: "F1", Name: "brief.pdf", MIME: "application/pdf", Size: 12}},
	}
	if diff := cmp.Diff(sent, receiptForm(&bot.View{Values: values})); diff != "" {
		t.Errorf("a letter keeps nothing of a conversation (-want +got)\n%s", diff)
	}
}

func TestWhoseInitiative(t *testing.T) {
	for option, want := range map[string][2]bool{
		view.ContactReached: {true, false}, view.ContactInbound: {true, true}, view.ContactTried: {false, false}, "forged": {false, false},
	} {
		form := contactForm(&bot.View{Values: map[string]bot.Field{"reached": {Option: option}}})
		if got := [2]bool{form.Reached, form.Inbound}; got != want {
			t.Errorf("%s: reached and by the customer %v, want %v", option, got, want)
		}
	}
}

func TestTheReasonInWhicheverField(t *testing.T) {
	for block, want := range map[string]string{"why": "officer", "why_officer": "process", "why_process": "other", "why_other": "officer", "why_boss": ""} {
		v := &bot.View{Values: map[string]bot.Field{block: {Option: "officer"}}}
		if want != "" {
			v.Values[block] = bot.Field{Option: want}
		}
		if got := whyOf(v); got != want {
			t.Errorf("%s: %q, want %q", block, got, want)
		}
	}
}

func TestSourceOfAMessage(t *testing.T) {
	for packed, want := range map[string]string{"C1:1.2:U1": "C1:1.2", "C1:1.2:": "C1:1.2", "C1:1.2": "C1:1.2", "": ":"} {
		if got := sourceOf(packed); got != want {
			t.Errorf("%q: %q, want %q", packed, got, want)
		}
	}
}

// Forms beside the road that grew stale say who changed the case, keep what
// was typed and can be sent again.
func TestStaleFormsBeside(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	for _, tc := range []struct {
		name   string
		user   string
		submit func(context.Context, *bot.Request) (bot.Response, error)
		step   complaint.Step
		values map[string]bot.Field
		typed  string
	}{
		{"receipt", sanne, o.h.submitReceipt, complaint.StepAck, map[string]bot.Field{
			"how": {Option: view.ConfirmedCalled}, "via": {Option: "phone"}, "when": {At: o.now.Unix()}, "with": {Text: "Anna"},
			"said": {Text: "We bellen terug"}, "day": {Date: "2026-03-20"},
		}, "We bellen terug"},
		{"classify", sanne, o.h.submitClassify, complaint.StepClassify, map[string]bot.Field{
			"submitted": {Option: "oral"}, "nature": {Option: "service"}, "weight": {Option: "minor"}, "object": {Text: "De jaarrekening"},
		}, "De jaarrekening"},
		{"consult", milan, o.h.submitConsult, complaint.StepConsult, map[string]bot.Field{
			"with": {Users: []string{lotte}}, "done": {Option: "yes"}, "when": {At: o.now.Unix()}, "said": {Text: "Beloofd voor september"},
		}, "Beloofd voor september"},
		{"extend", sanne, o.h.submitExtend, complaint.StepExtend, map[string]bot.Field{
			"day": {Date: "2026-04-20"}, "reason": {Text: "De expert is ziek"}, "via": {Option: "phone"}, "when": {At: o.now.Unix()},
		}, "De expert is ziek"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			stale := view.Metadata{Number: number, Rev: 99, Lang: "nl"}
			r := &bot.Request{Kind: bot.KindSubmit, User: tc.user, View: bot.View{ID: "V" + tc.name, Metadata: stale.String(), Values: tc.values}}
			resp, err := tc.submit(t.Context(), r)
			if err != nil || resp.Update == nil {
				t.Fatalf("no form to look at: %+v, %v", resp, err)
			}
			raw, err := resp.Update.JSON()
			must(t, err)
			if said := string(raw); !strings.Contains(said, tc.typed) || !strings.Contains(said, ":warning:") {
				t.Errorf("lacks %q or the warning:\n%s", tc.typed, said)
			}
			before := o.caseOf(number).Rev(tc.step)
			r.View.Metadata = resp.Update.Metadata
			if _, err = tc.submit(t.Context(), r); err != nil || o.caseOf(number).Rev(tc.step) != before+1 {
				t.Errorf("not recorded when sent again: %v", err)
			}
		})
	}
}

// Forms that nobody was shown are refused as the rules say.
func TestForgedFormsBeside(t *testing.T) {
	o := newInvented(t)
	number := o.inHand()
	m := view.Metadata{Number: number, Lang: "nl"}
	refuse := m
	refuse.Version = 7
	for _, tc := range []struct {
		name   string
		user   string
		submit func(context.Context, *bot.Request) (bot.Response, error)
		meta   view.Metadata
		values map[string]bot.Field
		want   string
	}{
		{"receipt by the handler", milan, o.h.submitReceipt, m, nil, "error.not_allowed"},
		{"receipt by a pigeon", sanne, o.h.submitReceipt, m, map[string]bot.Field{"via": {Option: "pigeon"}}, "error.ack_form"},
		{"class by the filer", lotte, o.h.submitClassify, m, nil, "error.not_allowed"},
		{"class of another procedure", sanne, o.h.submitClassify, m, map[string]bot.Field{"nature": {Option: "finance"}}, "error.nature_missing"},
		{"declined by somebody else", sanne, o.h.submitDecline, m, map[string]bot.Field{"reason": {Text: "x"}}, "error.not_allowed"},
		{"interest of others by the handler", milan, o.h.submitInterest, m, map[string]bot.Field{"who": {Users: []string{sanne}}, "how": {Text: "x"}}, "error.not_allowed"},
		{"consultation by the filer", lotte, o.h.submitConsult, m, nil, "error.not_allowed"},
		{"refusal of no request", sanne, o.h.submitRefuseExtension, refuse, map[string]bot.Field{"reason": {Text: "x"}}, "no such case"},
		{"extension into next year", sanne, o.h.submitExtend, m, map[string]bot.Field{
			"day": {Date: "2027-04-20"}, "reason": {Text: "x"}, "via": {Option: "phone"}, "when": {At: o.now.Unix()},
		}, "error.extension_far"},
		{"a message of no words", sanne, o.h.submitExcerpt, m, map[string]bot.Field{"text": {Text: " "}}, "error.excerpt_empty"},
		{"of an outsider", gast, o.h.submitExcerpt, m, nil, "error.outsider"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			before := len(o.caseOf(number).Events)
			r := &bot.Request{Kind: bot.KindSubmit, User: tc.user, View: bot.View{ID: "V1", Metadata: tc.meta.String(), Values: tc.values}}
			_, err := tc.submit(t.Context(), r)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %s", err, tc.want)
			}
			if after := len(o.caseOf(number).Events); after != before {
				t.Errorf("%d events recorded", after-before)
			}
		})
	}
}
