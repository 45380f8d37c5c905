package playground

import (
	"fmt"
	"sync"
	"testing"
)

// Everybody does everything at once; the race detector is the judge.
func TestAllAtOnce(t *testing.T) {
	o := newOffice(t, Config{NoRateLimits: true})
	in := make(chan obj, 1000)
	go acks(o.dial(), "", in)
	changes, stop := o.Subscribe()
	defer stop()
	go func() {
		for range changes {
		}
	}()
	ts := text(o.ok("chat.postMessage", "channel", klachten, "text", "kaart", "blocks", card), "ts")
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			p := o.As([]string{sanne, milan}[i%2])
			for n := range 10 {
				o.api("chat.postMessage", "channel", klachten, "text", fmt.Sprint(i, n), "thread_ts", ts)
				o.api("chat.update", "channel", klachten, "ts", ts, "text", fmt.Sprint(i, n))
				_, _ = p.Press(klachten, ts, "filter", Choosing("mine"))
				_, _ = p.Command(klachten, "/klacht", "")
				_ = p.Text(p.Messages(klachten)[0])
				o.api("views.publish", "user_id", sanne, "view", `{"type":"home","blocks":`+hello+`}`)
				_ = p.Home()
				_ = o.ChangeUser(lotte, func(u *User) { u.Title = fmt.Sprint(n) })
				o.api("users.info", "user", lotte)
			}
		})
	}
	all.Wait()
	if n := len(o.As(sanne).Thread(klachten, ts)); n != 81 {
		t.Errorf("%d messages in the thread", n)
	}
}
