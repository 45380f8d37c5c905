package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/slack-go/slack"
)

// maxReply bounds what is read of an answer.
const maxReply = 8 << 20

// call makes a call whose answer slack-go could not read (messages of others) or
// reads with too much in it. Out is filled from the JSON of a successful answer.
func (c *Client) call(ctx context.Context, method string, values url.Values, out any) error {
	return c.send(ctx, method, "application/x-www-form-urlencoded", []byte(values.Encode()), out)
}

// callJSON is call with a JSON body, for what takes no form. Of the answer only
// success is read.
func (c *Client) callJSON(ctx context.Context, method string, body any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return &Error{Method: method, Code: "no JSON", Class: OurBug, err: err}
	}
	return c.send(ctx, method, "application/json; charset=utf-8", raw, nil)
}

func (c *Client) send(ctx context.Context, method, contentType string, body []byte, out any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.config.URL+method, bytes.NewReader(body))
	if err != nil {
		return &Error{Method: method, Code: "bad address", Class: OurBug, err: err}
	}
	req.Header.Set("Content-Type", contentType)
	req.Header.Set("Authorization", "Bearer "+c.config.BotToken)
	resp, err := c.http.Do(req)
	if err != nil {
		return classify(method, err)
	}
	defer resp.Body.Close()
	if err := statusError(resp); err != nil {
		return classify(method, err)
	}
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxReply))
	if err != nil {
		return classify(method, err)
	}
	var head slack.SlackResponse
	if err := json.Unmarshal(raw, &head); err != nil {
		return classify(method, fmt.Errorf("answer: %w", err))
	}
	if !head.Ok {
		return classify(method, slack.SlackErrorResponse{Err: head.Error, Needed: head.Needed, Provided: head.Provided})
	}
	if out == nil {
		return nil
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return classify(method, fmt.Errorf("answer: %w", err))
	}
	return nil
}

// statusError gives the error slack-go would for an HTTP status, nil for 200.
func statusError(resp *http.Response) error {
	if resp.StatusCode == http.StatusOK {
		return nil
	}
	if resp.StatusCode == http.StatusTooManyRequests {
		return &slack.RateLimitedError{RetryAfter: retryAfter(resp.Header)}
	}
	return slack.StatusCodeError{Code: resp.StatusCode, Status: resp.Status}
}
