package playground

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

// answering makes the app answer each interaction of a type with this JSON.
func (o *office) answering(kind, body string) {
	o.app.says(func(g got, w http.ResponseWriter) {
		if text(g.payload, "type") == kind {
			w.Header().Set("Content-Type", "application/json")
			_, _ = fmt.Fprint(w, body)
		}
	})
}

func TestSubmitRefusesAnUnfinishedForm(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.open(sanne, form1)
	p := o.As(sanne)
	_, err := p.Fill("mail", "geen adres")
	o.must(err)
	seen, err := p.Submit()
	wantRefusal(t, err, "not complete")
	if seen.Errors["name"] == "" || seen.Errors["mail"] == "" || seen.Modal == nil {
		t.Errorf("seen %+v", seen)
	}
	if n := len(o.Calls("view_submission")); n != 0 {
		t.Errorf("%d submissions were sent", n)
	}
	_, err = p.Fill("name", strings.Repeat("x", 13))
	wantRefusal(t, err, "at most 12")
	_, err = p.Fill("via", "fax")
	wantRefusal(t, err, "not in the list")
	_, err = p.Fill("naam", "x")
	wantRefusal(t, err, "no input")
	_, err = o.As(milan).Fill("name", "x")
	wantRefusal(t, err, "no modal")
}

func TestSubmissionPayload(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	v := o.open(sanne, form1).Modal
	o.must(o.As(sanne).FillAll(map[string]any{"name": "Zon"}))
	seen, err := o.As(sanne).Submit()
	o.must(err)
	if seen.Modal != nil {
		t.Error("an empty answer must close the modal")
	}
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{
		"type": "view_submission", "user.id": sanne, "team.id": "T0FIRM", "view.id": v.ID, "view.callback_id": "case.file",
		"view.private_metadata": "geheim", "view.hash": v.Hash, "view.root_view_id": v.ID, "view.previous_view_id": nil,
		"view.state.values.name.v.type": "plain_text_input", "view.state.values.name.v.value": "Zon",
		"view.state.values.mail.v.value": nil, "view.state.values.via.v.selected_option.text.text": "Telefoon",
		"view.state.values.draft": nil, "api_app_id": "A0OMBUD", "view.title.text": "Klacht",
	})
}

func TestResponseActions(t *testing.T) {
	done := `{"type":"modal","title":{"type":"plain_text","text":"Klaar"},"blocks":[]}`
	files := `{"type":"modal","title":{"type":"plain_text","text":"Klaar"},"submit":{"type":"plain_text","text":"S"},"blocks":[{"type":"input","block_id":"files","label":{"type":"plain_text","text":"Files"},"element":{"type":"file_input","action_id":"v"}}]}`
	scopes := slices.DeleteFunc(slices.Clone(DefaultScopes), func(s string) bool { return s == "files:read" })
	for name, tc := range map[string]struct {
		answer  string
		failure string
		stack   int
		title   string
		errors  string
	}{
		"empty object closes":  {`{}`, "", 0, "", ""},
		"clear":                {`{"response_action":"clear"}`, "", 0, "", ""},
		"update":               {`{"response_action":"update","view":` + done + `}`, "", 1, "Klaar", ""},
		"push":                 {`{"response_action":"push","view":` + done + `}`, "", 2, "Klaar", ""},
		"errors":               {`{"response_action":"errors","errors":{"name":"Bestaat al"}}`, "", 1, "Klacht", "Bestaat al"},
		"errors, unknown key":  {`{"response_action":"errors","errors":{"naam":"Bestaat al"}}`, FailResponse, 1, "Klacht", ""},
		"errors, no input":     {`{"response_action":"errors","errors":{"draft":"x"}}`, FailResponse, 1, "Klacht", ""},
		"errors, none":         {`{"response_action":"errors","errors":{}}`, FailResponse, 1, "Klacht", ""},
		"update, invalid view": {`{"response_action":"update","view":{"type":"modal"}}`, FailResponse, 1, "Klacht", ""},
		"update, no scope":     {`{"response_action":"update","view":` + files + `}`, FailResponse, 1, "Klacht", ""},
		"push, no scope":       {`{"response_action":"push","view":` + files + `}`, FailResponse, 1, "Klacht", ""},
		"unknown action":       {`{"response_action":"dance"}`, FailResponse, 1, "Klacht", ""},
		"no JSON":              {`ok`, FailResponse, 1, "Klacht", ""},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, Config{RequestURL: "http", Scopes: scopes})
			o.open(sanne, form1)
			o.must(o.As(sanne).FillAll(map[string]any{"name": "Zon"}))
			o.answering("view_submission", tc.answer)
			seen, err := o.As(sanne).Submit()
			o.must(err)
			if seen.Failure != tc.failure || len(seen.Stack) != tc.stack || seen.Errors["name"] != tc.errors {
				t.Fatalf("seen %+v", seen)
			}
			if tc.title != "" && seen.Modal.Title != tc.title {
				t.Errorf("title %q", seen.Modal.Title)
			}
		})
	}
}

func TestCloseTellsOnlyWhoAsked(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.open(sanne, form1)
	_, err := o.As(sanne).CloseView()
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"type": "view_closed", "view.callback_id": "case.file", "is_cleared": false})
	o.app.forget()
	o.open(sanne, strings.Replace(form1, `"notify_on_close":true`, `"notify_on_close":false`, 1))
	_, err = o.As(sanne).CloseView()
	o.must(err)
	if n := len(o.Calls("view_closed")); n != 1 {
		t.Errorf("%d view_closed", n)
	}
}

func TestDispatchingInput(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	v := o.open(sanne, form1).Modal
	_, err := o.As(sanne).Fill("via", "letter")
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{
		"type": "block_actions", "container.type": "view", "container.view_id": v.ID, "actions.0.block_id": "via",
		"actions.0.selected_option.value": "letter", "view.state.values.via.v.selected_option.value": "letter",
		"message": nil, "response_url": nil, "channel": nil,
	})
	_, err = o.As(sanne).PressInView("v", InBlock("name"))
	wantRefusal(t, err, "does not act")
	_, err = o.As(sanne).PressInView("case.draft.save")
	o.must(err)
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"actions.0.value": "d-1"})
}

const everyInput = `{"type":"input","optional":true,"block_id":"%s","label":{"type":"plain_text","text":"L"},"element":{"type":"%s","action_id":"v"%s}}`

func TestEveryKindOfInput(t *testing.T) {
	two := `,"options":[{"text":{"type":"plain_text","text":"Een"},"value":"1"},{"text":{"type":"plain_text","text":"Twee"},"value":"2"}]`
	o := newOffice(t, Config{RequestURL: "http"})
	file, err := o.As(sanne).Upload("brief.pdf", "", []byte("%PDF-1.7"))
	o.must(err)
	for _, tc := range []struct {
		kind, more string
		entered    any
		path       string
		want       any
		bad        any
	}{
		{"plain_text_input", "", "x", "value", "x", 3.14},
		{"number_input", `,"is_decimal_allowed":true`, "3.5", "value", "3.5", "drie"},
		{"url_text_input", "", "https://a.example/b", "value", "https://a.example/b", []string{"a", "b"}},
		{"radio_buttons", two, "2", "selected_option.value", "2", "3"},
		{"checkboxes", two, []string{"1", "2"}, "selected_options.1.value", "2", []string{"1", "3"}},
		{"multi_static_select", two, "1", "selected_options.0.text.text", "Een", "3"},
		{"users_select", "", milan, "selected_user", milan, weg},
		{"multi_users_select", `,"max_selected_items":2`, []string{milan, lotte}, "selected_users.1", lotte, []string{milan, lotte, gast}},
		{"conversations_select", "", klachten, "selected_conversation", klachten, "C0NIETS"},
		{"multi_channels_select", "", algemeen, "selected_channels.0", algemeen, "C0NIETS"},
		{"datepicker", "", "2026-11-20", "selected_date", "2026-11-20", "2026-13-45"},
		{"timepicker", "", "09:05", "selected_time", "09:05", "24:00"},
		{"datetimepicker", "", time.Unix(1795093800, 0), "selected_date_time", "1795093800", "straks"},
		{"file_input", `,"max_files":1`, file, "files.0.id", file, "F0NIETS"},
	} {
		t.Run(tc.kind, func(t *testing.T) {
			o.t = t
			o.open(sanne, modalOf(fmt.Sprintf(everyInput, "b", tc.kind, tc.more)))
			_, err := o.As(sanne).Fill("b", tc.bad)
			wantRefusal(t, err, "")
			_, err = o.As(sanne).Fill("b", tc.entered)
			o.must(err)
			_, err = o.As(sanne).Submit()
			o.must(err)
			wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{
				"view.state.values.b.v.type": tc.kind, "view.state.values.b.v." + tc.path: tc.want,
			})
		})
	}
}

func TestSuggestions(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.open(sanne, modalOf(fmt.Sprintf(everyInput, "handler", "external_select", `,"min_query_length":2`)))
	p := o.As(sanne)
	_, err := p.Fill("handler", milan)
	wantRefusal(t, err, "not in the list")
	_, err = p.Options("handler", "m")
	wantRefusal(t, err, "at least 2")
	_, err = p.Options("via", "mi")
	wantRefusal(t, err, "no menu")

	o.answering("block_suggestion", `{"options":[{"text":{"type":"plain_text","text":"Milan"},"value":"U0MILAN"}]}`)
	os, err := p.Options("handler", "mi")
	o.must(err)
	if len(os) != 1 || os[0] != (Option{Text: "Milan", Value: milan}) {
		t.Fatalf("options %+v", os)
	}
	wantAt(t, o.app.last("/slack/options").payload, map[string]any{
		"type": "block_suggestion", "action_id": "v", "block_id": "handler", "value": "mi", "container.type": "view", "view.type": "modal",
	})
	_, err = p.Fill("handler", milan)
	o.must(err)

	for name, body := range map[string]string{"no options": `{}`, "no JSON": `x`, "text too long": `{"options":[{"text":{"type":"plain_text","text":"` + strings.Repeat("x", 76) + `"},"value":"1"}]}`} {
		o.answering("block_suggestion", body)
		_, err = p.Options("handler", "mi")
		if err == nil || !strings.Contains(err.Error(), FailResponse) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
