package playground

import (
	"math"
	"time"
)

// bucket is a token bucket on machine time.
type bucket struct {
	left float64
	at   time.Time
}

// postBurst is how many messages a channel takes at once before one a second.
const postBurst = 5

// limit takes one call of a method; none left answers ratelimited with the wait.
func (s *Slack) limit(method string, perMinute int) error {
	return s.take(method, float64(perMinute), float64(perMinute)/60)
}

// limitPost is the rule of about one message a second and channel.
func (s *Slack) limitPost(channel string) error {
	return s.take("post in "+channel, postBurst, 1)
}

func (s *Slack) take(key string, size, perSecond float64) error {
	if s.cfg.NoRateLimits {
		return nil
	}
	now := s.cfg.Machine()
	b, ok := s.buckets[key]
	if !ok {
		b = &bucket{left: size, at: now}
		s.buckets[key] = b
	}
	b.left = min(size, b.left+max(0, now.Sub(b.at).Seconds())*perSecond)
	b.at = now
	if b.left >= 1 {
		b.left--
		return nil
	}
	wait := max(1, int(math.Ceil((1-b.left)/perSecond)))
	return &slackError{code: "ratelimited", retry: wait}
}
