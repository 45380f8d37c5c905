package bot

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"
)

// socketTimes are the patience of Socket Mode, shorter in tests.
type socketTimes struct {
	hello   time.Duration // from dialling to hello
	ping    time.Duration // between our pings
	silent  time.Duration // without any frame a connection is dead
	linger  time.Duration // a replaced connection is still read
	drain   time.Duration // at the end running handlers are waited for
	first   time.Duration // after a failed attempt; doubled up to longest
	longest time.Duration
	refused time.Duration // after Slack said that there are too many connections
}

var patience = socketTimes{
	hello: 10 * time.Second, ping: 10 * time.Second, silent: 30 * time.Second,
	linger: 10 * time.Second, drain: 5 * time.Second,
	first: time.Second, longest: time.Minute, refused: 30 * time.Second,
}

// lanes is how many connections are kept: with two, a cut one loses nothing. Slack
// allows ten for an app, so four processes may serve it.
const lanes = 2

// Socket takes requests over Socket Mode. See the package doc for why it is not
// slack-go's.
type Socket struct {
	Router *Router
	Client *Client
	Log    *slog.Logger
	// Greeted is called once, when Slack greets the first connection; nil: nobody.
	Greeted func()

	times     socketTimes // zero: patience
	live      live
	greetOnce sync.Once
	handling  atomic.Int64
	retiring  sync.WaitGroup
}

// Live returns how many connections Slack has greeted and not yet lost.
func (s *Socket) Live() int { return len(s.live.all()) }

// Run keeps the connections open until the context ends, then lets running handlers
// answer and returns nil. It returns an error, naming what is missing, when Slack
// refuses the app-level token; everything else is tried again.
func (s *Socket) Run(ctx context.Context) error {
	if err := checkToken("SLACK_APP_TOKEN", s.Client.config.AppToken, "xapp-"); err != nil {
		return err
	}
	if s.times == (socketTimes{}) {
		s.times = patience
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var wg sync.WaitGroup
	errs := make(chan error, lanes)
	for range lanes {
		wg.Go(func() {
			if err := s.lane(ctx); err != nil {
				errs <- err
				cancel()
			}
		})
	}
	wg.Wait()
	s.drain()
	select {
	case err := <-errs:
		return err
	default:
		return nil
	}
}

// lane keeps one connection open and opens its replacement before its end.
func (s *Socket) lane(ctx context.Context) error {
	var old *connection
	for {
		c, err := s.connect(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			return err
		}
		if replaced := old; replaced != nil {
			s.retiring.Go(func() { s.retire(replaced) })
		}
		old = c
		select {
		case <-c.leaving:
		case <-c.gone:
		case <-ctx.Done():
			return nil
		}
		s.pause(ctx, s.breath(c))
	}
}

// refusals are the reasons for which Slack takes no connection for a while: others hold
// all that the app may have, or Socket Mode is off.
var refusals = map[string]bool{"too_many_websockets": true, "link_disabled": true}

// breath is how long to wait before a connection is replaced: not at all, unless
// Slack refuses or they follow each other too fast.
func (s *Socket) breath(c *connection) time.Duration {
	switch reason := c.reason(); {
	case refusals[reason]:
		s.Log.Warn("slack closes the socket", "reason", reason, "retry_in", s.times.refused)
		return s.times.refused
	case c.now().Sub(c.opened) < s.times.silent:
		return s.times.first
	}
	return 0
}

// connect dials until Slack says hello. It gives up when the context ends, and when
// the token will never do.
func (s *Socket) connect(ctx context.Context) (*connection, error) {
	for wait := s.times.first; ; wait = min(2*wait, s.times.longest) {
		c, err := s.dial(ctx)
		if err == nil || ctx.Err() != nil {
			return c, err
		}
		if ClassOf(err) == Install {
			return nil, fmt.Errorf("SLACK_APP_TOKEN is refused; it must be an app-level token with the scope connections:write: %w", err)
		}
		pause := wait
		if e, ok := errors.AsType[*Error](err); ok {
			pause = max(pause, e.RetryAfter)
		}
		s.Log.Warn("socket not open", "error", err, "retry_in", pause)
		s.pause(ctx, pause)
	}
}

// retire reads on from a replaced connection until Slack closes it or nothing more
// can be on its way, and lets its handlers answer over it.
func (s *Socket) retire(c *connection) {
	select {
	case <-c.gone:
	case <-time.After(s.times.linger):
	}
	c.settle(s.times.drain)
	c.close()
}

// drain lets running handlers answer, then closes everything. Requests that come
// meanwhile are taken while the router takes any. Once Router.Stop was called they are
// not acknowledged: events Slack sends again, people are told to try again.
func (s *Socket) drain() {
	now := s.Client.config.Now
	for end := now().Add(s.times.drain); s.handling.Load() > 0 && now().Before(end); {
		time.Sleep(settleStep)
	}
	if n := s.handling.Load(); n > 0 {
		s.Log.Warn("socket closed with requests unanswered", "requests", n)
	}
	for _, c := range s.live.all() {
		c.close()
		<-c.gone
	}
	s.retiring.Wait()
}

func (s *Socket) pause(ctx context.Context, d time.Duration) {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
