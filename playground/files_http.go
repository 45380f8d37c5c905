package playground

import (
	"io"
	"net/http"
	"net/url"
	"strings"
)

// serveUpload takes the bytes of a file, raw or as the first part of a form. They
// must be as many as was said.
func (s *Slack) serveUpload(w http.ResponseWriter, r *http.Request) {
	c := &call{method: "upload", args: args{}}
	f := s.takeFault("upload", c.args)
	if !s.before(w, r, f) {
		s.logCall(c, 0, nil)
		return
	}
	body, err := readUpload(w, r)
	status := http.StatusBadRequest
	if err == nil {
		status = s.store(r.PathValue("ticket"), body)
	}
	s.logCall(c, status, nil)
	if f != nil && f.After {
		s.fault(w, f)
		return
	}
	w.WriteHeader(status)
	_, _ = io.WriteString(w, http.StatusText(status))
}

func readUpload(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload+1<<20)
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		return io.ReadAll(r.Body)
	}
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, err
	}
	for {
		part, err := parts.NextPart()
		if err != nil {
			return nil, err
		}
		if part.FileName() != "" {
			return io.ReadAll(part)
		}
	}
}

func (s *Slack) store(ticket string, body []byte) int {
	id, key, _ := strings.Cut(ticket, "-")
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.files[id]
	if f == nil || f.ticket == "" || f.ticket != key || f.uploaded {
		return http.StatusNotFound
	}
	if len(body) != f.Size {
		return http.StatusBadRequest
	}
	f.content, f.uploaded = body, true
	return http.StatusOK
}

// serveDownload gives a file to the app by url_private with its token as Bearer.
// Without the right to it Slack does not refuse: it shows its login page.
func (s *Slack) serveDownload(w http.ResponseWriter, r *http.Request) {
	_, id, _ := strings.Cut(r.PathValue("file"), "-")
	c := &call{method: "download", args: args{"file": id}}
	fault := s.takeFault("download", c.args)
	if !s.before(w, r, fault) {
		s.logCall(c, 0, nil)
		return
	}
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	s.mu.Lock()
	f := s.files[id]
	allowed := token == s.cfg.BotToken && !s.app.revoked && !s.app.removed && s.granted("files:read")
	var found *file
	if f != nil && !f.Deleted && f.ticket == "" && s.appSees(f) {
		copied := *f
		found = &copied
	}
	s.mu.Unlock()
	switch {
	case !allowed:
		s.logCall(c, http.StatusFound, nil)
		http.Redirect(w, r, "/login?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
	case found == nil:
		s.logCall(c, http.StatusNotFound, nil)
		http.NotFound(w, r)
	case fault != nil && fault.After:
		s.fault(w, fault)
	default:
		s.logCall(c, http.StatusOK, nil)
		w.Header().Set("Content-Type", found.Type)
		_, _ = w.Write(found.content)
	}
}

func serveLogin(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, "<!DOCTYPE html><title>Sign in | Slack</title><p>Sign in to your workspace.")
}
