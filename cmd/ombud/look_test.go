package main

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"ombud/cmd/ombud/demo"
)

// TestLook: each way in which a page does not answer has its code, on a server of
// the test's own; nothing but the address and our name is sent.
func TestLook(t *testing.T) {
	t.Parallel()
	var shaky atomic.Int32
	mux := http.NewServeMux()
	page := httptest.NewTLSServer(mux)
	t.Cleanup(page.Close)
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	mux.HandleFunc("/fine", func(_ http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet || r.UserAgent() != "Ombud" || r.Referer() != "" || r.Header.Get("Cookie") != "" {
			t.Errorf("it was asked so: %s %v", r.Method, r.Header)
		}
	})
	mux.Handle("/gone", http.NotFoundHandler())
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/fine", http.StatusFound) })
	mux.HandleFunc("/round", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/round", http.StatusFound) })
	mux.HandleFunc("/plain", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, plain.URL, http.StatusFound) })
	mux.HandleFunc("/broken", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusInternalServerError) })
	mux.HandleFunc("/shaky", func(w http.ResponseWriter, _ *http.Request) {
		if shaky.Add(1) == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
	})
	mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	trusting, wary := newLooker(page.Client().Transport, 300*time.Millisecond, time.Millisecond), newLooker(http.DefaultTransport, time.Second, time.Millisecond)
	closed := httptest.NewTLSServer(nil)
	closed.Close()
	for name, tc := range map[string]struct {
		by      *looker
		address string
		want    string
	}{
		"it answers":                     {trusting, page.URL + "/fine", ""},
		"it is elsewhere":                {trusting, page.URL + "/moved", ""},
		"it answers the second time":     {trusting, page.URL + "/shaky", ""},
		"it is gone":                     {trusting, page.URL + "/gone", "404"},
		"it is broken":                   {trusting, page.URL + "/broken", "500"},
		"it sends us round and round":    {trusting, page.URL + "/round", "redirect"},
		"it sends us where all can read": {trusting, page.URL + "/plain", "redirect"},
		"it says nothing":                {trusting, page.URL + "/slow", "timeout"},
		"nobody is there":                {trusting, closed.URL, "unreachable"},
		"its certificate is nobody's":    {wary, page.URL + "/fine", "certificate"},
		"it is not secure":               {trusting, plain.URL, "insecure"},
		"it is a file":                   {trusting, "file:///etc/passwd", "insecure"},
		"it carries a password":          {trusting, strings.Replace(page.URL, "https://", "https://me:secret@", 1), "insecure"},
		"it is no address":               {trusting, "https://", "insecure"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tc.by.look(t.Context(), tc.address); got != tc.want {
				t.Errorf("%s gives %q, want %q", tc.address, got, tc.want)
			}
		})
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if got := trusting.look(over, page.URL+"/fine"); got == "" {
		t.Error("an end of the program is taken for an answer")
	}
}

// TestPagesOfTheConfiguration: only addresses that everybody can open are taken.
func TestPagesOfTheConfiguration(t *testing.T) {
	t.Parallel()
	cfg, err := demoConfig(demo.Options{Procedure: "cygnus", Lang: "en"}, at("2026-03-05 10:00"))
	if err != nil {
		t.Fatal(err)
	}
	with := func(page string) (*Config, error) {
		src := bytes.Replace(cfg.src, []byte("publication: [https://noorderlicht.example/]"), []byte("publication: ["+page+"]"), 1)
		return parseConfig("ombud.yml", src, at("2026-03-05 10:00"))
	}
	for _, page := range []string{"http://firm.example", "firm.example/klachten", "'https://'", "'https://me:secret@firm.example'", "ftp://firm.example"} {
		if _, err := with(page); err == nil || !strings.Contains(err.Error(), "publication[0]: write the address of a page that everybody can open") {
			t.Errorf("%s: %v", page, err)
		}
	}
	if got, err := with("https://firm.example/klachten"); err != nil || len(got.company().Published) != 1 {
		t.Errorf("a good one: %v", err)
	}
}
