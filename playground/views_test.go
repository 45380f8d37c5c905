package playground

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

const form1 = `{"type":"modal","callback_id":"case.file","private_metadata":"geheim","notify_on_close":true,
 "title":{"type":"plain_text","text":"Klacht"},"submit":{"type":"plain_text","text":"Vastleggen"},"close":{"type":"plain_text","text":"Stop"},"blocks":[
 {"type":"input","block_id":"via","dispatch_action":true,"label":{"type":"plain_text","text":"Hoe?"},"element":{"type":"static_select","action_id":"v",
  "options":[{"text":{"type":"plain_text","text":"Telefoon"},"value":"phone"},{"text":{"type":"plain_text","text":"Brief"},"value":"letter"}],
  "initial_option":{"text":{"type":"plain_text","text":"Telefoon"},"value":"phone"}}},
 {"type":"input","block_id":"name","label":{"type":"plain_text","text":"Naam"},"element":{"type":"plain_text_input","action_id":"v","max_length":12}},
 {"type":"input","block_id":"mail","optional":true,"label":{"type":"plain_text","text":"E-mail"},"element":{"type":"email_text_input","action_id":"v"}},
 {"type":"actions","block_id":"draft","elements":[{"type":"button","action_id":"case.draft.save","text":{"type":"plain_text","text":"Concept"},"value":"d-1"}]}]}`

// opening answers each command by opening a view with its trigger id.
func (o *office) opening(view string) {
	o.app.says(func(g got, _ http.ResponseWriter) {
		if g.path == "/slack/commands" {
			o.api("views.open", "trigger_id", g.form.Get("trigger_id"), "view", view)
		}
	})
}

// open has a person open a modal by command.
func (o *office) open(user, view string) Seen {
	o.t.Helper()
	o.opening(view)
	seen, err := o.As(user).Command(algemeen, "/klacht", "")
	o.must(err)
	if seen.Failure != "" || seen.Modal == nil {
		o.t.Fatalf("no modal: %+v, calls %+v", seen, o.Calls("views.open"))
	}
	return seen
}

func modalOf(blocks string) string {
	return `{"type":"modal","title":{"type":"plain_text","text":"T"},"submit":{"type":"plain_text","text":"S"},"blocks":[` + blocks + `]}`
}

func (o *office) trigger(user string) string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.newTrigger(user, "")
}

func TestViewsOpenRefusals(t *testing.T) {
	o := newOffice(t, Config{})
	long := modalOf(`{"type":"divider"}`)
	for name, tc := range map[string]struct{ want, view string }{
		"no JSON":         {"invalid_arguments", "{"},
		"a string":        {"invalid_arguments", `"x"`},
		"home":            {"invalid_arguments", `{"type":"home","blocks":[]}`},
		"title too long":  {"invalid_arguments", strings.Replace(long, `"T"`, `"`+strings.Repeat("x", 25)+`"`, 1)},
		"101 blocks":      {"invalid_arguments", modalOf(strings.Trim(many(101), "[]"))},
		"over 250 kB":     {"view_too_large", strings.Replace(long, `"divider"`, `"`+strings.Repeat("x", 250_001)+`"`, 1)},
		"input no submit": {"invalid_arguments", strings.Replace(form1, `"submit":{"type":"plain_text","text":"Vastleggen"},`, "", 1)},
	} {
		t.Run(name, func(t *testing.T) {
			o.t = t
			o.refused(tc.want, "views.open", "trigger_id", o.trigger(sanne), "view", tc.view)
		})
	}
	o.t = t
	a := o.refused("invalid_arguments", "views.open", "trigger_id", "x", "view", strings.Replace(long, `"T"`, `"`+strings.Repeat("x", 25)+`"`, 1))
	if msg, _ := at(a, "response_metadata.messages.0").(string); !strings.HasPrefix(msg, "[ERROR]") || !strings.Contains(msg, "/view/title") {
		t.Errorf("message %q", msg)
	}
}

func TestTriggers(t *testing.T) {
	o := newOffice(t, Config{})
	view := modalOf(`{"type":"divider"}`)
	id := o.trigger(sanne)
	o.ok("views.open", "trigger_id", id, "view", view)
	o.refused("exchanged_trigger_id", "views.open", "trigger_id", id, "view", view)
	o.refused("invalid_trigger_id", "views.open", "trigger_id", "1.2.x", "view", view)
	late := o.trigger(sanne)
	o.clk.add(3*time.Second + time.Millisecond)
	o.refused("expired_trigger_id", "views.open", "trigger_id", late, "view", view)
	bad := o.trigger(sanne)
	o.refused("invalid_arguments", "views.open", "trigger_id", bad, "view", "{")
	o.ok("views.open", "trigger_id", bad, "view", view)
}

func TestPushStopsAtThree(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.open(sanne, form1)
	var answers []string
	o.app.says(func(g got, _ http.ResponseWriter) {
		a := o.api("views.push", "trigger_id", text(g.payload, "trigger_id"), "view", form1)
		answers = append(answers, text(a, "error"))
	})
	for range 3 {
		_, err := o.As(sanne).PressInView("case.draft.save")
		o.must(err)
	}
	if strings.Join(answers, " ") != "  push_limit_reached" {
		t.Errorf("answers %q", answers)
	}
	seen, err := o.As(sanne).CloseView()
	o.must(err)
	if len(seen.Stack) != 2 {
		t.Errorf("%d modals after closing one of three", len(seen.Stack))
	}
	o.refused("not_found", "views.push", "trigger_id", o.trigger(milan), "view", form1)
}

func TestUpdateKeepsWhatWasEntered(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	v := o.open(sanne, form1).Modal
	o.must(o.As(sanne).FillAll(map[string]any{"name": "Mevr. Zon", "mail": "anna@zon.example"}))
	redrawn := strings.Replace(strings.Replace(form1, `"block_id":"mail"`, `"block_id":"mail2"`, 1),
		`"max_length":12`, `"max_length":12,"initial_value":"iemand"`, 1)
	a := o.ok("views.update", "view_id", v.ID, "hash", v.Hash, "view", redrawn)
	wantAt(t, a, map[string]any{
		"view.state.values.name.v.value": "Mevr. Zon", "view.state.values.mail2.v.value": nil, "view.state.values.mail": nil,
		"view.state.values.via.v.selected_option.value": "phone", "view.root_view_id": v.ID,
	})
	o.refused("hash_conflict", "views.update", "view_id", v.ID, "hash", v.Hash, "view", form1)
	o.refused("not_found", "views.update", "view_id", "V0NIETS", "view", form1)
	o.refused("invalid_arguments", "views.update", "view", form1)
	_, err := o.As(sanne).CloseView()
	o.must(err)
	o.refused("not_found", "views.update", "view_id", v.ID, "view", form1)
}

func TestChoiceIsDroppedWhenNoLongerOffered(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	v := o.open(sanne, form1).Modal
	_, err := o.As(sanne).Fill("via", "letter")
	o.must(err)
	without := strings.Replace(form1, `"value":"letter"`, `"value":"chat"`, 1)
	wantAt(t, o.ok("views.update", "view_id", v.ID, "view", without), map[string]any{
		"view.state.values.via.v.selected_option.value": "phone",
	})
}

func TestExternalID(t *testing.T) {
	o := newOffice(t, Config{})
	view := strings.Replace(modalOf(`{"type":"divider"}`), `{`, `{"external_id":"zaak-42",`, 1)
	o.ok("views.open", "trigger_id", o.trigger(sanne), "view", view)
	o.refused("duplicate_external_id", "views.open", "trigger_id", o.trigger(milan), "view", view)
	o.ok("views.update", "external_id", "zaak-42", "view", view)
	o.refused("not_found", "views.update", "external_id", "zaak-43", "view", view)
}

func TestPublish(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	home := `{"type":"home","blocks":` + hello + `}`
	a := o.ok("views.publish", "user_id", sanne, "view", home)
	hash := at(a, "view.hash").(string)
	b := o.ok("views.publish", "user_id", sanne, "view", home, "hash", hash)
	if at(a, "view.id") != at(b, "view.id") {
		t.Error("Home changed its id")
	}
	o.refused("hash_conflict", "views.publish", "user_id", sanne, "view", home, "hash", hash)
	o.refused("invalid_arguments", "views.publish", "user_id", "U0NIETS", "view", home)
	o.refused("invalid_arguments", "views.publish", "user_id", sanne, "view", form1)
	if o.As(milan).Home() != nil || o.As(sanne).ViewText(o.As(sanne).Home()) != "Hallo" {
		t.Errorf("Sanne's Home: %+v", o.As(sanne).Home())
	}
	_, err := o.As(sanne).OpenHome()
	o.must(err)
	o.Settle(waitABit)
	es := o.app.events("app_home_opened")
	if len(es) != 1 {
		t.Fatalf("%d app_home_opened", len(es))
	}
	wantAt(t, es[0], map[string]any{"user": sanne, "tab": "home", "channel": o.DM(sanne), "view.type": "home"})
}

func TestHomeOff(t *testing.T) {
	o := newOffice(t, Config{NoHome: true})
	o.refused("not_enabled", "views.publish", "user_id", sanne, "view", `{"type":"home","blocks":[]}`)
	if _, err := o.As(sanne).OpenHome(); err == nil {
		t.Error("Home opened")
	}
}

func TestModalsAreListed(t *testing.T) {
	o := newOffice(t, Config{RequestURL: "http"})
	o.open(sanne, form1)
	o.answering("view_submission", `{"response_action":"push","view":`+strings.Replace(form1, "Klacht", "Zeker?", 1)+`}`)
	o.must(o.As(sanne).FillAll(map[string]any{"name": "Zon", "mail": "a@zon.example"}))
	_, err := o.As(sanne).Submit()
	o.must(err)
	if ms := o.As(sanne).Modals(); len(ms) != 2 || ms[0].Title != "Klacht" || ms[1].Title != "Zeker?" || o.As(sanne).Modal().ID != ms[1].ID {
		t.Errorf("modals %+v", ms)
	}
	if o.Config().BotToken == "" || o.As(milan).Modals() != nil {
		t.Error("no token, or a modal on the wrong screen")
	}
}
