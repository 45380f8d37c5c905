package playground

import (
	"net/http"
	"net/url"
	"testing"
	"time"
)

// status posts and returns the HTTP status and Retry-After, 0 when cut off.
func (o *office) status(method string, pairs ...string) (int, string, obj) {
	o.t.Helper()
	f := url.Values{"token": {"xoxb-playground"}}
	for i := 0; i+1 < len(pairs); i += 2 {
		f.Set(pairs[i], pairs[i+1])
	}
	code, h, a := o.request(method, formType, f.Encode(), "")
	return code, h.Get("Retry-After"), a
}

func TestTierLimit(t *testing.T) {
	o := newOffice(t, Config{})
	for range tier2 {
		o.ok("users.list")
	}
	code, wait, a := o.status("users.list")
	if code != http.StatusTooManyRequests || wait != "3" || text(a, "error") != "ratelimited" {
		t.Errorf("%d, Retry-After %s, %v", code, wait, a)
	}
	o.ok("users.info", "user", sanne) // only that method is blocked
	o.clk.add(3 * time.Second)
	o.ok("users.list")
}

func TestPostLimitIsPerChannel(t *testing.T) {
	o := newOffice(t, Config{})
	for range postBurst {
		o.ok("chat.postMessage", "channel", klachten, "text", "x")
	}
	code, wait, _ := o.status("chat.postMessage", "channel", klachten, "text", "x")
	if code != http.StatusTooManyRequests || wait != "1" {
		t.Errorf("%d, Retry-After %s", code, wait)
	}
	o.ok("chat.postMessage", "channel", algemeen, "text", "x")
	o.clk.add(time.Second)
	o.ok("chat.postMessage", "channel", klachten, "text", "x")
	if n := len(o.As(sanne).Messages(klachten)); n != postBurst+1 {
		t.Errorf("%d messages stored", n)
	}
}

func TestLimitsSwitchedOff(t *testing.T) {
	o := newOffice(t, Config{NoRateLimits: true})
	for range 60 {
		o.ok("chat.postMessage", "channel", klachten, "text", "x")
	}
}

func TestFaults(t *testing.T) {
	for name, tc := range map[string]struct {
		fault  Fault
		status int
		wait   string
		err    string
		stored int
	}{
		"drop before":        {Fault{Kind: DropBefore}, 0, "", "", 0},
		"drop after":         {Fault{Kind: DropAfter}, 0, "", "", 1},
		"500":                {Fault{Kind: HTTPStatus, Status: 500}, 500, "", "", 0},
		"503 after":          {Fault{Kind: HTTPStatus, Status: 503, After: true}, 503, "", "", 1},
		"429":                {Fault{Kind: HTTPStatus, Status: 429, RetryAfter: 7}, 429, "7", "", 0},
		"error":              {Fault{Kind: ErrorCode, Error: "fatal_error"}, 200, "", "fatal_error", 0},
		"error after":        {Fault{Kind: ErrorCode, Error: "internal_error", After: true}, 200, "", "internal_error", 1},
		"delay":              {Fault{Kind: Delay, Delay: time.Millisecond}, 200, "", "", 1},
		"other method":       {Fault{Kind: DropBefore, Method: "chat.update"}, 200, "", "", 1},
		"other channel":      {Fault{Kind: DropBefore, Channel: algemeen}, 200, "", "", 1},
		"person for her DM":  {Fault{Kind: DropBefore, Channel: milan}, 200, "", "", 1},
		"this channel":       {Fault{Kind: ErrorCode, Error: "is_archived", Method: "chat.postMessage", Channel: klachten}, 200, "", "is_archived", 0},
		"accepted then lost": {Fault{Kind: DropAfter, Method: "chat.postMessage", Channel: klachten}, 0, "", "", 1},
	} {
		t.Run(name, func(t *testing.T) {
			o := newOffice(t, Config{})
			o.Fail(tc.fault)
			code, wait, a := o.status("chat.postMessage", "channel", klachten, "text", "x")
			if code != tc.status || wait != tc.wait || text(a, "error") != tc.err {
				t.Errorf("%d, Retry-After %q, %v", code, wait, a)
			}
			if n := len(o.As(sanne).Messages(klachten)); n != tc.stored {
				t.Errorf("%d messages stored", n)
			}
			o.ClearFaults()
			o.ok("chat.postMessage", "channel", klachten, "text", "y")
		})
	}
}

func TestFaultCountsDown(t *testing.T) {
	o := newOffice(t, Config{})
	dm := o.DM(sanne)
	o.Fail(Fault{Kind: HTTPStatus, Status: 500, Times: 2, Channel: sanne})
	for i, want := range []int{500, 500, 200} {
		if code, _, _ := o.status("chat.postMessage", "channel", dm, "text", "x"); code != want {
			t.Errorf("call %d: %d", i, code)
		}
	}
	o.Fail(Fault{Kind: HTTPStatus, Status: 503, Times: -1, Method: "auth.test"})
	for range 5 {
		if code, _, _ := o.status("auth.test"); code != 503 {
			t.Errorf("fault for ever: %d", code)
		}
	}
}
