package bot

import (
	"context"
	"fmt"
	"sync"
)

// nameLanes is how many names are looked up at a time.
const nameLanes = 8

// profile is what people are called and what they do. No right rests on it, so it is
// remembered far longer than a [Person].
type profile struct{ name, title string }

// Names looks up what people are called; what Slack told before is at most a day old.
// Whoever Slack does not know, or no longer shows, is left out; the caller words
// somebody without a name. With an error comes what was found all the same.
func (c *Client) Names(ctx context.Context, users []string) (map[string]string, error) {
	found, err := c.profilesOf(ctx, users)
	names := make(map[string]string, len(found))
	for user, p := range found {
		names[user] = p.name
	}
	return names, err
}

// Titles looks up what people do in the company, as they wrote it in Slack, as Names
// does what they are called.
func (c *Client) Titles(ctx context.Context, users []string) (map[string]string, error) {
	found, err := c.profilesOf(ctx, users)
	titles := make(map[string]string, len(found))
	for user, p := range found {
		titles[user] = p.title
	}
	return titles, err
}

// profilesOf gives what is remembered, and asks for the rest, a few at a time.
func (c *Client) profilesOf(ctx context.Context, users []string) (map[string]profile, error) {
	found := make(map[string]profile, len(users))
	var missing []string
	for _, user := range users {
		if p, ok := c.profiles.get(user); ok {
			found[user] = p
		} else {
			missing = append(missing, user)
		}
	}
	var mu sync.Mutex
	var failed error
	var wg sync.WaitGroup
	lanes := make(chan struct{}, nameLanes)
	for _, user := range missing {
		lanes <- struct{}{}
		wg.Go(func() {
			defer func() { <-lanes }()
			var p Person
			err := Guard(func() (err error) {
				p, err = c.Person(ctx, user)
				return err
			})
			mu.Lock()
			defer mu.Unlock()
			switch class := ClassOf(err); {
			case err == nil:
				found[user] = profile{p.Name, p.Title}
			case class == Destination || class == Stale || class == Other:
			case failed == nil:
				failed = fmt.Errorf("name of %s: %w", user, err)
			}
		})
	}
	wg.Wait()
	return found, failed
}
