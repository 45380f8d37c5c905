package playground

import (
	"fmt"
	"hash/fnv"
	"net"
	"net/http"
	"strings"
)

// policy lets the page load nothing but its own files, and run no inline script.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Guarded refuses what comes from another machine, under a name that is not this
// machine's, or from another site, and tells the browser to keep nothing. Whatever
// listens beside the page goes behind it too: a site could else reach that in its place.
func Guarded(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection()
	inner := cross.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopback(r.RemoteAddr) || !loopback(r.Host) {
			http.Error(w, "this page answers on localhost only", http.StatusForbidden)
			return
		}
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		inner.ServeHTTP(w, r)
	})
}

// loopback tells whether a Host header or an address names this machine. A name that
// a foreign site points at 127.0.0.1 does not.
func loopback(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}

var assets = map[string]string{
	"app.css": "text/css; charset=utf-8",
	"app.js":  "text/javascript; charset=utf-8", "forms.js": "text/javascript; charset=utf-8",
	"morph.js": "text/javascript; charset=utf-8", "theme.js": "text/javascript; charset=utf-8", "tour.js": "text/javascript; charset=utf-8",
	"complete.js": "text/javascript; charset=utf-8", "mark.svg": "image/svg+xml",
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("name")
	kind, ok := assets[name]
	content, err := pageFiles.ReadFile("page/" + name)
	if !ok || err != nil {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", kind)
	_, _ = w.Write(content)
}

// serveFile gives a viewer a file they can see. Only plain pictures are shown in
// the page; all else is a download, as a stranger may have made it.
func (pg *Page) serveFile(w http.ResponseWriter, r *http.Request) {
	u, ok := pg.viewer(w, r)
	if !ok {
		return
	}
	p, id := pg.Slack.As(u.ID), r.PathValue("file")
	content, err := p.Content(id)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	for _, f := range p.Files() {
		if f.ID != id {
			continue
		}
		kind := "application/octet-stream"
		if f.Picture() {
			kind = f.Type
		} else {
			w.Header().Set("Content-Disposition", `attachment; filename*=UTF-8''`+pathEscape(f.Name))
		}
		w.Header().Set("Content-Type", kind)
	}
	_, _ = w.Write(content)
}

// Picture tells whether a browser can show the file without running anything.
func (f File) Picture() bool {
	return f.Type == "image/png" || f.Type == "image/jpeg" || f.Type == "image/gif"
}

// domID is a short id for the parts, stable as long as they stay the same.
func domID(prefix string, parts ...string) string {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return fmt.Sprintf("%s%x", prefix, h.Sum64())
}
