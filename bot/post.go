package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"github.com/slack-go/slack"

	"ombud/bot/view"
)

// noticeType marks our messages in their metadata, which anybody in the workspace
// can read: it holds an opaque key and nothing else.
const noticeType = "ombud_notice"

// Post sends a message to a channel, into a thread when thread is not empty, and
// returns its ts and the real channel id. With a key the message can be found again
// by Find. Links in it are not unfolded.
func (c *Client) Post(ctx context.Context, channel, thread string, m *view.Message, key string) (ts, id string, err error) {
	return c.post(ctx, channel, thread, m, key, false)
}

// PostLoud is Post into a thread, shown in the channel too.
func (c *Client) PostLoud(ctx context.Context, channel, thread string, m *view.Message, key string) (ts, id string, err error) {
	return c.post(ctx, channel, thread, m, key, thread != "")
}

func (c *Client) post(ctx context.Context, channel, thread string, m *view.Message, key string, loud bool) (ts, id string, err error) {
	options := content(m)
	if key != "" {
		options = append(options, slack.MsgOptionMetadata(slack.SlackMetadata{
			EventType: noticeType, EventPayload: map[string]any{"key": key},
		}))
	}
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	if loud {
		options = append(options, slack.MsgOptionBroadcast())
	}
	id, ts, err = c.api.PostMessageContext(ctx, channel, options...)
	return ts, id, classify("chat.postMessage", err)
}

// Update replaces text and blocks of a message of ours. Its metadata stays.
func (c *Client) Update(ctx context.Context, channel, ts string, m *view.Message) error {
	_, _, _, err := c.api.UpdateMessageContext(ctx, channel, ts, content(m)...)
	return classify("chat.update", err)
}

// Delete removes a message of ours. One that is gone already is no error.
func (c *Client) Delete(ctx context.Context, channel, ts string) error {
	_, _, err := c.api.DeleteMessageContext(ctx, channel, ts)
	err = classify("chat.delete", err)
	if e, ok := errors.AsType[*Error](err); ok && e.Code == "message_not_found" {
		return nil
	}
	return err
}

// PostEphemeral shows a message in a channel to one person of it, until they reload.
func (c *Client) PostEphemeral(ctx context.Context, channel, user, thread string, m *view.Message) error {
	options := content(m)
	if thread != "" {
		options = append(options, slack.MsgOptionTS(thread))
	}
	_, err := c.api.PostEphemeralContext(ctx, channel, user, options...)
	return classify("chat.postEphemeral", err)
}

// Permalink returns the address of a message.
func (c *Client) Permalink(ctx context.Context, channel, ts string) (string, error) {
	link, err := c.api.GetPermalinkContext(ctx, &slack.PermalinkParameters{Channel: channel, Ts: ts})
	return link, classify("chat.getPermalink", err)
}

func content(m *view.Message) []slack.MsgOption {
	options := []slack.MsgOption{
		slack.MsgOptionText(m.Text, false), slack.MsgOptionDisableLinkUnfurl(), slack.MsgOptionDisableMediaUnfurl(),
	}
	return append(options, slack.MsgOptionBlocks(m.Blocks...))
}

// RespondURL answers by the response URL of a request, to the person alone: with a
// message of its own, in a thread when one is given, or in place of the message
// that was used.
func (c *Client) RespondURL(ctx context.Context, address, thread string, m *view.Message, replace bool) error {
	const method = "response_url"
	if !c.mayCall(address) {
		return &Error{Method: method, Code: "not an address of Slack", Class: OurBug}
	}
	// slack-go's message would send its zero values along.
	raw, err := json.Marshal(struct {
		Type    string        `json:"response_type"`
		Replace bool          `json:"replace_original"`
		Thread  string        `json:"thread_ts,omitempty"`
		Text    string        `json:"text"`
		Blocks  []slack.Block `json:"blocks,omitempty"`
	}{"ephemeral", replace, thread, m.Text, m.Blocks})
	if err != nil {
		return &Error{Method: method, Code: "message is no JSON", Class: OurBug, err: err}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(raw))
	if err != nil {
		return &Error{Method: method, Code: "bad address", Class: OurBug, err: err}
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := c.http.Do(req)
	if err != nil {
		return classify(method, err)
	}
	defer resp.Body.Close()
	_, _ = io.CopyN(io.Discard, resp.Body, maxReply) // read to its end, or the connection is not used again
	return classify(method, statusError(resp))
}

// mayCall reports whether an address that came with a request is Slack's, or of the
// API root we were given.
func (c *Client) mayCall(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	api, err := url.Parse(c.config.URL)
	if err != nil {
		return false
	}
	host := u.Hostname()
	return u.Scheme == "https" && (host == "slack.com" || strings.HasSuffix(host, ".slack.com") || strings.HasSuffix(host, ".slack-gov.com")) ||
		u.Scheme == api.Scheme && u.Host == api.Host
}
