package playground

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"ombud/bot/limits"
)

// maxForm is the largest form taken: the files of one input, and some text.
const maxForm = limits.MaxFiles*limits.MaxFileBytes + 1<<20

// act is one form a viewer sent.
type act struct {
	*http.Request
	p    *Person
	w    words
	log  *slog.Logger
	note *note  // what will be shown
	back string // where the viewer goes on
}

// acting wraps the handler of a form: it reads it, keeps what is to be shown, and
// sends the viewer back to where they were.
func (pg *Page) acting(do func(*act)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := pg.viewer(w, r)
		if !ok || !readForm(w, r) {
			return
		}
		a := &act{Request: r, p: pg.Slack.As(u.ID), w: in(pg.Lang), log: pg.log(), note: &note{}, back: r.PostFormValue("back")}
		if !strings.HasPrefix(a.back, as(u.ID)) || strings.Contains(a.back, "\\") {
			a.back = as(u.ID)
		}
		pg.acted(u.ID)
		do(a)
		pg.setNote(u.ID, a.note)
		http.Redirect(w, r, a.back, http.StatusSeeOther)
	}
}

func readForm(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	err := r.ParseMultipartForm(4 << 20)
	if err != nil && !errors.Is(err, http.ErrNotMultipart) {
		http.Error(w, "form: "+err.Error(), http.StatusBadRequest)
		return false
	}
	return true
}

// settle keeps what came of an act: a failure of the app, or a refusal.
func (a *act) settle(seen Seen, err error) {
	if len(seen.Errors) > 0 && seen.Modal != nil {
		a.note.view, a.note.errors = seen.Modal.ID, map[string]string{}
		for block, e := range seen.Errors {
			a.note.errors[block] = a.w.said(e)
		}
		return
	}
	refused, notPossible := errors.AsType[*Refusal](err)
	switch {
	case notPossible:
		a.note.Failure, a.note.Detail = a.w.NotPossible, a.w.because(refused)
	case err != nil:
		a.failed(err)
	case seen.Failure != "" && seen.Modal != nil:
		a.note.Failure, a.note.Detail = a.w.FailedForm, seen.Failure
	case seen.Failure != "":
		a.note.Failure, a.note.Detail = a.w.Failed, seen.Failure
	}
}

// failed says that the app failed; how it did is for the log.
func (a *act) failed(err error) {
	a.note.Failure = a.w.Failed
	a.log.ErrorContext(a.Context(), "page", "path", a.URL.Path, "error", err)
}

// say writes what was typed, or runs it when it is a command.
func (pg *Page) say(a *act) {
	channel, thread := a.PostFormValue("channel"), a.PostFormValue("thread")
	typed := strings.TrimSpace(strings.ReplaceAll(a.PostFormValue("text"), "\r\n", "\n"))
	switch {
	case typed == "":
		return
	case strings.HasPrefix(typed, "/"):
		name, rest, _ := strings.Cut(typed, " ")
		if !slices.Contains(pg.Slack.cfg.Commands, name) {
			a.note.Failure = fmt.Sprintf(a.w.NoCommand, name)
			break
		}
		if thread != "" { // as Slack refuses it
			a.note.Failure = fmt.Sprintf(a.w.NotInThread, name)
			break
		}
		a.settle(a.p.Command(channel, name, pg.stored(strings.TrimSpace(rest))))
	default:
		_, err := a.p.Say(channel, pg.stored(typed), thread)
		a.settle(Seen{}, err)
	}
	if a.note.Failure != "" {
		a.note.kept = map[string]string{channel + "/" + thread: typed}
	}
}

// stored writes a typed text as Slack stores it: escaped, with mentions by id.
func (pg *Page) stored(typed string) string {
	s := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(typed)
	var pairs []string
	users := pg.Slack.Users()
	slices.SortStableFunc(users, func(a, b User) int { return len(b.shown()) - len(a.shown()) })
	for _, u := range users {
		for _, name := range []string{u.shown(), u.RealName, u.Name} {
			if name != "" {
				pairs = append(pairs, "@"+name, "<@"+u.ID+">")
			}
		}
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// press presses something in a message.
func (pg *Page) press(a *act) {
	block, action, picks, ok := a.pressed()
	if !ok {
		return
	}
	a.settle(a.p.Press(a.PostFormValue("channel"), a.PostFormValue("ts"), action, append(picks, InBlock(block))...))
}

// pressHome presses something in Home.
func (pg *Page) pressHome(a *act) {
	block, action, picks, ok := a.pressed()
	if !ok || a.p.Modal() != nil {
		return
	}
	a.settle(a.p.PressInView(action, append(picks, InBlock(block))...))
}

// pressed reads which element a form means: press/block/action, and the chosen
// line of an overflow menu after that; other menus send their field.
func (a *act) pressed() (block, action string, picks []Pick, ok bool) {
	parts, ok := a.order("press", 2)
	if !ok {
		return "", "", nil, false
	}
	if len(parts) > 2 {
		return parts[0], parts[1], []Pick{Choosing(parts[2])}, true
	}
	field := url.PathEscape(parts[0]) + "/" + url.PathEscape(parts[1])
	for prefix, kind := range map[string]string{"a/": "", "t/": "datetimepicker"} {
		if chosen, sent := a.PostForm[prefix+field]; sent {
			picks = append(picks, Choosing(a.values(kind, chosen)...))
		}
	}
	return parts[0], parts[1], picks, true
}

// order takes apart what the pressed button of a form sent.
func (a *act) order(verb string, least int) ([]string, bool) {
	parts := strings.Split(a.PostFormValue("do"), "/")
	if parts[0] != verb || len(parts) <= least {
		return nil, false
	}
	for i, p := range parts {
		plain, err := url.PathUnescape(p)
		if err != nil {
			return nil, false
		}
		parts[i] = plain
	}
	return parts[1:], true
}

// shortcut starts a shortcut of the app, on a message when one is named.
func (pg *Page) shortcut(a *act) {
	callback := a.PostFormValue("callback")
	if ts := a.PostFormValue("ts"); ts != "" {
		a.settle(a.p.MessageShortcut(callback, a.PostFormValue("channel"), ts))
		return
	}
	a.settle(a.p.Shortcut(callback))
}

// join makes the viewer a member of a public channel.
func (pg *Page) join(a *act) {
	for _, ch := range a.p.Channels() {
		if ch.ID == a.PostFormValue("channel") {
			a.settle(Seen{}, pg.Slack.Join(ch.ID, a.p.id))
		}
	}
}

// advance moves the business clock.
func (pg *Page) advance(a *act) {
	if pg.Advance == nil {
		return
	}
	from := pg.now()
	if to, err := pg.Advance(a.Context(), a.PostFormValue("step")); err != nil {
		a.failed(err)
	} else {
		pg.tellNews(&news{since: from, now: to})
	}
	pg.Slack.tell(Change{Kind: "clock"})
}

// speak changes the language of page and app.
func (pg *Page) speak(a *act) {
	code := a.PostFormValue("lang")
	if _, known := languages[code]; !known || pg.Speak == nil || code == pg.Lang {
		return
	}
	if err := pg.Speak(a.Context(), code); err != nil {
		a.failed(err)
	} else {
		pg.tellNews(&news{spoken: true})
		if a.back == as(a.p.id)+"home" { // elsewhere Home is drawn anew when it is opened
			pg.openHome(a.p)
		}
	}
	pg.Slack.tell(Change{Kind: "clock"}) // other tabs change with this one
}

// reset begins anew; the viewer starts at the first screen again.
func (pg *Page) reset(a *act) {
	if pg.Reset == nil {
		return
	}
	if err := pg.Reset(a.Context()); err != nil {
		a.failed(err)
		return
	}
	a.back = "/"
}
