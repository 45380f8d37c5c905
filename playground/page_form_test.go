package playground

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// submitForm are the answers that complete the form.
func submitForm(view string, more ...string) url.Values {
	f := url.Values{
		"view": {view}, "do": {"submit"}, "back": {as(sanne) + "c/" + klachten}, "v/via": {"phone"}, "v/received": {"2026-11-19T14:10"},
		"v/summary": {"Te laat"}, "v/story": {"regel een\r\nregel twee"}, "v/due": {"2026-12-01"}, "v/about": {milan, lotte},
		"v/caller": {lotte}, "v/mood": {"no"}, "v/done": {"readback", "explained"}, "v/email": {"anna@bakkerijzon.example"},
	}
	for i := 0; i+1 < len(more); i += 2 {
		f[more[i]] = []string{more[i+1]}
	}
	return f
}

func openForm(o *pageOffice) string {
	o.t.Helper()
	_, _, page := o.post(as(sanne)+"say", url.Values{"channel": {klachten}, "text": {"/klacht"}, "back": {as(sanne) + "c/" + klachten}})
	wantHTML(o.t, page, `<dialog id="modal"`, "Klacht vastleggen", `value="2026-11-19T14:10"`)
	return o.As(sanne).Modal().ID
}

func TestPageWithoutAScript(t *testing.T) {
	o := newPageOffice(t)
	view := openForm(o)
	_, _, page := o.post(as(sanne)+"modal", submitForm(view, "v/summary", "", "v/email", "geen adres"))
	wantHTML(t, page, "Vul dit in.", "Dit is geen e-mailadres.", `value="geen adres"`, "regel een\nregel twee", `aria-invalid="true"`)
	_, _, page = o.post(as(sanne)+"modal", submitForm(view, "v/summary", "fout"))
	wantHTML(t, page, "Noem geen namen in deze regel.", `value="fout"`)
	_, _, page = o.post(as(sanne)+"modal", submitForm(view, "do", "options/handler", "q/handler", "mil"))
	wantHTML(t, page, `value="choose/handler/milan">Milan de Wit`)
	wantNone(t, page, "Fatima")
	_, _, page = o.post(as(sanne)+"modal", submitForm(view, "do", "choose/handler/milan"))
	wantHTML(t, page, `name="v/handler" value="milan"`)
	_, _, page = o.post(as(sanne)+"modal", submitForm(view, "do", "changed/via", "v/via", "letter", "v/handler", "milan"))
	wantHTML(t, page, `name="v/stamp"`, `<option value="letter" selected>`, `value="anna@bakkerijzon.example"`)
	_, _, page = o.post(as(sanne)+"modal", submitForm(view, "v/via", "letter", "v/stamp", "2026-11-18", "v/handler", "milan"))
	wantNone(t, page, "<dialog id=\"modal\"")
	wantHTML(t, page, "K-2026-0042 · Nieuw", "is vastgelegd.")
	wantAt(t, at(o.app.last("/slack/interactions").payload, "view.state.values"), map[string]any{
		"via.v.selected_option.value": "letter", "stamp.v.selected_date": "2026-11-18", "received.v.selected_date_time": "1795093800",
		"story.v.value": "regel een\nregel twee", "about.v.selected_users.1": lotte, "caller.v.selected_user": lotte,
		"mood.v.selected_option.value": "no", "done.v.selected_options.1.value": "explained", "handler.v.selected_option.value": "milan",
	})
	m := o.As(sanne).Messages(klachten)[0]
	_, _, page = o.post(as(sanne)+"press", url.Values{"channel": {klachten}, "ts": {m.TS}, "do": {"press/next/case.assign.open"}, "back": {as(sanne)}})
	wantHTML(t, page, "K-2026-0042 · In behandeling", "(bewerkt)")
	o.post(as(sanne)+"press", url.Values{"channel": {klachten}, "ts": {m.TS}, "do": {"press/sum/case.more/contact"}})
	wantAt(t, o.app.last("/slack/interactions").payload, map[string]any{"actions.0.selected_option.value": "contact"})
	_, _, page = o.post(as(sanne)+"modal", submitForm(view))
	wantNone(t, page, "Dit venster is intussen veranderd")
	if n := len(o.As(sanne).Messages(klachten)); n != 1 {
		t.Errorf("a form sent again left %d messages", n)
	}
}

// A double click sends a form once: the second click is ignored while the app thinks
// about the first, and a form that the app refused can be sent again.
func TestPageIgnoresASecondClick(t *testing.T) {
	o := newPageOffice(t)
	view := openForm(o)
	begun, answer := make(chan struct{}, 2), make(chan struct{})
	o.app.says(func(_ got, w http.ResponseWriter) {
		begun <- struct{}{}
		<-answer
		_, _ = w.Write([]byte(`{"response_action":"errors","errors":{"summary":"te kort"}}`))
	})
	first := make(chan string)
	go func() {
		_, _, page := o.post(as(sanne)+"modal", submitForm(view))
		first <- page
	}()
	<-begun
	_, _, page := o.post(as(sanne)+"modal", submitForm(view))
	wantNone(t, page, "Dit venster is intussen veranderd", "De app antwoordde niet")
	close(answer)
	wantHTML(t, <-first, "te kort", `<dialog id="modal"`)
	if len(begun) > 0 {
		t.Error("the app heard of the second click")
	}
	o.app.says(o.answer)
	o.post(as(sanne)+"modal", submitForm(view, "do", "options/handler", "q/handler", "mil"))
	_, _, page = o.post(as(sanne)+"modal", submitForm(view, "v/handler", "milan"))
	wantHTML(t, page, "K-2026-0042 · Nieuw")
	wantNone(t, page, `<dialog id="modal"`)
}

func TestPageClosesAndStacksModals(t *testing.T) {
	o := newPageOffice(t)
	view := openForm(o)
	_, _, page := o.post(as(sanne)+"modal", submitForm(view, "do", "press/info/what"))
	wantHTML(t, page, "Wat zeg ik?", "<li>spreek niet tegen</li>", ">Terug<")
	top := o.As(sanne).Modal().ID
	_, _, page = o.post(as(sanne)+"modal", submitForm(view, "do", "submit"))
	wantHTML(t, page, "Dit venster is intussen veranderd")
	_, _, page = o.post(as(sanne)+"modal", url.Values{"view": {top}, "do": {"close"}, "back": {as(sanne)}})
	wantHTML(t, page, "Klacht vastleggen", "regel een\nregel twee")
	_, _, page = o.post(as(sanne)+"modal", url.Values{"view": {view}, "do": {"close"}, "back": {as(sanne)}})
	wantNone(t, page, `<dialog id="modal"`)
}

func TestPageFailures(t *testing.T) {
	o := newPageOffice(t)
	back := as(sanne) + "c/" + klachten
	parent, err := o.As(sanne).Say(klachten, "ouder", "")
	o.must(err)
	for name, c := range map[string]struct {
		text, thread string
		want         []string
	}{
		"app fails":           {"/klacht kapot", "", []string{"De app antwoordde niet zoals het hoort.", FailService, "/klacht kapot</textarea>"}},
		"unknown command":     {"/feest nu", "", []string{"/feest is geen opdracht", "/feest nu</textarea>"}},
		"command in a thread": {"/klacht hulp", parent.TS, []string{"/klacht werkt in Slack niet in een thread", "/klacht hulp</textarea>"}},
	} {
		t.Run(name, func(t *testing.T) {
			back := back
			if c.thread != "" {
				back += "/" + c.thread
			}
			o.app.forget()
			_, _, page := o.post(as(sanne)+"say", url.Values{"channel": {klachten}, "thread": {c.thread}, "text": {c.text}, "back": {back}})
			wantHTML(t, page, append(c.want, `role="alert"`)...)
			if c.thread != "" && o.app.got("/slack/commands") {
				t.Error("the command ran all the same")
			}
			_, _, page = o.post(as(sanne)+"say", url.Values{"channel": {klachten}, "thread": {c.thread}, "text": {"goed"}, "back": {back}})
			wantNone(t, page, c.want[0])
		})
	}
	view := openForm(o)
	o.app.says(func(_ got, w http.ResponseWriter) { w.WriteHeader(http.StatusInternalServerError) })
	_, _, page := o.post(as(sanne)+"modal", submitForm(view))
	wantHTML(t, page, `<dialog id="modal"`, "Wat je typte, staat er nog", "regel een\nregel twee")
	_, _, page = o.post(as(sanne)+"say", url.Values{"channel": {prive}, "text": {"x"}, "back": {"https://evil.example/"}})
	wantHTML(t, page, "Noorderlicht Advies")
	_, _, page = o.post(as(lotte)+"press", url.Values{"channel": {klachten}, "ts": {"1.1"}, "do": {"press/a/b"}})
	wantHTML(t, page, "Dat kan hier niet.")
}

// upload sends the form with a file, as a browser does.
func upload(o *pageOffice, view, name string, content []byte, form url.Values) string {
	o.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, vs := range form {
		for _, v := range vs {
			o.must(w.WriteField(k, v))
		}
	}
	part, err := w.CreateFormFile("f/files", name)
	o.must(err)
	_, err = part.Write(content)
	o.must(err)
	o.must(w.Close())
	_, _, page := o.do(http.MethodPost, as(sanne)+"modal", &b, "Content-Type", w.FormDataContentType())
	return page
}

func TestPageFiles(t *testing.T) {
	o := newPageOffice(t)
	view := openForm(o)
	page := upload(o, view, "brief.txt", []byte("Geachte"), submitForm(view, "do", "none"))
	wantHTML(t, page, "brief.txt", "1 kB")
	page = upload(o, view, "groot.txt", make([]byte, 10<<20+1), submitForm(view, "do", "none"))
	wantHTML(t, page, "groot.txt: Een bestand mag hoogstens 10 MB zijn.")
	id := regexp.MustCompile(`name="v/files" value="([A-Z0-9]+)"`).FindStringSubmatch(upload(o, view, "wéb.html", []byte("<script>"), submitForm(view, "do", "none")))[1]
	page = upload(o, view, "", nil, submitForm(view, "v/files", id))
	wantNone(t, page, `<dialog id="modal"`)
	wantAt(t, at(o.app.last("/slack/interactions").payload, "view.state.values"), map[string]any{"files.v.files.0.id": id})
	status, h, _ := o.get(as(sanne) + "file/" + id)
	if status != http.StatusOK || h.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(h.Get("Content-Disposition"), "attachment") {
		t.Errorf("a web page of a stranger: %d %v", status, h)
	}
	if status, _, _ := o.get(as(milan) + "file/" + id); status != http.StatusNotFound {
		t.Errorf("a file not shared with Milan: %d", status)
	}
	png, err := o.As(sanne).Upload("x.png", "image/png", []byte("\x89PNG"))
	o.must(err)
	_, err = o.As(sanne).Share(algemeen, "kijk", "", png)
	o.must(err)
	_, _, page = o.get(as(milan) + "c/" + algemeen)
	wantHTML(t, page, `<img src="`+as(milan)+`file/`+png+`" alt="x.png">`)
	if _, h, _ := o.get(as(milan) + "file/" + png); h.Get("Content-Type") != "image/png" {
		t.Errorf("a picture is served as %v", h)
	}
}

func TestPageSuggestions(t *testing.T) {
	o := newPageOffice(t)
	view := openForm(o)
	status, _, body := o.post(as(sanne)+"options", submitForm(view, "block", "handler", "q", "fat"))
	if status != http.StatusOK || !strings.Contains(body, `"text":"Fatima El Idrissi"`) {
		t.Errorf("%d %s", status, body)
	}
	wantAt(t, o.app.last("/slack/options").payload, map[string]any{"value": "fat", "view.state.values.summary.v.value": "Te laat"})
	if status, _, _ := o.post(as(sanne)+"options", submitForm("V0", "block", "handler", "q", "fat")); status != http.StatusConflict {
		t.Errorf("of a closed modal: %d", status)
	}
	if status, _, _ := o.post(as(sanne)+"options", submitForm(view, "block", "via", "q", "fat")); status != http.StatusBadGateway {
		t.Errorf("of a menu without suggestions: %d", status)
	}
}
