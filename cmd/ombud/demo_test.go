package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestDemoForgetsEverything: however the demo ends, it leaves no folder and
// nothing that runs. It watches the whole process, so it is not parallel.
func TestDemoForgetsEverything(t *testing.T) {
	for name, tc := range map[string]struct {
		args  []string
		visit func(t *testing.T, base string) // before the end; nil: it ends by itself
		code  int
	}{
		"stopped":              {nil, func(*testing.T, string) {}, 0},
		"begun anew twice":     {nil, func(t *testing.T, base string) { resetDemo(t, base); resetDemo(t, base) }, 0},
		"stopped amid a Reset": {nil, amidReset, 0},
		"a wrong procedure":    {[]string{"--procedure", "none"}, nil, 2},
		"a wrong moment":       {[]string{"--at", "soon"}, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			t.Setenv("TMPDIR", folder)
			before := runtime.NumGoroutine()
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			out, code := &lockedBuffer{}, make(chan int, 1)
			env := &environment{Streams: &Streams{In: strings.NewReader(""), Out: out, Err: out}, Getenv: func(string) string { return "" }, Now: time.Now}
			go func() { code <- run(ctx, append([]string{"demo", "--addr", "127.0.0.1:0"}, tc.args...), env) }()
			if tc.visit != nil {
				tc.visit(t, opened(t, out))
				cancel()
			}
			select {
			case got := <-code:
				if got != tc.code {
					t.Errorf("exit code %d, want %d:\n%s", got, tc.code, out)
				}
			case <-time.After(patience):
				t.Fatalf("the demo does not end:\n%s", out)
			}
			if left, _ := os.ReadDir(folder); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			for end := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
				if time.Now().After(end) {
					stacks := make([]byte, 1<<20)
					t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
				}
			}
		})
	}
}

// opened waits for the demo's link.
func opened(t *testing.T, out *lockedBuffer) string {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if _, after, ok := strings.Cut(out.String(), "open http://"); ok {
			return "http://" + strings.Fields(after)[0]
		}
	}
	t.Fatalf("the demo did not start:\n%s", out)
	return ""
}

// resetDemo presses Reset and looks for the new beginning.
func resetDemo(t *testing.T, base string) {
	t.Helper()
	before := folders()
	code, err := pressReset(t.Context(), base)
	if after := folders(); err != nil || code != http.StatusOK || len(after) != 1 || slices.Equal(before, after) {
		t.Errorf("Reset answers %d, %v; the folders were %v, now %v", code, err, before, after)
	}
}

// amidReset comes back while a Reset is under way.
func amidReset(t *testing.T, base string) {
	t.Helper()
	before := folders()
	go func() { _, _ = pressReset(context.WithoutCancel(t.Context()), base) }() // the end may cut it off
	for end := time.Now().Add(patience); slices.Equal(before, folders()); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nothing is begun anew")
		}
	}
}

// pressReset does what the page's button does, with the page open meanwhile.
func pressReset(ctx context.Context, base string) (code int, err error) {
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: patience}
	for _, ask := range [][2]string{{http.MethodGet, "/as/U0LOTTE/events"}, {http.MethodPost, "/as/U0LOTTE/reset"}} {
		req, err := http.NewRequestWithContext(ctx, ask[0], base+ask[1], nil)
		if err != nil {
			return 0, err
		}
		resp, err := client.Do(req)
		if err != nil {
			return 0, err
		}
		defer resp.Body.Close()
		code = resp.StatusCode
	}
	return code, nil
}

// folders are those that the demo works in.
func folders() []string {
	names, _ := filepath.Glob(filepath.Join(os.TempDir(), "ombud-demo-*")) // the pattern is right
	return names
}

// The link opens in a browser on this machine wherever the demo listens.
func TestTheLinkOpensHere(t *testing.T) {
	t.Parallel()
	for listens, want := range map[string]string{
		"127.0.0.1:8484": "127.0.0.1:8484", "0.0.0.0:8484": "localhost:8484", "[::]:8484": "localhost:8484", "[::1]:8484": "[::1]:8484",
	} {
		a, err := net.ResolveTCPAddr("tcp", listens)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := pageAddress(a); err != nil || got != want {
			t.Errorf("listening on %s the link is to %s, %v; want %s", listens, got, err, want)
		}
	}
	_, err := pageAddress(&net.TCPAddr{IP: net.IPv4(192, 0, 2, 7), Port: 8484})
	if _, wrong := errors.AsType[usageError](err); !wrong || !strings.Contains(err.Error(), "127.0.0.1:8484") {
		t.Errorf("on an address of the network: %v", err)
	}
}

// TestTheDemoHearsNobodyElse: neither another site nor another machine reaches anything
// that listens, the imitated Slack included, and no token is known beforehand.
func TestTheDemoHearsNobodyElse(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	out, code := &lockedBuffer{}, make(chan int, 1)
	env := &environment{Streams: &Streams{In: strings.NewReader(""), Out: out, Err: out}, Getenv: func(string) string { return "" }, Now: time.Now}
	go func() { code <- run(ctx, []string{"demo", "--addr", "127.0.0.1:0"}, env) }()
	defer func() { cancel(); <-code }()
	base := opened(t, out)
	for name, header := range map[string][2]string{
		"under a name of theirs": {"Host", "evil.example"}, "from their page": {"Origin", "http://evil.example"},
		"as a browser says": {"Sec-Fetch-Site", "cross-site"},
	} {
		for _, path := range []string{"/api/chat.postMessage", "/upload/U1", "/respond/R1", "/as/U0LOTTE/say", "/login"} {
			if status, said := posted(t, base+path, header[0], header[1]); status != http.StatusForbidden {
				t.Errorf("%s %s answers %d: %s", path, name, status, said)
			}
		}
	}
	if status, said := posted(t, base+"/api/chat.postMessage", "", ""); status != http.StatusOK || !strings.Contains(said, "invalid_auth") {
		t.Errorf("a token that everybody knows is answered %d: %s", status, said)
	}
}

// posted sends what a form of a foreign page could.
func posted(t *testing.T, to, header, value string) (status int, said string) {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, to, strings.NewReader("token=xoxb-playground&channel="+klachten+"&text=hi"))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if header == "Host" {
		req.Host = value
	} else if header != "" {
		req.Header.Set(header, value)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}
