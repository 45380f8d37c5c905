package playground

import (
	"context"
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// shown is the JSON that the inspector shows, without its marks.
func shown(t *testing.T, page string) string {
	t.Helper()
	m := regexp.MustCompile(`(?s)<pre id="payload-json"[^>]*>(.*?)</pre>`).FindStringSubmatch(page)
	if m == nil {
		t.Fatal("the inspector shows no JSON")
	}
	return html.UnescapeString(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(m[1], ""))
}

func (o *pageOffice) payload(user, do string) string {
	_, _, page := o.post(as(user)+"payload", url.Values{"do": {do}, "back": {as(user) + "c/" + klachten}})
	return page
}

func TestInspectorShowsWhatTheAppSent(t *testing.T) {
	o := newPageOffice(t)
	_, _, page := o.get(as(sanne) + "c/" + klachten)
	wantNone(t, page, `id="payload"`)
	wantHTML(t, o.payload(sanne, "open"), "Hier staat niets van de app.")
	o.ok("chat.postMessage", "channel", klachten, "text", "eerste & beste", "blocks", caseCard("Nieuw"))
	o.clk.add(time.Minute)
	o.ok("chat.postMessage", "channel", klachten, "text", "tweede")
	_, err := o.As(sanne).Say(klachten, "van mij", "")
	o.must(err)

	// The newest message of the app, until another is chosen.
	_, _, page = o.get(as(sanne) + "c/" + klachten)
	if got := shown(t, page); !strings.Contains(got, `"text": "tweede"`) || strings.Contains(got, "eerste") {
		t.Errorf("the newest message is shown as\n%s", got)
	}
	first := o.As(sanne).Messages(klachten)[0]
	page = o.payload(sanne, "of/"+klachten+"/"+first.TS)
	got := shown(t, page)
	wantHTML(t, got, `"text": "eerste & beste"`, `"channel": "`+klachten+`"`, `"action_id": "case.assign.open"`, "\n      ")
	wantHTML(t, page, "Binnen de grenzen van Slack:", " van 50 blokken", " van 4.000 tekens tekst")
	if v, err := decode([]byte(got)); err != nil || len(list(v.(obj), "blocks")) != len(first.Blocks) {
		t.Errorf("what is copied is no JSON of the message: %v\n%s", err, got)
	}

	// Others choose for themselves, and see only what they see.
	_, _, page = o.get(as(milan) + "c/" + klachten)
	wantHTML(t, shown(t, page), `"text": "tweede"`)
	_, _, page = o.post(as(lotte)+"payload", url.Values{"do": {"of/" + klachten + "/" + first.TS}, "back": {as(lotte) + "c/" + algemeen}})
	wantNone(t, page, "eerste", "tweede", klachten)
	wantNone(t, o.payload(sanne, "shut"), `id="payload"`)
}

func TestInspectorShowsFormsAndHome(t *testing.T) {
	o := newPageOffice(t)
	o.payload(sanne, "open")
	_, _, page := o.post(as(sanne)+"say", url.Values{"channel": {klachten}, "text": {"/klacht"}, "back": {as(sanne) + "c/" + klachten}})
	wantHTML(t, shown(t, page), `"type": "modal"`, `"callback_id": "`)
	wantHTML(t, page, "Formulier · Klacht vastleggen", " van 100 blokken", " van 3.000 tekens metadata")
	_, err := o.As(sanne).CloseView()
	o.must(err)
	_, _, page = o.get(as(sanne) + "home")
	wantHTML(t, shown(t, page), `"type": "home"`)
}

func TestReadableJSON(t *testing.T) {
	v, err := decode([]byte(`{"z":1,"text":"a <b>","type":"x","empty":{},"none":null,"many":[{"value":"` + strings.Repeat("lang ", 20) + `","type":"y"}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := `{
  "type": "x",
  "text": "a <b>",
  "empty": {},
  "many": [
    {
      "type": "y",
      "value": "` + strings.Repeat("lang ", 20) + `"
    }
  ],
  "none": null,
  "z": 1
}`
	out := string(readableJSON(v))
	if got := html.UnescapeString(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(out, "")); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	wantHTML(t, out, `<span class="k">&#34;type&#34;</span>: <span class="s">&#34;x&#34;</span>`, "a &lt;b&gt;")
}

func TestWordsCount(t *testing.T) {
	for code, want := range map[string]string{"en": "6 of 40,000 blocks", "nl": "6 van 40.000 blokken", "da": "6 af 40.000 blokke"} {
		w := in(code)
		if got := w.count(w.BlocksOf, 6, 40_000); got != want {
			t.Errorf("%s: %q", code, got)
		}
	}
}

// The composer offers what can be typed, with one line of help each.
func TestComposerOffersCommands(t *testing.T) {
	o := newPageOffice(t)
	_, _, page := o.get(as(lotte) + "c/" + algemeen)
	wantNone(t, page, "listbox")
	o.page.Commands = func(_ context.Context, user string) []Completion {
		if user != lotte {
			return nil
		}
		return []Completion{{Text: "/klacht", Help: "Klacht vastleggen"}, {Text: "/klacht toon ", Rest: "K-2026-0042", Help: "Eén zaak"}}
	}
	_, _, page = o.get(as(lotte) + "c/" + algemeen)
	wantHTML(t, page, `role="listbox"`, `aria-label="Opdrachten"`, `data-insert="/klacht toon "`, "<i>K-2026-0042</i>", "<span>Eén zaak</span>", `aria-autocomplete="list"`)
	_, _, page = o.get(as(sanne) + "c/" + klachten)
	wantNone(t, page, "listbox") // what one person may type is not another's
}

// A narrow screen shows one part at a time: the one that was asked for, if it is there.
func TestPagePanels(t *testing.T) {
	o := newPageOffice(t)
	m, err := o.As(sanne).Say(klachten, "hoi", "")
	o.must(err)
	here := as(sanne) + "c/" + klachten
	for path, want := range map[string]string{
		here: "talk", here + "?p=side": "side", here + "?p=payload": "talk", here + "?p=tour": "talk", here + "?p=x": "talk", here + "?p=tools": "tools",
		here + "/" + m.TS: "thread", here + "/" + m.TS + "?p=side": "side",
	} {
		_, _, page := o.get(path)
		wantHTML(t, page, `data-panel="`+want+`"`)
	}
	for path, expanded := range map[string]string{here: "false", here + "?p=tools": "true"} { // a second press folds the bar up again
		_, _, page := o.get(path)
		wantHTML(t, page, `aria-expanded="`+expanded+`"`)
	}
	o.payload(sanne, "open")
	_, _, page := o.get(here + "?p=payload")
	wantHTML(t, page, `data-panel="payload"`)
}
