package bot

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"
)

// findPages bounds a search; with 200 messages each it is far more than a channel
// of complaints gets between a failed post and its repetition.
const findPages = 20

// clockSkew is how far our clock may be ahead of Slack's.
const clockSkew = time.Minute

// ErrEndless says that there are more messages than Find looks through: whether one was
// sent will never be known.
var ErrEndless = errors.New("too many messages to search")

// Find looks for the message that Post sent with this key, among the messages of a
// channel, or of a thread when one is given, since the attempt began. Not found
// means not sent. When it cannot be told, it returns an error: one of a call, which may
// go another time, or ErrEndless.
func (c *Client) Find(ctx context.Context, channel, thread, key string, since time.Time) (ts string, found bool, err error) {
	self, err := c.Self(ctx)
	if err != nil {
		return "", false, err
	}
	oldest := since.Add(-clockSkew)
	values := url.Values{
		"channel": {channel}, "include_all_metadata": {"true"}, "limit": {"200"},
		"oldest": {fmt.Sprintf("%d.%06d", oldest.Unix(), oldest.Nanosecond()/1000)},
	}
	method := "conversations.history"
	if thread != "" {
		method = "conversations.replies"
		values.Set("ts", thread)
	}
	for range findPages {
		var page historyPage
		if err := c.call(ctx, method, values, &page); err != nil {
			return "", false, err
		}
		if ts := page.find(key, self); ts != "" {
			return ts, true, nil
		}
		if page.Metadata.Next == "" {
			return "", false, nil
		}
		values.Set("cursor", page.Metadata.Next)
	}
	return "", false, fmt.Errorf("%s: %w", method, ErrEndless)
}

type historyPage struct {
	Messages []struct {
		TS       string `json:"ts"`
		User     string `json:"user"`
		Bot      string `json:"bot_id"`
		Metadata struct {
			Type    string `json:"event_type"`
			Payload struct {
				Key string `json:"key"`
			} `json:"event_payload"`
		} `json:"metadata"`
	} `json:"messages"`
	Metadata struct {
		Next string `json:"next_cursor"`
	} `json:"response_metadata"`
}

// find returns the ts of our message with this key. Metadata of other apps proves
// nothing: anybody can write it.
func (p *historyPage) find(key string, self Self) string {
	for _, m := range p.Messages {
		ours := m.User == self.User || m.Bot != "" && m.Bot == self.Bot
		if ours && m.Metadata.Type == noticeType && m.Metadata.Payload.Key == key {
			return m.TS
		}
	}
	return ""
}
