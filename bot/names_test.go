package bot

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// slowPeople lets every look-up of a person take so long; it counts how many run at
// the same time.
func slowPeople(server *slackServer, d time.Duration) (most *atomic.Int64) {
	var running atomic.Int64
	most = &atomic.Int64{}
	server.mu.Lock()
	defer server.mu.Unlock()
	server.handle["users.info"] = func(w http.ResponseWriter, r *http.Request) {
		n := running.Add(1)
		defer running.Add(-1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(d)
		user := r.Form.Get("user")
		_, _ = fmt.Fprintf(w, `{"ok":true,"user":{"id":%q,"team_id":"T0FIRM","profile":{"real_name":"Name of %s","title":"Adviser"}}}`, user, user)
	}
	return most
}

func colleagues(n int) []string {
	users := make([]string, n)
	for i := range users {
		users[i] = fmt.Sprintf("U%02d", i)
	}
	return users
}

// A form names everybody who plays a role; asked one by one, twenty are too slow.
func TestNamesTogether(t *testing.T) {
	server := newSlack(t)
	most := slowPeople(server, 100*time.Millisecond)
	c := server.client()
	began := time.Now()
	names, err := c.Names(t.Context(), colleagues(20))
	if took := time.Since(began); err != nil || len(names) != 20 || names["U07"] != "Name of U07" || took > 1900*time.Millisecond {
		t.Errorf("%d names in %v, error %v; want 20 sooner than one after the other", len(names), took, err)
	}
	if n := most.Load(); n < 2 || n > nameLanes {
		t.Errorf("%d look-ups at a time, want 2 to %d", n, nameLanes)
	}
}

func TestLateNamesAreLeftOut(t *testing.T) {
	server := newSlack(t)
	c := server.client()
	slowPeople(server, 0)
	if _, err := c.Names(t.Context(), []string{"U00"}); err != nil {
		t.Fatal(err)
	}
	slowPeople(server, time.Second)
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	began := time.Now()
	names, err := c.Names(ctx, colleagues(20))
	if err == nil || names["U00"] == "" || len(names) != 1 || time.Since(began) >= time.Second {
		t.Errorf("got %v, %v after %v; want the one known name, an error, at once", names, err, time.Since(began))
	}
}

func TestNamesAreKeptForADay(t *testing.T) {
	now := testNow
	server := newSlack(t)
	slowPeople(server, 0)
	c := NewClient(Config{BotToken: "xoxb-test", URL: server.URL + "/api", Now: func() time.Time { return now }})
	steps := []struct {
		name  string
		do    func() error
		calls int // of users.info, in all
	}{
		{"first", func() error { return nil }, 1},
		{"23 hours later", func() error { now = now.Add(23 * time.Hour); return nil }, 1},
		{"a right is asked anew, and brings the name", func() error { _, err := c.Person(t.Context(), "U00"); return err }, 2},
		{"23 hours after that", func() error { now = now.Add(23 * time.Hour); return nil }, 2},
		{"the person changed", func() error { c.forget(&Event{Type: "user_change", User: "U00"}); return nil }, 3},
		{"25 hours later", func() error { now = now.Add(25 * time.Hour); return nil }, 4},
	}
	for _, step := range steps {
		err := step.do()
		names, errNames := c.Names(t.Context(), []string{"U00"})
		titles, errTitles := c.Titles(t.Context(), []string{"U00"})
		if err := errors.Join(err, errNames, errTitles); err != nil {
			t.Fatal(step.name, err)
		}
		if n := len(server.called("users.info")); n != step.calls || names["U00"] != "Name of U00" || titles["U00"] != "Adviser" {
			t.Errorf("%s: %d calls, %v %v; want %d", step.name, n, names, titles, step.calls)
		}
	}
}

// broken panics whatever is asked.
type broken struct{}

func (broken) RoundTrip(*http.Request) (*http.Response, error) { panic("Bakkerij Zon is angry") }

// A look-up that panics is one that failed: it runs beside the handler, where nobody
// else would catch it.
func TestALookUpThatPanicsIsAnError(t *testing.T) {
	c := newSlack(t).client()
	c.http.Transport = broken{}
	names, err := c.Names(t.Context(), colleagues(2))
	if len(names) != 0 || !errors.Is(err, ErrPanic) || strings.Contains(err.Error(), "Bakkerij") {
		t.Errorf("%v, %v; want no names and an error that repeats nothing", names, err)
	}
}
