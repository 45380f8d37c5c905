package playground

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"time"
)

// pageOffice is an office with a page on it, and an app that answers a command with
// a form of every element.
type pageOffice struct {
	*office
	page *Page
	url  string
}

func newPageOffice(t *testing.T) *pageOffice {
	t.Helper()
	o := newOffice(t, Config{RequestURL: "http", AckWithin: 2 * time.Second})
	po := &pageOffice{office: o}
	zone, err := time.LoadLocation("Europe/Amsterdam")
	o.must(err)
	po.page = &Page{
		Slack: o.Slack, Lang: "nl", Zone: zone, Clock: o.clk.now, Command: "/klacht",
		People: []Persona{
			{ID: sanne, Name: "Sanne", Role: "klachtenfunctionaris", Note: "Je ziet alle zaken."},
			{ID: milan, Name: "Milan", Role: "behandelaar"}, {ID: lotte, Name: "Lotte", Role: "melder"},
			{ID: gast, Name: "Gast", Role: "gast"},
		},
		Starters: []Starter{
			{Callback: "case.file.global", Name: "Klacht vastleggen"},
			{Callback: "case.file.message", Name: "Als klacht vastleggen", OnMessage: true},
			{Callback: "case.note.message", Name: "Toevoegen aan dossier", OnMessage: true},
		},
	}
	srv := httptest.NewServer(po.page.Handler())
	t.Cleanup(srv.Close)
	t.Cleanup(func() { o.Settle(time.Second) }) // an app is not cut off while it answers
	po.url = srv.URL
	o.app.says(po.answer)
	return po
}

// answer is the app.
func (o *pageOffice) answer(g got, w http.ResponseWriter) {
	switch kind := text(g.payload, "type"); {
	case g.path == "/slack/commands":
		if strings.Contains(g.form.Get("text"), "kapot") {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		o.ok("views.open", "trigger_id", g.form.Get("trigger_id"), "view", fileForm("", ""))
	case kind == "shortcut", kind == "message_action":
		o.ok("views.open", "trigger_id", text(g.payload, "trigger_id"), "view", fileForm("", ""))
	case kind == "block_suggestion":
		_, _ = io.WriteString(w, peopleLike(text(g.payload, "value")))
	case kind == "block_actions":
		o.pressed(g.payload)
	case kind == "view_submission":
		o.submitted(g.payload, w)
	case text(child(g.payload, "event"), "type") == "app_home_opened":
		o.ok("views.publish", "user_id", text(child(g.payload, "event"), "user"), "view", homeView)
	}
}

func peopleLike(q string) string {
	var lines []string
	for _, p := range []string{"Fatima El Idrissi", "Milan de Wit", "Mees Vos"} {
		if strings.Contains(strings.ToLower(p), strings.ToLower(q)) {
			lines = append(lines, `{"text":{"type":"plain_text","text":"`+p+`"},"value":"`+strings.ToLower(strings.Fields(p)[0])+`"}`)
		}
	}
	return `{"options":[` + strings.Join(lines, ",") + `]}`
}

func (o *pageOffice) pressed(p obj) {
	a := at(p, "actions.0").(obj)
	switch {
	case text(a, "block_id") == "via":
		extra := ""
		if at(a, "selected_option.value") == "letter" {
			extra = `{"type":"input","block_id":"stamp","label":{"type":"plain_text","text":"Datum op onze stempel"},"element":{"type":"datepicker","action_id":"v"}},`
		}
		o.ok("views.update", "view_id", at(p, "view.id").(string), "view", fileForm(extra, ""))
	case text(a, "action_id") == "what":
		o.ok("views.push", "trigger_id", text(p, "trigger_id"), "view", `{"type":"modal","title":{"type":"plain_text","text":"Wat zeg ik?"},"blocks":[
			{"type":"section","text":{"type":"mrkdwn","text":"• spreek niet tegen\n• geef een collega niet de schuld\n• zeg wie er belt en wanneer"}}]}`)
	case text(a, "action_id") == "case.assign.open":
		o.ok("chat.update", "channel", at(p, "channel.id").(string), "ts", at(p, "message.ts").(string), "text", "K-2026-0042", "blocks", caseCard("In behandeling"))
	}
}

func (o *pageOffice) submitted(p obj, w http.ResponseWriter) {
	if at(p, "view.state.values.summary.v.value") == "fout" {
		_, _ = io.WriteString(w, `{"response_action":"errors","errors":{"summary":"Noem geen namen in deze regel."}}`)
		return
	}
	o.ok("chat.postMessage", "channel", klachten, "text", "K-2026-0042: nieuwe klacht", "blocks", caseCard("Nieuw"))
	o.ok("chat.postEphemeral", "channel", klachten, "user", at(p, "user.id").(string), "text", "*K-2026-0042* is vastgelegd.")
	_, _ = io.WriteString(w, `{"response_action":"clear"}`)
}

func caseCard(state string) string {
	return `[{"type":"header","text":{"type":"plain_text","text":"K-2026-0042 · ` + state + ` · behandelaar kiezen"}},
	{"type":"section","block_id":"sum","text":{"type":"mrkdwn","text":"*Jaarrekening twee maanden te laat geleverd*"},"accessory":{"type":"overflow","action_id":"case.more","options":[{"text":{"type":"plain_text","text":"Dossier openen"},"value":"open"},{"text":{"type":"plain_text","text":"Contact met de klant vastleggen"},"value":"contact"}]}},
	{"type":"section","block_id":"facts","fields":[{"type":"mrkdwn","text":"*Binnen via*\nTelefoon, <!date^1795093800^{date_short_pretty} at {time}|do 19 nov>"},{"type":"mrkdwn","text":"*Behandelaar*\nNog niemand"},{"type":"mrkdwn","text":"*Aard*\nNog niet ingedeeld"},{"type":"mrkdwn","text":"*Vastgelegd door*\nLotte Jansen"}]},
	{"type":"section","block_id":"clock","text":{"type":"mrkdwn","text":":large_blue_circle: *Op schema* · Bevestig ontvangst vóór *ma 23 nov* (nog 1 werkdag)\n:white_circle: Antwoord vóór *do 17 dec*"}},
	{"type":"divider"},
	{"type":"actions","block_id":"next","elements":[{"type":"button","text":{"type":"plain_text","text":"Behandelaar kiezen"},"action_id":"case.assign.open","value":"K-2026-0042:1","style":"primary","accessibility_label":"Behandelaar kiezen voor K-2026-0042"},{"type":"button","text":{"type":"plain_text","text":"Indelen"},"action_id":"case.classify.open","value":"K-2026-0042:1"}]},
	{"type":"context","elements":[{"type":"mrkdwn","text":"Stap 1 van 7: *ontvangen* › bevestigd › toegewezen › goedgekeurd"},{"type":"mrkdwn","text":"voor <@U0SANNE>"}]}]`
}

const homeView = `{"type":"home","blocks":[{"type":"actions","block_id":"top","elements":[{"type":"button","text":{"type":"plain_text","text":"Klacht vastleggen"},"action_id":"case.file.open","style":"primary"},{"type":"static_select","action_id":"home.filter","placeholder":{"type":"plain_text","text":"Welke zaken"},"options":[{"text":{"type":"plain_text","text":"Open (9)"},"value":"open"},{"text":{"type":"plain_text","text":"Van mij (4)"},"value":"mine"}]}]},
	{"type":"section","text":{"type":"mrkdwn","text":"*Goedemorgen, Sanne.* 2 over tijd, 3 voor vandaag."}},{"type":"header","text":{"type":"plain_text","text":"Over tijd"}},
	{"type":"section","block_id":"r1","text":{"type":"mrkdwn","text":"*K-2026-0037* · Factuur naar verkeerd adres\n:red_circle: *Over tijd* · antwoord was beloofd vóór wo 18 nov"},"accessory":{"type":"button","text":{"type":"plain_text","text":"Openen"},"action_id":"case.open","value":"37"}},
	{"type":"divider"},{"type":"context","elements":[{"type":"mrkdwn","text":"Bijgewerkt vandaag om 09:00"}]}]}`

// fileForm has every element an app of this kind uses.
func fileForm(extra, story string) string {
	opt := func(value, label string) string {
		return `{"text":{"type":"plain_text","text":"` + label + `"},"value":"` + value + `"}`
	}
	in := func(id, label, element, more string) string {
		return `{"type":"input","block_id":"` + id + `","label":{"type":"plain_text","text":"` + label + `"},"element":` + element + more + `},`
	}
	return `{"type":"modal","callback_id":"case.file","title":{"type":"plain_text","text":"Klacht vastleggen"},"submit":{"type":"plain_text","text":"Vastleggen"},"close":{"type":"plain_text","text":"Annuleren"},"blocks":[` +
		in("via", "Hoe kwam de klacht binnen?", `{"type":"static_select","action_id":"v","options":[`+opt("phone", "Telefoon")+`,`+opt("letter", "Brief")+`],"initial_option":`+opt("phone", "Telefoon")+`}`, `,"dispatch_action":true`) + extra +
		in("received", "Wanneer bereikte de klacht ons?", `{"type":"datetimepicker","action_id":"v","initial_date_time":1795093800}`, `,"hint":{"type":"plain_text","text":"De termijnen lopen vanaf dit moment, niet vanaf nu."}`) +
		in("summary", "Waar gaat het over, in één regel?", `{"type":"plain_text_input","action_id":"v","max_length":150,"placeholder":{"type":"plain_text","text":"Jaarrekening twee maanden te laat"}}`, "") +
		in("email", "E-mailadres", `{"type":"email_text_input","action_id":"v"}`, `,"optional":true`) +
		in("story", "Wat vertelde de klant?", `{"type":"plain_text_input","action_id":"v","multiline":true}`, `,"hint":{"type":"plain_text","text":"In de woorden van de klant."}`) +
		in("handler", "Wie behandelt deze zaak?", `{"type":"external_select","action_id":"v","min_query_length":0}`, `,"optional":true`) +
		in("about", "Over welke collega gaat het?", `{"type":"multi_users_select","action_id":"v","max_selected_items":5}`, `,"optional":true`) +
		in("caller", "Wie belt terug?", `{"type":"users_select","action_id":"v"}`, `,"optional":true`) +
		in("due", "Afgesproken dag", `{"type":"datepicker","action_id":"v"}`, `,"optional":true`) +
		in("mood", "Is de klant tevreden?", `{"type":"radio_buttons","action_id":"v","options":[`+opt("yes", "Tevreden")+`,`+opt("no", "Niet tevreden")+`]}`, `,"optional":true`) +
		in("done", "Wat heb je al gedaan?", `{"type":"checkboxes","action_id":"v","options":[{"text":{"type":"mrkdwn","text":"Verslag voorgelezen, de klant is *akkoord*"},"value":"readback"},`+opt("explained", "Verteld hoe we dit afhandelen")+`]}`, `,"optional":true`) +
		in("files", "Bijlagen", `{"type":"file_input","action_id":"v","max_files":5,"filetypes":["pdf","txt"]}`, `,"optional":true`) +
		`{"type":"section","block_id":"info","text":{"type":"mrkdwn","text":"Wat mag ik de klant zeggen?` + story + `"},"accessory":{"type":"button","text":{"type":"plain_text","text":"Bekijk"},"action_id":"what"}},
		{"type":"context","elements":[{"type":"mrkdwn","text":"Alleen wie de zaak behandelt, leest dit."}]}]}`
}

// get asks for a page and returns its status, headers and HTML.
func (o *pageOffice) get(path string, header ...string) (int, http.Header, string) {
	o.t.Helper()
	return o.do(http.MethodGet, path, nil, header...)
}

// post sends a form as a browser without a script would.
func (o *pageOffice) post(path string, form url.Values, header ...string) (int, http.Header, string) {
	o.t.Helper()
	return o.do(http.MethodPost, path, strings.NewReader(form.Encode()), append(header, "Content-Type", formType)...)
}

func (o *pageOffice) do(method, path string, body io.Reader, header ...string) (int, http.Header, string) {
	o.t.Helper()
	req, err := http.NewRequest(method, o.url+path, body)
	o.must(err)
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
		if header[i] == "Host" {
			req.Host = header[i+1]
		}
	}
	resp, err := http.DefaultClient.Do(req)
	o.must(err)
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	o.must(err)
	return resp.StatusCode, resp.Header, string(raw)
}

// fieldsOf returns all texts of a language.
func fieldsOf(w words) []string {
	var all []string
	v := reflect.ValueOf(w)
	for i := range v.NumField() {
		if f := v.Field(i); f.Kind() == reflect.String {
			all = append(all, f.String())
		} else {
			for j := range f.Len() {
				all = append(all, f.Index(j).String())
			}
		}
	}
	return all
}
