package playground

import (
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"ombud/bot/limits"
)

// inModal takes the form of the visible modal: all that was entered, and what was
// pressed.
func (pg *Page) inModal(a *act) {
	id := a.PostFormValue("view")
	if a.PostFormValue("do") == "close" {
		if v := a.p.Modal(); v != nil && v.ID == id {
			a.settle(a.p.CloseView())
		}
		return
	}
	submits := a.PostFormValue("do") == "submit"
	if submits && !pg.submits(a.p.id, id) {
		return
	}
	if submits {
		defer pg.submitted(a.p, id)
	}
	entered, ok := a.enter(id)
	if !ok || len(a.note.errors) > 0 {
		return
	}
	switch verb, _, _ := strings.Cut(a.PostFormValue("do"), "/"); verb {
	case "submit":
		a.settle(a.p.Submit())
	case "press":
		if block, action, picks, ok := a.pressed(); ok {
			a.settle(a.p.PressInView(action, append(picks, InBlock(block))...))
		}
	case "changed":
		if parts, ok := a.order("changed", 1); ok {
			a.settle(a.p.Fill(parts[0], entered[parts[0]]))
		}
	case "options":
		a.suggest()
	case "choose":
		if parts, ok := a.order("choose", 2); ok {
			a.settle(a.p.Fill(parts[0], parts[1]))
		}
	}
}

// submits notes that a viewer's form is being submitted. False when it is already, or
// is submitted and gone: a second click on a button that was pressed.
func (pg *Page) submits(user, view string) bool {
	pg.mu.Lock()
	defer pg.mu.Unlock()
	if pg.sent[user] == view {
		return false
	}
	pg.sent[user] = view
	return true
}

// submitted lets a form be submitted again that is still there.
func (pg *Page) submitted(p *Person, view string) {
	if !slices.ContainsFunc(p.stack(), func(v View) bool { return v.ID == view }) {
		return
	}
	pg.mu.Lock()
	defer pg.mu.Unlock()
	delete(pg.sent, p.id)
}

// enter puts what the form holds in the modal. What is refused stands under its
// field, with what was typed kept. False when another modal is open by now.
func (a *act) enter(id string) (map[string][]string, bool) {
	v := a.p.Modal()
	if v == nil || v.ID != id {
		a.note.Failure = a.w.Stale
		return nil, false
	}
	a.note.view, a.note.errors, a.note.typed = id, map[string]string{}, map[string][]string{}
	entered := map[string][]string{}
	for _, at := range spots(v.Blocks, func(sp spot) bool { return text(sp.block, "type") == "input" }) {
		field := url.PathEscape(at.blockID())
		if _, keeps := stateKinds[at.kind()]; !keeps {
			continue
		}
		many := a.values(at.kind(), a.PostForm["v/"+field])
		if at.kind() == "file_input" {
			many = append(many, a.upload(at, a.uploads("f/"+field))...)
		}
		entered[at.blockID()] = many
	}
	refused, ok := a.p.put(id, entered)
	if !ok {
		a.note.Failure = a.w.Stale
	}
	for block := range refused {
		a.note.errors[block] = a.w.Refused
		a.note.typed[block] = entered[block]
	}
	return entered, ok
}

// values reads the values of a field: line ends as Slack has them, moments from the
// viewer's clock to epoch seconds, nothing for an empty field.
func (a *act) values(kind string, raw []string) []string {
	var out []string
	for _, v := range raw {
		v = strings.ReplaceAll(v, "\r\n", "\n")
		if t, err := time.ParseInLocation(localTime, v, a.p.zone()); err == nil && kind == "datetimepicker" {
			v = strconv.FormatInt(t.Unix(), 10)
		}
		if v != "" {
			out = append(out, v)
		}
	}
	return out
}

func (a *act) uploads(field string) []*multipart.FileHeader {
	if a.MultipartForm == nil {
		return nil
	}
	return a.MultipartForm.File[field]
}

// upload stores the new files of an input and returns their ids.
func (a *act) upload(at spot, files []*multipart.FileHeader) []string {
	var ids []string
	for _, f := range files {
		if f.Filename == "" {
			continue
		}
		id, err := a.store(f)
		if err != nil {
			a.note.errors[at.blockID()] = err.Error()
			continue
		}
		ids = append(ids, id)
	}
	return ids
}

func (a *act) store(f *multipart.FileHeader) (string, error) {
	if f.Size > limits.MaxFileBytes {
		return "", fmt.Errorf("%s: %s", f.Filename, a.w.TooLarge)
	}
	body, err := f.Open()
	var content []byte
	if err == nil {
		defer func() { _ = body.Close() }() // it was only read
		content, err = io.ReadAll(body)
	}
	var id string
	if err == nil {
		id, err = a.p.Upload(f.Filename, f.Header.Get("Content-Type"), content)
	}
	if err != nil {
		return "", fmt.Errorf("%s: %s", f.Filename, a.w.NotPossible)
	}
	return id, nil
}

// suggest keeps suggestions for a viewer whose browser runs no script.
func (a *act) suggest() {
	parts, ok := a.order("options", 1)
	if !ok {
		return
	}
	q := a.PostFormValue("q/" + url.PathEscape(parts[0]))
	os, err := a.p.Options(parts[0], q)
	if err != nil {
		a.settle(Seen{}, err)
		return
	}
	a.note.offered = map[string][]Option{parts[0]: os}
	a.note.asked = map[string]string{parts[0]: q}
}

// serveOptions answers suggestions as JSON, for a menu that is typed in. The form
// comes along, as the app may look at it.
func (pg *Page) serveOptions(w http.ResponseWriter, r *http.Request) {
	u, ok := pg.viewer(w, r)
	if !ok || !readForm(w, r) {
		return
	}
	a := &act{Request: r, p: pg.Slack.As(u.ID), w: in(pg.Lang), note: &note{}}
	if _, ok := a.enter(r.PostFormValue("view")); !ok {
		writeJSON(w, http.StatusConflict, obj{"error": a.w.Stale})
		return
	}
	os, err := a.p.Options(r.PostFormValue("block"), r.PostFormValue("q"))
	if err != nil {
		writeJSON(w, http.StatusBadGateway, obj{"error": a.w.Failed})
		return
	}
	writeJSON(w, http.StatusOK, obj{"options": os})
}
