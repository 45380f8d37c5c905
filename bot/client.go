package bot

import (
	"cmp"
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/slack-go/slack"
)

// How long one call may take. Both stay under the lease of a notice (60 s), so that
// a call never ends after somebody else took the notice over.
const (
	callTime = 10 * time.Second
	fileTime = 25 * time.Second
)

// keptConns is how many connections are kept for the next call. With Go's two, most
// calls of a busy minute would begin with a new one.
const keptConns = 16

// Config is what a Client needs to know.
type Config struct {
	BotToken string // xoxb-…
	AppToken string // xapp-…, for Socket Mode; else empty
	URL      string // root of the API; empty: Slack's own
	// Now is machine time: how old what is remembered is, and when a connection or
	// a handler has taken too long.
	Now func() time.Time
}

// Client makes the calls to Slack. Every error is an *Error, whose Class says what
// to do; nothing is retried here. It is safe for concurrent use.
type Client struct {
	config Config
	http   *http.Client
	api    *slack.Client
	files  *slack.Client // the same with more time

	mu       sync.Mutex
	self     *Self
	dms      map[string]string
	persons  cache[Person]
	profiles cache[profile]
	channels cache[Channel]
}

// NewClient returns a client; it calls nothing yet.
func NewClient(config Config) *Client {
	config.URL = strings.TrimSuffix(cmp.Or(config.URL, slack.APIURL), "/") + "/"
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.MaxIdleConnsPerHost = keptConns
	through := gated{config.URL, transport}
	c := &Client{
		config: config, http: &http.Client{Transport: through, Timeout: callTime}, dms: map[string]string{},
		persons:  cache[Person]{now: config.Now, keep: personTime},
		profiles: cache[profile]{now: config.Now, keep: profileTime},
		channels: cache[Channel]{now: config.Now, keep: channelTime},
	}
	c.api = c.slackClient(c.http)
	c.files = c.slackClient(&http.Client{Transport: through, Timeout: fileTime})
	return c
}

func (c *Client) slackClient(h *http.Client) *slack.Client {
	return slack.New(c.config.BotToken, slack.OptionAppLevelToken(c.config.AppToken),
		slack.OptionAPIURL(c.config.URL), slack.OptionHTTPClient(h))
}

// OpenDM returns the id of the direct message channel with a person. It is
// remembered for good: it never changes.
func (c *Client) OpenDM(ctx context.Context, user string) (string, error) {
	c.mu.Lock()
	id := c.dms[user]
	c.mu.Unlock()
	if id != "" {
		return id, nil
	}
	channel, _, _, err := c.api.OpenConversationContext(ctx, &slack.OpenConversationParameters{Users: []string{user}})
	if err != nil {
		return "", classify("conversations.open", err)
	}
	if channel == nil || channel.ID == "" {
		return "", &Error{Method: "conversations.open", Code: "no channel", Class: Other}
	}
	c.mu.Lock()
	c.dms[user] = channel.ID
	c.mu.Unlock()
	return channel.ID, nil
}
