package bot

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"time"
)

// maxBody bounds a request of Slack; a form of 100 full fields fits twice.
const maxBody = 1 << 20

// expectedBody is as much as somebody gets memory for who only promises a body.
const expectedBody = 64 << 10

// HTTP takes requests that Slack sends to /slack/commands, /slack/interactions,
// /slack/options and /slack/events. Nothing in a body is looked at before
// its signature is checked, and nothing at all of the query string.
type HTTP struct {
	Router *Router
	Secret string           // signing secret
	Now    func() time.Time // machine time
}

// Handler returns the HTTP handler for the four paths.
func (h *HTTP) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /slack/commands", h.signed(h.command))
	mux.HandleFunc("POST /slack/interactions", h.signed(h.interaction))
	mux.HandleFunc("POST /slack/options", h.signed(h.interaction))
	mux.HandleFunc("POST /slack/events", h.signed(h.event))
	return mux
}

// signed passes the raw body on, once it is known to come from Slack. A panic is
// logged here, by its place: what net/http would log repeats what it said.
func (h *HTTP) signed(next func(w http.ResponseWriter, body []byte)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var buf bytes.Buffer
		buf.Grow(int(min(max(r.ContentLength, 0), expectedBody)) + bytes.MinRead) // once, instead of again and again
		_, err := buf.ReadFrom(http.MaxBytesReader(w, r.Body, maxBody))
		if tooLarge, ok := errors.AsType[*http.MaxBytesError](err); ok {
			http.Error(w, tooLarge.Error(), http.StatusRequestEntityTooLarge)
			return
		}
		if err != nil {
			http.Error(w, "unreadable body", http.StatusBadRequest)
			return
		}
		body := buf.Bytes()
		if err := checkSignature(r.Header, body, h.Secret, h.Now()); err != nil {
			h.Router.Log.Warn("request refused", "path", r.URL.Path, "error", err.Error())
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
		}
		if err := Guard(func() error { next(w, body); return nil }); err != nil {
			h.Router.Log.Error("request failed", "path", r.URL.Path, "error", err)
			http.Error(w, "failed", http.StatusInternalServerError)
		}
	}
}

func (h *HTTP) command(w http.ResponseWriter, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil {
		h.malformed(w, errMalformed)
		return
	}
	if form.Get("ssl_check") == "1" {
		return
	}
	r, err := parseForm(form)
	h.take(w, r, err)
}

func (h *HTTP) interaction(w http.ResponseWriter, body []byte) {
	form, err := url.ParseQuery(string(body))
	if err != nil || form.Get("payload") == "" {
		h.malformed(w, errMalformed)
		return
	}
	r, err := parseInteraction([]byte(form.Get("payload")))
	h.take(w, r, err)
}

func (h *HTTP) event(w http.ResponseWriter, body []byte) {
	r, challenge, err := parseEvent(body)
	switch {
	case challenge != "":
		raw, _ := json.Marshal(map[string]string{"challenge": challenge}) // a string map always encodes
		writeJSON(w, raw)
	case r == nil && err == nil:
		// An envelope that is no event, such as a notice of a rate limit.
	default:
		h.take(w, r, err)
	}
}

func (h *HTTP) malformed(w http.ResponseWriter, err error) {
	h.Router.Log.Warn("request refused", "error", err.Error())
	http.Error(w, errMalformed.Error(), http.StatusBadRequest)
}

func (h *HTTP) take(w http.ResponseWriter, r *Request, err error) {
	if err != nil {
		h.malformed(w, err)
		return
	}
	ok := h.Router.take(r, func(a *reply) {
		if a.failed {
			w.WriteHeader(http.StatusInternalServerError)
			return
		}
		writeJSON(w, a.body)
	})
	if !ok {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
}

// writeJSON sends a whole answer and sees it off, so that what is said next comes
// after it.
func writeJSON(w http.ResponseWriter, body []byte) {
	if len(body) > 0 {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(http.StatusOK)
	_, _ = w.Write(body) // a broken connection is Slack's to repeat
	_ = http.NewResponseController(w).Flush()
}
